"""A file's own sidecar: `letter.pdf.toml` beside `letter.pdf`, fields at its top level.

It is read when its file is reached, so that hundreds of thousands of them need not be read before the first file is
added; what is wrong in one keeps its file, and no other, from being added.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from archive.errors import InvalidValue
from archive.faults import Faults
from archive.given import Given, given
from archive.sidecar.cells import CellReader
from archive.sidecar.columns import FILE
from archive.tables import Row, Table, read_text, read_toml

ENDING = ".toml"
LARGEST = 1_000_000
"""Bytes of an own sidecar, which is read while its file is added."""


def described_by(name: str) -> str | None:
    """The name of the file that a file of this name would describe; None when it is named like no sidecar.

    A file without an ending of its own has no sidecar: `config.toml` beside `config` is a document.
    """
    if not name.lower().endswith(ENDING):
        return None
    described = name[: -len(ENDING)]
    return described if Path(described).suffix else None


def read_own(path: Path) -> Given:
    """What a file's own sidecar gives; InvalidValue lists what is wrong in it."""
    row, faults = Row(place="", cells=_table(path)), Faults()
    texts = CellReader(Table(name=path.name, rows=iter([row])), faults).texts(row)
    file = texts.pop(FILE, [])
    if file and Path(file[0]).name != described_by(path.name):
        faults.add(path.name, f"`{FILE}` names another file than {described_by(path.name)}")
    faults.refuse(f"{path.name} is not used")
    return given(texts, basis="sidecar", place=path.name)


def _table(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST:
            raise InvalidValue(f"{path} has more than {LARGEST:,} bytes, which is no description of one file")
    except OSError as error:
        raise InvalidValue(f"{path} cannot be read: {error.strerror}") from None
    return read_toml(path.name, read_text(path))
