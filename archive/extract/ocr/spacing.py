"""Blanks between recognised words: none where the script has none."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def joined(words: Sequence[str]) -> str:
    """The words of a line, with a blank between two save in Chinese and Japanese, which write none."""
    text = ""
    for word in words:
        text += word if not text or (_is_wide(text[-1]) and _is_wide(word[0])) else f" {word}"
    return text


def _is_wide(character: str) -> bool:
    """Whether a character fills a square. Those of Korean do too, but Korean has blanks."""
    return unicodedata.east_asian_width(character) in "WF" and not unicodedata.name(character, "").startswith("HANGUL")
