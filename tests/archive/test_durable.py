"""A name never leads to half a file, an existing file is never overwritten, and a refusal of the disk has words."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import durable
from archive.errors import StorageFailed


def test_a_staged_file_holds_the_chunks_and_is_read_only(tmp_path: Path) -> None:
    staged = durable.stage(tmp_path, [b"one", b"", b"two"])
    assert staged.read_bytes() == b"onetwo"
    assert staged.stat().st_mode & 0o222 == 0


def test_a_short_write_is_carried_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr("archive.durable.os.write", lambda handle, content: whole(handle, bytes(content)[:3]))
    assert durable.stage(tmp_path, [b"0123456789"]).read_bytes() == b"0123456789"


def test_placing_gives_the_name_and_takes_the_staged_one(tmp_path: Path) -> None:
    staged = durable.stage(tmp_path, [b"x"])
    assert durable.place(staged, tmp_path / "ab" / "cd") is True
    assert (tmp_path / "ab" / "cd").read_bytes() == b"x"
    assert not staged.exists()


@pytest.mark.parametrize("error", [None, errno.EPERM, errno.ENOTSUP, errno.EMLINK])
def test_placing_never_overwrites_even_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int | None
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(error, "no hard links")

    if error is not None:
        monkeypatch.setattr("archive.durable.os.link", refuse)
    final = tmp_path / "kept"
    assert durable.place(durable.stage(tmp_path, [b"first"]), final) is True
    assert durable.place(durable.stage(tmp_path, [b"second"]), final) is False
    assert final.read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full: make room"),
        (errno.EDQUOT, "quota is used up"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "permission denied: check who may write"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_what_the_disk_refuses_is_said_in_words_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("archive.durable.os.write", refuse)
    with pytest.raises(StorageFailed, match=f"cannot write {tmp_path}.*{words}"):
        durable.stage(tmp_path, [b"x"])
    assert list(tmp_path.iterdir()) == []


def test_a_source_that_cannot_be_read_is_no_failure_of_the_disk_written_to(tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield b"x"
        raise OSError(errno.EIO, "the stick was pulled out")

    with pytest.raises(OSError, match="the stick was pulled out"):
        durable.stage(tmp_path, failing())
    assert list(tmp_path.iterdir()) == []


def test_flushing_brings_a_folder_to_the_disk_and_says_when_it_cannot(tmp_path: Path) -> None:
    durable.flush(tmp_path)
    with pytest.raises(StorageFailed, match="No such file"):
        durable.flush(tmp_path / "gone")


def test_whatever_stands_at_a_path_is_discarded_and_a_link_only_itself(tmp_path: Path) -> None:
    (tmp_path / "folder" / "within").mkdir(parents=True)
    (tmp_path / "file").write_text("x")
    (tmp_path / "kept").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    for name in ("folder", "file", "link", "nothing", "kept/nothing"):
        durable.discard(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    (tmp_path / "file").write_text("x")
    durable.discard(tmp_path / "file" / "below")
    assert (tmp_path / "file").exists()


def test_a_folder_is_made_in_place_of_a_file_and_one_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("x")
    durable.make_folder(tmp_path / "cache")
    (tmp_path / "cache" / "within").touch()
    durable.make_folder(tmp_path / "cache")
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["within"]
