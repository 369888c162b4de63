"""Plain lines are read by a faster engine, and nobody can tell by the answer."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import analyse, plain, terms
from index.analysis.fold import fold_word
from index.analysis.plain import stretches, words
from tests.index.analysis.texts import any_text

PLAIN = [chr(code) for code in range(sys.maxunicode + 1) if next(stretches(chr(code) + "x"))[2]]


def of_analyse(text: str) -> dict[str, list[int]]:
    found: dict[str, set[int]] = {}
    for token in analyse(text):
        found.setdefault(token.text, set()).add(token.position)
    return {form: sorted(positions) for form, positions in found.items()}


def test_every_plain_letter_and_digit_folds_to_something_and_marks_are_not_plain() -> None:
    assert 2000 < len(PLAIN) < 4000
    for character in PLAIN:
        assert unicodedata.category(character)[0] != "M"
        assert bool(words(character)) == bool(fold_word(character).strip() if character.isalnum() else "")


LOOKED_AT_TWICE = (0xAD, 0x2B9, 0x301, 0x374, 0x559, 0x640, 0x64B, 0x200C, 0x5D0, 0xE01, 0x4E2D, 0xAC00, 0x915, 0x202E)


@pytest.mark.parametrize("code", LOOKED_AT_TWICE)
def test_what_needs_a_second_look_is_not_plain(code: int) -> None:
    assert next(stretches(f"a{chr(code)}b"))[2] is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("one\ntwo", [("one\ntwo", True)]),
        ("one\n地雷\ntwo\n", [("one\n", True), ("地雷\n", False), ("two\n", True)]),
        ("地\n\n雷", [("地\n", False), ("\n", True), ("雷", False)]),
        ("inter-\nnational law\nnext", [("inter-\nnational law\n", False), ("next", True)]),
        ("a\nb-\nc-\nd\ne", [("a\n", True), ("b-\nc-\nd\n", False), ("e", True)]),
        ("x\u00ad\ny\nz", [("x\u00ad\ny\n", False), ("z", True)]),
        ("end-", [("end-", False)]),
    ],
)
def test_a_text_is_parted_at_line_ends_where_no_word_goes_on(text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(text[start:end], plain) for start, end, plain in stretches(text)] == expected


@given(any_text)
def test_stretches_joined_are_the_text(text: str) -> None:
    assert "".join(text[start:end] for start, end, _ in stretches(text)) == text


class Counting:
    """A pattern that notes how many characters it has gone through."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern, self.read = pattern, 0

    def __getattr__(self, name: str) -> Callable[[str, int, int], re.Match[str] | None]:
        def noted(text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
            found: re.Match[str] | None = getattr(self._pattern, name)(text, start, end)
            self.read += (found.end() if found else min(end, len(text))) - start
            return found

        return noted


@pytest.mark.parametrize("line", ["inter-\nnational\nlaw\nnext\n", "地雷\nlaw\n", "inter-\n地雷\nlaw\n"])
def test_a_long_text_is_gone_through_a_few_times_however_many_of_its_lines_are_divided(
    monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    counting = [Counting(plain._PLAIN), Counting(plain._DIVIDES)]
    monkeypatch.setattr(plain, "_PLAIN", counting[0])
    monkeypatch.setattr(plain, "_DIVIDES", counting[1])
    text = line * 500
    assert len(list(stretches(text))) >= 1000
    assert 0 < sum(one.read for one in counting) < 6 * len(text)


mixed = st.text(st.sampled_from([*"aZéßıİəщԱაبة9٣½ª.,٫-_'’\n\n \t", "ﬁ", "²", "Ǆ", "地", "雷", "\u0301", "\u00ad"]))


@given(st.one_of(mixed, st.text(st.sampled_from(PLAIN)), any_text))
def test_terms_are_those_of_the_tokens(text: str) -> None:
    assert terms(text)[0] == of_analyse(text)
