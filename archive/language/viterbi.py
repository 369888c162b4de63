"""Spans: the likeliest sequence of languages over the units of a document.

A clause by itself is short and often wrong; its neighbours and the rest of the document say more. The constants are
those that gave the fewest wrong letters in 540 synthetic mixed documents (benchmarks/languages.py).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

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
SUPPORT_SURE = 0.8
"""A language is possible in a document from this many letters in units of as many that are this surely in it. Without
this rule, names make languages up."""

Emissions = Sequence[Mapping[str, float]]


def decode(units: Sequence[Unit], emissions: Emissions) -> list[str]:
    """The language of each unit, given how probable each language is for it alone."""
    priors = _priors(units, emissions)
    states = _states(units, emissions, priors)
    steps: list[dict[str, str | None]] = []
    scores: dict[str, float] = {}
    for at, (unit, emission) in enumerate(zip(units, emissions, strict=True)):
        scored: dict[str, float] = {}
        came_from: dict[str, str | None] = {}
        cost = _switch(units[at - 1], unit) if at else 0.0
        best = max(scores, key=lambda tag: scores[tag]) if scores else None
        for tag in states[unit.script]:
            before = _before(tag, scores, best, cost)
            came_from[tag] = before
            scored[tag] = _emitted(tag, unit, emission, priors) + (_left(scores, before, tag, cost) if before else 0.0)
        steps.append(came_from)
        scores = scored
    return _backwards(steps, scores)


def _before(tag: str, scores: Mapping[str, float], best: str | None, cost: float) -> str | None:
    """The language of the unit before, on the best way to this one: the same, or the best of all at the cost."""
    if best is None or (tag in scores and scores[tag] >= scores[best] - cost):
        return tag if tag in scores else best
    return best


def _left(scores: Mapping[str, float], before: str, tag: str, cost: float) -> float:
    return scores[before] - (0.0 if before == tag else cost)


def _switch(before: Unit, unit: Unit) -> float:
    if before.script != unit.script:
        return 0.0
    return SWITCH_AT_LINE if unit.on_new_line else SWITCH_IN_LINE


def _emitted(tag: str, unit: Unit, emission: Mapping[str, float], priors: Mapping[tuple[str, str], float]) -> float:
    weight = min(1.0, max(0.25, unit.letters / SHORT)) * (1.5 if unit.letters >= LONG else 1.0)
    prior = priors.get((unit.script, tag), UNLIKELY)
    return weight * math.log(max(emission.get(tag, 0.0), FLOOR)) + PRIOR_WEIGHT * prior


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
    support: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for unit, emission in zip(units, emissions, strict=True):
        likeliest = max(sorted(emission), key=lambda tag: emission[tag])
        sure = unit.letters >= SUPPORT_LETTERS and emission[likeliest] >= SUPPORT_SURE
        support[unit.script][likeliest] += unit.letters if sure else 0
    return {
        script: [tag for tag, letters in sorted(tags.items()) if letters >= SUPPORT_LETTERS]
        or [max(sorted(tag for of, tag in priors if of == script), key=lambda tag: priors[script, tag])]
        for script, tags in support.items()
    }


def _backwards(steps: Sequence[Mapping[str, str | None]], scores: Mapping[str, float]) -> list[str]:
    tag = max(scores, key=lambda one: scores[one]) if scores else None
    found: list[str] = []
    for came_from in reversed(steps):
        if tag is None:
            break
        found.append(tag)
        tag = came_from[tag]
    return found[::-1]
