"""What the tests of the command line share: a way to run it, and archives to run it on."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from filelock import FileLock

import corpus
from archive.readers import DirectReader
from cli.main import exit_code

SUBSET = (
    "en/bosna-flood-signs.txt",
    "az/gence-merkezi-muraciet.txt",
    "en/menongue-road-handover.txt",
    "en/sava-basin-registers.html",
    "fr/gambie-lettre-conseil-de-securite.txt",
    "zh/note-verbale-cambodia-schools.txt",
)
"""Documents of the corpus that differ in what they state, in the order in which they are added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a run gave: its exit code, and stdout and stderr apart."""

    code: int
    out: str
    err: str
    raw: bytes

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


class _Program:
    """What CliRunner takes for a command: the whole program, with errors become exit codes."""

    name = "muniment"

    def main(self, args: tuple[str, ...], **_: Any) -> None:
        sys.exit(exit_code(args))


Run = Callable[..., Answer]


def run_inside(*arguments: str | Path, stdin: str | bytes | None = None) -> Answer:
    """Run the command line in this process, through the same way from error to exit code as the program."""
    result = CliRunner().invoke(_Program(), [str(argument) for argument in arguments], input=stdin)  # type: ignore[arg-type]
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Answer(code=result.exit_code, out=result.stdout, err=result.stderr, raw=result.stdout_bytes)


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of whoever runs the tests, a fixed time, and an empty folder to work in."""
    for name in list(os.environ):
        if name.startswith(("MUNIMENT_ARCHIVE", "_MUNIMENT", "NO_COLOR", "CLICOLOR", "PAGER", "LESS", "FORCE_COLOR")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True, scope="session")
def _read_here() -> Iterator[None]:
    """Files are read in this process: the sandbox takes seconds to load, and is tested apart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cli.commands.add.reading", lambda scratch, jobs: nullcontext(DirectReader(scratch)))
        yield


@pytest.fixture
def run() -> Run:
    return run_inside


def _made(folder: Path, *sources: Path) -> Path:
    assert run_inside("init", folder).code == 0
    if sources:
        added = run_inside("-A", folder, "add", *sources)
        assert added.code == 0, added.err
    return folder


def _once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """A folder that is made once; where several processes share the tests, by the first, and copied by the others."""
    own = factory.mktemp(f"own-{name}") / name
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return make(own)
    shared = factory.getbasetemp().parent / f"shared-{name}"
    with FileLock(f"{shared}.lock"):
        if not shared.exists():
            make(own).rename(shared)
        return Path(shutil.copytree(shared, own))


@pytest.fixture(scope="session")
def corpus_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole corpus. For reading only."""
    return _once(tmp_path_factory, "corpus", lambda folder: _made(folder, corpus.DOCUMENTS))


@pytest.fixture(scope="session")
def subset_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents of SUBSET. For reading only."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "1700000000"
    try:
        sources = [corpus.DOCUMENTS / name for name in SUBSET]
        return _once(tmp_path_factory, "papers", lambda folder: _made(folder, *sources))
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH")
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


@pytest.fixture
def papers(subset_archive: Path, tmp_path: Path) -> Path:
    """A copy of the subset's archive in the working folder, for tests that change it."""
    return Path(shutil.copytree(subset_archive, tmp_path / "papers"))


@pytest.fixture
def empty(run: Run, tmp_path: Path) -> Path:
    """An archive that holds nothing."""
    return _made(tmp_path / "empty")
