"""`muniment add`: take files in."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import click

from archive.accession import STDIN_NAME, add, now
from archive.arrivals import Arrival, Skipped, arrivals, offered
from archive.bag.accepted import Bundle, accept, checked_bundle, is_bundle
from archive.deposit import Deposit
from archive.errors import PartlyAdded
from archive.export.inert import inert
from archive.extract import Wishes
from archive.faults import SHOWN
from archive.fields import check_language
from archive.given import Given, combine, parse_assignments
from archive.readers import Reader
from archive.rehearsal import rehearse
from archive.retrying import to_retry
from archive.sidecar import read_sidecar
from archive.store import Store
from cli.options import format_option
from cli.outcomes import FAILED, list_of_failures, report, say_skipped, summary
from cli.progress import counted
from cli.session import Session, pass_session

MOST_JOBS = 4
"""Workers that are used unless more are asked for: the one process that writes does not keep up with many more."""


def usual_jobs() -> int:
    """One a processor that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return min(MOST_JOBS, len(affinity(0)) if affinity else os.cpu_count() or 1)


def _known_encoding(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        b"a".decode(value, "replace")
    except (LookupError, ValueError):
        raise click.BadParameter(f"{value!r} is no known encoding, such as windows-1251, gb18030 or koi8-r") from None
    return codecs.lookup(value).name


class NamedPath(click.Path):
    """A path that is not empty. To `Path`, "" is the current folder, and an unset variable would add all of it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("a path is empty; the current folder is written .", param, ctx)
        return super().convert(value, param, ctx)


@click.command("add")
@click.argument("paths", metavar="PATH…|-", nargs=-1, type=NamedPath(path_type=Path, allow_dash=True))
@click.option("--set", "assignments", multiple=True, metavar="FIELD=VALUE",
              help="Record this of every file; no rule overwrites it.")
@click.option("--metadata", "metadata", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, exists=True),
              help="A .csv, .jsonl or .toml file with a row a file (column `file`); docs/metadata.md has the columns.")
@click.option("--language", "languages", multiple=True, metavar="TAG",
              help="The language of every file, instead of the detected one; scans are read in it.")
@click.option("--encoding", metavar="NAME", callback=_known_encoding,
              help="The encoding of every text, instead of the detected one: windows-1251, gb18030.")
@click.option("--ocr", type=click.Choice(["auto", "off", "force"]), default="auto", show_default=True,
              help="Read the text of scanned pages: where a page has none, never, or of every page.")
@click.option("--jobs", type=click.IntRange(1, 64), default=usual_jobs, show_default="one a processor, at most 4",
              metavar="N", help="How many files are read at once.")
@click.option("--dry-run", is_flag=True, help="Say what would be added, and write nothing.")
@click.option("--failures", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, writable=True),
              help="Write a JSON line for each file that could not be read or added, or has no text without OCR.")
@click.option("--retry", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, exists=True),
              help="Try again what a file written by --failures names.")
@format_option("text", "jsonl")
@pass_session
def command(
    session: Session, paths: tuple[Path, ...], assignments: tuple[str, ...], metadata: Path | None,
    languages: tuple[str, ...], encoding: str | None, ocr: Literal["auto", "off", "force"], jobs: int, dry_run: bool,
    failures: Path | None, retry: Path | None, format_: str,
) -> None:  # fmt: skip
    """Take in files, and all files below folders; `-` reads one document from standard input.

    The bytes are kept as they are. A file that is in the archive already is said and not doubled; files inside ZIP
    and TAR files and attachments of mail become documents of their own. Files are read in processes of their own:
    one that cannot be read is kept and reported, the rest goes on, and the exit code is 5. After an interruption the
    same command finishes the work.

    Below a folder, what begins with a dot is passed over, and what a file .munimentignore in it names in the syntax
    of gitignore. letter.pdf.toml beside letter.pdf describes that. --dry-run says what is passed over, too, and why.

    A citation bundle (`muniment export --as bag`) is checked as a whole and taken in with the descriptions, texts and
    history that it holds.

    \b
    Prints a line for each file: what became of it, its ID, its name. --format jsonl prints an object a line, which
    also says what went wrong, how many files a file holds, and which document has the same text; docs/output.md.
    \b
    Examples:
      muniment add letters/ press/2021-04-05.html
      muniment add scans/ --set source="Mine Action Agency" --metadata scans.csv
      muniment add mail/ --failures failed.jsonl --jobs 2
      muniment add --retry failed.jsonl --encoding windows-1251
      curl -s https://example.org/note.txt | muniment add - --language zh
    """  # fmt: skip
    if not paths and not retry:
        raise click.UsageError("Missing argument 'PATH…|-', or --retry FILE.")
    store = session.store()
    common, sidecar = given_to_all(assignments, languages), read_sidecar(metadata) if metadata else None
    bundles, paths = _bundles(paths, described=bool(assignments or languages or metadata))
    wishes = Wishes(encoding=encoding, ocr=ocr, languages=common.languages)
    again = to_retry(store, retry) if retry else []
    total = _total(session, paths, again, store)
    with list_of_failures(failures) as failed, session.progress("adding", total=total) as advance:
        arriving = _but(metadata, _arrivals(paths, store, say_skipped(session, format_) if dry_run else None))
        found = counted(chain(again, arriving), advance)
        with _deposit(session, store, dry_run=dry_run) as deposit, reading(deposit.scratch(), jobs) as reader:
            given = accept(deposit, bundles, clock=now)
            taken = add(deposit, found, reader=reader, common=common, sidecar=sidecar, clock=now, wishes=wishes)
            counts = report(session, chain(given, taken), failed, format_)
        _say_locks(session, reader.locks)
    session.say(summary(counts, "would be " if dry_run else ""))
    _warn_of_unused(session, metadata, sidecar.unused if sidecar else [])
    if (assignments or metadata or languages) and (known := counts["known"] + counts["linked"]):
        session.say(f"{known:,} of the files were known: what --set, --metadata and --language say is for new ones; "
                    "change what is kept of a document with `muniment edit`")  # fmt: skip
    if not dry_run:
        bring_index_up_to_date(session, store)
    if any(counts[kind] for kind in FAILED):
        number = sum(counts[kind] for kind in FAILED)
        raise PartlyAdded(f"{number:,} of {counts.total():,} files could not be read or added; see the lines above")


def reading(scratch: Path, jobs: int) -> AbstractContextManager[Reader]:
    """What reads the files: processes that a file cannot break out of."""
    from archive.sandbox.pool import Sandbox

    return Sandbox(scratch, jobs=jobs)


def _say_locks(session: Session, locks: Mapping[str, bool]) -> None:
    """What readers are kept from here; docs/adding.md says what each lock is."""
    lacking = ", ".join(name for name, closed in locks.items() if not closed) or "none"
    if locks:
        session.say(f"readers: {sum(locks.values())} locks are closed; open: {lacking}", loud=True)


def _bundles(paths: Iterable[Path], *, described: bool) -> tuple[list[Bundle], tuple[Path, ...]]:
    """The citation bundles among the paths, all checked before anything is added, and the other paths."""
    paths = tuple(paths)
    found = [path for path in paths if is_bundle(path)]
    if found and described:
        raise click.UsageError(f"{found[0]} is a citation bundle, which describes its documents itself: add it without "
                               "--set, --metadata and --language, and change what it says with `muniment edit`")
    return [checked_bundle(path) for path in found], tuple(path for path in paths if path not in found)


def _total(session: Session, paths: Iterable[Path], again: Sequence[object], store: Store) -> int | None:
    """How many files there are, counted only for the eye: of hundreds of thousands it takes seconds."""
    if not session.shows_progress:
        return None
    return len(again) + sum(1 for _ in chain.from_iterable(_below(path, store) for path in paths))


def _below(path: Path, store: Store) -> Iterable[object]:
    return [path] if str(path) == "-" else arrivals([path], skip=store.layout.root)


def given_to_all(assignments: Iterable[str], languages: tuple[str, ...]) -> Given:
    """What --set and --language say."""
    return combine(parse_assignments(assignments), Given(languages=tuple(map(check_language, languages))))


def _arrivals(paths: Iterable[Path], store: Store, skipped: Callable[[Skipped], None] | None) -> Iterator[Arrival]:
    for path in paths:
        if str(path) == "-":
            yield Arrival(path=None, name=STDIN_NAME, content=sys.stdin.buffer.read())
            continue
        for one in offered([path], skip=store.layout.root):
            if isinstance(one, Arrival):
                yield one
            elif skipped:
                skipped(one)


def _but(metadata: Path | None, found: Iterable[Arrival]) -> Iterator[Arrival]:
    """Without the table that describes the files, which may lie among them."""
    table = metadata.resolve() if metadata else None
    for one in found:
        if table is None or one.path is None or one.path.name != table.name or one.path.resolve() != table:
            yield one


def _warn_of_unused(session: Session, metadata: Path | None, unused: Sequence[str]) -> None:
    for name in unused[:SHOWN]:
        session.warn(f"{metadata} describes {inert(name)}, which was not among the files")
    if len(unused) > SHOWN:
        session.warn(f"{metadata} describes more files that were not among the files: {len(unused) - SHOWN:,}")


def _deposit(session: Session, store: Store, *, dry_run: bool) -> AbstractContextManager[Deposit]:
    return rehearse(store) if dry_run else store.deposit(wait=session.wait)


def bring_index_up_to_date(session: Session, store: Store) -> None:
    """So that the next search need not."""
    with session.index(store):
        pass
