"""Direction: text from right to left inside a line that runs from left to right, kept apart as UAX #9 has it.

Without isolates a terminal takes digits, brackets and the next cell of a table into a Hebrew or Arabic run and turns
their order. They are put around text that is already `inert` or `harmless`, which has lost whatever isolate,
embedding or override the document held, so that none of its own can close ours or stay open behind it.
"""

from __future__ import annotations

import re
import unicodedata

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"

_BACKWARD = frozenset({"R", "AL", "AN"})
_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_RUN = re.compile(rf"{_LETTER}+(?:[\s\d.,'’/–-]{{1,20}}{_LETTER}+|\"(?={_LETTER}){_LETTER}+)*")
_LANGUAGES = frozenset(["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"])
_SCRIPTS = frozenset(["Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa"])


def isolated(shown: str, text: str | None = None, *, language: str = "und") -> str:
    """The text between isolates if it holds anything written from right to left, else as it is.

    Its direction is that of its language, else that of most of its letters: not that of the first letter, since an
    excerpt begins anywhere. `text` is what is read, where `shown` has colours in it or is a part of it.
    """
    classes = _classes(shown if text is None else text)
    backward = sum(one in _BACKWARD for one in classes)
    if not backward:
        return shown
    most = backward >= classes.count("L")
    return f"{RLI if _runs_backward(language, most) else LRI}{shown}{PDI}"


def runs_isolated(shown: str) -> str:
    """A line that runs from left to right, such as a warning, with what is written from right to left in it kept apart.

    Numbers and light punctuation between two such words belong to them; quotation marks and brackets do not.
    """
    return shown if shown.isascii() else _RUN.sub(lambda run: f"{RLI}{run[0]}{PDI}", shown)


def _classes(text: str) -> list[str]:
    return [] if text.isascii() else [unicodedata.bidirectional(character) for character in text]


def _runs_backward(language: str, most: bool) -> bool:
    """Whether a language tag's script runs from right to left; `most` where the tag says nothing."""
    name, *subtags = language.split("-")
    if name in ("und", "mul", "zxx", ""):
        return most
    script = next((one for one in subtags if len(one) == 4 and one.isalpha()), None)
    return name in _LANGUAGES if script is None else script in _SCRIPTS
