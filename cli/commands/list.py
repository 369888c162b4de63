"""`muniment list`: documents by their facets, without searching their text."""

from __future__ import annotations

from typing import Any, cast

import click

from cli.options import chosen, filter_options, format_option
from cli.session import Session, pass_session
from index.results import Sort
from index.search import Question, found_records, search


@click.command("list")
@click.argument("query", metavar="[QUERY]", default="")
@filter_options
@click.option("--sort", type=click.Choice(["added", "date", "-date", "title"]), default="added", show_default=True,
              help="The order of the documents. `added`: as they were added or last changed; with words in QUERY the "
                   "best matches come first.")
@click.option("--limit", "-n", type=click.IntRange(min=0), default=None, metavar="N",
              help="How many to list; without it all.")
@click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N", help="How many to pass over first.")
@format_option("table", "jsonl", "csv", "ids", default="table")
@pass_session
def command(session: Session, /, query: str, sort: str, format_: str, **options: Any) -> None:
    """List documents: all of them, or those that the filters and the QUERY leave.

    \b
    Examples:
      muniment list --language az --sort -date
      muniment list --date undated --format ids
    """
    from cli import listing, output, render
    from cli.terminal import echo_paged

    question = Question(text=query, chosen=chosen(options), sort=_order(sort), **options)
    store = session.store()
    with session.index(store) as engine:
        if format_ == "table":
            found = search(store, engine, question)
            session.warn_of(found.warnings)
            echo_paged(render.hits_table(found.hits))
        else:
            listed = found_records(store, engine, question)
            session.warn_of(listed.warnings)
            listing.show_rows(map(output.record_row, listed.records), format_, listing.RECORD_COLUMNS)


def _order(sort: str) -> Sort:
    """With no words to rank by, relevance is the order in which documents were added or last changed."""
    return "relevance" if sort == "added" else cast(Sort, sort)
