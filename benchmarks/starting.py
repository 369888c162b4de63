"""Starting: the CPU time of commands that do little, beside what Python itself and click take."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks.places import CORPUS, DATA, ROOT
from benchmarks.report import CannotMeasure, Section, Table

RUNS = 7
AIMS = {"muniment --help": 0.15, "muniment search": 0.6}


def run(*, runs: int = RUNS) -> Section:
    """Time each command `runs` times, one after another in turn."""
    DATA.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=DATA) as name:
        archive = Path(name) / "archive"
        for arguments in (["init", str(archive)], ["--quiet", "-A", str(archive), "add", str(CORPUS)]):
            _cpu([*_MUNIMENT, *arguments])
        commands = _commands(archive)
        times: dict[str, list[float]] = {words: [] for words in commands}
        for _ in range(runs):
            for words, command in commands.items():
                times[words].append(_cpu(command))
    medians = {words: round(median(seconds), 3) for words, seconds in times.items()}
    figures = {words: {"median": medians[words], "seconds": [round(one, 3) for one in times[words]]} for words in times}
    return Section(name="starting", figures=figures, tables=[_table(medians)])


_MUNIMENT = [sys.executable, "-m", "cli"]


def _commands(archive: Path) -> dict[str, list[str]]:
    search = [*_MUNIMENT, "-A", str(archive), "search"]
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import click'": [sys.executable, "-c", "import click"],
        "muniment --help": [*_MUNIMENT, "--help"],
        "muniment search": [*search, "registers"],
        "muniment search, two facets": [*search, "registers", "--facet", "language", "--facet", "date"],
        "muniment search, Chinese": [*search, "地雷"],
    }


def _cpu(command: Sequence[str]) -> float:
    """User and system seconds of one run of a command."""
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        words = " ".join(command[1:])
        raise CannotMeasure(f"python {words} ended with exit code {process.returncode}. "
                            "Is muniment installed for this Python (`make`, or pip install -e .)?")  # fmt: skip
    return used.ru_utime + used.ru_stime


def _table(medians: Mapping[str, float]) -> Table:
    aims = {words: f"{aim:.2f}" for words, aim in AIMS.items()}
    rows = [(words, f"{seconds:.3f}", aims.get(words, "")) for words, seconds in medians.items()]
    notes = ["Each muniment process is `python -m cli`; the archive holds the documents of corpus/."]
    return Table(title="Starting, CPU seconds", columns=("command", "median", "aim"), rows=rows, notes=notes)
