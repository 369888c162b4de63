"""The language of each passage, how probable it is given the rest of the document, and whether langdetect agrees."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    """What one passage has in one language. `probability` is None and `agrees` too where they were not asked for."""

    passage: int
    tag: str
    script: str
    text: str
    letters: int
    weight: float
    probability: float | None = None
    agrees: bool | None = None


def stretches(text: str, passages: Sequence[Passage], told: Iterable[Told]) -> list[Stretch]:
    """The units of a document put together by passage, language and script, in the order of the passages."""
    starts = [passage.start for passage in passages]
    grouped: defaultdict[tuple[int, str, str], list[Told]] = defaultdict(list)
    for one in told:
        at = bisect_right(starts, one.unit.start) - 1
        if at >= 0:
            grouped[at, one.tag, one.unit.script].append(one)
    return [_stretch(text, key, units) for key, units in sorted(grouped.items(), key=lambda item: item[0])]


def _stretch(text: str, key: tuple[int, str, str], told: Sequence[Told]) -> Stretch:
    passage, tag, script = key
    letters = sum(one.unit.letters for one in told)
    pieces, length = [], 0
    for one in told:
        pieces.append(text[one.unit.start : one.unit.end])
        length += len(pieces[-1])
        if length >= READ_AT_MOST and script != "Han":
            break
    return Stretch(passage=passage, tag=tag, script=script, text=readable(" ".join(pieces)), letters=letters,
                   weight=letters * (WIDE_LETTER if script == "Han" else 1))  # fmt: skip


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


def weights(found: Iterable[Stretch]) -> dict[str, float]:
    """Letters by language, a Chinese or Japanese one counted as WIDE_LETTER."""
    totals: defaultdict[str, float] = defaultdict(float)
    for one in found:
        totals[one.tag] += one.weight
    return dict(totals)


def assess(found: Sequence[Stretch], detector: Detector) -> list[Stretch]:
    """Each stretch with its probability and, where that is low, the second opinion; `und` where both fail."""
    assessed = [replace(one, probability=None if one.tag == UNDETERMINED else 1.0) for one in found]
    for script in OF_SCRIPT:
        places = [at for at, one in enumerate(found) if one.script == script and one.tag in OF_SCRIPT[script]]
        emissions = detector.probabilities(script, [found[at].text for at in places])
        around = _around([found[at] for at in places])
        for at, emission, others in zip(places, emissions, around, strict=True):
            assessed[at] = _assessed(found[at], emission, others, detector)
    return assessed


def _around(found: Sequence[Stretch]) -> list[Mapping[str, float]]:
    """For each stretch, how many letters the other passages have in each language of the script."""
    whole = weights(found)
    return [{**whole, one.tag: whole[one.tag] - one.weight} for one in found]


def _assessed(one: Stretch, emission: Probabilities, others: Mapping[str, float], detector: Detector) -> Stretch:
    probability = round(_given_the_rest(one.tag, emission, others), 3)
    if probability >= SURE or not detector.has_second_opinion:
        return replace(one, probability=probability)
    agrees = second_opinion().best(one.script, one.text) == one.tag
    if probability < HALF and not agrees:
        return replace(one, tag=UNDETERMINED, probability=probability, agrees=False)
    return replace(one, probability=probability, agrees=agrees)


def _given_the_rest(tag: str, emission: Probabilities, others: Mapping[str, float]) -> float:
    """The probability of a language, where each is the more likely beforehand the more of it there is elsewhere."""
    weighed = {one: probability * (1 + others.get(one, 0.0)) for one, probability in emission.items()}
    return weighed.get(tag, 0.0) / math.fsum(weighed.values())
