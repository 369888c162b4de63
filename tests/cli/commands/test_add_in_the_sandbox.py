"""`muniment add` as it is run: with readers in processes of their own, ended by Ctrl-C and taken up again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

from archive.store import Store
from tests.archive.archives import current
from tests.archive.extract.container.test_containers import zipped
from tests.archive.sandbox.conftest import install_hostile
from tests.archive.sandbox.test_pool import order
from tests.archive.sandbox.test_processes import children_of, is_alive
from tests.programs import PATIENCE, wait_until


def test_ctrl_c_ends_all_processes_and_the_same_command_finishes_the_work(empty: Path, tmp_path: Path) -> None:
    (tmp_path / "installed").mkdir()
    paths = map(str, [*install_hostile(tmp_path / "installed"), os.environ.get("PYTHONPATH", "")])
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.zip").write_bytes(zipped({"1.txt": b"The first letter.", "2.txt": b"The second letter."}))
    (tmp_path / "files" / "b.gif").write_bytes(order("multiply_and_hang"))
    (tmp_path / "files" / "c.txt").write_text("The third letter.")
    command = [sys.executable, "-m", "cli", "-A", empty, "add", "files", "--jobs", "2"]

    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    with start() as run:
        wait_until(lambda: len(children_of(run.pid)) > 20)
        started = children_of(run.pid)
        run.send_signal(signal.SIGINT)
        before, said = run.communicate(timeout=PATIENCE)
    assert (run.returncode, said) == (130, "muniment: stopped\n")
    wait_until(lambda: not any(map(is_alive, started)))

    (tmp_path / "files" / "b.gif").unlink()
    with start() as run:
        printed, said = run.communicate(timeout=PATIENCE)
    assert run.returncode == 0
    assert outcomes(printed) == expected(set(outcomes(before)))
    counts = Counter(outcomes(printed).values())
    assert said == ", ".join(f"{counts[kind]} {kind}" for kind in ("added", "known") if counts[kind]) + "\n"
    assert len(current(Store(empty))) == 4


def outcomes(printed: str) -> dict[str, str]:
    """What became of each file, in order."""
    lines = (line.split("\t") for line in printed.split("\n")[:-1])
    return {name: kind for kind, _, name in lines}


def expected(safe: set[str]) -> dict[str, str]:
    """What the second run says: on a busy machine some files were committed, and said to be, before the first ended."""
    names = ["files/a.zip/1.txt", "files/a.zip/2.txt", "files/a.zip", "files/c.txt"]
    if "files/a.zip" in safe:
        names = names[2:]  # what is known is not opened
    return {name: "known" if name in safe else "added" for name in names}
