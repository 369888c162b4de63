"""Bulk: what ten thousand files cost the process that writes, and what it costs to run the same command again.

The collection goes into a new archive as text files by `muniment add`. The memory is the most that the parent process
has held, its index included; readers are processes of their own, whose memory is limited and does not grow with the
number of files. The second run finds every file known: it reads each, takes its digest, and reads none of them as a
document.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.collection import Page, load
from benchmarks.places import DATA, ROOT
from benchmarks.report import CannotMeasure, Section, Table

SIZES = (1_000, 10_000)
MOST_MEGABYTES = 400
"""The aim: what the parent may hold for ten thousand files."""

_GLANCE = 0.05


def run(*, sizes: Sequence[int] = SIZES) -> Section:
    """Add a thousand files and ten thousand, and each of them again."""
    figures = {size: _measured(load(size)) for size in sizes}
    return Section(name="bulk", figures={str(size): of_size for size, of_size in figures.items()},
                   tables=[_table(figures)])  # fmt: skip


def _measured(pages: Sequence[Page]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(dir=DATA) as name:
        folder = Path(name)
        for number, page in enumerate(pages):
            path = folder / "files" / f"{number // 1000:03d}" / f"{number:06d}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{page.title}\n\n{page.text}\n", encoding="utf-8")
        _run(["init", str(folder / "archive")])
        adding = ["--quiet", "-A", str(folder / "archive"), "add", str(folder / "files")]
        first, again = _run(adding), _run(adding)
    return {"first": first, "again": again}


def _run(arguments: Sequence[str]) -> dict[str, float]:
    """Seconds that a command takes, and the most megabytes that its process has held, looked at while it runs."""
    started, most = time.perf_counter(), 0.0
    with subprocess.Popen([sys.executable, "-m", "cli", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, _held(process.pid))
            time.sleep(_GLANCE)
    if process.returncode:
        raise CannotMeasure(f"muniment {arguments[0]} ended with exit code {process.returncode}")
    return {"seconds": round(time.perf_counter() - started, 1), "megabytes": round(most)}


def _held(pid: int) -> float:
    """The most megabytes that a process has held; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM")), 0.0)


def _table(figures: dict[int, dict[str, Any]]) -> Table:
    rows = [
        (f"{size:,} files, {words}", f"{of_size[run]['seconds']:.1f}", f"{size / of_size[run]['seconds']:.0f}",
         f"{of_size[run]['megabytes']:.0f}")
        for size, of_size in figures.items() for run, words in (("first", "new"), ("again", "known"))
    ]  # fmt: skip
    return Table(title="`muniment add` of many files", columns=("files", "wall s", "files/s", "MB in the parent"),
                 rows=rows, notes=[f"The aim is {MOST_MEGABYTES} MB for 10,000 files."])  # fmt: skip
