"""What of a file is no part of its text, named in its record: each piece once, shortened, and so many at most."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 200
"""Characters of a piece; the original holds the rest."""
MOST = 200
"""Pieces of one file. A hostile one could hide millions."""


def shortened(text: str) -> str:
    """The words of a piece in one line, cut behind its first 200 characters."""
    words = " ".join(text[: 20 * LONGEST].split())
    cut = len(words) > LONGEST or len(text) > 20 * LONGEST
    return f"{words[:LONGEST]} …".lstrip() if cut else words


def named(pieces: Iterable[str]) -> tuple[str, ...]:
    """The pieces with words, in order; of more than there is room for the last says how many there are."""
    held = list(dict.fromkeys(filter(None, map(shortened, pieces))))
    return (*held[:MOST], f"… and {len(held) - MOST:,} more") if len(held) > MOST else tuple(held)
