"""`muniment cite`: citations."""

from __future__ import annotations

import click

from archive.cite import cite
from cli.session import Session, pass_session


@click.command("cite")
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@click.option("--style", default="plain", show_default=True, help="The citation style.")
@pass_session
def command(session: Session, ids: tuple[str, ...], style: str) -> None:
    """Print a citation of each document, a line each. `-` reads IDs from standard input.

    What a document does not state is not invented: an undated one says n.d., a missing title gives first words in
    brackets. The end of each citation names the ID and the digest by which anybody can check it.

    \b
    Examples:
      muniment cite m3f9 m81c
      muniment list --language az --format ids | muniment cite -
    """
    from cli.ids import given_ids

    store = session.store()
    for record in [store.latest(given) for given in given_ids(ids)]:
        click.echo(cite(record, style))
