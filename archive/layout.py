"""Where things lie in an archive folder. docs/formats.md describes the same for readers without the program."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive import durable
from archive.errors import ArchiveNotFound, FormatTooNew

FORMAT_VERSION = 1
CONFIG_NAME = "muniment.toml"

_CONFIG = """\
# A muniment archive. README.txt beside this file says how to read it without the program.
format = {format}
digest = "sha256"
engine = "{engine}"
"""

_README = """\
This folder is an archive of documents. It needs no program to be read.

originals/ab/<sha256>   the files exactly as they were received, named by the SHA-256 of their bytes
                        (ab is the first two digits). Check them all with:
                        find originals -type f |
                        while read f; do echo "$(basename "$f")  $f"; done | sha256sum -c --quiet
texts/ab/<sha256>       the text read from an original, UTF-8, named by the SHA-256 of its bytes
records/000/000/        one JSON file for each thing that happened, numbered from 000000001. Each holds the whole
                        description of one document after the event, the digests of its original and text, and in
                        "previous" the SHA-256 of the record file before it. The highest number for an "id" is how
                        that document stands now. Nothing here is ever changed after it was written.
collections/ saved/     notes on collections, and saved searches: a small file each, with its name in it
muniment.toml           the version of this layout and the archive's settings
cache/                  catalogue and search index, made from the records: it can be deleted at any time
tmp/ lock               used while something is being added

Offsets in a record ("start", "end") count characters (Unicode code points) of the text file.
"""


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one archive folder."""

    root: Path

    @property
    def config(self) -> Path:
        return self.root / CONFIG_NAME

    @property
    def tmp(self) -> Path:
        return self.root / "tmp"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def catalogue(self) -> Path:
        return self.root / "cache" / "catalogue.sqlite"

    @property
    def duplicates(self) -> Path:
        return self.root / "cache" / "duplicates.sqlite"

    def original(self, digest: str) -> Path:
        return self.root / f"originals/{digest[:2]}/{digest}"

    def text(self, digest: str) -> Path:
        return self.root / f"texts/{digest[:2]}/{digest}"

    def record(self, seq: int) -> Path:
        digits = f"{seq:09d}"
        return self.root / f"records/{digits[:3]}/{digits[3:6]}/{digits}.json"

    def last_record(self) -> int:
        """The highest number of a record, 0 when there is none."""
        numbers = (
            int(path.stem)
            for millions in _descending(self.root / "records")
            for thousands in _descending(millions)
            for path in _descending(thousands)
            if path.suffix == ".json" and path.stem.isascii() and path.stem.isdecimal()
        )
        return next(numbers, 0)

    def index(self, engine: str) -> Path:
        return self.root / "cache" / "index" / engine


def _descending(folder: Path) -> Iterator[Path]:
    """What a folder holds, the highest name first; nothing when it is no folder."""
    if folder.is_dir():
        yield from sorted(folder.iterdir(), reverse=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What muniment.toml says."""

    format: int
    engine: str


_FOLDERS = ("originals", "texts", "records", "cache", "tmp")


def is_unfinished(root: Path) -> bool:
    """Whether a folder holds nothing but what an interrupted `create` leaves."""
    if any(path.name not in (*_FOLDERS, "README.txt") for path in root.iterdir()):
        return False
    kept = (root / folder for folder in _FOLDERS if folder != "tmp")
    return not any(folder.is_dir() and any(folder.iterdir()) for folder in kept)


def create(root: Path, *, engine: str) -> Layout:
    """Lay out an empty archive in `root`. The settings file comes last: with it the folder is an archive."""
    layout = Layout(root)
    with durable.storage_errors(root):
        for folder in _FOLDERS:
            (root / folder).mkdir(parents=True, exist_ok=True)
    _write(layout, root / "README.txt", _README)
    durable.flush(root)
    _write(layout, layout.config, _CONFIG.format(format=FORMAT_VERSION, engine=engine))
    durable.flush(root)
    return layout


def _write(layout: Layout, path: Path, text: str) -> None:
    """A whole file or none, which its owner may change; one that is there stays as it is."""
    staged = durable.stage(layout.tmp, [text.encode("utf-8")])
    staged.chmod(0o644)
    durable.place(staged, path)


def write_settings(layout: Layout, *, engine: str) -> None:
    """Put new settings in the place of the old ones, whole or not at all."""
    durable.put(layout.config, _CONFIG.format(format=FORMAT_VERSION, engine=engine).encode("utf-8"), tmp=layout.tmp)


def read_settings(layout: Layout) -> Settings:
    """The settings; ArchiveNotFound when the folder is none, FormatTooNew when a later muniment wrote it."""
    try:
        table = tomllib.loads(layout.config.read_text("utf-8"))
        settings = Settings(format=int(table["format"]), engine=str(table.get("engine", "whoosh")))
    except (FileNotFoundError, NotADirectoryError):
        raise ArchiveNotFound(
            f"{layout.root} is not an archive: it holds no {CONFIG_NAME}. Make one with `muniment init {layout.root}`"
        ) from None
    except OSError as error:
        raise ArchiveNotFound(f"{layout.config} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, UnicodeDecodeError) as error:
        raise ArchiveNotFound(
            f"{layout.config} cannot be read ({error}); it must say `format = {FORMAT_VERSION}`"
        ) from None
    if settings.format > FORMAT_VERSION:
        raise FormatTooNew(
            f"{layout.root} has format {settings.format}, and this muniment knows formats up to {FORMAT_VERSION}: "
            "use a newer muniment"
        )
    return settings


def find(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that is an archive."""
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / CONFIG_NAME).is_file():
            return folder
    return None
