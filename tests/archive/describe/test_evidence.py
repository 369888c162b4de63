"""The law of evidence: the span that a value was read from holds the value, or yields it by the rule's own reading."""

from __future__ import annotations

import unicodedata

import pytest
import regex

from archive.describe import agenda, dates, kind, lines, masthead, ordinals, periods, references, symbol
from archive.describe.lexicon import has
from archive.record import FIELD_NAMES, Description, Reference, Value
from archive.review import BELOW
from tests.archive.describe.documents import NAMES, extracted, found

COPIED = {"title", "title_translated", "creator", "source", "place"}
DATES = {"date", "document_date", "distribution_date"}
LANGUAGES = {"version_language", "original_language"}


def folded(text: str) -> str:
    """Letters and digits alone, without case and accents: what copying must not change."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if unicodedata.category(character)[0] in "LN")


def yields(field: str, value: Value, evidence: str) -> bool:
    """Whether the evidence gives the value."""
    if field in COPIED:
        return folded(value.value.rstrip("…")) in folded(evidence)
    if field in DATES:
        told = {*(found.edtf for found in dates.find(evidence)), *years(evidence)}
        return bool(told & {value.value, value.value.rstrip("~")})
    if field == "meeting_dates":
        return (periods.find(evidence) or [None])[0] == value.value
    if field == "symbol":
        return symbol.joined(symbol.parse(" ".join(evidence.split()))) == value.value
    if field == "session":
        return any(ordinals.session_number(part) == int(value.value) for part in parts(evidence))
    if field == "agenda_item":
        return regex.findall(r"\d+", evidence) == regex.findall(r"\d+", value.value)
    if field == "body":
        return is_body(value, evidence)
    forms = masthead.forms()["language" if field in LANGUAGES else "distribution"]
    return bool(regex.fullmatch(forms[value.value], evidence, regex.IGNORECASE))


def parts(words: str) -> list[str]:
    """The words, and those at the end without the word for session."""
    split = words.split()
    number = regex.search(r"第\s*(\S+?)\s*届", words)
    runs = [" ".join(split[first:last]) for first in range(len(split)) for last in range(first + 1, len(split) + 1)]
    return [number[1]] if number else runs


def years(evidence: str) -> list[str]:
    """A place and a year alone are a date line too."""
    told = lines.date_line(evidence)
    return [told.date.edtf] if told else regex.findall(r"(?:19|20)\d\d", evidence)


def is_body(value: Value, evidence: str) -> bool:
    if value.basis == "inferred":
        (first, *_) = symbol.parse(evidence)
        return value.value in (first.body, first.organ)
    every = {name: form for listed in masthead.forms()["body"].values() for name, form in listed.items()}
    return bool(regex.fullmatch(every[value.value], evidence, regex.IGNORECASE))


@pytest.mark.parametrize("name", NAMES)
def test_every_value_stands_in_its_evidence_or_follows_from_it(name: str) -> None:
    text = extracted(name).text
    for field in FIELD_NAMES:
        for value in found(name).values(field):
            assert value.evidence
            if value.basis == "declared":
                assert value.evidence.place
            elif field != "type":
                evidence = text[value.evidence.start : value.evidence.end]
                assert yields(field, value, evidence), (field, value.value, evidence)


@pytest.mark.parametrize("name", NAMES)
def test_the_kind_is_told_again_by_the_evidence_for_it(name: str) -> None:
    told = found(name).type
    if told and told.basis == "stated":
        assert told.rule == kind.RULE
        assert told.evidence
        start, end = told.evidence.start or 0, told.evidence.end or 0
        evidence = extracted(name).text[start:end]
        shown = is_sign_of_news(found(name), start, end) if told.value == "news" else tells(told.value, evidence)
        assert shown, evidence


def is_sign_of_news(described: Description, start: int, end: int) -> bool:
    """News is told by the words that name the place, the day, the outlet or the reporter; a paper by `本报`."""
    spans = [value.evidence for name in ("place", "date", "source", "creator") for value in described.values(name)]
    return end - start < 5 or any(
        span is not None and span.start is not None and start <= span.start < end for span in spans
    )


def tells(type_: str, evidence: str) -> bool:
    """Whether the evidence has the name of the kind at its beginning or end, or is a form that only this kind has."""
    headings = [" ".join(evidence.split()), *evidence.split("\n")]
    for words in (word.strip(" *#\t") for heading in headings for word in (heading, *regex.split(r"[:：]\s", heading))):
        if has(words, "kind", type_, "start") or has(words, "kind_at_end", type_, "end"):
            return True
    forms = {"resolution": agenda.is_enacting, "letter": lines.is_salutation, "note verbale": is_sender}
    return type_ in forms and forms[type_](evidence.strip())


def is_sender(words: str) -> bool:
    """Whether these may be the words before `presents its compliments`."""
    return not words[:1].islower() and len(words.split()) > 1


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_follows_from_its_evidence(name: str) -> None:
    text = extracted(name).text
    for reference in references.find(text, found(name)):
        assert reference.evidence
        evidence = text[reference.evidence.start : reference.evidence.end]
        assert refers(reference, evidence), (reference.target, evidence)


def refers(reference: Reference, evidence: str) -> bool:
    """Whether the evidence has the number or the day that the target ends with."""
    if reference.kind == "letter":
        return reference.target in [found.edtf for found in dates.find(evidence)]
    if reference.rule == references.SYMBOL_RULE:
        return symbol.joined(symbol.parse(" ".join(evidence.split()))) == reference.target
    if reference.rule == references.RESOLUTION_RULE:
        return regex.findall(r"\d+", evidence) == regex.findall(r"\d+", reference.target)
    return evidence.startswith(reference.target.rpartition("/")[0]) or reference.target.split(".")[0] in evidence


def test_what_is_doubtful_is_below_the_bound_for_review() -> None:
    values = [value for name in NAMES for field in FIELD_NAMES for value in found(name).values(field)]
    guessed = [value for value in values if value.basis == "derived" or "~" in value.value]
    assert guessed
    assert all(value.confidence < BELOW for value in guessed)
