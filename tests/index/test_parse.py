"""The query language: what each text means, what each fault is, and what bounds hold."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.errors import QueryInvalid
from index.fields import NAMED_FIELDS
from index.parse import DEEPEST_NESTING, LONGEST_QUERY, MOST_TERMS, Match, parse, parse_question
from index.query import All, And, DateRange, FacetValue, Fuzzy, Not, Or, Phrase, Prefix, Query, Term
from index.scan import MOST_SLOP
from index.syntax import OPERATORS, is_word

A, B, C, D = Term("a"), Term("b"), Term("c"), Term("d")

WORDS = [
    "mine", "or", "and", "not", "Or", "AND,", "C++", "C#", "3,461", "A/HRC/47/G/10", "someone@example.org", "l'eau",
    "l’eau", "anti-personnel", "mine-", "5'-UTR", "landmines?", "Warsaw.", "10:30", "https://example.org/a?b=c", ":",
    ":a", "a1:b", "anti-mine:a", "标题：关于", "地雷清除", "การเก็บกู้ทุ่นระเบิด",
    "сёла", "عربي", "हिन्दी", 'צה"ל', "&", "?", "–", "+a", "a=b",
    "[a", "/~smith", "a~b", "word^2", "100%", "\\", "a\x00b", "\ud800", "'a'", "‘a’",
]  # fmt: skip


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


FAULTS = [
    # quotation marks
    ('"a', 0, 'mark " is never closed; add "'),
    ('a "b c', 2, "never closed"),
    ("“a b", 0, "add ”"),
    ("«a b", 0, "add »"),
    ("「a", 0, "add 」"),
    ('a" b', 1, "never closed"),
    ("title:」", 6, "」 closes nothing"),
    ("a」", 1, "」 closes nothing"),
    ('title:"a', 6, "never closed"),
    ('""', 0, "nothing between the quotation marks"),
    ("a « »", 2, "nothing between the quotation marks"),
    ('title:""', 6, "nothing between the quotation marks"),
    # parentheses
    ("(", 0, "never closed"),
    ("(a", 0, "never closed"),
    ("a (b (c)", 2, "never closed"),
    ("title:(a", 6, "never closed"),
    (")", 0, "closes nothing"),
    ("a)", 1, "closes nothing"),
    ("(a)) b", 3, "closes nothing"),
    ("()", 0, "nothing between these parentheses"),
    ("a (  ) b", 2, "nothing between these parentheses"),
    ("title:()", 6, "nothing between these parentheses"),
    # operators
    ("OR", 0, "nothing stands before OR"),
    ("OR a", 0, "nothing stands before OR"),
    ("AND a", 0, "nothing stands before AND"),
    ("(OR a)", 1, "nothing stands before OR"),
    ("a OR", 2, "nothing follows OR"),
    ("a AND", 2, "nothing follows AND"),
    ("a NOT", 2, "nothing follows NOT"),
    ("a AND OR b", 2, "nothing follows AND"),
    ("a OR OR b", 2, "nothing follows OR"),
    ("(a AND) b", 3, "nothing follows AND"),
    ("NOT OR", 0, "nothing follows NOT"),
    ("-OR", 0, "nothing follows -"),
    ("-", 0, "nothing follows this minus"),
    ("a - b", 2, "nothing follows this minus"),
    ("(a -)", 3, "nothing follows this minus"),
    ("--", 1, "nothing follows this minus"),
    ('"a"-b', 3, "put a blank before this minus"),
    ("(a)-b", 3, "put a blank before this minus"),
    # wildcards
    ("*a*", 0, "only at the end of a word"),
    ("*a", 0, "only at the end of a word"),
    ("x a*b", 3, "only at the end of a word"),
    ("ab**", 2, "only at the end of a word"),
    ("**", 0, "only at the end of a word"),
    ('"a b"*', 5, "only at the end of a word"),
    ('*"a"', 0, "only at the end of a word"),
    ("(a)*", 3, "only at the end of a word"),
    ("title:*", 6, "only at the end of a word"),
    ("title:(*)", 7, "only at the end of a word"),
    ("a*", 0, "2 letters or more before *"),
    ("x é*", 2, "2 letters or more before *"),
    ("e\u0301*", 0, "2 letters or more before *"),
    ("l'*", 0, "2 letters or more before *"),
    ("ab~*", 0, "both ~ and *"),
    ("=ab*", 0, "contradict"),
    ("=abc~", 0, "contradict"),
    # ~
    ("~", 0, "directly after a word"),
    ("a ~ b", 2, "directly after a word"),
    ("~50", 0, "directly after a word"),
    ("~abc", 0, "~ stands at the end of a word"),
    ("(a b)~2", 5, "directly after a word"),
    ("abc~0", 4, "1 or 2 letters, not '0'"),
    ("abc~3", 4, "1 or 2 letters, not '3'"),
    ("abc~0.8", 4, "1 or 2 letters"),
    ("abc~2,", 4, "1 or 2 letters"),
    ("abc~~", 3, "one ~ at its end"),
    ("ab~", 0, "needs 3 letters"),
    ("x title:ab~2", 8, "needs 3 letters"),
    ("e\u0301a~", 0, "needs 3 letters"),
    ('"a b"~', 5, "whole number"),
    ('"a b"~x', 5, "whole number"),
    ('"a b"~5x', 5, "whole number"),
    ('"a b"~-1', 5, "whole number"),
    ('"a b"~1.5', 5, "whole number"),
    (f'"a b"~{MOST_SLOP + 1}', 6, f"0 to {MOST_SLOP} words"),
    ('"a b"~' + "9" * 5000, 6, "0 to"),
    # fields
    ("titel:a", 0, "no field 'titel'"),
    ("a -titel:b", 3, "no field 'titel'"),
    ('titel:"a"', 0, "no field 'titel'"),
    ("titel:", 0, "no field 'titel'"),
    ("тип:report", 0, "no field 'тип'"),
    ("std::vector", 0, "quotation marks"),
    ("title:", 0, "title: has no value"),
    ("title: a", 0, "title: has no value"),
    ("date:)", 0, "date: has no value"),
    ("title:=", 6, "= stands directly before a word"),
    ("=", 0, "= stands directly before a word"),
    ('="a"', 0, "= stands directly before a word"),
    ("==a", 1, "one = is enough"),
    ("=-a", 1, "a minus stands before"),
    ("title:-a", 6, "a minus stands before the field"),
    ("=title:a", 1, "second field"),
    ("title:source:a", 6, "second field"),
    ("title:(a source:b)", 16, "source: stands inside title:(…)"),
    ("title:(a source:(b))", 16, "source: stands inside title:(…)"),
    # facets
    ("language:english", 9, "not a language tag"),
    ("a (lang:x)", 8, "not a language tag"),
    ("original_language:1", 18, "not a language tag"),
    ("language:(zh OR x)", 16, "not a language tag"),
    ("type:memo", 5, "not a document type; the types are: news"),
    ("type:press release", 5, 'type:"note verbale"'),
    ("tag:wat*", 4, "takes no *"),
    ("tag:water~", 4, "takes no *"),
    ("tag:-water", 4, "takes no *"),
    ("tag:=water", 4, "takes no *"),
    ('tag:"a b"~2', 4, "~2 has no meaning"),
    ("tag:(*)", 5, "takes no *"),
    ("tag:a\x00b", 4, "control characters"),
    # dates
    ("date:yesterday", 5, "not a date"),
    ("a date:2021-13", 7, "month 13"),
    ("date:2021-02-29", 5, "28 days"),
    ("date:XXXX-04-06", 5, "no year"),
    ("date:..", 5, "no end at all"),
    ("date:2023..2021", 5, "ends before it begins"),
    ("date:[2020 TO 2021]", 5, "not a date"),
    ('date:""', 5, "not a date"),
    ('date:"2021"~2', 5, "~2 has no meaning"),
    ("date:none", 5, "date:undated"),
]


@pytest.mark.parametrize("match", ["all", "any"])
@pytest.mark.parametrize(("text", "position", "part"), FAULTS)
def test_a_faulty_query_is_refused_with_the_place_and_the_reason(
    text: str, position: int, part: str, match: Match
) -> None:
    with pytest.raises(QueryInvalid) as caught:
        parse(text, match=match)
    assert part in str(caught.value)
    assert (caught.value.query, caught.value.position) == (text, position)
    assert str(caught.value).startswith(f"at character {position + 1}: ")


def test_an_unknown_field_is_answered_with_the_names_of_all_fields() -> None:
    with pytest.raises(QueryInvalid) as caught:
        parse("titel:a")
    assert all(name in str(caught.value) for name in [*NAMED_FIELDS, "lang"])


def test_a_message_shows_neither_control_characters_nor_endless_words() -> None:
    with pytest.raises(QueryInvalid) as caught:
        parse("\x1b[2J" + "a" * 5000 + "b~*")
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 200


def nested(depth: int) -> str:
    return "(" * depth + "a" + ")" * depth


def nested_any(depth: int) -> str:
    return "(a b -c " * depth + "a b -c" + ")" * depth


BOUNDS: list[tuple[str, Match, str, str]] = [
    ("length", "all", "a" * LONGEST_QUERY, "a" * (LONGEST_QUERY + 1)),
    ("terms", "all", "a " * MOST_TERMS, "a " * (MOST_TERMS + 1)),
    ("every document", "all", "* " * MOST_TERMS, "* " * (MOST_TERMS + 1)),
    ("nesting", "all", nested(DEEPEST_NESTING), nested(DEEPEST_NESTING + 1)),
    ("nesting in a field", "all", "title:" + nested(DEEPEST_NESTING), "title:" + nested(DEEPEST_NESTING + 1)),
    ("nesting that any implies", "any", nested_any(DEEPEST_NESTING - 1), nested_any(DEEPEST_NESTING)),
]


@pytest.mark.parametrize(("within", "match"), [(within, match) for _, match, within, _ in BOUNDS])
def test_a_query_at_a_limit_is_read(within: str, match: Match) -> None:
    tree = parse(within, match=match)
    assert parse(str(tree), match=match) == tree


@pytest.mark.parametrize(("beyond", "match"), [(beyond, match) for _, match, _, beyond in BOUNDS])
def test_a_query_beyond_a_limit_is_refused(beyond: str, match: Match) -> None:
    with pytest.raises(QueryInvalid, match=r"at most [\d,]+"):
        parse(beyond, match=match)


HOSTILE = [
    "(" * 10_000, "(" * 5_000 + "a" + ")" * 5_000, ")" * 10_000, "NOT " * 5_000 + "a", "-" * 10_000, "a OR " * 5_000,
    "a" * 1_000_000, '"' * 9_999, "«" * 10_000, "*" * 10_000, "~" * 10_000, "~1" * 5_000, "a:" * 5_000,
    "title:" * 1_600,
    "title:(" * 1_400, "=" * 10_000, "ab*" * 3_333, "： " * 5_000, 'א"' * 5_000, "\u0301" * 9_999 + "*", "a~1" * 3_333,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{text[:8]}… {len(text)}")
def test_a_hostile_query_is_refused_at_once(text: str) -> None:
    began = perf_counter()
    with pytest.raises(QueryInvalid) as caught:
        parse(text)
    assert perf_counter() - began < 1
    assert caught.value.position is not None
    assert 0 <= caught.value.position <= len(text)


def test_a_long_chain_of_negations_folds() -> None:
    assert parse("NOT " * 2_400 + "a") == A
    assert parse("-" * 9_999 + "a") == Not(A)


PIECES = [
    "a", "mine", "地雷", "صحراء", "OR", "AND", "NOT", "or", "-", "(", ")", "（", "）", '"',
    "“", "”", "„", "«", "»", "「", "」", "*", "~", "~2", "~5", "=", ":", "：", "title:", "tag:", "lang:zh",
    "type:", "report", "date:", "2021", "..", "undated", "https://", "A/HRC/47", "l'eau",
    'צה"ל', "\u0301", "\u3000", "+", ",", "?",
]  # fmt: skip
SOUP = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from([*PIECES, " ", " ", " "]), max_size=40).map("".join),
)


def outcome(text: str, match: Match = "all") -> Query | QueryInvalid:
    try:
        return parse(text, match=match)
    except QueryInvalid as error:
        return error


@given(text=SOUP, match=st.sampled_from(["all", "any"]))
@example(text="a\ud800", match="all")
def test_any_text_is_read_or_refused_with_a_position_and_what_is_read_can_be_written(text: str, match: Match) -> None:
    found = outcome(text, match)
    if isinstance(found, QueryInvalid):
        assert found.query == text
        assert found.position is not None
        assert 0 <= found.position <= len(text)
    else:
        assert parse(str(found), match="all") == found
        assert parse(str(found), match="any") == found


@given(text=st.one_of(SOUP, st.sampled_from(WORDS)))
def test_what_the_writer_takes_for_a_word_is_what_the_parser_takes_for_one(text: str) -> None:
    assert (is_word(text) and text not in OPERATORS) == (outcome(text) == Term(text))


QUESTIONS = [
    ("What is the population of Warsaw?", ["What", "is", "the", "population", "of", "Warsaw?"]),
    ('Who said "no"?', ["Who", "said", "no"]),
    ('Qui a écrit "Les Misérables" en 1862?', ["Qui", "a", "écrit", "Les", "Misérables", "en", "1862?"]),
    ("AND gates: what are they", ["AND", "gates:", "what", "are", "they"]),
    ("Что такое 5'-UTR (мРНК)?", ["Что", "такое", "5'-UTR", "мРНК"]),
    ("why - and why?", ["why", "and", "why?"]),
    ("date:2021 a* b~ -c", ["date:2021", "a*", "b~", "-c"]),
    ("地雷是什么？", ["地雷", "雷是", "是什", "什么"]),
    ("A/HRC/47/G/10 « où ?", ["A/HRC/47/G/10", "où"]),
]


@pytest.mark.parametrize(("question", "words"), QUESTIONS)
def test_a_question_asks_for_any_of_its_words(question: str, words: list[str]) -> None:
    assert parse_question(question) == Or(tuple(Term(word) for word in words))


def test_a_question_of_one_word_is_that_word() -> None:
    assert parse_question("Warsaw? Warsaw?") == Term("Warsaw?")


@pytest.mark.parametrize("text", ["", "  ", "???", '"" ( ) * ~'])
def test_a_question_without_words_finds_nothing(text: str) -> None:
    assert parse_question(text) == Not(All())


@given(SOUP)
def test_no_question_is_refused_and_its_tree_can_be_written(text: str) -> None:
    parse(str(parse_question(text)))


def test_of_a_long_question_the_first_words_count() -> None:
    tree = parse_question(" ".join(f"w{number}" for number in range(MOST_TERMS + 50)))
    assert isinstance(tree, Or)
    assert len(tree.children) == MOST_TERMS
    assert tree.children[0] == Term("w0")


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: f"{text[:8]}… {len(text)}")
def test_a_hostile_question_is_answered_at_once(text: str) -> None:
    began = perf_counter()
    parse_question(text)
    assert perf_counter() - began < 1
