"""HTML pages and saved pages: the article's text, and what the page declares of itself.

The text is taken from the page's own `article` or `main` element where it has one, else from the body without its
menus, forms and footers. What is left out is named in the record; the original keeps it all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive.errors import ExtractionFailed
from archive.extract import Extraction
from archive.extract.encoding import normalise
from archive.extract.furniture import is_furniture
from archive.extract.page_metadata import declared
from archive.record import Passage

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

INVISIBLE = ("script", "style", "noscript", "template", "svg", "iframe", "head")
FURNITURE = ("nav", "aside", "form", "button", "dialog", "select", "menu")
OUTSIDE_ARTICLE = ("header", "footer")
FURNITURE_ROLES = frozenset({"navigation", "search", "banner", "contentinfo", "complementary", "dialog", "toolbar"})
_FURNITURE_NAMES = re.compile(
    r"(?:^|[-_])(?:cookies?|consent|breadcrumbs?|share|sharing|related|newsletter|sidebar|font-?size|advert|ads)"
    r"(?:$|[-_])", re.I,
)  # fmt: skip
BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4"
    " h5 h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)


class HtmlExtractor:
    """HTML by BeautifulSoup; the encoding is the page's own declaration, else detected."""

    name = "html"
    version = "1"
    media_types = frozenset({"text/html"})

    def extract(self, content: bytes) -> Extraction:
        from bs4 import BeautifulSoup

        try:
            soup = BeautifulSoup(content, "lxml")
            found = declared(soup)
            left_out = tuple(_remove_furniture(soup))
            blocks = list(_blocks(_article(soup)))
        except RecursionError:
            raise ExtractionFailed("the page nests its elements too deep to be read", code="too-deep") from None
        except (ValueError, AssertionError, LookupError) as error:
            raise ExtractionFailed(f"the page cannot be parsed: {error}", code="unreadable") from None
        kept = [block for block in blocks if not is_furniture(block)]
        left_out += tuple(block for block in blocks if is_furniture(block))
        text, passages = _joined(kept)
        return Extraction(
            text=text, passages=passages, declared=found, left_out=left_out, encoding=soup.original_encoding
        )


def _remove_furniture(soup: BeautifulSoup) -> Iterator[str]:
    """Take menus, widgets and the like out of the page; yields the words of each, shortened."""
    for tag in soup.find_all(list(INVISIBLE)):
        tag.decompose()
    for tag in soup.find_all(_is_furniture_element):
        if not tag.decomposed:
            words = " ".join(tag.get_text(" ").split())
            tag.decompose()
            if words:
                yield words if len(words) <= 200 else words[:200] + " …"


def _is_furniture_element(tag: Tag) -> bool:
    if tag.name in FURNITURE or tag.get("role") in FURNITURE_ROLES or tag.has_attr("hidden"):
        return True
    if tag.name in OUTSIDE_ARTICLE:
        return tag.find_parent(["article", "main"]) is None
    names = [str(tag.get("id") or ""), *(tag.get("class") or [])]
    return tag.name not in ("html", "body", "main", "article") and any(map(_FURNITURE_NAMES.search, names))


def _article(soup: BeautifulSoup) -> Tag:
    """The one article, else the main element, else the body."""
    articles = soup.find_all("article")
    if len(articles) == 1:
        return articles[0]
    return soup.find("main") or soup.body or soup


def _blocks(root: Tag) -> Iterator[str]:
    """The text of each innermost block, white space folded, in order; `br` is a line break."""
    from bs4 import NavigableString
    from bs4.element import PreformattedString

    words: list[str] = []
    for node in root.descendants:
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):
                words.append(str(node))
        elif node.name == "br":
            words.append("\0")
        elif node.name in BLOCKS:
            yield from _folded(words)
            words = []
        if _closes_block(node):
            yield from _folded(words)
            words = []
    yield from _folded(words)


def _closes_block(node: object) -> bool:
    """Whether a block ends with this node, so that text after it starts another."""
    following = getattr(node, "next_element", None)
    parent = getattr(node, "parent", None)
    while parent is not None and following is not None and following.parent is not parent:
        if following is parent:
            return False
        if parent.name in BLOCKS:
            return True
        parent = parent.parent
    return False


def _folded(words: list[str]) -> Iterator[str]:
    lines = (" ".join(line.split()) for line in normalise("".join(words).replace("\0", "\x1e")).split("\x1e"))
    text = "\n".join(line for line in lines if line)
    if text:
        yield text


def _joined(blocks: list[str]) -> tuple[str, tuple[Passage, ...]]:
    passages: list[Passage] = []
    start = 0
    for number, block in enumerate(blocks, 1):
        passages.append(Passage(number=number, start=start, end=start + len(block), locator=f"para. {number}"))
        start += len(block) + 2
    return "\n\n".join(blocks) + ("\n" if blocks else ""), tuple(passages)
