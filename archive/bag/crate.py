"""ro-crate-metadata.json: the bundle described as an RO-Crate 1.1, whose root is the bag's data/ folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO
from urllib.parse import quote

from archive.bag.contents import CRATE, original_path, record_path, text_path
from archive.bag.piles import Pile
from archive.export.cited import cited_authors, cited_title, language_tags, text_of
from archive.export.inert import inert
from archive.export.series import Series
from archive.record import Record

_json = json.JSONEncoder(ensure_ascii=False).encode
_CONTEXT = "https://w3id.org/ro/crate/1.1/context"
_PROFILE = "https://w3id.org/ro/crate/1.1"
_DESCRIPTION = "Documents of a muniment archive with their citations and records"
_RIGHTS = "The rights in each document are those that its own record and text state."


class Crate:
    """The metadata while documents are written. `files` are those that belong to no one document."""

    def __init__(self, files: Iterable[str], *, made: str, originals: bool, texts: bool) -> None:
        self._originals, self._texts = originals, texts
        start = f'{{"@context": {json.dumps(_CONTEXT)},\n"@graph": [\n'.encode() + _line(_descriptor())
        self._parts = Pile(Series(head=start + f",\n{_root_start(made)}".encode(), joint=b", ", foot=b"]}"))
        self._entities = Pile(Series(head=b",\n", joint=b",\n", foot=b"\n]}\n"))
        for path in files:
            self._put({"@id": quote(path), "@type": "File", "name": path})

    def _put(self, entity: dict[str, Any]) -> None:
        self._parts.add(_line({"@id": entity["@id"]}))
        self._entities.add(_line(entity))

    def add(self, record: Record) -> None:
        """The next document."""
        for entity in _entities(record, originals=self._originals, texts=self._texts):
            self._put(entity)

    def copy_to(self, out: BinaryIO) -> None:
        """Write the whole, after the last document."""
        self._parts.copy_to(out)
        self._entities.copy_to(out)

    def close(self) -> None:
        """Let the temporary files go."""
        self._parts.close()
        self._entities.close()


def _line(entity: dict[str, Any]) -> bytes:
    return _json(entity).encode()


def _descriptor() -> dict[str, Any]:
    return {"@id": CRATE, "@type": "CreativeWork", "conformsTo": {"@id": _PROFILE}, "about": {"@id": "./"}}


def _root_start(made: str) -> str:
    """The root data set up to the list of its parts, which is written as it comes."""
    root = {"@id": "./", "@type": "Dataset", "name": "Citation bundle", "datePublished": made,
            "description": _DESCRIPTION, "license": _RIGHTS}  # fmt: skip
    return f'{json.dumps(root)[:-1]}, "hasPart": ['


def _paths(record: Record, *, originals: bool, texts: bool) -> list[str]:
    return [path for path, wanted in (
        (original_path(record), originals),
        (text_path(record.id), texts and record.text.digest is not None),
        (record_path(record.id), True),
    ) if wanted]  # fmt: skip


def _entities(record: Record, *, originals: bool, texts: bool) -> list[dict[str, Any]]:
    entities = []
    for path in _paths(record, originals=originals, texts=texts):
        kind = path.split("/", 1)[0]
        described = {"originals": _original, "texts": _text, "records": _record}[kind](record)
        entities.append({"@id": quote(path), "@type": "File"} | {key: held for key, held in described.items() if held})
    return entities


def _original(record: Record) -> dict[str, Any]:
    return {
        "name": cited_title(record), "identifier": record.id, "sha256": record.original.digest,
        "contentSize": str(record.original.size), "encodingFormat": inert(record.original.media_type),
        "inLanguage": language_tags(record), "creator": cited_authors(record),
        "publisher": text_of(record, "source"), "temporal": text_of(record, "date"), "url": text_of(record, "url"),
        "license": text_of(record, "rights"),
    }  # fmt: skip


def _text(record: Record) -> dict[str, Any]:
    return {"name": f"Text of {record.id}", "sha256": record.text.digest, "encodingFormat": "text/plain"}


def _record(record: Record) -> dict[str, Any]:
    return {"name": f"Record of {record.id}", "encodingFormat": "application/json"}
