"""The furniture of a page: the elements that hold no text of its own, by their names, roles, classes and IDs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from archive.extract.html.walk import Skipped, walk, words
from archive.extract.left_out import shortened

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

INVISIBLE = ("script", "style", "noscript", "template", "svg", "iframe", "head", "rt", "rp")
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


def furniture(soup: BeautifulSoup) -> Skipped:
    """The elements to pass over, outermost first found, and the words of each, shortened; scripts have none."""
    unseen = invisible(soup)
    wrappers = _wrappers(soup, unseen)

    def is_furniture_here(tag: Tag, in_article: bool) -> bool:
        outside = tag.name in OUTSIDE_ARTICLE and not in_article
        return (outside or _is_furniture_element(tag)) and not (_may_wrap(tag) and id(tag) in wrappers)

    found = _outermost(soup, unseen, is_furniture_here)
    return unseen | {id(tag): shortened(words(tag, unseen)) for tag in found}


def invisible(soup: BeautifulSoup) -> Skipped:
    """The elements that no reader sees as text, and the marks that call notes: they would hang on a word."""
    unseen = _outermost(soup, {}, lambda tag, in_article: tag.name in INVISIBLE or _calls_note(tag))
    return {id(tag): "" for tag in unseen}


def _calls_note(tag: Tag) -> bool:
    """Whether an element is a raised number that leads to a note on the same page, or back from it."""
    from bs4 import Tag

    if tag.name == "a" and tag.get("epub:type") == "noteref":
        return True
    inner = tag.contents[0] if len(tag.contents) == 1 else None
    if not isinstance(inner, Tag) or {tag.name, inner.name} != {"sup", "a"} or len(inner.contents) != 1:
        return False
    link = tag if tag.name == "a" else inner
    return str(link.get("href") or "").startswith("#") and len(str(inner.contents[0]).strip()) <= LONGEST_MARK


def _outermost(soup: BeautifulSoup, skipped: Skipped, wanted: Callable[[Tag, bool], bool]) -> Iterator[Tag]:
    """The elements that are wanted and lie in no other such; `wanted` is told whether an article is around them."""
    articles = 0
    inside: Tag | None = None
    for node, opens in walk(soup, skipped):
        if inside is not None:
            inside = None if node is inside else inside
        elif opens and wanted(node, articles > 0):
            inside = node
            yield node
        elif node.name in ("article", "main"):
            articles += 1 if opens else -1


def _is_furniture_element(tag: Tag) -> bool:
    """Whether an element is furniture by its name, role, class or ID."""
    if tag.name in FURNITURE or tag.get("role") in FURNITURE_ROLES or tag.has_attr("hidden"):
        return True
    names = [str(tag.get("id") or ""), *(tag.get("class") or [])]
    return tag.name not in ("html", "body", "main", "article") and any(map(_FURNITURE_NAMES.search, names))


def _may_wrap(tag: Tag) -> bool:
    """Some programs put a whole page into a form, or into an element of a class such as no-sidebar."""
    return tag.name == "form" or tag.name not in (*FURNITURE, *OUTSIDE_ARTICLE)


def _wrappers(soup: BeautifulSoup, skipped: Skipped) -> set[int]:
    """The elements that hold the page's article or nearly all of its letters, by identity."""
    letters: dict[int, int] = {}
    holding: set[int] = set()
    before: list[int] = []
    count = 0
    for node, opens in walk(soup, skipped, strings=True):
        if isinstance(node, str):
            count += len(node.strip())
        elif opens:
            before.append(count)
        else:
            letters[id(node)] = count - before.pop()
            if node.name in ("main", "article") or id(node) in holding:
                holding.add(id(node.parent))
    return holding | {key for key, held in letters.items() if held > WRAPPED_SHARE * count}
