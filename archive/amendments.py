"""Amendments: an exported table that a person has edited, against the archive: what it changes, field by field.

A cell is compared with what the export writes, not with the value behind it, so that an untouched cell changes
nothing and its value keeps its basis. What a spreadsheet spoils (dates it reads its own way, `1E+05`, cells cut off) is
a fault with row and column; nothing is changed unless all of a table is sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.catalogue import Entry
from archive.errors import InvalidValue
from archive.export.csv import cell, unguarded
from archive.export.flat import PUBLIC_FIELDS, PublicField
from archive.export.inert import inert
from archive.faults import Faults
from archive.fields import FIELDS, check_language
from archive.given import LANGUAGE, Given, check_texts, given
from archive.record import Record
from archive.several import joined, parted
from archive.store import Store
from archive.tables import Row, Table, read_table

ID = "id"
RECORD = "record"
_PLURALS = {"creators": "creator", "tags": "tag", "languages": LANGUAGE}
_SPOILT = re.compile(r"#(?:NAME\?|VALUE!|REF!|N/A|DIV/0!|NUM!|NULL!|SPILL!|ERROR!|#+)|-?\d+(?:[.,]\d+)?E[+-]?\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of a document as a cell has it before and after; an empty cell is a field without a value."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What a row changes in a document. `seq` is the document's record that it was compared with."""

    place: str
    id: str
    seq: int
    filename: str
    changes: tuple[Change, ...]
    given: Given


def read_amendments(store: Store, path: Path, *, force: bool = False) -> Iterator[Amendment | None]:
    """For each row what it changes, None where that is nothing. InvalidValue, after the last row, lists the faults.

    A row of a document that was changed since the export is a fault, unless `force` is given: then what the person
    changed in the export is changed in the document as it is now, and nothing else of it.
    """
    if path.suffix.lower() not in (".csv", ".tsv"):
        raise InvalidValue(f"{path}: an edited export is a .csv or .tsv file")
    faults = Faults()
    reader = _Reader(store, read_table(path), faults, force=force)
    yield from reader.amendments()
    faults.refuse("nothing was changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column of the export: what the export writes in it, and the field that it edits, if any."""

    public: PublicField
    field: str | None

    def written(self, record: Record) -> str:
        return cell(self.public.read(record))


def _columns() -> dict[str, _Column]:
    """The columns by name; one that holds several values is also known by the name of its field."""
    columns: dict[str, _Column] = {}
    for public in PUBLIC_FIELDS:
        name = _PLURALS.get(public.name, public.name)
        columns[public.name] = _Column(public=public, field=name if name in FIELDS or name == LANGUAGE else None)
        columns[name] = columns[public.name]
    return columns


COLUMNS = _columns()


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, store: Store, table: Table, faults: Faults, *, force: bool) -> None:
        self._store = store
        self._table = table
        self._faults = faults
        self._force = force
        self._seen: dict[str, str] = {}
        self._check_heading()

    def _check_heading(self) -> None:
        held = [column for column in self._table.columns if column]
        for column in held:
            same = [other for other in held if COLUMNS.get(other) is COLUMNS.get(column)]
            if column not in COLUMNS:
                self._fault(self._table.heading, column, f"an export has no column {column!r}")
            elif same[0] != column:
                self._fault(self._table.heading, column, f"it is the column {same[0]} again")
        if ID not in held:
            self._fault(self._table.heading, None, f"there is no column `{ID}`, which says what a row is about")
        self._faults.refuse("nothing was changed")

    def _fault(self, place: str, column: str | None, message: object) -> None:
        self._faults.add(self._table.at(place, column), message)

    def amendments(self) -> Iterator[Amendment | None]:
        for row in self._table.rows:
            if row.problem:
                self._fault(row.place, None, row.problem)
                continue
            entry = self._entry(row)
            exported = self._exported(row, entry) if entry else None
            yield self._amendment(row, entry, exported) if entry and exported else None

    def _entry(self, row: Row) -> Entry | None:
        """The document that a row is about."""
        name = unguarded(str(row.cells.get(ID, "")).strip())
        found = self._store.catalogue.by_prefix(name, limit=1) if name else []
        if not found or found[0].id != name:
            hint = ": a spreadsheet has read it as a number" if _SPOILT.fullmatch(name) else ""
            self._fault(row.place, ID, f"no document has the ID {name!r}{hint}")
            return None
        if name in self._seen:
            self._fault(row.place, ID, f"{name} stands in {self._seen[name]} already")
            return None
        self._seen[name] = row.place
        return found[0]

    def _exported(self, row: Row, entry: Entry) -> Record | None:
        """The record that the row was written from; the latest one where the row does not say."""
        number = str(row.cells.get(RECORD, "")).strip()
        if not number or number == str(entry.seq):
            return self._store.record(entry.seq)
        history = self._store.catalogue.history(entry.id)
        if number not in map(str, history):
            self._fault(row.place, RECORD, f"{entry.id} has no record {number!r}")
            return None
        return self._store.record(int(number))

    def _amendment(self, row: Row, entry: Entry, exported: Record) -> Amendment | None:
        edited = {column: texts for column in self._table.columns
                  if (texts := self._edited(row, column, exported)) is not None}  # fmt: skip
        if not edited:
            return None
        latest = exported if exported.seq == entry.seq else self._store.record(entry.seq)
        if latest.status == "withdrawn":
            self._fault(row.place, ID, f"{entry.id} is withdrawn, and nothing of it can be edited")
        elif not self._force and _differ(exported, latest):
            since = f"record {exported.seq}, now {latest.seq}"
            self._fault(row.place, None, f"{entry.id} was changed since the export ({since}): export it again, or see "
                        "with --force what the row changes in it as it is now")  # fmt: skip
        return self._against(row, latest, edited)

    def _against(self, row: Row, latest: Record, edited: dict[str, list[str]]) -> Amendment | None:
        """What the edited cells change in the document as it is now."""
        changes, texts = [], {}
        for column, wanted in edited.items():
            old, new = COLUMNS[column].written(latest), joined(wanted) if _holds_several(column) else "".join(wanted)
            if not _is_same(column, new, old):
                field = COLUMNS[column].field or column
                changes.append(Change(field=field, old=old, new=new))
                texts[field] = wanted
        if not changes:
            return None
        place = self._table.at(row.place)
        return Amendment(place=place, id=latest.id, seq=latest.seq, filename=latest.filename, changes=tuple(changes),
                         given=given(texts, basis="person", place=place))  # fmt: skip

    def _edited(self, row: Row, column: str, exported: Record) -> list[str] | None:
        """The texts of a cell that a person has changed; None where it says what the export wrote, or is faulty."""
        if column in ("", ID, RECORD):
            return None
        written = COLUMNS[column].written(exported)
        text = unguarded(str(row.cells.get(column, "")).strip())
        if _is_same(column, text, written):
            return None
        try:
            return _texts(column, text, written, cut=column not in row.cells)
        except InvalidValue as error:
            self._fault(row.place, column, error)
            return None


def _is_same(column: str, text: str, written: str) -> bool:
    """Whether two cells say the same; languages may be given without their shares."""
    alike = [written, *([joined(_tags(written))] if COLUMNS[column].field == LANGUAGE else [])]
    return inert(text) in map(inert, alike)


def _tags(written: str) -> list[str]:
    """The languages that an export names with their shares."""
    return [entry.partition(" ")[0] for entry in parted(written)]


def _texts(column: str, text: str, written: str, *, cut: bool) -> list[str]:
    """The values that a changed cell gives; InvalidValue when it may not be changed, or not so."""
    field = COLUMNS[column].field
    if cut:
        raise InvalidValue(f"the row ends before this column, in which the export has {written!r}")
    if field is None:
        raise InvalidValue(f"it cannot be edited; it is {text!r} here and {written!r} in the archive: "
                           "put it right, or take the column out")  # fmt: skip
    if _SPOILT.fullmatch(text):
        raise InvalidValue(f"{text!r} is what a spreadsheet makes of a cell; in the archive it is {written!r}")
    if _has_lost_letters(text, written):
        raise InvalidValue(f"letters of {written!r} were lost when the table was saved: save it as CSV UTF-8")
    texts = parted(text) if _holds_several(column) else [text] if text else []
    if field == LANGUAGE:
        _check_languages(texts)
    check_texts(field, texts)
    check = check_language if field == LANGUAGE else FIELDS[field].check
    return [check(one) for one in texts]


def _has_lost_letters(text: str, written: str) -> bool:
    """Whether letters beyond ASCII became question marks, as where a spreadsheet saves in an encoding without them."""
    kept = (re.escape(one) if one.isascii() else f"(?:{re.escape(one)}|\\?\\??)" for one in written)
    return "?" in text and re.fullmatch("".join(kept), text) is not None


def _check_languages(texts: list[str]) -> None:
    if not texts:
        raise InvalidValue(f"{LANGUAGE} cannot be emptied; `und` says that it is not known")
    if any(" " in text for text in texts):
        raise InvalidValue("shares of languages are counted and cannot be set: write the tags alone, such as zh; en")


def _holds_several(column: str) -> bool:
    field = COLUMNS[column].field
    return field == LANGUAGE or (field in FIELDS and FIELDS[field].repeats)


def _differ(exported: Record, latest: Record) -> bool:
    """Whether anything changed that a table can say; the same file come again, say, changes nothing."""
    return any(column.written(exported) != column.written(latest) for name, column in COLUMNS.items() if name != RECORD)
