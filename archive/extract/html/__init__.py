"""HTML pages and saved pages: the body's text in blocks, and what the page declares of itself.

What is left out (menus, forms, related links, notices of cookies) is named in the record; the original keeps it all.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Extraction, Format, Wishes
from archive.extract.encoding import decode, normalise
from archive.extract.html.blocks import Block, blocks
from archive.extract.html.body import body
from archive.extract.html.furniture import furniture
from archive.extract.html.walk import Skipped, walk, words
from archive.extract.left_out import named
from archive.extract.page_metadata import article_body, declared
from archive.extract.passages import Located, laid_out

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

DECLARED_WITHIN = 20_000
"""Bytes in which a page says its encoding; the standard asks for it in the first 1,024."""
TEASER = 0.1
"""Share of a page's words below which its one article is an announcement of another page."""


class HtmlExtractor:
    """HTML by BeautifulSoup and lxml, the body told by trafilatura."""

    name = "html"
    version = "2"
    formats = (
        Format(name="HTML", media_types=("text/html",), suffixes=(".html", ".htm", ".xhtml"),
               library="BeautifulSoup, lxml, trafilatura", locators="`para. 3`"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        decoded, encoding = decode(content, declared=declared_encoding(content), wished=wishes.encoding)
        page = normalise(decoded)
        try:
            soup = parsed(page)
            found = declared(soup)
            skipped = furniture(soup)
            read = list(blocks(soup, skipped, article=_article(soup, skipped)))
            kept = body(page, read, declared=article_body(soup), furniture=skipped.values())
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


def parsed(page: str) -> BeautifulSoup:
    """The page's elements; ExtractionFailed where there is no making sense of it."""
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    try:
        with warnings.catch_warnings():  # BeautifulSoup warns of XHTML, and of a page that looks like a file name
            warnings.simplefilter("ignore")
            return BeautifulSoup(page, "lxml")
    except ParserRejectedMarkup as error:
        raise ExtractionFailed(f"the page cannot be parsed: {error}", code="unreadable") from None


def _article(soup: BeautifulSoup, skipped: Skipped) -> Tag | None:
    """The one article, unless it is a small part of the page, else the main element, if it has words."""
    opened: list[Tag] = [node for node, opens in walk(soup, skipped) if opens and node.name in ("article", "main")]
    articles = [tag for tag in opened if tag.name == "article"]
    mains = [tag for tag in opened if tag.name == "main"]
    if len(articles) == 1:
        held = len(words(articles[0], skipped))
        if held and (mains or held >= TEASER * len(words(soup, skipped))):
            return articles[0]
    return next((tag for tag in mains[:1] if words(tag, skipped)), None)


def _dropped(read: Sequence[Block], kept: set[int]) -> Iterator[str]:
    """The words of each stretch of blocks that are not kept."""
    for is_kept, numbers in groupby(range(len(read)), lambda number: number in kept):
        if not is_kept:
            yield " ".join(read[number].text for number in numbers)
