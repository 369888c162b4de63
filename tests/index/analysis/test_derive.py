"""What is counted beside the words: stems in each span's language, grams of every word."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from index.analysis.derive import derived
from index.analysis.gram import grams

TEXT = "Mines, mine; мины и мину. 地雷 mine-\nfields"


def test_a_word_is_stemmed_in_the_language_of_its_span() -> None:
    stems, _ = derived(TEXT, [(0, 12, "en"), (12, len(TEXT), "ru")])
    assert stems["en:mine"] == 2
    assert stems["ru:мин"] == 2
    assert "en:мин" not in stems


def test_text_outside_every_span_is_not_counted() -> None:
    assert derived(TEXT, []) == ({}, {})


LINES = ["Mines, mine.", "мины", "inter-", "national", "ระเบิด", "การ", "เก็บ\u200b", "x ", "地雷", "-", "'", "a\u0301"]


@given(st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n\n", " ", "", "\n \n"]))))
def test_neighbouring_spans_of_one_language_are_counted_as_each_by_itself(pieces: list[tuple[str, str]]) -> None:
    text, spans = "", []
    for line, gap in pieces:
        spans.append((len(text), len(text) + len(line), "en"))
        text += line + gap
    apart = [derived(text, [span]) for span in spans]
    together = derived(text, spans)
    for which in (0, 1):
        counts: Counter[str] = Counter()
        for one in apart:
            counts.update(one[which])
        assert together[which] == counts


def test_what_stands_between_two_spans_is_not_counted() -> None:
    assert derived("mine\n\nroad\n\nmine", [(0, 4, "en"), (12, 16, "en")])[0] == {"en:mine": 2}


def test_grams_are_those_of_the_folded_words_with_their_counts() -> None:
    _, counts = derived("Mine MINE", [(0, 9, "und")])
    assert counts == dict.fromkeys(grams("mine"), 2)


def test_chinese_and_korean_have_neither_stems_nor_grams() -> None:
    assert derived("地雷意识 지뢰 제거", [(0, 10, "zh")]) == ({}, {})


def test_dictionary_words_are_counted_among_the_stems_whatever_language_their_span_is_said_to_be_in() -> None:
    assert derived("ทุ่นระเบิด ระเบิด", [(0, 17, "und")]) == ({"th:ทุ่น": 1, "th:ระเบิด": 2}, {})


def test_a_word_divided_at_a_line_end_is_counted_whole() -> None:
    _, counts = derived("mine-\nfields", [(0, 12, "en")])
    assert counts == dict.fromkeys(grams("minefields"), 1)
