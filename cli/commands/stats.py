"""`muniment stats`: what the archive holds."""

from __future__ import annotations

from typing import Any

import click

from archive.export.inert import inert
from archive.language import UNDETERMINED
from archive.store import Store
from cli.options import format_option
from cli.session import Session, pass_session
from index.engine import SearchEngine
from index.lookup import Everything
from index.results import UNDATED, Request


@click.command("stats")
@format_option("text", "json")
@pass_session
def command(session: Session, format_: str) -> None:
    """Say what the archive holds: documents, languages, sources, years, and the state of the index.

    \b
    Example:
      muniment stats
    """
    from cli.output import SCHEMA, dumps

    store = session.store()
    with session.index(store) as engine:
        figures = _figures(store, engine)
    if format_ == "json":
        click.echo(dumps({"schema": SCHEMA, **figures}))
        return
    width = max(map(len, figures))
    for name, value in figures.items():
        shown = f"{value:,}" if isinstance(value, int) else "none" if value is None else inert(value)
        click.echo(f"{name.replace('_', ' '):<{width}}  {shown}")


def _figures(store: Store, engine: SearchEngine) -> dict[str, Any]:
    wanted = dict.fromkeys(("language", "source", "date"))
    counted = engine.search(Request(lookup=Everything(), limit=0, facets=wanted))
    years = [one.value for one in counted.facets["date"] if one.value != UNDATED]
    undated = sum(one.count for one in counted.facets["date"] if one.value == UNDATED)
    return {
        "archive": str(store.layout.root),
        **store.catalogue.counts(),
        "records": store.catalogue.seq,
        "languages": sum(one.value != UNDETERMINED for one in counted.facets["language"]),
        "sources": len(counted.facets["source"]),
        "first_year": min(years, default=None),
        "last_year": max(years, default=None),
        "undated": undated,
        "engine": engine.name,
        "indexed_records": engine.seq,
    }
