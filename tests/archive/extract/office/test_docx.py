"""A Word document gives what a reader of it sees, each piece with its place; deletions and running heads are out."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from archive.errors import ExtractionFailed
from archive.extract import Extraction
from archive.extract.office.docx import DocxExtractor
from tests.archive.extract.packages import STRICT, docx, p, packed, relations

RUN = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"


def extracted(content: bytes) -> Extraction:
    return DocxExtractor().extract(content)


def read(content: bytes) -> list[tuple[str, str]]:
    """Each passage with its locator."""
    extraction = extracted(content)
    return [(extraction.text[one.start : one.end], one.locator) for one in extraction.passages]


def texts(body: str) -> list[str]:
    return [text for text, _ in read(docx(body))]


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def test_what_python_docx_writes_comes_back_in_its_order() -> None:
    document = python_docx.Document()
    document.core_properties.title = "Su reyestrləri 水利登记簿"
    document.core_properties.author = "Ələkbər Məmmədov"
    document.core_properties.keywords = "su, arxiv；水"
    document.core_properties.language = "az"
    document.add_heading("سجلات المياه", 1)
    document.add_paragraph("Azərbaycan dilində bir abzas: ğ, ı, ö, ü, ç, ş, ə.")
    document.add_paragraph("这是一个关于水坝的中文段落。", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for number, text in enumerate(("اسم", "年", "Bənd", "2021")):
        table.cell(number // 2, number % 2).text = text
    document.add_paragraph("Son.").add_run().add_tab()
    document.sections[0].header.paragraphs[0].text = "Rəsmi istifadə üçün"
    target = io.BytesIO()
    document.save(target)
    extraction = extracted(target.getvalue())
    assert extraction.text == (
        "سجلات المياه\n\nAzərbaycan dilində bir abzas: ğ, ı, ö, ü, ç, ş, ə.\n\n1. 这是一个关于水坝的中文段落。\n\n"
        "اسم\t年\nBənd\t2021\n\nSon.\n"
    )
    assert [one.locator for one in extraction.passages] == [
        "para. 1", "para. 2", "para. 3", "table 1, row 1", "table 1, row 2", "para. 4",
    ]  # fmt: skip
    assert extraction.left_out == ("Rəsmi istifadə üçün",)
    declared = [(one.field, one.value, one.place) for one in extraction.declared]
    assert ("title", "Su reyestrləri 水利登记簿", "docProps/core.xml dc:title") in declared
    assert ("creator", "Ələkbər Məmmədov", "docProps/core.xml dc:creator") in declared
    assert [value for field, value, _ in declared if field == "tag"] == ["su", "arxiv", "水"]
    assert ("language", "az", "docProps/core.xml dc:language") in declared
    assert {"created", "modified"} <= {field for field, _, _ in declared}
    assert "date" not in {field for field, _, _ in declared}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", []),
        ("<w:p/>" + p("  ") + p("one") + "<w:p></w:p>" + p("two"), ["one", "two"]),
        ("<w:p>" + RUN.format("un") + RUN.format("believable") + "</w:p>", ["unbelievable"]),
        ("<w:p>" + RUN.format("two ") + RUN.format(" words") + "</w:p>", ["two words"]),
        ("<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>",
         ["a\tb"]),
        ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:br w:type='page'/><w:t>c</w:t></w:r></w:p>", ["a\nb\nc"]),
        ("<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r></w:p>",
         ["a\u2011b\xadc"]),
        (p("e&#x301;"), ["é"]),
        ("<w:p><w:hyperlink>" + RUN.format("link") + "</w:hyperlink><w:smartTag>" + RUN.format("ed")
         + "</w:smartTag></w:p>", ["linked"]),
        ("<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText></w:r>" + RUN.format("7")
         + "</w:p>", ["7"]),
        ("<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>", ["x=1"]),
        ("<w:p><w:r><w:ruby><w:rt>" + RUN.format("みず") + "</w:rt><w:rubyBase>" + RUN.format("水")
         + "</w:rubyBase></w:ruby></w:r>" + RUN.format("門") + "</w:p>", ["水門"]),
        ("<w:sdt><w:sdtContent>" + p("in a control") + "</w:sdtContent></w:sdt>", ["in a control"]),
        ("<w:p><w:ins>" + RUN.format("new") + "</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>",
         ["new"]),
        ("<w:p><w:moveFrom>" + RUN.format("moved") + "</w:moveFrom></w:p><w:p><w:moveTo>" + RUN.format("moved")
         + "</w:moveTo></w:p>", ["moved"]),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + RUN.format("joined ") + "</w:p>" + p("again"),
         ["joined again"]),
        ("<w:p><w:r><w:rPr><w:del/></w:rPr><w:t>a</w:t></w:r></w:p>" + p("b"), ["a", "b"]),
    ],
)  # fmt: skip
def test_paragraphs_read_as_they_are_shown(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_text_that_is_hidden_is_left_out_and_named() -> None:
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>" + RUN.format("shown") + "</w:p>"
    assert texts(hidden) == ["shown"]
    assert extracted(docx(hidden)).left_out == ("secret",)
    assert texts(hidden.replace("<w:vanish/>", "<w:vanish w:val='0'/>")) == ["secretshown"]
    assert texts("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" + RUN.format("shown") + "</w:p>") == ["shown"]


def test_a_text_box_follows_the_paragraph_it_hangs_on_and_is_read_once() -> None:
    box = "<w:txbxContent>" + p("boxed 水") + p("twice") + "</w:txbxContent>"
    body = (
        "<w:p>" + RUN.format("before ") + f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>" + RUN.format("after") + "</w:p>"
    )
    assert texts(body) == ["before after", "boxed 水", "twice"]


def test_a_row_is_a_passage_and_a_cell_of_several_paragraphs_is_several() -> None:
    table = "<w:tbl>" + row(p("a"), p("b")) + row(p("c") + p("d"), "") + row("", "") + row("", p("e")) + "</w:tbl>"
    assert read(docx(p("before") + table + "<w:tbl>" + row(p("x")) + "</w:tbl>" + p("after"))) == [
        ("before", "para. 1"),
        ("a\tb", "table 1, row 1"),
        ("c", "table 1, row 2, para. 1"),
        ("d", "table 1, row 2, para. 2"),
        ("e", "table 1, row 4"),
        ("x", "table 2, row 1"),
        ("after", "para. 2"),
    ]


def test_a_table_inside_a_cell_is_part_of_the_cell() -> None:
    inner = "<w:tbl>" + row(p("1"), p("2")) + row(p("3"), p("4")) + "</w:tbl>"
    table = "<w:tbl>" + row(p("a") + inner + p("b"), p("c")) + "</w:tbl>"
    assert read(docx(table)) == [
        ("a", "table 1, row 1, para. 1"),
        ("1\t2", "table 1, row 1, para. 2"),
        ("3\t4", "table 1, row 1, para. 3"),
        ("b", "table 1, row 1, para. 4"),
        ("c", "table 1, row 1, para. 5"),
    ]


def test_notes_come_after_the_body_in_the_order_of_their_marks() -> None:
    body = (
        "<w:p>" + RUN.format("One") + "<w:r><w:footnoteReference w:id='2'/></w:r>"
        "<w:r><w:endnoteReference w:id='5'/></w:r>" + RUN.format(" word") + "</w:p>"
        "<w:p><w:r><w:footnoteReference w:id='3'/><w:t>Two</w:t></w:r></w:p>"
    )  # fmt: skip
    notes = "<w:footnote w:id='0' w:type='separator'>" + p("-") + "</w:footnote>"
    notes += "<w:footnote w:id='2'>" + p("first") + "</w:footnote><w:footnote w:id='3'>" + p("second") + p("more")
    content = docx(body, footnotes=notes + "</w:footnote>", endnotes="<w:endnote w:id='5'>" + p("end") + "</w:endnote>")
    assert read(content) == [
        ("One word", "para. 1"),
        ("Two", "para. 2"),
        ("first", "footnote 1"),
        ("second", "footnote 2, para. 1"),
        ("more", "footnote 2, para. 2"),
        ("end", "endnote 1"),
    ]


def test_running_heads_and_comments_are_left_out_and_named_once() -> None:
    content = docx(p("text"), header1=p("Head"), header2=p("Head"), footer=p("Foot"), comments=p("Is this right?"))
    assert extracted(content).left_out == ("Head", "Foot", "Is this right?")


def test_a_damaged_head_costs_nothing_but_itself() -> None:
    extraction = extracted(docx(p("text"), header="<", footer=p("Foot")))
    assert extraction.text == "text\n"
    assert extraction.left_out[0].startswith("word/header.xml, which cannot be read: ")
    assert extraction.left_out[1:] == ("Foot",)


def test_an_embedded_file_is_named() -> None:
    assert extracted(docx(p("a") + "<w:altChunk/>")).left_out == ("a file of another format, embedded (altChunk)",)


def test_the_strict_namespace_is_understood() -> None:
    assert read(docx(p("strict"), namespace=STRICT)) == [("strict", "para. 1")]


def test_the_main_part_is_the_one_that_the_package_names() -> None:
    main = f'<w:document xmlns:w="{STRICT}"><w:body>{p("here")}</w:body></w:document>'
    content = packed(
        {"_rels/.rels": relations({"/other/main%20part.xml": "officeDocument"}), "other/main part.xml": main}
    )
    assert read(content) == [("here", "para. 1")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (packed({"a": "b"}), "missing"),
        (docx(p("x"))[:-40], "damaged"),
        (b"", "damaged"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (docx("<w:p>"), "damaged"),
        (docx("<w:p><w:r><w:footnoteReference w:id='1'/></w:r></w:p>", footnotes="<"), "damaged"),
        (docx("<w:p>" * 1001), "too-deep"),
        (docx(p("&a;"), doctype="<!DOCTYPE a [<!ENTITY a 'b'>]>"), "entities"),
        (docx(p("&a;"), doctype="<!DOCTYPE a [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"), "entities"),
        (docx(p("&a;"), doctype="<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://example.org/x'> %b;]>"), "entities"),
        (docx(p("&a;"), doctype="<!DOCTYPE a SYSTEM 'a.dtd'>"), "entities"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_code(content: bytes, code: str) -> None:
    with pytest.raises(ExtractionFailed) as refused:
        extracted(content)
    assert refused.value.code == code
