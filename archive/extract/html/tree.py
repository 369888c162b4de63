"""A page as a tree of elements, by lxml: BeautifulSoup takes some 15 times longer to make one of a whole page."""

from __future__ import annotations

from functools import cache
from typing import Any

from archive.extract.encoding import mended

Element = Any
"""An element of lxml, of which there are no types."""


def parsed(page: str) -> Element:
    """The outermost element of a page, comments left out, however deep; a page of nothing gives an empty element."""
    from lxml import etree

    content = mended(page).encode()
    parser = _parser()
    try:
        root = etree.fromstring(content, parser)
        if root is not None and _is_cut_off(parser):
            root = etree.fromstring(content, _unlimited_parser())
    except etree.LxmlSyntaxError:
        root = None
    return parser.makeelement("html") if root is None else root


@cache
def _classes() -> Any:
    """All elements of one class, which trafilatura asks for; lxml.html's own choice of a class is made in Python."""
    from lxml import etree, html

    return etree.ElementDefaultClassLookup(element=html.HtmlElement)


def _parser(**wishes: Any) -> Any:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, **wishes)
    parser.set_element_class_lookup(_classes())
    return parser


def _unlimited_parser() -> Any:
    """A parser that hands on each element as it comes: only libxml2's own tree ends at a depth of 2,048."""
    from lxml import etree

    return _parser(target=etree.TreeBuilder(insert_comments=False, insert_pis=False))


def _is_cut_off(parser: Any) -> bool:
    from lxml import etree

    last = parser.error_log.last_error
    return last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT
