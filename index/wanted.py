"""What of a query is looked for in a text to be shown: its words, each in every form that finds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from archive.fields import check_language
from index.fields import STEM
from index.lookup import (
    AkinLookup,
    AllOf,
    AnyOf,
    Best,
    Boosted,
    FacetLookup,
    FuzzyLookup,
    Lookup,
    PrefixLookup,
    SequenceLookup,
    Tiers,
    TokenLookup,
    WhenFew,
)  # fmt: skip

Leaf = TokenLookup | SequenceLookup | PrefixLookup | FuzzyLookup | AkinLookup
FIELD = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The leaves of a lookup that are sought in the text, and for each the number of the word that it stands for.

    `languages` are the tags that were asked for, `typed` is the query as a person wrote it, in plain form.
    """

    leaves: tuple[Leaf, ...] = ()
    words: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()
    typed: str = ""

    @property
    def count(self) -> int:
        """How many different words are sought."""
        return len(set(self.words))

    def asks_for(self, language: str) -> bool:
        """Whether this language, or a wider tag of it, was asked for."""
        return bool(self.languages) and FacetLookup("language", self.languages).matches((language,))

    def was_typed(self, form: str) -> bool:
        """Whether a word stands in the query as it stands in the text, with the same letters and accents."""
        return _plain(form) in self.typed


def wanted(lookup: Lookup, *, typed: str = "", languages: Iterable[str] = ()) -> Wanted:
    """What a lookup seeks in the text, without what it forbids; when it seeks in other fields only, those words.

    `languages` are those chosen beside the query; InvalidValue when one is none.
    """
    every = dict.fromkeys(_words(lookup))
    in_text = dict.fromkeys(tuple(leaf for leaf in word if leaf.field in (FIELD, STEM)) for word in every)
    in_text.pop((), None)
    numbered = [(leaf, number) for number, word in enumerate(in_text or every) for leaf in word]
    chosen = (check_language(language) for language in languages if language.strip())
    return Wanted(
        leaves=tuple(leaf for leaf, _ in numbered),
        words=tuple(number for _, number in numbered),
        languages=tuple(dict.fromkeys((*chosen, *_languages(lookup)))),
        typed=_plain(typed),
    )


def _plain(text: str) -> str:
    """Without what says nothing of the language: letter case, and blanks, which may stand inside Chinese words."""
    return "".join(normalize("NFC", text).split()).casefold()


def _words(lookup: Lookup) -> Iterator[tuple[Leaf, ...]]:
    """The leaves of each word: its stems and its other spellings are alternatives to it, not words of their own."""
    match lookup:
        case Boosted(child=child) | Tiers(child=child):
            yield from _words(child)
        case Best() | WhenFew():
            yield tuple(_leaves(lookup))
        case AnyOf(children=children) if any(map(_are_stems, children)):
            yield tuple(_leaves(lookup))
        case AllOf(children=children) | AnyOf(children=children):
            for child in children:
                yield from _words(child)
        case TokenLookup() | SequenceLookup() | PrefixLookup() | FuzzyLookup() | AkinLookup():
            yield (lookup,)


def _are_stems(lookup: Lookup) -> bool:
    return {leaf.field for leaf in _leaves(lookup)} == {STEM}


def _leaves(lookup: Lookup) -> Iterator[Leaf]:
    match lookup:
        case Boosted(child=child) | Tiers(child=child):
            yield from _leaves(child)
        case WhenFew(child=child, also=also):
            yield from dict.fromkeys((*_leaves(child), *_leaves(also)))
        case AllOf(children=children) | AnyOf(children=children) | Best(children=children):
            for child in children:
                yield from _leaves(child)
        case TokenLookup() | SequenceLookup() | PrefixLookup() | FuzzyLookup() | AkinLookup():
            yield lookup


def _languages(lookup: Lookup) -> Iterator[str]:
    """The languages that documents must be in, or may be, by the query itself."""
    match lookup:
        case FacetLookup(field="language", values=values):
            yield from filter(None, values)
        case Boosted(child=child) | Tiers(child=child):
            yield from _languages(child)
        case AllOf(children=children) | AnyOf(children=children):
            for child in children:
                yield from _languages(child)
