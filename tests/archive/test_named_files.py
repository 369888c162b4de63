"""Any name has a file of its own, which is whole or not there."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import durable, named_files
from archive.errors import DamageFound, StorageFailed
from tests.archive.archives import new

ODD = ("Mines", "mines", "A/B", "../..", ".hidden", "-x", "地雷", "é", "NUL", "a" * 5000, "💧", "a b", "*")


def test_names_that_a_file_system_would_mix_up_have_files_of_their_own() -> None:
    paths = {str(named_files.path_of(Path("f"), name, ".toml")).casefold() for name in ODD}
    assert len(paths) == len(ODD)


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_a_file_lies_in_its_folder_whatever_the_name(name: str) -> None:
    path = named_files.path_of(Path("folder"), name, ".json")
    assert (path.parent, path.suffix, len(path.stem)) == (Path("folder"), ".json", 16)


def test_a_disk_that_is_full_leaves_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = new(tmp_path / "a")
    path = store.layout.root / "saved" / "x.json"
    with store.deposit(wait=1):
        named_files.put(store.layout, path, "old")

    def full(handle: int, chunk: bytes) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched, store.deposit(wait=1):
        patched.setattr(durable, "_write_whole", full)
        with pytest.raises(StorageFailed, match="the disk is full"):
            named_files.put(store.layout, path, "new")
    assert path.read_text("utf-8") == "old"
    assert list(store.layout.tmp.iterdir()) == []


def test_a_file_is_flushed_before_it_gets_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = new(tmp_path / "a")
    path = store.layout.root / "saved" / "x.json"
    seen: list[tuple[str, bool]] = []
    with store.deposit(wait=1):
        monkeypatch.setattr(durable, "flush", lambda folder: seen.append((folder.name, path.exists())))
        named_files.put(store.layout, path, "new")
    assert seen == [("tmp", False), ("saved", True)]


def test_what_cannot_be_read_is_damage_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xff")
    with pytest.raises(DamageFound, match=r"x\.toml is not what muniment wrote"):
        named_files.read(path, str)
    with pytest.raises(DamageFound, match=r"none\.toml cannot be read"):
        named_files.read(tmp_path / "none.toml", str)


def test_taking_away_says_whether_there_was_anything(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("x", "utf-8")
    assert (named_files.take_away(path), named_files.take_away(path)) == (True, False)
