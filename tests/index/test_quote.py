from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from archive.extract.passages import paragraphs
from archive.record import Passage
from index.quote import CONTEXT, context, find, near, relocate, same_words, touched
from tests.index.analysis.texts import any_text

ENGLISH = (
    "The inter-\nnational anti-\npersonnel mines con-\n  vention.\n\nMine  clearance\nended in fields (see “map”)."
)
CHINESE = "并列出了每口井的水质检\n测结果。其 中四十二所小学,2022 年 5 月 24 日清\n理。臺灣與台灣"


def found(text: str, quote: str) -> list[str]:
    return [text[start:end] for start, end in find(text, quote)]


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        (ENGLISH, "Mine clearance ended", ["Mine  clearance\nended"]),  # line ends and blanks
        (ENGLISH, "mine CLEARANCE", ["Mine  clearance"]),  # letter case
        (ENGLISH, 'see "map"', ["see “map"]),  # other quotation marks
        (ENGLISH, "international", ["inter-\nnational"]),  # a divided word
        (ENGLISH, "inter-national", ["inter-\nnational"]),
        (ENGLISH, "anti-personnel mines", ["anti-\npersonnel mines"]),  # a compound at a line end
        (ENGLISH, "antipersonnel mines convention.", ["anti-\npersonnel mines con-\n  vention."]),
        (ENGLISH, "con-\nvention", ["con-\n  vention"]),
        (CHINESE, "水质检测结果。", ["水质检\n测结果。"]),  # blanks and line ends in Chinese
        (CHINESE, "其中四十二所小学", ["其 中四十二所小学"]),
        (CHINESE, "2022年5月24日清理", ["2022 年 5 月 24 日清\n理"]),
        (CHINESE, "台湾与台湾", ["臺灣與台灣"]),  # traditional and simplified
        ("مؤسَّسة إنسانية", "مؤسسة انسانية", ["مؤسَّسة إنسانية"]),  # points and hamzas
        ("fünf Gebäude", "funf gebaude", ["fünf Gebäude"]),
        ("ครั้งที่ ๑", "ครั้งที่ 1", ["ครั้งที่ ๑"]),  # digits of other scripts
        ("Große Straße, straff", "strasse", ["Straße"]),  # one letter that is folded to two
        ("Große Straße, straff", "asse", ["aße"]),
        ("काम का काम।", "का काम", ["का काम"]),  # letters with their marks
        ("foo \u0640bar", "foo bar", ["foo \u0640bar"]),  # a letter that is folded to none
        ("a ㊀ b", "a一b", ["a ㊀ b"]),  # a sign that is folded to a letter of a script without blanks
        ("a the rapist b", "therapist", []),  # a blank between two words stays one
        ("a therapist b", "the rapist", []),
        ("one two", "three", []),
        ("one two", "", []),
        ("one two", " \n", []),
        ("the inter-\n\nnational", "the international", ["the inter-\n\nnational"]),  # a word divided by a page end
        ("see (a.*b)? [c] $1+2^3|x\\d", "SEE (a.*b)? [c] $1+2^3|x\\d", ["see (a.*b)? [c] $1+2^3|x\\d"]),
        ("aXXb, a.*b", "a.*b", ["a.*b"]),
        ("flood 🌊  team 👩🏽‍🚒 came", "FLOOD 🌊 team", ["flood 🌊  team"]),
        ("قال:\u200f «لا»\nثم ذهب", "قال «لا» ثم", ["قال:\u200f «لا»\nثم"]),  # from right to left
        ("one\n\f\ntwo", "one two", ["one\n\f\ntwo"]),
        ("a—b—c", "—", ["—", "—"]),  # a mark alone stands only letter for letter
        ("a - b", "…", []),
        ("aaa", "aa", ["aa", "aa"]),  # places may overlap
        ("Dam dam DAM", "dam", ["dam"]),  # the same letter for letter come alone
        ("Dam\ndam", "DAM", ["Dam", "dam"]),
        ("old  dam, Old dam", "old dam", ["old  dam"]),  # then those that differ in white space only
    ],
)
def test_words_are_found_across_line_ends_and_spellings(text: str, quote: str, words: list[str]) -> None:
    assert found(text, quote) == words


@given(any_text, st.data())
def test_any_span_of_any_text_is_among_the_places_of_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end]
    assume(words.strip())
    start += len(words) - len(words.lstrip())
    assert (start, start + len(words.strip())) in find(text, words)


@given(any_text, any_text)
def test_places_are_spans_of_the_text_in_its_order(text: str, quote: str) -> None:
    places = find(text, quote)
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


@given(any_text, any_text, any_text)
def test_words_are_found_after_the_text_around_them_changed(before: str, quote: str, after: str) -> None:
    words = f"the {quote.strip()} gate"
    text = f"{before} {words} {after}"
    start = text.index(words)
    behind, ahead = context(text, (start, start + len(words)))
    changed = f"Another beginning. {before} {words} {after} And an end."
    span = relocate(changed, words, behind, ahead)
    assert span is not None
    assert same_words(changed[slice(*span)], words)


def test_of_several_places_the_one_with_the_same_surroundings_is_meant() -> None:
    old = "In the north the dam held. In the south the dam broke."
    start = old.rindex("the dam")
    behind, ahead = context(old, (start, start + 7))
    new = "Summary: the dam. In the north the dam held; in the south  the dam broke. The dam is old."
    assert relocate(new, "the dam", behind, ahead) == (new.index("the dam broke"), new.index(" broke"))


def test_words_that_are_gone_are_nowhere() -> None:
    assert relocate("other words", "the dam", "", "") is None


@pytest.mark.parametrize(
    ("at", "before", "after"),
    [
        (0, 0, CONTEXT),
        (CONTEXT - 1, CONTEXT - 1, CONTEXT),
        (CONTEXT, CONTEXT, CONTEXT),
        (CONTEXT + 1, CONTEXT, CONTEXT),
    ],
)
def test_what_stands_around_words_is_kept_up_to_a_bound(at: int, before: int, after: int) -> None:
    text = "a" * at + "quote" + "b" * 200
    assert [len(part) for part in context(text, (at, at + 5))] == [before, after]


PASSAGES = tuple(
    Passage(number=n, start=s, end=e, locator=f"para. {n}") for n, s, e in [(1, 0, 10), (2, 12, 20), (3, 22, 30)]
)


@pytest.mark.parametrize(
    ("span", "numbers"),
    [
        ((0, 10), [1]),
        ((9, 13), [1, 2]),
        ((10, 12), [1]),
        ((12, 13), [2]),
        ((0, 30), [1, 2, 3]),
        ((29, 35), [3]),
        ((21, 22), [2]),
    ],
)
def test_a_span_touches_the_passages_that_it_lies_in(span: tuple[int, int], numbers: list[int]) -> None:
    assert [passage.number for passage in touched(PASSAGES, span)] == numbers


def test_passages_with_most_of_the_words_are_suggested_first() -> None:
    text = "The red pumps stand idle.\n\nThe school has a red gate.\n\nNothing of this is here, they say."
    suggested = near(text, paragraphs(text), "red pumps of the school")
    assert [passage.locator for passage in suggested] == ["para. 1", "para. 2"]
    assert near(text, paragraphs(text), "wholly unlike anything else") == []
    assert near(text, paragraphs(text), "…") == []


def test_chinese_passages_are_suggested_by_their_pairs() -> None:
    text = "每口井的水质检测结果。\n\n请高专办散发。"
    assert [passage.number for passage in near(text, paragraphs(text), "每口井的水位检测结果")] == [1]


def test_a_long_text_is_read_in_one_go() -> None:
    text = "Water rises in the valley again-\nst the gate. " * 4_000 + "The LAST word."
    assert found(text, "the last Word.") == ["The LAST word."]
