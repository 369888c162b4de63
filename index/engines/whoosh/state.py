"""What the index's folder says of itself: made with what, up to which record, and with which files.

`state.json` is written last of a commit. Whoosh keeps no checksums, so the SHA-256 of each file stands here; files
are never changed once they are written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

NAME = "state.json"
SEGMENT, CONTENTS = ".seg", ".toc"


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was written: its size in bytes and its SHA-256."""

    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A committed state of the index. `head` is the SHA-256 of record `seq`."""

    fingerprint: str = ""
    seq: int = 0
    head: str = ""
    files: Mapping[str, Written] = field(default_factory=dict)


def read(folder: Path) -> State:
    """The state of the index in a folder; an empty one when the file is missing or damaged."""
    try:
        held = json.loads((folder / NAME).read_bytes())
        files = {name: Written(int(size), str(digest)) for name, (size, digest) in held.get("files", {}).items()}
        return State(
            fingerprint=held["fingerprint"], seq=int(held["seq"]), head=str(held.get("head", "")), files=files
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return State()


def write(folder: Path, fingerprint: str, seq: int, head: str) -> None:
    """Note what stands in the folder now. What stood there before is not read again."""
    before = read(folder).files
    files = {path.name: before.get(path.name) or _written(path) for path in _parts(folder)}
    plain = {"fingerprint": fingerprint, "seq": seq, "head": head,
             "files": {name: [one.size, one.digest] for name, one in sorted(files.items())}}  # fmt: skip
    staged = folder / f"{NAME}.new"
    staged.write_text(json.dumps(plain), "utf-8")
    staged.replace(folder / NAME)


def _parts(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix in (SEGMENT, CONTENTS)]


def _written(path: Path) -> Written:
    with path.open("rb") as stream:
        return Written(path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest())


def changed(folder: Path, *, quickly: bool) -> list[str]:
    """The names of files that are not as they were written; `quickly`, by their sizes and the contents list alone.

    What is missing is not among them where another commit has taken its place.
    """
    files = read(folder).files
    found = {name for name, written in files.items() if _differs(folder / name, written, quickly)}
    if not quickly and not _is_superseded(folder, files):
        found |= {name for name in files if not (folder / name).exists()}
    return sorted(found)


def _is_superseded(folder: Path, files: Mapping[str, Written]) -> bool:
    """Whether another commit has taken its place, by a process that has not yet written the state, or never will."""
    return folder.exists() and any(path.suffix == CONTENTS and path.name not in files for path in _parts(folder))


def _differs(path: Path, written: Written, quickly: bool) -> bool:
    try:
        if path.stat().st_size != written.size:
            return True
        return (not quickly or path.suffix == CONTENTS) and _written(path) != written
    except FileNotFoundError:
        return False
