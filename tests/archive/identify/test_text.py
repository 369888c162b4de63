"""Pages, XML, messages and Markdown are told by how they begin; a typed text is a text whatever it looks like."""

from __future__ import annotations

import pytest

from archive.identify import LOOKED_AT, identify

MESSAGE = (
    "From: Aygün <a@example.az>\r\nTo: b@example.org\r\nSubject: =?utf-8?q?Su?=\r\n"
    "Date: Thu, 1 Apr 2021 10:00:00 +0400\r\n"
)
SAVED = (
    'Subject: A page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n boundary=x\r\n'
)
FLAT = "<office:document xmlns:office='urn:x' office:mimetype='application/vnd.oasis.opendocument.text' a='b'>"


@pytest.mark.parametrize(
    ("text", "name", "media_type"),
    [
        ("<?xml version='1.0'?><a/>", "a", "application/xml"),
        ("\ufeff<?xml version='1.0'?><a/>", "a", "application/xml"),
        ("<?xml version='1.0'", "a", "application/xml"),
        ("<a>text</a>", "a.xml", "application/xml"),
        ("<a>text</a>", "a.txt", "text/plain"),
        ("<a.b@example.org> wrote", "a.txt", "text/plain"),
        ("<?xml version='1.0'?><svg xmlns='x'>", "a", "image/svg+xml"),
        ("<?xml version='1.0'?>" + FLAT, "a", "application/vnd.oasis.opendocument.text-flat-xml"),
        ("<TEI xmlns='http://www.tei-c.org/ns/1.0'>", "a.txt", "application/tei+xml"),
        ("<?xml version='1.0'?><?xml-model href='x'?><!-- > --><TEI.2>", "a", "application/tei+xml"),
        ("<?xml version='1.0'?>\n<!DOCTYPE TEI SYSTEM 'tei.dtd' [<!ENTITY a 'b'>]>\n<TEI>", "a", "application/tei+xml"),
        ("<?xml version='1.0'?><tei:teiCorpus xmlns:tei='x'>", "a", "application/tei+xml"),
        ("<?xml version='1.0'?><tei>", "a", "application/xml"),
        ("<?xml version='1.0'?><TEIx>", "a", "application/xml"),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN'><x>", "a", "text/html"),
        ("<?xml version='1.0'?><?xml-stylesheet href='a'?><html>", "a", "text/html"),
        ("<!-- saved --><!doctype HTML><p>", "a", "text/html"),
        ("<body class='a'>", "a", "text/html"),
        ("<?php echo 1 ?>", "a.php", "text/plain"),
        (MESSAGE + "MIME-Version: 1.0\r\n\r\ntext", "a", "message/rfc822"),
        (MESSAGE + "Message-ID: <1@x>\r\n\r\ntext", "a.txt", "message/rfc822"),
        (MESSAGE.replace("\r", "") + "\ntext", "a.eml", "message/rfc822"),
        (MESSAGE + "\r\ntext", "a.txt", "text/plain"),
        ("Received: from a by b;\r\n\tThu\r\n" * 200, "a", "message/rfc822"),
        ("Received: from a by b;\r\n\tThu\r\nDKIM-Signature: a=1;\r\n\tb=" + "x" * 5000, "a", "message/rfc822"),
        ("Delivered-To: a@b\r\nSubject: x\r\n\r\n", "a", "message/rfc822"),
        ("From a@b Thu Apr  1 10:00:00 2021\n" + MESSAGE, "a.eml", "application/mbox"),
        ("From here we went on.\nNote: the river was high.", "a.txt", "text/plain"),
        ("Note: all is well.\nMore of the note, and no field.\n", "a.eml", "text/plain"),
        ("User-Agent: is a field\nand this is prose.\n", "a", "text/plain"),
        ("Message-ID: a field alone\n\n", "a", "text/plain"),
        ("Subject: x\n\nhttp: not a header", "a.txt", "text/plain"),
        ("From a@b.az Thu Apr  1 10:00:00 2021\n" + MESSAGE + "\r\ntext", "a", "application/mbox"),
        ("From - Thu Apr 01 10:00:00 2021\r\nX-Mozilla-Status: 0\r\n\r\n", "a.txt", "application/mbox"),
        ("From a@b.az Thu Apr  1 10:00:00 2021\nand this is prose.\n", "a", "text/plain"),
        ("From the office of the mayor Thu Apr  1\n", "a", "text/plain"),
        (SAVED + "\r\n--x", "a", "multipart/related"),
        ("From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x\r\n" + SAVED, "a", "multipart/related"),
        ("From: <Saved by Windows Internet Explorer 8>\nMIME-Version: 1.0\nContent-Type: text/html\n\n", "a",
         "multipart/related"),
        (MESSAGE + SAVED + "\r\n--x", "a.mht", "message/rfc822"),
        ("---\ntitle: Bənd\n---\ntext", "a.txt", "text/markdown"),
        ("---\n\n# a comment: here\n\"date\": 2021-04\ntags:\n- a\n...\ntext", "a", "text/markdown"),
        ("---\r\ntitle:\r\n  水坝\r\n---\r\ntext", "a", "text/markdown"),
        ("---\nA line of prose.\n---\n", "a", "text/plain"),
        ("---\ntitle: never closed\n", "a", "text/plain"),
        ("---\nhttp://example.org/\n---\n", "a", "text/plain"),
        ("# Heading", "a.md", "text/markdown"),
        ("# Heading", "A.Markdown", "text/markdown"),
        ("# Heading", "a.txt", "text/plain"),
        ("<p>a page</p>", "a.md", "text/markdown"),
    ],
)  # fmt: skip
def test_a_text_is_what_it_begins_as(text: str, name: str, media_type: str) -> None:
    assert identify(text.encode(), name) == media_type


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("<?xml version='1.0' encoding='utf-16'?><TEI>", "application/tei+xml"),
        ("<?xml version='1.0' encoding='utf-16'?><a/>", "application/xml"),
        ("---\ntitle: a\n---\n", "text/markdown"),
    ],
)
def test_two_bytes_a_letter_hide_nothing(text: str, media_type: str, encoding: str) -> None:
    assert identify(text.encode(encoding), "a") == media_type


@pytest.mark.parametrize("junk", [b"HTTP/1.1 200 OK\r\n\r\n", b"\0\1\2binary" * 9])
def test_a_pdf_behind_what_a_program_left_before_it_is_a_pdf(junk: bytes) -> None:
    assert identify(junk + b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + bytes(range(32)) * 9, "a") == "application/pdf"


@pytest.mark.parametrize(
    "start",
    ["<!--" * 1000, "<?" * 2000, "<!DOCTYPE [" * 300, "a:\n\t" * 1000, "a: b\n" * 900, "---\na:" + "\n" * 4000,
     "---\n" + " \n" * 2000, "<" * 4096, "<a " * 1300],
)  # fmt: skip
def test_no_beginning_takes_long(start: str) -> None:
    for name in ("a", "a.eml", "a.xml", "a.html"):
        assert "/" in identify(start.encode()[:LOOKED_AT], name)
