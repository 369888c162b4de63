"""Plug-ins: extractors, exporters, citation styles and engines, the built-in ones too, found by entry point."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from archive.errors import UnknownPlugin


@cache
def registered(group: str) -> dict[str, EntryPoint]:
    """The entry points of a group by name, in the order of their names."""
    return {point.name: point for point in sorted(entry_points(group=group), key=lambda point: point.name)}


def load(group: str, name: str) -> Any:
    """What is registered under `name`; UnknownPlugin names what is known."""
    points = registered(group)
    if name not in points:
        known = ", ".join(points) or "none is installed"
        raise UnknownPlugin(f"{name!r} is not one of {group.removeprefix('muniment.')}: {known}")
    return points[name].load()


@cache
def load_all(group: str) -> tuple[Any, ...]:
    """An instance of every plug-in class of a group."""
    return tuple(point.load()() for point in registered(group).values())
