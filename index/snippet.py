"""Snippets: the best passage of a document, cut to a readable length, with its matches marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import regex

from archive.record import Passage
from index.analysis.segment import word_start
from index.passages import Found, best_passage
from index.results import Snippet
from index.wanted import Wanted

LENGTH = 240
"""Characters of a snippet; about three lines of a terminal."""

LEAD = 60
"""Characters kept before the first match."""

BACK = 20
"""The most characters that the ends of a snippet are moved back to the start of a word."""

_CLUSTER = regex.compile(r"\X\p{M}*+")  # with the vowels of Burmese, which \X leaves to themselves
_HAN_OR_KANA = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー\u3099\u309A，。、；：！？（）《》「」]")
_NO_BLANK = re.compile(r"\S")
_ELLIPSIS = "…"


def best_snippet(text: str, passages: Sequence[Passage], wanted: Wanted) -> Snippet | None:
    """The snippet of the best passage; None when no passage holds anything."""
    best = best_passage(text, passages, wanted)
    return _cut(text, *best) if best else None


def _cut(text: str, passage: Passage, found: Sequence[Found]) -> Snippet:
    start, end = _window(text, passage, found)
    marks = [(max(one.start, start), min(one.end, end)) for one in found
             if one.start < end and one.end > start]  # fmt: skip
    line, highlights = _on_one_line(text[start:end], [(first - start, last - start) for first, last in marks])
    before = _ELLIPSIS if start > passage.start else ""
    after = _ELLIPSIS if end < passage.end else ""
    return Snippet(
        text=f"{before}{line}{after}",
        highlights=tuple((first + len(before), last + len(before)) for first, last in highlights),
        language=passage.language,
        locator=passage.locator,
    )


def _window(text: str, passage: Passage, found: Sequence[Found]) -> tuple[int, int]:
    """The stretch of the passage to show: all of it when short, else the one that holds the most different words."""
    if passage.end - passage.start <= LENGTH:
        return passage.start, passage.end
    first = _densest(found) if found else passage.start
    start = max(passage.start, min(first - LEAD, passage.end - LENGTH))
    end = min(start + LENGTH, passage.end)
    return _at_word(text, start, passage), _at_word(text, end, passage)


def _densest(found: Sequence[Found]) -> int:
    """Where the occurrence starts from which a snippet reaches the most different words, then the most occurrences."""
    held: Counter[int] = Counter()
    best, best_worth, last = found[0].start, (0, 0), 0
    for number, one in enumerate(found):
        while last < len(found) and (last == number or found[last].end <= one.start + LENGTH - LEAD - BACK):
            held[found[last].word] += 1
            last += 1
        if (worth := (len(held), held.total())) > best_worth:
            best, best_worth = one.start, worth
        held[one.word] -= 1
        if not held[one.word]:
            del held[one.word]
    return best


def _at_word(text: str, at: int, passage: Passage) -> int:
    """The nearest start of a word at most BACK characters before `at`; never inside a character with its marks."""
    if at in (passage.start, passage.end):
        return at
    first = max(at - BACK, passage.start)
    start = word_start(text, at)  # where words have no blanks
    if start is None:
        start = max(text.rfind(" ", first, at), text.rfind("\n", first, at)) + 1
    return _at_cluster(text, start if start > first else at, passage)


def _at_cluster(text: str, at: int, passage: Passage) -> int:
    """The start of the cluster of characters that `at` lies in."""
    start = max(text.rfind("\n", passage.start, at), text.rfind(" ", passage.start, at), passage.start)
    for cluster in _CLUSTER.finditer(text, start, passage.end):
        if cluster.start() > at:
            break
        start = cluster.start()
    return start


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def on_one_line(text: str) -> str:
    """Kept text as it reads where it stands in one line: see `Snippet`."""
    return _on_one_line(text, ())[0]


def _on_one_line(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """White space as single blanks, and none between two Chinese or Japanese characters; the spans moved and merged."""
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
    return stripped, _merged((start, end) for start, end in shift if start < end)


def _shown(text: str, at: int) -> str:
    if not text[at].isspace():
        return text[at]
    before = text[at - 1 : at]
    if before.isspace():
        return ""
    after = _NO_BLANK.search(text, at)
    joins = _HAN_OR_KANA.match(before) and after and _HAN_OR_KANA.match(after[0])
    return "" if joins else " "
