"""Changing the description of several documents in one commit: shown beforehand, asked about, carried out."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from archive.accession import now
from archive.export.inert import inert
from archive.record import Record
from archive.revision import Revision, described_anew
from archive.store import Store
from cli.selection import Selection
from cli.session import Session

DECLINED = 1
"""The exit code when a person says no."""


def revise(session: Session, store: Store, selection: Selection, change: Revision, *, dry_run: bool, yes: bool) -> None:
    """Revise the documents of a selection and print the IDs of those that changed, all of them in one commit."""
    if dry_run:
        _preview(session, store, selection, change)
        return
    if selection.found and selection.ids and not yes and _is_asked():
        _ask(store, selection, change)
    with store.deposit(wait=session.wait) as deposit:
        for record_id in selection.ids:
            record = store.latest(record_id)
            described_anew(deposit, record, change.of(record.description), detail=change.detail, clock=now)
        changed = deposit.commit()
    for record in changed:
        click.echo(record.id)
    if changed:
        with session.index(store):
            pass
    session.say(_counted(len(changed), len(selection.ids), "changed"))


def _preview(session: Session, store: Store, selection: Selection, change: Revision) -> None:
    """A line for each document that would change: its ID, what would become of the field, its title."""
    count = 0
    for record in _to_change(store, selection, change):
        count += 1
        title = inert(record.description.text("title") or "")
        click.echo(f"{record.id}\t{' '.join(_steps(record, change))}\t{title}")
    session.say(_counted(count, len(selection.ids), "would be changed"))


def _to_change(store: Store, selection: Selection, change: Revision) -> Iterator[Record]:
    records = (store.latest(record_id) for record_id in selection.ids)
    return (record for record in records if change.of(record.description) != record.description)


def _steps(record: Record, change: Revision) -> list[str]:
    """`+name` and `-name` for each value that comes and goes."""
    before = [value.value for value in record.description.values(change.field)]
    after = [value.value for value in change.of(record.description).values(change.field)]
    return [f"+{inert(name)}" for name in after if name not in before] + [
        f"-{inert(name)}" for name in before if name not in after
    ]


def _is_asked() -> bool:
    """Whether a person can answer."""
    return sys.stdin.isatty()


def _ask(store: Store, selection: Selection, change: Revision) -> None:
    count = sum(1 for _ in _to_change(store, selection, change))
    if count and not click.confirm(f"{_documents(count)} will be changed ({inert(change.detail)}). Go on?", err=True):
        raise click.exceptions.Exit(DECLINED)


def _counted(changed: int, chosen: int, words: str) -> str:
    same = chosen - changed
    return f"{_documents(changed)} {words}" + (f", {same:,} so already" if same else "")


def _documents(count: int) -> str:
    return f"{count:,} document{'' if count == 1 else 's'}"
