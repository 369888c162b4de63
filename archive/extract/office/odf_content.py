"""The content of an OpenDocument file as events of its XML: which text is in, and where it stands."""

from __future__ import annotations

from archive.extract import Declared
from archive.extract.declaring import properties
from archive.extract.manuscript import Manuscript
from archive.extract.office.odf_lists import ITEMS, ListStyles, OpenLists
from archive.extract.xml.reading import Attributes

_PARAGRAPHS = frozenset({"text:p", "text:h"})
_SKIPPED = frozenset({
    "text:tracked-changes", "text:ruby-text", "text:table-of-content-source", "text:illustration-index-source",
    "text:table-index-source", "text:object-index-source", "text:user-index-source", "text:alphabetical-index-source",
    "text:bibliography-source", "text:note-citation", "svg:title", "svg:desc", "office:binary-data", "office:scripts",
    "presentation:notes-master",
})  # fmt: skip
"""What is no text: deletions, readings beside East Asian words, patterns of indexes, pictures and their captions."""
_ASIDES = frozenset({
    "office:annotation", "style:header", "style:footer", "style:header-left", "style:footer-left", "style:header-first",
    "style:footer-first",
})  # fmt: skip
_BOXES = frozenset({"presentation:notes"}).union(
    f"drawing:{shape}"
    for shape in "text-box custom-shape rect ellipse circle line polyline polygon regular-polygon"
    " path caption connector measure".split()
)
"""What text can stand in that hangs on a paragraph or lies on a slide."""
_SIGNS = {"text:tab": "\t", "text:line-break": "\n"}
_FIELDS = {
    "dc:title": "title", "dc:language": "language", "dc:subject": "tag", "meta:keyword": "tag",
    "meta:initial-creator": "creator", "meta:creation-date": "created", "dc:date": "modified",
}  # fmt: skip
"""`dc:creator` is who saved the file last, `meta:initial-creator` who made it (part 3, section 4.3)."""
MOST_BLANKS = 1000
MOST_REPEATED = 1_048_576
"""Rows of the longest sheet that programs make."""


class Content:
    """Follows one part of an OpenDocument file and writes it into a manuscript; properties go to `declared`.

    `styles` are those of the lists; what the part defines itself is added to them.
    """

    def __init__(self, manuscript: Manuscript, declared: list[Declared], part: str, styles: ListStyles) -> None:
        self._manuscript = manuscript
        self._declared = declared
        self._part = part
        self._path: list[str] = []
        self._skipping = 0
        self._in_paragraph: list[bool] = [False]
        self._asides: list[int] = []
        self._labels: list[str] = []
        self._counted = {"footnote": 0, "endnote": 0}
        self._slides = 0
        self._row = 0
        self._value: list[str] = []
        self._region = ""
        self._deletions: set[str] = set()
        self._deleting: set[str] = set()
        self._styles = styles
        self._lists = OpenLists(styles)
        self._is_numbered = False

    def start(self, name: str, attributes: Attributes) -> None:
        self._path.append(name)
        self._value = []
        self._styles.start(name, attributes)
        self._track(name, attributes)
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
        elif name in _SIGNS:
            self.text(_SIGNS[name])
        elif name == "text:s":
            self.text(" " * min(_number(attributes.get("text:c")), MOST_BLANKS))
        elif name in _PARAGRAPHS:
            self._in_paragraph.append(True)
            self._number(name, attributes)
        elif name in _ASIDES or (name == "text:section" and attributes.get("text:display") == "none"):
            self._begin_aside()
        else:
            self._open(name, attributes)

    def end(self, name: str) -> None:
        depth = len(self._path)
        self._path.pop()
        self._styles.end(name)
        if self._skipping:
            self._skipping -= 1
        elif name in _PARAGRAPHS:
            self._in_paragraph.pop()
            if not self._deleting:
                self._manuscript.end_paragraph()
        elif self._asides and self._asides[-1] == depth:
            self._asides.pop()
            self._in_paragraph.pop()
            self._manuscript.end_aside()
        elif self._path[-1:] == ["office:meta"]:
            self._declare(name)
        else:
            self._close(name)

    def text(self, text: str) -> None:
        if self._skipping or self._deleting:
            return
        if self._in_paragraph[-1]:
            self._manuscript.write(text)
        elif "office:meta" in self._path[-2:-1]:
            self._value.append(text)

    def _track(self, name: str, attributes: Attributes) -> None:
        """Deletions stand apart from the text, or in it between two marks."""
        if name == "text:changed-region":
            self._region = attributes.get("text:id", "")
        elif name == "text:deletion" and self._region:
            self._deletions.add(self._region)
        elif name == "text:change-start":
            self._deleting |= self._deletions.intersection({attributes.get("text:change-id", "")})
        elif name == "text:change-end":
            self._deleting.discard(attributes.get("text:change-id", ""))

    def _number(self, name: str, attributes: Attributes) -> None:
        """In a text only: programs for slides write each paragraph as a list of its own and count otherwise."""
        if self._is_numbered and not self._asides and not self._deleting:
            self._manuscript.number(self._lists.number(name, attributes, self._above()))

    def _above(self) -> str:
        return self._path[-2] if len(self._path) > 1 else ""

    def _begin_aside(self) -> None:
        self._asides.append(len(self._path))
        self._in_paragraph.append(False)
        self._manuscript.begin_aside()

    def _declare(self, name: str) -> None:
        if name in _FIELDS:
            self._declared += properties(_FIELDS[name], "".join(self._value), f"{self._part} {name}")

    def _open(self, name: str, attributes: Attributes) -> None:
        if name == "table:table":
            self._begin_table(attributes.get("table:name", ""))
        elif name == "table:table-row":
            self._begin_row(min(_number(attributes.get("table:number-rows-repeated")), MOST_REPEATED))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._in_paragraph.append(False)
            self._manuscript.begin_cell()
        elif name == "text:note":
            self._begin_note("endnote" if attributes.get("text:note-class") == "endnote" else "footnote")
        elif name in _BOXES:
            self._in_paragraph.append(False)
            self._manuscript.begin_box()
        elif name == "text:list":
            self._lists.begin(attributes, self._above())
        elif name in ITEMS:
            self._lists.item(name, attributes)
        elif name == "office:text":
            self._is_numbered = True
        elif name == "drawing:page":
            self._slides += 1
            self._manuscript.begin_part(f"slide {self._slides}")

    def _close(self, name: str) -> None:
        if name == "table:table":
            self._manuscript.end_table()
        elif name == "table:table-row":
            self._manuscript.end_row()
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._in_paragraph.pop()
            self._manuscript.end_cell()
        elif name == "text:list":
            self._lists.end()
        elif name == "text:note":
            self._in_paragraph.pop()
            self._manuscript.end_note(self._labels.pop())
        elif name in _BOXES:
            self._in_paragraph.pop()
            self._manuscript.end_box()

    def _begin_note(self, kind: str) -> None:
        self._counted[kind] += 1
        self._labels.append(f"{kind} {self._counted[kind]}")
        self._in_paragraph.append(False)
        self._manuscript.begin_note()

    def _begin_table(self, name: str) -> None:
        in_sheet = self._path[-2:-1] == ["office:spreadsheet"]
        self._manuscript.begin_table(f"sheet {' '.join(name.split())}" if in_sheet and name else None)
        self._row = 0

    def _begin_row(self, repeated: int) -> None:
        """A row that stands for several is read once; in a sheet it counts as many."""
        if "office:spreadsheet" in self._path:
            self._manuscript.begin_row(self._row + 1)
            self._row += repeated
        else:
            self._manuscript.begin_row()


def _number(written: str | None) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 9 else 1
