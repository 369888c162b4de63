"""From a text to its units, each with its language: runs of script, clauses, detectors, and the decision over all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from archive.language.detectors import Detector, Probabilities
from archive.language.languages import OF_SCRIPT
from archive.language.scripts import ONE_LANGUAGE, read_letters
from archive.language.subtags import characters_of
from archive.language.units import Unit, readable, units
from archive.language.viterbi import decode

UNDETERMINED = "und"
KANA_SHARE = 0.05
HAN_ALONE: Probabilities = {"zh": 0.97, "ja": 0.03}
LEAST_LETTERS = 3
"""A document with fewer letters in a script that several languages write is in none that could be told."""

_AZERBAIJANI_CYRILLIC = regex.compile("[ҹҝҸҜ]")
TELLING_SHARE = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A unit, its language, and how probable that is for the unit alone."""

    unit: Unit
    tag: str
    probability: float


def tell(text: str, detector: Detector, borders: Iterable[int] = ()) -> list[Told]:
    """The units of a text that hold letters, each with its language; none crosses a border."""
    found = list(units(text, read_letters(text), borders))
    emissions = _emissions(text, found, detector)
    decided = decode(found, emissions)
    few = _scripts_with_few_letters(found)
    return [
        Told(unit=unit, tag=UNDETERMINED if unit.script in few else tag, probability=emission.get(tag, 0.0))
        for unit, tag, emission in zip(found, decided, emissions, strict=True)
    ]


def _scripts_with_few_letters(found: Iterable[Unit]) -> set[str]:
    totals: defaultdict[str, int] = defaultdict(int)
    kana = 0
    for unit in found:
        totals[unit.script] += unit.letters
        kana += unit.kana
    few = {script for script, letters in totals.items() if letters < LEAST_LETTERS and script not in ONE_LANGUAGE}
    return few - {"Han"} if kana else few


def _emissions(text: str, found: Sequence[Unit], detector: Detector) -> list[Mapping[str, float]]:
    by_words: defaultdict[str, list[int]] = defaultdict(list)
    emissions: list[Mapping[str, float]] = []
    japanese = _is_japanese(found)
    for at, unit in enumerate(found):
        told = _by_letters(text, unit, japanese)
        emissions.append(told or {})
        if told is None:
            by_words[unit.script].append(at)
    for script, places in by_words.items():
        texts = [readable(text[found[at].start : found[at].end]) for at in places]
        for at, told in zip(places, detector.probabilities(script, texts), strict=True):
            emissions[at] = told
    return emissions


def _by_letters(text: str, unit: Unit, japanese: bool) -> Probabilities | None:
    """What the letters alone say; None when words have to be read."""
    if unit.script in ONE_LANGUAGE:
        return {ONE_LANGUAGE[unit.script]: 1.0}
    if unit.script == "Han":
        return _of_han(text[unit.start : unit.end], unit, japanese)
    if unit.script not in OF_SCRIPT:
        return {UNDETERMINED: 1.0}
    if unit.script == "Cyrillic":
        telling = len(_AZERBAIJANI_CYRILLIC.findall(text, unit.start, unit.end))
        if telling and telling >= TELLING_SHARE * unit.letters:
            return {"az": 1.0}
    return None


def _of_han(text: str, unit: Unit, japanese: bool) -> Probabilities:
    """Kana make Japanese; a character that JIS X 0208 has not, Chinese; else it is what the document has more of."""
    if unit.kana and (unit.kana > KANA_SHARE * unit.letters or unit.letters < 12):
        return {"ja": 1.0}
    if any("\u4e00" <= character < "\ua000" and character not in characters_of("shift_jis") for character in text):
        return {"zh": 1.0}
    return {"ja": 0.6, "zh": 0.4} if japanese else HAN_ALONE


def _is_japanese(found: Iterable[Unit]) -> bool:
    """Whether Han that stands alone is rather Japanese: most Han clauses of the document have kana among them."""
    alone, among = 0, 0
    for unit in found:
        if unit.script == "Han":
            alone += 0 if unit.kana else unit.letters
            among += unit.letters if unit.kana else 0
    return among > alone
