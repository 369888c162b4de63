"""What an engine looks up: a query after analysis. Its leaves name tokens, not words; every engine reads this tree."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGE_FACETS = frozenset({"language", "original_language"})


@dataclass(frozen=True, slots=True)
class TokenLookup:
    """Documents with this token in this field, scored by BM25 times `weight`."""

    field: str
    token: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Step:
    """One position of a sequence: its distance from the first, and what may stand there.

    That is any of `tokens`, or, when `prefix` is set, any token that begins with it. Two steps at one distance both
    stand at that position: the parts of a word that a line end divides.
    """

    distance: int
    tokens: tuple[str, ...] = ()
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class SequenceLookup:
    """Documents with these steps one after another, scored as one token that is as rare as all of them together.

    With `slop` the steps stand in order with at most that many other positions between them in all.
    """

    field: str
    steps: tuple[Step, ...]
    slop: int = 0
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class PrefixLookup:
    """Documents with a token that begins with this text, scored as one token that occurs where any of them does."""

    field: str
    prefix: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class FuzzyLookup:
    """Documents with a token at most `distance` edits from this one that shares its first character."""

    field: str
    token: str
    distance: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class AkinLookup:
    """Documents with another token that is alike by at least `least` (index.kin), scored by the likest one there."""

    field: str
    token: str
    least: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class FacetLookup:
    """Documents that carry one of these values of a facet; they add nothing to the score.

    A value matches itself, and a language tag its narrower ones: zh matches zh-Hant. The empty value asks for
    documents that have none.
    """

    field: str
    values: tuple[str, ...]

    def matches(self, held: tuple[str, ...]) -> bool:
        """Whether a document with these values of the facet is sought."""
        if not held:
            return "" in self.values
        narrower = tuple(f"{tag}-" for tag in self.values if tag) if self.field in LANGUAGE_FACETS else ()
        return any(value in self.values or value.startswith(narrower) for value in held)


@dataclass(frozen=True, slots=True)
class DateLookup:
    """Documents whose whole date lies within first..last (ISO days, None is open), or that lie in no single year.

    A date that is itself open on one side lies only in what is open on that side too.
    """

    first: str | None
    last: str | None
    undated: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Documents that every child finds; scores add up."""

    children: tuple[Lookup, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Documents that some child finds; scores add up."""

    children: tuple[Lookup, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """Documents that some child finds; the score is the best child's plus `rest` times the others'."""

    children: tuple[Lookup, ...]
    rest: float = 0.0


@dataclass(frozen=True, slots=True)
class Boosted:
    """Documents that the child finds; what `by` finds adds to the score and finds nothing by itself."""

    child: Lookup
    by: Lookup


@dataclass(frozen=True, slots=True)
class WhenFew:
    """What `then` finds where `few` finds fewer than `enough` documents of the whole index; else nothing."""

    few: Lookup
    enough: int
    then: Lookup


@dataclass(frozen=True, slots=True)
class Tiers:
    """Documents that the child finds: those of the first tier before those of the second, the rest last."""

    child: Lookup
    tiers: tuple[Lookup, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Documents that the child does not find."""

    child: Lookup


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document."""


Lookup = (
    TokenLookup | SequenceLookup | PrefixLookup | FuzzyLookup | AkinLookup | FacetLookup | DateLookup
    | AllOf | AnyOf | Best | Boosted | WhenFew | Tiers | Without | Everything
)  # fmt: skip
