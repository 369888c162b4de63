"""Sidecars: a CSV, JSONL or TOML file that describes several files, one row each.

The column `file` names the file: a path as given to `add`, the end of one, or a bare name. The other columns are the
fields of archive.fields and `language`; creator, tag, collection and language take several values parted by `;`. Everything is
checked before anything is added.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

from archive.errors import ExtractionFailed, InvalidValue
from archive.extract.encoding import decode
from archive.fields import FIELDS
from archive.given import LANGUAGE, Given, given

FILE_COLUMN = "file"
_SPLIT = frozenset({LANGUAGE, *(name for name, field in FIELDS.items() if field.repeats)})


class Sidecar:
    """The rows of a sidecar by the file they describe."""

    def __init__(self, rows: Mapping[str, Given]) -> None:
        self._rows = rows
        self._used: set[str] = set()

    def find(self, path: str) -> Given | None:
        """What the sidecar gives for a file: the row whose name is the longest ending of its path."""
        parts = PurePath(path).parts
        for first in range(len(parts)):
            name = _named(str(PurePath(*parts[first:])))
            if name in self._rows:
                self._used.add(name)
                return self._rows[name]
        return None

    @property
    def unused(self) -> list[str]:
        """The files of rows that `find` never returned."""
        return [name for name in self._rows if name not in self._used]


def _named(path: str) -> str:
    """A path as rows and files are compared: some systems take the accents of file names apart (NFD)."""
    return unicodedata.normalize("NFC", str(PurePath(path)))


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar in a file; InvalidValue says in which row and column something is wrong."""
    readers: dict[str, Callable[[str], Iterator[tuple[str, Mapping[str, Any]]]]] = {
        ".csv": _csv_rows, ".jsonl": _jsonl_rows, ".toml": _toml_rows,
    }  # fmt: skip
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InvalidValue(f"{path}: a metadata file is a .csv, .jsonl or .toml file")
    try:
        text, _ = decode(path.read_bytes())
    except OSError as error:
        raise InvalidValue(f"{path} cannot be read: {error.strerror}") from None
    except ExtractionFailed as error:
        raise InvalidValue(f"{path} cannot be read: {error}") from None
    try:
        return Sidecar(_checked_rows(reader(text), path.name))
    except _NotRows as error:
        raise InvalidValue(f"{path.name}: {error}") from None


class _NotRows(Exception):
    """The file is not what its ending says."""


def _checked_rows(found: Iterator[tuple[str, Mapping[str, Any]]], file: str) -> dict[str, Given]:
    rows: dict[str, Given] = {}
    for place, row in found:
        where = f"{file} {place}"
        name, checked = _checked_row(row, where)
        if name in rows:
            raise InvalidValue(f"{where}: {name} is described twice")
        rows[name] = checked
    return rows


def _checked_row(row: Mapping[str, Any], where: str) -> tuple[str, Given]:
    pairs = {str(column).strip(): _texts(str(column).strip(), value, where) for column, value in row.items()}
    file = pairs.pop(FILE_COLUMN, [])
    if not file:
        raise InvalidValue(f"{where}: there is no column `{FILE_COLUMN}`, or it is empty")
    if len(file) > 1:
        raise InvalidValue(f"{where}: {FILE_COLUMN} names {len(file)} files, and a row describes one")
    unknown = [column for column in pairs if column not in FIELDS and column != LANGUAGE]
    if unknown:
        known = ", ".join([FILE_COLUMN, *FIELDS, LANGUAGE])
        raise InvalidValue(f"{where}: there is no field {unknown[0]!r}; the columns may be: {known}")
    stated = {column: texts for column, texts in pairs.items() if texts}
    try:
        return _named(file[0]), given(stated, basis="sidecar", place=where)
    except InvalidValue as error:
        raise InvalidValue(f"{where}: {error}") from None


def _texts(column: str, value: Any, where: str) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in _texts(column, item, where)]
    if isinstance(value, (dict, bool)):
        raise InvalidValue(f"{where}: {column} holds {value!r}, which is not a text")
    text = "" if value is None else str(value)
    parts = text.split(";") if column in _SPLIT else [text]
    return [part.strip() for part in parts if part.strip()]


def _csv_rows(text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Rows are counted as a spreadsheet shows them, the heading as row 1; blank rows are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    heading: list[str] | None = None
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if not any(cell.strip() for cell in cells):
                continue
            if heading is None:
                heading = _heading(cells)
            elif len(cells) > len(heading):
                raise _NotRows(f"row {number} has more cells than the heading has columns")
            else:
                yield f"row {number}", dict(zip(heading, cells, strict=False))
    except csv.Error as error:
        raise _NotRows(f"row {number + 1}: {error}") from None


def _heading(cells: list[str]) -> list[str]:
    names = [cell.strip() for cell in cells]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise _NotRows(f"row 1 has the column {twice[0]!r} twice")
    return names


def _jsonl_rows(text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise _NotRows(f"line {number} is not JSON: {error}") from None
            if not isinstance(row, dict):
                raise _NotRows(f"line {number} is not a JSON object")
            yield f"line {number}", row


def _toml_rows(text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _NotRows(f"it is not TOML: {error}") from None
    documents = table.get("document", [table] if FILE_COLUMN in table else [])
    if not isinstance(documents, list) or not documents or not all(isinstance(row, dict) for row in documents):
        raise _NotRows("a TOML metadata file holds [[document]] tables, each with a `file`")
    for number, row in enumerate(documents, 1):
        yield f"document {number}", row
