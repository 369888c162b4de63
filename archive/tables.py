"""Tables of metadata: CSV, JSON lines and TOML files as rows whose cells know where they stand.

CSV is read as spreadsheets write it: in UTF-8, UTF-16 or an older encoding, with or without a byte order mark, cells
parted by commas, semicolons or tabs, maybe after a line `sep=;`. Rows are counted as a spreadsheet shows them.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from archive.errors import ExtractionFailed, InvalidValue
from archive.extract.encoding import decode

DELIMITERS = ",;\t"
MOST_PARTS = 100
"""Parts of a dotted key in TOML. The time to read one grows with their square: 100,000 would take minutes."""
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_STATED_DELIMITER = re.compile(r"sep=([,;|\t])\r?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: where it stands (`row 3`), its cells by the name of their column, and why it is no row, if so."""

    place: str
    cells: Mapping[str, Any]
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a file. `columns` holds the heading of a CSV file, and nothing where each row names its own."""

    name: str
    rows: Iterator[Row]
    columns: tuple[str, ...] = ()
    heading: str = ""

    def at(self, place: str, column: str | None = None) -> str:
        """A place in words, with the letter by which a spreadsheet shows the column: `a.csv row 3, column date (C)`."""
        where = f"{self.name} {place}".rstrip()
        if column is None:
            return where
        letter = f" ({column_letter(self.columns.index(column))})" if column in self.columns else ""
        return f"{where}, column {' '.join(column.split())}{letter}"


def column_letter(index: int) -> str:
    """The name that spreadsheets give to a column counted from 0: A to Z, AA and so on."""
    letters = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        letters = chr(ord("A") + rest) + letters
        index -= 1
    return letters


def read_table(path: Path) -> Table:
    """The table in a file. InvalidValue when the file cannot be read, is no table, or has no rows."""
    readers: dict[str, Callable[[str, str], Table]] = {
        ".csv": _csv_table, ".tsv": _csv_table, ".jsonl": jsonl_table, ".toml": _toml_table,
    }  # fmt: skip
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InvalidValue(f"{path}: a metadata file is a .csv, .tsv, .jsonl or .toml file")
    text = read_text(path)
    if not text.strip():
        raise InvalidValue(f"{path} is empty")
    return reader(path.name, text)


def read_text(path: Path) -> str:
    """The text of a file in whatever encoding it is; InvalidValue when it cannot be read."""
    try:
        return decode(path.read_bytes())[0]
    except OSError as error:
        raise InvalidValue(f"{path} cannot be read: {error.strerror}") from None
    except ExtractionFailed as error:
        raise InvalidValue(f"{path} cannot be read: {error}") from None


def read_toml(name: str, text: str) -> dict[str, Any]:
    """The table in a TOML text; InvalidValue when it is none."""
    if any(line.count(".") > MOST_PARTS and _QUOTED.sub("", line).count(".") > MOST_PARTS for line in text.split("\n")):
        raise InvalidValue(f"{name} has a key of more than {MOST_PARTS} parts, which is no name of a field")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidValue(f"{name} is not TOML: {error}") from None


def _csv_table(name: str, text: str) -> Table:
    stated = _STATED_DELIMITER.match(text)
    text = text[stated.end() :] if stated else text
    delimiter = stated[1] if stated else max(DELIMITERS, key=lambda one: _cells_of_heading(text, one))
    lines = _lines(text, delimiter)
    place, cells, problem = next(lines)
    if problem:
        raise InvalidValue(f"{name} {place}: {problem}")
    columns = _heading(name, place, cells)
    first = next(lines, None)
    if first is None:
        raise InvalidValue(f"{name} is empty: it has a heading and no rows")
    rows = (_csv_row(columns, *line) for line in chain([first], lines))
    return Table(name=name, rows=rows, columns=columns, heading=place)


def _cells_of_heading(text: str, delimiter: str) -> int:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return next((len(cells) for cells in rows if any(cell.strip() for cell in cells)), 0)
    except csv.Error:
        return 0


def _lines(text: str, delimiter: str) -> Iterator[tuple[str, list[str], str | None]]:
    """Place, cells and problem of each line that is not blank; a line that cannot be read is the last."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(rows, 1):
            if any(cell.strip() for cell in cells):
                yield f"row {number}", cells, None
    except csv.Error as error:
        yield f"row {number + 1}", [], f"this is no CSV: {error}"


def _heading(name: str, place: str, cells: list[str]) -> tuple[str, ...]:
    names = tuple(cell.strip() for cell in cells)
    twice = [index for index, one in enumerate(names) if one and one in names[:index]]
    if twice:
        raise InvalidValue(f"{name} {place}, column {column_letter(twice[0])}: {names[twice[0]]!r} stands there twice")
    return names


def _csv_row(columns: tuple[str, ...], place: str, cells: list[str], problem: str | None) -> Row:
    """Cells beyond the heading, or below an empty one, are passed over when they are empty: spreadsheets leave such."""
    nameless = [index for index, cell in enumerate(cells) if cell.strip() and not "".join(columns[index : index + 1])]
    if nameless:
        problem = f"column {column_letter(nameless[0])} holds {cells[nameless[0]]!r} and has no heading"
    return Row(place=place, problem=problem,
               cells={name: cell for name, cell in zip(columns, cells, strict=False) if name})  # fmt: skip


def jsonl_table(name: str, text: str) -> Table:
    """The table in a text of JSON lines; a line that is no object is a row with a problem."""
    lines = ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    return Table(name=name, rows=(_json_row(f"line {number}", line) for number, line in lines))


def _json_row(place: str, line: str) -> Row:
    try:
        cells = json.loads(line, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        return Row(place=place, cells={}, problem=f"this is not JSON: {error}")
    if not isinstance(cells, dict):
        return Row(place=place, cells={}, problem="this is not a JSON object")
    return Row(place=place, cells=cells)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) < len(pairs):
        raise ValueError("a key stands there twice")
    return held


def _toml_table(name: str, text: str) -> Table:
    table = read_toml(name, text)
    documents = table.get("document", [table])
    if not isinstance(documents, list) or not documents or not all(isinstance(row, dict) for row in documents):
        raise InvalidValue(f"{name}: a TOML metadata file holds [[document]] tables, each with a `file`")
    rows = (Row(place=f"document {number}", cells=cells) for number, cells in enumerate(documents, 1))
    return Table(name=name, rows=rows)
