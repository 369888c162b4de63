"""Copies of the files inside a file, written into a folder under limits of number and size."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from archive.errors import ExtractionFailed
from archive.extract import Part
from archive.reading import Spooled, failure
from archive.sandbox.limits import Limits

CHUNK = 1 << 20
LONGEST_NAME = 255
"""Bytes of a name between two slashes, as most file systems have it."""
LONGEST_PATH = 1_000
NO_ROOM = "no-room"
"""The code for a disk that is full: the file is not to blame, and is not recorded as one that cannot be read."""


def inner_path(name: str) -> str:
    """A path inside a container as it is recorded: NFC, with single slashes, names and whole no longer than allowed.

    ExtractionFailed (`unsafe-path`) for what would lead out of the container, were it unpacked.
    """
    unified = unicodedata.normalize("NFC", name).replace("\\", "/")
    names = [part for part in unified.split("/") if part not in ("", ".")]
    if not names or ".." in names or unified.startswith("/") or (names[0][1:2] == ":" and names[0][0].isalpha()):
        raise ExtractionFailed("its path is absolute, leads upwards or is empty", code="unsafe-path")
    return "/".join(_cut(part) for part in names)[-LONGEST_PATH:].lstrip("/")


def _cut(name: str) -> str:
    """A name of at most LONGEST_NAME bytes, with its suffix."""
    if len(os.fsencode(name)) <= LONGEST_NAME:
        return name
    stem, suffix = os.path.splitext(name)  # noqa: PTH122
    kept = suffix if len(suffix) <= 20 else ""
    while len(os.fsencode(stem + kept)) > LONGEST_NAME:
        stem = stem[:-1]
    return stem + kept


def leave_inside(parts: tuple[Part, ...]) -> tuple[Spooled, ...]:
    """No copies of what is nested too deep; says so."""
    if not parts:
        return ()
    words = f"files inside it that are nested too deep to be taken out: {len(parts):,}"
    return (Spooled(path="", kind=parts[0].kind, code="limit", message=words),)


class Spooling:
    """Copies the parts of one file, under limits of their number, the size of each and that of all."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._left = limits.parts_size

    def __call__(self, parts: tuple[Part, ...]) -> tuple[Spooled, ...]:
        """A copy of each, named by its number; one that cannot be copied says why. ExtractionFailed for too many."""
        most = self._limits.parts
        if len(parts) > most:
            raise ExtractionFailed(f"it holds {len(parts):,} files, and {most:,} are the most", code="limit")
        if parts:
            with _room():
                self._folder.mkdir()
        return tuple(self._spooled(part, f"{number:06d}") for number, part in enumerate(parts))

    def _spooled(self, part: Part, name: str) -> Spooled:
        try:
            path = inner_path(part.path)
            with part.open() as source:
                size = self._copied(source, self._folder / name)
        except ExtractionFailed as error:
            if error.code == NO_ROOM:
                raise
            return _refused(part, error)
        except MemoryError:
            return _refused(part, ExtractionFailed("it takes more memory than it may", code="memory"))
        except Exception as error:  # whatever is wrong with one of them, the others are taken
            words = f"it cannot be taken out ({type(error).__name__}: {error})"
            return _refused(part, ExtractionFailed(words, code="extractor-failed"))
        return Spooled(path=path, kind=part.kind, file=name, size=size)

    def _copied(self, source: BinaryIO, target: Path) -> int:
        most = min(self._limits.part, self._left)
        size = 0
        with _room():
            out = target.open("xb", buffering=0)
        with out:
            while chunk := source.read(CHUNK):
                size += len(chunk)
                if size > most:
                    target.unlink()
                    raise ExtractionFailed(f"it has more than {most:,} bytes, which is the most", code="limit")
                with _room():
                    _write_whole(out, chunk)
        self._left -= size
        return size


def _write_whole(out: FileIO, chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:
        rest = rest[out.write(rest) :]


@contextmanager
def _room() -> Iterator[None]:
    """What the disk refuses is no fault of the file."""
    try:
        yield
    except OSError as error:
        words = f"there is no room for the files inside it: {error.strerror}"
        raise ExtractionFailed(words, code=NO_ROOM) from error


def _refused(part: Part, error: ExtractionFailed) -> Spooled:
    """That a part cannot be taken out, and why, in words that any file can hold."""
    code, _, words = failure(error).partition(": ")
    return Spooled(path=part.path[:LONGEST_PATH], kind=part.kind, code=code, message=words)
