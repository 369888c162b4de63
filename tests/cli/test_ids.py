"""IDs as arguments, on standard input, or in a file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from cli.ids import read_ids
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (b"", []),
        (b"m1\nm2\n", ["m1", "m2"]),
        (b"m2\r\nm1", ["m2", "m1"]),
        (b"\xef\xbb\xbfm1\n", ["m1"]),
        (b"\n  \nm1  a title\n\n", ["m1"]),
        (b"m\xff1\n", ["m\ufffd1"]),
    ],
)
def test_an_id_is_the_first_word_of_a_line(content: bytes, ids: list[str]) -> None:
    assert list(read_ids(io.BytesIO(content))) == ids


def test_a_dash_among_ids_stands_for_those_on_standard_input(run: Run, subset_archive: Path) -> None:
    one, two, three, *_ = run("-A", subset_archive, "list", "--format", "ids").lines
    cited = run("-A", subset_archive, "cite", three, "-", one, stdin=f"{two}\n")
    assert [line.rsplit("muniment ", 1)[1].split(",")[0] for line in cited.lines] == [three, two, one]


@pytest.mark.parametrize("shorten", [lambda found: found[:6], lambda found: found[1:], str.upper])
def test_a_unique_beginning_of_an_id_is_enough(run: Run, subset_archive: Path, shorten: object) -> None:
    found = run("-A", subset_archive, "list", "--limit", "1", "--format", "ids").out.strip()
    shown = run("-A", subset_archive, "show", shorten(found), "--format", "json")  # type: ignore[operator]
    assert (shown.code, f'"id": "{found}"' in shown.out) == (0, True)


@pytest.mark.parametrize("given", ["mffffffffffff", "zzz", "", "m", "\udcff"])
@pytest.mark.parametrize("command", [["show"], ["cite"], ["edit", "--set", "note=x"]])
def test_an_id_that_no_document_or_several_have_is_refused(
    run: Run, subset_archive: Path, command: list[str], given: str
) -> None:
    before = sorted((subset_archive / "records").rglob("*.json"))
    asked = run("-A", subset_archive, *command, given)
    assert (asked.code, asked.out) == (2, "")
    assert asked.err.startswith("muniment: ")
    assert sorted((subset_archive / "records").rglob("*.json")) == before


def test_the_beginning_of_several_ids_is_answered_with_some_of_them(run: Run, corpus_archive: Path) -> None:
    first = run("-A", corpus_archive, "list", "--format", "ids").lines
    shared = next(one[:2] for one in first if sum(other.startswith(one[:2]) for other in first) > 1)
    asked = run("-A", corpus_archive, "show", shared)
    assert asked.code == 2
    assert sum(one in asked.err for one in first) >= 2
