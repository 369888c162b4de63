"""The names of files attached to a document, as they are recorded: without folders, each one once."""

from __future__ import annotations

import mimetypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

LONGEST_NAME = 200
_DRIVE = re.compile(r"\A(?:[^\W\d_]:\s*)+")
"""A letter for a disk: on Windows, `c:plan.pdf` is a path too."""


def names(given: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A name for each pair of a given name, maybe empty, and a media type: `attachment 2.pdf`, `plan (2).pdf`."""
    taken: set[str] = set()
    counts: Counter[str] = Counter()
    for number, (name, media_type) in enumerate(given, 1):
        plain = _plain(name) or f"attachment {number}{mimetypes.guess_extension(media_type) or ''}"
        free = plain
        while free in taken:
            counts[plain] += 1
            free = _numbered(plain, counts[plain] + 1)
        taken.add(free)
        yield free


def _plain(name: str) -> str:
    """The last part of a path, without characters that do not print."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(character for character in last if unicodedata.category(character)[0] != "C")
    kept = _DRIVE.sub("", unicodedata.normalize("NFC", " ".join(shown.split()))[-LONGEST_NAME:]).lstrip()
    return kept if kept.strip(". ") else ""


def _numbered(name: str, count: int) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem} ({count}).{suffix}" if dot and stem else f"{name} ({count})"
