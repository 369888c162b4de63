"""`muniment reindex`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("place", ["cache", "cache/index", "cache/index/whoosh", "cache/index/whoosh.old"])
def test_a_file_in_place_of_a_folder_of_the_cache_gives_way(run: Run, papers: Path, place: str) -> None:
    before = answers(run, papers)
    shutil.rmtree(papers / place, ignore_errors=True)
    (papers / place).write_text("not a folder")
    for _ in range(2):
        assert run("-A", papers, "reindex").code == 0
    assert answers(run, papers) == before
    assert [path.name for path in (papers / "cache" / "index").iterdir()] == ["whoosh"]


def test_an_index_that_could_not_be_filled_is_not_left_on_the_disk(
    run: Run, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answers(run, papers)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("index.engines.whoosh.engine.WhooshEngine._write_state", full)
        refused = run("-A", papers, "reindex")
    assert (refused.code, "the disk is full" in refused.err) == (1, True)
    assert [path.name for path in (papers / "cache" / "index").iterdir()] == ["whoosh"]
    assert answers(run, papers) == before


def test_without_an_index_and_a_way_to_make_one_that_is_said(
    run: Run, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(papers / "cache")

    def read_only(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("filelock.FileLock.acquire", read_only)
    refused = run("-A", papers, "search", "Banjul")
    assert (refused.code, refused.out) == (1, "")
    assert "no search index, and none can be made now" in refused.err
    assert "the disk is read-only" in refused.err


def _spoilt(run: Run, papers: Path, query: str) -> str:
    """The ID of the document that the query finds, whose text is now another."""
    found = run("-A", papers, "search", query, "--format", "ids").out.strip()
    digest = json.loads(run("-A", papers, "show", found, "--provenance", "--format", "json").out)["text"]["digest"]
    path = papers / "texts" / digest[:2] / digest
    path.chmod(0o644)
    path.write_text("something else")
    return found


@pytest.mark.parametrize("options", [[], ["--if-needed"], ["--engine", "memory"]])
def test_one_damaged_text_is_named_the_rest_is_indexed_and_the_exit_code_says_damage(
    run: Run, papers: Path, options: list[str]
) -> None:
    spoilt = _spoilt(run, papers, "=Banjul")
    shutil.rmtree(papers / "cache")
    asked = run("-A", papers, "reindex", *options)
    assert (asked.code, asked.out) == (3, "")
    named, _, summary = asked.err.splitlines()
    assert named.startswith(f"warning: {spoilt} is not searched: ")
    assert "muniment verify" in named
    assert summary == "muniment: 1 document is damaged and not in the index; the others are"
    assert run("-A", papers, "search", "*", "--limit", "0").out == "5 documents match, 0 shown.\n"


def test_a_search_whose_index_is_missing_finds_the_rest_and_names_the_damaged(run: Run, papers: Path) -> None:
    spoilt = _spoilt(run, papers, "=Banjul")
    shown = run("-A", papers, "search", "=Banjul")
    assert (shown.code, shown.out.count(spoilt)) == (0, 1)
    assert f"warning: {spoilt} is shown without a passage: " in shown.err
    shutil.rmtree(papers / "cache")
    first = run("-A", papers, "search", "*", "--format", "ids")
    assert (first.code, len(first.lines)) == (0, 5)
    assert f"warning: {spoilt} is not searched: " in first.err
    assert run("-A", papers, "search", "=Banjul").out == "No document matches.\n"


def test_a_text_that_was_restored_is_searched_after_another_reindex(run: Run, papers: Path) -> None:
    texts = Path(shutil.copytree(papers / "texts", papers.with_name("copy")))
    _spoilt(run, papers, "=Banjul")
    assert run("-A", papers, "reindex").code == 3
    shutil.rmtree(papers / "texts")
    texts.rename(papers / "texts")
    assert run("-A", papers, "reindex").code == 0
    assert run("-A", papers, "search", "*", "--limit", "0").out == "6 documents match, 0 shown.\n"
