"""Tables in RTF, which has only marks: a cell is what stands before `\\cell`, a row what stands before `\\row`."""

from __future__ import annotations

from archive.extract.manuscript import Manuscript


class Rows:
    """Opens rows and cells in the manuscript where text shows that they have begun."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._begun = self._row = self._cell = False

    def begin(self) -> None:
        """`\\trowd`: what follows is in a row, whether its paragraphs say so or not."""
        self._begun = True

    def enter(self, *, in_table: bool) -> None:
        """Text comes: open row and cell where the paragraph is in a table; end the table where it is not."""
        if not (in_table or self._begun):
            self.leave()
            return
        if not self._row:
            self._manuscript.begin_row()
        if not self._cell:
            self._manuscript.begin_cell()
        self._row = self._cell = True

    def end_cell(self) -> None:
        self.enter(in_table=True)
        self._manuscript.end_cell()
        self._cell = False

    def end_row(self) -> None:
        if self._cell:
            self._manuscript.end_cell()
        if self._row:
            self._manuscript.end_row()
        self._begun = self._row = self._cell = False

    def leave(self) -> None:
        """The table is at its end."""
        self.end_row()
        self._manuscript.end_table()
