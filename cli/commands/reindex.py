"""`muniment reindex`: build the index anew."""

from __future__ import annotations

import click

from archive.errors import DamageFound
from cli.session import Session, pass_session


@click.command("reindex")
@click.option("--if-needed", is_flag=True, help="Only when the index is missing, behind or made by another version.")
@click.option("--engine", default=None, help="Build the index of this engine, and search with it from now on.")
@pass_session
def command(session: Session, if_needed: bool, engine: str | None) -> None:
    """Build the search index, and the catalogue, anew from the records. Nothing that was kept is touched.

    A document whose text is damaged is named and left out, the others are indexed, and the exit code is 3.

    \b
    Examples:
      muniment reindex --if-needed
      muniment reindex --engine whoosh
    """
    from index.search import open_index, rebuild, refresh

    store = session.store()
    opened = open_index(store, engine)
    damaged: list[DamageFound] = []
    try:
        with session.progress("indexing", total=store.catalogue.counts()["documents"]) as advance:
            work = refresh if if_needed else rebuild
            warning = work(store, opened, wait=session.wait, progress=advance, on_damage=damaged.append)
        session.warn_of([warning] if warning else map(str, damaged))
        if opened.name != store.settings.engine:
            store.use_engine(opened.name, wait=session.wait)
        session.say(f"the {opened.name} index holds every record up to {opened.seq:,}")
    finally:
        opened.close()
    if damaged:
        documents = "1 document is" if len(damaged) == 1 else f"{len(damaged):,} documents are"
        raise DamageFound(f"{documents} damaged and not in the index; the others are")
