"""Detectors: how probable each language of a script is for a text.

The first opinion is py3langid's, with fastText's at a weight of .3 in the logarithm; the second is langdetect's, with
profiles for the languages it lacks. Where the packages of the first are absent, langdetect gives it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol

from archive.language.languages import OF_SCRIPT
from archive.language.second_opinion import second_opinion

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FLOOR = 1e-4
"""A detector that gives a language less has not ruled it out."""
FASTTEXT_WEIGHT = 0.3
SURE_WITHOUT_FASTTEXT = 0.95
"""At FLOOR and FASTTEXT_WEIGHT fastText changes a ratio of probabilities by at most 16: not enough for this answer."""
NEGLIGIBLE = 1e-3
"""Languages that are less probable are left out of an answer."""
READ_AT_MOST = 600
"""Characters of a text that are read; more does not change the answer."""
REMEMBERED = 20_000

Probabilities = Mapping[str, float]


class Detector(Protocol):
    """Tells languages by their words. `name` stands in records as the rule."""

    name: str
    has_second_opinion: bool

    def probabilities(self, script: str, texts: Sequence[str]) -> list[Probabilities]:
        """For each text how probable each language of the script is, without those that hardly are."""
        ...


class Pooled:
    """py3langid and, where it is installed, fastText. The answer to a text depends on nothing but the text."""

    has_second_opinion = True

    def __init__(self, *, with_fasttext: bool = True) -> None:
        from archive.language import fasttext_lite, py3langid_model

        self._first = py3langid_model.load()
        self._other = fasttext_lite.load() if with_fasttext else None
        self.name = "py3langid+fasttext/1" if self._other else "py3langid/1"
        self._known: dict[tuple[str, str], Probabilities] = {}

    def probabilities(self, script: str, texts: Sequence[str]) -> list[Probabilities]:
        shown = [_shown(text) for text in texts]
        if len(self._known) > REMEMBERED:
            self._known.clear()
        new = [text for text in dict.fromkeys(shown) if (script, text) not in self._known]
        self._known.update(((script, text), found) for text, found in zip(new, self._read(script, new), strict=True))
        return [self._known[script, text] for text in shown]

    def _read(self, script: str, texts: Sequence[str]) -> list[Probabilities]:
        tags = OF_SCRIPT[script]
        found = self._first.probabilities(tags, texts)
        if self._other is not None:
            unsure = [at for at, highest in enumerate(found.max(axis=1, initial=0)) if highest < SURE_WITHOUT_FASTTEXT]
            others = self._other.rows(tags, [texts[at] for at in unsure])
            found[unsure] = _pooled(found[unsure], others)
        return [
            {tags[at]: row[at] for at in kept.nonzero()[0]}
            for row, kept in zip(found.tolist(), found >= NEGLIGIBLE, strict=True)
        ]


def _pooled(first: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    pooled = np.maximum(first, FLOOR) * np.maximum(other, FLOOR) ** FASTTEXT_WEIGHT
    normal: NDArray[np.float64] = pooled / pooled.sum(axis=1, keepdims=True)
    return normal


class LangdetectAlone:
    """Langdetect, where py3langid is absent."""

    name = "langdetect/2"
    has_second_opinion = False

    def probabilities(self, script: str, texts: Sequence[str]) -> list[Probabilities]:
        return [_alone(script, _shown(text)) for text in texts]


@lru_cache(maxsize=REMEMBERED)
def _alone(script: str, text: str) -> Probabilities:
    tags = OF_SCRIPT[script]
    return second_opinion().probabilities(script, text) or dict.fromkeys(tags, 1 / len(tags))


@cache
def detector() -> Detector:
    """The best detector that is installed."""
    try:
        return Pooled()
    except ImportError:
        return LangdetectAlone()


def _shown(text: str) -> str:
    """What detectors read: the first part, composed, and in lower case when all is in capitals."""
    text = unicodedata.normalize("NFC", text[:READ_AT_MOST])
    return text.lower() if text.isupper() else text
