"""Query trees: how each is written, and what of a tree survives being written and read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parse import parse
from index.query import All, And, DateRange, FacetValue, Fuzzy, Not, Or, Phrase, Prefix, Query, Term

A, B, C = Term("a"), Term("b"), Term("c")

WRITTEN: list[tuple[Query, str]] = [
    (All(), "*"),
    (A, "a"),
    (Term("a", "title"), "title:a"),
    (Term("a", exact=True), "=a"),
    (Term("a", "title", exact=True), "title:=a"),
    (Term("OR"), '"OR"'),
    (Term("OR", exact=True), "=OR"),
    (Term("OR", "title"), "title:OR"),
    (Phrase("a b"), '"a b"'),
    (Phrase("a b", "title", 3), 'title:"a b"~3'),
    (Phrase('say "a"'), '“say "a"”'),
    (Prefix("ab", "title"), "title:ab*"),
    (Fuzzy("abc"), "abc~"),
    (Fuzzy("abc", "title", 2), "title:abc~2"),
    (FacetValue("language", "zh-Hant"), "language:zh-Hant"),
    (FacetValue("tag", "地雷"), "tag:地雷"),
    (FacetValue("type", "note verbale"), 'type:"note verbale"'),
    (FacetValue("tag", "a*"), 'tag:"a*"'),
    (FacetValue("tag", ""), 'tag:""'),
    (DateRange("2021-04-01", "2021-04-30"), "date:2021-04-01..2021-04-30"),
    (DateRange("2021-04-01"), "date:2021-04-01.."),
    (DateRange(None, "2021-04-30"), "date:..2021-04-30"),
    (DateRange(undated=True), "date:undated"),
    (And((A, Or((B, C)))), "a AND (b OR c)"),
    (Or((A, And((B, C)))), "a OR b AND c"),
    (Not(And((A, B))), "NOT (a AND b)"),
    (Not(Or((A, B))), "NOT (a OR b)"),
    (And((A, Not(B))), "a AND NOT b"),
]


@pytest.mark.parametrize(("tree", "text"), WRITTEN)
def test_a_tree_is_written_so(tree: Query, text: str) -> None:
    assert str(tree) == text


NEAREST: list[tuple[Query, Query]] = [
    (And((A, And((B, C)))), And((A, B, C))),
    (Or((A, Or((B, C)))), Or((A, B, C))),
    (And((A,)), A),
    (Or((And((A, B)),)), And((A, B))),
    (Not(Not(A)), A),
    (And(()), All()),
    (Or(()), Not(All())),
    (Not(Or(())), All()),
    (DateRange(), Not(DateRange(undated=True))),
    (Term("a b"), Phrase("a b")),
    (Term("a*", "title"), Phrase("a*", "title")),
    (Term("-a"), Phrase("-a")),
    (Term("titel:a"), Phrase("titel:a")),
    (Prefix("a b"), Phrase("a b")),
    (Fuzzy("abc*"), Phrase("abc*")),
    (Phrase('"”“»」』«'), Phrase("”“»」』«")),
]


@pytest.mark.parametrize(("tree", "nearest"), NEAREST)
def test_a_tree_that_no_query_makes_is_written_as_the_nearest_query(tree: Query, nearest: Query) -> None:
    assert parse(str(tree)) == nearest


FIELDS = st.sampled_from([None, "title", "text", "symbol"])
WORDS = st.sampled_from(
    ["mine", "地雷区", "l'eau", "C++11", "A/HRC/47", 'צה"ל', "10:30", "https://example.org", "दो-तीन"]
)
PHRASES = st.sampled_from(["a b", "OR", "-a", "a*", "title:a", "«a» b", 'say "a"', '„a“ "b" (c)'])
DAYS = st.dates().map(str)
LEAVES = st.one_of(
    st.builds(Term, WORDS, FIELDS, st.booleans()),
    st.builds(Phrase, PHRASES, FIELDS, st.integers(0, 50)),
    st.builds(Prefix, st.one_of(WORDS, st.sampled_from(["OR", "地"])), FIELDS),
    st.builds(Fuzzy, WORDS, FIELDS, st.sampled_from([1, 2])),
    st.builds(FacetValue, st.sampled_from(["tag", "collection"]), st.one_of(WORDS, PHRASES)),
    st.builds(FacetValue, st.just("language"), st.sampled_from(["zh", "pt-BR", "az-Cyrl"])),
    st.builds(DateRange, DAYS),
    st.builds(DateRange, st.none(), DAYS),
    st.tuples(DAYS, DAYS).map(lambda days: DateRange(min(days), max(days))),
    st.just(DateRange(undated=True)),
    st.just(All()),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda children: And(tuple(children))),
        st.lists(inner, max_size=3).map(lambda children: Or(tuple(children))),
        inner.map(Not),
    ),
    max_leaves=12,
)


def normal(tree: Query) -> Query:
    """The tree with nested And and Or joined, single children in their parent's place, and double negation gone."""
    if isinstance(tree, Not):
        child = normal(tree.child)
        return child.child if isinstance(child, Not) else Not(child)
    if not isinstance(tree, And | Or):
        return tree
    if not tree.children:
        return All() if isinstance(tree, And) else Not(All())
    children = [normal(child) for child in tree.children]
    kind = type(tree)
    flat = tuple(leaf for child in children for leaf in (child.children if isinstance(child, kind) else (child,)))
    return flat[0] if len(flat) == 1 else kind(flat)


@given(TREES)
def test_reading_a_written_tree_gives_its_normal_form_in_either_mode(tree: Query) -> None:
    assert parse(str(tree)) == normal(tree)
    assert parse(str(tree), match="any") == normal(tree)


@given(TREES)
def test_a_tree_in_normal_form_is_read_back_as_it_was(tree: Query) -> None:
    once = normal(tree)
    assert parse(str(once)) == once
    assert str(parse(str(once))) == str(once)
