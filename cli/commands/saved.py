"""`muniment saved`: searches kept under a name, and what is new in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import click

from archive.accession import now
from archive.errors import ArchiveLocked, InvalidValue, StorageFailed
from archive.export.inert import inert
from archive.fields import check_name
from archive.saved import SavedSearch, all_saved, load, note_run, remove
from archive.store import Store
from cli.options import format_option
from cli.session import Session, pass_session


@click.group("saved")
def command() -> None:
    """List, run and remove saved searches; `muniment search QUERY --save NAME` saves one.

    \b
    Examples:
      muniment search 'landmine*' --language az --save 'mines az'
      muniment saved run 'mines az'
      muniment saved list
    """


@command.command("list")
@format_option("text", "json")
@pass_session
def list_(session: Session, format_: str) -> None:
    """List the saved searches, with their filters and when each was last run.

    \b
    Example:
      muniment saved list
    """
    from cli.listing import show_named

    held = all_saved(session.store().layout)
    show_named(session, "saved", [_row(one) for one in held], [_line(one) for one in held], format_=format_,
               none="there are no saved searches; `muniment search QUERY --save NAME` saves one")  # fmt: skip


@command.command("run")
@click.argument("name")
@click.option("--new", "only_new", is_flag=True, help="Only documents that it did not find last time.")
@click.option("--keep", is_flag=True, help="Do not note what was found: what is new now is new again next time.")
@click.option(
    "--limit",
    "-n",
    type=click.IntRange(min=0),
    default=None,
    metavar="N",
    help="How many documents to show; without it all.",
)
@format_option("text", "jsonl", "ids")
@pass_session
def run(session: Session, name: str, only_new: bool, keep: bool, limit: int | None, format_: str) -> None:
    """Run a saved search with the filters it was saved with, and mark what it did not find last time as new.

    What it finds is noted for the next time, whether it is shown or not.

    \b
    Examples:
      muniment saved run 'mines az'
      muniment saved run 'mines az' --new --format ids
    """  # fmt: skip
    store = session.store()
    saved = load(store.layout, name)
    found = _found(session, store, saved)
    new = set(found).difference(saved.seen)
    shown = [record_id for record_id in found if record_id in new or not only_new]
    _show(store, shown[:limit], new, format_)
    session.say(f"{len(found):,} document{'' if len(found) == 1 else 's'}, {len(new):,} new since {saved.run}")
    if not keep:
        _note(session, store, saved, found)


@command.command("rm")
@click.argument("name")
@pass_session
def rm(session: Session, name: str) -> None:
    """Remove a saved search. The documents stay.

    \b
    Example:
      muniment saved rm 'mines az'
    """
    store = session.store()
    with store.deposit(wait=session.wait):
        if not remove(store.layout, check_name(name)):
            raise InvalidValue(f"there is no saved search {name!r}; `muniment saved list` shows them all")
    session.say(f"saved search {name}: removed")


def _found(session: Session, store: Store, saved: SavedSearch) -> Sequence[str]:
    from index.results import Sort
    from index.search import MatchMode, Question, found_records

    question = Question(
        text=saved.query,
        chosen=saved.filters,
        match=cast(MatchMode, saved.match),
        sort=cast(Sort, saved.sort),
        limit=None,
    )
    with session.index(store) as engine:
        found = found_records(store, engine, question)
    session.warn_of(found.warnings)
    return found.ids


def _note(session: Session, store: Store, saved: SavedSearch, found: Sequence[str]) -> None:
    """Note the run. What was found is shown already, and an archive that cannot be written to does not take it away."""
    try:
        with store.deposit(wait=session.wait):
            note_run(store.layout, saved.name, at=now(), seen=found)
    except (ArchiveLocked, StorageFailed) as error:
        session.warn(f"this run is not noted, and what is new stays new: {error}")


def _show(store: Store, ids: Sequence[str], new: set[str], format_: str) -> None:
    from cli import output
    from cli.render import NO_TITLE
    from cli.terminal import echo_paged

    if format_ == "ids":
        for record_id in ids:
            click.echo(record_id)
        return
    records = (store.latest(record_id) for record_id in ids)
    if format_ == "jsonl":
        for record in records:
            click.echo(output.dumps({**output.record_row(record), "new": record.id in new}, compact=True))
        return
    lines = [
        f"{'new' if record.id in new else '   '}  {record.id}  {inert(record.description.text('title') or NO_TITLE)}"
        for record in records
    ]
    if lines:
        echo_paged("\n".join(lines))


def _line(one: SavedSearch) -> str:
    from cli.direction import isolated

    filters = [f"{facet}: {', '.join(values)}" for facet, values in one.filters.items() if values]
    asked = "; ".join([one.query or "(all)", *filters, *(["any word"] if one.match == "any" else [])])
    return f"{isolated(inert(one.name))}  {isolated(inert(asked))}  (last run {inert(one.run)})"


def _row(one: SavedSearch) -> dict[str, Any]:
    return {"name": one.name, "query": one.query,
            "filters": {facet: list(values) for facet, values in one.filters.items()},
            "match": one.match, "sort": one.sort, "saved": one.saved, "run": one.run,
            "documents": len(one.seen)}  # fmt: skip
