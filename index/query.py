"""The query as a person wrote it: a tree of frozen nodes, the same for every engine.

Texts in the tree are the user's own; `index.rewrite` turns them into the tokens that an engine looks up.
`str(node)` writes a query that parses back to an equal tree, in either mode, if the parser can make that tree. For
others it writes the nearest query: nested And and Or are joined, double negation goes, and a Term, Prefix or Fuzzy
whose text is not one word becomes a phrase. Field names, dates and operators are spelt out, so the text can be longer
than the one that was parsed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.syntax import OPERATORS, is_facet_word, is_word, quoted


@dataclass(frozen=True, slots=True)
class Term:
    """One word, in one field or (None) in every searched field. `exact` forbids stems and other bridges (`=word`)."""

    text: str
    field: str | None = None
    exact: bool = False

    def __str__(self) -> str:
        bare = self.exact or self.field or self.text not in OPERATORS
        return _write_word(self.field, "=" if self.exact else "", self.text, "") if bare else quoted(self.text)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, with at most `slop` other words between them in all."""

    text: str
    field: str | None = None
    slop: int = 0

    def __str__(self) -> str:
        return _in_field(self.field, quoted(self.text)) + (f"~{self.slop}" if self.slop else "")


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins with this text."""

    text: str
    field: str | None = None

    def __str__(self) -> str:
        return _write_word(self.field, "", self.text, "*")


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Any word within `distance` edits (insert, delete, replace, swap neighbours) of this one, 1 or 2."""

    text: str
    field: str | None = None
    distance: int = 1

    def __str__(self) -> str:
        return _write_word(self.field, "", self.text, "~" if self.distance == 1 else f"~{self.distance}")


@dataclass(frozen=True, slots=True)
class FacetValue:
    """Documents that carry this value of a facet field (language, type, tag …)."""

    field: str
    value: str

    def __str__(self) -> str:
        return _in_field(self.field, self.value if is_facet_word(self.value) else quoted(self.value))


@dataclass(frozen=True, slots=True)
class DateRange:
    """Documents whose whole date lies within first..last (ISO days, None is open); `undated` asks for the others."""

    first: str | None = None
    last: str | None = None
    undated: bool = False

    def __str__(self) -> str:
        if self.undated:
            return "date:undated"
        if self.first is None and self.last is None:
            return "NOT date:undated"
        return f"date:{self.first or ''}..{self.last or ''}"


@dataclass(frozen=True, slots=True)
class And:
    """All of the children."""

    children: tuple[Query, ...]

    def __str__(self) -> str:
        return " AND ".join(_operand(child, Or) for child in self.children) or "*"


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the children; more is better."""

    children: tuple[Query, ...]

    def __str__(self) -> str:
        return " OR ".join(str(child) for child in self.children) or "NOT *"


@dataclass(frozen=True, slots=True)
class Not:
    """None of what the child finds."""

    child: Query

    def __str__(self) -> str:
        return f"NOT {_operand(self.child, And, Or)}"


@dataclass(frozen=True, slots=True)
class All:
    """Every document."""

    def __str__(self) -> str:
        return "*"


Query = Term | Phrase | Prefix | Fuzzy | FacetValue | DateRange | And | Or | Not | All


def asked_for(query: Query) -> Iterator[Term | Phrase | Prefix | Fuzzy | FacetValue | DateRange | All]:
    """The leaves of a query but those that it forbids, in order."""
    if isinstance(query, And | Or):
        for child in query.children:
            yield from asked_for(child)
    elif not isinstance(query, Not):
        yield query


def _operand(node: Query, *looser: type[And | Or]) -> str:
    """The node as an operand, in parentheses when it is of a kind that binds more loosely."""
    return f"({node})" if isinstance(node, looser) else str(node)


def _write_word(field: str | None, before: str, text: str, after: str) -> str:
    return _in_field(field, f"{before}{text}{after}" if is_word(text) else quoted(text))


def _in_field(field: str | None, value: str) -> str:
    return f"{field}:{value}" if field else value
