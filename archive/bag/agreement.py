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
from typing import Any, BinaryIO

from archive.bag.citations import Group, citation_groups
from archive.bag.contents import CITATIONS, TABLE
from archive.bag.opened import Bag, closing_damage, read_whole
from archive.bag.query import Asked
from archive.bag.shelf import Shelf
from archive.errors import DamageFound, MunimentError
from archive.export.series import Series
from archive.fixity import Finding
from archive.plugins import registered
from archive.version import AGENT

_MOST = 1 << 30


class _Compared:
    """One file of a bag, held against what would be written into it; `fault` says where they first differ."""

    def __init__(self, bag: Bag, path: str, series: Series) -> None:
        self.path, self.fault = path, ""
        self._series, self._count, self._line = series, 0, 1
        self._held: BinaryIO | None = None
        try:
            self._held = bag.open(f"data/{path}")
        except DamageFound as damage:
            self.fault = str(damage)

    def add(self, entry: bytes) -> None:
        """The next entry that should stand there."""
        self._expect(self._series.before(self._count) + entry)
        self._count += 1

    def finish(self) -> None:
        """After the last entry the file should end."""
        self._expect(self._series.after(self._count))
        if not self.fault and self._read(1):
            self._differs()

    def close(self) -> None:
        """Close the file of the bag."""
        if self._held:
            self._held.close()

    def _expect(self, data: bytes) -> None:
        if self.fault:
            return
        found = self._read(len(data))
        if found != data and not self.fault:
            same = next((at for at, (a, b) in enumerate(zip(found, data, strict=False)) if a != b), len(found))
            self._line += data[:same].count(10)
            self._differs()
        self._line += data.count(10)

    def _read(self, size: int) -> bytes:
        try:
            with closing_damage(self.path):
                return self._held.read(size) if self._held else b""
        except DamageFound as damage:
            self.fault = str(damage)
            return b""

    def _differs(self) -> None:
        self.fault = f"from line {self._line} on it does not say what the records say"


def disagreements(bag: Bag, shelf: Shelf, asked: Asked) -> Iterator[Finding]:
    """A finding for each file of citations, and for the table, that does not agree with the records."""
    if asked.software != AGENT:
        yield from _by_digests(bag, shelf)
        return
    known = [style for style in asked.styles if style in registered("muniment.styles")]
    try:
        groups = citation_groups(known)
    except MunimentError as error:
        raise DamageFound(str(error)) from None
    for group in groups:
        yield from _differing(bag, shelf, group)


def _differing(bag: Bag, shelf: Shelf, group: Group) -> Iterator[Finding]:
    """The files of a group, which are written again together, as they were."""
    with contextlib.ExitStack() as leaving:
        compared = [_Compared(bag, path, series) for path, series in group.files.items()]
        for one in compared:
            leaving.callback(one.close)
        for entries in group.entries(shelf):
            for one, entry in zip(compared, entries, strict=True):
                one.add(entry)
        for one in compared:
            one.finish()
            if one.fault:
                yield _finding(one.path, one.fault)


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
