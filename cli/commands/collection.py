"""`muniment collection`: a researcher's working sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import click

from archive.accession import now
from archive.collection import Collection, collections, forget, make
from archive.errors import InvalidValue
from archive.export.inert import inert
from archive.fields import check
from archive.revision import revision
from archive.store import Store
from cli.options import format_option
from cli.revising import revise
from cli.selection import Selection, selected, selection_options
from cli.session import Session, pass_session

FIELD = "collection"


@click.group("collection")
def command() -> None:
    """Gather documents in collections; a document may be in several of them.

    That a document is in a collection stands in its record, with history and undo, and `--collection NAME` or
    `collection:NAME` finds it in every command. A name that begins with a minus stands after `--`.

    \b
    Examples:
      muniment collection new 'Chapter 3' --note 'what the third chapter rests on'
      muniment collection add 'Chapter 3' 'landmine* date:2021'
      muniment collection rm 'Chapter 3' m3f9
      muniment facets --by collection
      muniment export --all --collection 'Chapter 3' -o chapter3.zip --as bag
    """


@command.command("new")
@click.argument("name")
@click.option("--note", default="", metavar="TEXT", help="What the collection is for.")
@pass_session
def new(session: Session, name: str, note: str) -> None:
    """Make a collection that holds no document yet, or give one its note.

    \b
    Example:
      muniment collection new 'Chapter 3' --note 'what the third chapter rests on'
    """
    name = check(FIELD, name)
    store = session.store()
    with store.deposit(wait=session.wait):
        make(store.layout, Collection(name=name, note=note, made=now()))
    session.say(f"collection {name}: made")


@command.command("add")
@click.argument("name")
@click.argument("arguments", metavar="QUERY|ID…", nargs=-1)
@selection_options
@pass_session
def add(session: Session, name: str, arguments: Sequence[str], ids: BinaryIO | None, dry_run: bool, yes: bool) -> None:
    """Put the documents that a QUERY finds, or those named, into a collection. One that is not there yet is made.

    \b
    Examples:
      muniment collection add 'Chapter 3' 'landmine* date:2021'
      muniment collection add 'Chapter 3' m3f9 m77a
      muniment search 地雷 --format ids | muniment collection add 地雷 --ids -
    """
    change = revision(FIELD, added=[name])
    store = session.store()
    revise(session, store, selected(session, store, arguments, ids), change, dry_run=dry_run, yes=yes)


@command.command("rm")
@click.argument("name")
@click.argument("arguments", metavar="[QUERY|ID…]", nargs=-1)
@selection_options
@pass_session
def rm(session: Session, name: str, arguments: Sequence[str], ids: BinaryIO | None, dry_run: bool, yes: bool) -> None:
    """Take documents out of a collection; without QUERY and IDs all of them, and the collection itself.

    The documents stay in the archive, and their histories say that they were in it.

    \b
    Examples:
      muniment collection rm 'Chapter 3' m3f9
      muniment collection rm 'Chapter 3' 'type:news' --dry-run
      muniment collection rm 'Chapter 3'
    """
    store = session.store()
    held = _known(_held(session, store), name)
    change = revision(FIELD, removed=[held.name])
    if arguments or ids is not None:
        revise(session, store, selected(session, store, arguments, ids), change, dry_run=dry_run, yes=yes)
        return
    revise(session, store, _documents(session, store, held), change, dry_run=dry_run, yes=yes)
    if not dry_run:
        with store.deposit(wait=session.wait):
            forget(store.layout, held.name)
        session.say(f"collection {held.name}: removed")


@command.command("list")
@format_option("text", "json")
@pass_session
def list_(session: Session, format_: str) -> None:
    """List the collections, with how many documents each holds.

    \b
    Example:
      muniment collection list
    """
    from cli.listing import show_named

    held = sorted(_held(session, session.store()).values(), key=lambda one: (one.name.casefold(), one.name))
    show_named(session, "collections", [_row(one) for one in held], [_line(one) for one in held], format_=format_,
               none="there are no collections; `muniment collection new NAME` makes one")  # fmt: skip


@command.command("show")
@click.argument("name")
@format_option("text", "json", "jsonl", "csv", "ids")
@pass_session
def show(session: Session, name: str, format_: str) -> None:
    """Show what a collection holds. The letter case and the accents of its name need not be typed.

    \b
    Examples:
      muniment collection show 'Chapter 3'
      muniment collection show 'Chapter 3' --format ids
    """
    store = session.store()
    held = _known(_held(session, store), name)
    ids = _documents(session, store, held).ids
    if format_ == "text":
        _show(store, held, ids)
    else:
        _show_rows(store, held, ids, format_)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A collection, whether it has a file or not, and how many documents are in it."""

    name: str
    documents: int = 0
    note: str = ""
    made: str | None = None


def _held(session: Session, store: Store) -> dict[str, _Held]:
    """Every collection by its name: those that have a file, and those that documents are in."""
    from index.lookup import Everything
    from index.results import Request

    held = {one.name: _Held(name=one.name, note=one.note, made=one.made) for one in collections(store.layout).values()}
    with session.index(store) as engine:
        counted = engine.search(Request(lookup=Everything(), limit=0, facets={FIELD: None}))
    for one in counted.facets[FIELD]:
        held[one.value] = replace(held.get(one.value, _Held(name=one.value)), documents=one.count)
    return held


def _known(held: Mapping[str, _Held], name: str) -> _Held:
    """The collection of this name; else the only one that differs from it in letter case or accents alone."""
    wanted = check(FIELD, name)
    if wanted in held:
        return held[wanted]
    alike = [one for one in held if _folded(one) == _folded(wanted)]
    if len(alike) == 1:
        return held[alike[0]]
    advice = f"; there are {' and '.join(map(repr, alike))}" if alike else "; `muniment collection list` shows them all"
    raise InvalidValue(f"there is no collection {wanted!r}{advice}")


def _folded(name: str) -> str:
    from index.analysis import fold_word

    return " ".join(fold_word(word) for word in name.split())


def _documents(session: Session, store: Store, held: _Held) -> Selection:
    """The documents of exactly this collection."""
    from index.lookup import FacetLookup
    from index.results import Request

    with session.index(store) as engine:
        found = engine.search(Request(lookup=FacetLookup(FIELD, (held.name,)), limit=None))
    return Selection(ids=tuple(match.id for match in found.page), found=True)


def _line(one: _Held) -> str:
    from cli.direction import isolated

    note = f"  {isolated(inert(one.note))}" if one.note else ""
    return f"{one.documents:>9,}  {isolated(inert(one.name))}{note}"


def _row(one: _Held) -> dict[str, Any]:
    return {"name": one.name, "documents": one.documents, "note": one.note or None, "made": one.made}


def _show(store: Store, held: _Held, ids: Sequence[str]) -> None:
    from cli.render import NO_TITLE
    from cli.terminal import echo_paged

    lines = [_line(held)]
    for record_id in ids:
        title = store.latest(record_id).description.text("title")
        lines.append(f"{record_id}  {inert(title) if title else NO_TITLE}")
    echo_paged("\n".join(lines))


def _show_rows(store: Store, held: _Held, ids: Sequence[str], format_: str) -> None:
    from cli import listing, output

    if format_ == "ids":
        for record_id in ids:
            click.echo(record_id)
    elif format_ == "json":
        click.echo(output.dumps({"schema": output.SCHEMA, **_row(held), "ids": list(ids)}))
    else:
        records = (store.latest(record_id) for record_id in ids)
        listing.show_rows(map(output.record_row, records), format_, listing.RECORD_COLUMNS)
