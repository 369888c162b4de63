r"""Several values in one cell of a table: parted by `;`, and a semicolon within a value written `\;`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PIECE = re.compile(r"\\([\\;])|(;)|([^\\;]+|\\)")


def joined(values: Iterable[str]) -> str:
    r"""The values in one cell: `A; B`. A backslash within a value is written `\\`."""
    return "; ".join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def parted(cell: str) -> list[str]:
    r"""The values in a cell, without blanks around them and without empty ones; a lone backslash stands for itself."""
    values = [""]
    for escaped, end, plain in _PIECE.findall(cell):
        if end:
            values.append("")
        else:
            values[-1] += escaped or plain
    return [value.strip() for value in values if value.strip()]
