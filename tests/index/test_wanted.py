"""What is looked for in a text: the words of a query, each once, with every form that finds it."""

from __future__ import annotations

import pytest

from archive.errors import InvalidValue
from index.lookup import (
    AllOf,
    AnyOf,
    Best,
    Boosted,
    DateLookup,
    Everything,
    FacetLookup,
    Lookup,
    SequenceLookup,
    Step,
    TokenLookup,
    Without,
)  # fmt: skip
from index.parse import Match, parse
from index.rewrite import Bridge, rewrite
from index.wanted import Wanted, wanted

MINE, ROAD, EN = TokenLookup("text", "mine"), TokenLookup("text", "road"), FacetLookup("language", ("en",))
TITLE, STEM = TokenLookup("title", "road"), TokenLookup("stem", "en:mine")


@pytest.mark.parametrize(
    ("lookup", "leaves"),
    [
        (AllOf((MINE, EN, Without(ROAD), AnyOf((MINE, ROAD)))), (MINE, ROAD)),
        (AllOf((MINE, Without(AllOf((ROAD, MINE))))), (MINE,)),
        (Boosted(MINE, TokenLookup("gram", "_min")), (MINE,)),
        (AllOf((TITLE, MINE)), (MINE,)),
        (AllOf((TITLE, STEM)), (STEM,)),
        (TITLE, (TITLE,)),
        (AllOf((TITLE, TokenLookup("creator", "a"))), (TITLE, TokenLookup("creator", "a"))),
        (Everything(), ()),
        (Without(MINE), ()),
        (DateLookup(None, None), ()),
    ],
)
def test_what_is_asked_for_is_sought_in_the_text_and_in_other_fields_only_when_nothing_is(
    lookup: Lookup, leaves: tuple[Lookup, ...]
) -> None:
    assert wanted(lookup).leaves == leaves


def words(query: str, match: Match = "all") -> list[list[str]]:
    """The tokens that stand for each word of a query, with the stems of English."""
    found = wanted(rewrite(parse(query, match=match), match=match, bridge=Bridge(languages=("en",), kin_weight=0)))
    by_word: dict[int, list[str]] = {}
    for leaf, word in zip(found.leaves, found.words, strict=True):
        by_word.setdefault(word, []).append(_form(leaf))
    assert found.count == len(by_word)
    return list(by_word.values())


def _form(leaf: Lookup) -> str:
    match leaf:
        case TokenLookup(token=token):
            return token
        case SequenceLookup(steps=steps):
            return " ".join(step.prefix or "/".join(step.tokens) for step in steps)
    return str(leaf)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("mines", [["mines", "en:mine"]]),
        ("=mines", [["mines"]]),
        ("mines roads", [["mines", "en:mine"], ["roads", "en:road"]]),
        ("mines OR roads", [["mines", "en:mine"], ["roads", "en:road"]]),
        ("mines mines", [["mines", "en:mine"]]),
        ("mines mine", [["mines", "en:mine"], ["mine", "en:mine"]]),
        ("mines -roads", [["mines", "en:mine"]]),
        ('"mines roads"', [["mines roads"]]),
        ("地雷", [["地雷"]]),
        ("Əliyeva", [["aliyeva", "eliyeva", "en:əliyeva"]]),
        ("co-operation", [["co operation", "co operation", "cooperation"]]),
        ("title:mines", [["mines"]]),
    ],
)
def test_the_stems_and_spellings_of_a_word_stand_for_it(query: str, expected: list[list[str]]) -> None:
    assert [sorted(word) for word in words(query)] == [sorted(word) for word in expected]


@pytest.mark.parametrize("query", ["mines", "mines lang:en", "mines roads"])
def test_kin_stand_for_their_word_too_each_once(query: str) -> None:
    found = wanted(rewrite(parse(query), bridge=Bridge(languages=("en", "ka"))))
    kin = [leaf for leaf, word in zip(found.leaves, found.words, strict=True) if word == 0 and "Akin" in str(leaf)]
    assert len(kin) == len(set(kin)) == (1 if "lang" in query else 2)
    assert found.languages == (("en",) if "lang" in query else ())


def test_with_any_the_pairs_of_a_sentence_and_the_parts_of_a_word_are_words() -> None:
    assert len(words("清除地雷", "any")) == 3
    assert words("co-operations", "any")[-1] == ["operations", "en:oper"]


@pytest.mark.parametrize(
    ("lookup", "chosen", "languages"),
    [
        (MINE, (), ()),
        (AllOf((EN, MINE)), (), ("en",)),
        (AllOf((Without(EN), MINE)), (), ()),
        (Boosted(AllOf((AnyOf((EN, FacetLookup("language", ("az", "")))), MINE)), MINE), (), ("en", "az")),
        (AllOf((FacetLookup("original_language", ("en",)), FacetLookup("tag", ("ru",)))), (), ()),
        (Best((EN, MINE)), (), ()),
        (EN, ("ZH-hant", "", " ", "en"), ("zh-Hant", "en")),
    ],
)
def test_the_languages_asked_for_are_those_of_the_query_and_those_chosen_beside_it(
    lookup: Lookup, chosen: tuple[str, ...], languages: tuple[str, ...]
) -> None:
    assert wanted(lookup, languages=chosen).languages == languages


def test_what_is_no_language_is_refused() -> None:
    with pytest.raises(InvalidValue):
        wanted(MINE, languages=("English",))


@pytest.mark.parametrize(
    ("asked", "language", "is_asked_for"),
    [((), "en", False), (("en",), "en", True), (("zh",), "zh-Hant", True), (("zh-Hant",), "zh", False),
     (("en", "az"), "az", True), (("e",), "en", False), (("en",), "und", False)],
)  # fmt: skip
def test_a_language_asks_for_its_narrower_tags_too(asked: tuple[str, ...], language: str, is_asked_for: bool) -> None:
    assert Wanted(languages=asked).asks_for(language) is is_asked_for


@pytest.mark.parametrize(
    ("query", "form", "was_typed"),
    [
        ("Əliyeva", "əliyeva", True),
        ("Əliyeva", "Aliyeva", False),
        ("地雷意識 ok", "地 雷\n意識", True),
        ("地雷意識", "地雷意识", False),
        ("de\u0301minage", "déminage", True),
        ("deminage", "déminage", False),
        ('"mine clearance"', "Mine\n clearance", True),
        ("", "mine", False),
    ],
)
def test_a_word_was_typed_when_it_stands_in_the_query_with_its_letters_and_accents(
    query: str, form: str, was_typed: bool
) -> None:
    assert wanted(MINE, typed=query).was_typed(form) is was_typed


def test_steps_are_sought_as_one_word() -> None:
    lookup = SequenceLookup("text", (Step(0, ("地雷",)), Step(1, ("雷意",))))
    assert wanted(AllOf((lookup, MINE))) == Wanted(leaves=(lookup, MINE), words=(0, 1))
