"""The language of each passage, how probable it is given the rest of the document, and whether langdetect agrees."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.language.detectors import READ_AT_MOST, Detector, Probabilities
from archive.language.languages import OF_SCRIPT
from archive.language.second_opinion import second_opinion
from archive.language.spans import UNDETERMINED, Told
from archive.language.units import readable
from archive.record import Passage

WIDE_LETTER = 2.5
"""A Chinese or Japanese character says about as much as this many letters of an alphabet."""
SURE = 0.9
"""Below this the second opinion is asked: 99 to 100 of 100 answers above it are right, about 90 between it and HALF."""
HALF = 0.5
"""Below this, and with the second opinion against it, about every other answer is wrong: the language is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What one passage has in one language: its clauses, and the mean of what each of them says by itself."""

    passage: int
    tag: str
    script: str
    told: Sequence[Told]
    weight: float
    clauses: float
    probability: float | None = None
    agrees: bool | None = None

    def read(self, text: str) -> str:
        """What it says in the document, as detectors are to see it; all of it in Chinese and Japanese."""
        pieces, length = [], 0
        for one in self.told:
            pieces.append(text[one.unit.start : one.unit.end])
            length += len(pieces[-1])
            if length >= READ_AT_MOST and self.script != "Han":
                break
        return readable(" ".join(pieces))


def stretches(passages: Sequence[Passage], told: Iterable[Told]) -> list[Stretch]:
    """The units of a document put together by passage, language and script, in the order of the passages."""
    starts = [passage.start for passage in passages]
    grouped: defaultdict[tuple[int, str, str], list[Told]] = defaultdict(list)
    for one in told:
        at = bisect_right(starts, one.unit.start) - 1
        if at >= 0:
            grouped[at, one.tag, one.unit.script].append(one)
    return [_stretch(*key, units) for key, units in sorted(grouped.items(), key=lambda item: item[0])]


def _stretch(passage: int, tag: str, script: str, told: Sequence[Told]) -> Stretch:
    letters = sum(one.unit.letters for one in told)
    return Stretch(passage=passage, tag=tag, script=script, told=told,
                   weight=letters * (WIDE_LETTER if script == "Han" else 1),
                   clauses=sum(one.probability * one.unit.letters for one in told) / letters)  # fmt: skip


def settle(found: Sequence[Stretch], listed: set[str]) -> list[Stretch]:
    """What was taken for a language that the document is not in, given to the one it has most of in the script."""
    usual: dict[str, str] = {}
    for script in sorted({one.script for one in found}):
        letters = weights(one for one in found if one.script == script and one.tag in listed)
        if letters:
            usual[script] = max(sorted(letters), key=lambda tag: letters[tag])
    return [
        replace(one, tag=usual.get(one.script, one.tag)) if one.tag not in {*listed, UNDETERMINED} else one
        for one in found
    ]


def weights(found: Iterable[Stretch], name: Callable[[str], str] = str) -> dict[str, float]:
    """Letters by language, a Chinese or Japanese one counted as WIDE_LETTER; `name` is what a tag is counted as."""
    totals: defaultdict[str, float] = defaultdict(float)
    for one in found:
        totals[name(one.tag)] += one.weight
    return dict(totals)


def assess(found: Sequence[Stretch], text: str, detector: Detector) -> list[Stretch]:
    """Each stretch with its probability and, where that is low, the second opinion; `und` where both fail.

    What clauses say one by one is enough where they are sure; else the stretch is read as a whole.
    """
    assessed = list(found)
    for script in {one.script: None for one in found}:
        places = [at for at, one in enumerate(found) if one.script == script and one.tag != UNDETERMINED]
        whole = weights(found[at] for at in places)
        sure = [_given_the_rest(found[at], {found[at].tag: found[at].clauses}, whole) for at in places]
        for at, probability in zip(places, sure, strict=True):
            assessed[at] = replace(found[at], probability=round(probability, 3))
        if script in OF_SCRIPT:
            unsure = [at for at, probability in zip(places, sure, strict=True) if probability < SURE]
            texts = [found[at].read(text) for at in unsure]
            readings = detector.probabilities(script, texts)
            for at, said, reading in zip(unsure, texts, readings, strict=True):
                assessed[at] = _assessed(found[at], said, _given_the_rest(found[at], reading, whole), detector)
    return assessed


def _given_the_rest(one: Stretch, reading: Probabilities, whole: Mapping[str, float]) -> float:
    """How probable its language is, each the likelier beforehand the more of it there is in other passages."""
    others = {**whole, one.tag: whole[one.tag] - one.weight}
    weighed = {tag: probability * (1 + others.get(tag, 0.0)) for tag, probability in reading.items()}
    left = max(0.0, 1 - math.fsum(reading.values()))
    return weighed.get(one.tag, 0.0) / (math.fsum(weighed.values()) + left)


def _assessed(one: Stretch, said: str, probability: float, detector: Detector) -> Stretch:
    tag, agrees = one.tag, None
    if probability < SURE and detector.has_second_opinion:
        agrees = second_opinion().best(one.script, said) == tag
        tag = UNDETERMINED if probability < HALF and not agrees else tag
    return replace(one, tag=tag, probability=round(probability, 3), agrees=agrees)
