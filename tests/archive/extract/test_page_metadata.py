"""What a page declares of itself, the careful kinds of markup first, each value with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archive.extract.html import HtmlExtractor


def declared(page: str) -> list[tuple[str, str, str]]:
    return [(one.field, one.value, one.place) for one in HtmlExtractor().extract(page.encode()).declared]


def linked(content: Any, kind: str = "application/ld+json") -> str:
    text = content if isinstance(content, str) else json.dumps(content)
    return f'<script type="{kind}">{text}</script><p>text'


ARTICLE = {"@type": "NewsArticle", "headline": "Dam  safe", "datePublished": "2022-05-03T10:00:00+04:00",
           "url": "https://x.example/1", "author": [{"name": "A. Person"}, "B. Person"],
           "publisher": {"@type": "Organization", "name": "Courier"}}  # fmt: skip
VALUES = [
    ("title", "Dam safe", "JSON-LD headline"),
    ("date", "2022-05-03", "JSON-LD datePublished"),
    ("url", "https://x.example/1", "JSON-LD url"),
    ("creator", "A. Person", "JSON-LD author"),
    ("creator", "B. Person", "JSON-LD author"),
    ("source", "Courier", "JSON-LD publisher"),
]


@pytest.mark.parametrize(
    "content",
    [
        ARTICLE,
        [ARTICLE],
        [{"@type": "BreadcrumbList"}, ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, ARTICLE]},
        {**ARTICLE, "@type": ["Thing", "Article"]},
        {**ARTICLE, "@type": [{"odd": 1}, "Article"]},
    ],
)
def test_linked_data_of_an_article_is_read_alone_in_a_list_and_in_a_graph(content: Any) -> None:
    assert declared(linked(content)) == VALUES


def test_linked_data_may_name_its_character_set() -> None:
    assert declared(linked(ARTICLE, "application/ld+json; charset=utf-8")) == VALUES


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "null", "5", '"text"', "[[]]", "[" * 5000, '{"@graph":' * 3000, {"@type": "Organization", "name": "x"},
        {"headline": "no type"}, {"@type": None}, {"@type": {}, "headline": "x"},
        {"@type": "Article", "headline": ["x"]},
        {"@type": "Article", "author": 5, "publisher": [None, {"name": 5}], "url": {}, "datePublished": 2022},
        {"@type": "Article", "headline": "  ", "url": "/relative"},
    ],
)  # fmt: skip
def test_linked_data_that_is_broken_or_of_something_else_declares_nothing(content: Any) -> None:
    assert declared(linked(content)) == []


def test_one_broken_script_does_not_spoil_the_next() -> None:
    assert declared(linked("{oops") + linked(ARTICLE)) == VALUES


def test_a_declared_value_is_text_that_can_be_stored() -> None:
    value = declared(linked('{"@type": "Article", "headline": "a\\ud800 e\\u0301"}'))[0][1]
    assert value == "a\ufffd é"


@pytest.mark.parametrize(
    ("markup", "value"),
    [
        ('<meta property="og:title" content="T">', ("title", "T", "meta[og:title]")),
        ('<meta name="DC.title" content="T">', ("title", "T", "meta[DC.title]")),
        ('<meta name="dcterms.creator" content="C">', ("creator", "C", "meta[dcterms.creator]")),
        ('<meta name="author" content="C">', ("creator", "C", "meta[author]")),
        ('<meta property="og:site_name" content=" S  s ">', ("source", "S s", "meta[og:site_name]")),
        ('<meta property="article:published_time" content="2021-04-09T08:00Z">',
         ("date", "2021-04-09", "meta[article:published_time]")),
        ('<meta name="dc.date" content="2021-04">', ("date", "2021-04", "meta[dc.date]")),
        ('<meta name="dcterms.issued" content="2021-04-09 10:30">', ("date", "2021-04-09", "meta[dcterms.issued]")),
        ('<meta name="date" content="9 April 2021">', ("date", "9 April 2021", "meta[date]")),
        ('<meta name="pubdate" itemprop="datePublished" content="2013-11-27T08:36:32Z">',
         ("date", "2013-11-27", "meta[pubdate]")),
        ('<meta itemprop="datePublished" content="20180619T055000+0900">',
         ("date", "2018-06-19", "meta[datePublished]")),
        ('<time itemprop="datePublished" datetime="2021-04-09T10:00">9.4.</time>',
         ("date", "2021-04-09", "time[itemprop=datePublished]")),
        ('<meta property="article:modified_time" content="2021-04-10T08:00Z">',
         ("modified", "2021-04-10", "meta[article:modified_time]")),
        ('<meta property="og:locale" content="az_AZ">', ("language", "az-AZ", "meta[og:locale]")),
        ('<meta http-equiv="Content-Language" content="ar">', ("language", "ar", "meta[Content-Language]")),
        ('<html lang="zh-Hant"><p>', ("language", "zh-Hant", "html[lang]")),
        ('<meta name="DC.subject" content="water">', ("tag", "water", "meta[DC.subject]")),
        ('<meta name="dc.rights" content="CC0">', ("rights", "CC0", "meta[dc.rights]")),
        ('<meta property="og:url" content="https://x.example/">', ("url", "https://x.example/", "meta[og:url]")),
        ('<link rel="canonical" href="https://x.example/">', ("url", "https://x.example/", "link[rel=canonical]")),
        ('<link rel="alternate" hreflang="az" href="https://x.example/az">',
         ("version", "https://x.example/az", "link[hreflang=az]")),
        ("<title>T</title>", ("title", "T", "title")),
        ("<h1>T <b>t</b></h1>", ("title", "T t", "h1")),
    ],
)  # fmt: skip
def test_each_kind_of_markup_declares_its_field(markup: str, value: tuple[str, str, str]) -> None:
    assert declared(markup + "<p>text") == [value]


@pytest.mark.parametrize(
    "markup",
    [
        '<meta name="viewport" content="width=1">', "<meta>", '<meta property="og:title">', "<title> </title>",
        '<meta name="dc.identifier" content="A/54/391">', '<meta property="og:url" content="/page">',
        '<link rel="canonical" href="/page">', '<link rel="canonical">', "<h1>a</h1><h1>b</h1>",
        '<meta property="og:url" content="javascript:alert(1)">', "<time datetime=2021-04-09>today</time>",
        '<link rel="alternate" hreflang="x-default" href="https://x.example/">',
        '<link rel="alternate" hreflang="az" href="/az">', '<link rel="alternate" href="https://x.example/feed">',
        '<link rel="alternate" hreflang="not a tag" href="https://x.example/">',
        '<meta name="lastmod" content="2021-04-09">', "<html lang=''>", "<time itemprop=datePublished>9.4.</time>",
    ],
)  # fmt: skip
def test_other_markup_declares_nothing(markup: str) -> None:
    assert declared(markup + "<p>text") == []


def test_linked_data_comes_before_meta_elements_and_those_before_the_title() -> None:
    page = '<title>c</title><meta property="og:title" content="b">' + linked({"@type": "Article", "headline": "a"})
    assert [value for _, value, _ in declared(page)] == ["a", "b", "c"]
