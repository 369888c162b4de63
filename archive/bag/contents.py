"""What a citation bundle is to hold, and where it lies in it. docs/citations.md shows the same as a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from archive.bag.names import safe_name
from archive.errors import DamageFound
from archive.record import Record
from archive.store import Store

ORIGINALS = "originals"
TEXTS = "texts"
RECORDS = "records"
HISTORY = "history"
CITATIONS = "citations"
TABLE = "documents.csv"
QUERY = "query.json"
README = "README.txt"
CRATE = "ro-crate-metadata.json"

BIBTEX = f"{CITATIONS}/citations.bib"
RIS = f"{CITATIONS}/citations.ris"
CSL_JSON = f"{CITATIONS}/citations.json"

ID = r"m[0-9a-f]{12,64}"
_PLACES = re.compile(
    rf"(?:{ORIGINALS}/{ID}(?:-[^/]+)?|{TEXTS}/{ID}\.txt|{RECORDS}/{ID}\.json|{HISTORY}/{ID}-[0-9]{{9,}}\.json"
    rf"|{CITATIONS}/(?:citations\.(?:bib|ris|json)|styles-[^/]+\.(?:txt|html))"
    rf"|{re.escape(TABLE)}|{re.escape(QUERY)}|{re.escape(README)}|{re.escape(CRATE)})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What goes into a bundle beside the records: from which archive, what was asked and when, what of it is wanted.

    `asked` is written to query.json as it is. `made` is RFC 3339, UTC. `styles` are names of citation styles or paths
    of CSL files. With `leave_out`, a damaged document is told to it and left out; without, it is raised.
    """

    store: Store
    made: str
    asked: Mapping[str, Any] = field(default_factory=dict)
    styles: tuple[str, ...] = ("plain",)
    originals: bool = True
    texts: bool = True
    leave_out: Callable[[DamageFound], None] | None = None


def is_place(path: str) -> bool:
    """Whether a path below data/ is one that a bundle has files at."""
    return _PLACES.fullmatch(path) is not None


def original_path(record: Record) -> str:
    """Where the original of a document lies."""
    return f"{ORIGINALS}/{safe_name(record.id, record.filename)}"


def text_path(record_id: str) -> str:
    """Where the text of a document lies."""
    return f"{TEXTS}/{record_id}.txt"


def record_path(record_id: str) -> str:
    """Where the record that describes a document now lies."""
    return f"{RECORDS}/{record_id}.json"


def history_path(record_id: str, seq: int) -> str:
    """Where an earlier record of a document lies."""
    return f"{HISTORY}/{record_id}-{seq:09d}.json"


def styled_path(style: str, ending: str) -> str:
    """Where the citations in a style lie; a CSL file goes by its name without folder and ending."""
    name = re.sub(r"[^\w-]+", "_", style.removesuffix(".csl").rsplit("/", 1)[-1])[:80]
    return f"{CITATIONS}/styles-{name}.{ending}"
