"""CSV for spreadsheets: RFC 4180, UTF-8 with a byte order mark, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import codecs
import csv
import unicodedata
from collections.abc import Iterable
from typing import BinaryIO

from archive.export.flat import PUBLIC_FIELDS, Json, flat
from archive.record import Record

# Excel, LibreOffice and Google Sheets evaluate a cell that begins with one of these (OWASP, "CSV Injection").
_FORMULA_STARTS = frozenset("=+-@\t\r\n\u2212")


class CsvExporter:
    """A .csv file: a header, then a row a record, in the columns of `PUBLIC_FIELDS`."""

    name = "csv"
    extension = "csv"

    def export(self, records: Iterable[Record], out: BinaryIO) -> None:
        """Write the rows one by one."""
        out.write(codecs.BOM_UTF8)
        rows = csv.writer(codecs.getwriter("utf-8")(out), lineterminator="\r\n")
        rows.writerow(field.name for field in PUBLIC_FIELDS)
        for record in records:
            rows.writerow(guarded(_cell(value)) for value in flat(record).values())


def guarded(cell: str) -> str:
    """The cell, after an apostrophe when a spreadsheet would take it for a formula.

    Full-width and small forms count as the characters they stand for (NFKC).
    """
    first = unicodedata.normalize("NFKC", cell[:1])
    return f"'{cell}" if first in _FORMULA_STARTS else cell


def _cell(value: Json) -> str:
    """Several values in one cell are parted by `; `; a language is its tag and its share with two decimals."""
    if isinstance(value, list):
        return "; ".join(_entry(entry) for entry in value)
    return "" if value is None else str(value)


def _entry(entry: str | dict[str, str | float]) -> str:
    return entry if isinstance(entry, str) else f"{entry['tag']} {entry['share']:.2f}"
