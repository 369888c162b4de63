"""What tests of hostile files share: files go through the real sandbox, and what became of each comes back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.extract import AS_FOUND, Wishes
from archive.outcome import Outcome
from archive.record import Record
from archive.sandbox.limits import Limits
from archive.sandbox.pool import Sandbox
from archive.sandbox.processes import Template
from archive.store import Store
from tests.archive.archives import adding, current, new, piped

TIGHT = Limits(memory=1024 << 20, seconds=3, per_megabyte=1, longest=10, part=8 << 20, parts_size=16 << 20, parts=100,
               entries=2_000)  # fmt: skip
"""Limits that hostile files reach soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of files: outcomes in order, the archive, and how each document stands by the name it came under."""

    outcomes: list[Outcome]
    store: Store

    @property
    def in_order(self) -> list[Record]:
        """How each document stands, in the order of the records."""
        return current(self.store)

    @property
    def records(self) -> dict[str, Record]:
        return {record.original.paths[0]: record for record in self.in_order}

    @property
    def kinds(self) -> dict[str, tuple[str, str | None]]:
        """Kind and code by name."""
        return {outcome.name: (outcome.kind, outcome.code) for outcome in self.outcomes}


AddThroughSandbox = Callable[..., Added]


PLUGIN = Path(__file__).parent / "plugin"


def install_hostile(folder: Path) -> list[Path]:
    """Folders in which Python finds the hostile extractor, installed as any plug-in is."""
    about = folder / "hostile-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: hostile\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[muniment.extractors]\nhostile = hostile:HostileExtractor\n")
    return [folder, PLUGIN]


@pytest.fixture(scope="session")
def hostile_path(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The hostile extractor, for processes of its own."""
    return install_hostile(tmp_path_factory.mktemp("installed"))


@pytest.fixture(scope="session")
def template(hostile_path: list[Path]) -> Iterator[Template]:
    """Loaded once: what a worker is forked from costs seconds to load."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [*map(str, hostile_path), *sys.path])
        template = Template()
    yield template
    template.close()


@pytest.fixture
def add_through_sandbox(template: Template, tmp_path: Path) -> AddThroughSandbox:
    """`add_through_sandbox({"a.pdf": b"…", "b.txt": b"…"})` adds them in this order, with one worker, to a new archive.

    A healthy file behind a hostile one shows that the next file goes on.
    """

    def run(
        files: Mapping[str, bytes], *, jobs: int = 1, limits: Limits = TIGHT, root: Path = tmp_path / "archive",
        loaded: Template = template, wishes: Wishes = AS_FOUND,
    ) -> Added:  # fmt: skip
        store = new(root)
        found = [piped(name, content) for name, content in files.items()]
        with store.deposit(wait=1) as deposit:
            scratch = deposit.scratch()
            with Sandbox(scratch, jobs=jobs, limits=limits, template=loaded) as reader:
                outcomes = list(adding(deposit, found, reader=reader, wishes=wishes))
            assert not scratch.exists(), "the sandbox left files behind"
        return Added(outcomes=outcomes, store=store)

    return run
