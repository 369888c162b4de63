"""Removing folders: however deep and odd, they go, and nothing outside does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archive.sandbox.folders import is_fuller, remove


def test_a_folder_goes_with_all_it_holds_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a").write_text("x")
    folder = tmp_path / "folder"
    (folder / "b" / "c").mkdir(parents=True)
    (folder / "b" / "c" / "d").write_text("x")
    (folder / "b" / "moved-1-0").mkdir()
    (folder / "link").symlink_to(tmp_path / "outside")
    os.mkfifo(folder / "b" / "pipe")
    (folder / "closed").mkdir(mode=0o000)
    remove(folder)
    assert not folder.exists()
    assert (tmp_path / "outside" / "a").exists()


def test_folders_deeper_than_any_path_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for _ in range(300):
        os.mkdir("a" * 200)  # noqa: PTH102
        os.chdir("a" * 200)
    monkeypatch.chdir(tmp_path)
    remove(folder)
    assert not folder.exists()


def test_a_link_a_file_and_nothing_are_removed_alike(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    (tmp_path / "file").write_text("x")
    for name in ("link", "file", "nothing"):
        remove(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize(("size", "entries", "fuller"), [(40_960, 6, False), (40_959, 6, True), (40_960, 5, True)])
def test_a_folder_is_measured_with_all_below_it(tmp_path: Path, size: int, entries: int, fuller: bool) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    for name in ("1", "a/2", "a/b/3", "a/b/4"):
        (tmp_path / name).write_bytes(bytes(8192))
    assert is_fuller(tmp_path, size=size, entries=entries) == fuller
