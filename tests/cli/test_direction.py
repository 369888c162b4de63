"""Direction: what runs from right to left is kept apart from the line around it, and nothing else is touched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.export.inert import inert
from cli.direction import LRI, PDI, RLI, isolated, runs_isolated
from cli.terminal import columns, harmless

ARABIC, HEBREW, ENGLISH = "إزالة الألغام", "שלום", "mine clearance"


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("", ""),
        (ENGLISH, ""),
        ("地雷 и мины, 2021 [42]", ""),
        ("é\u200d\u200eü", ""),
        (ARABIC, RLI),
        (HEBREW, RLI),
        ("ߒߞߏ", RLI),
        ("٢٠٢١", RLI),
        ("2021\u200f", RLI),
        (f"ANAMA: {ARABIC}", RLI),
        (f"{HEBREW}: {ENGLISH}", LRI),
        ("ab אב", RLI),
        ("abc אב", LRI),
    ],
)
def test_a_text_is_isolated_in_the_direction_of_most_of_its_letters(text: str, mark: str) -> None:
    assert isolated(text) == (f"{mark}{text}{PDI}" if mark else text)


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        ("ar", RLI), ("fa", RLI), ("he", RLI), ("ur", RLI), ("az-Arab", RLI), ("ku-Arab-IQ", RLI), ("he-Hebr", RLI),
        ("en", LRI), ("az", LRI), ("zh-Hant", LRI), ("ar-Latn", LRI), ("ms-Latn-MY", LRI), ("de-1996", LRI),
    ],
)  # fmt: skip
@pytest.mark.parametrize("text", [f"{ENGLISH} {HEBREW}", f"{ARABIC} ok"])
def test_the_language_of_a_passage_says_its_direction_whatever_letters_an_excerpt_holds(
    language: str, mark: str, text: str
) -> None:
    assert isolated(text, language=language) == f"{mark}{text}{PDI}"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("no document has “landmime”", "no document has “landmime”"),
        ("没有 地雷", "没有 地雷"),
        (f"no document has “{HEBREW}”; did you mean {HEBREW} or {HEBREW}?",
         f"no document has “{RLI}{HEBREW}{PDI}”; did you mean {RLI}{HEBREW}{PDI} or {RLI}{HEBREW}{PDI}?"),
        (f"without {ARABIC}: 3 documents", f"without {RLI}{ARABIC}{PDI}: 3 documents"),
        (f"with {HEBREW} 2021, {HEBREW} 12", f"with {RLI}{HEBREW} 2021, {HEBREW}{PDI} 12"),
        ('without צה"ל: 1 document', f'without {RLI}צה"ל{PDI}: 1 document'),
        ("without شَلْ: 1 document", f"without {RLI}شَلْ{PDI}: 1 document"),
    ],
)  # fmt: skip
def test_in_a_line_from_left_to_right_each_run_from_right_to_left_is_isolated(line: str, shown: str) -> None:
    assert runs_isolated(line) == shown


@given(st.text())
def test_isolated_runs_lose_nothing_and_close_what_they_open(text: str) -> None:
    shown = runs_isolated(inert(text))
    assert shown.replace(RLI, "").replace(PDI, "") == inert(text)
    assert shown.count(RLI) == shown.count(PDI)


@pytest.mark.parametrize("language", ["und", "mul", "zxx", "und-Cyrl", ""])
def test_where_the_tag_names_no_language_the_letters_decide(language: str) -> None:
    assert isolated(ARABIC, language=language) == f"{RLI}{ARABIC}{PDI}"
    assert isolated(f"{ENGLISH} {HEBREW}", language=language) == f"{LRI}{ENGLISH} {HEBREW}{PDI}"


@pytest.mark.parametrize("language", ["ar", "en", "und"])
def test_a_text_with_nothing_from_right_to_left_stays_as_it_is_in_any_language(language: str) -> None:
    assert isolated(ENGLISH, language=language) == ENGLISH


def test_what_is_read_decides_and_not_the_colours_around_it() -> None:
    shown = f"\x1b[31m\x1b[1m{HEBREW}\x1b[0m"
    assert isolated(shown, HEBREW) == f"{RLI}{shown}{PDI}"
    assert isolated("abc…", f"abcdef {ARABIC}") == f"{RLI}abc…{PDI}"


UNBALANCED = ["\u2067", "\u2066\u2066", "\u2069", "\u202e", "\u202b", "\u202c", "\u2068a\u2069\u2069", "\u2067\n\u2069"]


@pytest.mark.parametrize("sign", UNBALANCED, ids=ascii)
@pytest.mark.parametrize("clean", [inert, harmless])
def test_no_isolate_of_a_document_closes_ours_or_stays_open_behind_it(sign: str, clean: type[str]) -> None:
    shown = isolated(clean(f"{sign}{ARABIC}{sign}x{sign}"))
    assert (shown[0], shown[-1]) == (RLI, PDI)
    assert not {unicodedata.bidirectional(one) for one in shown[1:-1]} & {"LRI", "RLI", "FSI", "PDI", "LRE", "RLE",
                                                                          "LRO", "RLO", "PDF"}  # fmt: skip


@given(st.text())
def test_isolates_take_no_columns_and_lose_nothing(text: str) -> None:
    clean = inert(text)
    shown = isolated(clean)
    assert shown.strip(f"{LRI}{RLI}{PDI}") == clean
    assert columns(shown) == columns(clean)
    assert isolated(clean) == shown
