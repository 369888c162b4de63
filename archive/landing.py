"""Landing: which files of a watched folder have stopped changing, so that they can be taken in whole.

A file is looked at again and again. It has settled when its size, its times and its place on the disk stayed the same
for a while by our own clock: the times that a file bears may be those of the machine it was copied from.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from archive.arrivals import Arrival


@dataclass(frozen=True, slots=True)
class _Stamp:
    """By what a change of a file shows; that of a file with a sidecar holds the sidecar's too."""

    size: int
    modified: int
    changed: int
    inode: int
    sidecar: _Stamp | None = None


class Landing:
    """Remembers how each file was when it was last looked at, and when it was offered."""

    def __init__(self, settle: float) -> None:
        self._settle = settle
        self._since: dict[str, tuple[_Stamp | str, float]] = {}
        self._taken: dict[str, _Stamp | str] = {}

    def settled(self, found: Iterable[Arrival], *, at: float) -> list[Arrival]:
        """Those that have not changed for the time to settle and were not taken as they are; `at` is in seconds."""
        ready, seen = [], {}
        for arrival in found:
            stamp = _stamp_of(arrival)
            before, since = self._since.get(arrival.name, (None, at))
            since = since if before == stamp else at
            seen[arrival.name] = (stamp, since)
            if at - since >= self._settle and self._taken.get(arrival.name) != stamp:
                ready.append(arrival)
        self._since = seen
        self._taken = {name: stamp for name, stamp in self._taken.items() if name in seen}
        return ready

    def take(self, arrivals: Iterable[Arrival]) -> None:
        """Say that these have been dealt with: they are not offered again until they change."""
        self._taken |= {arrival.name: self._since[arrival.name][0] for arrival in arrivals}


def _stamp_of(arrival: Arrival) -> _Stamp | str:
    """A file that cannot be looked at, or a folder that cannot be listed, is as it is while the reason is the same."""
    if arrival.path is None or arrival.problem:
        return str(arrival.problem)
    try:
        return _stamp(arrival.path, _stamp(arrival.sidecar) if arrival.sidecar else None)
    except OSError as error:
        return str(error)


def _stamp(path: Path, sidecar: _Stamp | None = None) -> _Stamp:
    found = os.stat(path)  # noqa: PTH116 - a third faster than Path.stat, and all there is to do for each file
    return _Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, sidecar)
