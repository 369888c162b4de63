"""A file's media type comes from its bytes; its name decides only among kinds of text."""

from __future__ import annotations

import random
import struct
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.identify import identify

RUSSIAN = "Отключение воды намечено на пятницу.\nПросим жителей запастись водой."
BINARY = "application/octet-stream"


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b"", "a.txt", "text/plain"),
        (b" \n\t", "a.pdf", "text/plain"),
        (b"%PDF-1.7\n", "a.txt", "application/pdf"),
        (b"\r\n%PDF-1.4\n", "scan", "application/pdf"),
        (b"A file begins with %PDF- when it is one.", "a.txt", "text/plain"),
        (b"PK\x03\x04rest", "a.docx", "application/zip"),
        (b"PK\x05\x06" + bytes(18), "empty.zip", "application/zip"),
        (b"{\\rtf1", "a.txt", "application/rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a", "application/x-ole-storage"),
        (b"\x89PNG\r\n\x1a\n", "a.html", "image/png"),
        (b"\xff\xd8\xff\xe0", "a.jpg", "image/jpeg"),
        (b"II*\x00", "a.tif", "image/tiff"),
        (b"MM\x00*", "a.tif", "image/tiff"),
        (b"GIF89a", "a.gif", "image/gif"),
        (b"\x1f\x8b\x08", "a.gz", "application/gzip"),
        (b"7z\xbc\xaf\x27\x1c", "a.7z", "application/x-7z-compressed"),
        (b"\x7fELF", "a", "application/x-executable"),
        (b"<!DOCTYPE html><p>", "page", "text/html"),
        (b"\xef\xbb\xbf <HTML>", "page.txt", "text/html"),
        (b"<?xml version='1.0'?>\n<!-- a -->\n<!-- b -->\n<html xmlns='x'>", "page", "text/html"),
        (b"<p>a fragment", "page.HTM", "text/html"),
        (b"<p>a fragment", "page.txt", "text/plain"),
        (b"no markup", "page.html", "text/plain"),
        (b"<htmlx>", "page", "text/plain"),
        ("<html><p>wide".encode("utf-16"), "page", "text/html"),
        ("<html><p>wide".encode("utf-16-be"), "page", "text/html"),
        (RUSSIAN.encode(), "a", "text/plain"),
        (RUSSIAN.encode("koi8-r"), "a", "text/plain"),
        (RUSSIAN.encode("utf-16"), "a", "text/plain"),
        (RUSSIAN.encode("utf-16-le"), "a", "text/plain"),
        (RUSSIAN.encode("utf-16-be"), "a", "text/plain"),
        (b"plain latin".decode().encode("utf-16-le"), "a", "text/plain"),
        ("図書館".encode("iso2022_jp"), "a", "text/plain"),
        (b"\x1b[31mred\x1b[0m", "a", "text/plain"),
        (b"x" * 200 + b"\0" * 2, "a", "text/plain"),
        (b"x" * 200 + b"\0" * 3, "a", BINARY),
        (bytes(4096), "a.txt", BINARY),
        (struct.pack("<900I", *range(900)), "a.txt", BINARY),
        (struct.pack("<900h", *(n * 37 % 3000 - 1500 for n in range(900))), "a.wav", BINARY),
        (random.Random(1).randbytes(4096),  # noqa: S311
         "a.txt", BINARY),
        (b"SQLite format 3\x00" + bytes(80), "a", BINARY),
    ],
)  # fmt: skip
def test_a_file_is_what_its_bytes_say(content: bytes, name: str, media_type: str) -> None:
    assert identify(content, name) == media_type


def test_many_comments_before_the_markup_cost_no_time() -> None:
    started = time.process_time()
    assert identify(b"<!---->" * 580 + b"x", "a") == "text/plain"
    assert identify(b"<!---->" * 500 + b"<html>", "a") == "text/html"
    assert time.process_time() - started < 1


@given(st.binary(max_size=300), st.text(max_size=10))
def test_any_bytes_and_any_name_have_a_media_type(content: bytes, name: str) -> None:
    assert "/" in identify(content, name)
