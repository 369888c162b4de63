"""Results as plain data: the JSON that docs/output.md describes, under a schema version."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from archive.export.flat import flat
from archive.record import Record
from archive.record_json import to_plain
from archive.relations import Relation
from index.results import FacetCount, Hit, Results

SCHEMA = 1
"""The version of every JSON object printed. It rises when a key is taken away or changes its meaning."""

# json.dumps escapes the control characters below U+0020 itself.
_ESCAPED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def results(found: Results) -> dict[str, Any]:
    """The answer to one query."""
    answer: dict[str, Any] = {
        "schema": SCHEMA,
        "query": found.query,
        "total": found.total,
        "hits": [hit(one) for one in found.hits],
        "facets": facets(found.facets),
    }
    if found.distinct is not None:
        answer["distinct"] = found.distinct
    if found.warnings:
        answer["warnings"] = list(found.warnings)
    return answer


def hit(found: Hit) -> dict[str, Any]:
    """One document of an answer."""
    alike = {} if found.alike is None else {"alike": found.alike}
    return {
        "id": found.id,
        "filename": found.filename,
        "title": found.title,
        "title_is_stand_in": found.title_is_stand_in,
        "source": found.source,
        "date": found.date,
        "type": found.type,
        "languages": list(found.languages),
        "score": round(found.score, 6),
        "snippets": [
            {"text": snippet.text, "highlights": [list(span) for span in snippet.highlights],
             "language": snippet.language, "locator": snippet.locator}
            for snippet in found.snippets
        ],
    } | alike  # fmt: skip


def facets(counts: Mapping[str, tuple[FacetCount, ...]]) -> dict[str, Any]:
    """Facet counts by facet, the most frequent value first."""
    return {name: [{"value": one.value, "count": one.count} for one in held] for name, held in counts.items()}


def record_row(record: Record) -> dict[str, Any]:
    """The public fields of a record on one level, its languages as tags with their shares beside them."""
    row: dict[str, Any] = dict(flat(record))
    row["languages"] = [share.tag for share in record.languages]
    row["language_shares"] = {share.tag: share.share for share in record.languages}
    return row


def relations(found: Iterable[Relation]) -> list[dict[str, Any]]:
    """The documents that are related to one, with what each is to it; the ID is null where the archive has none."""
    return [
        {"kind": one.kind, "key": one.key, "id": one.id, "title": one.title, "language": one.language,
         "left_out": one.left_out}
        for one in found
    ]  # fmt: skip


def record_text(record: Record, text: str) -> dict[str, Any]:
    """The kept text of a record and its passages; offsets count characters of the text."""
    passages = [
        {"start": passage.start, "end": passage.end, "language": passage.language, "locator": passage.locator}
        for passage in record.passages
    ]
    return {"schema": SCHEMA, "id": record.id, "text": text, "passages": passages}


def record_whole(record: Record) -> dict[str, Any]:
    """A record as it is stored: every value with its basis and evidence."""
    return {"schema": SCHEMA, **to_plain(record)}


def dumps(value: Any, *, compact: bool = False) -> str:
    """JSON text, letters of every script as they are; compact is one line.

    What acts on a terminal, and lone surrogates, which UTF-8 cannot write, stand as escapes of JSON.
    """
    text = json.dumps(value, ensure_ascii=False, indent=None if compact else 2)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
