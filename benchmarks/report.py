"""What a benchmark reports: figures for machines, tables for people, and the words for where it ran."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from statistics import median
from typing import Any

PACKAGES = ("whoosh", "numpy", "regex", "langdetect", "beautifulsoup4", "lxml", "click")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of text under columns, with a title above and notes below. The first column stands left, others right."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The result of one benchmark."""

    name: str
    figures: Mapping[str, Any]
    tables: Sequence[Table] = field(default=())


class CannotMeasure(Exception):
    """Something that a benchmark needs is not there; the message says what, and what to do."""


def printed(name: str, measure: Callable[[], Section], *, first: Callable[[], object] | None = None) -> int:
    """Measure and print the tables; the exit code is 1 where that cannot be measured. `first` gets what is needed."""
    try:
        if first is not None:
            first()
        section = measure()
    except CannotMeasure as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 1
    print(*map(text_of, section.tables), sep="\n\n")
    return 0


def text_of(table: Table) -> str:
    """The table with its columns aligned."""
    lines = [list(table.columns), *map(list, table.rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(table.columns))]
    shown = ["  ".join(_cell(cell, widths[at], at) for at, cell in enumerate(line)).rstrip() for line in lines]
    rule = "  ".join("-" * width for width in widths)
    return "\n".join([table.title, "", shown[0], rule, *shown[1:], *([""] if table.notes else []), *table.notes])


def _cell(cell: str, width: int, column: int) -> str:
    return cell.ljust(width) if column == 0 else cell.rjust(width)


def machine() -> dict[str, Any]:
    """Python, processor cores and package versions."""
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "packages": {name: _version(name) for name in PACKAGES},
    }


def machine_line() -> str:
    """The machine in one line."""
    told = machine()
    packages = ", ".join(f"{name} {number}" for name, number in told["packages"].items())
    return f"{told['implementation']} {told['python']}, {told['system']}, {told['cores']} cores; {packages}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed."""
    ranked = sorted(values)
    return ranked[min(int(share * len(ranked)), len(ranked) - 1)]


def spread(values: Sequence[float]) -> dict[str, float]:
    """The median and the 95th percentile."""
    return {"p50": round(median(values), 3), "p95": round(percentile(values, 0.95), 3)}
