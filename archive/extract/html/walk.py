"""Walking a page's tree, however deep: each element where it opens and where it closes, and the texts between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archive.extract.encoding import normalise
from archive.extract.html.tree import Element

Skipped = dict[Element, str]
"""Elements to pass over, each with its words."""


def walk(root: Element, skipped: Skipped, *, strings: bool = False) -> Iterator[tuple[Any, bool]]:
    """Every element below `root` where it opens and where it closes, and on request the texts. Depth costs nothing.

    An element that is skipped is a blank where it has words: what stands on either side of it is not one word.
    """
    from lxml.etree import iterwalk

    walker = iterwalk(root, events=("start", "end"))
    for event, node in walker:
        if event == "end":
            if node is not root:
                if node not in skipped:
                    yield node, False
                if strings and node.tail:
                    yield node.tail, True
        elif node is not root and node in skipped:
            walker.skip_subtree()
            if strings and skipped[node]:
                yield " ", True
        else:
            if node is not root:
                yield node, True
            if strings and node.text:
                yield node.text, True


def words(element: Element, skipped: Skipped) -> str:
    """The words of an element in one line."""
    texts = (node for node, _ in walk(element, skipped, strings=True) if isinstance(node, str))
    return " ".join(normalise(" ".join(texts)).split())
