"""A terminal to run the program on: what it wrote there, and its exit code."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.programs import PATIENCE

PROGRAM = [sys.executable, "-m", "cli"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What appeared: on the terminal, and on stdout and stderr where those were pipes."""

    code: int
    terminal: str
    stdout: str
    stderr: str


def on_terminal(
    arguments: Sequence[str], *, folder: Path, width: int = 100, height: int = 1000, streams: str = "both",
    environment: Mapping[str, str] | None = None, program: Sequence[str] = PROGRAM, typed: str = "",
) -> Screen:  # fmt: skip
    """Run the program with stdout, stderr or both of them on a terminal of this size, at which `typed` is typed."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    started = subprocess.Popen(
        [*program, *arguments], cwd=folder, env=plain_environment(**(environment or {})), stdin=theirs,
        stdout=theirs if streams in ("both", "stdout") else subprocess.PIPE,
        stderr=theirs if streams in ("both", "stderr") else subprocess.PIPE,
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, typed.encode())
    shown = _all_of(ours)
    out, err = started.communicate(timeout=PATIENCE)
    return Screen(code=started.returncode, terminal=shown.replace("\r\n", "\n"), stdout=_text(out), stderr=_text(err))


def plain_environment(**changes: str) -> dict[str, str]:
    """The environment without what changes the program's output, and our own code importable from anywhere."""
    ours = ("MUNIMENT_", "_MUNIMENT", "LESS", "PAGER", "NO_COLOR", "CLICOLOR", "COLUMNS", "LINES", "FORCE_COLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    root = str(Path(__file__).parents[2])
    return {**kept, "PYTHONPATH": root, "TERM": "xterm-256color", "SOURCE_DATE_EPOCH": "1700000000", **changes}


def _all_of(terminal: int) -> str:
    pieces = []
    try:
        while piece := os.read(terminal, 1 << 16):
            pieces.append(piece)
    except OSError:  # Linux says EIO when the other side is closed
        pass
    finally:
        os.close(terminal)
    return b"".join(pieces).decode("utf-8", "replace")


def _text(content: bytes | None) -> str:
    return (content or b"").decode("utf-8", "replace")
