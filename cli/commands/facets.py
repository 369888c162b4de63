"""`muniment facets`: count documents by facet."""

from __future__ import annotations

from typing import Any

import click

from cli.options import DEFAULT_FACETS, FacetChoice, chosen, filter_options, format_option, match_option
from cli.session import Session, pass_session
from index.fields import FACETS
from index.search import Question, search


@click.command("facets")
@click.argument("query", metavar="[QUERY]", default="")
@filter_options
@click.option("--by", "facets", multiple=True, type=FacetChoice(None),
              help=f"The facet to count by: {', '.join(FACETS)}. :N shows N values instead of all. "
                   "Without --by: source, date, language and type.")
@match_option
@format_option("text", "json")
@pass_session
def command(session: Session, /, query: str, format_: str, **options: Any) -> None:
    """Count the documents of QUERY, or all, by their facets.

    A facet's counts ignore the filter on that facet itself, so that they show what another choice would find. Dates
    are counted by year; a document with no date, or a date that spans years, counts as undated.

    \b
    Examples:
      muniment facets
      muniment facets landmine --by language --by date:20
    """
    from cli import output, render
    from cli.terminal import echo_paged

    facets = dict(options.pop("facets")) or dict.fromkeys(DEFAULT_FACETS)
    question = Question(text=query, chosen=chosen(options), facets=facets, limit=0, **options)
    store = session.store()
    with session.index(store) as engine:
        found = search(store, engine, question)
    session.warn_of(found.warnings)
    if format_ == "json":
        click.echo(output.dumps({"schema": output.SCHEMA, "query": query, "total": found.total,
                                 "facets": output.facets(found.facets)}))
    else:
        echo_paged(render.facets(found.facets))
