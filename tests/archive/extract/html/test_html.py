"""A page gives its article's text in blocks; what is left out is named, and no page, however odd, takes long."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import ExtractionFailed
from archive.extract import Extraction, extractor_for
from archive.extract.html import HtmlExtractor
from archive.extract.plaintext import PlainTextExtractor


def extracted(page: str | bytes) -> Extraction:
    return HtmlExtractor().extract(page.encode() if isinstance(page, str) else page)


def blocks(page: str | bytes) -> list[str]:
    extraction = extracted(page)
    return [extraction.text[passage.start : passage.end] for passage in extraction.passages]


def test_the_extractor_of_html_is_the_plug_in_registered_for_it() -> None:
    assert extractor_for("text/html").name == "html"
    assert extractor_for("text/plain").name == "plaintext"
    with pytest.raises(ExtractionFailed, match="no extractor reads image/x-none") as refused:
        extractor_for("image/x-none")
    assert refused.value.code == "unsupported"


@pytest.mark.parametrize(
    ("media_type", "form"),
    [
        ("application/msword", "DOCX or PDF"),
        ("application/vnd.ms-excel", "ODS or PDF"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "ODS or PDF"),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "ODP or PDF"),
    ],
)
def test_of_what_is_not_read_the_message_says_what_to_save_it_as(media_type: str, form: str) -> None:
    with pytest.raises(ExtractionFailed) as refused:
        extractor_for(media_type)
    assert str(refused.value) == f"no extractor reads {media_type}: save it as {form} and add that"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("", []),
        ("   \n ", []),
        ("plain", ["plain"]),
        ("<p>one<p>two", ["one", "two"]),
        ("<p>one <b>two</b> three", ["one two three"]),
        ("<p>un<b>believ</b><i>able</i>", ["unbelievable"]),
        ("<p>a<a href=x>l<em>in</em>k</a>s", ["alinks"]),
        ("<p>国际<span>提高</span>地雷", ["国际提高地雷"]),
        ("<p>  folded \n\t white&nbsp;space  </p>", ["folded white space"]),
        ("<p>one<br>two<br/><br>three", ["one\ntwo\nthree"]),
        ("<br><p><br>one<br></p>", ["one"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("<div><div><p>a</p></div></div>b", ["a", "b"]),
        ("<h1>Title</h1>text", ["Title", "text"]),
        ("a<hr>b", ["a", "b"]),
        ("<ul><li>a<ul><li>b<li>c</ul>d<li>e</ul>f", ["a", "b", "c", "d", "e", "f"]),
        ("<dl><dt>term<dd>meaning</dl>", ["term", "meaning"]),
        ("<table><caption>T<tr><th>a<th>b<tr><td>1<td><p>2</table>x", ["T", "a", "b", "1", "2", "x"]),
        ("<blockquote>q</blockquote>r", ["q", "r"]),
        ("<pre>one\n  two\n\nthree</pre>four\nfive", ["one\ntwo", "three", "four five"]),
        ("<p>R&amp;D &lt;b&gt; &eacute;&#1078;&#x4E2D; &copy", ["R&D <b> éж中 ©"]),
        ("<p>e&#x301;", ["é"]),
        ("<p>e<b>&#x301;</b>", ["é"]),
        ("<p>&#0;&#xD800;x", ["��x"]),
        ("<p>a<!-- hidden -->b", ["ab"]),
        ("<p>word<sup><a href='#n1'>[1]</a></sup> next<a href='#n2'><sup>2</sup></a>.", ["word next."]),
        ("<p>10<sup>6</sup> and<sup><a href='/x'>1</a></sup> a<sup><a href='#x'>longer</a></sup>",
         ["106 and1 alonger"]),
        ("<p>a<script>x()</script><style>y</style><template>z</template>b", ["ab"]),
        ("<title>t</title><noscript>n</noscript><svg><style>s</style><text>s</text></svg><p>a", ["a"]),
        ("<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><p>a</p></html>", ["a"]),
    ],
)  # fmt: skip
def test_each_innermost_block_is_a_passage(page: str, expected: list[str]) -> None:
    assert blocks(page) == expected


def test_blocks_stand_in_the_text_with_a_blank_line_between() -> None:
    extraction = extracted("<p>one<br>two<p>three")
    assert extraction.text == "one\ntwo\n\nthree\n"
    assert [passage.locator for passage in extraction.passages] == ["para. 1", "para. 2"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<div>around</div><article><p>a</article>", ["a"]),
        ("<main><div>b</div><article>a</article></main>", ["a"]),
        ("<main><article>a</article><article>b</article></main>c", ["a", "b"]),
        ("<article>a</article><article>b</article>c", ["a", "b", "c"]),
        ("<main>m</main><div>d</div>", ["m"]),
        ("<div>d</div>", ["d"]),
        ("<article></article><main>m</main>d", ["m"]),
        ("<article> </article><main></main>d", ["d"]),
    ],
)
def test_the_text_is_the_one_article_else_the_main_part_else_the_body(page: str, expected: list[str]) -> None:
    assert blocks(page) == expected


@pytest.mark.parametrize(
    ("furniture", "named"),
    [
        ("<nav>Home <a>News</a></nav>", "Home News"),
        ("<aside>See also</aside>", "See also"),
        ("<form><label>Search</label><input></form>", "Search"),
        ("<button>Share</button>", "Share"),
        ("<header>Masthead</header>", "Masthead"),
        ("<footer>Imprint</footer>", "Imprint"),
        ("<div role=navigation>Menu</div>", "Menu"),
        ("<div hidden>Secret</div>", "Secret"),
        ("<div class='x cookie-consent'>We use cookies</div>", "We use cookies"),
        ("<div id=breadcrumbs>Home / News</div>", "Home / News"),
        ("<ul class=share><li>A<li>B</ul>", "A B"),
        ("<nav>outer<nav>inner</nav></nav>", "outer inner"),
        ("<div>A- A A+</div>", "A- A A+"),
    ],
)
def test_furniture_is_left_out_and_named(furniture: str, named: str) -> None:
    extraction = extracted(f"<p>before{furniture}after and a good deal more of text</p>")
    assert named not in extraction.text
    assert "beforeafter" not in extraction.text
    assert extraction.left_out == (named,)


def test_a_header_and_a_footer_within_the_article_are_its_own() -> None:
    assert blocks("<article><header>H</header>a<footer>F</footer></article>") == ["H", "a", "F"]


def test_what_lies_outside_the_article_is_named_too() -> None:
    extraction = extracted("<div>Above</div><article>The text</article><p>Below</p>")
    assert extraction.left_out == ("Above", "Below")


def test_long_furniture_is_named_by_its_first_200_characters() -> None:
    assert extracted("<p>a</p><nav>" + "x" * 200 + "</nav>").left_out == ("x" * 200,)
    assert extracted("<p>a</p><nav>" + "x" * 201 + "</nav>").left_out == ("x" * 200 + " …",)


@pytest.mark.parametrize(
    "wrapper", ["<form id=aspnetForm>{}</form>", "<div class=no-sidebar>{}</div>", "<div id=page-share>{}</div>"]
)
@pytest.mark.parametrize("page", ["<p>The whole page.</p>", "<main>The whole page.</main><p>and what is under it"])
def test_an_element_around_the_whole_page_is_no_furniture(wrapper: str, page: str) -> None:
    assert blocks(wrapper.format(page)) == ["The whole page."]


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        ("<meta charset=windows-1251><p>Привет".encode("cp1251"), "cp1251"),
        ('<meta http-equiv=Content-Type content="text/html; charset=koi8-r"><p>Привет'.encode("koi8-r"), "koi8-r"),
        ("<?xml version='1.0' encoding='cp866'?><html><p>Привет".encode("cp866"), "cp866"),
        ("<meta charset=windows-1251><p>Привет".encode(), "utf-8"),
        ("<meta charset=windows-1251><p>Привет".encode("utf-16"), "utf-16-le"),
        ("<p>Привет".encode("utf-8-sig"), "utf-8"),
    ],
)
def test_a_page_is_read_in_the_encoding_it_is_in(page: bytes, encoding: str) -> None:
    extraction = extracted(page)
    assert (extraction.text, extraction.encoding) == ("Привет\n", encoding)


def test_a_zero_byte_ends_no_page() -> None:
    assert blocks(b"<p>before\0after</p><p>more") == ["before\ufffdafter", "more"]


@pytest.mark.parametrize("tag", ["div", "nav", "form class=share", "ruby><rt"])
def test_twenty_thousand_nested_elements_cost_seconds_at_most(tag: str) -> None:
    extracted("<p>" + "warm " * 99)
    started = time.process_time()
    with contextlib.suppress(ExtractionFailed):
        extracted(f"<{tag}>" * 20_000 + "deep water " * 99)
    assert time.process_time() - started < 10


MARKUP = (
    "<p>", "</p>", "<br>", "<table>", "<td>", "</table>", "<form>", "<pre>", "<article>", "</main>", "<main>", "<!--",
    "-->", "<nav hidden class=ads>", "text ", "&#x301;", "<![CDATA[", "<svg>", "<script type=application/ld+json>",
    '{"@type":"Article"', "}", "</script>", "<meta ",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(alphabet="<>/!-=\"'& \n&#;apdivnstbrl\0\ud7ff").map(str.encode),
        st.lists(st.sampled_from(MARKUP), max_size=20).map(lambda parts: "".join(parts).encode()),
    )
)
@pytest.mark.parametrize("extractor", [HtmlExtractor(), PlainTextExtractor()], ids=lambda extractor: extractor.name)
def test_any_bytes_give_an_extraction_or_a_failure_in_words(
    extractor: HtmlExtractor | PlainTextExtractor, content: bytes
) -> None:
    try:
        extraction = extractor.extract(content)
    except ExtractionFailed as failed:
        assert all((failed.code, str(failed)))  # noqa: PT017 (a failure is one of the two answers)
        return
    extraction.text.encode("utf-8")
    at = 0
    for passage in extraction.passages:
        held = extraction.text[passage.start : passage.end]
        assert held == held.strip() != ""
        assert not extraction.text[at : passage.start].strip()
        at = passage.end
    assert not extraction.text[at:].strip()
