"""The guide to the query language says what the parser does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.errors import QueryInvalid
from archive.fields import DOCUMENT_TYPES
from index.fields import DEFAULT_FIELDS
from index.parse import DEEPEST_NESTING, LONGEST_QUERY, MOST_TERMS, parse
from index.scan import MOST_SLOP
from index.syntax import FIELDS, QUOTES

GUIDE = (Path(__file__).parents[2] / "docs" / "query.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of all tables whose first column has this heading."""
    tables = re.findall(rf"^\| {heading} \|.*\n\|[-|]+\n((?:\|.*\n)+)", GUIDE, flags=re.MULTILINE)
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for table in tables for row in table.splitlines()]


QUERIES = [row[0].strip("` ") for row in rows("Query")]
FAULTY = [(row[0].strip("` "), int(row[1])) for row in rows("Faulty query")]
LIMITS = dict(rows("Limit"))


def test_the_guide_has_examples_of_both_kinds() -> None:
    assert len(QUERIES) > 50
    assert len(FAULTY) > 15


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_of_the_guide_is_understood(query: str) -> None:
    assert parse(str(parse(query))) == parse(query)


@pytest.mark.parametrize(("query", "character"), FAULTY)
def test_every_faulty_query_of_the_guide_is_refused_where_it_says(query: str, character: int) -> None:
    with pytest.raises(QueryInvalid) as caught:
        parse(query)
    assert caught.value.position == character - 1


def test_the_precedence_in_the_guide_is_the_parsers() -> None:
    short, long = "landmines clearance OR demining", "(landmines clearance) OR demining"
    assert f"`{short}` means `{long}`" in GUIDE
    assert parse(short) == parse(long)


@pytest.mark.parametrize("query", ['"OR"', '"-5"', "anti-personnel", '"Note: landmines"'])
def test_the_words_that_the_guide_shows_in_its_prose_are_understood(query: str) -> None:
    assert f"`{query}`" in GUIDE
    parse(query)


def test_the_guide_names_every_field_and_no_other() -> None:
    named = {name for row in rows("Query") if len(row) == 3 for name in re.findall(r"`(\w+)`", row[1])}
    assert named == set(FIELDS)


def test_the_guide_names_the_fields_of_bare_words() -> None:
    sentence = re.search(r"Words without a field are sought in (.*?)\.", GUIDE, flags=re.DOTALL)
    assert sentence
    assert set(re.findall(r"`(\w+)`", sentence[1])) == set(DEFAULT_FIELDS)


def test_the_guide_names_every_type() -> None:
    sentence = re.search(r"The types are (.*?)\.", GUIDE, flags=re.DOTALL)
    assert sentence
    assert tuple(re.split(r",\s+| and ", sentence[1].replace("\n", " "))) == DOCUMENT_TYPES


@pytest.mark.parametrize("opening", QUOTES)
def test_the_guide_shows_every_pair_of_quotation_marks(opening: str) -> None:
    assert all(f"`{opening}…{closer}`" in GUIDE for closer in QUOTES[opening])


def test_the_guide_states_the_limits_that_hold() -> None:
    assert list(LIMITS.values()) == [f"{limit:,}" for limit in (LONGEST_QUERY, MOST_TERMS, DEEPEST_NESTING, MOST_SLOP)]
