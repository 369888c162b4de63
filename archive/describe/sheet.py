"""The text as rule sets read it: lines and paragraphs with offsets, and which of them are head, prose and foot."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

import regex

from archive.describe import agenda, numeric
from archive.describe import masthead as mastheads
from archive.describe.masthead import Masthead
from archive.describe.numeric import Order
from archive.extract import Declared, Extraction
from archive.record import LanguageShare

_MARKUP = " \t\u3000\xa0*_#>"
_SENTENCE_END = regex.compile(r"[.!?。！？؟।։។…][\"'”’»」』)\]*]*$|[:：]$")
_CLAUSE_END = regex.compile(r"[,;،؛；，、]$")
_NO_FULL_STOP = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_SIGNED = regex.compile(r"\((?:Signed|Signé|Signée|Firmado|Firmada|Подпись|توقيع|签名|签字)\)", regex.IGNORECASE)
_BESIDE = regex.compile(r"\s*[|•·]\s+|\s{2,}|\u3000+")
_FULL_LINE = 110
_SHORTEST_PROSE = 60
_PROSE_WITHOUT_END = 300
_PROSE_WITHOUT_FULL_STOPS = 120
_FOOT_LINES = 9
_ENACTING_WITHIN = 20
_HEAD_PARAGRAPHS = 14
LONGEST_HEADING = 420
"""Characters: a longer paragraph is text, whatever it begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A stretch of one printed line without the blanks and emphasis marks around it."""

    text: str
    start: int
    end: int

    @property
    def parts(self) -> tuple[Line, ...]:
        """What stands side by side on the line, parted by a bar, a dot or a wide blank; else the line itself."""
        parts, at = [], 0
        for match in [*_BESIDE.finditer(self.text), None]:
            end = match.start() if match else len(self.text)
            parts.append(Line(text=self.text[at:end], start=self.start + at, end=self.start + end))
            at = match.end() if match else end
        return tuple(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together: a heading, a wrapped paragraph, a block of short lines."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines joined by blanks."""
        return " ".join(line.text for line in self.lines)

    @property
    def start(self) -> int:
        """Where its first line begins in the document."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where its last line ends in the document."""
        return self.lines[-1].end

    @property
    def is_prose(self) -> bool:
        """Whether it reads as running text: long enough and ended like a sentence or clause, or very long."""
        weight, last = width(self.text), self.lines[-1].text
        if weight < _SHORTEST_PROSE:
            return False
        if _SENTENCE_END.search(last) or _CLAUSE_END.search(last) or weight >= _PROSE_WITHOUT_END:
            return True
        return weight >= _PROSE_WITHOUT_FULL_STOPS and bool(_NO_FULL_STOP.search(last)) and len(self.lines) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A document laid out for reading: `head` comes before the first prose, `foot` after the last.

    `gaps` are the runs of paragraphs that are not prose and come after some prose, the foot last. `masthead` is there
    in a United Nations document. `order` tells whether numeric dates begin with the day or the month, if known.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    head: tuple[Paragraph, ...]
    foot: tuple[Paragraph, ...]
    gaps: tuple[tuple[Paragraph, ...], ...]
    declared: tuple[Declared, ...] = ()
    languages: tuple[LanguageShare, ...] = ()
    masthead: Masthead | None = None
    order: Order | None = None

    @property
    def first_prose(self) -> Paragraph | None:
        """The paragraph after the head."""
        at = len(self.head)
        return self.paragraphs[at] if at < len(self.paragraphs) else None

    @property
    def enacting_line(self) -> Line | None:
        """The line in which an organ of the United Nations begins to speak, as in a resolution."""
        lines = (line for paragraph in self.paragraphs[:_ENACTING_WITHIN] for line in paragraph.lines)
        return next((line for line in lines if agenda.is_enacting(line.text)), None)

    @property
    def foot_lines(self) -> tuple[Line, ...]:
        """The last lines after the prose, at most nine."""
        return tuple(line for paragraph in self.foot for line in paragraph.lines)[-_FOOT_LINES:]


def width(text: str) -> int:
    """Length in columns: an East Asian character counts two."""
    return len(text) + len(_WIDE.findall(text))


def lay_out(extraction: Extraction, languages: tuple[LanguageShare, ...]) -> Sheet:
    """The text of an extraction as a sheet."""
    masthead = mastheads.read(extraction.text)
    breaks = frozenset(agenda.breaks(extraction.text, masthead)) if masthead else frozenset()
    paragraphs = tuple(_paragraphs(extraction.text, breaks))
    below = masthead.end if masthead else 0
    prose = [number for number, paragraph in enumerate(paragraphs) if paragraph.is_prose and paragraph.end > below]
    first = prose[0] if prose else len(paragraphs)
    gaps = tuple(
        paragraphs[here + 1 : after]
        for here, after in zip(prose, [*prose[1:], len(paragraphs)], strict=False)
        if after > here + 1
    )
    return Sheet(
        text=extraction.text,
        paragraphs=paragraphs,
        head=paragraphs[: min(first, _HEAD_PARAGRAPHS)],
        foot=paragraphs[prose[-1] + 1 :] if prose else (),
        gaps=gaps,
        declared=extraction.declared,
        languages=languages,
        masthead=masthead,
        order=numeric.order(extraction.text, extraction.declared),
    )


def _paragraphs(text: str, breaks: Set[int]) -> list[Paragraph]:
    """Blocks between blank lines and `breaks`; where lines hold whole paragraphs, each full line is one by itself."""
    paragraphs: list[Paragraph] = []
    block: list[Line] = []
    for line in [*_lines(text), None]:
        if block and (line is None or _parted(block[-1], line, breaks)):
            paragraphs.append(Paragraph(lines=tuple(block)))
            block = []
        if line is not None and line.text:
            block.append(line)
    return paragraphs


def _parted(line: Line, following: Line, breaks: Set[int]) -> bool:
    """Whether a paragraph ends between two lines: a full line ends one when its sentence does, or begins one."""
    near = line.start < mastheads.ZONE + agenda.ZONE
    if not following.text or (near and any(line.start < at <= following.start for at in breaks)):
        return True
    if _SIGNED.match(following.text):
        return True
    if width(line.text) > _FULL_LINE:
        return bool(_SENTENCE_END.search(line.text))
    return width(following.text) > _FULL_LINE


def _lines(text: str) -> list[Line]:
    lines, start = [], 0
    for raw in text.split("\n"):
        stripped = raw.strip(_MARKUP)
        at = start + raw.find(stripped)
        lines.append(Line(text=stripped, start=at, end=at + len(stripped)))
        start += len(raw) + 1
    return lines
