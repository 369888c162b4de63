"""`muniment init`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_new_folder_becomes_an_archive_with_words_on_stderr_only(run: Run, tmp_path: Path) -> None:
    made = run("init", "deep/papers")
    assert (made.code, made.out, made.err) == (0, "", "made an archive in deep/papers\n")
    assert run("-A", "deep/papers", "list", "--format", "ids").code == 0
    assert "without the program" in (tmp_path / "deep" / "papers" / "muniment.toml").read_text()


def test_an_empty_folder_becomes_an_archive(run: Run, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    assert run("init", "papers").code == 0


@pytest.mark.parametrize("file", ["letter.txt", ".hidden"])
def test_a_folder_that_holds_anything_is_left_alone(run: Run, tmp_path: Path, file: str) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / file).touch()
    refused = run("init", "papers")
    assert (refused.code, refused.out) == (2, "")
    assert "is not empty" in refused.err
    assert [path.name for path in (tmp_path / "papers").iterdir()] == [file]


def test_an_archive_is_not_made_twice_unless_that_is_accepted(run: Run, papers: Path) -> None:
    before = (papers / "muniment.toml").stat().st_mtime_ns
    assert run("init", papers).code == 2
    accepted = run("init", papers, "--if-not-exists")
    assert (accepted.code, accepted.out, accepted.err) == (0, "", "")
    assert (papers / "muniment.toml").stat().st_mtime_ns == before


def test_an_archive_of_a_newer_muniment_is_not_accepted_as_one(run: Run, empty: Path) -> None:
    (empty / "muniment.toml").write_text("format = 99\n")
    assert run("init", empty, "--if-not-exists").code == 1


def test_an_unknown_engine_is_refused_with_the_known_ones_before_anything_is_made(run: Run, tmp_path: Path) -> None:
    refused = run("init", "papers", "--engine", "lucene")
    assert refused.code == 2
    assert "memory, whoosh" in refused.err
    assert not (tmp_path / "papers").exists()


def test_the_engine_that_was_chosen_is_the_archives_own(run: Run) -> None:
    run("init", "papers", "--engine", "memory")
    assert "engine           memory\n" in run("-A", "papers", "stats").out


@pytest.mark.parametrize(("folder", "code"), [("file.txt", 2), ("file.txt/papers", 1), ("/proc/papers", 1)])
def test_a_place_that_cannot_hold_an_archive_is_said_in_words(run: Run, tmp_path: Path, folder: str, code: int) -> None:
    (tmp_path / "file.txt").touch()
    refused = run("init", folder)
    assert (refused.code, refused.out) == (code, "")
    assert folder.split("/")[-1] in refused.err
    assert "internal error" not in refused.err


def test_a_folder_that_may_not_be_written_to_is_said_in_words(run: Run) -> None:
    run("init", "loads/every/module")
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        refused = run("init", "/etc/papers")
    finally:
        if root:
            os.seteuid(0)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("muniment: cannot write /etc/papers: permission denied")
