"""A book is read chapter by chapter in the order it says, with what it declares of itself."""

from __future__ import annotations

import pytest

from archive.errors import ExtractionFailed
from archive.extract import Extraction, Wishes
from archive.extract.epub import EpubExtractor
from tests.archive.extract.packages import epub, packed

CHAPTERS = {"one.xhtml": "<h1>水利登记簿</h1><p>第一段。</p>", "two.xhtml": "<p>İkinci fəsil.</p><p>فقرة.</p>"}
ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
    '<e:EncryptedData><e:EncryptionMethod Algorithm="{0}"/><e:CipherData><e:CipherReference URI="{1}"/></e:CipherData>'
    "</e:EncryptedData></encryption>"
)


def extracted(content: bytes, wishes: Wishes | None = None) -> Extraction:
    return EpubExtractor().extract(content, wishes or Wishes())


def read(content: bytes) -> list[tuple[str, str]]:
    extraction = extracted(content)
    return [(extraction.text[one.start : one.end], one.locator) for one in extraction.passages]


def test_chapters_come_in_the_order_of_the_spine() -> None:
    assert read(epub(CHAPTERS)) == [
        ("水利登记簿", "chap. 1, para. 1"),
        ("第一段。", "chap. 1, para. 2"),
        ("İkinci fəsil.", "chap. 2, para. 1"),
        ("فقرة.", "chap. 2, para. 2"),
    ]
    turned = epub(
        CHAPTERS, spine='<itemref idref="two.xhtml"/><itemref idref="one.xhtml"/><itemref idref="one.xhtml"/>'
    )
    assert [locator for _, locator in read(turned)] == [f"chap. {n}, para. {m}" for n in (1, 2) for m in (1, 2)]
    assert read(turned)[0][0] == "İkinci fəsil."


def test_a_chapter_without_text_is_not_counted_and_the_contents_are_left_out() -> None:
    book = epub({"cover.xhtml": "<img src='a.png'/>", "nav.xhtml": "<nav><ol><li>One<li>Two</ol></nav>"} | CHAPTERS)
    assert read(book)[0] == ("水利登记簿", "chap. 1, para. 1")
    assert extracted(book).left_out == ("One Two",)


def test_the_names_of_files_may_be_written_in_percents() -> None:
    quoted = epub({"a%20b.xhtml": "<p>lost", "c.xhtml": "<p>y"}, **{"OPS/a b.xhtml": "<html><body><p>found"})
    assert [text for text, _ in read(quoted)] == ["found", "y"]


def test_a_chapter_that_is_missing_is_named_and_the_rest_is_read() -> None:
    assert len(read(epub(CHAPTERS, spine='<itemref idref="one.xhtml"/><itemref idref="nothing"/>'))) == 2
    gone = epub(CHAPTERS).replace(b"OPS/two.xhtml", b"OPS/off.xhtml")
    assert extracted(gone).left_out == ("OPS/two.xhtml is missing from the book",)


def test_the_book_declares_what_it_is() -> None:
    metadata = (
        "<dc:title>Su reyestrləri</dc:title><dc:creator opf:role='aut'>Rəna</dc:creator><dc:creator>林</dc:creator>"
        "<dc:publisher>أرشيف</dc:publisher><dc:date opf:event='publication'>2021-04-09T00:00:00+00:00</dc:date>"
        "<dc:date opf:event='modification'>2022-01-01</dc:date><dc:language>az</dc:language>"
        "<dc:subject>su</dc:subject><dc:rights>CC0</dc:rights><dc:identifier>x</dc:identifier><meta>y</meta>"
    )
    assert [(one.field, one.value) for one in extracted(epub(CHAPTERS, metadata=metadata)).declared] == [
        ("title", "Su reyestrləri"),
        ("creator", "Rəna"),
        ("creator", "林"),
        ("source", "أرشيف"),
        ("date", "2021-04-09"),
        ("modified", "2022-01-01"),
        ("language", "az"),
        ("tag", "su"),
        ("rights", "CC0"),
    ]
    assert extracted(epub(CHAPTERS, metadata=metadata)).declared[0].place == "OPS/book.opf dc:title"


def test_a_chapter_is_read_in_its_own_encoding_or_in_the_one_a_person_names() -> None:
    page = "<?xml version='1.0' encoding='windows-1251'?><html><body><p>Привет</p></body></html>".encode("cp1251")
    book = epub({"a.xhtml": page})
    assert extracted(book).text == "Привет\n"
    assert extracted(book, Wishes(encoding="koi8-r")).text == "оПХБЕР\n"


def test_scrambled_fonts_do_not_matter_and_encrypted_chapters_do() -> None:
    fonts = ENCRYPTION.format("http://www.idpf.org/2008/embedding", "OPS/one.xhtml")
    assert len(read(epub(CHAPTERS, **{"META-INF/encryption.xml": fonts}))) == 4
    locked = ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/two.xhtml")
    with pytest.raises(ExtractionFailed, match=r"OPS/two\.xhtml is encrypted") as refused:
        extracted(epub(CHAPTERS, **{"META-INF/encryption.xml": locked}))
    assert refused.value.code == "encrypted"
    pictures = ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/a.png")
    assert len(read(epub(CHAPTERS, **{"META-INF/encryption.xml": pictures}))) == 4


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "damaged"),
        (epub(CHAPTERS)[:-40], "damaged"),
        (packed({"mimetype": "application/epub+zip"}), "missing"),
        (epub(CHAPTERS, spine=""), "missing"),
        (epub(CHAPTERS, spine="<oops"), "damaged"),
        (epub({"a.xhtml": "<!DOCTYPE a [<!ENTITY b 'c'>]><html><body>&b;</body></html>"}), "entities"),
        (epub(CHAPTERS, **{"META-INF/container.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "entities"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_code(content: bytes, code: str) -> None:
    with pytest.raises(ExtractionFailed) as refused:
        extracted(content)
    assert refused.value.code == code
