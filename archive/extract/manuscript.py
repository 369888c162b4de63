"""A manuscript: paragraphs, tables, notes and what stands beside them, gathered as a reader of a format meets them.

Readers say where things begin and end; the manuscript says in which order they are read and where each stands. Notes
come after the body. A row of a table is one passage, its cells parted by tabs; where a cell holds several paragraphs,
as pages set in columns do, each is a passage of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.extract.encoding import normalise
from archive.extract.left_out import named, shortened
from archive.extract.passages import Located, laid_out
from archive.record import Passage

_BLANKS = re.compile(r"[^\S\t]+")
_TABS = re.compile(r" ?\t[\t ]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row of a table that is not inside another: which table, which row, and the paragraphs of each cell."""

    table: str
    row: int
    cells: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class _Table:
    label: str
    row: int = 0
    cells: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(slots=True)
class _Flow:
    """Where paragraphs go: the body, a cell, a note, a text box, or what is left out."""

    held: list[str | _Row] = field(default_factory=list)
    boxes: list[str | _Row] = field(default_factory=list)
    pieces: list[str] | None = None
    number: str = ""
    bare: str = ""
    """The number of a paragraph without text."""
    table: _Table | None = None

    def paragraphs(self) -> tuple[str, ...]:
        return tuple(one if isinstance(one, str) else _in_one_line(one.cells) for one in self.held)


class Manuscript:
    """Gathers a document. What was opened and not closed when the file ends counts as closed."""

    def __init__(self) -> None:
        self._left_out: list[str] = []
        self._body = _Flow()
        self._flows = [self._body]
        self._notes: list[tuple[str, tuple[str, ...]]] = []
        self._parts: list[tuple[str, list[str | _Row]]] = []
        self._part = ""
        self._tables = 0

    def write(self, text: str) -> None:
        """Text of the open paragraph; a paragraph is opened where there is none."""
        flow = self._flows[-1]
        if flow.pieces is None:
            flow.pieces = []
        flow.pieces.append(text)

    def number(self, number: str) -> None:
        """The automatic number of the open or next paragraph, its blanks folded, with the gap after it."""
        self._flows[-1].number = number

    def end_paragraph(self) -> None:
        """Close the open paragraph. Text boxes that hang on it follow it. A number needs a text to stand before."""
        flow = self._flows[-1]
        text = folded("".join(flow.pieces or ()))
        if text and flow.number:
            text = normalise(flow.number + text)
        elif flow.number:
            flow.bare = flow.bare or flow.number.strip()
        flow.pieces, flow.number = None, ""
        flow.held += [text] if text else []
        flow.held += flow.boxes
        flow.boxes = []

    def begin_part(self, name: str) -> None:
        """A part of the body that counts its paragraphs by itself: a chapter, a slide, a sheet."""
        self._close_part()
        self._part = name

    def begin_table(self, name: str | None = None) -> None:
        """A table; one inside a cell is read as paragraphs of the cell. `name` stands in place of its number."""
        self._tables += len(self._flows) == 1
        self._flows[-1].table = _Table(name or f"table {self._tables}")

    def begin_row(self, number: int | None = None) -> None:
        """A row, of a table of its own where none is open."""
        if self._flows[-1].table is None:
            self.begin_table()
        table = self._flows[-1].table
        if table is not None:
            table.row = table.row + 1 if number is None else number
            table.cells = []

    def begin_cell(self) -> None:
        self._flows.append(_Flow())

    def end_cell(self) -> None:
        """Where a cell holds but a number, as in a column of numbers, that is its text."""
        cell = self._flows[-1]
        paragraphs = self._pop()
        table = self._flows[-1].table
        if table is not None:
            table.cells.append(paragraphs or ((cell.bare,) if cell.bare else ()))

    def end_row(self) -> None:
        flow = self._flows[-1]
        table = flow.table
        if table is not None and any(table.cells):
            flow.held.append(_Row(table=table.label, row=table.row, cells=tuple(table.cells)))
            table.cells = []

    def end_table(self) -> None:
        self._flows[-1].table = None

    def begin_note(self) -> None:
        """A note: its paragraphs come after the body."""
        self._flows.append(_Flow())

    def end_note(self, locator: str) -> None:
        self._notes.append((locator, self._pop()))

    def begin_box(self) -> None:
        """A text box, which may hang on an open paragraph."""
        self._flows.append(_Flow())

    def end_box(self) -> None:
        self._finish_paragraph()
        box = self._flows.pop()
        outer = self._flows[-1]
        (outer.held if outer.pieces is None else outer.boxes).extend(box.held)

    def begin_aside(self) -> None:
        """What is no part of the text: a running head, a comment, a deletion."""
        self._flows.append(_Flow())

    def end_aside(self) -> None:
        self.leave_out(" ".join(self._pop()))

    def leave_out(self, text: str) -> None:
        """What is left out and to be named."""
        self._left_out.append(shortened(text))

    @property
    def left_out(self) -> tuple[str, ...]:
        return named(self._left_out)

    def finished(self) -> tuple[str, tuple[Passage, ...]]:
        """The text and its passages."""
        self._close_part()
        return laid_out([*self._located_body(), *self._located_notes()])

    def _pop(self) -> tuple[str, ...]:
        self._finish_paragraph()
        return self._flows.pop().paragraphs()

    def _finish_paragraph(self) -> None:
        if self._flows[-1].pieces is not None or self._flows[-1].boxes:
            self.end_paragraph()

    def _close_part(self) -> None:
        while len(self._flows) > 1:
            self.end_box()
        self._finish_paragraph()
        self._parts.append((self._part, self._body.held))
        self._body.held = []

    def _located_body(self) -> Iterator[Located]:
        for part, held in self._parts:
            number = 0
            for one, before in zip(held, [None, *held], strict=False):
                if isinstance(one, str):
                    number += 1
                    yield Located(text=one, locator=_joined(part, f"para. {number}"))
                else:
                    tight = isinstance(before, _Row) and before.table == one.table
                    yield from _located_row(one, part, tight=tight)

    def _located_notes(self) -> Iterator[Located]:
        for locator, paragraphs in self._notes:
            for number, paragraph in enumerate(paragraphs, 1):
                several = f", para. {number}" if len(paragraphs) > 1 else ""
                yield Located(text=paragraph, locator=locator + several)


def _located_row(row: _Row, part: str, *, tight: bool) -> Iterator[Located]:
    place = _joined(part, f"{row.table}, row {row.row}")
    if all(len(cell) <= 1 for cell in row.cells):
        yield Located(text=_in_one_line(row.cells), locator=place, tight=tight)
        return
    paragraphs = [paragraph for cell in row.cells for paragraph in cell]
    for number, paragraph in enumerate(paragraphs, 1):
        yield Located(text=paragraph, locator=f"{place}, para. {number}")


def _joined(part: str, place: str) -> str:
    return f"{part}, {place}" if part else place


def _in_one_line(cells: tuple[tuple[str, ...], ...]) -> str:
    return "\t".join(" ".join(" ".join(cell).split()) for cell in cells).strip()


def folded(text: str) -> str:
    """A paragraph in NFC, its blanks folded, tabs and line breaks kept, without empty lines."""
    lines = (_TABS.sub("\t", _BLANKS.sub(" ", line)).strip() for line in normalise(text).split("\n"))
    return "\n".join(line for line in lines if line)
