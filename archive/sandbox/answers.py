"""A reading as a message and back. What comes back is checked: a worker that a file took over may say anything."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from archive.errors import ExtractionFailed, MunimentError
from archive.fields import FIELDS, LONGEST_VALUE, check_language
from archive.reading import CODE, Reading, Request, Spooled, failing, with_given_languages
from archive.record import FIELD_NAMES, Description, Evidence, Passage, Reference, Value
from archive.record_json import from_plain, to_plain
from archive.sandbox.spool import LONGEST_PATH, inner_path


class FalseAnswer(Exception):
    """An answer that no reading gives."""


def changes(before: Reading | None, reading: Reading) -> dict[str, Any]:
    """What a step has added to a reading, as a message."""
    return {
        name: to_plain(getattr(reading, name)) for name in Reading.__dataclass_fields__
        if before is None or getattr(before, name) is not getattr(reading, name)
    }  # fmt: skip


def understood(message: dict[str, Any], asked: Request) -> Reading:
    """The reading that the messages of a worker, put together, say. A false description costs the description alone.

    FalseAnswer when the text itself is none.
    """
    try:
        reading: Reading = from_plain(Reading, message)
        _check_strings(message)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise FalseAnswer(str(error)[:200]) from None
    _check_text(reading)
    for part, check, without in _LATER:
        try:
            check(reading)
        except (FalseAnswer, MunimentError, ValueError) as error:
            reading = failing(replace(reading, **without(reading)), f"{part}-failed", f"a false answer: {error}"[:300])
    return with_given_languages(reading, asked)


def _check_strings(value: Any) -> None:
    """No lone surrogates: no text has them. Paths of parts may, and are not looked at here."""
    if isinstance(value, str):
        value.encode("utf-8")
    elif isinstance(value, list):
        for item in value:
            _check_strings(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in ("parts", "path"):
                _check_strings(item)


_MEDIA_TYPE = re.compile(r"[A-Za-z0-9][\w.+-]{0,60}/[A-Za-z0-9][\w.+-]{0,90}\Z", re.A)
_FAILURE = re.compile(r"[a-z][a-z-]{1,40}: .{0,3000}", re.S)
_FILE = re.compile(r"[0-9]{6}\Z")
_LONGEST_WORD = 500


def _check_text(reading: Reading) -> None:
    text, content = reading.text, reading.content
    _must(_MEDIA_TYPE.match(reading.media_type), "a media type")
    _must(text.digest is None and (text.failure is None or _FAILURE.match(text.failure)), "the state of the text")
    _must((text.state == "read") == bool(content.strip()), "whether there is text")
    _must(text.length == (len(content) if text.state == "read" else 0), "the length of the text")
    _must(text.state != "unreadable" or text.failure, "why there is no text")
    for name in (text.extractor, text.encoding, text.machine_read, text.normalised):
        _must(name is None or len(name) <= _LONGEST_WORD, "a name")
    _check_passages(reading.passages, len(content))
    _check_parts(reading.parts)


def _check_passages(passages: tuple[Passage, ...], length: int) -> None:
    end = 0
    for number, passage in enumerate(passages, 1):
        _must(passage.number == number and end <= passage.start <= passage.end <= length, "the span of a passage")
        _must(len(passage.locator) <= _LONGEST_WORD, "a locator")
        end = passage.end


def _check_parts(parts: tuple[Spooled, ...]) -> None:
    for part in parts:
        if part.file:
            _must(_FILE.match(part.file) and part.code is None and part.size >= 0, "a part")
            _must(_is_label(part.path), "the path of a part")
        else:
            _must(part.code and CODE.match(part.code) and part.message and len(part.path) <= LONGEST_PATH, "a part")


def _is_label(path: str) -> bool:
    try:
        return path == inner_path(path)
    except ExtractionFailed:
        return False


def _check_languages(reading: Reading) -> None:
    for passage in reading.passages:
        _check_tag(passage.language, passage.probability)
    for one in reading.languages:
        _check_tag(one.tag, one.probability)
        _must(_is_share(one.share), "the share of a language")


def _check_tag(tag: str, probability: float | None) -> None:
    _must(len(tag) <= _LONGEST_WORD and check_language(tag) == tag, "a language tag")
    _must(probability is None or _is_share(probability), "a probability")


def _check_description(reading: Reading) -> None:
    for name in FIELD_NAMES:
        for value in reading.description.values(name):
            _check_value(name, value, len(reading.content))
    for reference in reading.references:
        _check_source(reference, len(reading.content))
        _must(0 < len(reference.target) <= _LONGEST_WORD, "a reference")


def _check_value(name: str, value: Value, length: int) -> None:
    _must(value.basis not in ("person", "sidecar") and not value.confirmed, f"{name}, which nobody has given")
    _must(len(value.value) <= LONGEST_VALUE, f"the length of {name}")
    _must(FIELDS[name].check(value.value) == value.value, name)
    _check_source(value, length)


def _check_source(held: Value | Reference, length: int) -> None:
    _must(_is_share(held.confidence) and len(held.rule or "") <= _LONGEST_WORD, "a confidence or a rule")
    evidence = held.evidence or Evidence()
    _must(len(evidence.place or "") <= _LONGEST_WORD, "a place of evidence")
    if evidence.start is not None or evidence.end is not None:
        _must(0 <= (evidence.start or 0) <= (evidence.end or 0) <= length, "a span of evidence")


def _is_share(number: float) -> bool:
    return math.isfinite(number) and 0 <= number <= 1


def _must(holds: object, what: str) -> None:
    if not holds:
        raise FalseAnswer(f"it is wrong about {what}")


def _without_languages(reading: Reading) -> dict[str, Any]:
    bare = tuple(Passage(number=one.number, start=one.start, end=one.end, locator=one.locator)
                 for one in reading.passages)  # fmt: skip
    return {"passages": bare, "languages": ()}


_LATER: tuple[tuple[str, Callable[[Reading], None], Callable[[Reading], dict[str, Any]]], ...] = (
    ("language", _check_languages, _without_languages),
    ("description", _check_description, lambda reading: {"description": Description(), "references": ()}),
)
"""What of a reading can be wrong without the rest: its name, its check, and what stands in its place."""
