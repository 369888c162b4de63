"""`muniment undo`: the last edit of a document taken back."""

from __future__ import annotations

import click

from archive.accession import now
from archive.undo import undo, undo_to
from cli.session import Session, pass_session


@click.command("undo")
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@click.option(
    "--to",
    "seq",
    type=click.IntRange(min=1),
    metavar="SEQ",
    help="Go back to the state after this record of the document; `show --history` numbers them.",
)
@pass_session
def command(session: Session, ids: tuple[str, ...], seq: int | None) -> None:
    """Take back the last edit of documents: fields, tags, collections or a note; `-` reads IDs from standard input.

    The state before it becomes the newest record, and nothing is taken out of the history: undoing once more brings
    the edit back. All of the documents are changed or none. That a document was taken in cannot be undone.

    \b
    Examples:
      muniment undo m3f9
      muniment show m3f9 --history
      muniment undo m3f9 --to 12
    """  # fmt: skip
    from cli.ids import given_ids

    wanted = list(given_ids(ids))
    if seq is not None and len(wanted) != 1:
        raise click.UsageError("--to SEQ is for one document: records are numbered through the whole archive")
    store = session.store()
    with store.deposit(wait=session.wait) as deposit:
        for record_id in dict.fromkeys(store.resolve(given).id for given in wanted):
            history = store.history(record_id)
            if seq is None:
                undo(deposit, history, clock=now)
            else:
                undo_to(deposit, history, seq, clock=now)
        undone = deposit.commit()
    for record in undone:
        click.echo(record.id)
    with session.index(store):
        session.say("; ".join(f"{record.id}: {record.event.detail}" for record in undone))
