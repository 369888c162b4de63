"""Sidecars: a CSV, JSONL or TOML file that describes several files, one row each.

The column `file` names the file: a path as given to `add`, the end of one, or a bare name. The other columns are the
fields of archive.fields and `language`; creator, tag and language take several values parted by `;`. Everything is
checked before anything is added.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

from archive.errors import InvalidValue
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
            name = str(PurePath(*parts[first:]))
            if name in self._rows:
                self._used.add(name)
                return self._rows[name]
        return None

    @property
    def unused(self) -> list[str]:
        """The files of rows that `find` never returned."""
        return [name for name in self._rows if name not in self._used]


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
    rows: dict[str, Given] = {}
    for place, row in reader(text):
        where = f"{path.name} {place}"
        name, checked = _checked_row(row, where)
        if name in rows:
            raise InvalidValue(f"{where}: {name} is described twice")
        rows[name] = checked
    return Sidecar(rows)


def _checked_row(row: Mapping[str, Any], where: str) -> tuple[str, Given]:
    pairs = {str(column).strip(): _texts(str(column).strip(), value, where) for column, value in row.items()}
    file = pairs.pop(FILE_COLUMN, [])
    if not file:
        raise InvalidValue(f"{where}: there is no column `{FILE_COLUMN}`, or it is empty")
    unknown = [column for column in pairs if column not in FIELDS and column != LANGUAGE]
    if unknown:
        known = ", ".join([FILE_COLUMN, *FIELDS, LANGUAGE])
        raise InvalidValue(f"{where}: there is no field {unknown[0]!r}; the columns may be: {known}")
    stated = {column: texts for column, texts in pairs.items() if texts}
    try:
        return str(PurePath(file[0])), given(stated, basis="sidecar", place=where)
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
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            if None in row:
                raise InvalidValue(f"row {reader.line_num} has more cells than the heading has columns")
            yield f"row {reader.line_num}", row
    except csv.Error as error:
        raise InvalidValue(f"row {reader.line_num}: {error}") from None


def _jsonl_rows(text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise InvalidValue(f"line {number} is not JSON: {error}") from None
            if not isinstance(row, dict):
                raise InvalidValue(f"line {number} is not a JSON object")
            yield f"line {number}", row


def _toml_rows(text: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidValue(f"not TOML: {error}") from None
    documents = table.get("document", [table] if FILE_COLUMN in table else [])
    if not isinstance(documents, list) or not documents:
        raise InvalidValue("a TOML metadata file holds [[document]] tables, each with a `file`")
    for number, row in enumerate(documents, 1):
        yield f"document {number}", row
