"""Collections that were named by a person: they exist with their note even while no document is in them.

That a document is in a collection stands in its record. A collection has a file of its own only when it was made
before any document was put into it, or has a note.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from archive import named_files
from archive.errors import InvalidValue
from archive.fields import check_text
from archive.layout import Layout

FOLDER, ENDING = "collections", ".toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A collection as its file has it: its name, a note on it, and when it was made (RFC 3339, UTC)."""

    name: str
    note: str = ""
    made: str = ""


def make(layout: Layout, collection: Collection) -> None:
    """Write the file of a collection; InvalidValue when it has one. Only while the archive's lock is held."""
    path = named_files.path_of(layout.root / FOLDER, collection.name, ENDING)
    if path.exists():
        raise InvalidValue(f"there is a collection {collection.name!r} already")
    note = f"note = {_quoted(check_text(collection.note))}\n" if collection.note.strip() else ""
    named_files.put(layout, path, f"name = {_quoted(collection.name)}\n{note}made = {_quoted(collection.made)}\n")


def forget(layout: Layout, name: str) -> bool:
    """Remove the file of a collection; False when it has none. Only while the archive's lock is held."""
    return named_files.take_away(named_files.path_of(layout.root / FOLDER, name, ENDING))


def collections(layout: Layout) -> dict[str, Collection]:
    """The collections that have a file, by name; DamageFound when a file is none of ours."""
    made = (named_files.read(path, _parsed) for path in named_files.all_in(layout.root / FOLDER, ENDING))
    return {one.name: one for one in made}


def check(path: Path) -> None:
    """DamageFound when a file of this folder is not that of a collection."""
    named_files.named(path, _parsed, lambda one: one.name)


def _parsed(content: str) -> Collection:
    table = tomllib.loads(content)
    if not isinstance(table["name"], str):
        raise ValueError("its name is no text")
    return Collection(name=table["name"], note=str(table.get("note", "")), made=str(table.get("made", "")))


def _quoted(text: str) -> str:
    """A basic string of TOML. Checked text holds no control characters, and JSON escapes the rest as TOML does."""
    return json.dumps(text, ensure_ascii=False)
