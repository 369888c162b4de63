"""`muniment similar`, and copies shown as one by `search --collapse duplicates`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.archive.duplicates.texts import edited, text
from tests.cli.conftest import Run

NEWS = f"{text(1)} The ferry lies in the harbour."
FILES = {
    "a.txt": NEWS, "a.html": f"<p>{NEWS}</p>", "b.txt": f"{edited(NEWS, 0.04)} The ferry sank.",
    "c.txt": f"{text(2)} A ferry.", "d.txt": text(3),
}  # fmt: skip


@pytest.fixture
def wire(run: Run, empty: Path, tmp_path: Path) -> Path:
    """An archive with a news item in two formats, a near copy of it, and two other texts."""
    (tmp_path / "wire").mkdir()
    for name, content in FILES.items():
        (tmp_path / "wire" / name).write_text(content)
    assert run("-A", empty, "add", tmp_path / "wire").code == 0
    return empty


@pytest.fixture
def ids(run: Run, wire: Path) -> dict[str, str]:
    rows = map(json.loads, run("-A", wire, "list", "--format", "jsonl").lines)
    return {row["filename"]: row["id"] for row in rows}


def test_copies_are_shown_exact_ones_first(run: Run, wire: Path, ids: dict[str, str]) -> None:
    shown = run("-A", wire, "similar", ids["a.txt"])
    heading, bytes_line, same, near = shown.lines
    assert (shown.code, shown.err) == (0, "")
    assert heading.startswith(ids["a.txt"])
    assert bytes_line.split() == ["same", "bytes", str(Path.cwd() / "wire" / "a.txt")]
    assert same.split()[:4] == ["same", "text", "1.00", ids["a.html"]]
    assert near.split()[:2] == ["near", "copy"]
    assert (0.6 < float(near.split()[2]) < 1, near.split()[3]) == (True, ids["b.txt"])
    alone = run("-A", wire, "similar", ids["d.txt"])
    assert alone.lines[-1] == "  no other document is like it"


def test_json_says_the_same(run: Run, wire: Path, ids: dict[str, str]) -> None:
    shown = json.loads(run("-A", wire, "similar", ids["a.txt"], "--format", "json").out)
    assert (shown["schema"], shown["id"], shown["copies"]) == (1, ids["a.txt"], [str(Path.cwd() / "wire" / "a.txt")])
    assert [(one["id"], one["kind"], one["filename"], one["media_type"]) for one in shown["similar"]] == [
        (ids["a.html"], "text", "a.html", "text/html"), (ids["b.txt"], "near", "b.txt", "text/plain"),
    ]  # fmt: skip
    assert set(shown["similar"][0]) == {"id", "kind", "score", "filename", "title", "source", "date", "media_type"}
    assert run("-A", wire, "similar", ids["a.txt"], "--format", "ids").lines == [ids["a.html"], ids["b.txt"]]


def test_the_least_score_is_heeded(run: Run, wire: Path, ids: dict[str, str]) -> None:
    def found(least: str) -> list[str]:
        return run("-A", wire, "similar", ids["a.txt"], "--least", least, "--format", "ids").lines

    assert found("1") == [ids["a.html"]]
    assert set(found("0.001")) >= {ids["a.html"], ids["b.txt"]}
    assert run("-A", wire, "similar", ids["a.txt"], "--least", "0").code == 2
    assert run("-A", wire, "similar", ids["a.txt"], "--least", "1.1").code == 2
    assert run("-A", wire, "similar", "mffffffffffff").code == 2


def test_no_more_are_shown_than_asked_for_and_the_rest_is_counted(run: Run, wire: Path, ids: dict[str, str]) -> None:
    one = run("-A", wire, "similar", ids["a.txt"], "-n", "1")
    assert (len(one.lines), one.lines[-1]) == (4, "  … and 1 more")
    shown = json.loads(run("-A", wire, "similar", ids["a.txt"], "-n", "1", "--format", "json").out)
    assert (shown["total"], [found["id"] for found in shown["similar"]]) == (2, [ids["a.html"]])


def test_the_same_bytes_under_another_name_are_shown(run: Run, wire: Path, ids: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(FILES["d.txt"])
    assert run("-A", wire, "add", tmp_path / "copy.txt").code == 0
    shown = run("-A", wire, "similar", ids["d.txt"]).out
    assert "wire/d.txt" in shown
    assert str(tmp_path / "copy.txt") in shown


def searched(run: Run, wire: Path, *options: str) -> Any:
    answer = run("-A", wire, "search", "ferry", "--format", "json", "--facet", "language", *options)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def test_of_copies_the_best_match_is_shown_and_totals_and_facets_count_all(run: Run, wire: Path) -> None:
    plain = searched(run, wire, "--limit", "100")
    shown = searched(run, wire, "--collapse", "duplicates")
    group = {"a.txt", "a.html", "b.txt"}
    best = next(hit for hit in plain["hits"] if hit["filename"] in group)
    assert (shown["total"], shown["facets"]) == (plain["total"], plain["facets"])
    assert shown["distinct"] == plain["total"] - 2
    assert [hit["id"] for hit in shown["hits"]] == [
        hit["id"] for hit in plain["hits"] if hit["filename"] not in group or hit["id"] == best["id"]
    ]
    assert {hit["id"]: hit["alike"] for hit in shown["hits"]}[best["id"]] == 2
    assert [hit["alike"] for hit in shown["hits"] if hit["id"] != best["id"]] == [0] * (shown["distinct"] - 1)
    assert "distinct" not in plain
    assert "alike" not in plain["hits"][0]


def test_pages_of_collapsed_results_joined_are_the_whole(run: Run, wire: Path) -> None:
    whole = searched(run, wire, "--collapse", "duplicates")["hits"]
    for at, hit in enumerate(whole):
        assert searched(run, wire, "--collapse", "duplicates", "-n", "1", "--offset", str(at))["hits"] == [hit]
    assert searched(run, wire, "--collapse", "duplicates", "-n", "0")["hits"] == []


def test_text_says_how_many_are_alike(run: Run, wire: Path) -> None:
    shown = run("-A", wire, "search", "ferry", "--collapse", "duplicates")
    total, distinct = (searched(run, wire, "--collapse", "duplicates")[key] for key in ("total", "distinct"))
    assert shown.lines[0] == f"{total} documents match, {distinct} without copies."
    assert sum(line.endswith("  +2 alike") for line in shown.lines) == 1
    cut = run("-A", wire, "search", "ferry", "--collapse", "duplicates", "-n", "1")
    assert cut.lines[0] == f"{total} documents match, {distinct} without copies, 1 shown."
    alone = run("-A", wire, "search", "sank", "--collapse", "duplicates")
    assert alone.lines[0] == "1 document matches."


def test_a_batch_is_collapsed_too(run: Run, wire: Path) -> None:
    answer = run("-A", wire, "search", "--batch", "-", "--collapse", "duplicates", stdin="ferry\n")
    assert json.loads(answer.out)["distinct"] == searched(run, wire, "--collapse", "duplicates")["distinct"]


def test_reindexing_makes_anew_what_copies_are_known_by(run: Run, wire: Path, ids: dict[str, str]) -> None:
    before = run("-A", wire, "similar", ids["a.txt"]).out
    kept = wire / "cache" / "duplicates.sqlite"
    assert kept.exists()
    assert run("-A", wire, "reindex").code == 0
    assert not kept.exists()
    assert run("-A", wire, "similar", ids["a.txt"]).out == before


def test_what_was_added_since_is_known_at_once(run: Run, wire: Path, ids: dict[str, str], tmp_path: Path) -> None:
    assert run("-A", wire, "similar", ids["d.txt"], "--format", "ids").lines == []
    (tmp_path / "late.txt").write_text(FILES["d.txt"].upper())
    late = run("-A", wire, "add", tmp_path / "late.txt").lines[0].split("\t")[1]
    assert run("-A", wire, "similar", ids["d.txt"], "--format", "ids").lines == [late]
