"""HTML pages and saved pages: the body's text in blocks, and what the page declares of itself.

What is left out (menus, forms, related links, notices of cookies) is named in the record; the original keeps it all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Extraction, Format, Wishes
from archive.extract.encoding import decode
from archive.extract.html.blocks import Block, blocks
from archive.extract.html.body import body
from archive.extract.html.furniture import furniture, strip_programs
from archive.extract.html.tree import Element, parsed
from archive.extract.html.walk import Skipped, walk, words
from archive.extract.left_out import named
from archive.extract.page_metadata import article_body, declared, declaring
from archive.extract.passages import Located, laid_out

DECLARED_WITHIN = 20_000
"""Bytes in which a page says its encoding; the standard asks for it in the first 1,024."""
TEASER = 0.1
"""Share of a page's words below which its one article is an announcement of another page."""


class HtmlExtractor:
    """HTML by lxml, what is declared by BeautifulSoup, the body told by trafilatura."""

    name = "html"
    version = "3"
    formats = (
        Format(name="HTML", media_types=("text/html",), suffixes=(".html", ".htm", ".xhtml"),
               library="BeautifulSoup, lxml, trafilatura", locators="`para. 3`"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        decoded, encoding = decode(content, declared=declared_encoding(content), wished=wishes.encoding)
        try:
            root = parsed(decoded)
            soup = declaring(root)
            found = declared(soup)
            strip_programs(root)
            skipped = furniture(root)
            read = list(blocks(root, skipped, article=_article(root, skipped)))
            kept = body(root, read, declared=article_body(soup), furniture=skipped.values())
        except RecursionError:
            raise ExtractionFailed("the page nests its elements too deep to be read", code="too-deep") from None
        except (ValueError, AssertionError, LookupError) as error:
            raise ExtractionFailed(f"the page cannot be parsed: {error}", code="unreadable") from None
        text, passages = laid_out(
            Located(text=read[block].text, locator=f"para. {number}") for number, block in enumerate(sorted(kept), 1)
        )
        left_out = named([*skipped.values(), *_dropped(read, kept)])
        return Extraction(text=text, passages=passages, declared=found, left_out=left_out, encoding=encoding)


def declared_encoding(content: bytes) -> str | None:
    """The encoding that the page says it is in."""
    from bs4.dammit import EncodingDetector

    return EncodingDetector.find_declared_encoding(content[:DECLARED_WITHIN], is_html=True)


def _article(root: Element, skipped: Skipped) -> Element:
    """The one article, unless it is a small part of the page, else the main element, if it has words."""
    opened = [node for node, opens in walk(root, skipped) if opens and node.tag in ("article", "main")]
    articles = [element for element in opened if element.tag == "article"]
    mains = [element for element in opened if element.tag == "main"]
    if len(articles) == 1:
        held = len(words(articles[0], skipped))
        if held and (mains or held >= TEASER * len(words(root, skipped))):
            return articles[0]
    return next((element for element in mains[:1] if words(element, skipped)), None)


def _dropped(read: Sequence[Block], kept: set[int]) -> Iterator[str]:
    """The words of each stretch of blocks that are not kept."""
    for is_kept, numbers in groupby(range(len(read)), lambda number: number in kept):
        if not is_kept:
            yield " ".join(read[number].text for number in numbers)
