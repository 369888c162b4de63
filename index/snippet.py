"""Snippets: the passage of a document that answers a query best, cut to a readable length, with its matches marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import regex

from archive.record import Passage
from index.highlight import Leaf, Occurrence, occurrences
from index.results import Snippet

LENGTH = 240
"""Characters of a snippet; about three lines of a terminal."""

LEAD = 60
"""Characters kept before the first match."""

_WHITE_SPACE = regex.compile(r"\s+")
_HAN_OR_KANA = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}，。、；：！？（）《》「」]")
_ELLIPSIS = "…"


def best_snippet(text: str, passages: Sequence[Passage], sought: tuple[Leaf, ...]) -> Snippet | None:
    """The snippet of the passage with the most different leaves, then the most matches, then the first."""
    readable = [passage for passage in passages if passage.end > passage.start]
    if not readable:
        return None
    by_passage = _by_passage(readable, occurrences(text, sought) if sought else [])
    best = max(range(len(readable)), key=lambda number: (_worth(by_passage[number]), -number))
    return _cut(text, readable[best], by_passage[best])


def _by_passage(passages: Sequence[Passage], found: Iterable[Occurrence]) -> list[list[Occurrence]]:
    starts = [passage.start for passage in passages]
    by_passage: list[list[Occurrence]] = [[] for _ in passages]
    for occurrence in found:
        by_passage[max(bisect_right(starts, occurrence.start) - 1, 0)].append(occurrence)
    return by_passage


def _worth(found: Sequence[Occurrence]) -> tuple[int, int]:
    return len({occurrence.leaf for occurrence in found}), len(found)


def _cut(text: str, passage: Passage, found: Sequence[Occurrence]) -> Snippet:
    start, end = _window(text, passage, found)
    marks = [(max(occurrence.start, start), min(occurrence.end, end)) for occurrence in found
             if occurrence.start < end and occurrence.end > start]  # fmt: skip
    line, highlights = _on_one_line(text[start:end], [(first - start, last - start) for first, last in _merged(marks)])
    before = _ELLIPSIS if start > passage.start else ""
    after = _ELLIPSIS if end < passage.end else ""
    return Snippet(
        text=f"{before}{line}{after}",
        highlights=tuple((first + len(before), last + len(before)) for first, last in highlights),
        language=passage.language,
        locator=passage.locator,
    )


def _window(text: str, passage: Passage, found: Sequence[Occurrence]) -> tuple[int, int]:
    """The stretch of the passage to show: all of it when short, else the one that holds the most different leaves."""
    if passage.end - passage.start <= LENGTH:
        return passage.start, passage.end
    first = max(found, key=lambda one: (_within_reach(one, found), -one.start)).start if found else passage.start
    start = max(passage.start, min(first - LEAD, passage.end - LENGTH))
    return _at_word(text, start, passage.start), _at_word(text, min(start + LENGTH, passage.end), passage.end)


def _within_reach(one: Occurrence, found: Sequence[Occurrence]) -> int:
    reach = one.start + LENGTH - LEAD
    return len({other.leaf for other in found if one.start <= other.start and other.end <= reach})


def _at_word(text: str, at: int, bound: int) -> int:
    """The nearest end of a word at most 20 characters before `at`; never inside a character with its marks."""
    if at == bound:
        return at
    for candidate in range(at, max(at - 20, 0), -1):
        if text[candidate - 1].isspace():
            return candidate
    while at < bound and regex.match(r"\p{M}|\u200d", text[at]):
        at += 1
    return at


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _on_one_line(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """White space as single blanks, and none between two Chinese or Japanese characters; the spans moved along."""
    pieces: list[str] = []
    moved: list[int] = []
    for character_at in range(len(text) + 1):
        moved.append(len(pieces))
        if character_at < len(text):
            pieces.extend(_shown(text, character_at))
    line = "".join(pieces)
    indent = len(line) - len(line.lstrip())
    stripped = line.strip()
    shift = [(max(moved[start] - indent, 0), min(moved[end] - indent, len(stripped))) for start, end in spans]
    return stripped, [(start, end) for start, end in shift if start < end]


def _shown(text: str, at: int) -> str:
    character = text[at]
    if not character.isspace():
        return character
    if at and text[at - 1].isspace():
        return ""
    end = _WHITE_SPACE.match(text, at).end()  # type: ignore[union-attr]
    joins = at > 0 and end < len(text) and _HAN_OR_KANA.match(text[at - 1]) and _HAN_OR_KANA.match(text[end])
    return "" if joins else " "
