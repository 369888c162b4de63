"""CSV for spreadsheets: RFC 4180, UTF-8 with a byte order mark, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterable
from typing import BinaryIO

from archive.export.flat import PUBLIC_FIELDS, Json, flat
from archive.export.series import Series
from archive.record import Record
from archive.several import joined

# Excel, LibreOffice and Google Sheets evaluate a cell that begins with one of these (OWASP, "CSV Injection").
_FORMULA_STARTS = frozenset("=+-@\t\r\n\u2212")


class CsvExporter:
    """A .csv file: a header, then a row a record, in the columns of `PUBLIC_FIELDS`."""

    name = "csv"
    extension = "csv"

    def export(self, records: Iterable[Record], out: BinaryIO) -> None:
        """Write the rows one by one."""
        SERIES.write(out, map(entry, records))


def entry(record: Record) -> bytes:
    """The row of a record."""
    return _row(guarded(cell(value)) for value in flat(record).values())


def _row(cells: Iterable[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()


SERIES = Series(head=codecs.BOM_UTF8 + _row(field.name for field in PUBLIC_FIELDS))
"""The byte order mark and the header, then the rows."""


def guarded(cell: str) -> str:
    """The cell, after an apostrophe when a spreadsheet would take it for a formula.

    Full-width and small forms count as the characters they stand for (NFKC). A cell that has such apostrophes already
    gets one more, so that `unguarded` gives back every cell as it was.
    """
    return f"'{cell}" if _is_formula(cell.lstrip("'")) else cell


def unguarded(cell: str) -> str:
    """The cell without the apostrophe that `guarded` put before it."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell.lstrip("'")) else cell


def _is_formula(cell: str) -> bool:
    return unicodedata.normalize("NFKC", cell[:1]) in _FORMULA_STARTS


def cell(value: Json) -> str:
    """Several values in one cell are parted by `; `; a language is its tag and its share with two decimals."""
    if isinstance(value, list):
        return joined(entry if isinstance(entry, str) else f"{entry['tag']} {entry['share']:.2f}" for entry in value)
    return "" if value is None else str(value)
