"""From the text of a query to what an engine looks up, and what that finds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import QueryInvalid
from index.analysis import analyse_query
from index.analysis.derive import derived
from index.analysis.gram import grams
from index.engine import Document
from index.engines.memory import MemoryEngine
from index.fields import DEFAULT_FIELDS, GRAM, SEARCH_FIELDS, STEM
from index.forms import Bridge
from index.leaves import MOST_DIVIDED, MOST_HYPHENS
from index.lookup import (
    AkinLookup,
    AllOf,
    AnyOf,
    Best,
    Boosted,
    DateLookup,
    Everything,
    FacetLookup,
    FuzzyLookup,
    Lookup,
    PrefixLookup,
    SequenceLookup,
    Step,
    Tiers,
    TokenLookup,
    WhenFew,
    Without,
)
from index.parse import Match, parse
from index.query import Fuzzy, Phrase, Prefix, Query, Term
from index.results import Request
from index.rewrite import rewrite
from tests.index.analysis.texts import any_text


def token(text: str) -> TokenLookup:
    return TokenLookup("text", text)


def sequence(*steps: str | tuple[int, str], slop: int = 0) -> SequenceLookup:
    """Steps one after another, or each at a distance; one that ends in * is a prefix."""
    placed = [step if isinstance(step, tuple) else (at, step) for at, step in enumerate(steps)]
    return SequenceLookup("text", tuple(_step(at, text) for at, text in placed), slop)


def _step(at: int, text: str) -> Step:
    return Step(at, prefix=text[:-1]) if text.endswith("*") else Step(at, tuple(text.split("|")))


# Every query is asked in the field text, which leaves one lookup for each word.
REWRITTEN: list[tuple[str, Lookup]] = [
    ("*", Everything()),
    ("text:Mine", token("mine")),
    ("text:=Mine", token("mine")),
    ("text:3,461", token("3461")),
    ("text:A/HRC/47", sequence("a", "hrc", "47")),
    ("text:10:30", sequence("10", "30")),
    ("text:l’eau", sequence("l", "eau")),
    ("text:landmines?", token("landmines")),
    ("text:Əliyeva", Best((token("aliyeva"), token("eliyeva")))),
    ('text:"Əliyeva gəldi"', sequence("aliyeva|eliyeva", "galdi|geldi")),
    ('text:"mine clearance"~3', sequence("mine", "clearance", slop=3)),
    ('text:"mine"~3', token("mine")),
    ("text:demin*", PrefixLookup("text", "demin")),
    ("text:Əl*", Best((PrefixLookup("text", "al"), PrefixLookup("text", "el")))),
    ("text:A/HRC/4*", sequence("a", "hrc", "4*")),
    ("text:x-Əl*", Best((
        sequence("x", "al*"), sequence((0, "x"), (0, "al*")), sequence("x", "el*"), sequence((0, "x"), (0, "el*")),
        PrefixLookup("text", "xal"), PrefixLookup("text", "xel"),
    ))),
    ("text:inter-nat*",
     Best((sequence("inter", "nat*"), sequence((0, "inter"), (0, "nat*")), PrefixLookup("text", "internat")))),
    ("text:A-4*", sequence("a", "4*")),
    ("text:clearence~", FuzzyLookup("text", "clearence", 1)),
    ("text:Tchernobyl~2", FuzzyLookup("text", "tchernobyl", 2)),
    ("text:Əliyeva~", Best((FuzzyLookup("text", "aliyeva", 1), FuzzyLookup("text", "eliyeva", 1)))),
    ("text:co-operation",
     Best((sequence("co", "operation"), sequence((0, "co"), (0, "operation")), token("cooperation")))),
    ("text:co\u2011operation",
     Best((sequence("co", "operation"), sequence((0, "co"), (0, "operation")), token("cooperation")))),
    ("text:=co-operation", Best((sequence("co", "operation"), sequence((0, "co"), (0, "operation"))))),
    ('text:"a co-operation b"', Best((
        sequence("a", "co", "operation", "b"), sequence((0, "a"), (1, "co"), (1, "operation"), (2, "b")),
    ))),
    ("text:Əli-Rza", Best((sequence("ali|eli", "rza"), sequence((0, "ali|eli"), (0, "rza")),
                           Best((token("alirza"), token("elirza")))))),
    ("text:बारूदी-सुरंग", Best((sequence("बारूदी", "सुरंग"), token("बारूदीसुरंग")))),
    ("text:2021-04-05", sequence("2021", "04", "05")),
    ("text:COVID-19", sequence("covid", "19")),
    ("text:mine-", token("mine")),
    ("text:a/b-c", Best((sequence("a", "b", "c"), sequence((0, "a"), (1, "b"), (1, "c"))))),
    ("text:国", PrefixLookup("text", "国")),
    ("text:国际", token("国际")),
    ("text:国际提高", sequence("国际", "际提", "提高")),
    ("text:国*", PrefixLookup("text", "国")),
    ("text:国际*", token("国际")),
    ("text:国-际", sequence("国*", "际*")),
    ("text:ｶﾞ", PrefixLookup("text", "ガ")),
    ("text:지뢰", token("지뢰")),
    ('text:"지뢰 제거"', sequence((0, "지뢰"), (2, "제거"))),
    ('text:"地雷 clearance"', sequence((0, "地雷"), (2, "clearance"))),
    ("text:2021年4月5日", sequence("2021", "年*", "4", "月*", "5", "日*")),
    ('text:"2021 年 4 月 5 日"', sequence("2021", "年*", "4", "月*", "5", "日*")),
    ("text:a text:b", AllOf((token("a"), token("b")))),
    ("text:a OR text:b", AnyOf((token("a"), token("b")))),
    ("text:a -text:b", AllOf((token("a"), Without(token("b"))))),
    ("-text:b", Without(token("b"))),
    ("text:a text:&", token("a")),
    ("text:a -text:&", token("a")),
    ("text:& OR text:a", token("a")),
    ("lang:zh", FacetLookup("language", ("zh",))),
    ('tag:""', FacetLookup("tag", ("",))),
    ("date:2021-04..2023", DateLookup("2021-04-01", "2023-12-31")),
    ("date:..2020", DateLookup(None, "2020-12-31")),
    ("date:undated", DateLookup(None, None, undated=True)),
]


@pytest.mark.parametrize(("query", "expected"), REWRITTEN)
def test_a_query_is_looked_up_as(query: str, expected: Lookup) -> None:
    assert rewrite(parse(query)) == expected


def test_a_bare_word_is_sought_in_every_default_field_by_its_weight() -> None:
    expected = AnyOf(tuple(TokenLookup(field, "mine", SEARCH_FIELDS[field].weight) for field in DEFAULT_FIELDS))
    assert rewrite(parse("mine")) == expected
    assert len(DEFAULT_FIELDS) > 1


ANY: list[tuple[str, Lookup]] = [
    ("text:国际提高地", AnyOf((token("国际"), token("际提"), token("提高"), token("高地")))),
    ("text:联合国A组", AnyOf((token("联合"), token("合国"), token("a"), PrefixLookup("text", "组")))),
    ("text:지뢰제거", AnyOf((token("지뢰"), token("뢰제"), token("제거")))),
    ("text:国际", token("国际")),
    ("text:=国际提", sequence("国际", "际提")),
    ('text:"国际提"', sequence("国际", "际提")),
    ("text:A/HRC/47", sequence("a", "hrc", "47")),
    ("text:a text:b", AnyOf((token("a"), token("b")))),
    ("text:a text:b -text:c", AllOf((AnyOf((token("a"), token("b"))), Without(token("c"))))),
]


@pytest.mark.parametrize(("query", "expected"), ANY)
def test_with_any_instead_of_all_a_query_is_looked_up_as(query: str, expected: Lookup) -> None:
    assert rewrite(parse(query, match="any"), match="any") == expected


@pytest.mark.parametrize("query", ["&", "– …", "-&", "& OR ?", "(& –) …", '"…"', "title:&", "NOT (& OR ?)"])
@pytest.mark.parametrize("match", ["all", "any"])
def test_a_query_of_signs_alone_is_refused(query: str, match: Match) -> None:
    with pytest.raises(QueryInvalid, match="nothing to look for") as caught:
        rewrite(parse(query, match=match), match=match)
    assert caught.value.position == 0


@pytest.mark.parametrize("word", ["地雷清除~", "co-operation~", "A/HRC~", "2021年4月~"])
def test_a_fuzzy_search_for_more_than_a_word_of_an_alphabet_is_refused(word: str) -> None:
    with pytest.raises(QueryInvalid, match="more than one word"):
        rewrite(parse(word))


@given(any_text.filter(bool), st.sampled_from(["all", "any"]))
def test_any_text_as_a_word_a_phrase_or_a_prefix_is_looked_up_or_refused_in_words(text: str, match: Match) -> None:
    queries: list[Query] = [Term(text), Term(text, exact=True), Phrase(text, slop=2), Prefix(text), Fuzzy(text)]
    for query in queries:
        try:
            rewrite(query, match=match)
        except QueryInvalid as error:
            assert not analyse_query(text) or isinstance(query, Fuzzy)
            assert str(error)  # noqa: PT017  # it need not be raised


FOUND = [
    ("2021年4月5日", "赞比亚于2021年4月5日致函", True),
    ("2021年4月5日", "赞比亚于 2021 年 4 月 5 日 致函", True),
    ("2021年4月5日", "2021 年 4 月\n5 日", True),
    ('"2021 年 4 月 5 日"', "赞比亚于2021年4月5日致函", True),
    ("2021年4月5日", "2021年4月6日", False),
    ("2021年4月5日", "2021年4月15日", False),
    ("４月５日", "4月5日", True),
    ("国", "中国", True),
    ("国", "国际", True),
    ("国", "囯", False),
    ("提高地雷", "提 高 地\n雷", True),
    ("提高地雷", "地雷提高", False),
    ("co-operation", "cooperation", True),
    ("co-operation", "co-operation", True),
    ("co-operation", "co-\noperation", True),
    ("cooperation", "co-\noperation", True),
    ("=co-operation", "cooperation", False),
    ("anti-personnel", "anti-\npersonnel", True),
    ('"anti-personnel mines"', "anti-personnel mines", True),
    ('"anti-personnel mines"', "of anti-\npersonnel mines laid", True),
    ('"ANTI-PERSONNEL MINES"', "of anti-\npersonnel mines laid", True),
    ('"of anti-personnel mines laid"', "of anti-\n   personnel\nmines laid", True),
    ('"of anti\u2010personnel mines"', "of anti\u2010\npersonnel mines", True),
    ('"anti-personnel mines"', "antipersonnel mines", False),
    ('"anti-personnel mines"', "anti-personnel and other mines", False),
    ('"anti-personnel mines"~2', "anti-\npersonnel and other mines", True),
    ('"anti-personnel mines"~1', "anti-\npersonnel and other mines", False),
    ('"anti-personnel mines"', "anti mines of personnel", False),
    ('"antipersonnel mines"', "anti-\npersonnel mines", True),
    ('"international cooperation"', "inter-\nnational co-\noperation", True),
    ('"the international cooperation of"', "the inter-\nnational co-\noperation of", True),
    ('"international co-operation"', "inter-\nnational co-\noperation", True),
    ('"international co-operation"', "international cooperation", False),
    ("=co-operation", "co-\noperation", True),
    ("=cooperation", "co-\noperation", True),
    ('"state-of-the-art x"', "state-\nof-the-art x", True),
    ('"state-of-the-art x"', "state-of-\nthe-art x", True),
    ('"state-of-the-art x"', "state-\nof-the-\nart x", True),
    ('"a state-of-the-art x"', "a state-\nof-\nthe-\nart x", True),
    ('"a-b-c-d-e x"', "a-\nb-\nc-\nd-\ne x", True),
    ('"a-b-c-d-e-f x"', "a-b-c-\nd-e-f x", True),
    ('"a-b-c-d-e-f x"', "a-\nb-c-\nd-e-f x", False),
    ('"COVID-19 x"', "COVID-\n19 x", True),
    ('"Əli-rza x"', "Əli-\nrza x", True),
    ('"кое-где мины"', "кое-\nгде мины", True),
    ('"Bosnia-Herzegovina x"', "Bosnia-\nHerzegovina x", True),
    ("Aliyeva", "Əliyeva", True),
    ("Eliyeva", "Əliyeva", True),
    ("Əliyeva", "Aliyeva", True),
    ("3461", "3,461", True),
    ("a/hrc/47/*", "A/HRC/47/G/10", True),
    ("지뢰", "지뢰를", True),
    ("น้ำ", "น้ํา", True),
]


@pytest.mark.parametrize(("query", "text", "found"), FOUND)
def test_a_query_finds_a_text_or_not(query: str, text: str, found: bool) -> None:
    engine = MemoryEngine(Path("nowhere"))
    with engine.writer(seq=1) as writer:
        writer.add(Document(id="1", seq=1, texts={"text": text}))
    assert engine.search(Request(lookup=rewrite(parse(query)))).total == found


BRIDGE = Bridge(languages=("en", "ru"), stem_weight=0.5, gram_weight=0.25, kin_weight=0)
KIN = replace(BRIDGE, kin_weight=0.3, near=0.7, far=0.5, enough=10)


def bridged(text: str, match: Match = "all") -> Lookup:
    return rewrite(parse(text, match=match), match=match, bridge=BRIDGE)


def near(*words: str) -> AnyOf:
    return AnyOf(tuple(TokenLookup(GRAM, gram, 0.25) for word in words for gram in grams(word)))


def with_stems(exact: Lookup, *stems: str) -> Lookup:
    return AnyOf((exact, Best(tuple(TokenLookup(STEM, stem, 0.5) for stem in stems))))


MINES = with_stems(token("mines"), "en:mine", "ru:mines")
ROADS = with_stems(token("roads"), "en:road", "ru:roads")


def test_a_bridge_finds_the_stem_in_each_of_its_languages_and_the_word_as_it_stands_comes_first() -> None:
    assert bridged("text:mines") == Tiers(MINES, (token("mines"),))


@pytest.mark.parametrize("typed", ["وثائق", "الوثائق", "والوثائق", "للوثائق", "سد", "والسد", "البيت", "والبيت"])
@pytest.mark.parametrize(
    "text", ["وثائق سد بيت", "الوثائق السد البيت", "والوثائق والسد والبيت", "بالوثائق للسد كالبيت"]
)
def test_an_arabic_word_is_found_with_its_article_and_without(typed: str, text: str) -> None:
    engine = MemoryEngine(Path("unused"))
    stems, _ = derived(text, [(0, len(text), "ar")])
    with engine.writer(seq=1) as writer:
        writer.add(Document(id="1", seq=1, texts={"text": text}, counts={STEM: stems}))
    bridge = Bridge(languages=("ar",), gram_weight=0, kin_weight=0)
    assert engine.search(Request(lookup=rewrite(parse(typed), bridge=bridge))).total == 1


def test_the_article_is_a_matter_of_arabic_alone() -> None:
    bridge = Bridge(languages=("fa",), stem_weight=0.5, gram_weight=0, kin_weight=0)
    assert "'سد'" not in repr(rewrite(parse("text:السد"), bridge=bridge))
    assert "'سد'" in repr(rewrite(parse("text:السد"), bridge=replace(bridge, languages=("ar",))))


def test_several_words_are_ranked_by_grams() -> None:
    assert bridged("text:mines text:roads") == Boosted(AllOf((MINES, ROADS)), near("mines", "roads"))


@pytest.mark.parametrize("query", ["text:mines type:news", "type:news text:mines date:2021", "text:mines -text:roads"])
def test_a_word_is_alone_beside_conditions_and_what_is_forbidden(query: str) -> None:
    found = bridged(query)
    assert isinstance(found, AllOf)
    assert Tiers(MINES, (token("mines"),)) in found.children


def test_an_unknown_word_is_sought_by_its_kin_too_and_these_come_last() -> None:
    far = WhenFew(token("mines"), 1, WhenFew(AnyOf((MINES,)), 10, AkinLookup("text", "mines", 0.5, 0.3)))
    assert rewrite(parse("text:mines"), bridge=KIN) == Tiers(AnyOf((MINES, far)), (token("mines"), MINES))


def test_in_languages_without_a_stemmer_near_kin_are_always_sought() -> None:
    found = rewrite(parse("text:mines"), bridge=replace(KIN, languages=("en", "ka", "kk", "zh")))
    near_kin = AllOf((AkinLookup("text", "mines", 0.7, 0.3), FacetLookup("language", ("ka", "kk"))))
    stems = with_stems(token("mines"), "en:mine")
    far = WhenFew(AnyOf((stems, near_kin)), 10, AkinLookup("text", "mines", 0.5, 0.3))
    every = AnyOf((stems, near_kin, WhenFew(token("mines"), 1, far)))
    assert found == Tiers(every, (token("mines"), stems))


@pytest.mark.parametrize(
    ("query", "held", "found"),
    [
        ("landmines", ["landmines", "landmark"], ["landmines"]),
        ("landmine", ["landmark", "road"], ["landmark"]),
        ("landmine", ["Landminen"], ["Landminen"]),
        ("=landmine", ["Landminen"], []),
        ("road -landmine", ["road Landminen"], ["road Landminen"]),
    ],
)
def test_far_kin_are_found_only_where_no_document_has_the_word(query: str, held: list[str], found: list[str]) -> None:
    engine = MemoryEngine(Path())
    with engine.writer(seq=1) as writer:
        for number, text in enumerate(held, 1):
            writer.add(Document(id=text, seq=number, texts={"text": text}))
    lookup = rewrite(parse(query), bridge=KIN)
    assert [match.id for match in engine.search(Request(lookup=lookup)).page] == found


@pytest.mark.parametrize(("stems", "count"), [(9, 10), (10, 10)])
def test_far_kin_are_sought_where_fewer_than_ten_documents_have_a_known_form(stems: int, count: int) -> None:
    engine = MemoryEngine(Path())
    with engine.writer(seq=1) as writer:
        for number in range(stems):
            held = Document(id=f"s{number}", seq=number, texts={"text": "mined"}, counts={STEM: {"en:mine": 1}})
            writer.add(held)
        writer.add(Document(id="kin", seq=99, texts={"text": "minefield"}))
    found = engine.search(Request(lookup=rewrite(parse("mines"), bridge=KIN), limit=None)).page
    assert len(found) == count
    assert ("kin" in {match.id for match in found}) == (stems < 10)


@pytest.mark.parametrize("query", ["text:min", "text:m1ne", "text:地雷", "=mines", '"mines"', "title:mines"])
def test_short_words_numbers_and_what_is_to_be_exact_have_no_kin(query: str) -> None:
    assert rewrite(parse(query), bridge=KIN) == rewrite(parse(query), bridge=BRIDGE)


def test_what_is_forbidden_is_forbidden_without_its_kin() -> None:
    found = rewrite(parse("text:road -text:mines"), bridge=KIN)
    assert isinstance(found, AllOf)
    assert found.children[1] == Without(MINES)


def test_beside_a_language_that_is_asked_for_words_have_its_forms_alone() -> None:
    found = bridged("text:mines lang:en")
    assert isinstance(found, AllOf)
    assert found.children[0] == Tiers(with_stems(token("mines"), "en:mine"), (token("mines"),))
    assert bridged("text:mines lang:ka") == AllOf((token("mines"), FacetLookup("language", ("ka",))))


def test_a_bridge_is_narrowed_by_the_first_part_of_a_tag() -> None:
    assert replace(BRIDGE, languages=("az", "en", "zh")).narrowed(["zh-Hant", "az"]).languages == ("az", "zh")


@pytest.mark.parametrize("query", ["=mines", '"mines"', "mine*", "mines~", "title:mines", "地雷", "type:news", "*"])
def test_what_is_not_a_plain_word_crosses_no_bridge(query: str) -> None:
    assert bridged(query) == rewrite(parse(query))


def test_words_joined_by_operators_each_cross_the_bridge_and_forbidden_ones_rank_nothing() -> None:
    found = bridged("text:mines text:maps -text:roads")
    assert isinstance(found, Boosted)
    assert found.by == near("mines", "maps")
    assert found.child == AllOf((MINES, with_stems(token("maps"), "en:map", "ru:maps"), Without(ROADS)))


def test_a_language_without_a_stemmer_leaves_the_word_and_its_grams() -> None:
    found = rewrite(parse("text:mines text:maps"), bridge=replace(BRIDGE, languages=("ka", "zh")))
    assert found == Boosted(AllOf((token("mines"), token("maps"))), near("mines", "maps"))


def test_with_any_the_parts_of_a_word_with_an_apostrophe_cross_the_bridge_each_by_itself() -> None:
    found = bridged("text:Warsaw's", match="any")
    assert isinstance(found, Boosted)
    assert with_stems(token("warsaw"), "en:warsaw", "ru:warsaw") in found.child.children  # type: ignore[union-attr]


def test_an_exact_form_outranks_a_stem_and_a_stem_is_found() -> None:
    engine = MemoryEngine(Path())
    with engine.writer(seq=1) as writer:
        for number, text in enumerate(["the mine here", "the mines here", "a road there"], 1):
            word = text.split()[1]
            counts = {STEM: {"en:mine" if "mine" in word else "en:road": 1}, GRAM: dict.fromkeys(grams(word), 1)}
            writer.add(Document(id=f"d{number}", seq=number, texts={"text": text}, counts=counts))
    found = engine.search(Request(lookup=bridged("mines"))).page
    assert [match.id for match in found] == ["d2", "d1"]


@pytest.mark.parametrize(
    ("hyphens", "ways"), [(1, 2), (MOST_DIVIDED, 2**MOST_DIVIDED), (MOST_DIVIDED + 1, MOST_DIVIDED + 2),
                          (MOST_HYPHENS, MOST_HYPHENS + 1), (MOST_HYPHENS + 1, 1), (2_000, 1)],
)  # fmt: skip
def test_the_more_hyphens_a_word_has_the_fewer_of_them_may_stand_at_line_ends(hyphens: int, ways: int) -> None:
    lookup = rewrite(parse("text:=" + "a-" * hyphens + "b"))
    assert (len(lookup.children) if isinstance(lookup, Best) else 1) == ways
