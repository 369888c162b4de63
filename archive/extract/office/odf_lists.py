"""The numbers of OpenDocument's paragraphs: styles of lists, and the lists in which paragraphs stand.

After OpenDocument 1.3, part 3, sections 5.3, 16.30 and 19, and what LibreOffice does. The first paragraph of an item
has the item's number; headings outside of lists are numbered by the style of the outline. Bullets are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from archive.extract.office.numbering import (
    DEEPEST,
    LONGEST,
    MOST_LISTS,
    UNKNOWN,
    Counter,
    Level,
    Levels,
    level_number,
    parted,
    whole,
)
from archive.extract.xml.reading import Attributes

ITEMS = frozenset({"text:list-item", "text:list-header"})
DEEPEST_STYLE = 50
_NUMERALS = {
    "": "none", "1": "decimal", "i": "lowerRoman", "I": "upperRoman", "01, 02, 03, ...": "decimalZero",
    "001, 002, 003, ...": "padded3", "0001, 0002, 0003, ...": "padded4", "00001, 00002, 00003, ...": "padded5",
    "一, 二, 三, ...": "chineseCountingThousand", "①, ②, ③, ...": "decimalEnclosedCircle",
    "ا, ب, ج, ...": "plainAbjad", "أ, ب, ت, ...": "arabicAlpha",
    "а, б, .., аа, аб, ... (ru)": "russianLower", "А, Б, .., Аа, Аб, ... (ru)": "russianUpper",
}  # fmt: skip
"""Formats by `style:num-format`: those of the standard, and those that LibreOffice writes as their first numbers."""
_LEVELS = frozenset({"text:list-level-style-number", "text:outline-level-style"})
_PLACE = re.compile(r"%(\d{1,2})%")
_OUTLINE = "\0outline"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """What a style of paragraphs is based on, and the list that it names: none, or empty to be in no list."""

    parent: str
    list: str | None


class ListStyles:
    """Follows the parts of a file that define styles; a style of a later part stands in place of an earlier one."""

    def __init__(self) -> None:
        self._lists: dict[str, dict[int, Level]] = {}
        self._paragraphs: dict[str, _Style] = {}
        self._open: dict[int, Level] = {}
        self._level: int | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if name in ("text:list-style", "text:outline-style"):
            self._open = {}
            if len(self._lists) < MOST_LISTS:
                self._lists[_OUTLINE if name == "text:outline-style" else attributes.get("style:name", "")] = self._open
        elif name in _LEVELS:
            self._level = level_number(attributes.get("text:level"), DEEPEST, 1)
            if self._level is not None:
                self._open[self._level] = _level(attributes, self._level)
        elif name == "style:list-level-label-alignment":
            self._part(attributes.get("text:label-followed-by"))
        elif name == "style:style" and attributes.get("style:family") == "paragraph":
            self._take(attributes)

    def end(self, name: str) -> None:
        if name in _LEVELS:
            self._level = None

    def text(self, text: str) -> None:
        pass

    def levels(self, named: str) -> Levels:
        return self._lists.get(named, {})

    def list_of(self, paragraph: str) -> str | None:
        """The list that this style of paragraphs names, or one that it is based on."""
        for _ in range(DEEPEST_STYLE):
            style = self._paragraphs.get(paragraph)
            if style is None or style.list is not None:
                return None if style is None else style.list
            paragraph = style.parent
        return None

    def _take(self, attributes: Attributes) -> None:
        if len(self._paragraphs) < MOST_LISTS:
            style = _Style(parent=attributes.get("style:parent-style-name", ""),
                           list=attributes.get("style:list-style-name"))  # fmt: skip
            self._paragraphs[attributes.get("style:name", "")] = style

    def _part(self, by: str | None) -> None:
        if self._level is not None and by == "nothing":
            self._open[self._level] = replace(self._open[self._level], gap="")


@dataclass(slots=True)
class _List:
    """A list; `name` and `outermost` are the ID and the style of the list that is in no other."""

    style: str
    counter: Counter
    level: int
    name: str
    outermost: str
    first: int | None = None
    counts: bool = False
    """Whether the next paragraph is the first one of an item."""
    override: str = ""


@dataclass(slots=True)
class OpenLists:
    """The lists that are open where a text is read, and those that others may continue."""

    styles: ListStyles
    _open: list[_List] = field(default_factory=list)
    _by_style: dict[str, Counter] = field(default_factory=dict)
    _by_name: dict[str, Counter] = field(default_factory=dict)
    _outline: Counter = field(default_factory=Counter)

    def begin(self, attributes: Attributes, above: str) -> None:
        """A list; one in an item is a level of the list around it."""
        style = attributes.get("text:style-name", "")
        if above in ITEMS and self._open:
            outer = self._open[-1]
            style = style or outer.style
            self._open.append(_List(style, outer.counter, outer.level + 1, outer.name, outer.outermost))
        else:
            counter = self._continued(style, attributes)
            self._open.append(_List(style, counter, 0, attributes.get("id", ""), style))

    def end(self) -> None:
        if self._open:
            self._open.pop()

    def item(self, name: str, attributes: Attributes) -> None:
        if self._open:
            one = self._open[-1]
            one.counts = name == "text:list-item"
            one.first = whole(attributes.get("text:start-value"))
            one.override = attributes.get("text:style-override", "")

    def number(self, name: str, attributes: Attributes, above: str) -> str:
        """The number of a paragraph as it is shown, with the gap after it; empty where none is shown."""
        if above in ITEMS and self._open:
            return self._in_item(self._open[-1], attributes.get("text:style-name", ""))
        return self._heading(attributes) if name == "text:h" else ""

    def _continued(self, style: str, attributes: Attributes) -> Counter:
        continued = self._by_name.get(attributes.get("text:continue-list", ""))
        if continued is None and attributes.get("text:continue-numbering") == "true":
            continued = self._by_style.get(style)
        return continued or Counter()

    def _in_item(self, one: _List, paragraph: str) -> str:
        style = one.override or one.style or self.styles.list_of(paragraph) or ""
        if not one.counts or one.level >= DEEPEST:
            return ""
        one.counts = False
        levels = self.styles.levels(style)
        one.counter.count(levels, one.level, one.first)
        self._remember(one)
        return one.counter.written(levels, one.level)

    def _remember(self, one: _List) -> None:
        """That others may continue the list."""
        for held, key in ((self._by_style, one.outermost), (self._by_name, one.name)):
            if key and (key in held or len(held) < MOST_LISTS):
                held[key] = one.counter

    def _heading(self, attributes: Attributes) -> str:
        level = level_number(attributes.get("text:outline-level", "1"), DEEPEST, 1)
        is_outside = self.styles.list_of(attributes.get("text:style-name", "")) == ""
        if level is None or is_outside or attributes.get("text:is-list-header") == "true":
            return ""
        restarts = attributes.get("text:restart-numbering") == "true"
        levels = self.styles.levels(_OUTLINE)
        self._outline.count(levels, level, whole(attributes.get("text:start-value", "1")) if restarts else None)
        return self._outline.written(levels, level)


def _level(attributes: Attributes, at: int) -> Level:
    first = whole(attributes.get("text:start-value", "1"))
    parts = _parts(attributes, at)
    too_long = sum(len(part) for part in parts if isinstance(part, str)) > LONGEST
    numerals = UNKNOWN if first is None else _numerals(attributes)
    return Level(numerals=numerals, first=first or 0, parts=() if too_long else parts)


def _parts(attributes: Attributes, at: int) -> tuple[str | int, ...]:
    """What LibreOffice writes of the whole number; else what the standard has: prefix, levels with points, suffix."""
    written = attributes.get("loext:num-list-format")
    if written is not None and len(written) <= LONGEST:
        return parted(_PLACE.split(written), DEEPEST)
    shown = min(max(whole(attributes.get("text:display-levels")) or 1, 1), at + 1)
    numbers: list[str | int] = [part for level in range(at - shown + 1, at + 1) for part in (".", level)][1:]
    return (attributes.get("style:num-prefix", ""), *numbers, attributes.get("style:num-suffix", ""))


def _numerals(attributes: Mapping[str, str]) -> str:
    written = attributes.get("style:num-format", "")
    if written in ("a", "A"):
        counting = "Letter" if attributes.get("style:num-letter-sync") == "true" else "Sequence"
        return ("lower" if written == "a" else "upper") + counting
    return _NUMERALS.get(written, UNKNOWN)
