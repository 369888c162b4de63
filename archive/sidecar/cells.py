"""The cells of a row → texts by field, with a fault for each cell that its field cannot hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from archive.errors import InvalidValue
from archive.faults import Faults
from archive.fields import FIELDS
from archive.given import LANGUAGE, check_texts
from archive.several import parted
from archive.sidecar.columns import FILE, field_of
from archive.tables import Row, Table

Texts = dict[str, list[str]]
SEVERAL = frozenset({LANGUAGE, *(name for name, field in FIELDS.items() if field.repeats)})
OTHER_PARTING = "||"
"""By which DSpace parts values, beside the `;` of spreadsheets."""


class CellReader:
    """Reads the rows of one table. What is wrong with a CSV file's heading is said once and not for every row."""

    def __init__(self, table: Table, faults: Faults) -> None:
        self._table = table
        self._faults = faults
        self._of_heading = self._fields(table.heading, table.columns) if table.columns else None

    @property
    def has_file(self) -> bool:
        """Whether a row may name a file: its heading does, or each row has its own columns."""
        return self._of_heading is None or FILE in self._of_heading.values()

    def texts(self, row: Row) -> Texts:
        """The texts of each field that a row states something of."""
        fields = self._fields(row.place, row.cells) if self._of_heading is None else self._of_heading
        held: Texts = {}
        for column, value in row.cells.items():
            if column in fields:
                held.setdefault(fields[column], []).extend(self._checked(row, column, fields[column], value))
        return {field: texts for field, texts in held.items() if texts}

    def _fields(self, place: str, columns: Iterable[str]) -> dict[str, str]:
        """The field of each column that names one."""
        fields: dict[str, str] = {}
        for column in filter(None, columns):
            try:
                field = field_of(column)
                _check_free(field, [other for other, taken in fields.items() if taken == field])
                fields[column] = field
            except InvalidValue as error:
                self._faults.add(self._table.at(place, column), error)
        return fields

    def _checked(self, row: Row, column: str, field: str, value: Any) -> list[str]:
        try:
            texts = _texts(value, several=field in SEVERAL)
            if field != FILE:
                check_texts(field, texts)
        except InvalidValue as error:
            self._faults.add(self._table.at(row.place, column), error)
            return []
        return texts


def _check_free(field: str, others: list[str]) -> None:
    if others and field not in SEVERAL:
        raise InvalidValue(f"it names the {field}, as the column {others[0]} does, and a document has one")


def _texts(value: Any, *, several: bool) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in _texts(item, several=False)]
    if isinstance(value, (dict, bool)):
        raise InvalidValue(f"{'a table' if isinstance(value, dict) else value} is not a text")
    text = "" if value is None else str(value).strip()
    if several:
        return [one for part in text.split(OTHER_PARTING) for one in parted(part)]
    return [text] if text else []
