"""`muniment similar`: copies of a document, exact and near."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from archive.duplicates.kept import Similar
from archive.duplicates.signatures import ALIKE
from archive.export.dates import in_words
from archive.export.inert import inert
from archive.record import Record
from archive.store import Store
from cli.options import format_option
from cli.session import Session, pass_session
from cli.terminal import echo_paged

KINDS = {"text": "same text", "near": "near copy"}


@click.command("similar")
@click.argument("record_id", metavar="ID")
@click.option("--least", type=click.FloatRange(0, 1, min_open=True), default=ALIKE, show_default=True, metavar="SCORE",
              help="Near copies from this similarity on.")
@click.option("--limit", "-n", type=click.IntRange(min=0), default=50, show_default=True, metavar="N",
              help="How many documents to show.")
@format_option("text", "json", "ids")
@pass_session
def command(session: Session, record_id: str, least: float, limit: int, format_: str) -> None:
    """Show the copies of a document: where the same bytes came from, documents with the same text, and near copies.

    The same text is the same but for white space, hyphens, letter case and widths, whatever the format. The score of
    a near copy is the share of five-letter stretches that both texts have, of all that either has, as far as it can
    be estimated (0 to 1). Nothing is ever deleted for being a copy.

    \b
    Examples:
      muniment similar m3f9
      muniment similar m3f9 --least 0.3 --format json
      muniment search floods --collapse duplicates
    """
    store = session.store()
    record = store.latest(record_id)
    every = session.duplicates(store).similar(record.id, least=least)
    found = every[:limit]
    if format_ == "ids":
        for one in found:
            click.echo(one.id)
    elif format_ == "json":
        from cli.output import dumps

        click.echo(dumps(_plain(store, record, found, len(every))))
    else:
        echo_paged("\n".join(_lines(store, record, found, len(every))))


def _came_from(record: Record) -> list[str]:
    """The names that the same bytes came under, and where in other documents."""
    inside = [f"{one.path} in {one.container}" for one in record.part_of]
    return [*record.original.paths, *inside]


def _plain(store: Store, record: Record, found: Sequence[Similar], total: int) -> dict[str, Any]:
    from cli.output import SCHEMA

    return {
        "schema": SCHEMA,
        "id": record.id,
        "total": total,
        "copies": [inert(name) for name in _came_from(record)],
        "similar": [
            {"id": one.id, "kind": one.kind, "score": round(one.score, 3), "filename": inert(other.filename),
             "title": other.description.text("title"), "source": other.description.text("source"),
             "date": other.description.text("date"), "media_type": other.original.media_type}
            for one in found for other in [store.latest(one.id)]
        ],
    }  # fmt: skip


def _lines(store: Store, record: Record, found: Sequence[Similar], total: int) -> Iterator[str]:
    yield f"{click.style(record.id, fg='yellow')}  {_title(record)}"
    for name in _came_from(record):
        yield f"  {'same bytes':<10}        {inert(name)}"
    for one in found:
        other = store.latest(one.id)
        date = other.description.text("date")
        facts = [other.description.text("source"), in_words(date) if date else "undated", other.original.media_type]
        yield (f"  {KINDS[one.kind]:<10}  {one.score:.2f}  {click.style(one.id, fg='yellow')}  {_title(other)}  "
               f"({' · '.join(inert(fact) for fact in facts if fact)})")  # fmt: skip
    if not total:
        yield "  no other document is like it"
    elif total > len(found):
        yield f"  … and {total - len(found):,} more"


def _title(record: Record) -> str:
    return click.style(inert(record.description.text("title") or record.filename), bold=True)
