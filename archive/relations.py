"""Relations between documents: versions of one paper or page, what adds to it, refers to it, or came inside it.

They are computed from the catalogue and never stored in a record: a document that comes in later is related at once.
A document is known to others by its symbols, a letter by its day, a page by its address; `entries` says under which
keys the catalogue finds it, `find` follows them both ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal

from archive.record import Record

if TYPE_CHECKING:
    from archive.catalogue import Entry
    from archive.store import Store

Kind = Literal[
    "translation", "same-symbol", "addendum-to", "amendment-to", "corrigendum-to", "revision-of",
    "has-addendum", "has-amendment", "has-corrigendum", "has-revision", "refers-to", "referred-to-by",
    "member-of", "attachment-of", "has-member", "has-attachment", "same-text",
]  # fmt: skip
"""What another document is to this one. `same-symbol` is a version in the same language.

A member or an attachment came inside the other document; the key is its path or name there. `same-text` has the same
plain text (`archive.duplicates.plain`) in other bytes; the key is the media type of the other one.
"""

MOST = 100
"""Documents of one kind that are listed; of more, how many there are."""

_LETTERS = ("letter", "note verbale")
_CHANGES: dict[str, tuple[Kind, Kind]] = {
    "Add": ("addendum-to", "has-addendum"), "Amend": ("amendment-to", "has-amendment"),
    "Corr": ("corrigendum-to", "has-corrigendum"), "Rev": ("revision-of", "has-revision"),
}  # fmt: skip
_CHANGE = re.compile(r"/(Add|Amend|Corr|Rev)\.\d+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Another document and what it is to this one; without an ID it is not in the archive.

    `key` is that by which the two are related: a symbol, `letter` and a day, an address, a path, or the media type of
    the same text. `left_out` is how many more there are of this kind when this is the last that is listed.
    """

    kind: Kind
    key: str
    id: str | None = None
    title: str | None = None
    language: str | None = None
    left_out: int = 0


def find(store: Store, record: Record) -> tuple[Relation, ...]:
    """The relations of a document, by kind; the documents of one kind in the order of their records."""
    found: dict[Kind, dict[str, Relation]] = {}
    for relation in _all(store, record):
        if relation.id != record.id:
            found.setdefault(relation.kind, {}).setdefault(relation.id or relation.key, relation)
    return tuple(chain.from_iterable(_listed(store, list(of_kind.values())) for of_kind in found.values()))


def _all(store: Store, record: Record) -> Iterator[Relation]:
    yield from _same_paper(store, record)
    yield from _versions(store, record)
    yield from _referred(store, record)
    for key in known_as(record):
        yield from (Relation(kind="referred-to-by", key=key, id=entry.id)
                    for entry in store.catalogue.related("refers", key))  # fmt: skip
    yield from _inside(store, record)
    yield from _same_text(store, record)


def _same_paper(store: Store, record: Record) -> Iterator[Relation]:
    """What bears one of its symbols, or one that its symbols change or that changes them."""
    own = [key for key in known_as(record) if not key.startswith("letter ")]
    for key in own:
        for entry in store.catalogue.related("is", key):
            same = _language(store.record(entry.seq)) == _language(record)
            yield Relation(kind="same-symbol" if same else "translation", key=key, id=entry.id)
        yield from _parents(store, key)
        for entry in store.catalogue.related("changes", key):
            yield from _changed(store, key, entry)


def _versions(store: Store, record: Record) -> Iterator[Relation]:
    """The pages that this one declares to be the same in another language, and those that declare it of this one."""
    for address in _declared_versions(record):
        found = store.catalogue.related("at", address)
        if not found:
            yield Relation(kind="translation", key=address)
        yield from (Relation(kind="translation", key=address, id=entry.id) for entry in found)
    if own := record.description.text("url"):
        yield from (Relation(kind="translation", key=own, id=entry.id)
                    for entry in store.catalogue.related("version", own))  # fmt: skip


def _declared_versions(record: Record) -> list[str]:
    return [reference.target for reference in record.references if reference.kind == "version"]


def _named(record: Record) -> list[str]:
    """The keys of the documents that it refers to, joint symbols as one."""
    return [_target(one.kind, one.target) for one in record.references if one.kind != "version"]


def _same_text(store: Store, record: Record) -> Iterator[Relation]:
    if record.text.normalised:
        for entry in store.catalogue.related("text", record.text.normalised):
            yield Relation(kind="same-text", key=store.record(entry.seq).original.media_type, id=entry.id)


_INSIDE: dict[str, tuple[Kind, Kind]] = {
    "member": ("member-of", "has-member"), "attachment": ("attachment-of", "has-attachment"),
}  # fmt: skip


def _inside(store: Store, record: Record) -> Iterator[Relation]:
    """The documents that this one came inside, as far as they are recorded, and those that came inside this one."""
    for held in record.part_of:
        known = any(entry.id == held.container for entry in store.catalogue.by_prefix(held.container))
        yield Relation(kind=_INSIDE[held.kind][0], key=held.path, id=held.container if known else None)
    for part, held in store.catalogue.parts(record.id):
        yield Relation(kind=_INSIDE[held.kind][1], key=held.path, id=part)


def _parents(store: Store, key: str) -> Iterator[Relation]:
    """The nearest document that the symbol adds to, corrects or revises, in all its versions."""
    for ancestor in _ancestors(key):
        if found := store.catalogue.related("is", ancestor):
            yield from (Relation(kind=_change(key)[0], key=ancestor, id=entry.id) for entry in found)
            return


def _changed(store: Store, key: str, entry: Entry) -> Iterator[Relation]:
    """A document that changes this one, where no other stands between them."""
    for symbol in known_as(store.record(entry.seq)):
        between = _ancestors(symbol)
        if key in between and not any(store.catalogue.related("is", one) for one in between[: between.index(key)]):
            yield Relation(kind=_change(symbol)[1], key=symbol, id=entry.id)


def _referred(store: Store, record: Record) -> Iterator[Relation]:
    for target in _named(record):
        found = [(key, entry) for key in _split(target) for entry in store.catalogue.related("is", key)]
        if not found:
            yield Relation(kind="refers-to", key=target)
        yield from (Relation(kind="refers-to", key=key, id=entry.id) for key, entry in found)


def _listed(store: Store, relations: list[Relation]) -> Iterator[Relation]:
    """The first of one kind with their titles; the last of them says how many more there are."""
    for at, relation in enumerate(relations[:MOST], start=1):
        left_out = len(relations) - MOST if at == MOST else 0
        if relation.id is None:
            yield Relation(kind=relation.kind, key=relation.key, left_out=left_out)
            continue
        other = store.latest(relation.id)
        yield Relation(kind=relation.kind, key=relation.key, id=relation.id, title=other.description.text("title"),
                       language=_language(other), left_out=left_out)  # fmt: skip


def entries(record: Record) -> set[tuple[str, str]]:
    """The rows by which the catalogue finds a document.

    They are what it is, changes and refers to, its address and those of its versions, and its plain text.
    """
    if record.status != "current":
        return set()
    keys = known_as(record)
    url = record.description.text("url")
    return {
        *(("is", key) for key in keys),
        *(("changes", ancestor) for key in keys for ancestor in _ancestors(key)),
        *(("refers", key) for target in _named(record) for key in _split(target)),
        *(("version", address) for address in _declared_versions(record)),
        *([("at", url)] if url else []),
        *([("text", record.text.normalised)] if record.text.normalised else []),
    }


def known_as(record: Record) -> tuple[str, ...]:
    """Its symbols one by one, and of a letter the day it bears."""
    written = record.description.text("symbol")
    symbols = _split(written) if written else ()
    day = record.description.text("document_date") or record.description.text("date")
    is_letter = record.description.text("type") in _LETTERS and day is not None and len(day) == len("2021-03-02")
    return (*symbols, f"letter {day}") if is_letter else symbols


def _target(kind: str, target: str) -> str:
    return target if kind == "symbol" else f"letter {target}"


def _split(written: str) -> tuple[str, ...]:
    """The symbols of a joint document one by one; what is no symbol that is known stays as it is."""
    from archive.describe import symbol

    return tuple(one.text for one in symbol.parse(written)) or (written,)


def _ancestors(key: str) -> tuple[str, ...]:
    """The symbols without their last change, the nearest first."""
    ancestors = []
    while match := _CHANGE.search(key):
        key = key[: match.start()]
        ancestors.append(key)
    return tuple(ancestors)


def _change(key: str) -> tuple[Kind, Kind]:
    """What a symbol's last change makes of it: to the document that is changed, and the other way round."""
    match = _CHANGE.search(key)
    return _CHANGES[match[1] if match else "Rev"]


def _language(record: Record) -> str | None:
    """The language of this version, by the masthead or else by the text."""
    stated = record.description.text("version_language")
    return stated or (record.languages[0].tag if record.languages else None)
