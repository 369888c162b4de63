"""`muniment stats`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_an_empty_archive_has_no_years(run: Run, empty: Path) -> None:
    shown = [line.split() for line in run("-A", empty, "stats").lines]
    assert ["documents", "0"] in shown
    assert ["first", "year", "none"] in shown
    assert ["last", "year", "none"] in shown
    figures = json.loads(run("-A", empty, "stats", "--format", "json").out)
    assert (figures["documents"], figures["first_year"], figures["undated"]) == (0, None, 0)


def test_the_figures_are_those_of_the_documents(run: Run, corpus_archive: Path) -> None:
    listed = [json.loads(line) for line in run("-A", corpus_archive, "list", "--format", "jsonl").lines]
    figures = json.loads(run("-A", corpus_archive, "stats", "--format", "json").out)
    assert figures["documents"] == figures["records"] == figures["indexed_records"] == len(listed)
    assert figures["languages"] == len({tag for row in listed for tag in row["languages"]} - {"und"})
    assert figures["sources"] == len({row["source"] for row in listed if row["source"]})
    years = {row["date"][:4] for row in listed if row["date"] and row["date"][:4].isdigit()}
    assert (figures["first_year"], figures["last_year"]) == (min(years), max(years))


def test_a_text_of_no_known_language_adds_no_language(run: Run, empty: Path) -> None:
    run("-A", empty, "add", "-", stdin="12345 67890")
    assert json.loads(run("-A", empty, "stats", "--format", "json").out)["languages"] == 0
