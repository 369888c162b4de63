"""Adding: what the whole way of a document takes, from a file to a record that can be found.

A thousand files of the collection, help pages as the HTML that Debian ships and the rest as plain text, go into a new
archive: by the command, as a person would, with one reader and with two, and once in this process with a clock on each
step.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from archive import accession, describe, layout, reading
from archive.arrivals import arrivals
from archive.describe import references
from archive.given import Given
from archive.readers import DirectReader
from archive.store import Store
from benchmarks.collection import Page, help_page_path, load
from benchmarks.places import DATA, ROOT
from benchmarks.report import CannotMeasure, Section, Table
from index.engines.whoosh import WhooshEngine
from index.sync import sync

SIZE = 1_000
JOBS = (1, 2)
STEPS = {
    "read": "read: media type, encoding, HTML, passages",
    "language": "language of document and passages",
    "describe": "describe: title, date, source, creator, type, references",
    "store": "store: digests, copies, records, catalogue",
    "index": "index: read back, analyse, write",
}


def run(*, rounds: int = 3) -> Section:
    """Add a thousand files, `rounds` times by the command with one reader and with two, and once step by step."""
    with tempfile.TemporaryDirectory(dir=DATA) as name:
        folder = Path(name)
        files = folder / "files"
        size = _write_files(load(SIZE), files)
        runs: dict[int, list[dict[str, float]]] = {jobs: [] for jobs in JOBS}
        for number, jobs in product(range(rounds), JOBS):
            runs[jobs].append(_by_command(folder / f"archive-{number}-{jobs}", files, jobs))
        steps = _by_steps(folder / "steps", files)
    figures: dict[str, Any] = {"documents": SIZE, "megabytes": round(size / 1e6, 2)}
    figures["jobs"] = {jobs: _figures(of_jobs, size) for jobs, of_jobs in runs.items()}
    figures["step_seconds"] = {step: round(seconds, 2) for step, seconds in steps.items()}
    return Section(name="adding", figures=figures, tables=[_table(figures), _step_table(figures)])


def _figures(runs: Sequence[dict[str, float]], size: int) -> dict[str, Any]:
    cpu, wall = (median(one[clock] for one in runs) for clock in ("cpu", "wall"))
    return {
        "cpu_seconds": [round(one["cpu"], 2) for one in runs], "wall_seconds": [round(one["wall"], 2) for one in runs],
        "documents_per_cpu_second": round(SIZE / cpu, 1), "documents_per_second": round(SIZE / wall, 1),
        "megabytes_per_cpu_second": round(size / 1e6 / cpu, 3),
    }  # fmt: skip


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


def _by_command(archive: Path, files: Path, jobs: int) -> dict[str, float]:
    _muniment("init", str(archive))
    before, started = _children(), time.perf_counter()
    _muniment("--quiet", "-A", str(archive), "add", "--jobs", str(jobs), str(files))
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
    clocked = {DirectReader: "begin", reading: "identify_languages", describe: "describe", references: "find"}
    with _clocked(clocked) as spent:
        started = time.process_time()
        with store.deposit(wait=1) as deposit:
            found, reader = arrivals([files]), DirectReader(deposit.scratch())
            for _ in accession.add(deposit, found, reader=reader, common=Given(), sidecar=None, clock=accession.now):
                pass
        added = time.process_time() - started
    started = time.process_time()
    sync(WhooshEngine(store.layout.index("whoosh")), store)
    indexed = time.process_time() - started
    store.close()
    described = spent["describe"] + spent["find"]
    return {
        "read": spent["begin"] - spent["identify_languages"] - described,
        "language": spent["identify_languages"],
        "describe": described,
        "store": added - spent["begin"],
        "index": indexed,
    }


@contextmanager
def _clocked(functions: Mapping[Any, str]) -> Iterator[Counter[str]]:
    """The CPU seconds spent in functions while the context lasts, each given by what holds it and its name."""
    spent: Counter[str] = Counter()
    with ExitStack() as stack:
        for owner, name in functions.items():
            stack.enter_context(patch.object(owner, name, _clock(getattr(owner, name), name, spent)))
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
    rows = [
        (f"{figures['documents']:,} files ({figures['megabytes']:.1f} MB), --jobs {jobs}",
         f"{of_jobs['documents_per_cpu_second']:.1f}", f"{of_jobs['megabytes_per_cpu_second']:.2f}",
         f"{of_jobs['documents_per_second']:.1f}", f"{median(of_jobs['cpu_seconds']):.1f}",
         f"{median(of_jobs['wall_seconds']):.1f}")
        for jobs, of_jobs in figures["jobs"].items()
    ]  # fmt: skip
    columns = ("files", "documents/CPU s", "MB/CPU s", "documents/s", "CPU s", "wall s")
    return Table(title="`muniment add`, files read in the sandbox", columns=columns, rows=rows)


def _step_table(figures: dict[str, Any]) -> Table:
    steps: dict[str, float] = figures["step_seconds"]
    total = sum(steps.values())
    rows = [(words, f"{steps[step]:.2f}", f"{steps[step] / total:.0%}") for step, words in STEPS.items()]
    return Table(title="Where adding spends its CPU time", columns=("step", "CPU s", "share"), rows=rows)
