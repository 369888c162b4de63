"""The query language: what each text means."""

from __future__ import annotations

import pytest

from index.parse import parse
from index.query import All, And, DateRange, FacetValue, Fuzzy, Not, Or, Phrase, Prefix, Query, Term
from index.scan import MOST_SLOP
from tests.index.queries import WORDS

A, B, C, D = Term("a"), Term("b"), Term("c"), Term("d")


@pytest.mark.parametrize("word", WORDS)
def test_a_word_without_signs_is_one_term_as_it_stands(word: str) -> None:
    assert parse(word) == Term(word)


TREES: list[tuple[str, Query]] = [
    ("", All()),
    (" \t\n\u3000", All()),
    ("*", All()),
    (" ( * ) ", All()),
    ("a *", And((A, All()))),
    ("-*", Not(All())),
    # operators
    ("a b", And((A, B))),
    ("a\u3000b\u00a0c", And((A, B, C))),
    ("a AND b", And((A, B))),
    ("a OR b", Or((A, B))),
    ("a b OR c d", Or((And((A, B)), And((C, D))))),
    ("a AND b OR c AND d", Or((And((A, B)), And((C, D))))),
    ("a (b OR c) d", And((A, Or((B, C)), D))),
    ("a(b OR c)d", And((A, Or((B, C)), D))),
    ("（a OR b） c", And((Or((A, B)), C))),
    ("(a OR b） c", And((Or((A, B)), C))),
    ("((a) b) AND (c AND d)", And((A, B, C, D))),
    ("(a OR (b OR c)) OR d", Or((A, B, C, D))),
    ("a a", And((A, A))),
    # negation
    ("-a", Not(A)),
    ("NOT a", Not(A)),
    ("-a -b", And((Not(A), Not(B)))),
    ("a -b", And((A, Not(B)))),
    ("a NOT b", And((A, Not(B)))),
    ("a AND NOT b", And((A, Not(B)))),
    ("a OR -b", Or((A, Not(B)))),
    ("NOT a b", And((Not(A), B))),
    ("-(a OR b)", Not(Or((A, B)))),
    ("(-a)", Not(A)),
    ("NOT(a b)", Not(And((A, B)))),
    ("NOT NOT a", A),
    ("--a", A),
    ("NOT -a", A),
    ("NOT (-a)", A),
    ("NOT NOT NOT a", Not(A)),
    ("a NOT -(b c)", And((A, B, C))),
    ('-"a b"', Not(Phrase("a b"))),
    ("-title:a", Not(Term("a", "title"))),
    ("-=a", Not(Term("a", exact=True))),
    ("-title:(a b)", Not(And((Term("a", "title"), Term("b", "title"))))),
    # phrases
    ('"a b"', Phrase("a b")),
    ('" a \n b "', Phrase("a b")),
    ("“a b”", Phrase("a b")),
    ("„a b“", Phrase("a b")),
    ("„a b”", Phrase("a b")),
    ("«a b»", Phrase("a b")),
    ("« a b »", Phrase("a b")),
    ("»a b«", Phrase("a b")),
    ("”a b”", Phrase("a b")),
    ("「地雷」", Phrase("地雷")),
    ("『地雷』", Phrase("地雷")),
    ("公约「地雷」", And((Term("公约"), Phrase("地雷")))),
    ('a"b"c', And((A, Phrase("b"), C))),
    ("«a “b” c»", Phrase("a “b” c")),
    ('"צה"ל בלבנון"', Phrase('צה"ל בלבנון')),
    ('"a* OR -b (c) title:d~"', Phrase("a* OR -b (c) title:d~")),
    ('"OR"', Phrase("OR")),
    ('"a b"~5', Phrase("a b", slop=5)),
    ('"a b"~0', Phrase("a b")),
    (f'"a b"~{MOST_SLOP}', Phrase("a b", slop=MOST_SLOP)),
    ('("a b"~5)', Phrase("a b", slop=5)),
    ('title:"a b"~5', Phrase("a b", "title", 5)),
    ('"a", b', And((Phrase("a"), Term(","), B))),
    # words with signs
    ("=a", Term("a", exact=True)),
    ("=OR", Term("OR", exact=True)),
    ("title:=a", Term("a", "title", exact=True)),
    ("ab*", Prefix("ab")),
    ("地*", Prefix("地")),
    ("ア*", Prefix("ア")),
    ("지*", Prefix("지")),
    ("OR*", Prefix("OR")),
    ("A/HRC/47/*", Prefix("A/HRC/47/")),
    ("title:ab*", Prefix("ab", "title")),
    ("abc~", Fuzzy("abc")),
    ("abc~1", Fuzzy("abc")),
    ("abc~2", Fuzzy("abc", distance=2)),
    ("creator:abc~2", Fuzzy("abc", "creator", 2)),
    # fields
    *((f"{name}:a", Term("a", name)) for name in ("title", "source", "creator", "symbol", "text")),
    ("TITLE:a", Term("a", "title")),
    ("title:OR", Term("OR", "title")),
    ("title:10:30", Term("10:30", "title")),
    ("text:https://example.org", Term("https://example.org", "text")),
    ("symbol:A/HRC/47/G/10", Term("A/HRC/47/G/10", "symbol")),
    ("title:(a OR b c)", Or((Term("a", "title"), And((Term("b", "title"), Term("c", "title")))))),
    ('title:("a b" -(c dd*)) e',
     And((Phrase("a b", "title"), Not(And((Term("c", "title"), Prefix("dd", "title")))), Term("e")))),
    ("title：（a OR b）", Or((Term("a", "title"), Term("b", "title")))),
    # facets
    ("language:zh", FacetValue("language", "zh")),
    ("lang:ZH-hant", FacetValue("language", "zh-Hant")),
    ("language：ja", FacetValue("language", "ja")),
    ("original_language:PT-br", FacetValue("original_language", "pt-BR")),
    ("language:(zh OR ja)", Or((FacetValue("language", "zh"), FacetValue("language", "ja")))),
    ('type:"Note  Verbale"', FacetValue("type", "note verbale")),
    ("type:report", FacetValue("type", "report")),
    ("tag:water", FacetValue("tag", "water")),
    ("tag:topic:water", FacetValue("tag", "topic:water")),
    ('tag:"-a* ~"', FacetValue("tag", "-a* ~")),
    ('tag:""', FacetValue("tag", "")),
    ("collection:«Nations unies»", FacetValue("collection", "Nations unies")),
    # dates
    ("date:2021", DateRange("2021-01-01", "2021-12-31")),
    ("date:2021-04..2023", DateRange("2021-04-01", "2023-12-31")),
    ("date:..2020", DateRange(None, "2020-12-31")),
    ("date:2020..", DateRange("2020-01-01", None)),
    ("date:2021~", DateRange("2021-01-01", "2021-12-31")),
    ("date:2021-06-21/2021-07-09", DateRange("2021-06-21", "2021-07-09")),
    ('date:"2021-04"', DateRange("2021-04-01", "2021-04-30")),
    ("date:undated", DateRange(undated=True)),
    ("-date:undated", Not(DateRange(undated=True))),
    ("date:(2019 OR 2021)", Or((DateRange("2019-01-01", "2019-12-31"), DateRange("2021-01-01", "2021-12-31")))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tree"), TREES)
def test_a_query_means_this_tree(text: str, tree: Query) -> None:
    assert parse(text) == tree


ANY_TREES: list[tuple[str, Query]] = [
    ("", All()),
    ("a", A),
    ("a b c", Or((A, B, C))),
    ("a b OR c", Or((A, B, C))),
    ("a b AND c", Or((A, And((B, C))))),
    ("a -b", And((A, Not(B)))),
    ("a b -c", And((Or((A, B)), Not(C)))),
    ("-c a NOT d b", And((Or((A, B)), Not(C), Not(D)))),
    ("-a -b", And((Not(A), Not(B)))),
    ("a OR -b", Or((A, Not(B)))),
    ("a b AND NOT c", Or((A, And((B, Not(C)))))),
    ("title:(a b)", Or((Term("a", "title"), Term("b", "title")))),
]


@pytest.mark.parametrize(("text", "tree"), ANY_TREES)
def test_with_any_the_implicit_operator_is_or_and_negated_words_are_still_left_out(text: str, tree: Query) -> None:
    assert parse(text, match="any") == tree
