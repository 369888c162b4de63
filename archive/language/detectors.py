"""Detectors: how probable each language of a script is for a text.

The first opinion is py3langid's, with fastText's at a weight of .3 in the logarithm; the second is langdetect's, with
profiles for the languages it lacks. Where the packages of the first are absent, langdetect gives it.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol

from archive.language.second_opinion import second_opinion
from archive.language.languages import OF_SCRIPT

FLOOR = 1e-4
"""A detector that gives a language less has not ruled it out."""
FASTTEXT_WEIGHT = 0.3
SURE_WITHOUT_FASTTEXT = 0.95
"""At FLOOR and FASTTEXT_WEIGHT fastText changes a ratio of probabilities by at most 16: it cannot change this answer."""
READ_AT_MOST = 600
"""Characters of a text that are read; more does not change the answer."""

Probabilities = Mapping[str, float]


class Detector(Protocol):
    """Tells languages by their words. `name` stands in records as the rule."""

    name: str
    has_second_opinion: bool

    def probabilities(self, script: str, texts: Sequence[str]) -> list[Probabilities]:
        """For each text the probability of each language of the script; they add up to 1."""
        ...


class Pooled:
    """py3langid and, where it is installed, fastText."""

    has_second_opinion = True

    def __init__(self) -> None:
        from archive.language import fasttext_lite, py3langid_model

        self._first = py3langid_model.load()
        self._other = fasttext_lite.load()
        self.name = "py3langid+fasttext/1" if self._other else "py3langid/1"

    def probabilities(self, script: str, texts: Sequence[str]) -> list[Probabilities]:
        shown = [_shown(text) for text in texts]
        found = self._first.probabilities(OF_SCRIPT[script], shown)
        return [self._pooled(script, text, first) for text, first in zip(shown, found, strict=True)]

    def _pooled(self, script: str, text: str, first: Probabilities) -> Probabilities:
        if self._other is None or max(first.values()) >= SURE_WITHOUT_FASTTEXT:
            return first
        other = self._other.probabilities(text)
        return _normal({
            tag: math.log(max(first.get(tag, 0), FLOOR)) + FASTTEXT_WEIGHT * math.log(max(other.get(tag, 0), FLOOR))
            for tag in OF_SCRIPT[script]
        })  # fmt: skip


class LangdetectAlone:
    """Langdetect, where py3langid is absent."""

    name = "langdetect/2"
    has_second_opinion = False

    def probabilities(self, script: str, texts: Sequence[str]) -> list[Probabilities]:
        even = dict.fromkeys(OF_SCRIPT[script], 1 / len(OF_SCRIPT[script]))
        return [second_opinion().probabilities(script, _shown(text)) or even for text in texts]


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


def _normal(logarithms: Mapping[str, float]) -> Probabilities:
    highest = max(logarithms.values())
    weights = {tag: math.exp(value - highest) for tag, value in logarithms.items()}
    whole = math.fsum(weights.values())
    return {tag: weight / whole for tag, weight in weights.items()}
