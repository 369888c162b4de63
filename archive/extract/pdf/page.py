"""A page's text in lines. Most pages are taken as PDFium orders them, line by line.

Where it orders them wrongly, each sign is looked at: in scripts that run left (PDFium reverses ligatures, parts words
at their vowel signs and knows no numbers), and where a line was not printed from left to right (programs print the
letters that a type lacks, such as the Azerbaijani ə, after the rest of their line).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import regex

from archive.errors import ExtractionFailed
from archive.extract.pdf.characters import HYPHEN, LINE_END, UNKNOWN, Characters
from archive.extract.pdf.lines import Line, Printed
from archive.extract.pdf.signs import lines_of_signs
from archive.extract.pdf.visual_order import RIGHT_TO_LEFT, runs_left

MOST_CHARACTERS = 2_000_000
"""Characters on one page; the densest real ones, such as tables of a whole year, have some ten thousand."""
_LINE = re.compile(f"[^{LINE_END}{HYPHEN}]*{HYPHEN}?")
_BACK = 1.0
"""Points by which a stretch of text begins left of the one before it on the same line, so that it is out of order."""
_COMPATIBLE = re.compile("[\u2f00-\u2fdf\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufb4f\ufb50-\ufdf9\ufdfb\ufe70-\ufefc]+")
"""Ligatures, presentation forms of Hebrew and Arabic, and radicals that stand for characters: forms of printing."""
_LOOKED_AT = 4
"""Steps in which a line is looked at for characters that its type does not tell."""
_UNPRINTED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_MEANINGLESS = regex.compile(rf"[{UNKNOWN}\p{{Co}}\p{{Cn}}]")
"""What stands for no character: private and unassigned code points."""
_LETTERS = re.compile(r"[^\W_]+")
_MOST_MEANINGLESS = 0.2
"""Share of such characters from which a line is not text. A missing ligature in a short line makes a tenth."""
_BULLET = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-"})
"""Private characters of the Symbol and Wingdings types that word processors set before the items of a list."""


def printed(page: Any) -> Printed:
    """The lines of a page of pypdfium2; ExtractionFailed (`limit`) when it has more characters than a page holds."""
    with closing(Characters(page)) as characters:
        if characters.count > MOST_CHARACTERS:
            message = f"a page has {characters.count:,} characters; {MOST_CHARACTERS:,} is the most"
            raise ExtractionFailed(message, code="limit")
        lines = [replace(line, text=clean(line.text)) for line in _lines(characters)]
    legible = tuple(line for line in lines if line.text and is_legible(line.text))
    return Printed(
        lines=legible, letters=sum(len("".join(_LETTERS.findall(line.text))) for line in legible),
        illegible=sum(len(line.text) for line in lines) - sum(len(line.text) for line in legible),
    )  # fmt: skip


def _lines(characters: Characters) -> Iterator[Line]:
    text = characters.all_text()
    if RIGHT_TO_LEFT.search(text) or _is_tangled(characters):
        return lines_of_signs(characters, leftward=runs_left(text))
    return _as_ordered(characters, text)


def _is_tangled(characters: Characters) -> bool:
    """Whether some line goes back to the left: a stretch on the height of the one before it begins before that."""
    before: tuple[float, float, float] | None = None
    for left, foot, top in characters.stretches():
        if before and left < before[0] - _BACK and before[1] < (foot + top) / 2 < before[2]:
            return True
        before = left, foot, top
    return False


def _as_ordered(characters: Characters, text: str) -> Iterator[Line]:
    wide = text.isascii() or max(text) <= "\uffff"
    for found in _LINE.finditer(text):
        words = found.group().strip()
        if words:
            start = found.start() + len(found.group()) - len(found.group().lstrip())
            end = start + len(words) - 1
            offsets = (start, end) if wide else (_units(text[:start]), _units(text[:end]))
            first, last = map(characters.number_at, offsets)
            yield _measured(characters, _known(characters, words, first, last), first, last)


def _known(characters: Characters, text: str, first: int, last: int) -> str:
    """The text of a line, or as many signs of unknown meaning where most characters that are looked at are such."""
    looked_at = range(first, last + 1, max(1, (last - first) // _LOOKED_AT))
    unknown = sum(not characters.is_known(number) for number in looked_at)
    return UNKNOWN * len(text) if unknown > len(looked_at) / 2 else text


def _units(text: str) -> int:
    """Its length in the units in which PDFium counts (UTF-16)."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _measured(characters: Characters, text: str, first: int, last: int) -> Line:
    """The line between two characters. Its size is the larger one of its beginning and middle: notes begin raised."""
    left, right = characters.edges(first)[0], characters.edges(last)[1]
    size = max(characters.size(first), characters.size((first + last) // 2))
    return Line(text=text, left=left, right=right, base=characters.base(last), size=size)


def clean(text: str) -> str:
    """Text without the forms that only printing knows; what stands for no character becomes U+FFFD."""
    plain = _UNPRINTED.sub(UNKNOWN, text.replace(HYPHEN, "-").translate(_BULLET))
    return _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found.group()).strip(), plain).strip()


def is_legible(text: str) -> bool:
    """Whether a line is made of characters that mean something: types without a table of them give anything."""
    meaningless = len(_MEANINGLESS.findall(text))
    return not meaningless or meaningless <= _MOST_MEANINGLESS * len("".join(text.split()))
