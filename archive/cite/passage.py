"""Passage citations: quoted words with everything by which they are found again, as JSON.

The form is a Web Annotation (W3C Recommendation, 23 February 2017): the target is the kept text, the selectors are
TextQuoteSelector (the words with what stands around them) and TextPositionSelector (offsets in characters). What is
muniment's own stands under `document`. docs/citations.md describes the keys.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from archive.errors import FormatTooNew, InvalidValue

SCHEMA = 1
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
LARGEST = 1_000_000
"""Bytes of a passage citation that is read."""

LONGEST_QUOTE = 20_000
"""Characters of a quotation; some ten pages."""

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageCitation:
    """A passage: the document, the digests of its original and its text, the words and where they stand in the text.

    `start` and `end` count characters of the text with this digest; `exact` are the words as they stand there.
    `machine_read` says by what the text was read where characters were recognised in a picture.
    """

    id: str
    original: str
    text: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    locator: str = ""
    language: str = "und"
    machine_read: str | None = None
    citation: str = ""
    created: str = ""
    generator: str = ""


def to_plain(passage: PassageCitation) -> dict[str, Any]:
    """The citation as the objects of its JSON."""
    return {
        "@context": CONTEXT,
        "type": "Annotation",
        "schema": SCHEMA,
        "created": passage.created,
        "generator": passage.generator,
        "citation": passage.citation,
        "document": {
            "id": passage.id,
            "original_sha256": passage.original,
            "text_sha256": passage.text,
            "machine_read": passage.machine_read,
            "locator": passage.locator,
        },
        "target": {
            "source": f"urn:sha256:{passage.text}",
            "language": passage.language,
            "selector": [
                {"type": "TextQuoteSelector", "exact": passage.exact, "prefix": passage.prefix,
                 "suffix": passage.suffix},
                {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
            ],
        },
    }  # fmt: skip


def from_json(content: bytes) -> PassageCitation:
    """The citation; InvalidValue says what it lacks, FormatTooNew that a newer muniment wrote it."""
    if len(content) > LARGEST:
        raise InvalidValue(f"this is no passage citation: it is larger than {LARGEST:,} bytes")
    try:
        plain = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InvalidValue(f"this is no passage citation: it is not JSON ({str(error)[:100]})") from None
    _check_schema(plain)
    return _checked(_read(plain))


def _check_schema(plain: Any) -> None:
    schema = plain.get("schema") if isinstance(plain, dict) else None
    if type(schema) is not int or schema < 1:
        raise InvalidValue("this is no passage citation of muniment: it has no `schema`. Make one with "
                           "`muniment cite ID --quote TEXT --format json`")  # fmt: skip
    if schema > SCHEMA:
        raise FormatTooNew(f"this passage citation has schema {schema}, and this muniment knows schemas up to {SCHEMA}"
                           ": use a newer muniment")  # fmt: skip


def _read(plain: dict[str, Any]) -> PassageCitation:
    document, target = _object(plain, "document"), _object(plain, "target")
    quote, position = _selector(target, "TextQuoteSelector"), _selector(target, "TextPositionSelector")
    return PassageCitation(
        id=_text(document, "id"), original=_text(document, "original_sha256"), text=_text(document, "text_sha256"),
        locator=_text(document, "locator", ""), machine_read=_text(document, "machine_read", "") or None,
        start=_number(position, "start"), end=_number(position, "end"),
        exact=_text(quote, "exact"), prefix=_text(quote, "prefix", ""), suffix=_text(quote, "suffix", ""),
        language=_text(target, "language", "und"), citation=_text(plain, "citation", ""),
        created=_text(plain, "created", ""), generator=_text(plain, "generator", ""),
    )  # fmt: skip


def _checked(passage: PassageCitation) -> PassageCitation:
    for name, digest in (("original_sha256", passage.original), ("text_sha256", passage.text)):
        if not _DIGEST.match(digest):
            raise InvalidValue(f"this passage citation has a {name} that is no SHA-256: {digest[:80]!r}")
    if passage.end - passage.start != len(passage.exact) or not passage.exact.strip():
        raise InvalidValue("this passage citation contradicts itself: its words are not as long as its offsets say")
    return passage


def _object(held: dict[str, Any], key: str) -> dict[str, Any]:
    found = held.get(key)
    if not isinstance(found, dict):
        raise InvalidValue(f"this passage citation has no object `{key}`")
    return found


def _selector(target: dict[str, Any], kind: str) -> dict[str, Any]:
    selectors = target.get("selector")
    for one in selectors if isinstance(selectors, list) else [selectors]:
        if isinstance(one, dict) and one.get("type") == kind:
            return one
    raise InvalidValue(f"this passage citation has no {kind}")


def _text(held: dict[str, Any], key: str, default: str | None = None) -> str:
    found = held.get(key)
    if found is None and default is not None:
        return default
    if not isinstance(found, str):
        raise InvalidValue(f"this passage citation has no text under `{key}`")
    return found


def _number(held: dict[str, Any], key: str) -> int:
    found = held.get(key)
    if type(found) is not int or found < 0:
        raise InvalidValue(f"this passage citation has no number under `{key}`")
    return found
