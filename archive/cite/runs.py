"""A citation as runs of text, before it is written in a format: what is italic, what is a link, what is raised."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import regex

STOPS = tuple(".!?…。！？؟।։")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of a citation with one look. `href` is the address that it leads to."""

    text: str
    italic: bool = False
    bold: bool = False
    raised: bool = False
    lowered: bool = False
    small_capitals: bool = False
    href: str | None = None


Runs = tuple[Run, ...]


def plain(text: str | None) -> Runs:
    """A text without any look; nothing for None and for the empty text."""
    return (Run(text=text),) if text else ()


def italic(text: str | None) -> Runs:
    """A text in italics."""
    return (Run(text=text, italic=True),) if text else ()


def link(text: str, href: str) -> Runs:
    """A text that leads somewhere."""
    return (Run(text=text, href=href),)


def address(url: str | None) -> Runs:
    """An address in angle brackets, as law journals write it; nothing without one."""
    return (Run(text="<"), *link(url, url), Run(text=">")) if url else ()


def capital(text: str) -> str:
    """The text with a capital at its beginning, where its script has capitals."""
    return text[:1].upper() + text[1:]


def text_of_runs(runs: Iterable[Run]) -> str:
    """The words alone."""
    return "".join(run.text for run in runs)


def joined(parts: Iterable[Sequence[Run]], joint: str) -> Runs:
    """The parts that are not empty, with the joint between them."""
    whole: list[Run] = []
    for part in parts:
        if part:
            whole += [Run(text=joint), *part] if whole else part
    return tuple(whole)


def ended(runs: Runs, stop: str) -> Runs:
    """The runs with a full stop at their end, unless one ends them already, inside a quotation or not."""
    if not runs or text_of_runs(runs).rstrip("”’»“‘」』").endswith(STOPS):
        return runs
    return (*runs, Run(text=stop))


def capitalised(runs: Runs) -> Runs:
    """The runs with a capital at their beginning, where their script has capitals."""
    if not runs:
        return runs
    first = runs[0]
    return (replace(first, text=capital(first.text)), *runs[1:])


_STRONG = {"L": False, "R": True, "AL": True}


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction is one of a script written from right to left (UAX #9, rule P2)."""
    return next((_STRONG[way] for way in map(unicodedata.bidirectional, text) if way in _STRONG), False)


_RTL = r"\p{Hebrew}\p{Arabic}\p{Syriac}\p{Thaana}\p{Nko}\p{Adlam}\p{Samaritan}\p{Mandaic}"
_RTL_LETTER = rf"[[{_RTL}]&&\p{{L}}]\p{{M}}*+"
_LTR_LETTER = rf"[\p{{L}}--[{_RTL}]]\p{{M}}*+"
_RTL_STRETCH = regex.compile(rf"{_RTL_LETTER}(?:(?:(?!{_LTR_LETTER}).)*{_RTL_LETTER})?", regex.V1 | regex.DOTALL)
_LTR_STRETCH = regex.compile(
    rf"{_LTR_LETTER}(?:(?:(?!{_RTL_LETTER}).)*{_LTR_LETTER})?(?:[\w/:.-]*[\w/])?", regex.V1 | regex.DOTALL
)


def opposite_stretches(text: str, *, rtl: bool) -> list[tuple[int, int]]:
    """Where a text runs against the direction of the citation: from the first such letter to the last of each row."""
    if not rtl and text.isascii():
        return []
    pattern = _LTR_STRETCH if rtl else _RTL_STRETCH
    return [match.span() for match in pattern.finditer(text)]
