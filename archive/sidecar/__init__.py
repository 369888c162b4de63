"""Sidecars: files of metadata that come with documents.

A table describes several files, a row each: CSV, JSON lines or TOML, whose column `file` names the file by a path as
given to `add`, the end of one, or a bare name. `letter.pdf.toml` beside `letter.pdf` describes that file alone
(`archive.sidecar.beside`). Columns are named as fields or as terms of Dublin Core (`archive.sidecar.columns`); those
that may repeat take several values parted by `;`. A table is checked whole before anything is added.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from archive.faults import Faults
from archive.given import Given, given
from archive.sidecar.cells import CellReader, Texts
from archive.sidecar.columns import FILE
from archive.tables import Table, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class _Described:
    """What a row says, checked, and where it stands."""

    place: str
    texts: Texts


class Sidecar:
    """The rows of a table by the file they describe."""

    def __init__(self, rows: Mapping[str, _Described]) -> None:
        self._rows = rows
        self._used: set[str] = set()

    def find(self, path: str) -> Given | None:
        """What the table gives for a file: the row whose name is the longest ending of its path."""
        name = self.meet(path)
        if name is None:
            return None
        row = self._rows[name]
        return given(row.texts, basis="sidecar", place=row.place)

    def meet(self, path: str) -> str | None:
        """Note that a file is there; gives the name that its row has, if it has one."""
        parts = PurePath(path).parts
        names = (_named(str(PurePath(*parts[first:]))) for first in range(len(parts)))
        name = next((name for name in names if name in self._rows), None)
        if name is not None:
            self._used.add(name)
        return name

    @property
    def unused(self) -> list[str]:
        """The files of rows that no file was met for."""
        return [name for name in self._rows if name not in self._used]


def _named(path: str) -> str:
    """A path as rows and files are compared: some systems take the accents of file names apart (NFD)."""
    bare = path not in ("", ".") and "/" not in path and "\\" not in path  # most are, and a table may have a million
    return unicodedata.normalize("NFC", path if bare else str(PurePath(path)))


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar in a file; InvalidValue lists what is wrong in it, each with row and column."""
    table, faults = read_table(path), Faults()
    rows: dict[str, _Described] = {}
    for file, row in _described(table, faults):
        if file in rows:
            faults.add(row.place, f"{file} is described twice; first in {rows[file].place}")
        rows.setdefault(file, row)
    faults.refuse("nothing was added")
    return Sidecar(rows)


def _described(table: Table, faults: Faults) -> Iterator[tuple[str, _Described]]:
    """The file that each row describes and what it says of it, as far as that is sound."""
    cells = CellReader(table, faults)
    if table.columns and not cells.has_file:
        faults.add(table.at(table.heading), f"there is no column `{FILE}`")
    for row in table.rows:
        where = table.at(row.place)
        if row.problem:
            faults.add(where, row.problem)
            continue
        texts = cells.texts(row)
        file = texts.pop(FILE, [])
        if len(file) == 1:
            yield _named(file[0]), _Described(place=where, texts=texts)
        elif cells.has_file:
            faults.add(where, f"`{FILE}` is missing or empty" if not file else f"`{FILE}` names {len(file)} files")
