"""The documents written for this project, and the truth about each: what tests, benchmarks and the demo work on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
DOCUMENTS = FOLDER / "documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a document in one language, by its first words."""

    language: str
    begins: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What a document states. `values` holds descriptive fields by name; a field that is not there is not stated.

    `refers` names other documents: by their symbols, or as `letter` and a day.
    """

    path: Path
    languages: tuple[str, ...]
    parts: tuple[Part, ...]
    find: tuple[str, ...]
    refers: tuple[str, ...]
    absent: tuple[str, ...]
    values: Mapping[str, str | tuple[str, ...]]


@cache
def truths() -> tuple[Truth, ...]:
    """Every document of manifest.toml, in its order."""
    return tuple(_truth(table) for table in tomllib.loads((FOLDER / "manifest.toml").read_text("utf-8"))["document"])


def _truth(table: dict[str, Any]) -> Truth:
    rest: dict[str, Any] = {name: tuple(held) if isinstance(held, list) else held for name, held in table.items()}
    return Truth(
        path=FOLDER / rest.pop("path"),
        languages=rest.pop("languages"),
        parts=tuple(Part(**part) for part in rest.pop("part")),
        find=rest.pop("find"),
        refers=rest.pop("refers", ()),
        absent=rest.pop("absent", ()),
        values=rest,
    )
