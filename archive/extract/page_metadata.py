"""What a page declares of itself: JSON-LD, OpenGraph, Dublin Core, meta elements, the canonical link, its language.

What only looks like a date is left to the rules that read the text. htmldate, which looks in scripts and addresses too,
dated 6 more of 20 saved pages and gave one a date that is not its own; here an undated page stays undated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any

from archive.extract import Declared
from archive.extract.declaring import ADDRESS
from archive.extract.encoding import normalise

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from archive.extract.html.tree import Element

ARTICLE_TYPES = frozenset({
    "Article", "NewsArticle", "ReportageNewsArticle", "PressRelease", "BlogPosting", "Report", "WebPage", "Legislation",
})  # fmt: skip

_META = {
    "og:title": "title", "dc.title": "title", "dcterms.title": "title", "citation_title": "title",
    "author": "creator", "article:author": "creator", "dc.creator": "creator", "dcterms.creator": "creator",
    "citation_author": "creator",
    "og:site_name": "source", "dc.publisher": "source", "dcterms.publisher": "source", "publisher": "source",
    "article:published_time": "date", "dc.date": "date", "dc.date.issued": "date", "dcterms.issued": "date",
    "dcterms.date": "date", "citation_publication_date": "date", "date": "date", "datepublished": "date",
    "pubdate": "date", "publishdate": "date", "publish-date": "date", "publish_date": "date",
    "og:url": "url", "dc.identifier": "url", "dc.rights": "rights", "dcterms.rights": "rights",
    "dc.language": "language", "dcterms.language": "language", "og:locale": "language", "content-language": "language",
    "dc.subject": "tag", "dcterms.subject": "tag", "article:tag": "tag", "article:modified_time": "modified",
    "dc.type": "type", "dcterms.type": "type",
}  # fmt: skip
_LINKED_DATA = {
    "headline": "title", "datePublished": "date", "dateModified": "modified", "url": "url", "inLanguage": "language",
}  # fmt: skip
_META_NAMES = ("property", "name", "itemprop", "http-equiv")
_LINKED_DATA_TYPE = re.compile(r"\s*application/ld\+json\s*(?:;|\Z)", re.I)
_DAY = re.compile(r"\s*(\d{4}(?:-\d\d){0,2}|\d{8}(?=T))(?:[T ]|\s*\Z)")
_DATES = frozenset({"date", "modified"})
_LINKS = frozenset({"canonical", "alternate"})
MOST_VERSIONS = 100
"""Other languages of a page that are looked at."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_NO_LANGUAGE = "x-default"
"""What `hreflang` says of a page that is for readers of all other languages, a list of countries mostly."""
_ADDRESSES = frozenset({"url", "version"})


def declaring(root: Element) -> BeautifulSoup:
    """The elements of a page by which it declares something, without the page around them."""
    from bs4 import BeautifulSoup
    from lxml import etree

    language = "".join(f' {name}="{escape(root.get(name))}"' for name in ("lang", "xml:lang") if root.get(name))
    held = (etree.tostring(one, encoding="unicode", method="html", with_tail=False) for one in _declaring(root))
    return BeautifulSoup(f"<html{language}>{''.join(held)}", "lxml")


def _declaring(root: Element) -> Iterator[Element]:
    yield from islice(root.iter("title"), 1)
    yield from (one for one in root.iter("meta") if any(one.get(key, "").lower() in _META for key in _META_NAMES))
    yield from (one for one in root.iter("link") if _LINKS.intersection(one.get("rel", "").lower().split()))
    yield from (one for one in root.iter("script") if _LINKED_DATA_TYPE.match(one.get("type", "")))
    yield from islice(root.iter("h1"), 2)
    yield from islice((one for one in root.iter("time") if one.get("itemprop") == "datePublished"), 1)


def declared(soup: BeautifulSoup) -> tuple[Declared, ...]:
    """Every declared value, the more careful kind of markup first: JSON-LD, then meta elements, link and title."""
    return tuple(
        Declared(field=field, value=folded, place=place)
        for field, value, place in (*_linked_data(soup), *_meta(soup), *_elements(soup))
        if (folded := " ".join(normalise(value).split())) and (field not in _ADDRESSES or folded.startswith(ADDRESS))
    )


def article_body(soup: BeautifulSoup) -> str | None:
    """The text that the page's JSON-LD gives as the article's."""
    bodies = (item.get("articleBody") for item in _linked_articles(soup))
    return next((body for body in bodies if isinstance(body, str) and body.strip()), None)


def _linked_data(soup: BeautifulSoup) -> Iterator[tuple[str, str, str]]:
    for item in _linked_articles(soup):
        yield from _article_values(item)


def _linked_articles(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    for script in soup.find_all("script", type=_LINKED_DATA_TYPE):
        try:
            yield from list(_articles(json.loads(script.get_text())))
        except (ValueError, RecursionError):
            continue


def _articles(content: Any) -> Iterator[dict[str, Any]]:
    items = content if isinstance(content, list) else [content]
    for item in items:
        if isinstance(item, dict):
            kinds = item.get("@type")
            if ARTICLE_TYPES.intersection(map(str, kinds if isinstance(kinds, list) else [kinds])):
                yield item
            if isinstance(item.get("@graph"), list):
                yield from _articles(item["@graph"])


def _article_values(item: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for key, field in _LINKED_DATA.items():
        if isinstance(item.get(key), str):
            yield field, _written(field, item[key]), f"JSON-LD {key}"
    for key, field in (("author", "creator"), ("publisher", "source")):
        for name in _names(item.get(key)):
            yield field, name, f"JSON-LD {key}"


def _names(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name


def _meta(soup: BeautifulSoup) -> Iterator[tuple[str, str, str]]:
    for tag in soup.find_all("meta"):
        names = [str(tag.get(key) or "") for key in _META_NAMES]
        name = next((name for name in names if name.lower() in _META), "")
        content = str(tag.get("content") or "")
        if name:
            yield (field := _META[name.lower()]), _written(field, content), f"meta[{name}]"


def _elements(soup: BeautifulSoup) -> Iterator[tuple[str, str, str]]:
    link = soup.find("link", rel="canonical")
    if link is not None:
        yield "url", str(link.get("href") or ""), "link[rel=canonical]"
    yield from _versions(soup)
    heading = soup.find_all("h1")
    if len(heading) == 1:
        yield "title", heading[0].get_text(" "), "h1"
    if soup.title is not None:
        yield "title", soup.title.get_text(), "title"
    for time in soup.find_all("time", itemprop="datePublished")[:1]:
        yield "date", _day(str(time.get("datetime") or "")), "time[itemprop=datePublished]"
    if soup.html is not None:
        yield "language", str(soup.html.get("lang") or soup.html.get("xml:lang") or ""), "html[lang]"


def _versions(soup: BeautifulSoup) -> Iterator[tuple[str, str, str]]:
    """The addresses of the page in other languages."""
    for link in soup.find_all("link", rel="alternate", hreflang=True, limit=MOST_VERSIONS):
        language = str(link.get("hreflang"))
        if language.lower() != _NO_LANGUAGE and _TAG.match(language):
            yield "version", str(link.get("href") or ""), f"link[hreflang={language}]"


def _written(field: str, content: str) -> str:
    """The value as its field has it: of a date the day, of a locale such as az_AZ the tag."""
    if field == "language":
        return content.replace("_", "-")
    return _day(content) if field in _DATES else content


def _day(written: str) -> str:
    """The date of a date and time; a page's clock time is no part of its date of issue. Other dates stay as written."""
    found = _DAY.match(written)
    if not found:
        return written
    day = found.group(1)
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 else day
