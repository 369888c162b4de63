"""A saved page is read as the page that it was, and says where it was saved from."""

from __future__ import annotations

import quopri

import pytest

from archive.errors import ExtractionFailed
from archive.extract import Declared, Extraction, Wishes, extractor_for
from archive.extract.html import HtmlExtractor
from archive.extract.mail.mhtml import MhtmlExtractor
from archive.identify import identify

PAGE = """<!doctype html><html lang="az"><head><meta charset="windows-1251"><title>Su kəsiləcək</title></head><body>
<article><h1>Su kəsiləcək</h1><p>Şəhərin aşağı məhəllələrində cümə günü səhərdən axşama qədər su olmayacaq.</p>
<p>市政府星期五停水。 ستنقطع المياه يوم الجمعة.</p></article></body></html>"""


def saved(page: bytes, *, charset: str = '; charset="utf-8"', address: str = "https://news.example.az/su?id=7",
          header: str = "", first: str = "") -> bytes:  # fmt: skip
    """A page as browsers save it."""
    part = quopri.encodestring(page).decode()
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: Su\r\n"
        f"Date: Thu, 12 Dec 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\t"
        f'type="text/html";{header}\r\n\tboundary="x"\r\n\r\n{first}--x\r\nContent-Type: text/html{charset}\r\n'
        "Content-ID: <page@x>\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: {address}\r\n\r\n{part}\r\n"
        "--x\r\nContent-Type: image/png\r\nContent-Location: https://news.example.az/a.png\r\n\r\nx\r\n--x--\r\n"
    ).encode()


def extracted(content: bytes, wishes: Wishes = Wishes()) -> Extraction:  # noqa: B008
    return MhtmlExtractor().extract(content, wishes)


def test_a_saved_page_reads_as_the_page_itself_with_its_address() -> None:
    content = saved(PAGE.encode())
    assert identify(content, "su.mhtml") == "multipart/related"
    assert extractor_for("multipart/related").name == "mhtml"
    page = HtmlExtractor().extract(PAGE.encode())
    extraction = extracted(content)
    assert (extraction.text, extraction.passages, extraction.left_out) == (page.text, page.passages, page.left_out)
    address = Declared(field="url", value="https://news.example.az/su?id=7", place="header Snapshot-Content-Location")
    assert extraction.declared == (address, *page.declared)
    assert "市政府星期五停水。 ستنقطع المياه يوم الجمعة." in extraction.text


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [('; charset="utf-8"', "utf-8"), ("; charset=cp1251", "cp1251"), ("; charset=x", "cp1251"), ("", "cp1251")],
)
def test_the_part_says_its_encoding_better_than_the_page_that_was_written_anew(charset: str, encoding: str) -> None:
    written = "<meta charset=windows-1251><p>" + "Воды не будет в пятницу с утра до вечера. " * 3
    raw = written.encode("utf-8" if "utf" in charset else "cp1251")
    assert "Воды не будет" in extracted(saved(raw, charset=charset)).text
    assert extracted(saved(raw, charset=charset)).encoding == encoding
    assert "Воды не будет" in extracted(saved("Воды не будет".encode("koi8-r")), Wishes(encoding="koi8-r")).text


def test_the_page_is_the_part_that_is_named_else_the_first_one() -> None:
    frame = "--x\r\nContent-Type: text/html\r\n\r\n<p>An advertisement in a frame\r\n"
    assert extracted(saved(PAGE.encode(), first=frame)).text == "An advertisement in a frame\n"
    named = extracted(saved(PAGE.encode(), first=frame, header='start="<page@x>";'))
    assert named.text == HtmlExtractor().extract(PAGE.encode()).text


@pytest.mark.parametrize("address", ["cid:frame-1", "file:///C:/page.html", "about:blank", ""])
def test_what_is_no_address_on_the_net_is_not_declared(address: str) -> None:
    assert "url" not in {one.field for one in extracted(saved(PAGE.encode(), address=address)).declared}


@pytest.mark.parametrize("content", [b"", b"From: a\r\n\r\nx", saved(b"x").replace(b"text/html", b"text/css")])
def test_what_holds_no_page_is_damaged(content: bytes) -> None:
    with pytest.raises(ExtractionFailed) as failed:
        extracted(content)
    assert failed.value.code == "damaged"
