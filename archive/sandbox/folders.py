"""Removing folders that a worker wrote into: however deep it made them, this ends."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def remove(folder: Path) -> None:
    """Remove a folder with all it holds, or a file, or what can be removed of it. Nothing is followed.

    Folders are moved up to stand beside one another before they are emptied, so that no path gets long and nothing
    recurses.
    """
    with contextlib.suppress(OSError):
        if folder.is_symlink() or not folder.is_dir():
            folder.unlink(missing_ok=True)
            return
        moved = 0
        while inner := _emptied(folder):
            for path in inner:
                moved += 1
                _move_contents(path, folder, moved)
        folder.rmdir()


def is_fuller(folder: Path, *, size: int, entries: int) -> bool:
    """Whether a folder holds more bytes or more files and folders than this. It stops counting there."""
    waiting, count, held = [folder], 0, 0
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as found:
            for entry in found:
                count += 1
                held += entry.stat(follow_symlinks=False).st_blocks * 512
                if count > entries or held > size:
                    return True
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
    return False


def _emptied(folder: Path) -> list[Path]:
    """The folders in a folder, after all else in it was removed."""
    with os.scandir(folder) as found:
        entries = list(found)
    inner = [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            Path(entry.path).unlink()
    return inner


def _move_contents(path: Path, folder: Path, number: int) -> None:
    """Take what a folder holds out of it to stand beside it, and remove it."""
    path.chmod(0o700)
    with os.scandir(path) as found:
        names = [entry.name for entry in found]
    for at, name in enumerate(names):
        (path / name).rename(folder / f"moved-{number}-{at}")
    path.rmdir()
