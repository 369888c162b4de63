"""From one word or phrase to its node, on both sides of every bound."""

from __future__ import annotations

from typing import Any

import pytest

from archive.errors import QueryInvalid
from index.clause import DISTANCES, SHORTEST_FUZZY, SHORTEST_PREFIX, clause
from index.fields import SEARCH_FIELDS
from index.query import DateRange, FacetValue, Fuzzy, Phrase, Prefix, Query, Term
from index.scan import Token


def node(text: str, field: str | None = None, *, kind: Any = "word", slop: int = 0, before: str = "") -> Query:
    """The node of a token that stands in a query after `before`."""
    query = f'{before}"{text}"' if kind == "phrase" else f"{before}{text}"
    return clause(query, Token(kind=kind, text=text, at=len(before), slop=slop), field)


WORDS: list[tuple[str, Query]] = [
    ("mine", Term("mine")),
    ("=mine", Term("mine", exact=True)),
    ("地雷", Term("地雷")),
    ("A/HRC/47", Term("A/HRC/47")),
    ("10:30", Term("10:30")),
    ("mine*", Prefix("mine")),
    ("A/HRC/47/*", Prefix("A/HRC/47/")),
    ("mine~", Fuzzy("mine")),
    ("mine~1", Fuzzy("mine", distance=1)),
    ("mine~2", Fuzzy("mine", distance=2)),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_a_word_of_a_text_field_or_of_none(text: str, expected: Any) -> None:
    assert node(text) == expected
    for field in (name for name, held in SEARCH_FIELDS.items() if held.kind == "text"):
        assert node(text, field) == type(expected)(**{**_parts(expected), "field": field})


def _parts(query: Any) -> dict[str, Any]:
    return {name: getattr(query, name) for name in query.__dataclass_fields__}


@pytest.mark.parametrize("slop", [0, 3])
def test_a_phrase_with_its_slop(slop: int) -> None:
    assert node("a b", kind="phrase", slop=slop) == Phrase("a b", None, slop)
    assert node("a b", "title", kind="phrase", slop=slop) == Phrase("a b", "title", slop)
    assert node("-a* =b~", kind="phrase") == Phrase("-a* =b~")


@pytest.mark.parametrize(
    ("letters", "is_enough"),
    [("ab", True), ("a", False), ("é", False), ("e\u0301", False), ("e\u0301a", True), ("l'", False), ("l'a", True),
     ("1", False), ("12", True), ("国", True), ("か", True), ("가", True), ("ㄅ", True), ("/", False), ("ə", False),
     ("\U00020000", True)],
)  # fmt: skip
def test_a_prefix_needs_two_letters_or_one_east_asian_character(letters: str, is_enough: bool) -> None:
    if is_enough:
        assert node(f"{letters}*") == Prefix(letters)
    else:
        with pytest.raises(QueryInvalid, match=f"write {SHORTEST_PREFIX} letters or more"):
            node(f"{letters}*")


@pytest.mark.parametrize(
    ("letters", "is_enough"),
    [("abc", True), ("ab", False), ("e\u0301ab", True), ("e\u0301a", False), ("a-b", False), ("a-bc", True),
     ("地雷", False), ("地雷区", True)],
)  # fmt: skip
@pytest.mark.parametrize("distance", DISTANCES)
def test_a_fuzzy_word_needs_three_letters_at_any_distance(letters: str, is_enough: bool, distance: str) -> None:
    if is_enough:
        assert node(f"{letters}~{distance}") == Fuzzy(letters, distance=DISTANCES[distance])
    else:
        with pytest.raises(QueryInvalid, match=f"needs {SHORTEST_FUZZY} letters"):
            node(f"{letters}~{distance}")


def test_one_and_two_edits_may_be_asked_for_and_no_others() -> None:
    assert set(DISTANCES.values()) == {1, 2}
    for distance in ("0", "3", "01", "1.5", "2,", "1²"):
        with pytest.raises(QueryInvalid, match="1 or 2 letters"):
            node(f"mine~{distance}")


WORD_FAULTS = [
    ("=", 0, "= stands directly before a word"),
    ("=-a", 1, "a minus stands before"),
    ("==a", 1, "one = is enough"),
    ("=~ab", 1, "~ stands at the end"),
    ("-a", 0, "a minus stands before"),
    ("=title:a", 1, "second field"),
    ("source:a", 0, "second field"),
    ("*", 0, "only at the end"),
    ("*a", 0, "only at the end"),
    ("a*b", 1, "only at the end"),
    ("ab**", 2, "only at the end"),
    ("=ab*", 0, "contradict"),
    ("=abc~", 0, "contradict"),
    ("ab~*", 0, "both ~ and *"),
    ("~", 0, "directly after a word"),
    ("~2", 0, "directly after a word"),
    ("abc~~", 3, "one ~ at its end"),
    ("abc~9", 4, "1 or 2 letters"),
]


@pytest.mark.parametrize("field", [None, "title"])
@pytest.mark.parametrize("before", ["", "x "])
@pytest.mark.parametrize(("text", "at", "reason"), WORD_FAULTS)
def test_a_faulty_word_is_refused_at_its_fault(text: str, at: int, reason: str, before: str, field: str | None) -> None:
    with pytest.raises(QueryInvalid) as caught:
        node(text, field, before=before)
    assert caught.value.position == len(before) + at
    assert reason in str(caught.value)


def test_a_phrase_of_nothing_is_refused() -> None:
    with pytest.raises(QueryInvalid, match="nothing between the quotation marks"):
        node("", kind="phrase")
    with pytest.raises(QueryInvalid, match="nothing between the quotation marks"):
        node("", "title", kind="phrase")


FACETS: list[tuple[str, str, str, Query]] = [
    ("language", "word", "ZH-hant", FacetValue("language", "zh-Hant")),
    ("original_language", "phrase", "PT-br", FacetValue("original_language", "pt-BR")),
    ("type", "word", "Report", FacetValue("type", "report")),
    ("type", "phrase", "note verbale", FacetValue("type", "note verbale")),
    ("tag", "word", "topic:water", FacetValue("tag", "topic:water")),
    ("tag", "phrase", "-a* ~", FacetValue("tag", "-a* ~")),
    ("tag", "phrase", "=x", FacetValue("tag", "=x")),
    ("tag", "phrase", "", FacetValue("tag", "")),
    ("language", "phrase", "", FacetValue("language", "")),
    ("collection", "word", "a=b", FacetValue("collection", "a=b")),
    ("collection", "word", "e\u0301te\u0301", FacetValue("collection", "été")),
    ("tag", "word", "e\u0301te\u0301", FacetValue("tag", "été")),
]


@pytest.mark.parametrize(("field", "kind", "text", "expected"), FACETS)
def test_a_facet_value_is_taken_whole(field: str, kind: str, text: str, expected: Query) -> None:
    assert node(text, field, kind=kind) == expected


@pytest.mark.parametrize(
    ("field", "kind", "text", "slop", "reason"),
    [
        ("tag", "word", "wat*", 0, "takes no *"),
        ("tag", "word", "w*t", 0, "takes no *"),
        ("tag", "word", "water~", 0, "takes no *"),
        ("tag", "word", "water~2", 0, "takes no *"),
        ("tag", "word", "-water", 0, "takes no *"),
        ("tag", "word", "=water", 0, "takes no *"),
        ("tag", "phrase", "a b", 1, "~1 has no meaning"),
        ("tag", "word", "a\x00", 0, "control characters"),
        ("language", "word", "english", 0, "not a language tag"),
        ("type", "word", "memo", 0, "not a document type"),
        ("type", "word", "memo", 0, 'type:"note verbale"'),
        ("date", "word", "soon", 0, "date:undated"),
        ("date", "phrase", "2021", 2, "~2 has no meaning"),
        ("date", "phrase", "", 0, "not a date"),
        ("date", "word", "2023..2021", 0, "ends before it begins"),
    ],
)
def test_a_value_that_its_field_cannot_hold_is_refused(
    field: str, kind: str, text: str, slop: int, reason: str
) -> None:
    with pytest.raises(QueryInvalid) as caught:
        node(text, field, kind=kind, slop=slop, before="x ")
    assert caught.value.position == 2
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021", DateRange("2021-01-01", "2021-12-31")),
        ("2021-02", DateRange("2021-02-01", "2021-02-28")),
        ("2020-02", DateRange("2020-02-01", "2020-02-29")),
        ("2021-04-09", DateRange("2021-04-09", "2021-04-09")),
        ("2021..", DateRange("2021-01-01", None)),
        ("..2021", DateRange(None, "2021-12-31")),
        ("undated", DateRange(undated=True)),
    ],
)
@pytest.mark.parametrize("kind", ["word", "phrase"])
def test_a_date_is_a_range_of_days(text: str, expected: Query, kind: str) -> None:
    assert node(text, "date", kind=kind) == expected
