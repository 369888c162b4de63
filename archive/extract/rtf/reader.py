"""Following the tokens of RTF: groups carry character set, font and visibility; destinations say where text goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from archive.errors import ExtractionFailed
from archive.extract.manuscript import Manuscript
from archive.extract.rtf import charsets
from archive.extract.rtf.rows import Rows
from archive.extract.rtf.tokens import Edge, Text, Token, Word

DEEPEST = 1000
"""Groups inside one another; writers open a dozen."""
Destination = Literal["text", "skip", "fonts", "info", "shape", "alternatives"]
_SIGNS = {
    "tab": "\t", "line": "\n", "softline": "\n", "page": "\n", "column": "\n", "~": "\xa0", "_": "\u2011", "-": "\xad",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "endash": "–", "emdash": "—", "bullet": "•",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c",
    "ltrmark": "\u200e", "rtlmark": "\u200f", "nestcell": "\t", "nestrow": "\n",
}  # fmt: skip
_ENDS = frozenset({"par", "sect", "\n", "\r"})
_SKIPPED = frozenset(
    "colortbl stylesheet filetbl pict listtext pntext fldinst xe tc rxe nonesttables shprslt objdata objclass bkmkstart"
    " atnid atnauthor mmathPict datafield keycode".split()
)
_ASIDES = frozenset("header headerl headerr headerf footer footerl footerr footerf annotation".split())
_UNDERSTOOD = frozenset({"shpinst", "shptxt", "annotation", "ud", "moMath", "mr", "footnote"})
"""Destinations marked with `\\*`, as those that an old reader may pass over, which are read all the same."""
_PRIVATE = range(0xE000, 0xF900)
PROPERTIES = frozenset({"title", "author", "subject", "keywords", "creatim", "revtim"})
_MOMENT = ("yr", "mo", "dy")


@dataclass(slots=True)
class _Group:
    """What holds until the group ends."""

    destination: Destination = "text"
    font: int = 0
    skip_after: int = 1
    unseen: bool = False
    in_table: bool = False
    closes: Callable[[], None] | None = None
    property: str = ""
    outer: Destination = "text"

    def inner(self) -> _Group:
        return _Group(self.destination, self.font, self.skip_after, self.unseen, self.in_table, None, self.property,
                      self.outer)  # fmt: skip


@dataclass(slots=True)
class _Font:
    charset: int = 1
    page: int | None = None


@dataclass(slots=True)
class Properties:
    """The texts of `\\info` by their control word, and its moments as year, month, day."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    moments: dict[str, dict[str, int]] = field(default_factory=dict)


class Reader:
    """Writes what a file says into a manuscript. `wished` is the character set that a person names for its bytes."""

    def __init__(self, manuscript: Manuscript, wished: str | None) -> None:
        self.properties = Properties()
        self._manuscript = manuscript
        self._wished = wished
        self._groups: list[_Group] = [_Group()]
        self._fonts: dict[int, _Font] = {}
        self._file_set = charsets.WESTERN
        self._default_font = 0
        self._bytes = bytearray()
        self._units: list[int] = []
        self._to_skip = 0
        self._starred = False
        self._notes = {"footnote": 0, "endnote": 0}
        self._note_kind = "footnote"
        self._rows = Rows(manuscript)

    @property
    def open_groups(self) -> int:
        return len(self._groups) - 1

    def follow(self, token: Token) -> None:
        """Take the next token."""
        if isinstance(token, Text):
            self._take_bytes(token.content)
        elif isinstance(token, Edge):
            self._flush()
            self._to_skip = 0
            self._open() if token.opens else self._close()
        elif token.name == "u":
            self._take_unit(token.number or 0)
        elif self._to_skip and token.name not in ("*", "\n", "\r"):
            self._to_skip -= 1
        else:
            self._flush()
            self._word(token)
            self._starred = token.name == "*"

    def finish(self) -> None:
        """The end of the file."""
        self._flush()
        while self._groups[1:]:
            self._close()

    def _open(self) -> None:
        if len(self._groups) > DEEPEST:
            raise ExtractionFailed(f"it nests more than {DEEPEST:,} groups", code="too-deep")
        self._groups.append(self._groups[-1].inner())

    def _close(self) -> None:
        if len(self._groups) > 1:
            closed = self._groups.pop()
            if closed.closes:
                closed.closes()

    def _take_bytes(self, content: bytes) -> None:
        if self._groups[-1].destination == "skip":
            return
        if self._units and len(content) > self._to_skip:
            self._flush_units()
        self._bytes += content[self._to_skip :]
        self._to_skip = max(0, self._to_skip - len(content))

    def _take_unit(self, number: int) -> None:
        self._flush_bytes()
        self._units.append(number & 0xFFFF)
        self._to_skip = self._groups[-1].skip_after

    def _flush(self) -> None:
        self._flush_bytes()
        self._flush_units()

    def _flush_bytes(self) -> None:
        content, self._bytes = bytes(self._bytes), bytearray()
        if content:
            charset = self._charset()
            self._write(content.decode(charset, "replace") if charset else "")

    def _flush_units(self) -> None:
        units, self._units = self._units, []
        if units:
            coded = b"".join(unit.to_bytes(2, "little") for unit in units if unit not in _PRIVATE)
            self._write(coded.decode("utf-16-le", "replace"))

    def _charset(self) -> str | None:
        """The character set of the font that is on; None for a font of signs."""
        font = self._fonts.get(self._groups[-1].font, _Font())
        if font.charset == charsets.SIGNS and self._groups[-1].destination == "text":
            return None
        if self._wished:
            return self._wished
        return charsets.of_page(font.page) if font.page else charsets.OF_FONT.get(font.charset, self._file_set)

    def _write(self, text: str) -> None:
        group = self._groups[-1]
        if group.destination == "info" and group.property:
            self.properties.texts.setdefault(group.property, []).append(text)
        elif group.destination == "text" and group.unseen:
            self._manuscript.leave_out(text)
        elif group.destination == "text":
            self._rows.enter(in_table=group.in_table)
            self._manuscript.write(text)

    def _word(self, word: Word) -> None:
        group = self._groups[-1]
        if self._starred and word.name not in _UNDERSTOOD:
            group.destination = "skip"
        elif group.destination == "skip":
            return
        elif word.name == "upr":
            group.outer, group.destination = group.destination, "alternatives"
        elif word.name == "ud":
            group.destination = group.outer
        elif group.destination == "fonts":
            self._font_word(word)
        elif group.destination == "info":
            self._info_word(word)
        elif not self._destination(word, group) and not self._format(word, group):
            self._content(word, group)

    def _destination(self, word: Word, group: _Group) -> bool:
        if word.name == "fonttbl":
            group.destination = "fonts"
        elif word.name == "info":
            group.destination = "info"
        elif word.name in _SKIPPED:
            group.destination = "skip"
        elif word.name in ("shp", "shpinst"):
            group.destination = "shape"
        elif word.name in _ASIDES or word.name in ("footnote", "shptxt"):
            self._aside(word.name, group)
        else:
            return False
        return True

    def _aside(self, name: str, group: _Group) -> None:
        """Text that stands elsewhere: its own flow, closed with the group, and no part of a table that is open."""
        around, self._rows = self._rows, Rows(self._manuscript)
        group.destination, group.in_table, group.unseen = "text", False, False
        end = self._begin_aside(name)

        def close() -> None:
            self._rows.leave()
            end()
            self._rows = around

        group.closes = close

    def _begin_aside(self, name: str) -> Callable[[], None]:
        if name == "footnote":
            self._note_kind = "footnote"
            self._manuscript.begin_note()
            return self._end_note
        if name == "shptxt":
            self._manuscript.begin_box()
            return self._manuscript.end_box
        self._manuscript.begin_aside()
        return self._manuscript.end_aside

    def _end_note(self) -> None:
        self._notes[self._note_kind] += 1
        self._manuscript.end_note(f"{self._note_kind} {self._notes[self._note_kind]}")

    def _format(self, word: Word, group: _Group) -> bool:
        if word.name == "f":
            group.font = word.number or 0
        elif word.name in ("plain", "deff"):
            self._default_font = word.number or 0 if word.name == "deff" else self._default_font
            group.font, group.unseen = self._default_font, False
        elif word.name == "uc":
            group.skip_after = min(max(word.number or 0, 0), 10)
        elif word.name in ("v", "deleted"):
            group.unseen = word.number != 0
        elif word.name in charsets.OF_FILE:
            self._file_set = charsets.OF_FILE[word.name]
        elif word.name == "ansicpg" and word.number:
            self._file_set = charsets.of_page(word.number)
        elif word.name in ("pard", "intbl"):
            group.in_table = word.name == "intbl"
        elif word.name == "ftnalt":
            self._note_kind = "endnote"
        else:
            return False
        return True

    def _content(self, word: Word, group: _Group) -> None:
        if word.name in _SIGNS:
            self._write(_SIGNS[word.name])
        elif group.destination != "text":
            return
        elif word.name == "trowd":
            self._rows.begin()
        elif word.name == "cell":
            self._rows.end_cell()
        elif word.name == "row":
            self._rows.end_row()
        elif word.name in _ENDS:
            self._rows.enter(in_table=group.in_table)
            self._manuscript.end_paragraph()

    def _font_word(self, word: Word) -> None:
        number = self._groups[-1].font
        if word.name == "f":
            self._groups[-1].font = word.number or 0
            self._fonts[word.number or 0] = _Font()
        elif word.name == "fcharset" and number in self._fonts:
            self._fonts[number].charset = word.number or 0
        elif word.name == "cpg" and number in self._fonts:
            self._fonts[number].page = word.number

    def _info_word(self, word: Word) -> None:
        group = self._groups[-1]
        if word.name in PROPERTIES:
            group.property = word.name
        elif word.name in _MOMENT and group.property:
            self.properties.moments.setdefault(group.property, {})[word.name] = word.number or 0
        elif word.name in _SIGNS:
            self._write(_SIGNS[word.name])
        elif word.name == "uc":
            self._format(word, group)
