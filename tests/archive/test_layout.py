"""Where things lie, how an archive begins, and how a folder that is none is told."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from archive import layout
from archive.errors import ArchiveNotFound, FormatTooNew, StorageFailed
from archive.layout import Layout


def test_a_new_archive_says_its_format_and_how_to_read_it(tmp_path: Path) -> None:
    made = layout.create(tmp_path / "a" / "b", engine="memory")
    assert layout.read_settings(made) == layout.Settings(format=1, engine="memory")
    assert "sha256sum" in (made.root / "README.txt").read_text("utf-8")
    assert list(made.tmp.iterdir()) == []


def test_making_an_archive_overwrites_no_settings(tmp_path: Path) -> None:
    layout.create(tmp_path, engine="memory")
    made = layout.create(tmp_path, engine="whoosh")
    assert layout.read_settings(made).engine == "memory"


def test_an_archive_that_could_not_be_made_whole_is_no_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("archive.durable.os.write", full)
        with pytest.raises(StorageFailed, match="the disk is full"):
            layout.create(tmp_path, engine="memory")
    assert layout.find(tmp_path) is None
    assert layout.read_settings(layout.create(tmp_path, engine="memory")).engine == "memory"


@pytest.mark.parametrize(
    ("seq", "path"),
    [
        (1, "records/000/000/000000001.json"),
        (999, "records/000/000/000000999.json"),
        (1_000, "records/000/001/000001000.json"),
        (12_345_678, "records/012/345/012345678.json"),
    ],
)
def test_records_lie_by_the_thousand_and_the_million(seq: int, path: str) -> None:
    assert Layout(Path()).record(seq).as_posix() == path


@pytest.mark.parametrize("numbers", [[], [1], [1, 2, 3], [999, 1_000], [1, 1_000_000], [5, 2_000_003, 1_999_999]])
def test_the_last_record_is_the_highest_number(tmp_path: Path, numbers: list[int]) -> None:
    made = Layout(tmp_path)
    for number in numbers:
        made.record(number).parent.mkdir(parents=True, exist_ok=True)
        made.record(number).touch()
    assert made.last_record() == max(numbers, default=0)


def test_empty_folders_and_strangers_are_no_last_record(tmp_path: Path) -> None:
    made = Layout(tmp_path)
    made.record(7).parent.mkdir(parents=True)
    made.record(7).touch()
    made.record(4_000).parent.mkdir(parents=True)
    made.record(7).with_name("z.json").touch()
    (tmp_path / "records" / "zzz.txt").touch()
    assert made.last_record() == 7


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (None, "is not an archive.*muniment init"),
        (b"", "it must say `format = 1`"),
        (b"format = ", "it must say `format = 1`"),
        (b'format = "one"', "it must say `format = 1`"),
        (b"format = [1]", "it must say `format = 1`"),
        (b"\xff\xfe", "it must say `format = 1`"),
    ],
)
def test_a_folder_that_is_no_archive_is_refused_with_words(
    tmp_path: Path, settings: bytes | None, words: str
) -> None:  # fmt: skip
    if settings is not None:
        (tmp_path / layout.CONFIG_NAME).write_bytes(settings)
    with pytest.raises(ArchiveNotFound, match=words):
        layout.read_settings(Layout(tmp_path))


def test_settings_that_cannot_be_opened_are_refused_with_words(tmp_path: Path) -> None:
    (tmp_path / layout.CONFIG_NAME).mkdir()
    with pytest.raises(ArchiveNotFound, match="cannot be read"):
        layout.read_settings(Layout(tmp_path))


def test_a_later_format_is_refused_and_this_one_is_not(tmp_path: Path) -> None:
    config = tmp_path / layout.CONFIG_NAME
    config.write_text("format = 1\n")
    assert layout.read_settings(Layout(tmp_path)).engine == "whoosh"
    config.write_text("format = 2\n")
    with pytest.raises(FormatTooNew, match="use a newer muniment"):
        layout.read_settings(Layout(tmp_path))


def test_the_archive_is_found_from_a_folder_within_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout.create(tmp_path / "papers", engine="memory")
    within = tmp_path / "papers" / "originals"
    assert layout.find(within) == tmp_path / "papers"
    assert layout.find(tmp_path) is None
    monkeypatch.chdir(within)
    assert layout.find(Path()) == tmp_path / "papers"


def test_a_folder_that_an_interrupted_init_left_is_unfinished_and_one_with_anything_else_is_not(tmp_path: Path) -> None:
    layout.create(tmp_path / "made", engine="whoosh")
    (tmp_path / "made" / "muniment.toml").unlink()
    assert layout.is_unfinished(tmp_path / "made")
    (tmp_path / "made" / "originals" / "ab").mkdir()
    assert not layout.is_unfinished(tmp_path / "made")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("mine")
    assert not layout.is_unfinished(tmp_path / "other")
