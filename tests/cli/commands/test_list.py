"""`muniment list`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SUBSET, Run


def filenames(run: Run, archive: Path, *options: str) -> list[str]:
    return [json.loads(line)["filename"] for line in run("-A", archive, "list", *options, "--format", "jsonl").lines]


def test_documents_are_listed_in_the_order_in_which_they_were_added(run: Run, subset_archive: Path) -> None:
    assert filenames(run, subset_archive) == [Path(name).name for name in SUBSET]


@pytest.mark.parametrize("sort", ["added", "date", "-date", "title"])
def test_pages_joined_are_the_whole(run: Run, corpus_archive: Path, sort: str) -> None:
    def ids(*options: str) -> list[str]:
        return run("-A", corpus_archive, "list", "--sort", sort, "--format", "ids", *options).lines

    whole = ids()
    assert len(set(whole)) == len(whole) > 40
    assert [one for offset in range(0, len(whole), 9) for one in ids("--limit", "9", "--offset", str(offset))] == whole


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ([], 6),
        (["--limit", "0"], 0),
        (["--limit", "2"], 2),
        (["--limit", "7"], 6),
        (["--offset", "5"], 1),
        (["--offset", "6"], 0),
        (["--offset", "1000000"], 0),
        (["Banjul"], 1),
    ],
)
def test_a_page_holds_what_there_is(run: Run, subset_archive: Path, options: list[str], count: int) -> None:
    assert len(filenames(run, subset_archive, *options)) == count


def test_titles_sort_by_their_letters(run: Run, corpus_archive: Path) -> None:
    titles = [json.loads(line)["title"] for line in
              run("-A", corpus_archive, "list", "--sort", "title", "--format", "jsonl").lines]  # fmt: skip
    latin = [title.casefold() for title in titles if title.isascii()]
    assert latin == sorted(latin)
    assert len(latin) > 2


def test_a_malformed_query_is_one_here_too(run: Run, subset_archive: Path) -> None:
    asked = run("-A", subset_archive, "list", "mines (")
    assert (asked.code, asked.out) == (4, "")


@pytest.mark.parametrize(
    ("format_", "out"),
    [("table", "ID  Date  Languages  Source  Title\n"), ("jsonl", ""), ("ids", "")],
)
def test_an_empty_archive_lists_nothing(run: Run, empty: Path, format_: str, out: str) -> None:
    asked = run("-A", empty, "list", "--format", format_)
    assert (asked.code, asked.out, asked.err) == (0, out, "")
