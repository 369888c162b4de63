"""IDs as they are given: on the command line, or a line each in a file or on standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import IO


def given_ids(arguments: Iterable[str]) -> Iterator[str]:
    """The IDs of the arguments; `-` stands for those on standard input."""
    for argument in arguments:
        if argument == "-":
            yield from read_ids(sys.stdin.buffer)
        else:
            yield argument


def read_ids(lines: IO[bytes]) -> Iterator[str]:
    """The first word of each line that is not blank."""
    for line in lines:
        words = line.decode("utf-8", "replace").removeprefix("\ufeff").split()
        if words:
            yield words[0]
