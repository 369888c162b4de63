"""Duplicates: how quickly copies are found, and how well a tenth of edits is told from a third."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from typing import TypeVar, cast

from archive.duplicates.groups import first_of_each
from archive.duplicates.plain import plain
from archive.duplicates.signatures import ALIKE, PLACES, signature, similarities
from benchmarks.collection import SIZES, Page, load
from benchmarks.report import Section, Table

MANY = 100_000
SAMPLE = 400
LONG_ENOUGH = 400
"""Characters of a text that is edited; what is left of a shorter one depends on few words."""
SHARES = (0.1, 1 / 3)
T = TypeVar("T")
Edit = Callable[[str, float, random.Random, Sequence[str]], str]


def run(*, rounds: int) -> Section:
    """Sign and group the collection, group ten times as many, and edit some of its texts in three ways."""
    pages = load(SIZES[-1])
    seconds = _speed(pages, rounds)
    quality = _quality([page.text for page in pages if len(page.text) >= LONG_ENOUGH][:SAMPLE])
    return Section(name="duplicates", figures={"seconds": seconds, "quality": quality},
                   tables=[_speed_table(len(pages), seconds), _quality_table(quality)])  # fmt: skip


def _speed(pages: Sequence[Page], rounds: int) -> dict[str, float]:
    import numpy as np

    plains, forms = _timed(rounds, lambda: [plain(page.text) for page in pages])
    signing, signed = _timed(rounds, lambda: [one for form in forms if (one := signature(form)) is not None])
    matrix = np.array(signed)
    grouping, _ = _timed(rounds, lambda: first_of_each(matrix))
    noise = np.random.default_rng(1).integers(0, 2**32, (MANY - len(matrix), PLACES), dtype=np.uint32)
    many = np.concatenate([matrix, noise])
    grouping_many, _ = _timed(rounds, lambda: first_of_each(many))
    one, _ = _timed(rounds, lambda: similarities(many, many[0]))
    return {"plain": plains, "signing": signing, "grouping": grouping, "grouping many": grouping_many,
            "one of many": one}  # fmt: skip


def _timed(rounds: int, work: Callable[[], T]) -> tuple[float, T]:
    """The shortest of several runs, and what it gave."""
    best, result = float("inf"), None
    for _ in range(max(rounds, 1)):
        began = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - began)
    return best, cast(T, result)


def _quality(texts: Sequence[str]) -> dict[str, dict[str, list[float]]]:
    """For each way and share of edits the 5, 50 and 95 % quantiles of the scores, and how many reach the bound."""
    import numpy as np

    drawn = random.Random(1)  # noqa: S311 - it draws words
    words = [word for text in texts for word in text.split()]
    found: dict[str, dict[str, list[float]]] = {}
    for name, edit in EDITS.items():
        for share in SHARES:
            scores = np.array([_score(text, edit(text, share, drawn, words)) for text in texts])
            quantiles = [float(one) for one in np.quantile(scores, [0.05, 0.5, 0.95])]
            found.setdefault(name, {})[f"{share:.2f}"] = [*quantiles, float((scores >= ALIKE).mean())]
    return found


def _score(one: str, other: str) -> float:
    first, second = signature(plain(one)), signature(plain(other))
    if first is None or second is None:
        return 0.0
    return float(similarities(first.reshape(1, -1), second)[0])


def _replaced_words(text: str, share: float, drawn: random.Random, words: Sequence[str]) -> str:
    return " ".join(drawn.choice(words) if drawn.random() < share else word for word in text.split())


def _replaced_stretch(text: str, share: float, drawn: random.Random, words: Sequence[str]) -> str:
    length = int(len(text) * share)
    start = drawn.randrange(len(text) - length + 1)
    other = " ".join(drawn.choices(words, k=length))[:length]
    return text[:start] + other + text[start + length :]


def _cut(text: str, share: float, drawn: random.Random, words: Sequence[str]) -> str:
    return text[int(len(text) * share) :]


EDITS: dict[str, Edit] = {
    "words replaced": _replaced_words, "one stretch replaced": _replaced_stretch, "beginning cut off": _cut,
}  # fmt: skip


def _speed_table(count: int, seconds: dict[str, float]) -> Table:
    rows = [
        ["plain forms", f"{count / seconds['plain']:,.0f} documents a second"],
        ["signatures", f"{count / seconds['signing']:,.0f} documents a second"],
        [f"groups of {count:,}", f"{seconds['grouping']:.2f} s"],
        [f"groups of {MANY:,}", f"{seconds['grouping many']:.2f} s"],
        [f"one document against {MANY:,}", f"{seconds['one of many']:.3f} s"],
    ]
    return Table(title="How quickly copies are found", columns=["what", "speed"], rows=rows)


def _quality_table(quality: dict[str, dict[str, list[float]]]) -> Table:
    rows = [
        [name, share, *(f"{score:.2f}" for score in scores[:3]), f"{scores[3]:.0%}"]
        for name, shares in quality.items() for share, scores in shares.items()
    ]  # fmt: skip
    return Table(
        title="How well near copies are told",
        columns=["edit", "share", "5 %", "median", "95 %", f"from {ALIKE:g} on"], rows=rows,
        notes=[f"Scores of {SAMPLE} texts of the collection with edited copies of themselves."],
    )  # fmt: skip
