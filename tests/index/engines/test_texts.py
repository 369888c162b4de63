"""What every engine promises of texts: huge, empty and odd ones are found by their tokens."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.engine import SearchEngine
from index.lookup import Everything, FacetLookup, FuzzyLookup, PrefixLookup, SequenceLookup, Step, TokenLookup, Without
from tests.index.engines.made_up import MINE, document, fill, ids, made_up


def test_a_text_of_no_words_is_a_document_all_the_same(engine: SearchEngine) -> None:
    fill(engine, [document("empty"), document("signs", "… !"), document("word", "mine")])
    assert sorted(ids(engine, Everything())) == ["empty", "signs", "word"]
    assert sorted(ids(engine, Without(MINE))) == ["empty", "signs"]
    assert ids(engine, MINE) == ["word"]


def test_a_text_of_200_000_words_is_found_by_its_last(engine: SearchEngine) -> None:
    text = "mine clearance " * 100_000 + "endword"
    fill(engine, [document("huge", text), document("small", "mine endword")])
    assert ids(engine, TokenLookup("text", "endword")) == ["small", "huge"]
    last_two = SequenceLookup("text", (Step(0, ("clearance",)), Step(1, ("endword",))))
    assert ids(engine, last_two) == ["huge"]


def test_a_word_of_100_000_characters_is_a_word(engine: SearchEngine) -> None:
    word = "x" * 100_000
    fill(engine, [document("long", f"a {word} b"), document("short", "a b")])
    assert ids(engine, TokenLookup("text", word)) == ["long"]
    assert ids(engine, PrefixLookup("text", "xx")) == ["long"]
    assert ids(engine, TokenLookup("text", word[1:])) == []


@pytest.mark.parametrize(
    "text", ["a\x00b", "a \ud800 b", "\x1f\x1b a", "a\ufffeb", "a\u2028b", "\U0010fffd a \U0001d11e"]
)
def test_control_characters_and_surrogates_in_a_text_do_no_harm(engine: SearchEngine, text: str) -> None:
    fill(engine, [replace(document("odd", text, tag=("x\udc80",)), sort_title="\ud800"), document("plain", "c")])
    assert ids(engine, TokenLookup("text", "a")) == ["odd"]
    assert ids(engine, FacetLookup("tag", ("x\udc80",)), sort="title") == ["odd"]


@pytest.mark.parametrize("token", ["a\x00\x00", "\ud800", "\x00", "\U0010ffff", "x" * 70_000])
def test_a_token_that_no_document_has_finds_nothing(engine: SearchEngine, token: str) -> None:
    fill(engine, made_up(1, 5))
    for lookup in (TokenLookup("text", token), PrefixLookup("text", token), FuzzyLookup("text", token, 1),
                   SequenceLookup("text", (Step(0, (token,)), Step(1, ("mine",))))):  # fmt: skip
        assert ids(engine, lookup) == []
