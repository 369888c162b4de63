"""`muniment note`: the archivist's note on a document."""

from __future__ import annotations

import sys

import click

from archive.accession import edit, now
from archive.errors import InvalidValue
from archive.export.inert import inert
from archive.given import parse_assignments
from archive.store import Store
from cli.session import Session, pass_session


@click.command("note")
@click.argument("record_id", metavar="ID")
@click.argument("text", metavar="[TEXT|-]", required=False)
@pass_session
def command(session: Session, record_id: str, text: str | None) -> None:
    """Write a note on a document, or print the one it has.

    The note takes the place of the one before, which stays in the history; `muniment undo` brings it back. `-` reads
    the note from standard input, and an empty TEXT ('') takes it away. Its lines become one.

    \b
    Examples:
      muniment note m3f9 'The last page is missing in our copy.'
      muniment note m3f9
      cat remarks.txt | muniment note m3f9 -
    """
    store = session.store()
    if text is None:
        _show(session, store, record_id)
        return
    changes = parse_assignments([f"note={_from_stdin() if text == '-' else text}"])
    with store.deposit(wait=session.wait) as deposit:
        record = store.latest(record_id)
        if changes.over(record.description).note != record.description.note:
            edit(deposit, record, changes, clock=now)
        deposit.commit()
    click.echo(record.id)
    with session.index(store):
        session.say("noted")


def _from_stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidValue(f"the note on standard input is not UTF-8 text (byte {error.start + 1})") from None


def _show(session: Session, store: Store, record_id: str) -> None:
    record = store.latest(record_id)
    note = record.description.text("note")
    if note is None:
        session.say(f"{record.id} has no note")
    else:
        click.echo(inert(note))
