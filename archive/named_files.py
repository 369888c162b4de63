"""Small files that a person names: a folder of the archive holds one a name, and the name stands in the file.

The file itself is called by the first sixteen digits of the SHA-256 of the name, so that any name will do: with a
slash, a leading dot, in any script, or different from another by the case of a letter alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from archive import durable
from archive.errors import DamageFound
from archive.layout import Layout

T = TypeVar("T")

DIGITS = 16


def path_of(folder: Path, name: str, ending: str) -> Path:
    """Where the file of this name is, or would be."""
    return folder / f"{hashlib.sha256(name.encode('utf-8')).hexdigest()[:DIGITS]}{ending}"


def put(layout: Layout, path: Path, content: str) -> None:
    """Write a file whole or not at all, in place of one that was there; on the disk when this returns.

    Lone surrogates, which a query that is not UTF-8 holds, are written as JSON escapes them.
    Only while the archive's lock is held.
    """
    with durable.storage_errors(path):
        path.parent.mkdir(exist_ok=True)
    durable.put(path, content.encode("utf-8", "backslashreplace"), tmp=layout.tmp)


def take_away(path: Path) -> bool:
    """Remove a file; False when there is none. Only while the archive's lock is held."""
    with durable.storage_errors(path):
        if not path.exists():
            return False
        path.unlink()
    durable.flush(path.parent)
    return True


def read(path: Path, parse: Callable[[str], T]) -> T:
    """What a file says; DamageFound when it cannot be read, or `parse` raises ValueError, KeyError or TypeError."""
    try:
        return parse(path.read_text("utf-8"))
    except OSError as error:
        raise DamageFound(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamageFound(f"{path} is not what muniment wrote ({error}): put it right, or delete it") from None


def named(path: Path, parse: Callable[[str], T], name_of: Callable[[T], str]) -> T:
    """What a file says; DamageFound also when it lies under another name than its own."""
    found = read(path, parse)
    if path_of(path.parent, name_of(found), path.suffix) != path:
        raise DamageFound(f"{path} says that its name is {name_of(found)!r}, whose file is another")
    return found


def all_in(folder: Path, ending: str) -> Iterator[Path]:
    """The files of a folder in a stable order; none when it is not there."""
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if path.suffix == ending)
