"""`muniment cite`: citations of documents, and of passages in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.direction import isolated
from cli.session import Session, pass_session
from cli.terminal import harmless, is_terminal

if TYPE_CHECKING:
    from archive.cite import Request
    from archive.cite.locator import Locator
    from archive.cite.passage import PassageCitation
    from archive.record import Record
    from archive.store import Store

FORMATS = ("text", "html", "markdown", "rtf", "json")


@click.command("cite")
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@click.option("--style", default="plain", show_default=True, metavar="STYLE",
              help="plain, un, oscola-un, news, chicago, apa, oscola, gb7714, another installed style, or a CSL FILE "
                   "(with / or ending in .csl).")  # fmt: skip
@click.option("--format", "-f", "format_", type=click.Choice(FORMATS), default="text", show_default=True,
              help="How to print; json is for --quote.")  # fmt: skip
@click.option("--lang", metavar="TAG", help="The language of the citation (en, fr, zh …); else the document's own.")
@click.option("--locator", metavar="PLACE", help="Point to a place: 'para. 5', 'paras. 3-5', 'p. 12'.")
@click.option("--quote", metavar="TEXT", help="Point to these words, found across line breaks and spelling variants.")
@click.option(
    "--nth", type=click.IntRange(min=1), metavar="N", help="Which one, when the words of --quote are repeated."
)
@pass_session
def command(
    session: Session,
    ids: tuple[str, ...],
    style: str,
    format_: str,
    lang: str | None,
    locator: str | None,
    quote: str | None,
    nth: int | None,
) -> None:
    """Print a citation of each document, a line each. `-` reads IDs from standard input.

    What a document does not state is not invented: an undated one says n.d., a missing title gives first words in
    brackets, a note verbale has no author. With --locator or --quote the citation points to a place: a note, or in
    author-date styles the citation in the text. `--quote … --format json` prints a passage citation, which
    `muniment resolve` opens again.

    \b
    Examples:
      muniment cite m3f9 m81c --style un
      muniment list --language az --format ids | muniment cite - --style apa --format html
      muniment cite m3f9 --style oscola-un --locator 'para. 5'
      muniment cite m3f9 --quote 'until the land was cleared' --format json > passage.json
    """
    from archive.cite import Request
    from archive.cite.locator import parse
    from cli.ids import given_ids

    if quote is None and (nth is not None or format_ == "json"):
        raise click.UsageError("--nth and --format json are for --quote TEXT")
    store = session.store()
    request = Request(style=style, format="text" if format_ == "json" else format_, language=_language(session, lang),
                      locator=parse(locator) if locator else ())  # fmt: skip
    records = [store.latest(given) for given in given_ids(ids)]
    if quote is None:
        _warn_of_numbers(session, store, records, request.locator)
        _cite(records, request)
    elif len(records) == 1:
        _cite_passage(session, store, records[0], request, quote, nth, as_json=format_ == "json")
    else:
        raise click.UsageError("--quote is for one document")


def _language(session: Session, tag: str | None) -> str | None:
    """The language asked for; a warning when there are no words for it."""
    from archive.cite.words import known, languages
    from archive.fields import check_language

    if tag is not None and known(check_language(tag)) is None:
        session.warn(f"there are no words for citations in {tag}: English is used. There are: {', '.join(languages())}")
        return "en"
    return tag


def _cite(records: list[Record], request: Request) -> None:
    from archive.cite import FORMATS, citations
    from archive.cite.locator import check

    if request.locator:
        for record in records:
            check(request.locator, record)
    written = FORMATS[request.format]
    lines = list(citations(records, request))
    for line in (written.head, *lines, written.foot):
        if line:
            click.echo(_shown(line))


def _warn_of_numbers(session: Session, store: Store, records: list[Record], locator: Locator) -> None:
    """Say which paragraphs that are pointed to bear another number in the document itself."""
    from archive.cite.locator import otherwise_numbered

    for record in records if locator else ():
        session.warn_of(otherwise_numbered(locator, record, store.text(record)))


def _shown(line: str) -> str:
    """A citation as it is, for a file or a program; on a terminal with its direction said."""
    return isolated(harmless(line)) if is_terminal() else harmless(line)


def _cite_passage(
    session: Session, store: Store, record: Record, request: Request, quote: str, nth: int | None, *, as_json: bool
) -> None:
    from dataclasses import replace

    from archive.accession import now
    from archive.cite import citations
    from archive.cite.locator import check, parse
    from archive.cite.passage import to_plain
    from cli import output
    from index.cited_passage import quoted

    if request.locator:
        check(request.locator, record)
    passage = quoted(record, store.text(record), quote, request.locator, nth)
    pointed = replace(request, locator=parse(passage.locator) if passage.locator else ())
    _warn_of_numbers(session, store, [record], pointed.locator)
    if as_json:
        (line,) = citations([record], pointed)
        click.echo(output.dumps(to_plain(replace(passage, citation=line, created=now()))))
    else:
        _cite([record], pointed)
        if request.format == "text":
            click.echo(_shown(_words(passage)))


def _words(passage: PassageCitation) -> str:
    """The quoted words under their citation, with what a reader must know of them."""
    from archive.export.inert import inert
    from index.snippet import on_one_line

    words = inert(on_one_line(passage.exact))
    machine = f"; text read by {inert(passage.machine_read)}" if passage.machine_read else ""
    return f"  “{words}” ({passage.locator or 'no locator'}; {inert(passage.language)}{machine})"
