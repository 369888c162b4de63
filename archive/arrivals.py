"""Arrivals: the files that are offered to the archive, found below the paths that a person names.

A folder is listed when it is reached, so that the first file is there at once however many follow, and in the order
of names, so that the same folder always gives the same order.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from archive.ignoring import NAME as IGNORE_FILE
from archive.ignoring import Ignoring
from archive.sidecar.beside import ENDING, described_by

Reason = Literal["hidden", "ignored", "sidecar", "link", "archive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A file to take in: where it is, the name it is kept under, or its content when it came by a pipe.

    `sidecar` is the file beside it that describes it. A folder that cannot be listed is an arrival too, with the
    `problem`, so that it is reported and not passed over.
    """

    path: Path | None
    name: str
    content: bytes | None = None
    problem: OSError | None = None
    sidecar: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """What is passed over, and why.

    hidden   its name begins with a dot
    ignored  an ignore file says so; `detail` is the line
    sidecar  it describes the file beside it
    link     it leads to a folder: only links to files are followed, so that a loop ends
    archive  it is the archive itself
    """

    name: str
    reason: Reason
    detail: str = ""


def arrivals(paths: Iterable[Path], *, skip: Path | None = None) -> Iterator[Arrival]:
    """The files at and below the paths, in order of name. `skip` is the archive, which is passed over."""
    return (one for one in offered(paths, skip=skip) if isinstance(one, Arrival))


def offered(paths: Iterable[Path], *, skip: Path | None = None) -> Iterator[Arrival | Skipped]:
    """The same with what is passed over, each in its place. What a person names is neither hidden nor ignored."""
    for path in paths:
        if _is_folder(path):
            yield from _below(path, skip.resolve() if skip else None)
        else:
            yield _named(path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # opening it will say what is wrong
        return False


def _named(path: Path) -> Arrival | Skipped:
    """A file that a person names; a shell that is given `letters/*` names the sidecars too."""
    described, beside = described_by(path.name), path.parent / f"{path.name}{ENDING}"
    if described and os.path.isfile(path) and os.path.isfile(path.parent / described):  # noqa: PTH113 - it never raises
        return Skipped(name=str(path), reason="sidecar")
    has_own = described_by(beside.name) and os.path.isfile(beside)  # noqa: PTH113
    return Arrival(path=path, name=str(path), sidecar=beside if has_own else None)


def _below(top: Path, archive: Path | None) -> Iterator[Arrival | Skipped]:
    if archive and top.resolve().is_relative_to(archive):
        yield Skipped(name=str(top), reason="archive")
        return
    waiting = [(top, Ignoring())]
    while waiting:
        path, ignoring = waiting.pop()
        try:
            folder = _listed(path, ignoring)
        except OSError as error:
            yield Arrival(path=path, name=str(path), problem=error)
            continue
        yield from folder.files()
        passed_over = {name: folder.why_not_entered(name, archive) for name in folder.folders}
        yield from filter(None, passed_over.values())
        entered = [name for name, skipped in passed_over.items() if skipped is None]
        waiting += [(path / name, folder.ignoring.entering(name)) for name in reversed(entered)]


def _listed(path: Path, ignoring: Ignoring) -> _Folder:
    """What a folder holds; OSError when it cannot be listed, or its ignore file cannot be read."""
    folders: list[str] = []
    others: dict[str, _Kind] = {}
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            else:
                others[entry.name] = _kind(entry)
    if IGNORE_FILE in others:
        ignoring = ignoring.with_file(path / IGNORE_FILE)
    return _Folder(path=path, folders=sorted(folders), others=dict(sorted(others.items())), ignoring=ignoring)


_Kind = Literal["file", "link to a folder", "other"]


def _kind(entry: os.DirEntry[str]) -> _Kind:
    try:
        return "file" if entry.is_file() else "link to a folder" if entry.is_dir() else "other"
    except OSError:  # a link in a circle: opening it will say what is wrong
        return "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folder:
    """What one folder holds, by name and in order, and the ignore files that hold in it."""

    path: Path
    folders: list[str]
    others: dict[str, _Kind]
    ignoring: Ignoring

    def files(self) -> Iterator[Arrival | Skipped]:
        """All that is no folder. A pipe or a device is an arrival, so that it is refused and not passed over."""
        files = {name for name, kind in self.others.items() if kind == "file"}
        describing = {name: described for name in files if (described := described_by(name)) in files}
        own = {described: name for name, described in describing.items() if not self._ignored(name, folder=False)}
        for name, kind in self.others.items():
            if name in describing:
                yield Skipped(name=str(self.path / name), reason="sidecar")
            else:
                yield self._why_not_taken(name, kind) or self._arrival(name, own.get(name))

    def _arrival(self, name: str, own: str | None) -> Arrival:
        path = self.path / name
        return Arrival(path=path, name=str(path), sidecar=self.path / own if own else None)

    def _why_not_taken(self, name: str, kind: _Kind) -> Skipped | None:
        if kind == "link to a folder":
            return Skipped(name=str(self.path / name), reason="link")
        return self._hidden(name) or self._ignored(name, folder=False)

    def why_not_entered(self, name: str, archive: Path | None) -> Skipped | None:
        """Why a folder in this one is passed over, if it is."""
        if archive and name == archive.name and (self.path / name).resolve() == archive:
            return Skipped(name=str(self.path / name), reason="archive")
        return self._hidden(name) or self._ignored(name, folder=True)

    def _hidden(self, name: str) -> Skipped | None:
        return Skipped(name=str(self.path / name), reason="hidden") if name.startswith(".") else None

    def _ignored(self, name: str, *, folder: bool) -> Skipped | None:
        line = self.ignoring.reason(name, folder=folder)
        return Skipped(name=str(self.path / name), reason="ignored", detail=line) if line else None
