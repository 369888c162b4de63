"""`muniment facets`, and the filters that search, list and export share with it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


def counts(run: Run, archive: Path, *arguments: str) -> Any:
    asked = run("-A", archive, "facets", *arguments, "--format", "json")
    assert asked.code == 0, asked.err
    facets = json.loads(asked.out)["facets"]
    return {name: {one["value"]: one["count"] for one in held} for name, held in facets.items()}


def rows(run: Run, archive: Path, *arguments: str) -> list[Any]:
    return [json.loads(line) for line in run("-A", archive, "list", *arguments, "--format", "jsonl").lines]


def year(date: str | None) -> str:
    first, _, last = (date or "XXXX").partition("/")
    return first[:4] if first[:4].isdigit() and (not last or last[:4] == first[:4]) else "undated"


def test_every_document_is_counted_not_a_page_of_them(run: Run, corpus_archive: Path) -> None:
    listed = rows(run, corpus_archive)
    counted = counts(run, corpus_archive)
    assert len(listed) > 40
    assert counted["language"] == Counter(tag for row in listed for tag in row["languages"])
    assert counted["source"] == Counter(row["source"] for row in listed if row["source"])
    assert counted["type"] == Counter(row["type"] for row in listed if row["type"])
    assert counted["date"] == Counter(year(row["date"]) for row in listed)
    searched = run("-A", corpus_archive, "search", "*", "--limit", "1", "--facet", "language:all", "--format", "json")
    assert {one["value"]: one["count"] for one in json.loads(searched.out)["facets"]["language"]} == counted["language"]


def test_only_what_the_query_finds_is_counted(run: Run, subset_archive: Path) -> None:
    assert counts(run, subset_archive, "Banjul", "--by", "type") == {"type": {"letter": 1}}


def test_counts_come_most_frequent_first_and_as_many_as_asked_for(run: Run, corpus_archive: Path) -> None:
    asked = run("-A", corpus_archive, "facets", "--by", "language:3", "--by", "type")
    assert asked.lines[0] == "language"
    shown = [int(line.split()[0]) for line in asked.lines[1:4]]
    assert shown == sorted(shown, reverse=True)
    assert asked.lines[4:6] == ["", "type"]
    assert len(counts(run, corpus_archive, "--by", "language")["language"]) > 10


def test_several_values_of_a_facet_mean_any_and_different_facets_mean_all(run: Run, corpus_archive: Path) -> None:
    listed = rows(run, corpus_archive)

    def expected(languages: set[str], types: set[str]) -> set[str]:
        return {row["id"] for row in listed if languages & set(row["languages"]) and row["type"] in types}

    found = rows(run, corpus_archive, "-l", "fr", "-l", "ru", "-t", "letter", "-t", "news")
    assert {row["id"] for row in found} == expected({"fr", "ru"}, {"letter", "news"})
    assert len(found) > 1


def test_the_counts_of_a_facet_ignore_its_own_filter_and_heed_the_others(run: Run, corpus_archive: Path) -> None:
    everything = counts(run, corpus_archive)
    filtered = counts(run, corpus_archive, "--language", "fr")
    assert filtered["language"] == everything["language"]
    assert filtered["type"] == Counter(row["type"] for row in rows(run, corpus_archive, "-l", "fr") if row["type"])
    both = counts(run, corpus_archive, "--language", "fr", "--type", "letter")
    assert both["type"] == filtered["type"]
    assert both["language"] == counts(run, corpus_archive, "--type", "letter")["language"]


def test_the_total_heeds_every_filter(run: Run, subset_archive: Path) -> None:
    asked = json.loads(run("-A", subset_archive, "facets", "--language", "fr", "--format", "json").out)
    assert asked["total"] == 1


@pytest.mark.parametrize(
    ("chosen", "within"),
    [
        (["2022"], lambda date: date.startswith("2022")),
        (["2022-05"], lambda date: date.startswith("2022-05")),
        (["2022-05-03"], lambda date: date == "2022-05-03"),
        (["2022-05-03..2023"], lambda date: "2022-05-03" <= date <= "2023-12-31"),
        (["2023.."], lambda date: date >= "2023"),
        (["..2022-05-03"], lambda date: date <= "2022-05-03"),
        (["2022-06-01/2022-06-30"], lambda date: date.startswith("2022-06")),
        (["2022-04", "2023"], lambda date: date.startswith(("2022-04", "2023"))),
    ],
)
def test_dates_are_chosen_by_edtf_and_by_range(
    run: Run, subset_archive: Path, chosen: list[str], within: Any
) -> None:
    dated = [row for row in rows(run, subset_archive) if year(row["date"]) != "undated"]
    found = rows(run, subset_archive, *(word for date in chosen for word in ("--date", date)))
    assert {row["id"] for row in found} == {row["id"] for row in dated if within(row["date"])}
    assert found


def test_the_undated_are_chosen_and_counted_as_such(run: Run, corpus_archive: Path) -> None:
    found = rows(run, corpus_archive, "--date", "undated")
    assert len(found) == counts(run, corpus_archive, "--by", "date")["date"]["undated"] > 0
    assert all(year(row["date"]) == "undated" for row in found)
    with_a_year = rows(run, corpus_archive, "--date", "undated", "--date", "2022")
    assert len(with_a_year) == len(found) + counts(run, corpus_archive, "--by", "date")["date"]["2022"]


def test_a_value_need_not_be_typed_with_its_capitals_and_accents(run: Run, subset_archive: Path) -> None:
    asked = run("-A", subset_archive, "list", "--source", "conseil de securite", "--format", "ids")
    assert (len(asked.lines), asked.err) == (1, "")


def test_an_empty_value_chooses_what_has_none(run: Run, corpus_archive: Path) -> None:
    assert all(row["source"] is None for row in rows(run, corpus_archive, "--source", ""))


@pytest.mark.parametrize("option", ["--tag", "--collection"])
def test_tags_and_collections_can_be_chosen(run: Run, papers: Path, option: str) -> None:
    first = run("-A", papers, "list", "--limit", "1", "--format", "ids").out.strip()
    run("-A", papers, "edit", first, "--set", f"{option[2:]}=Flood relief")
    assert [row["id"] for row in rows(run, papers, option, "flood relief")] == [first]


def test_the_original_language_can_be_chosen(run: Run, subset_archive: Path) -> None:
    found = rows(run, subset_archive, "--original-language", "en")
    assert {row["original_language"] for row in found} == {"en"}
    assert len(found) == 2


def test_an_empty_archive_has_nothing_to_count(run: Run, empty: Path) -> None:
    asked = run("-A", empty, "facets")
    assert (asked.code, asked.err) == (0, "")
    assert asked.lines[:2] == ["source", "  none"]
