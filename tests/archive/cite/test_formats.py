from __future__ import annotations

import pytest

from archive.cite.formats import FORMATS, Line, html, markdown, rtf, text
from archive.cite.runs import Run


def line(*runs: Run, rtl: bool = False) -> Line:
    return Line(runs=runs, language="ar" if rtl else "en", rtl=rtl)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('a < b & "c"', "a &lt; b &amp; &quot;c&quot;"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("تقرير 5", "<bdi>تقرير</bdi> 5"),
    ],
)
def test_html_escapes_and_isolates(said: str, expected: str) -> None:
    assert html(line(Run(text=said))) == f'<cite lang="en">{expected}</cite>'


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://a.example/b", True), ("HTTP://a.example", True), ("mailto:a@b.example", True),
        ("javascript:alert(1)", False), ("data:text/html,x", False), (" javascript:x", False), ("//a.example", False),
    ],
)  # fmt: skip
def test_only_addresses_with_a_safe_scheme_are_links(address: str, linked: bool) -> None:
    run = Run(text=address, href=address)
    assert ("<a href=" in html(line(run))) is linked
    assert markdown(line(run)).startswith("<") is linked


def test_looks_are_written_in_every_format() -> None:
    runs = (Run(text="The "), Run(text="Gazette ", italic=True), Run(text="2", raised=True), Run(text="n", bold=True))
    assert text(line(*runs)) == "The Gazette 2n"
    assert html(line(*runs)) == '<cite lang="en">The <i>Gazette </i><sup>2</sup><b>n</b></cite>'
    assert markdown(line(*runs)) == "The *Gazette* 2**n**"
    assert rtf(line(*runs)) == r"{\pard The {\i Gazette }{\super 2}{\b n}\par}"


@pytest.mark.parametrize(
    ("said", "expected"),
    [("é", r"\u233?"), ("中", r"\u20013?"), ("国", r"\u22269?"), ("\uff0c", r"\u-244?"), ("🌊", r"\u-10180?\u-8438?"),
     ("a\\b{c}", r"a\\b\{c\}")],
)  # fmt: skip
def test_rtf_is_ascii_with_signed_utf_16_numbers(said: str, expected: str) -> None:
    """RTF 1.9.1: \\uN takes a signed 16-bit number and is followed by a character for readers without Unicode."""
    assert rtf(line(Run(text=said))) == rf"{{\pard {expected}\par}}"


def test_rtf_marks_words_against_the_direction_and_paragraphs_from_right_to_left() -> None:
    assert r"{\rtlch \u1575?}" in rtf(line(Run(text="a ا b")))
    assert rtf(line(Run(text="ا UN ا"), rtl=True)) == r"{\pard\rtlpar \u1575? {\ltrch UN} \u1575?\par}"


@pytest.mark.parametrize(
    ("said", "rtl", "expected"),
    [
        ("بيان, 4 (2)", False, "بيان\u200e, 4 (2)"),
        ("بيان 4 بيان, 4", False, "بيان 4 بيان\u200e, 4"),
        ("بيان (A/HRC/5/1)، 4", True, "بيان (A/HRC/5/1\u200f)، 4"),
        ("plain, 4", False, "plain, 4"),
        ("चौधरी، 4", True, "चौधरी\u200f، 4"),  # the vowel stays with its letter
        ("بِ, 4", False, "بِ\u200e, 4"),
    ],
)
def test_text_has_a_direction_mark_after_words_that_run_against_the_rest(said: str, rtl: bool, expected: str) -> None:
    assert text(line(Run(text=said), rtl=rtl)) == expected


def test_no_mark_is_put_into_an_address() -> None:
    address = "https://a.example/müraciət/x"
    assert text(line(Run(text="بيان "), Run(text=address, href=address), rtl=True)).endswith(address)


@pytest.mark.parametrize("said", ["1. x", "# x", "- x", "> x", "a\\", "![x](y)", "a|b", "&amp;", "http://x.example"])
def test_markdown_means_what_the_text_says(said: str) -> None:
    from markdown_it import MarkdownIt

    (_, inline, _) = MarkdownIt("commonmark").parse(markdown(line(Run(text=said))))
    assert "".join(child.content for child in inline.children) == said


def test_an_rtf_file_begins_and_ends_as_one() -> None:
    assert FORMATS["rtf"].head.startswith(r"{\rtf1\ansi")
    assert FORMATS["rtf"].foot == "}"
