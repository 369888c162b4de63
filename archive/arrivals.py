"""Arrivals: the files that are offered to the archive, found below the paths that a person names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A file to take in: where it is, the name it is kept under, or its content when it came by a pipe.

    A folder that cannot be listed is an arrival too, with the `problem`, so that it is reported and not passed over.
    """

    path: Path | None
    name: str
    content: bytes | None = None
    problem: OSError | None = None


def arrivals(paths: Iterable[Path], *, skip: Path | None = None) -> Iterator[Arrival]:
    """The files at and below the paths, in order of name; hidden ones below a folder, and `skip`, are passed over."""
    for path in paths:
        if _is_folder(path):
            yield from _below(path, skip)
        else:
            yield Arrival(path=path, name=str(path))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # opening it will say what is wrong
        return False


def _below(folder: Path, skip: Path | None) -> Iterator[Arrival]:
    skipped = skip.resolve() if skip else None
    if skipped and folder.resolve().is_relative_to(skipped):
        return
    problems: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=problems.append):
        here = Path(parent)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (here / name).resolve() != skipped
        )
        for name in sorted(files):
            if not name.startswith("."):
                yield Arrival(path=here / name, name=str(here / name))
    for problem in problems:
        yield Arrival(path=Path(problem.filename), name=str(problem.filename), problem=problem)
