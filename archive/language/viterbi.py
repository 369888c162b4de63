"""Spans: the likeliest sequence of languages over the units of a document.

A clause by itself is short and often wrong; its neighbours and the rest of the document say more. The constants are
those that gave the fewest wrong letters in 540 synthetic mixed documents (benchmarks/languages.py).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby

from archive.language.units import Unit

FLOOR = 1e-3
PRIOR_WEIGHT = 0.35
PRIOR_FLOOR = 0.002
"""The share of a document that a language of its is taken to have at least."""
UNLIKELY = -6.0
SHORT = 25
"""A unit with fewer letters weighs less."""
LONG = 80
SWITCH_IN_LINE, SWITCH_AT_LINE = 1.0, 0.5
SUPPORT_LETTERS = 20
SUPPORT_HAN = 8
SUPPORT_SURE = 0.8
"""A language is possible in a document from this many letters in units of as many that are this surely in it. Without
this rule, names make languages up."""

Emissions = Sequence[Mapping[str, float]]


def decode(units: Sequence[Unit], emissions: Emissions) -> list[str]:
    """The language of each unit, given how probable each language is for it alone."""
    priors = _priors(units, emissions)
    states = _states(units, emissions, priors)
    found: list[str] = []
    for script, group in groupby(range(len(units)), key=lambda at: units[at].script):
        places = list(group)
        if len(states[script]) == 1:
            found += states[script] * len(places)
        else:
            run = slice(places[0], places[-1] + 1)
            found += _decode_run(units[run], emissions[run], {tag: priors.get((script, tag), UNLIKELY)
                                                              for tag in states[script]})  # fmt: skip
    return found


def _decode_run(units: Sequence[Unit], emissions: Emissions, priors: Mapping[str, float]) -> list[str]:
    """The same within one script; a change of script costs nothing, so that each run is decided by itself."""
    scores: dict[str, float] = {}
    steps: list[dict[str, str]] = []
    for unit, emission in zip(units, emissions, strict=True):
        gains = _gains(unit, emission, priors)
        if not scores:
            scores = gains
            continue
        cost = SWITCH_AT_LINE if unit.on_new_line else SWITCH_IN_LINE
        best = max(scores, key=scores.__getitem__)
        came_from = {tag: tag if scores[tag] >= scores[best] - cost else best for tag in priors}
        scores = {
            tag: gains[tag] + scores[before] - (0.0 if before == tag else cost) for tag, before in came_from.items()
        }
        steps.append(came_from)
    return _backwards(steps, max(scores, key=scores.__getitem__))


def _gains(unit: Unit, emission: Mapping[str, float], priors: Mapping[str, float]) -> dict[str, float]:
    """What the unit by itself speaks for each language: the longer, the louder."""
    weight = min(1.0, max(0.25, unit.letters / SHORT)) * (1.5 if unit.letters >= LONG else 1.0)
    return {
        tag: weight * math.log(max(emission.get(tag, 0.0), FLOOR)) + PRIOR_WEIGHT * prior
        for tag, prior in priors.items()
    }


def _backwards(steps: Sequence[Mapping[str, str]], last: str) -> list[str]:
    found = [last]
    for came_from in reversed(steps):
        found.append(came_from[found[-1]])
    return found[::-1]


def _priors(units: Sequence[Unit], emissions: Emissions) -> dict[tuple[str, str], float]:
    """The logarithm of each language's share of the document's letters."""
    totals: defaultdict[tuple[str, str], float] = defaultdict(float)
    for unit, emission in zip(units, emissions, strict=True):
        for tag, probability in emission.items():
            if probability > 0.02:
                totals[unit.script, tag] += unit.letters * probability
    whole = math.fsum(totals.values())
    return {key: math.log((total + PRIOR_FLOOR * whole) / whole) for key, total in totals.items()}


def _states(
    units: Sequence[Unit], emissions: Emissions, priors: Mapping[tuple[str, str], float]
) -> dict[str, list[str]]:
    """For each script the languages that are possible: those with support, else the one with the largest share."""
    support: dict[str, set[str]] = {unit.script: set() for unit in units}
    for unit, emission in zip(units, emissions, strict=True):
        if unit.letters >= (SUPPORT_HAN if unit.script == "Han" else SUPPORT_LETTERS):
            support[unit.script].update(tag for tag, sure in emission.items() if sure >= SUPPORT_SURE)
    return {
        script: sorted(tags) or [max(sorted(tag for of, tag in priors if of == script),
                                     key=lambda tag: priors[script, tag])]
        for script, tags in support.items()
    }  # fmt: skip
