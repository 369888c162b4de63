"""`muniment add`: take files in."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

import click

from archive.accession import STDIN_NAME, Outcome, add, now, preview
from archive.arrivals import Arrival, arrivals
from archive.bag.accepted import Bundle, accept, checked_bundle, foreseen, is_bundle
from archive.errors import PartlyAdded
from archive.export.inert import inert
from archive.fields import check_language
from archive.given import Given, combine, parse_assignments
from archive.sidecar import Sidecar, read_sidecar
from archive.store import Store
from cli.output import dumps
from cli.progress import counted
from cli.session import Session, pass_session

FAILED = ("unreadable", "refused")
WORDS = {"added": "added", "known": "known", "unreadable": "kept, not read", "refused": "not added"}


class NamedPath(click.Path):
    """A path that is not empty. To `Path`, "" is the current folder, and an unset variable would add all of it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("a path is empty; the current folder is written .", param, ctx)
        return super().convert(value, param, ctx)


@click.command("add")
@click.argument("paths", metavar="PATH…|-", nargs=-1, required=True, type=NamedPath(path_type=Path, allow_dash=True))
@click.option("--set", "assignments", multiple=True, metavar="FIELD=VALUE",
              help="Record this of every file; no rule overwrites it.")
@click.option("--metadata", "metadata", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, exists=True),
              help="A .csv, .jsonl or .toml file with a row for each file (column `file`).")
@click.option("--language", "languages", multiple=True, metavar="TAG",
              help="The language of every file, instead of the detected one.")
@click.option("--dry-run", is_flag=True, help="Say what would be added, and write nothing.")
@click.option("--failures", metavar="FILE", type=click.File("w", "utf-8", "backslashreplace", lazy=False),
              help="Write a JSON line for each file that could not be read or added.")
@pass_session
def command(
    session: Session, paths: tuple[Path, ...], assignments: tuple[str, ...], metadata: Path | None,
    languages: tuple[str, ...], dry_run: bool, failures: TextIO | None,
) -> None:  # fmt: skip
    """Take in files, and all files below folders; `-` reads one document from standard input.

    The bytes are kept as they are. A file that is in the archive already is said and not doubled. A file that cannot
    be read is kept and reported, the rest goes on, and the exit code is 5. After an interruption the same command
    finishes the work.

    A citation bundle (`muniment export --as bag`) is checked as a whole and taken in with the descriptions, texts and
    history that it holds.

    \b
    Prints a line for each file: what became of it, its ID, its name.
    \b
    Examples:
      muniment add letters/ press/2021-04-05.html
      muniment add scans/ --set source="Mine Action Agency" --metadata scans.csv
      curl -s https://example.org/note.txt | muniment add - --language zh
    """  # fmt: skip
    store = session.store()
    common, sidecar = _given(assignments, languages), read_sidecar(metadata) if metadata else None
    bundles, paths = _bundles(paths, described=bool(assignments or languages or metadata))
    found = list(_arrivals(paths, store))
    with session.progress("adding", total=len(found)) as advance:
        read = counted(found, advance)
        with _outcomes(session, store, bundles, read, common, sidecar, dry_run=dry_run) as outcomes:
            counts = _report(session, outcomes, failures)
    session.say(_summary(counts, "would be " if dry_run else ""))
    for name in sidecar.unused if sidecar else ():
        session.warn(f"{metadata} describes {name}, which was not among the files")
    if not dry_run:
        _index(session, store)
    failed = sum(counts[kind] for kind in FAILED)
    if failed:
        raise PartlyAdded(f"{failed:,} of {len(found):,} files could not be read or added; see the lines above")


def _given(assignments: Iterable[str], languages: tuple[str, ...]) -> Given:
    return combine(parse_assignments(assignments), Given(languages=tuple(map(check_language, languages))))


def _arrivals(paths: Iterable[Path], store: Store) -> Iterator[Arrival]:
    for path in paths:
        if str(path) == "-":
            yield Arrival(path=None, name=STDIN_NAME, content=sys.stdin.buffer.read())
        else:
            yield from arrivals([path], skip=store.layout.root)


@contextmanager
def _outcomes(
    session: Session, store: Store, bundles: Iterable[Bundle], found: Iterable[Arrival], common: Given,
    sidecar: Sidecar | None, *, dry_run: bool,
) -> Iterator[Iterator[Outcome]]:
    if dry_run:
        yield chain(foreseen(store, bundles), preview(store, found, common=common, sidecar=sidecar))
        return
    with store.deposit(wait=session.wait) as deposit:
        yield chain(accept(deposit, bundles, clock=now),
                    add(deposit, found, common=common, sidecar=sidecar, clock=now))  # fmt: skip


def _bundles(paths: Iterable[Path], *, described: bool) -> tuple[list[Bundle], tuple[Path, ...]]:
    """The citation bundles among the paths, all checked before anything is added, and the other paths."""
    paths = tuple(paths)
    found = [path for path in paths if is_bundle(path)]
    if found and described:
        raise click.UsageError(f"{found[0]} is a citation bundle, which describes its documents itself: add it without "
                               "--set, --metadata and --language, and change what it says with `muniment edit`")
    return [checked_bundle(path) for path in found], tuple(path for path in paths if path not in found)


def _report(session: Session, outcomes: Iterable[Outcome], failures: TextIO | None) -> Counter[str]:
    """Print each outcome as it is known; returns how many there were of each kind."""
    counts: Counter[str] = Counter()
    read = True
    for outcome in outcomes:
        counts[outcome.kind] += 1
        read = read and _print(outcome)
        if outcome.kind in FAILED:
            session.warn(f"{inert(outcome.name)}: {outcome.message} ({outcome.code})")
            _note_failure(outcome, failures)
    return counts


def _print(outcome: Outcome) -> bool:
    """Whether anybody still reads the lines: one who stops (`| head`) does not stop the adding."""
    try:
        # The stream as it is now, which a progress bar on the same terminal has put itself into.
        click.echo(f"{outcome.kind}\t{outcome.id or '-'}\t{inert(outcome.name)}", file=sys.stdout)
    except BrokenPipeError:
        return False
    return True


def _summary(counts: Counter[str], would: str) -> str:
    said = [f"{counts[kind]:,} {would}{words}" for kind, words in WORDS.items() if counts[kind]]
    return ", ".join(said) or "no files found"


def _index(session: Session, store: Store) -> None:
    with session.index(store):
        pass


def _note_failure(failed: Outcome, failures: TextIO | None) -> None:
    if failures is not None:
        row = {"file": failed.name, "id": failed.id, "code": failed.code, "message": failed.message}
        failures.write(dumps(row, compact=True) + "\n")
        failures.flush()
