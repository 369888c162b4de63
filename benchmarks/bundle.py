"""Bundles: what a citation bundle of two thousand documents takes, beside `bagit.py` making a bag of the same files.

bagit.py is the Library of Congress' own program. It is given the bundle's payload, unpacked, and makes a bag of it in
place, which is no zip. What making the bag costs is compared on these files; the whole export also reads and checks the
records and writes every citation. Each runs in a process of its own, which imports what it needs.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from archive import layout
from archive.accession import add, now
from archive.arrivals import arrivals
from archive.bag.writer import BASE
from archive.deposit import Deposit
from archive.given import Given
from archive.readers import DirectReader
from archive.record import Record
from archive.store import Store
from benchmarks.places import DATA, ROOT
from benchmarks.report import Section, Table

SIZES = (500, 2_000)

_MEASURED = """
import json, re, resource, sys, time
started = time.perf_counter()
{work}
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({{"cpu": used.ru_utime + used.ru_stime, "wall": time.perf_counter() - started,
                   "megabytes": int(re.search("VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024}}))
"""
_OURS = """
from pathlib import Path
from archive.bag.bundle import write_bundle
from archive.bag.contents import Contents
from archive.store import Store
store = Store(Path({archive!r}))
records = (store.record(entry.seq) for entry in store.catalogue.entries())
with open({out!r}, "wb") as out:
    write_bundle(records, out, Contents(store=store, made="2026-01-01T00:00:00Z", styles={styles!r}))
"""
_FILES = """
from datetime import datetime
from pathlib import Path
from archive.bag.writer import BagWriter
root = Path({folder!r})
with open({out!r}, "wb") as out:
    bag = BagWriter(out, datetime(2026, 1, 1))
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        with bag.payload(str(path.relative_to(root))) as file:
            file.write(path.read_bytes())
    bag.finish()
    bag.close()
"""
_BAGIT = """
import bagit
bagit.make_bag({folder!r}, checksums=["sha256"])
"""


def run(*, rounds: int = 3) -> Section:
    """Measure both at each size, the median of `rounds` runs."""
    figures: dict[str, Any] = {}
    rows = []
    DATA.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=DATA) as name:
        for size in SIZES:
            for words, work in _works(Path(name) / str(size), size):
                runs = [work() for _ in range(rounds)]
                held = {key: round(median(run[key] for run in runs), 2) for key in ("cpu", "wall", "megabytes")}
                figures[f"{words}, {size:,}"] = held
                rows.append((f"{size:,}", words, *(f"{held[key]:.1f}" for key in ("cpu", "wall", "megabytes"))))
    table = Table(title="A bundle, and a bag of the same files by bagit.py",
                  columns=("documents", "by", "CPU s", "wall s", "peak MB"), rows=rows)  # fmt: skip
    return Section(name="bundle", figures=figures, tables=[table])


def _works(folder: Path, size: int) -> list[tuple[str, Callable[[], dict[str, float]]]]:
    archive, out = folder / "archive", folder / "bundle.zip"
    _fill(archive, size)

    def ours(*styles: str) -> dict[str, float]:
        return _measure(_OURS.format(archive=str(archive), out=str(out), styles=styles))

    def theirs() -> dict[str, float]:
        payload = _unpacked(out, folder / "unpacked")
        return _measure(_BAGIT.format(folder=str(payload)))

    def files() -> dict[str, float]:
        payload = _unpacked(out, folder / "unpacked")
        return _measure(_FILES.format(folder=str(payload), out=str(folder / "files.zip")))

    return [
        ("muniment export, style plain", lambda: ours("plain")), ("muniment export, no style", ours),
        ("the files alone, zipped by us", files), ("the files alone, bagit.py", theirs),
    ]  # fmt: skip


def _unpacked(bundle: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(bundle) as held:
        held.extractall(folder)
    return folder / BASE / "data"


def _fill(root: Path, size: int) -> None:
    """An archive of the corpus' documents over and over, each time with another line at the end of file and text.

    The copies are recorded as their models are: reading thousands of files is the subject of `adding`.
    """
    import corpus

    layout.create(root, engine="memory")
    store = Store(root)
    with store.deposit(wait=1) as deposit:
        found = arrivals([corpus.DOCUMENTS])
        for _ in add(deposit, found, reader=DirectReader(deposit.scratch()), common=Given(), sidecar=None, clock=now):
            pass
    models = [store.record(entry.seq) for entry in store.catalogue.entries()]
    with store.deposit(wait=1) as deposit:
        for number in range(size - len(models)):
            _copy(store, deposit, models[number % len(models)], f"\n{number}\n")
        deposit.commit()


def _copy(store: Store, deposit: Deposit, model: Record, line: str) -> None:
    staged = deposit.stage(io.BytesIO(store.original(model) + line.encode()))
    deposit.keep(staged)
    text = store.text(model) + line
    kept = replace(model.text, digest=deposit.keep_text(text), length=len(text))
    original = replace(model.original, digest=staged.digest, size=staged.size)
    deposit.append(replace(model, id=deposit.new_id(staged.digest), original=original, text=kept))


def _measure(work: str) -> dict[str, float]:
    code = _MEASURED.format(work=work)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures
