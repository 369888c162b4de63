"""Adding: what the whole way of a document takes, from a file to a record that can be found, beside Recoll.

Texts, HTML pages, office files and PDFs each go into a new archive: by the command, as a person would, with one reader
and with two, and once in this process with a clock on each step. `recollindex` makes the same files searchable.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from archive import accession, describe, durable, layout, reading
from archive.arrivals import arrivals
from archive.describe import references
from archive.given import Given
from archive.readers import DirectReader
from archive.store import Store
from benchmarks import recoll
from benchmarks.kinds import KINDS, Kind, write
from benchmarks.places import DATA, ROOT
from benchmarks.report import CannotMeasure, Section, Table
from index.engines.whoosh import WhooshEngine
from index.sync import sync

JOBS = (1, 2)
AIM = 2.0
"""Documents per CPU second that were aimed at for texts and pages, times those of Recoll."""
FEW = 3
"""Files of a kind that are read before the steps are timed, so that loading is not in their times."""
STEPS = {
    "read": "read: media type, encoding, markup, passages",
    "plain": "plain form, by which copies are known",
    "language": "languages of document and passages, two opinions",
    "describe": "describe: title, date, source, creator, type, references",
    "flush": "bring it to the disk",
    "store": "the rest of storing: digests, records, catalogue",
    "index": "index: read back, analyse, write",
}


def run(*, rounds: int = 3) -> Section:
    """Add files of each kind, `rounds` times by the command and by Recoll in turn, and once step by step."""
    figures = {kind.name: _measured(kind, rounds) for kind in KINDS}
    return Section(name="adding", figures=figures, tables=[_table(figures), _step_table(figures)])


def _measured(kind: Kind, rounds: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(dir=DATA) as name:
        folder = Path(name)
        size = write(kind, folder / "files")
        runs: dict[str, list[dict[str, float]]] = {}
        held: dict[str, Any] = {}
        for number in range(rounds):
            for jobs in JOBS:
                runs.setdefault(f"--jobs {jobs}", []).append(_by_command(folder, f"{number}-{jobs}", jobs))
            if recoll.is_there():
                runs.setdefault("recollindex", []).append(_by_recoll(folder, f"recoll-{number}", kind, held))
        write(replace(kind, count=FEW), folder / "few")
        _by_steps(folder / "loading", folder / "few")
        steps = _by_steps(folder / "steps", folder / "files")
    return {
        "documents": kind.count, "megabytes": round(size / 1e6, 2), **held,
        "runs": {who: _figures(of_one, kind, size) for who, of_one in runs.items()},
        "step_seconds": {step: round(seconds, 2) for step, seconds in steps.items()},
    }  # fmt: skip


def _figures(runs: list[dict[str, float]], kind: Kind, size: int) -> dict[str, Any]:
    cpu, wall = (median(one[clock] for one in runs) for clock in ("cpu", "wall"))
    return {
        "cpu_seconds": [round(one["cpu"], 2) for one in runs], "wall_seconds": [round(one["wall"], 2) for one in runs],
        "documents_per_cpu_second": round(kind.count / cpu, 1), "documents_per_second": round(kind.count / wall, 1),
        "megabytes_per_cpu_second": round(size / 1e6 / cpu, 3),
    }  # fmt: skip


def _by_command(folder: Path, name: str, jobs: int) -> dict[str, float]:
    archive = folder / f"archive-{name}"
    _muniment("init", str(archive))
    adding = ["--quiet", "-A", str(archive), "add", "--jobs", str(jobs), str(folder / "files")]
    return _timed(lambda: _muniment(*adding))


def _by_recoll(folder: Path, name: str, kind: Kind, held: dict[str, Any]) -> dict[str, float]:
    """Notes in `held` which Recoll it was and how many of the files it has."""
    timed = _timed(lambda: held.update(recoll=recoll.index(folder / "files", folder / name)))
    held["recoll_holds"] = recoll.held(folder / name, kind.ending)
    return timed


def _timed(work: Callable[[], object]) -> dict[str, float]:
    """Wall seconds, and CPU seconds of all processes that are started and ended meanwhile."""
    before, started = _children(), time.perf_counter()
    work()
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
    clocked = [(DirectReader, "begin"), (reading, "normalised_digest"), (reading, "identify_languages"),
               (describe, "describe"), (references, "find"), (durable, "flush")]  # fmt: skip
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
        "read": spent["begin"] - spent["normalised_digest"] - spent["identify_languages"] - described,
        "plain": spent["normalised_digest"],
        "language": spent["identify_languages"],
        "describe": described,
        "flush": spent["flush"],
        "store": added - spent["begin"] - spent["flush"],
        "index": indexed,
    }


@contextmanager
def _clocked(functions: Sequence[tuple[Any, str]]) -> Iterator[Counter[str]]:
    """The CPU seconds spent in functions while the context lasts, each given by what holds it and its name."""
    spent: Counter[str] = Counter()
    with ExitStack() as stack:
        for owner, name in functions:
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
    rows = [_row(name, who, of_kind) for name, of_kind in figures.items() for who in of_kind["runs"]]
    columns = ("files", "by", "documents/CPU s", "MB/CPU s", "documents/s", "CPU s", "wall s", "times Recoll")
    return Table(title="`muniment add`, files read in the sandbox", columns=columns, rows=rows, notes=_notes(figures))


def _row(name: str, who: str, of_kind: dict[str, Any]) -> tuple[str, ...]:
    one, beside = of_kind["runs"][who], of_kind["runs"].get("recollindex")
    times = one["documents_per_cpu_second"] / beside["documents_per_cpu_second"] if beside else None
    return (
        f"{of_kind['documents']:,} {name} ({of_kind['megabytes']:.1f} MB)", who,
        f"{one['documents_per_cpu_second']:.1f}", f"{one['megabytes_per_cpu_second']:.2f}",
        f"{one['documents_per_second']:.1f}", f"{median(one['cpu_seconds']):.1f}", f"{median(one['wall_seconds']):.1f}",
        "" if times is None else f"{times:.2f}",
    )  # fmt: skip


def _notes(figures: dict[str, Any]) -> list[str]:
    versions = {of_kind.get("recoll") for of_kind in figures.values()} - {None}
    if not versions:
        return ["Recoll is not installed (Debian's recollcmd and poppler-utils): muniment is measured alone."]
    held = ", ".join(f"{of_kind['recoll_holds']:,} {name}" for name, of_kind in figures.items())
    return [f"{', '.join(sorted(versions))} holds {held}.", f"The aim is {AIM:g} times Recoll for texts and pages."]


def _step_table(figures: dict[str, Any]) -> Table:
    rows = [(words, *(_share(of_kind["step_seconds"], step) for of_kind in figures.values()))
            for step, words in STEPS.items()]  # fmt: skip
    totals = ("all, CPU s", *(f"{sum(of_kind['step_seconds'].values()):.1f}" for of_kind in figures.values()))
    return Table(title="Where adding spends its CPU time, in one process", columns=("step", *figures),
                 rows=[*rows, totals])  # fmt: skip


def _share(seconds: Mapping[str, float], step: str) -> str:
    return f"{seconds[step] / sum(seconds.values()):.0%}"
