"""HTML pages and saved pages: the article's text, and what the page declares of itself.

The text is taken from the page's own `article` or `main` element where it has one, else from the body without its
menus, forms and footers. What is left out is named in the record; the original keeps it all.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Extraction, Format, Wishes
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
Skipped = dict[int, str]
"""Elements to pass over, by identity (`id`), each with its words."""
BREAK = "\x1e"
WRAPPED_SHARE = 0.9
"""An element with this share of the page's letters wraps the page, whatever it is called."""
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


class HtmlExtractor:
    """HTML by BeautifulSoup and lxml."""

    name = "html"
    version = "1"
    formats = (
        Format(name="HTML", media_types=("text/html",), suffixes=(".html", ".htm", ".xhtml"),
               library="BeautifulSoup, lxml", locators="para. 3"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        page, encoding = decode(content, declared=_declared_encoding(content), wished=wishes.encoding)
        try:
            soup = _parsed(normalise(page))
            found = declared(soup)
            furniture = _furniture(soup)
            article = _article(soup, furniture)
            blocks = list(_blocks(article, furniture))
        except RecursionError:
            raise ExtractionFailed("the page nests its elements too deep to be read", code="too-deep") from None
        except (ValueError, AssertionError, LookupError) as error:
            raise ExtractionFailed(f"the page cannot be parsed: {error}", code="unreadable") from None
        left_out = (*furniture.values(), _outside(soup, article, furniture), *filter(is_furniture, blocks))
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


def _furniture(soup: BeautifulSoup) -> Skipped:
    """The elements to pass over, outermost first found, and the words of each, shortened; scripts have none."""
    invisible = {id(tag): "" for tag in _outermost(soup, {}, lambda tag, in_article: tag.name in INVISIBLE)}
    wrappers = _wrappers(soup, invisible)

    def is_furniture_here(tag: Tag, in_article: bool) -> bool:
        outside = tag.name in OUTSIDE_ARTICLE and not in_article
        return (outside or _is_furniture_element(tag)) and not (_may_wrap(tag) and id(tag) in wrappers)

    found = _outermost(soup, invisible, is_furniture_here)
    return invisible | {id(tag): _shortened(_words(tag, invisible)) for tag in found}


def _words(tag: Tag, skipped: Skipped) -> str:
    texts = (node for node, _ in _walk(tag, skipped, strings=True) if isinstance(node, str))
    return " ".join(" ".join(texts).split())


def _shortened(words: str) -> str:
    return words if len(words) <= 200 else words[:200] + " …"


def _outermost(soup: BeautifulSoup, skipped: Skipped, wanted: Callable[[Tag, bool], bool]) -> Iterator[Tag]:
    """The elements that are wanted and lie in no other such; `wanted` is told whether an article is around them."""
    articles = 0
    inside: Tag | None = None
    for node, opens in _walk(soup, skipped):
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
    for node, opens in _walk(soup, skipped, strings=True):
        if isinstance(node, str):
            count += len(node.strip())
        elif opens:
            before.append(count)
        else:
            letters[id(node)] = count - before.pop()
            if node.name in ("main", "article") or id(node) in holding:
                holding.add(id(node.parent))
    return holding | {key for key, held in letters.items() if held > WRAPPED_SHARE * count}


def _article(soup: BeautifulSoup, skipped: Skipped) -> Tag:
    """The one article, else the main element, else the whole page; an empty one is passed over."""
    opened = [node for node, opens in _walk(soup, skipped) if opens and node.name in ("article", "main")]
    articles = [tag for tag in opened if tag.name == "article"]
    mains = [tag for tag in opened if tag.name == "main"]
    candidates = [*(articles if len(articles) == 1 else []), *mains[:1]]
    return next((tag for tag in candidates if _words(tag, skipped)), soup)


def _outside(soup: BeautifulSoup, article: Tag, skipped: Skipped) -> str:
    """The words of the page that are in neither the article nor its furniture, shortened."""
    return "" if article is soup else _shortened(_words(soup, skipped | {id(article): ""}))


def _blocks(root: Tag, skipped: Skipped) -> Iterator[str]:
    """The text of each innermost block, white space folded, in order; `br` is a line break."""
    words: list[str] = []
    for piece in _pieces(root, skipped):
        if piece is None:
            yield from _folded(words)
            words = []
        else:
            words.append(piece)
    yield from _folded(words)


def _pieces(root: Tag, skipped: Skipped) -> Iterator[str | None]:
    """The texts in order; None where a block begins or ends."""
    preformatted = 0
    for node, opens in _walk(root, skipped, strings=True):
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


def _walk(root: Tag, skipped: Skipped, *, strings: bool = False) -> Iterator[tuple[Any, bool]]:
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
