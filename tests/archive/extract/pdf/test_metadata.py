"""What a PDF declares is taken where somebody can have meant it; what programs fill in is not."""

from __future__ import annotations

import pytest

from archive.extract import Declared, Wishes
from archive.extract.pdf import PdfExtractor
from tests.archive.extract.pdf.pdf_files import by_hand, one_page, stream


def declared(
    info: bytes = b"", *, packets: int = 0, packet: str = "", catalogue: bytes = b""
) -> list[tuple[str, str, str]]:
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue, 2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", 4: b"<<%s>>" % info,
        **{5 + at: stream(packet.encode(), b"/Type/Metadata/Subtype/XML") for at in range(packets)},
    }  # fmt: skip
    content = by_hand(objects, trailer=b"/Info 4 0 R")
    found = PdfExtractor().extract(content, Wishes(ocr="off")).declared
    return [(one.field, one.value, one.place) for one in found]


def string(text: str) -> bytes:
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().encode()


@pytest.mark.parametrize(
    "title",
    [
        "Report on the reservoir",
        "Su anbarının planı",
        "مخطط السد",
        "关于水库2021年计划",
        "Отчёт",
        "1984 in review",
        "Document on water",
        "Plan",
        "U.N. at 75",
        "Page turner",
    ],
)
def test_a_title_is_declared(title: str) -> None:
    assert declared(b"/Title" + string(title)) == [("title", title, "Info /Title")]


@pytest.mark.parametrize(
    "title",
    [
        "",
        "  ",
        "Microsoft Word - 3.doc",
        "Microsoft Word - Letter to the board",
        "microsoft powerpoint - x",
        "plan.doc",
        "PLAN FINAL.DOCX",
        "scan.tif",
        "untitled",
        "Untitled-1",
        "Document1",
        "Document 12",
        "Slide 1",
        "Layout 1",
        "Title",
        "PowerPoint Presentation",
        "N2105423",
        "A/HRC/47/G/10",
        "doc_final",
        "about:blank",
        "https://a.example/plan",
        "无标题",
        "Без имени 2",
        "x" * 1001,
        "scan0001",
    ],
)
def test_a_title_that_nobody_gave_is_not_declared(title: str) -> None:
    assert declared(b"/Title" + string(title)) == []


@pytest.mark.parametrize("author", ["Leyla Quliyeva", "张伟", "Водный совет", "Water Board; A. Lim"])
def test_an_author_is_declared(author: str) -> None:
    assert declared(b"/Author" + string(author)) == [("creator", author, "Info /Author")]


@pytest.mark.parametrize(
    "author", ["lquliyeva", "Administrator", "user 1", "Windows User", "HP Compaq", "Microsoft Office User", "plan.doc"]
)
def test_the_name_of_an_account_is_no_author(author: str) -> None:
    assert declared(b"/Author" + string(author)) == []


def test_a_title_that_was_noted_in_an_older_encoding_is_read() -> None:
    noted = "Отчёт о водохранилище за прошлый год".encode("cp1251").decode("latin-1")
    assert declared(b"/Title" + string(noted)) == [("title", "Отчёт о водохранилище за прошлый год", "Info /Title")]
    assert declared(b"/Title" + string("Rückblick auf die Übung")) == [
        ("title", "Rückblick auf die Übung", "Info /Title")
    ]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (b"(D:20210409103000+02'00')", "2021-04-09"), (b"(20210409)", "2021-04-09"), (b"(D:202104)", "2021-04"),
        (b"(D:2021)", "2021"), (b"(D:20211309)", "2021"), (b"(D:20210432)", "2021-04"), (b"(Fri Apr 9 2021)", None),
        (b"()", None), (b"(D:0021)", None),
    ],
)  # fmt: skip
def test_when_the_file_was_made_is_told_as_just_that(written: bytes, day: str | None) -> None:
    assert declared(b"/CreationDate" + written) == ([("created", day, "Info /CreationDate")] if day else [])
    assert declared(b"/ModDate" + written) == ([("modified", day, "Info /ModDate")] if day else [])


def test_the_language_of_the_document_is_declared() -> None:
    assert declared(catalogue=b"/Lang(az-Latn)") == [("language", "az-Latn", "/Lang")]
    assert declared(catalogue=b"/Lang()") == declared(catalogue=b"/Lang(the best)") == []
    assert declared(catalogue=b"/Lang(%s)" % (b"x" * 1000)) == []


PACKET = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Su planı</rdf:li>
<rdf:li xml:lang="en">Water plan</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Leyla Quliyeva</rdf:li><rdf:li>Anar Əliyev</rdf:li></rdf:Seq></dc:creator>
<dc:publisher><rdf:Bag><rdf:li>Water Board</rdf:li></rdf:Bag></dc:publisher>
<prism:publicationDate>2021-04-09T10:00:00Z</prism:publicationDate><prism:url>https://water.example/9</prism:url>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def test_the_one_packet_of_a_file_is_declared_before_its_info() -> None:
    assert declared(b"/Title" + string("Older title"), packets=1, packet=PACKET) == [
        ("title", "Su planı", "XMP dc:title"), ("creator", "Leyla Quliyeva", "XMP dc:creator"),
        ("creator", "Anar Əliyev", "XMP dc:creator"), ("source", "Water Board", "XMP dc:publisher"),
        ("date", "2021-04-09", "XMP prism:publicationDate"), ("url", "https://water.example/9", "XMP prism:url"),
        ("title", "Older title", "Info /Title"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("packets", "packet"),
    [
        (2, PACKET),  # one of them may be a picture's
        (1, PACKET.replace("</dc:title>", "")),
        (1, PACKET.replace("<x:xmpmeta", '<x:xmpmeta a="&#0;"')),
        (
            1,
            PACKET.replace("https://", "javascript:")
            .replace("prism:publicationDate", "prism:other")
            .replace("dc:", "ab:"),
        ),
        (1, '<x:xmpmeta><!DOCTYPE a [<!ENTITY b "c">]><dc:title>&b;</dc:title></x:xmpmeta>'),
    ],
)
def test_packets_that_cannot_be_relied_on_are_passed_over(packets: int, packet: str) -> None:
    assert declared(packets=packets, packet=packet) == []


@pytest.mark.parametrize("damaged", [b"<FEFFD8000041DC00>", b"<FEFFD8>", b"42", b"<</A/B>>"])
def test_strings_that_are_damaged_declare_nothing(damaged: bytes) -> None:
    assert declared(b"/Title %s/Author %s/CreationDate %s/Producer %s" % ((damaged,) * 4)) == []


def test_a_page_alone_declares_nothing() -> None:
    found: tuple[Declared, ...] = PdfExtractor().extract(one_page(b""), Wishes(ocr="off")).declared
    assert found == ()
