"""`muniment verify`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_whole_archive_is_said_to_be_whole(run: Run, subset_archive: Path) -> None:
    checked = run("-A", subset_archive, "verify")
    assert (checked.code, checked.out, checked.err) == (0, "", "18 files checked, all as they were kept\n")


def test_an_empty_archive_is_whole(run: Run, empty: Path) -> None:
    assert run("-A", empty, "verify").code == 0


@pytest.mark.parametrize("kind", ["originals", "texts", "records"])
@pytest.mark.parametrize("deed", ["changed", "missing"])
def test_damage_is_named_on_stdout_and_ends_with_its_exit_code(run: Run, papers: Path, kind: str, deed: str) -> None:
    path = min(path for path in (papers / kind).rglob("*") if path.is_file())
    path.chmod(0o644)
    if deed == "missing":
        path.unlink()
    else:
        path.write_bytes(b"{}")
    checked = run("-A", papers, "verify")
    assert checked.code == 3
    assert path.relative_to(papers).as_posix() in checked.out
    assert "Restore the files named above" in checked.err
    found = run("-A", papers, "verify", "--format", "json")
    assert found.code == 3
    assert all(one["path"] in checked.out for one in json.loads(found.out)["findings"])


def test_what_is_merely_left_over_is_said_and_no_damage(run: Run, papers: Path) -> None:
    (papers / "originals" / "stray\x1b[2J.txt").write_text("Nobody recorded this.")
    checked = run("-A", papers, "verify")
    assert checked.code == 0
    assert checked.out.startswith("unrecorded-file\toriginals/stray[2J.txt\t")


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("kind", ["*.seg", "*.toc"])
def test_a_flipped_bit_in_the_search_index_is_damage_that_reindex_mends(run: Run, papers: Path, kind: str) -> None:
    path = max((papers / "cache" / "index" / "whoosh").glob(kind))
    _flip(path)
    checked = run("-A", papers, "verify")
    name = path.relative_to(papers).as_posix()
    assert (checked.code, checked.out) == (3, f"index-changed\t{name}\tit is not as it was written\n")
    assert checked.err.endswith("18 files checked: 1 index-changed. Run `muniment reindex` for the search index\n")
    assert run("-A", papers, "reindex").code == 0
    assert run("-A", papers, "verify").code == 0


def test_damage_to_what_was_kept_and_to_the_index_are_each_told_with_what_to_do(run: Run, papers: Path) -> None:
    _flip(max((papers / "cache" / "index" / "whoosh").glob("*.seg")))
    shutil.rmtree(papers / "texts")
    checked = run("-A", papers, "verify")
    assert "Restore the files named above from a copy of the archive. Run `muniment reindex`" in checked.err


def test_an_archive_without_an_index_or_with_an_engine_that_is_not_here_is_checked_all_the_same(
    run: Run, papers: Path
) -> None:
    shutil.rmtree(papers / "cache" / "index")
    assert run("-A", papers, "verify").code == 0
    settings = papers / "muniment.toml"
    settings.write_text(settings.read_text("utf-8").replace("whoosh", "lucene"), "utf-8")
    checked = run("-A", papers, "verify")
    assert (checked.code, checked.out) == (0, "")
    assert "warning: the search index is not checked: " in checked.err
    assert "lucene" in checked.err


def test_an_index_that_cannot_be_read_is_a_finding_and_the_rest_is_checked(
    run: Run, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("index.engines.whoosh.state._written", refused)
    checked = run("-A", papers, "verify")
    assert checked.code == 3
    assert checked.out.startswith("index-changed\tcache/index/whoosh\t")
    assert "Permission denied" in checked.out
    assert "18 files checked" in checked.err


def test_a_bundle_is_checked_without_an_archive(run: Run, subset_archive: Path, tmp_path: Path) -> None:
    run("-A", subset_archive, "export", "--all", "-o", "b.zip", "--as", "bag")
    whole = run("verify", "b.zip")
    assert (whole.code, whole.out) == (0, "")
    assert "all as they were kept" in whole.err
    shutil.unpack_archive(tmp_path / "b.zip", tmp_path)
    (tmp_path / "citation-bundle/data/documents.csv").write_text("nothing")
    hurt = run("verify", "citation-bundle", "--format", "json")
    assert hurt.code == 3
    assert {"file-changed", "table-differs"} <= {found["code"] for found in json.loads(hurt.out)["findings"]}
    assert "ask for it again" in hurt.err


@pytest.mark.parametrize("name", ["muniment.toml", "."])
def test_what_is_no_bag_is_said_to_be_none(run: Run, papers: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(papers)
    assert run("verify", name).code == 3
