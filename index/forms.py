"""The other forms of a word: its stems in the languages of the archive, and its kin where no stemmer knows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.analysis import article
from index.analysis.fold import fold_word
from index.analysis.stem import is_unstemmed, stem
from index.fields import STEM
from index.lookup import AkinLookup, AllOf, AnyOf, Best, FacetLookup, Lookup, Tiers, TokenLookup, WhenFew

SHORTEST_KIN = 4
"""Shorter words begin like too many others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """What leads from a word to its other forms: stems and kin in these languages, and grams; with the weight of each.

    A word as it stands weighs 1. Near kin are sought in languages without a stemmer; far ones where no document has the
    word as it stands and fewer than `enough` have it in any of these forms. docs/languages.md has what the figures were
    measured on.
    """

    languages: tuple[str, ...]
    stem_weight: float = 0.5
    gram_weight: float = 0.6
    kin_weight: float = 0.3
    near: float = 0.7
    far: float = 0.45
    enough: int = 10

    def narrowed(self, tags: Iterable[str]) -> Bridge:
        """The same, in no other languages than those of these tags."""
        wanted = {tag.partition("-")[0] for tag in tags}
        return replace(self, languages=tuple(language for language in self.languages if language in wanted))


def other_forms(word: str, token: str, exact: Lookup, bridge: Bridge, *, alone: bool) -> Lookup:
    """A word as written and folded: what finds it as it stands, its stems, and where these do not reach its kin.

    Where the word is alone in its query, each of these comes before the next.
    """
    known = with_stems(word, exact, bridge)
    every = _with_kin(token, exact, known, bridge)
    tiers = tuple(tier for tier in (exact, known) if tier != every)
    return Tiers(every, tiers) if alone and tiers else every


def _with_kin(token: str, exact: Lookup, known: Lookup, bridge: Bridge) -> Lookup:
    """Words that begin alike: in languages without a stemmer the near ones, of an unknown word the far ones."""
    if not bridge.kin_weight or len(token) < SHORTEST_KIN or not token.isalpha():
        return known
    ways: list[Lookup] = [known]
    unstemmed = tuple(filter(is_unstemmed, bridge.languages))
    if unstemmed:
        near = AkinLookup("text", token, bridge.near, bridge.kin_weight)
        ways.append(AllOf((near, FacetLookup("language", unstemmed))))
    far = WhenFew(AnyOf(tuple(ways)), bridge.enough, AkinLookup("text", token, bridge.far, bridge.kin_weight))
    return AnyOf((*ways, WhenFew(exact, 1, far)))


def with_stems(word: str, exact: Lookup, bridge: Bridge) -> Lookup:
    """Not knowing the word's language, the best of its stems counts: see docs/languages.md."""
    found = (stem(word, language) for language in bridge.languages)
    sought = [(STEM, one) for one in found if one is not None]
    if "ar" in bridge.languages and article.is_arabic(word):
        sought += _with_article(word)
    if not sought or not bridge.stem_weight:
        return exact
    ways = tuple(TokenLookup(field, one, bridge.stem_weight) for field, one in dict.fromkeys(sought))
    return AnyOf((exact, Best(ways)))


def _with_article(word: str) -> list[tuple[str, str]]:
    """An Arabic word with its article and without, by its stem and as it stands: which token of which field."""
    bare = article.bare(word)
    stems = (stem(one, "ar") for one in (bare, f"ال{bare}"))
    tokens = {fold_word(one): None for one in (bare, *article.with_article(bare))}
    tokens.pop(fold_word(word), None)
    return [(STEM, one) for one in stems if one is not None] + [("text", one) for one in tokens]
