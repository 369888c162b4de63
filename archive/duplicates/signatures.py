"""Signatures: MinHash over the five-letter stretches of a plain text.

The share of places in which two signatures agree estimates the Jaccard index of the two sets of stretches: how many
of all that are in either are in both (A. Broder, On the resemblance and containment of documents, 1997). With 128
places it is off by .04 on the mean. `python -m benchmarks duplicates` measures it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Signature = NDArray[np.uint32]

PLACES = 128
STRETCH = 5
"""Characters. Shorter stretches are shared by unlike texts, longer ones are lost with every edit."""
ALIKE = 0.6
"""From this similarity on two texts are near copies. Of texts with a tenth of their words replaced nine in ten are, of
those with a third replaced one in a hundred."""

VERSION = 1
"""Rises when the same text gets another signature."""
_AT_ONCE = 4096
"""Stretches hashed together: 2 MB, which stays in a processor's cache."""


def signature(plain: str) -> Signature | None:
    """The signature of a plain text; None when it is shorter than one stretch."""
    import numpy as np

    hashes = _hashes(plain)
    if not len(hashes):
        return None
    factors, terms = _permutations()
    least = np.full(PLACES, 0xFFFFFFFF, np.uint32)
    for start in range(0, len(hashes), _AT_ONCE):
        some = hashes[start : start + _AT_ONCE]
        np.minimum(least, (factors * some + terms).min(axis=1), out=least)
    return least


def similarities(matrix: NDArray[np.uint32], one: Signature) -> NDArray[np.float64]:
    """The estimated Jaccard index (0 to 1) of one signature with each row of a matrix of signatures."""
    import numpy as np

    return np.asarray((matrix == one).mean(axis=1), dtype=np.float64)


def _hashes(plain: str) -> Signature:
    """A 32-bit hash of each stretch."""
    import numpy as np

    codes = np.frombuffer(plain.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    count = max(len(codes) - STRETCH + 1, 0)
    mixed = np.zeros(count, np.uint64)
    for place in range(STRETCH):
        mixed = mixed * np.uint64(0x100000001B3) + codes[place : place + count]
    for _ in range(2):  # so that every bit of the code points reaches every bit of the hash
        mixed = (mixed ^ (mixed >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)
    return np.asarray(mixed >> np.uint64(32)).astype(np.uint32)


@cache
def _permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """An odd factor and a term for each place, the same on every machine: x → factor · x + term, modulo 2³²."""
    import numpy as np

    drawn = np.arange(1, 2 * PLACES + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for factor in (0xBF58476D1CE4E5B9, 0x94D049BB133111EB):  # SplitMix64
        drawn = (drawn ^ (drawn >> np.uint64(30))) * np.uint64(factor)
    numbers = (drawn >> np.uint64(32)).astype(np.uint32).reshape(2, PLACES, 1)
    return numbers[0] | np.uint32(1), numbers[1]
