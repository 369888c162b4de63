"""Adding: what the whole way of a document takes, from a file to a record that can be found.

A thousand files of the collection, help pages as the HTML that Debian ships and the rest as plain text, go into a new
archive: once by the command, as a person would, and once in this process with a clock on each step.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from archive import accession, layout
from archive.arrivals import arrivals
from archive.given import Given
from archive.store import Store
from benchmarks.collection import Page, help_page_path, load
from benchmarks.places import DATA, ROOT
from benchmarks.report import CannotMeasure, Section, Table
from index.engines.whoosh import WhooshEngine
from index.sync import sync

SIZE = 1_000
STEPS = {
    "read": "read: media type, encoding, HTML, passages",
    "language": "language of document and passages",
    "describe": "describe: title, date, source, creator, type",
    "store": "store: digests, copies, records, catalogue",
    "index": "index: read back, analyse, write",
}


def run(*, rounds: int = 3) -> Section:
    """Add a thousand files, `rounds` times by the command and once step by step."""
    with tempfile.TemporaryDirectory(dir=DATA) as name:
        folder = Path(name)
        files = folder / "files"
        size = _write_files(load(SIZE), files)
        runs = [_by_command(folder / f"archive-{number}", files) for number in range(rounds)]
        steps = _by_steps(folder / "steps", files)
    cpu = median(one["cpu"] for one in runs)
    figures = {
        "documents": SIZE, "megabytes": round(size / 1e6, 2), "cpu_seconds": [round(one["cpu"], 2) for one in runs],
        "wall_seconds": [round(one["wall"], 2) for one in runs], "documents_per_second": round(SIZE / cpu, 1),
        "megabytes_per_second": round(size / 1e6 / cpu, 3),
        "step_seconds": {step: round(seconds, 2) for step, seconds in steps.items()},
    }  # fmt: skip
    return Section(name="adding", figures=figures, tables=[_table(figures), _step_table(figures)])


def _write_files(pages: Sequence[Page], folder: Path) -> int:
    """A file for each page; returns their bytes in all."""
    folder.mkdir()
    total = 0
    for number, page in enumerate(pages):
        shipped = help_page_path(page)
        path = folder / f"{number:05d}.{'html' if shipped else 'txt'}"
        if shipped:
            shutil.copyfile(shipped, path)
        else:
            path.write_text(f"{page.title}\n\n{page.text}\n", encoding="utf-8")
        total += path.stat().st_size
    return total


def _by_command(archive: Path, files: Path) -> dict[str, float]:
    _muniment("init", str(archive))
    before, started = _children(), time.perf_counter()
    _muniment("--quiet", "-A", str(archive), "add", str(files))
    return {"cpu": _children() - before, "wall": time.perf_counter() - started}


def _muniment(*arguments: str) -> None:
    command = [sys.executable, "-m", "cli", *arguments]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode:
        words = ended.stderr.strip().splitlines()
        raise CannotMeasure(f"muniment {arguments[0]} failed: {words[-1] if words else 'it does not say why'}. "
                            "Is muniment installed for this Python (`make`, or pip install -e .)?")  # fmt: skip


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _by_steps(archive: Path, files: Path) -> dict[str, float]:
    """CPU seconds of each step, in this process: store and read are what the steps within them leave over."""
    layout.create(archive, engine="whoosh")
    store = Store(archive)
    with _clocked(accession, "read", "identify_languages", "describe") as spent:
        started = time.process_time()
        with store.deposit(wait=1) as deposit:
            found = arrivals([files])
            for _ in accession.add(deposit, found, common=Given(), sidecar=None, clock=accession.now):
                pass
        added = time.process_time() - started
    started = time.process_time()
    sync(WhooshEngine(store.layout.index("whoosh")), store)
    indexed = time.process_time() - started
    store.close()
    return {
        "read": spent["read"] - spent["identify_languages"] - spent["describe"],
        "language": spent["identify_languages"],
        "describe": spent["describe"],
        "store": added - spent["read"],
        "index": indexed,
    }


@contextmanager
def _clocked(module: Any, *names: str) -> Iterator[Counter[str]]:
    """The CPU seconds spent in functions of a module while the context lasts."""
    spent: Counter[str] = Counter()
    with ExitStack() as stack:
        for name in names:
            stack.enter_context(patch.object(module, name, _clock(getattr(module, name), name, spent)))
        yield spent


def _clock(function: Callable[..., Any], name: str, spent: Counter[str]) -> Callable[..., Any]:
    def clocked(*arguments: Any, **named: Any) -> Any:
        started = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            spent[name] += time.process_time() - started  # type: ignore[assignment]

    return clocked


def _table(figures: dict[str, Any]) -> Table:
    row = (f"{figures['documents']:,} files ({figures['megabytes']:.1f} MB)", f"{figures['documents_per_second']:.1f}",
           f"{figures['megabytes_per_second']:.2f}", f"{median(figures['cpu_seconds']):.1f}",
           f"{median(figures['wall_seconds']):.1f}")  # fmt: skip
    return Table(title="`muniment add`, per CPU second", columns=("files", "documents/s", "MB/s", "CPU s", "wall s"),
                 rows=[row])  # fmt: skip


def _step_table(figures: dict[str, Any]) -> Table:
    steps: dict[str, float] = figures["step_seconds"]
    total = sum(steps.values())
    rows = [(words, f"{steps[step]:.2f}", f"{steps[step] / total:.0%}") for step, words in STEPS.items()]
    return Table(title="Where adding spends its CPU time", columns=("step", "CPU s", "share"), rows=rows)
