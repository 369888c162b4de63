"""Edit distance between words: how many letters must be inserted, deleted, replaced or swapped with a neighbour."""

from __future__ import annotations


def within(one: str, other: str, most: int) -> bool:
    """Whether at most `most` edits lead from `one` to `other` (optimal string alignment)."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > most or (most == 1 and not _shares_an_end(one, other)):
        return False
    older: list[int] = []
    old = list(range(len(other) + 1))
    for i in range(1, len(one) + 1):
        row = _next_row(one, other, i, old, older)
        if min(row) > most:  # a later row is never smaller, not even by a swap
            return False
        older, old = old, row
    return old[-1] <= most


def _shares_an_end(one: str, other: str) -> bool:
    """Whether the first or the last half is the same: one edit cannot touch both. It spares most words the table."""
    half = (len(one) - 1) // 2
    return other.startswith(one[:half]) or other.endswith(one[len(one) - half :])


def _next_row(one: str, other: str, i: int, old: list[int], older: list[int]) -> list[int]:
    row = [i]
    for j in range(1, len(other) + 1):
        best = min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (one[i - 1] != other[j - 1]))
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            best = min(best, older[j - 2] + 1)
        row.append(best)
    return row
