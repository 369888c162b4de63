"""Description: what a document states of itself, each value with the rule and the span it was read by.

Each kind of document has its rule set; those of mastheads and of markup go before it. A field keeps its strongest
value, by basis and then by the order of the rules. Nothing comes from outside the document: no file time, no file
name, no current date. A field that nothing states stays empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from archive.describe import (
    agenda,
    declared,
    kind,
    letters,
    masthead,
    news,
    notes,
    releases,
    reports,
    resolutions,
    signed,
)
from archive.describe.findings import Finding
from archive.describe.sheet import Sheet, lay_out
from archive.extract import Extraction
from archive.fields import FIELDS
from archive.record import Basis, Description, LanguageShare, Value

_BASES = get_args(Basis)
_MASTHEAD_DATE = {masthead.RULE: -1}
"""The date in a masthead is printed for the record: it outranks even what a file's markup declares."""

_UNSIGNED = frozenset({"note verbale"})
"""Kinds of document that are never signed, so no person is recorded as creator (UN Correspondence Manual)."""

_RULE_SETS: Mapping[str, Callable[[Sheet], Iterator[Finding]]] = {
    "news": news.find, "note verbale": notes.find, "letter": letters.find, "appeal": signed.find,
    "statement": signed.find, "resolution": resolutions.find, "report": reports.find,
}  # fmt: skip


def describe(extraction: Extraction, languages: tuple[LanguageShare, ...]) -> Description:
    """The descriptive metadata of one document, from its text and its markup alone: a file's name is no evidence."""
    sheet = lay_out(extraction, languages)
    findings = list(_findings(sheet))
    chosen = {name: _strongest(name, findings) for name in FIELDS}
    if chosen["type"] and chosen["type"][0].value in _UNSIGNED:
        chosen["creator"] = ()
    if _same(chosen, "date", "document_date"):
        chosen["document_date"] = ()
    held: dict[str, Any] = {
        name: values if FIELDS[name].repeats else values[0] for name, values in chosen.items() if values
    }
    return Description(**held)


def _findings(sheet: Sheet) -> Iterator[Finding]:
    """All findings, strongest rule sets first; which rule set runs last is for the kind of document to say."""
    told = [*declared.find(sheet), *kind.find(sheet)]
    yield from told
    kinds = [found.value.value for found in told if found.field == "type"]
    if sheet.masthead:
        yield from masthead.find(sheet.text, sheet.masthead)
        prose = sheet.first_prose
        yield from agenda.find(sheet.text, sheet.masthead, prose.start if prose else len(sheet.text))
    yield from _RULE_SETS.get(kinds[0] if kinds else "", releases.find)(sheet)


def _strongest(name: str, findings: list[Finding]) -> tuple[Value, ...]:
    """The strongest value of a field; of a field that repeats, all values of the strongest rule."""
    values = [found.value for found in findings if found.field == name]
    if not values:
        return ()
    best = min(values, key=lambda value: _rank(name, value))
    same = [value for value in values if (value.basis, value.rule) == (best.basis, best.rule)]
    return tuple({value.value: value for value in reversed(same)}.values())[::-1] if FIELDS[name].repeats else (best,)


def _rank(name: str, value: Value) -> int:
    """How far down a value stands; `min` keeps the first of equals, which is the order of the rules."""
    if name == "date" and value.rule in _MASTHEAD_DATE:
        return _MASTHEAD_DATE[value.rule]
    return _BASES.index(value.basis)


def _same(chosen: dict[str, tuple[Value, ...]], first: str, second: str) -> bool:
    return bool(chosen[first] and chosen[second]) and chosen[first][0].value == chosen[second][0].value
