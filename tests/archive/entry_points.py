"""The entry points that pyproject.toml declares, whether or not muniment is installed where the tests run."""

from __future__ import annotations

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def declared(group: str) -> dict[str, EntryPoint]:
    points = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["entry-points"].get(group, {})
    return {name: EntryPoint(name, value, group) for name, value in sorted(points.items())}
