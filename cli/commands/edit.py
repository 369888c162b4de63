"""`muniment edit`: set fields by hand."""

from __future__ import annotations

import click

from archive.accession import edit, now
from archive.given import parse_assignments
from cli.session import Session, pass_session


@click.command("edit")
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@click.option("--set", "assignments", multiple=True, required=True, metavar="FIELD=VALUE",
              help="Set a field; `FIELD=` empties it. A field that repeats (creator, tag, collection) takes "
                   "several --set.")  # fmt: skip
@pass_session
def command(session: Session, ids: tuple[str, ...], assignments: tuple[str, ...]) -> None:
    """Set fields of documents; `-` reads IDs from standard input. All of them are changed or none.

    What a person sets, no rule ever overwrites; the old state stays in the history.

    \b
    Examples:
      muniment edit m3f9 --set date=2021-04-09 --set symbol=A/HRC/47/G/10
      muniment edit m3f9 --set creator="Sabina Aliyeva" --set tag=mines --set tag=appeals
      muniment edit m3f9 --set title=
    """
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
    with session.index(store):
        session.say(f"{len(edited):,} document{'' if len(edited) == 1 else 's'} edited")
