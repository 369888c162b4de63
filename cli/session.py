"""What one invocation knows: the archive asked for, how much to say, in colour or not, how long to wait."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.errors import ArchiveNotFound
from cli.direction import runs_isolated
from cli.terminal import harmless, is_terminal

if TYPE_CHECKING:
    from archive.duplicates.kept import Duplicates
    from archive.store import Store
    from index.engine import SearchEngine


class Verbosity(IntEnum):
    """How much goes to stderr."""

    QUIET = 0
    NORMAL = 1
    LOUD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The settings of one invocation, read once and passed down."""

    archive: Path | None
    verbosity: Verbosity
    color: str
    wait: float

    @property
    def colored(self) -> bool:
        """Whether stdout gets colour: --color, then NO_COLOR, then CLICOLOR_FORCE, then whether it is a terminal."""
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        forced = os.environ.get("CLICOLOR_FORCE", "0") not in ("", "0")
        return forced or (is_terminal() and os.environ.get("TERM") != "dumb")

    def say(self, message: str, *, loud: bool = False) -> None:
        """A message to stderr."""
        if self.verbosity >= (Verbosity.LOUD if loud else Verbosity.NORMAL):
            click.echo(runs_isolated(harmless(message)), file=sys.stderr)

    def warn(self, message: str) -> None:
        """A warning to stderr."""
        self.say(f"warning: {message}")

    def warn_of(self, warnings: Iterable[str]) -> None:
        """Several warnings."""
        for warning in warnings:
            self.warn(warning)

    def store(self) -> Store:
        """The archive asked for, closed when the command ends; ArchiveNotFound says how to name or make one."""
        from archive.layout import find
        from archive.store import Store

        root = self.archive or find(Path.cwd())
        if root is None:
            raise ArchiveNotFound(
                "there is no archive here or in a folder above: name one with -A DIR or $MUNIMENT_ARCHIVE, "
                "or make one with `muniment init DIR`"
            )
        store = Store(root)
        click.get_current_context().call_on_close(store.close)
        return store

    @contextmanager
    def index(self, store: Store) -> Iterator[SearchEngine]:
        """The archive's search engine, brought up to date."""
        from index.search import open_index, refresh

        opened = open_index(store)
        try:
            total = None if opened.seq else store.catalogue.counts()["documents"]
            with self.progress("indexing", total=total) as advance:
                warning = refresh(
                    store, opened, wait=self.wait, progress=advance, on_damage=lambda damage: self.warn(str(damage))
                )
            if warning:
                self.warn(warning)
            yield opened
        finally:
            opened.close()

    def duplicates(self, store: Store) -> Duplicates:
        """What is kept to know copies by, brought up to date, closed when the command ends."""
        from archive.duplicates.upkeep import open_duplicates

        with self.progress("comparing", total=None) as advance:
            opened = open_duplicates(store, wait=self.wait, progress=advance)
        click.get_current_context().call_on_close(opened.duplicates.close)
        if opened.warning:
            self.warn(opened.warning)
        return opened.duplicates

    @property
    def shows_progress(self) -> bool:
        """Whether there is anybody to see a progress bar."""
        return self.verbosity != Verbosity.QUIET and sys.stderr.isatty()

    @contextmanager
    def progress(self, label: str, *, total: int | None) -> Iterator[Callable[[int], None]]:
        """A progress bar for work that lasts, when stderr is a terminal. Call what it gives with the count."""
        if not self.shows_progress:
            yield lambda done: None
            return
        from cli.progress import Bar

        bar = Bar(label, total)
        try:
            yield bar.advance
        finally:
            bar.close()


pass_session = click.make_pass_decorator(Session)
