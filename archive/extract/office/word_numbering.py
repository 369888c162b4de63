"""The numbers of Word's paragraphs: lists of `numbering.xml`, styles that bring one, and how a story is counted.

After ECMA-376, part 1, section 17.9, and what Word does. Lists (`num`) with one definition (`abstractNum`) count on
from one another, unless one begins anew (`startOverride`). Bullets are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from archive.extract.office.numbering import LONGEST, MOST_LISTS, UNKNOWN, Counter, Level, level_number, parted, whole
from archive.extract.xml.reading import Attributes

LEVELS = 9
DEEPEST_STYLE = 50
"""Styles based on one another; Word has eleven at most."""
_PLACE = re.compile(r"%([1-9])")
_CUSTOM = re.compile(r"(?P<zeros>0{0,8})1, (?P=zeros)2, .*")
"""`001, 002, 003, ...`: a format that a later Word has and describes by its first numbers."""
_SAID = frozenset({"w:start", "w:lvlText", "w:lvlRestart", "w:suff", "w:isLgl", "w:pStyle"})
_OFF = frozenset({"0", "false", "off"})
_Said = dict[str, str]
_NO_LIST = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """What a paragraph or a style says of its number: its style, or the one it is based on, its list and its level."""

    style: str = ""
    list: str | None = None
    level: str | None = None


@dataclass(slots=True)
class _Definition:
    levels: dict[int, _Said] = field(default_factory=dict)
    firsts: dict[int, int] = field(default_factory=dict)
    named: str = ""
    """Of a list its definition; of a definition the style that has one in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    counted_as: str
    levels: Mapping[int, Level]
    firsts: Mapping[int, int]
    of_styles: Mapping[str, int]


class ListReader:
    """Follows `numbering.xml`."""

    def __init__(self) -> None:
        self.definitions: dict[str, _Definition] = {}
        self.lists: dict[str, _Definition] = {}
        self._open = _Definition()
        self._level: int | None = None
        self._said: _Said = {}
        self._skipping = 0

    def start(self, name: str, attributes: Attributes) -> None:
        value = attributes.get("w:val", "")
        if self._skipping or name == "mc:Fallback":
            self._skipping += 1
        elif name in ("w:abstractNum", "w:num"):
            self._begin(name, attributes)
        elif name in ("w:abstractNumId", "w:numStyleLink"):
            self._open.named = value
        elif name in ("w:lvl", "w:lvlOverride"):
            self._level = level_number(attributes.get("w:ilvl"), LEVELS, 0)
            self._said = {}
        elif name == "w:startOverride" and self._level is not None:
            self._override(whole(value))
        elif name == "w:numFmt":
            self._said[name] = _custom(attributes.get("w:format", "")) if value == "custom" else value
        elif name in _SAID:
            self._said[name] = value

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif name == "w:lvl" and self._level is not None:
            self._open.levels[self._level] = self._said

    def text(self, text: str) -> None:
        pass

    def _begin(self, name: str, attributes: Attributes) -> None:
        self._open, self._level = _Definition(), None
        held = self.lists if name == "w:num" else self.definitions
        if len(held) < MOST_LISTS:
            held.setdefault(attributes.get("w:numId" if name == "w:num" else "w:abstractNumId", ""), self._open)

    def _override(self, number: int | None) -> None:
        if number is not None and self._level is not None:
            self._open.firsts[self._level] = number


class StyleReader:
    """Follows `styles.xml`: which style is based on which, and which brings a list."""

    def __init__(self) -> None:
        self.styles: dict[str, Numbered] = {}
        self._path: list[str] = []
        self._style = ""
        self._said: _Said = {}

    def start(self, name: str, attributes: Attributes) -> None:
        self._path.append(name)
        if name == "w:style":
            self._style, self._said = attributes.get("w:styleId", ""), {}
        elif name == "w:basedOn" or self._path[-4:-1] == ["w:style", "w:pPr", "w:numPr"]:
            self._said[name] = attributes.get("w:val", "")

    def end(self, name: str) -> None:
        self._path.pop()
        if name == "w:style" and self._said and len(self.styles) < MOST_LISTS:
            said = self._said
            told = Numbered(style=said.get("w:basedOn", ""), list=said.get("w:numId"), level=said.get("w:ilvl"))
            self.styles.setdefault(self._style, told)

    def text(self, text: str) -> None:
        pass


class Numbering:
    """The lists of a document and the styles that bring them."""

    def __init__(self, read: ListReader, styles: Mapping[str, Numbered]) -> None:
        self._read = read
        self._styles = styles
        self._lists: dict[str, _List | None] = {}
        self._chains: dict[str, tuple[str, ...]] = {}

    def found(self, told: Numbered) -> tuple[str, _List, int] | None:
        """The list of a paragraph, by its ID and itself, and the paragraph's level in it."""
        wanted = told.list if told.list is not None else self._list_of(told.style)
        if not wanted or wanted == _NO_LIST:
            return None
        if wanted not in self._lists:
            self._lists[wanted] = self._resolved(wanted)
        one = self._lists[wanted]
        level = None if one is None else self._level(told, one)
        return None if one is None or level is None or level not in one.levels else (wanted, one, level)

    def _list_of(self, style: str) -> str | None:
        said = (self._styles[name].list for name in self._chain(style))
        return next((one for one in said if one is not None), None)

    def _level(self, told: Numbered, one: _List) -> int | None:
        """What the paragraph says; else the level that names its style, else what its style says, else the first."""
        if told.level is not None:
            return level_number(told.level, LEVELS, 0)
        for style in (told.style, *self._chain(told.style)):
            if style in one.of_styles:
                return one.of_styles[style]
            said = self._styles.get(style, Numbered()).level
            if said is not None:
                return level_number(said, LEVELS, 0)
        return 0

    def _chain(self, style: str) -> tuple[str, ...]:
        """The style and those that it is based on, the nearest first."""
        if style not in self._chains:
            self._chains[style] = tuple(self._walked(style))
        return self._chains[style]

    def _walked(self, style: str) -> Iterator[str]:
        for _ in range(DEEPEST_STYLE):
            if style not in self._styles:
                return
            yield style
            style = self._styles[style].style

    def _resolved(self, wanted: str) -> _List | None:
        given = self._read.lists.get(wanted)
        definition = None if given is None else self._definition(given.named)
        if given is None or definition is None:
            return None
        said = definition.levels | given.levels
        levels = {at: _level(one, at, given.firsts.get(at)) for at, one in said.items()}
        styles = {one["w:pStyle"]: at for at, one in said.items() if "w:pStyle" in one}
        return _List(counted_as=given.named, levels=levels, firsts=given.firsts, of_styles=styles)

    def _definition(self, named: str) -> _Definition | None:
        """The definition of this ID, or the one of the style that it names in its place."""
        definition = self._read.definitions.get(named)
        if definition is None or definition.levels or not definition.named:
            return definition
        styled = self._read.lists.get(self._list_of(definition.named) or "")
        return definition if styled is None else self._read.definitions.get(styled.named)


class StoryNumbers:
    """Counts the paragraphs of a story in the order of the file."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counters: dict[str, Counter] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, told: Numbered) -> str:
        """The number of the next paragraph as it is shown, with its gap; empty where none is shown."""
        found = self._numbering.found(told)
        if found is None:
            return ""
        named, one, level = found
        counter = self._counters.setdefault(one.counted_as, Counter())
        if level in one.firsts and (named, level) not in self._begun:
            self._begun.add((named, level))
            counter.begin_at(level, one.firsts[level])
        counter.count(one.levels, level)
        return counter.written(one.levels, level)


def _level(said: _Said, at: int, first: int | None) -> Level:
    kind = said.get("w:numFmt", "decimal")
    text = said.get("w:lvlText", "")
    restart = whole(said.get("w:lvlRestart"), LEVELS)
    first = whole(said.get("w:start", "0")) if first is None else first
    return Level(
        numerals=UNKNOWN if first is None else kind,
        first=first or 0,
        parts=() if kind == "bullet" or len(text) > LONGEST else parted(_PLACE.split(text), LEVELS),
        restarts_below=at if restart is None or restart > at else restart,
        gap="" if said.get("w:suff") == "nothing" else " ",
        legal="w:isLgl" in said and said["w:isLgl"] not in _OFF,
    )


def _custom(described: str) -> str:
    match = _CUSTOM.fullmatch(described[:LONGEST])
    return f"padded{len(match[1]) + 1}" if match else "custom"
