"""Whether the citations and the table of a bundle say what its records say.

A bundle of this version of muniment is held against what the records give when written again, byte for byte. One of
another version may be worded otherwise: there the IDs and digests of table and CSL-JSON are compared.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from archive.bag.citations import citation_files
from archive.bag.contents import CITATIONS, TABLE
from archive.bag.opened import Bag, closing_damage, read_whole
from archive.bag.query import Asked
from archive.bag.shelf import Shelf
from archive.errors import DamageFound, MunimentError
from archive.fixity import Finding
from archive.plugins import registered
from archive.version import AGENT

_MOST = 1 << 30


class _Differs(Exception):
    """At which line what is written again is not what was read."""


class _Compared(io.RawIOBase):
    """Takes what would be written and holds it against what a file has."""

    def __init__(self, held: BinaryIO) -> None:
        self._held = held
        self._line = 1

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        found = self._held.read(len(data))
        if found != data:
            same = next((at for at, (a, b) in enumerate(zip(found, data, strict=False)) if a != b), len(found))
            raise _Differs(f"line {self._line + bytes(data[:same]).count(10)}")
        self._line += bytes(data).count(10)
        return len(data)

    def finish(self) -> None:
        if self._held.read(1):
            raise _Differs(f"line {self._line}")


def disagreements(bag: Bag, shelf: Shelf, asked: Asked) -> Iterator[Finding]:
    """A finding for each file of citations, and for the table, that does not agree with the records."""
    if asked.software != AGENT:
        yield from _by_digests(bag, shelf)
        return
    known = [style for style in asked.styles if style in registered("muniment.styles")]
    try:
        files = list(citation_files(known))
    except MunimentError as error:
        raise DamageFound(str(error)) from None
    for path, write in files:
        try:
            with closing_damage(path), bag.open(f"data/{path}") as held:
                compared = _Compared(held)
                write(shelf, cast(BinaryIO, compared))
                compared.finish()
        except _Differs as found:
            yield _finding(path, f"from {found} on it does not say what the records say")
        except DamageFound as damage:
            yield _finding(path, str(damage))


def _finding(path: str, detail: str) -> Finding:
    return Finding(code="citations-differ" if path != TABLE else "table-differs", path=f"data/{path}", detail=detail)


def _by_digests(bag: Bag, shelf: Shelf) -> Iterator[Finding]:
    wanted = [(record.id, record.original.digest) for record in shelf]
    items = f"{CITATIONS}/citations.json"
    for path, read in ((TABLE, _of_table), (items, _of_items)):
        found: list[tuple[Any, Any]] | None = None
        with contextlib.suppress(ValueError, TypeError, KeyError, csv.Error, DamageFound, RecursionError):
            found = read(read_whole(bag, f"data/{path}", most=_MOST).decode("utf-8-sig"))
        if found != wanted:
            yield _finding(path, "its IDs and digests are not those of the records")


def _of_table(text: str) -> list[tuple[Any, Any]]:
    return [(row["id"], row["sha256"]) for row in csv.DictReader(io.StringIO(text, newline=""))]


def _of_items(text: str) -> list[tuple[Any, Any]]:
    return [(item["id"], item["custom"]["sha256"]) for item in json.loads(text)]
