"""Tables for people: in columns, whatever the script, and no wider than the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from cli.direction import isolated
from cli.terminal import columns

GAP = "  "
CUT = "…"
_CLUSTER = regex.compile(r"\X\p{M}*+")  # with the vowels of Burmese, which \X leaves to themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its heading, the width below which it is of no use, and whether a narrow terminal does without it.

    One without a least width is never cut.
    """

    heading: str
    least: int | None = None
    spare: bool = False


def table(wanted: Sequence[Column], rows: Sequence[Sequence[str]], *, width: int | None) -> str:
    """The rows under their headings, cut to `width` columns of the terminal; None is as wide as the cells are."""
    cells = [[column.heading for column in wanted], *rows]
    widths = [max(columns(row[number]) for row in cells) for number in range(len(wanted))]
    least = [full if column.least is None else min(column.least, full)
             for column, full in zip(wanted, widths, strict=True)]  # fmt: skip
    kept = list(range(len(wanted)))
    if width is not None:
        kept = _that_fit(wanted, least, width)
        _narrow(widths, least, kept, width)
    return "\n".join(_line([(row[number], widths[number]) for number in kept]) for row in cells)


def _that_fit(wanted: Sequence[Column], least: Sequence[int], width: int) -> list[int]:
    """The columns for which there is room: spare ones go, the last first."""
    kept = list(range(len(wanted)))
    for number in reversed(range(len(wanted))):
        if wanted[number].spare and _total(least, kept) > width:
            kept.remove(number)
    return kept


def _narrow(widths: list[int], least: Sequence[int], kept: Sequence[int], width: int) -> None:
    """Take columns of the terminal from whichever has the most of them, until the line fits."""
    while _total(widths, kept) > width:
        able = [number for number in kept if widths[number] > least[number]]
        if not able:
            return
        widths[max(able, key=widths.__getitem__)] -= 1


def _total(widths: Sequence[int], kept: Sequence[int]) -> int:
    return sum(widths[number] for number in kept) + len(GAP) * (len(kept) - 1)


def _line(cells: Sequence[tuple[str, int]]) -> str:
    fitted = [(isolated(cut(text, width), text), width) for text, width in cells]
    return GAP.join(text + " " * (width - columns(text)) for text, width in fitted).rstrip()


def cut(text: str, width: int) -> str:
    """The text in at most `width` columns, with a mark where it was cut: never between a letter and its marks."""
    if columns(text) <= width:
        return text
    end = taken = 0
    for cluster in _CLUSTER.finditer(text):
        taken += columns(cluster.group())
        if taken >= width:
            break
        end = cluster.end()
    return text[:end].rstrip() + CUT
