"""What holds of every text: it is read or refused, and what is read can be written and read again."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from archive.errors import QueryInvalid
from index.parse import Match, parse, parse_question
from index.query import Query, Term
from index.syntax import OPERATORS, is_word
from tests.index.queries import SOUP, WORDS


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


@given(SOUP)
def test_no_question_is_refused_and_its_tree_can_be_written(text: str) -> None:
    parse(str(parse_question(text)))
