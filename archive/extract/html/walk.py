"""Walking a parsed page, however deep: each element where it opens and where it closes, and the texts between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

Skipped = dict[int, str]
"""Elements to pass over, by identity (`id`), each with its words."""


def walk(root: Tag, skipped: Skipped, *, strings: bool = False) -> Iterator[tuple[Any, bool]]:
    """Every element below `root` where it opens and where it closes, and on request the texts. Depth costs nothing.

    An element that is skipped is a blank where it has words: what stands on either side of it is not one word.
    """
    from bs4 import Tag
    from bs4.element import PreformattedString

    path: list[tuple[Tag, Iterator[PageElement]]] = [(root, iter(root.contents))]
    while path:
        element, rest = path[-1]
        node = next(rest, None)
        if node is None:
            path.pop()
            if path:
                yield element, False
        elif not isinstance(node, Tag):
            if strings and not isinstance(node, PreformattedString):
                yield str(node), True
        elif id(node) not in skipped:
            path.append((node, iter(node.contents)))
            yield node, True
        elif strings and skipped[id(node)]:
            yield " ", True


def words(tag: Tag, skipped: Skipped) -> str:
    """The words of an element in one line."""
    texts = (node for node, _ in walk(tag, skipped, strings=True) if isinstance(node, str))
    return " ".join(" ".join(texts).split())
