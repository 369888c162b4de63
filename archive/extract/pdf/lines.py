"""The printed lines of a page, from top to bottom and in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line and where it stands, in points: `base` counts upwards, `size` is that of its type.

    A page that is printed sideways is measured as it is held to be read. `leftward` says that it is read to the left.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    leftward: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What is printed on one page: its lines, or the paragraphs that were recognised in its picture.

    `letters` counts letters and digits in the lines, `illegible` the characters of lines that are left out because they
    stand for no letters.
    """

    lines: tuple[Line, ...] = ()
    recognised: tuple[str, ...] = ()
    letters: int = 0
    illegible: int = 0
