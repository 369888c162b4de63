"""A bag opened for reading, from a zip or a folder. What comes from outside is refused before anything of it is read.

Nothing is unpacked: files are read where they are, so that no path in a bag ever becomes a path on the disk.
"""

from __future__ import annotations

import contextlib
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from archive.errors import DamageFound

MOST_RATIO = 200
"""Bytes that a byte of a zip may become. Text of one letter reaches 1,000; the texts of documents stay below 20."""
ALWAYS_READ = 64 << 20
"""Bytes below which that ratio is not asked for."""
MOST_FILES = 3_000_000

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Bag(Protocol):
    """The files of a bag by their paths from its base folder, and what it is called."""

    name: str

    def paths(self) -> dict[str, int]:
        """Every file with its size in bytes, in the order in which they lie there."""
        ...

    def open(self, path: str) -> BinaryIO:
        """A file for reading; DamageFound when it is not there or cannot be read."""
        ...


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Bag]:
    """The bag in a zip or a folder. DamageFound says why it cannot be one, or must not be read."""
    try:
        if path.is_dir():
            yield _Folder(path)
        else:
            with zipfile.ZipFile(path) as held:
                yield _Zip(path, held)
    except (OSError, zipfile.BadZipFile) as error:
        if isinstance(error, OSError) and error.filename not in (None, str(path), path):
            raise
        said = getattr(error, "strerror", None) or error
        raise DamageFound(f"{path} cannot be read as a bag: {said}") from None


class _Folder:
    """A bag that lies unpacked. A link leads out of it, so it must not hold any."""

    def __init__(self, root: Path) -> None:
        self.name = root.resolve().name
        self._root = root
        self._sizes = dict(self._listed())

    def _listed(self) -> Iterator[tuple[str, int]]:
        def unlistable(error: OSError) -> None:
            raise error

        for parent, folders, files in os.walk(self._root, onerror=unlistable):
            folders.sort()
            for name in sorted([*files, *folders]):
                path = Path(parent) / name
                status = path.lstat()
                if stat.S_ISLNK(status.st_mode):
                    raise DamageFound(f"{path} is a link, and a bag holds none")
                if name in files and not stat.S_ISREG(status.st_mode):
                    raise DamageFound(f"{path} is not a regular file, and a bag holds no others")
                if name in files:
                    yield path.relative_to(self._root).as_posix(), status.st_size

    def paths(self) -> dict[str, int]:
        return self._sizes

    def open(self, path: str) -> BinaryIO:
        if path not in self._sizes:
            raise DamageFound(f"{path} is not there")
        try:
            handle = os.open(self._root / path, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError as error:
            raise DamageFound(f"{path} cannot be read: {error.strerror}") from None
        return os.fdopen(handle, "rb")


class _Zip:
    """A bag in a zip: one folder at its base, or the bag's files at once."""

    def __init__(self, path: Path, held: zipfile.ZipFile) -> None:
        self.name = path.name
        self._held = held
        for entry in held.infolist():
            _check_name(entry)
        entries = [entry for entry in held.infolist() if not entry.is_dir()]
        _check_size(path, entries)
        for entry in entries:
            _check_entry(entry)
        base = _base([entry.filename for entry in entries])
        self._entries = {entry.filename[len(base) :]: entry for entry in entries}
        if len(self._entries) != len(entries):
            raise DamageFound(f"{path} holds two files of one name")
        self._sizes = {path: entry.file_size for path, entry in self._entries.items()}

    def paths(self) -> dict[str, int]:
        return self._sizes

    def open(self, path: str) -> BinaryIO:
        if path not in self._entries:
            raise DamageFound(f"{path} is not there")
        try:
            return cast(BinaryIO, self._held.open(self._entries[path]))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise DamageFound(f"{path} cannot be read: {error}") from None


def _check_size(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what would take more room or time than its size lets expect."""
    if len(entries) > MOST_FILES:
        raise DamageFound(f"{path} holds {len(entries):,} files, more than a bag may ({MOST_FILES:,})")
    total = sum(entry.file_size for entry in entries)
    if total > max(ALWAYS_READ, MOST_RATIO * path.stat().st_size):
        raise DamageFound(
            f"{path} says that it unpacks to {total:,} bytes, more than {MOST_RATIO} times its size. It is not read; "
            "if you trust it, unpack it and name the folder"
        )


def _check_name(entry: zipfile.ZipInfo) -> None:
    """Refuse names that lead out of the bag where another program unpacks it; those of folders, too."""
    name = entry.filename.removesuffix("/") if entry.is_dir() else entry.filename
    if "\\" in entry.orig_filename or "\0" in entry.orig_filename or {"", ".", ".."} & {*name.split("/")}:
        raise DamageFound(f"the zip holds {entry.filename!r}, a path that leads out of it")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    """Refuse links, and what only some programs can read."""
    name = entry.filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise DamageFound(f"the zip holds {name!r}, which is a link or no regular file")
    if entry.flag_bits & 0x1 or entry.compress_type not in _METHODS:
        raise DamageFound(f"the zip holds {name!r} encrypted, or packed in a way that is not read")


def _base(names: list[str]) -> str:
    """The folder that everything lies in, with its slash; empty when the bag has none."""
    if "bagit.txt" in names or not names:
        return ""
    base = names[0].partition("/")[0] + "/"
    if not all(name.startswith(base) for name in names):
        raise DamageFound("the zip holds more than one folder, and a bag is one")
    return base


def read_whole(bag: Bag, path: str, *, most: int) -> bytes:
    """A file of at most so many bytes; DamageFound when it is longer or cannot be read."""
    with closing_damage(path), bag.open(path) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise DamageFound(f"{path} is longer than the {most:,} bytes that it may have")
    return content


@contextlib.contextmanager
def closing_damage(path: str) -> Iterator[None]:
    """Turn what reading a damaged file raises into DamageFound."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise DamageFound(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None
