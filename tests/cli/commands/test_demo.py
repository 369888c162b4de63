"""`muniment demo`."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import corpus
from archive.bag.writer import BASE
from cli.commands.demo import STEPS
from tests.cli.conftest import Run
from tests.cli.terminal import PROGRAM, plain_environment


def test_the_demonstration_runs_through_and_shows_each_step(run: Run, tmp_path: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "demo", "show"], cwd=tmp_path, env=plain_environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert all(f"\n# {title}\n" in done.stdout for title, *_ in STEPS)
    shown = done.stdout.split("\n$ ")
    assert len(shown) == 1 + sum(len(commands) for _, *commands in STEPS)
    assert all(output.partition("\n")[2].strip() for output in shown[2:-1])
    assert "No document matches" not in done.stdout
    assert f"{len(corpus.truths())} added" in done.stderr
    assert "all as they were kept" in done.stderr
    assert run("-A", "show", "verify").code == 0
    validated(tmp_path / "show-notes-verbales.zip", tmp_path / "unpacked")


def validated(bundle: Path, folder: Path) -> None:
    """The bundle at the end of the demonstration is a bag to the Library of Congress' own program."""
    with zipfile.ZipFile(bundle) as held:
        held.extractall(folder)
    command = [sys.executable, "-m", "bagit", "--validate", str(folder / BASE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(list((folder / BASE / "data" / "originals").iterdir())) > 1


def test_a_folder_that_holds_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    done = subprocess.run(
        [*PROGRAM, "demo", "."], cwd=tmp_path, env=plain_environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "the demo stopped" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
