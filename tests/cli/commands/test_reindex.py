"""`muniment reindex`."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.conftest import Run


def answers(run: Run, archive: Path) -> list[str]:
    return [run("-A", archive, "search", query, "--format", "json").out for query in ("Banjul", "安全饮用水", "mine*")]


def test_a_new_index_gives_the_same_answers(run: Run, papers: Path) -> None:
    before = answers(run, papers)
    asked = run("-A", papers, "reindex")
    assert (asked.code, asked.out, asked.err) == (0, "", "the whoosh index holds every record up to 6\n")
    assert answers(run, papers) == before


def test_a_lost_cache_is_made_again_without_asking(run: Run, papers: Path) -> None:
    before = answers(run, papers)
    shutil.rmtree(papers / "cache")
    assert answers(run, papers) == before


def test_a_current_index_is_left_alone_when_only_a_needed_one_is_wanted(run: Run, papers: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (papers / "cache" / "index").rglob("*")}
    assert run("-A", papers, "reindex", "--if-needed").code == 0
    assert {path: path.stat().st_mtime_ns for path in (papers / "cache" / "index").rglob("*")} == before
    shutil.rmtree(papers / "cache")
    assert run("-A", papers, "reindex", "--if-needed").code == 0
    assert (papers / "cache" / "index").exists()


def test_nothing_that_was_kept_is_touched(run: Run, papers: Path) -> None:
    def kept() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for folder in ("originals", "texts", "records")
                for path in (papers / folder).rglob("*")}  # fmt: skip

    before = kept()
    run("-A", papers, "reindex")
    assert kept() == before


def test_another_engine_can_be_named_and_an_unknown_one_not(run: Run, papers: Path) -> None:
    assert run("-A", papers, "reindex", "--engine", "memory").err == "the memory index holds every record up to 6\n"
    refused = run("-A", papers, "reindex", "--engine", "lucene")
    assert refused.code == 2
    assert "memory, whoosh" in refused.err


def test_an_empty_archive_has_an_empty_index(run: Run, empty: Path) -> None:
    assert run("-A", empty, "reindex").code == 0
    assert run("-A", empty, "search", "x").code == 0


def test_another_engine_becomes_the_archives_own(run: Run, papers: Path) -> None:
    assert run("-A", papers, "reindex", "--engine", "memory").code == 0
    assert 'engine = "memory"' in (papers / "muniment.toml").read_text("utf-8")
    before = run("-A", papers, "search", "*", "--format", "ids").out
    assert run("-A", papers, "reindex", "--engine", "whoosh").code == 0
    assert 'engine = "whoosh"' in (papers / "muniment.toml").read_text("utf-8")
    assert run("-A", papers, "search", "*", "--format", "ids").out == before != ""
