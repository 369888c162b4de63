"""The furniture of a page: the elements that hold no text of its own, by their names, roles, classes and IDs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from archive.extract.html.tree import Element
from archive.extract.html.walk import Skipped, walk, words
from archive.extract.left_out import shortened

PROGRAMS = ("script", "style", "noscript", "template", "svg", "iframe")
INVISIBLE = (*PROGRAMS, "head", "rt", "rp")
"""What no reader sees as text; the reading beside a Japanese word (`rt`) would tear phrases apart."""
FURNITURE = ("nav", "aside", "form", "button", "dialog", "select", "menu")
OUTSIDE_ARTICLE = ("header", "footer")
FURNITURE_ROLES = frozenset({"navigation", "search", "banner", "contentinfo", "complementary", "dialog", "toolbar"})
_FURNITURE_NAMES = re.compile(
    r"(?:^|[-_])(?:cookies?|consent|breadcrumbs?|share|sharing|related|newsletter|sidebar|font-?size|advert|ads)"
    r"(?:$|[-_])|^(?:comments?|disqus)(?:$|[-_])", re.I,
)  # fmt: skip
LONGEST_MARK = 5
"""Characters of what calls a note, such as `[12]`."""
WRAPPED_SHARE = 0.9
"""An element with this share of the page's letters wraps the page, whatever it is called."""


def furniture(root: Element) -> Skipped:
    """The elements to pass over, outermost first found, and the words of each, shortened; scripts have none."""
    unseen = invisible(root)
    wrappers = cache(lambda: _wrappers(root, unseen))

    def is_furniture_here(element: Element, in_article: bool) -> bool:
        outside = element.tag in OUTSIDE_ARTICLE and not in_article
        return (outside or _is_furniture_element(element)) and not (_may_wrap(element) and element in wrappers())

    found = outermost(root, unseen, is_furniture_here)
    return unseen | {element: shortened(words(element, unseen)) for element in found}


def strip_programs(root: Element) -> None:
    """Take out of a tree what no reader sees and no rule reads: of a page of news it is up to nine tenths."""
    from lxml.etree import strip_elements

    strip_elements(root, *PROGRAMS, with_tail=False)


def invisible(root: Element) -> Skipped:
    """The elements that no reader sees as text, and the marks that call notes: they would hang on a word.

    Only the outermost: to let go of elements that lie in one another takes lxml the square of their depth.
    """
    return dict.fromkeys(outermost(root, {}, lambda element, in_article: _is_unseen(element)), "")


def _is_unseen(element: Element) -> bool:
    return element.tag in INVISIBLE or _calls_note(element)


def _calls_note(element: Element) -> bool:
    """Whether an element is a raised number that leads to a note on the same page, or back from it."""
    if element.tag == "a" and element.get("epub:type") == "noteref":
        return True
    if len(element) != 1 or element.text or {element.tag, element[0].tag} != {"sup", "a"}:
        return False
    inner = element[0]
    link = element if element.tag == "a" else inner
    mark = "" if len(inner) or inner.tail else inner.text
    return bool(mark) and len(mark.strip()) <= LONGEST_MARK and link.get("href", "").startswith("#")


def outermost(root: Element, skipped: Skipped, wanted: Callable[[Element, bool], bool]) -> Iterator[Element]:
    """The elements that are wanted and lie in no other such; `wanted` is told whether an article is around them."""
    articles = 0
    inside: Element = None
    for node, opens in walk(root, skipped):
        if inside is not None:
            inside = None if node is inside else inside
        elif opens and wanted(node, articles > 0):
            inside = node
            yield node
        elif node.tag in ("article", "main"):
            articles += 1 if opens else -1


def _is_furniture_element(element: Element) -> bool:
    """Whether an element is furniture by its name, role, class or ID."""
    if element.tag in FURNITURE:
        return True
    held = dict(element.items())
    if not held or "hidden" in held or held.get("role") in FURNITURE_ROLES:
        return bool(held)
    if element.tag in ("html", "body", "main", "article"):
        return False
    return any(map(_FURNITURE_NAMES.search, (held.get("id", ""), *held.get("class", "").split())))


def _may_wrap(element: Element) -> bool:
    """Some programs put a whole page into a form, or into an element of a class such as no-sidebar."""
    return element.tag == "form" or element.tag not in (*FURNITURE, *OUTSIDE_ARTICLE)


def _wrappers(root: Element, skipped: Skipped) -> set[Element]:
    """The elements that hold the page's article or nearly all of its letters."""
    letters: dict[Element, int] = {}
    holding: set[Element] = set()
    before: list[int] = []
    count = 0
    for node, opens in walk(root, skipped, strings=True):
        if isinstance(node, str):
            count += len(node.strip())
        elif opens:
            before.append(count)
        else:
            letters[node] = count - before.pop()
            if node.tag in ("main", "article") or node in holding:
                holding.add(node.getparent())
    return holding | {element for element, held in letters.items() if held > WRAPPED_SHARE * count}
