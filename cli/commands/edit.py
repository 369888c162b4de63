"""`muniment edit`: set fields by hand, of some documents or of all rows of an edited export."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from archive.accession import edit, now
from archive.amendments import Amendment, read_amendments
from archive.errors import InvalidValue
from archive.export.inert import inert
from archive.given import parse_assignments
from archive.record import Record
from archive.store import Store
from cli.options import format_option
from cli.progress import counted
from cli.session import Session, pass_session
from cli.terminal import echo_paged, is_terminal


@click.command("edit")
@click.argument("ids", metavar="[ID…]", nargs=-1)
@click.option("--set", "assignments", multiple=True, metavar="FIELD=VALUE",
              help="Set a field; `FIELD=` empties it. A field that repeats (creator, tag, collection) takes "
                   "several --set.")
@click.option("--csv", "table", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, exists=True),
              help="Change what was changed in this table, which `export --as csv` wrote.")
@click.option("--dry-run", is_flag=True, help="With --csv: show every change, and make none.")
@click.option("--yes", is_flag=True, help="With --csv: make the changes without asking.")
@click.option("--force", is_flag=True, help="With --csv: make them in documents that changed since the export, too.")
@format_option("text", "jsonl")
@pass_session
def command(
    session: Session, ids: tuple[str, ...], assignments: tuple[str, ...], table: Path | None, *, dry_run: bool,
    yes: bool, force: bool, format_: str,
) -> None:  # fmt: skip
    """Set fields of documents; `-` reads IDs from standard input. All of them are changed or none.

    What a person sets, no rule ever overwrites; the old state stays in the history.

    With --csv the changes come from a table: export it, edit it in a spreadsheet, give it back. Every change is shown,
    and on a terminal asked about, before any is made. docs/metadata.md says what the table may hold.

    \b
    Examples:
      muniment edit m3f9 --set date=2021-04-09 --set symbol=A/HRC/47/G/10
      muniment edit m3f9 --set creator="Sabina Aliyeva" --set tag=mines --set tag=appeals
      muniment edit m3f9 --set title=
      muniment export '' -o all.csv --as csv
      muniment edit --csv all.csv --dry-run
    """  # fmt: skip
    if table is None:
        if not (ids and assignments) or dry_run or yes or force or format_ != "text":
            raise click.UsageError("give IDs and --set FIELD=VALUE, or --csv FILE with --dry-run or --yes")
        _set(session, ids, assignments)
    elif ids or assignments or (dry_run and yes):
        raise click.UsageError("--csv FILE says what to set of which documents; --dry-run and --yes exclude each other")
    else:
        _amend(session, table, dry_run=dry_run, yes=yes, force=force, format_=format_)


def _set(session: Session, ids: Sequence[str], assignments: Sequence[str]) -> None:
    from cli.ids import given_ids

    changes = parse_assignments(assignments)
    wanted = list(given_ids(ids))
    store = session.store()
    with store.deposit(wait=session.wait) as deposit:
        for record_id in dict.fromkeys(store.resolve(given).id for given in wanted):
            edit(deposit, store.latest(record_id), changes, clock=now)
        edited = deposit.commit()
    for record in edited:
        click.echo(record.id)
    _said(session, store, edited)


def _said(session: Session, store: Store, edited: Sequence[Record]) -> None:
    with session.index(store):
        session.say(f"{len(edited):,} document{'' if len(edited) == 1 else 's'} edited")


def _amend(session: Session, table: Path, *, dry_run: bool, yes: bool, force: bool, format_: str) -> None:
    asks = not (dry_run or yes)
    if asks and not (sys.stdin.isatty() and is_terminal()):
        raise click.UsageError("nobody can be asked here: say --dry-run to see the changes, or --yes to make them")
    store = session.store()
    with session.progress("comparing", total=None) as advance:
        found = [one for one in counted(read_amendments(store, table, force=force), advance) if one]
    _show(found, format_)
    changes = sum(len(one.changes) for one in found)
    counted_words = f"{_count(changes, 'change')} in {_count(len(found), 'document')}"
    if dry_run or not found:
        session.say(counted_words if found else "no changes")
    elif yes or click.confirm(f"Make {counted_words}?", err=True):
        _said(session, store, _made(session, store, found))
    else:
        session.say("nothing was changed")


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _show(found: Sequence[Amendment], format_: str) -> None:
    if format_ == "jsonl":
        from cli.output import dumps

        for one in found:
            for change in one.changes:
                click.echo(dumps({"id": one.id, "place": one.place, "field": change.field, "old": change.old,
                                  "new": change.new}, compact=True))  # fmt: skip
    elif found:
        echo_paged("\n".join(line for one in found for line in _lines(one)))


def _lines(found: Amendment) -> Iterator[str]:
    yield f"{click.style(found.id, fg='yellow')}  {inert(found.filename)}  ({inert(found.place)})"
    for change in found.changes:
        yield f"    {change.field}: {inert(change.old) or '(empty)'} → {inert(change.new) or '(empty)'}"


def _made(session: Session, store: Store, found: Sequence[Amendment]) -> list[Record]:
    """Make all changes in one commit, or none when a document was changed since they were shown."""
    with store.deposit(wait=session.wait) as deposit:
        for one in found:
            record = store.latest(one.id)
            if record.seq != one.seq:
                raise InvalidValue(f"{one.id} was changed while you looked: nothing was changed; see the changes again")
            edit(deposit, record, one.given, clock=now)
        return deposit.commit()
