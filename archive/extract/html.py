"""HTML pages and saved pages: the article's text, and what the page declares of itself.

The text is taken from the page's own `article` or `main` element where it has one, else from the body without its
menus, forms and footers. What is left out is named in the record; the original keeps it all.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from archive.errors import ExtractionFailed
from archive.extract import Extraction
from archive.extract.encoding import decode, normalise
from archive.extract.furniture import is_furniture
from archive.extract.page_metadata import declared
from archive.record import Passage

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

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


BREAK = "\x1e"
WRAPPED_SHARE = 0.9
"""An element with this share of the page's letters wraps the page, whatever it is called."""
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


class HtmlExtractor:
    """HTML by BeautifulSoup and lxml."""

    name = "html"
    version = "1"
    media_types = frozenset({"text/html"})

    def extract(self, content: bytes) -> Extraction:
        page, encoding = decode(content, declared=_declared_encoding(content))
        try:
            soup = _parsed(normalise(page))
            found = declared(soup)
            left_out = list(_remove_furniture(soup))
            blocks = list(_blocks(_take_article(soup)))
        except RecursionError:
            raise ExtractionFailed("the page nests its elements too deep to be read", code="too-deep") from None
        except (ValueError, AssertionError, LookupError) as error:
            raise ExtractionFailed(f"the page cannot be parsed: {error}", code="unreadable") from None
        left_out += [_shortened(" ".join(_blocks(soup))), *filter(is_furniture, blocks)]
        text, passages = _joined([block for block in blocks if not is_furniture(block)])
        return Extraction(
            text=text, passages=passages, declared=found, left_out=tuple(filter(None, left_out)), encoding=encoding
        )


def _declared_encoding(content: bytes) -> str | None:
    from bs4.dammit import EncodingDetector

    return EncodingDetector.find_declared_encoding(content, is_html=True)


def _parsed(page: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    try:
        with warnings.catch_warnings():  # BeautifulSoup warns of XHTML, and of a page that looks like a file name
            warnings.simplefilter("ignore")
            return BeautifulSoup(page, "lxml")
    except ParserRejectedMarkup as error:
        raise ExtractionFailed(f"the page cannot be parsed: {error}", code="unreadable") from None


def _remove_furniture(soup: BeautifulSoup) -> Iterator[str]:
    """Take menus, widgets and the like out of the page; yields the words of each, shortened."""
    for tag in soup.find_all(list(INVISIBLE)):
        tag.decompose()
    whole = _letters(soup)
    for tag in list(_furniture_elements(soup)):
        if not tag.decomposed and not (_may_wrap(tag) and _wraps_page(tag, whole)):
            words = " ".join(tag.get_text(" ").split())
            tag.decompose()
            yield _shortened(words)


def _shortened(words: str) -> str:
    return words if len(words) <= 200 else words[:200] + " …"


def _furniture_elements(soup: BeautifulSoup) -> Iterator[Tag]:
    """Elements that are furniture by their name, role, class or ID. Headers and footers are, save in an article."""
    inside = 0
    for node, opens in _walk(soup):
        if node.name in ("article", "main"):
            inside += 1 if opens else -1
        if opens and (_is_furniture_element(node) or (node.name in OUTSIDE_ARTICLE and not inside)):
            yield node


def _is_furniture_element(tag: Tag) -> bool:
    if tag.name in FURNITURE or tag.get("role") in FURNITURE_ROLES or tag.has_attr("hidden"):
        return True
    names = [str(tag.get("id") or ""), *(tag.get("class") or [])]
    return tag.name not in ("html", "body", "main", "article") and any(map(_FURNITURE_NAMES.search, names))


def _may_wrap(tag: Tag) -> bool:
    """Some programs put a whole page into a form, or into an element of a class such as no-sidebar."""
    return tag.name not in FURNITURE or tag.name == "form"


def _wraps_page(tag: Tag, whole: int) -> bool:
    return tag.find(["main", "article"]) is not None or _letters(tag) > WRAPPED_SHARE * whole


def _letters(root: Tag) -> int:
    return sum(len(text.strip()) for text in root.strings)


def _take_article(soup: BeautifulSoup) -> Tag:
    """The one article, else the main element, else the body, taken out of the page; an empty one is passed over."""
    articles = soup.find_all("article")
    for candidate in (articles[0] if len(articles) == 1 else None, soup.find("main"), soup.body):
        if candidate is not None and next(candidate.stripped_strings, None):
            return candidate.extract()
    return soup


def _blocks(root: Tag) -> Iterator[str]:
    """The text of each innermost block, white space folded, in order; `br` is a line break."""
    words: list[str] = []
    for piece in _pieces(root):
        if piece is None:
            yield from _folded(words)
            words = []
        else:
            words.append(piece)
    yield from _folded(words)


def _pieces(root: Tag) -> Iterator[str | None]:
    """The texts in order; None where a block begins or ends."""
    preformatted = 0
    for node, opens in _walk(root, strings=True):
        if isinstance(node, str):
            yield from _lines(node) if preformatted else (node,)
        elif node.name == "br":
            yield BREAK if opens else ""
        elif node.name in BLOCKS:
            preformatted += (1 if opens else -1) * (node.name == "pre")
            yield None


def _lines(preformatted: str) -> Iterator[str | None]:
    """Preformatted text keeps its lines; a blank line parts paragraphs, as browsers show a text file."""
    for number, paragraph in enumerate(_BLANK_LINES.split(preformatted)):
        if number:
            yield None
        yield paragraph.replace("\n", BREAK)


def _walk(root: Tag, *, strings: bool = False) -> Iterator[tuple[Any, bool]]:
    """Every element below `root` where it opens and where it closes, and on request the texts. Depth costs nothing."""
    from bs4 import Tag
    from bs4.element import PreformattedString

    path: list[tuple[Tag, Iterator[PageElement]]] = [(root, iter(root.contents))]
    while path:
        element, rest = path[-1]
        node = next(rest, None)
        if node is None:
            path.pop()
            yield element, False
        elif isinstance(node, Tag):
            path.append((node, iter(node.contents)))
            yield node, True
        elif strings and not isinstance(node, PreformattedString):
            yield str(node), True


def _folded(words: list[str]) -> Iterator[str]:
    lines = (" ".join(line.split()) for line in normalise("".join(words)).split(BREAK))
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
