"""The documents that a command changes: named by their IDs, by a file of IDs, or found by a query."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeVar

import click

from archive.store import Store
from cli.session import Session

F = TypeVar("F", bound=Callable[..., Any])

_WHOLE_ID = re.compile(r"m[0-9a-f]{12,}\Z", re.IGNORECASE)
_BEGINNING = re.compile(r"m(?=[0-9a-f]*[0-9])[0-9a-f]{2,}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """IDs of documents, each once, and whether a query found them."""

    ids: tuple[str, ...]
    found: bool


def selection_options(command: F) -> F:
    """`--ids`, `--dry-run` and `--yes`, in no short form."""
    for option in reversed([
        click.option("--ids", type=click.File("rb"), metavar="FILE",
                     help="The documents whose IDs are in FILE, a line each (- for stdin)."),
        click.option("--dry-run", is_flag=True, help="Say which documents would be changed, and change none."),
        click.option("--yes", is_flag=True, help="Do not ask before what a query found is changed."),
    ]):  # fmt: skip
        command = option(command)
    return command


def selected(session: Session, store: Store, arguments: Sequence[str], ids: BinaryIO | None) -> Selection:
    """What the arguments choose. Arguments that look like IDs are IDs, `-` is IDs on stdin, any other one is a query.

    A word of letters alone that an ID could begin with (`made`, `mac`) is a word of a query.
    """
    from cli.ids import given_ids, read_ids

    if bool(arguments) == (ids is not None):
        raise click.UsageError("say which documents: a QUERY ('' for all), IDs, or --ids FILE")
    if ids is not None:
        return _named(store, list(read_ids(ids)))
    if all(argument == "-" or is_id(argument) for argument in arguments):
        return _named(store, list(given_ids(arguments)))
    if len(arguments) > 1:
        raise click.UsageError("give one QUERY, quoted for the shell when it has several words, or IDs alone")
    return _found(session, store, arguments[0])


def is_id(argument: str) -> bool:
    """Whether an argument is a document's ID, or the beginning of one with a digit in it."""
    return bool(_WHOLE_ID.match(argument) or _BEGINNING.match(argument))


def _named(store: Store, ids: Sequence[str]) -> Selection:
    return Selection(ids=tuple(dict.fromkeys(store.resolve(given).id for given in ids)), found=False)


def _found(session: Session, store: Store, query: str) -> Selection:
    from index.search import Question, found_records

    with session.index(store) as engine:
        found = found_records(store, engine, Question(text=query, limit=None))
    session.warn_of(found.warnings)
    return Selection(ids=found.ids, found=True)
