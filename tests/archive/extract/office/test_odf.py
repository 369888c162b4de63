"""An OpenDocument file gives what a reader of it sees: texts, sheets and slides, each piece with its place."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import odfdo
import pytest

from archive.errors import ExtractionFailed
from archive.extract import Extraction, extractor_for
from archive.extract.office.odf import OdfExtractor
from tests.archive.extract.packages import NAMESPACES, odf


def extracted(content: bytes) -> Extraction:
    return OdfExtractor().extract(content)


def read(content: bytes) -> list[tuple[str, str]]:
    extraction = extracted(content)
    return [(extraction.text[one.start : one.end], one.locator) for one in extraction.passages]


def texts(body: str) -> list[str]:
    return [text for text, _ in read(odf(body))]


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def row(*cells: str, attributes: str = "") -> str:
    inner = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    return f"<table:table-row {attributes}>{inner}</table:table-row>"


def test_what_odfdo_writes_comes_back_in_its_order() -> None:
    document = odfdo.Document("odt")
    document.body.clear()
    document.meta.title = "Su reyestrləri 水利登记簿"
    document.meta.initial_creator = "Ələkbər Məmmədov"
    document.meta.set_creation_date(datetime(2021, 4, 9, 10, 0, tzinfo=UTC))
    document.meta.language = "az"
    document.meta.keyword = "su"
    document.body.append(odfdo.Header(1, "سجلات المياه"))
    document.body.append(odfdo.Paragraph("Azərbaycan dilində bir abzas."))
    table = odfdo.Table("Cədvəl", width=2, height=2)
    for number, text in enumerate(("اسم", "年", "Bənd", "2021")):
        table.set_value((number % 2, number // 2), text)
    document.body.append(table)
    document.body.append(odfdo.Paragraph("这是一个关于水坝的中文段落。"))
    target = io.BytesIO()
    document.save(target)
    extraction = extracted(target.getvalue())
    assert extraction.text == (
        "1. سجلات المياه\n\nAzərbaycan dilində bir abzas.\n\nاسم\t年\nBənd\t2021\n\n这是一个关于水坝的中文段落。\n"
    )
    assert [one.locator for one in extraction.passages] == [
        "para. 1", "para. 2", "table 1, row 1", "table 1, row 2", "para. 3",
    ]  # fmt: skip
    declared = {(one.field, one.value, one.place) for one in extraction.declared}
    assert declared >= {
        ("title", "Su reyestrləri 水利登记簿", "meta.xml dc:title"),
        ("creator", "Ələkbər Məmmədov", "meta.xml meta:initial-creator"),
        ("created", "2021-04-09", "meta.xml meta:creation-date"),
        ("language", "az", "meta.xml dc:language"),
        ("tag", "su", "meta.xml meta:keyword"),
    }


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", []),
        ("<text:p/>" + p("one") + "<text:h>two</text:h>", ["one", "two"]),
        (p("un<text:span>believ</text:span>able <text:a>link</text:a>"), ["unbelievable link"]),
        (p("a<text:s text:c='3'/>b<text:s/>c"), ["a b c"]),
        (p("a<text:tab/>b<text:line-break/>c"), ["a\tb\nc"]),
        (p("<text:ruby><text:ruby-base>水</text:ruby-base><text:ruby-text>みず</text:ruby-text></text:ruby>門"),
         ["水門"]),
        ("<text:list><text:list-item>" + p("a") + "<text:list><text:list-item>" + p("b")
         + "</text:list-item></text:list></text:list-item></text:list>", ["a", "b"]),
        ("<text:tracked-changes><text:changed-region><text:deletion>" + p("gone")
         + "</text:deletion></text:changed-region></text:tracked-changes>"
         + p("<text:change text:change-id='1'/>kept <text:change-start/>new<text:change-end/>"), ["kept new"]),
        ("<text:tracked-changes><text:changed-region text:id='c'><text:deletion/></text:changed-region>"
         "<text:changed-region text:id='i'><text:insertion/></text:changed-region></text:tracked-changes>"
         + p("one <text:change-start text:change-id='i'/>new <text:change-end text:change-id='i'/>"
             "<text:change-start text:change-id='c'/>gone") + p("gone<text:change-end text:change-id='c'/>two"),
         ["one new two"]),
        ("<text:table-of-content><text:table-of-content-source><text:index-title-template>T"
         "</text:index-title-template></text:table-of-content-source><text:index-body>" + p("Contents 1")
         + "</text:index-body></text:table-of-content>", ["Contents 1"]),
        (p("a<draw:frame><svg:title>name</svg:title><svg:desc>picture</svg:desc><draw:image><office:binary-data>QUJD"
           "</office:binary-data></draw:image></draw:frame>b"), ["ab"]),
        (p("before <draw:frame><draw:text-box>" + p("boxed") + "</draw:text-box></draw:frame>after"),
         ["before after", "boxed"]),
        (p("before <draw:custom-shape>" + p("shape") + "</draw:custom-shape>after"), ["before after", "shape"]),
        ("text outside of a paragraph" + p("inside"), ["inside"]),
        (p("e&#x301;"), ["é"]),
    ],
)  # fmt: skip
def test_paragraphs_read_as_they_are_shown(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_rows_are_passages_and_notes_come_after_the_body() -> None:
    note = (
        "<text:note text:note-class='{0}'><text:note-citation>1</text:note-citation><text:note-body>"
        + p("{1}") + "</text:note-body></text:note>"
    )  # fmt: skip
    table = (
        "<table:table>"
        + row(p("a"), p("b" + note.format("footnote", "of b")))
        + row(p("c") + p("d"))
        + "</table:table>"
    )
    body = p("One" + note.format("endnote", "end") + note.format("footnote", "foot") + " word") + table
    assert read(odf(body)) == [
        ("One word", "para. 1"),
        ("a\tb", "table 1, row 1"),
        ("c", "table 1, row 2, para. 1"),
        ("d", "table 1, row 2, para. 2"),
        ("end", "endnote 1"),
        ("foot", "footnote 1"),
        ("of b", "footnote 2"),
    ]


def test_running_heads_comments_and_hidden_sections_are_left_out_and_named() -> None:
    styles = "<office:master-styles><style:master-page><style:header>" + p("Head") + "</style:header><style:footer>"
    styles += p("Foot <text:page-number>1</text:page-number>") + "</style:footer></style:master-page>"
    body = p("text<office:annotation><dc:creator>R</dc:creator>" + p("Is this right?") + "</office:annotation>")
    body += "<text:section text:display='none'>" + p("hidden") + "</text:section>"
    extraction = extracted(odf(body, styles=styles + "</office:master-styles>"))
    assert extraction.text == "text\n"
    assert extraction.left_out == ("Is this right?", "hidden", "Head", "Foot 1")


def test_the_rows_of_a_sheet_are_counted_as_the_program_counts_them() -> None:
    sheet = (
        "<table:table table:name='Gəlir 2021'>"
        + row(p("Ad"), p("年"))
        + row("", attributes="table:number-rows-repeated='5'")
    )
    sheet += row("", p("12,5")) + row("", attributes="table:number-rows-repeated='1048569'") + "</table:table>"
    sheet += "<table:table table:name='B'>" + row(p("x")) + "</table:table>"
    assert read(odf(sheet, kind="spreadsheet")) == [
        ("Ad\t年", "sheet Gəlir 2021, row 1"),
        ("12,5", "sheet Gəlir 2021, row 7"),
        ("x", "sheet B, row 1"),
    ]


def test_slides_count_their_paragraphs_each_by_itself() -> None:
    slide = "<draw:page><draw:frame><draw:text-box>{}</draw:text-box></draw:frame><presentation:notes><draw:frame>"
    slide += "<draw:text-box>{}</draw:text-box></draw:frame></presentation:notes></draw:page>"
    body = slide.format(p("عنوان") + p("b"), p("say this")) + slide.format(p("c"), "")
    assert read(odf(body, kind="presentation")) == [
        ("عنوان", "slide 1, para. 1"),
        ("b", "slide 1, para. 2"),
        ("say this", "slide 1, para. 3"),
        ("c", "slide 2, para. 1"),
    ]


def test_a_flat_file_is_read_like_a_packed_one() -> None:
    meta = "<office:meta><dc:title>水利</dc:title><meta:creation-date>2021-04-09T10:00:00</meta:creation-date>"
    meta += "</office:meta>"
    head = "<office:master-styles><style:header>" + p("Head") + "</style:header></office:master-styles>"
    flat = (
        f"<office:document {NAMESPACES}>{meta}{head}<office:body><office:text>{p('text')}</office:text></office:body>"
    )
    extraction = extracted((flat + "</office:document>").encode())
    assert (extraction.text, extraction.left_out) == ("text\n", ("Head",))
    assert [(one.field, one.value) for one in extraction.declared] == [("title", "水利"), ("created", "2021-04-09")]


def test_every_kind_of_open_document_has_this_extractor() -> None:
    for kind in ("text", "text-template", "spreadsheet", "presentation", "text-flat-xml"):
        assert extractor_for(f"application/vnd.oasis.opendocument.{kind}").name == "odf"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (odf(p("x"))[:-40], "damaged"),
        (b"", "damaged"),
        (odf("<text:p>"), "damaged"),
        (odf(p("x"), manifest="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"), "encrypted"),
        (odf("<text:list>" * 1001), "too-deep"),
        (odf(p("&a;"), doctype="<!DOCTYPE a [<!ENTITY a 'b'>]>"), "entities"),
        (odf(p("&a;"), doctype="<!DOCTYPE a [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"), "entities"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_code(content: bytes, code: str) -> None:
    with pytest.raises(ExtractionFailed) as refused:
        extracted(content)
    assert refused.value.code == code
