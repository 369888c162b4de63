"""Collapse: of documents that are copies of one another, the best match is shown and the others are counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.results import Match


@dataclass(slots=True)
class Group:
    """The best match of a group, and how many others were found."""

    best: Match
    others: int = 0


def collapsed(matches: Iterable[Match], firsts: Mapping[str, str]) -> list[Group]:
    """The groups in the order of their best matches; `firsts` names the group of each document that is in one."""
    groups: dict[str, Group] = {}
    for match in matches:
        name = firsts.get(match.id, match.id)
        if name in groups:
            groups[name].others += 1
        else:
            groups[name] = Group(match)
    return list(groups.values())
