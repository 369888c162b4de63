"""The script of every character, in one pass: where a text changes script, and how many letters a stretch has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ONE_LANGUAGE = {
    "Armenian": "hy", "Georgian": "ka", "Greek": "el", "Hebrew": "he", "Hangul": "ko", "Thai": "th", "Lao": "lo",
    "Khmer": "km", "Myanmar": "my", "Ethiopic": "am", "Tamil": "ta", "Telugu": "te", "Kannada": "kn",
    "Malayalam": "ml", "Gujarati": "gu", "Gurmukhi": "pa", "Bengali": "bn", "Sinhala": "si", "Oriya": "or",
    "Tibetan": "bo",
}  # fmt: skip
"""Scripts that tell the language by themselves, with the language that most texts in them are in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of one script; blanks, digits and signs belong to the letters before them."""

    start: int
    end: int
    script: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """A text's runs, and how many letters stand before each of its characters."""

    runs: tuple[Run, ...]
    before: NDArray[np.int64]
    kana_before: NDArray[np.int64]

    def count(self, start: int, end: int) -> int:
        """How many letters the stretch has."""
        return int(self.before[end] - self.before[start])

    def kana(self, start: int, end: int) -> int:
        """How many of them are kana."""
        return int(self.kana_before[end] - self.kana_before[start])


def read_letters(text: str) -> Letters:
    """Find the runs of a text and count its letters."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _kinds()[codes]
    scripts = kinds >> 1
    letters = (kinds & 1).astype(bool)
    kana = letters & (scripts == _number("Kana"))
    scripts[scripts == _number("Kana")] = _number("Han")
    return Letters(runs=_runs(scripts), before=_counted(letters), kana_before=_counted(kana))


def _counted(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
    import numpy as np

    return np.concatenate(([0], np.cumsum(flags, dtype=np.int64)))


def _runs(scripts: NDArray[np.integer[Any]]) -> tuple[Run, ...]:
    """The runs; what stands before the first letter of a script belongs to it."""
    import numpy as np

    named = np.flatnonzero(scripts)
    if not named.size:
        return ()
    changes = named[1:][np.diff(scripts[named]) != 0]
    starts = [0, *changes.tolist()]
    ends = [*changes.tolist(), len(scripts)]
    first = int(named[0])
    names = _names()
    return tuple(
        Run(start=start, end=end, script=names[scripts[max(start, first)]])
        for start, end in zip(starts, ends, strict=True)
    )


@cache
def _kinds() -> NDArray[np.uint8]:
    import numpy as np

    from archive.language.script_ranges import STRETCHES

    lengths, kinds = np.array([pair.split(":") for pair in STRETCHES.split()], dtype=np.int64).T
    return np.repeat(kinds.astype(np.uint8), lengths)


@cache
def _names() -> list[str]:
    from archive.language.script_ranges import NAMES

    return NAMES


@cache
def _number(script: str) -> int:
    return _names().index(script)
