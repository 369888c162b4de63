"""Making a citation bundle: documents in their order, then what is written from all of their records."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import BinaryIO

from archive.bag.citations import citation_groups
from archive.bag.contents import (
    CRATE,
    QUERY,
    README,
    Contents,
    history_path,
    original_path,
    record_path,
    text_path,
)
from archive.bag.crate import Crate
from archive.bag.piles import Piles
from archive.bag.query import SCHEMA
from archive.bag.readme import readme
from archive.bag.sound import check_document, chunks, record_bytes
from archive.bag.writer import BASE, BagWriter
from archive.errors import DamageFound
from archive.record import Record
from archive.version import AGENT


def write_bundle(records: Iterable[Record], out: BinaryIO, contents: Contents) -> None:
    """Write the zipped bag. What it takes of memory depends neither on the number nor on the size of the documents.

    The same records of the same archive at the same `made` give the same bytes. DamageFound names a document that is
    not as it was kept.
    """
    groups = citation_groups(contents.styles)
    head = {"seq": contents.store.catalogue.seq, "sha256": contents.store.catalogue.head}
    with contextlib.ExitStack() as leaving:
        cited = leaving.enter_context(contextlib.closing(Piles(groups)))
        crate = leaving.enter_context(contextlib.closing(_crate(contents, cited.paths)))
        bag = leaving.enter_context(contextlib.closing(BagWriter(out, datetime.fromisoformat(contents.made))))
        documents = 0
        for documents, record in enumerate(_sound(records, contents), 1):  # noqa: B007  # their number is said below
            _write_document(bag, record, contents)
            cited.add(record)
            crate.add(record)
        _write_about_all(bag, cited, crate, contents, head, documents)
        bag.finish()


def _crate(contents: Contents, paths: Iterable[str]) -> Crate:
    return Crate([*paths, QUERY, README], made=contents.made, originals=contents.originals, texts=contents.texts)


def _sound(records: Iterable[Record], contents: Contents) -> Iterator[Record]:
    """The records in their order, each document once, without damaged ones where these are to be left out."""
    for record in records:
        if contents.leave_out:
            try:
                check_document(contents.store, record, original=contents.originals, text=contents.texts)
            except DamageFound as damage:
                contents.leave_out(_of(record, damage))
                continue
        yield record


def _of(record: Record, damage: DamageFound) -> DamageFound:
    return DamageFound(f"{record.id}: {damage}")


def _write_document(bag: BagWriter, record: Record, contents: Contents) -> None:
    try:
        for path, pieces in _files_of(record, contents):
            with bag.payload(path) as file:
                for piece in pieces:
                    file.write(piece)
    except DamageFound as damage:
        raise _of(record, damage) from None


def _files_of(record: Record, contents: Contents) -> Iterator[tuple[str, Iterable[bytes]]]:
    """What lies in the bundle of one document, each file with its content piece by piece."""
    store = contents.store
    if contents.originals:
        yield original_path(record), chunks(store.layout.original(record.original.digest), record.original.digest)
    if contents.texts and record.text.digest:
        yield text_path(record.id), chunks(store.layout.text(record.text.digest), record.text.digest)
    for seq in store.catalogue.history(record.id):
        if seq < record.seq:
            yield history_path(record.id, seq), [record_bytes(store, seq)]
    yield record_path(record.id), [record_bytes(store, record.seq)]


def _write_about_all(
    bag: BagWriter, cited: Piles, crate: Crate, contents: Contents, head: Mapping[str, object], documents: int
) -> None:
    for path, pile in cited.files():
        with bag.payload(path) as file:
            pile.copy_to(file)
    with bag.payload(QUERY) as file:
        file.write(_query(contents, head, documents))
    with bag.payload(README) as file:
        file.write(readme(base=BASE, made=contents.made, documents=documents, originals=contents.originals,
                          texts=contents.texts).encode())  # fmt: skip
    with bag.payload(CRATE) as file:
        crate.copy_to(file)


def _query(contents: Contents, head: Mapping[str, object], documents: int) -> bytes:
    said = {
        "schema": SCHEMA, "made": contents.made, "software": AGENT, "asked": dict(contents.asked),
        "last_record": head, "documents": documents, "originals": contents.originals, "texts": contents.texts,
        "styles": list(contents.styles),
    }  # fmt: skip
    return json.dumps(said, indent=1).encode() + b"\n"
