"""Plain text is decoded, normalised and freed of page furniture, which is named."""

from __future__ import annotations

import pytest

from archive.errors import ExtractionFailed
from archive.extract.plaintext import PlainTextExtractor

REST = "Отключение воды намечено на пятницу, просим жителей запастись водой заранее."


def test_a_text_keeps_its_words_and_loses_its_line_ends() -> None:
    extraction = PlainTextExtractor().extract(f"Первая строка\r\nвторая\r\n\r\n{REST}\0\r\n".encode("cp1251"))
    assert extraction.text == f"Первая строка\nвторая\n\n{REST}\ufffd\n"
    assert [passage.locator for passage in extraction.passages] == ["para. 1", "para. 2"]
    assert extraction.encoding == "windows-1251"
    assert extraction.left_out == ()


def test_a_font_size_widget_is_left_out_and_named() -> None:
    extraction = PlainTextExtractor().extract("+ ↺ − 16 px\nTitle\n\nText\n".encode())
    assert extraction.text == "Title\n\nText\n"
    assert extraction.left_out == ("+ ↺ − 16 px",)


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", "\u3000\u2003".encode()])
def test_a_text_of_blanks_has_no_passages(content: bytes) -> None:
    assert PlainTextExtractor().extract(content).passages == ()


def test_what_is_in_no_encoding_is_a_failure_with_its_code() -> None:
    with pytest.raises(ExtractionFailed) as failed:
        PlainTextExtractor().extract(b"\xff\xfe\x00")
    assert failed.value.code == "encoding"
