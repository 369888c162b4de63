"""What every engine promises of facets, languages, dates and pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.engine import SearchEngine
from index.lookup import DateLookup, Everything, FacetLookup, Lookup
from index.results import FacetCount, Request, Sort
from tests.index.engines.made_up import BOUNDS, FACETS, MINE, SORTS, document, fill, ids, made_up


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("lookup", [Everything(), MINE], ids=["everything", "a word"])
def test_pages_joined_are_the_full_list(engine: SearchEngine, sort: Sort, lookup: Lookup) -> None:
    fill(engine, made_up(2, 25), commits=2)
    whole = engine.search(Request(lookup=lookup, sort=sort, limit=None))
    pages = [engine.search(Request(lookup=lookup, sort=sort, limit=4, offset=at)) for at in range(0, 28, 4)]
    assert [match for page in pages for match in page.page] == list(whole.page)
    assert {page.total for page in pages} == {whole.total}


def test_a_page_beyond_the_last_is_empty_and_still_counts(engine: SearchEngine) -> None:
    fill(engine, made_up(2, 5))
    found = engine.search(Request(lookup=Everything(), offset=5))
    assert (found.total, found.page) == (5, ())


def test_a_limit_of_nothing_counts_only(engine: SearchEngine) -> None:
    fill(engine, made_up(2, 5))
    found = engine.search(Request(lookup=Everything(), limit=0, facets=FACETS))
    assert (found.total, found.page) == (5, ())
    assert sum(count.count for count in found.facets["date"]) == 5


def test_more_than_65_536_values_of_a_facet_are_counted_each(engine: SearchEngine) -> None:
    many = 65_600
    values = [f"v{number}" for number in range(many)]
    step = many // 40
    fill(engine, [document(f"d{at}", tag=(*values[at : at + step], "all")) for at in range(0, many, step)])
    found = engine.search(Request(lookup=Everything(), facets={"tag": None}, limit=0))
    assert len(found.facets["tag"]) == many + 1
    assert found.facets["tag"][0] == FacetCount(value="all", count=found.total)
    assert ids(engine, FacetLookup("tag", (values[-1],))) == [f"d{(many - 1) // step * step}"]


def test_facets_are_counted_over_the_filters_of_the_other_facets(engine: SearchEngine) -> None:
    fill(engine, [document("1", tag=("x",), type=("news",)), document("2", tag=("y",), type=("news",)),
                  document("3", tag=("x",), type=("report",))])  # fmt: skip
    request = Request(
        lookup=Everything(), filters={"tag": FacetLookup("tag", ("x",))}, facets={"tag": None, "type": None}
    )
    found = engine.search(request)
    assert found.total == 2
    assert [(count.value, count.count) for count in found.facets["tag"]] == [("x", 2), ("y", 1)]
    assert [(count.value, count.count) for count in found.facets["type"]] == [("news", 1), ("report", 1)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (("zh",), ["hans", "hant", "plain"]),
        (("zh-Hant",), ["hant"]),
        (("zhx",), ["other"]),
        (("z",), []),
        (("",), ["none"]),
        (("", "zhx"), ["none", "other"]),
        ((), []),
    ],
)
def test_a_language_finds_its_narrower_tags_and_no_others(
    engine: SearchEngine, wanted: tuple[str, ...], found: list[str]
) -> None:
    tags = {"plain": ("zh",), "hant": ("en", "zh-Hant"), "hans": ("zh-Hans",), "other": ("zhx",), "none": ()}
    fill(engine, [document(name, language=held) for name, held in tags.items()])
    assert sorted(ids(engine, FacetLookup("language", wanted))) == found


def test_a_value_that_is_no_language_finds_only_itself(engine: SearchEngine) -> None:
    fill(engine, [document("1", tag=("water",)), document("2", tag=("water-supply",))])
    assert ids(engine, FacetLookup("tag", ("water",))) == ["1"]


DATED = {
    "none": (None, None),
    "before": ("0000-02-29", "0000-02-29"),
    "first": ("0001-01-01", "0001-01-01"),
    "month": ("2021-04-01", "2021-04-30"),
    "year": ("2021-01-01", "2021-12-31"),
    "since": ("2021-01-01", None),
    "until": (None, "2021-12-31"),
}


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2021-04-01", "2021-04-30", ["month"]),
        ("2021-04-02", "2021-04-30", []),
        ("2021-04-01", "2021-04-29", []),
        ("2021-01-01", "2021-12-31", ["month", "year"]),
        ("2021-01-01", None, ["month", "since", "year"]),
        ("2021-01-02", None, ["month"]),
        (None, "2021-12-31", ["before", "first", "month", "until", "year"]),
        (None, "2021-12-30", ["before", "first", "month"]),
        ("0000-02-29", "0000-02-29", ["before"]),
        ("0000-03-01", "0001-01-01", ["first"]),
        ("0000-01-01", "0000-02-28", []),
        (None, None, ["before", "first", "month", "since", "until", "year"]),
    ],
)
def test_a_range_finds_what_lies_wholly_in_it(
    engine: SearchEngine, first: str | None, last: str | None, found: list[str]
) -> None:
    fill(engine, [replace(document(name), dates=dates) for name, dates in DATED.items()])
    assert sorted(ids(engine, DateLookup(first, last))) == found


def test_undated_is_what_lies_in_no_single_year_and_each_year_is_counted(engine: SearchEngine) -> None:
    years = {"a": None, "b": "0000", "c": "2021", "d": "2021"}
    fill(engine, [replace(document(name), year=year) for name, year in years.items()])
    assert ids(engine, DateLookup(None, None, undated=True)) == ["a"]
    counted = engine.search(Request(lookup=Everything(), facets={"date": None})).facets["date"]
    assert [(count.value, count.count) for count in counted] == [("2021", 2), ("0000", 1), ("undated", 1)]


def test_documents_sort_by_first_day_with_the_undated_last_both_ways(engine: SearchEngine) -> None:
    documents = [replace(document(name, seq=seq), dates=dates) for seq, (name, dates) in enumerate(DATED.items(), 1)]
    fill(engine, documents)
    assert ids(engine, Everything(), sort="date") == ["before", "first", "year", "since", "month", "until", "none"]
    assert ids(engine, Everything(), sort="-date") == ["until", "month", "year", "since", "first", "before", "none"]


@pytest.mark.parametrize("bound", BOUNDS)
def test_bounds_are_inclusive(engine: SearchEngine, bound: str | None) -> None:
    dated = [bound for bound in BOUNDS if bound]
    fill(engine, [replace(document(day), dates=(day, day)) for day in dated])
    assert sorted(ids(engine, DateLookup(bound, None))) == [day for day in dated if not bound or day >= bound]
    assert sorted(ids(engine, DateLookup(None, bound))) == [day for day in dated if not bound or day <= bound]
