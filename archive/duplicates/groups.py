"""Groups: documents whose texts are near copies of one of them, the first of the group.

Each member of a group is like its first, so that a text is never grouped with one that it is like only by way of
others. Pairs to compare are found by bands of the signatures (J. Leskovec, A. Rajaraman and J. Ullman, Mining of
Massive Datasets, section 3.4): at a similarity of .6 a pair is found with a probability of .99, at .3 of .2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.duplicates.signatures import ALIKE, PLACES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.uint32]
    Numbers = NDArray[np.int64]

BANDS = 32
COMPARED = 64
"""Rows of one bucket that all others in it are compared with; those in a bucket of more are mostly copies of one."""
_AT_ONCE = 1 << 14


def first_of_each(matrix: Matrix, *, least: float = ALIKE) -> Numbers:
    """For each row of signatures the number of the row that is the first of its group; its own where it stands alone.

    A row joins the group of the earlier first row that it is most like. The order of the rows decides which are first.
    """
    import numpy as np

    first = np.arange(len(matrix), dtype=np.int64)
    nearest: dict[int, list[tuple[float, int]]] = {}
    for earlier, later, similarity in _alike(matrix, least):
        nearest.setdefault(later, []).append((-similarity, earlier))
    for later in sorted(nearest):
        firsts = [(distance, earlier) for distance, earlier in nearest[later] if first[earlier] == earlier]
        if firsts:
            first[later] = min(firsts)[1]
    return first


def _alike(matrix: Matrix, least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs of rows that are alike, the earlier one first, with their similarity."""
    import numpy as np

    pairs = _candidates(matrix)
    for start in range(0, len(pairs), _AT_ONCE):
        earlier, later = pairs[start : start + _AT_ONCE].T
        similarity = (matrix[earlier] == matrix[later]).mean(axis=1)
        for place in np.flatnonzero(similarity >= least):
            yield int(earlier[place]), int(later[place]), float(similarity[place])


def _candidates(matrix: Matrix) -> Numbers:
    """Pairs of rows that agree in all places of a band, each pair once."""
    import numpy as np

    count = len(matrix)
    found = [np.empty(0, np.int64)]
    for band in np.split(matrix, BANDS, axis=1):
        for bucket in _buckets(np.ascontiguousarray(band)):
            earlier, later = np.meshgrid(bucket[:COMPARED], bucket)
            pairs = earlier * count + later
            found.append(pairs[earlier < later])
    numbers = np.unique(np.concatenate(found))
    return np.stack([numbers // max(count, 1), numbers % max(count, 1)], axis=1)


def _buckets(band: Matrix) -> Iterator[Numbers]:
    """The rows that are the same in a band, in order, wherever there are several."""
    import numpy as np

    keys = band.view(f"V{4 * PLACES // BANDS}").ravel()
    order = np.argsort(keys, kind="stable")
    sorted_keys = keys[order]
    starts = np.flatnonzero(np.concatenate([[True], sorted_keys[1:] != sorted_keys[:-1]]))
    for start, end in zip(starts, [*starts[1:], len(keys)], strict=True):
        if end - start > 1:
            yield order[start:end]
