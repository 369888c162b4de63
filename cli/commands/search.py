"""`muniment search`: find documents by what they say."""

from __future__ import annotations

import codecs
from dataclasses import replace
from typing import Any, BinaryIO

import click

from archive.errors import QueryInvalid
from archive.store import Store
from cli.options import DEFAULT_FACETS, FACET_SIZE, FacetChoice, chosen, filter_options, format_option, match_option
from cli.session import Session, pass_session
from index.engine import SearchEngine
from index.fields import FACETS
from index.results import Results
from index.search import Question, search


@click.command("search")
@click.argument("query", metavar="QUERY", required=False)
@filter_options
@click.option("--facet", "facets", multiple=True, type=FacetChoice(FACET_SIZE),
              help=f"Count the matches by this facet: {', '.join(FACETS)}. :N shows N values instead of 10, :all all.")
@match_option
@click.option("--sort", type=click.Choice(["relevance", "date", "-date", "title"]), default="relevance",
              show_default=True, help="The order of the documents; undated ones come last.")
@click.option("--collapse", type=click.Choice(["duplicates"]),
              help="Show of documents that are copies of one another only the best match, with how many are like it. "
                   "Totals and facets still count all.")
@click.option("--limit", "-n", type=click.IntRange(min=0), default=10, show_default=True, metavar="N",
              help="How many documents to show.")
@click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N", help="How many to pass over first.")
@format_option("text", "table", "json", "jsonl", "csv", "ids")
@click.option("--batch", type=click.File("rb"), metavar="FILE",
              help="Answer the query on each line of FILE (- for stdin) with one JSON object a line.")
@click.option("--save", metavar="NAME", help="Keep the query with its filters; `muniment saved` runs it again.")
@pass_session
def command(
    session: Session, /, query: str | None, batch: BinaryIO | None, format_: str, collapse: str | None,
    save: str | None, **options: Any,
) -> None:
    """Find documents by words, "phrases", prefix*, fuzzy~, OR, NOT, (…) and field:value.

    The same query finds all languages and scripts. docs/query.md describes the whole language. A query that begins
    with a minus stands after the options and `--`, so that it is not read as an option.

    \b
    Examples:
      muniment search 'landmine victims' --facet language
      muniment search 国际提高地雷意识
      muniment search '"note verbale" date:2021' --language zh --format json
      muniment search --source Trend -- '-type:news'
      muniment search 'landmine*' --language az --save 'mines az'
      muniment search --batch queries.txt > answers.jsonl
    """
    if (query is None) == (batch is None):
        raise click.UsageError("give one QUERY (after -- when it begins with a minus), or --batch FILE")
    if batch is not None and format_ not in ("json", "jsonl", "text"):
        raise click.UsageError("--batch prints JSON lines: leave --format out, or say jsonl")
    if batch is not None and save is not None:
        raise click.UsageError("--save keeps one QUERY: leave --batch out")
    question = _question(query or "", "json" if batch else format_, options)
    store = session.store()
    if collapse:
        question = replace(question, firsts=session.duplicates(store).firsts())
    with session.index(store) as engine:
        if batch is not None:
            _answer_batch(store, engine, question, batch)
        else:
            found = search(store, engine, question)
            session.warn_of(found.warnings)
            if save is not None:
                _save(session, store, engine, question, save)
            _show(found, format_)


def _question(query: str, format_: str, options: dict[str, Any]) -> Question:
    facets = dict(options.pop("facets"))
    if not facets and format_ == "json":
        facets = dict.fromkeys(DEFAULT_FACETS, FACET_SIZE)
    return Question(text=query, chosen=chosen(options), facets=facets, **options)


def _save(session: Session, store: Store, engine: SearchEngine, question: Question, name: str) -> None:
    """Keep a search that was understood, with all that it finds now."""
    from archive.accession import now
    from archive.fields import check_name
    from archive.saved import SavedSearch, save
    from index.search import found_records

    found = found_records(store, engine, replace(question, limit=None, offset=0, facets={}))
    filters = {facet: tuple(values) for facet, values in question.chosen.items() if values}
    search = SavedSearch(name=check_name(name), query=question.text, filters=filters, match=question.match,
                         sort=question.sort, saved=now(), run=now(), seen=tuple(sorted(found.ids)))  # fmt: skip
    with store.deposit(wait=session.wait):
        save(store.layout, search)
    session.say(f"saved as {search.name}: `muniment saved run` finds what is new")


def _answer_batch(store: Store, engine: SearchEngine, question: Question, batch: BinaryIO) -> None:
    """One answer a line, in order. A line that is no query is answered with its error; the exit code is then 4.

    With --match any the lines may be sentences: one that is no query is read as plain words, with a warning.
    """
    from cli.output import SCHEMA, dumps, results

    first_error: QueryInvalid | None = None
    for number, line in enumerate(batch, 1):
        try:
            asked = replace(question, text=_text(line), tolerant=question.match == "any")
            answer = results(search(store, engine, asked))
        except QueryInvalid as error:
            located = QueryInvalid(f"line {number}: {error}", query=error.query, position=error.position)
            first_error = first_error or located
            answer = {"schema": SCHEMA, "query": error.query, "error": str(error), "position": error.position}
        click.echo(dumps(answer, compact=True))
    if first_error is not None:
        raise first_error


def _text(line: bytes) -> str:
    """The query on a line, without line end and byte order mark."""
    query = line.removesuffix(b"\n").removesuffix(b"\r").removeprefix(codecs.BOM_UTF8)
    try:
        return query.decode("utf-8")
    except UnicodeDecodeError as error:
        shown, before = query.decode("utf-8", "replace"), query[: error.start].decode("utf-8")
        raise QueryInvalid("this is not UTF-8 text", query=shown, position=len(before)) from None


def _show(found: Results, format_: str) -> None:
    from cli import listing, output, render
    from cli.terminal import echo_paged

    if format_ == "text":
        echo_paged(render.results(found))
    elif format_ == "json":
        click.echo(output.dumps(output.results(found)))
    elif format_ == "table":
        click.echo(render.hits_table(found.hits))
        if found.facets:
            click.echo("\n" + render.facets(found.facets))
    else:
        listing.show_rows(map(output.hit, found.hits), format_, listing.HIT_COLUMNS)
