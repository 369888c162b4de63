"""Markdown gives its words without the signs of markup, and what its front matter declares."""

from __future__ import annotations

import time

import pytest

from archive.extract import Extraction, Wishes, extractor_for
from archive.extract.markdown import MarkdownExtractor


def extracted(text: str) -> Extraction:
    return MarkdownExtractor().extract(text.encode())


def blocks(text: str) -> list[str]:
    extraction = extracted(text)
    return [extraction.text[one.start : one.end] for one in extraction.passages]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("# Su *reyestrləri*\n\nتقرير **السد** هنا", ["Su reyestrləri", "تقرير السد هنا"]),
        ("水**利**登记 [簿](http://example.org)", ["水利登记 簿"]),
        ("Heading\n===\nText", ["Heading", "Text"]),
        ("one\ntwo  \nthree\\\nfour", ["one\ntwo\nthree\nfour"]),
        ("- a\n- b\n\n  c\n1. d", ["a", "b", "c", "d"]),
        ("> quoted\n> on", ["quoted\non"]),
        ("| a | *b* |\n|---|---|\n| 1 | 2 3 |", ["a\tb", "1\t2 3"]),
        ("```py\nx = 1\n\ny\n```\n\n    indented", ["x = 1\ny", "indented"]),
        ("`code` ![picture](a.png) <b>bold</b> &copy; \\*", ["code picture bold © *"]),
        ("<div><p>html</p>x</div>\n\n<!-- gone -->\n\ntext", ["html", "x", "text"]),
        ("[a]: http://example.org\n\n[a] <https://x.example>", ["a https://x.example"]),
        ("e\u0301", ["é"]),
        ("---\n\ntext", ["text"]),
    ],
)
def test_the_words_stand_without_their_signs(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


def test_passages_are_counted() -> None:
    assert [one.locator for one in extracted("# a\n\nb").passages] == ["para. 1", "para. 2"]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: Bənd haqqında", [("title", "Bənd haqqında")]),
        ('title: "水坝: 报告"\ndate: 2021-04-09', [("title", "水坝: 报告"), ("date", "2021-04-09")]),
        ("date: 2021-04", [("date", "2021-04")]),
        ("date: 2021-04-09T10:00:00Z", [("date", "2021-04-09")]),
        ("author: [Rəna, {name: Əli, mail: x}]", [("creator", "Rəna"), ("creator", "Əli")]),
        ("authors:\n  - A\n  - B", [("creator", "A"), ("creator", "B")]),
        ("tags: su, arxiv\nlang: az\nlicense: CC0", [("tag", "su"), ("tag", "arxiv"), ("language", "az"),
                                                    ("rights", "CC0")]),
        ("draft: no\nlayout: post\ntitle:", []),
        ("Title: >\n  folded\n  text", [("title", "folded text")]),
    ],
)  # fmt: skip
def test_front_matter_is_declared_and_no_text(front: str, expected: list[tuple[str, str]]) -> None:
    extraction = extracted(f"---\n{front}\n---\n# Text\n")
    assert [(one.field, one.value) for one in extraction.declared] == expected
    assert extraction.text == "Text\n"


def test_front_matter_may_be_toml_and_end_in_dots() -> None:
    toml = extracted('+++\ntitle = "Su"\ndate = 2021-04-09\n+++\ntext')
    assert [(one.field, one.value) for one in toml.declared] == [("title", "Su"), ("date", "2021-04-09")]
    assert toml.text == "text\n"
    assert extracted("---\ntitle: a\n...\ntext").text == "text\n"
    assert toml.declared[0].place == "front matter title"


@pytest.mark.parametrize(
    "front",
    [
        "just prose", "- a\n- list", "a: [", "a: &x [1]\nb: *x", "title: !!python/object/apply:os.system [ls]",
        "title: !custom x", "a: " + "[" * 5000, "title: " + "x" * 16_000, "a: b\na: \t- c: -",
    ],
)  # fmt: skip
def test_what_is_no_plain_front_matter_stays_text(front: str) -> None:
    extraction = extracted(f"---\n{front}\n---\ntext")
    assert extraction.declared == ()
    assert front.strip("- ")[:1] in extraction.text


def test_an_encoding_may_be_named() -> None:
    content = "# Привет".encode("cp1251")
    assert MarkdownExtractor().extract(content, Wishes(encoding="koi8-r")).text == "оПХБЕР\n"


def test_files_named_as_markdown_have_this_extractor() -> None:
    assert extractor_for("text/markdown").name == "markdown"


@pytest.mark.parametrize(
    "text", [">" * 20_000 + "word", "> " * 150 + "word", "[" * 5000 + "word", "- " * 500 + "word",
             "`" * 20_000 + "\nword",
             "*a " * 5000 + "word", "|" * 5000 + "\n|-|\nword", "<" * 20_000 + "word", "![[" * 3000 + "word"]
)  # fmt: skip
def test_no_nesting_loses_words_or_takes_long(text: str) -> None:
    started = time.process_time()
    assert "word" in extracted(text).text
    assert time.process_time() - started < 10
