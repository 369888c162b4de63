"""Engines: each keeps an index of documents behind the SearchEngine protocol and is a plug-in."""

from __future__ import annotations

from pathlib import Path

from archive.plugins import load
from index.engine import EngineFactory, SearchEngine


def open_engine(name: str, folder: Path) -> SearchEngine:
    """The engine of this name on its folder; UnknownPlugin names the engines there are."""
    factory: EngineFactory = load("muniment.engines", name)
    return factory(folder)
