"""Word's paragraphs have the numbers that a reader of the document sees; a damaged list costs numbers, never text."""

from __future__ import annotations

import io
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from archive.extract import Extraction
from archive.extract.office.docx import LARGEST_NUMBERING, DocxExtractor
from archive.extract.office.numbering import LONGEST, MOST_LISTS
from archive.extract.office.odf import OdfExtractor
from archive.extract.office.word_numbering import DEEPEST_STYLE
from tests.archive.extract.packages import STRICT, docx, p
from tests.programs import converted

MARK = "<w:r><w:t>{}</w:t></w:r>"


def extracted(body: str, **parts: str) -> Extraction:
    return DocxExtractor().extract(docx(body, **parts))


def texts(body: str, **parts: str) -> list[str]:
    extraction = extracted(body, **parts)
    return [extraction.text[one.start : one.end] for one in extraction.passages]


def level(at: int | str, text: str = "", kind: str = "decimal", *, more: str = "", start: int | str = 1) -> str:
    text = text or f"%{int(at) + 1}."
    return (f"<w:lvl w:ilvl='{at}'><w:start w:val='{start}'/><w:numFmt w:val='{kind}'/>{more}"
            f"<w:lvlText w:val='{text}'/></w:lvl>")  # fmt: skip


def definition(levels: str, named: int | str = 0) -> str:
    return f"<w:abstractNum w:abstractNumId='{named}'>{levels}</w:abstractNum>"


def one_list(number: int, of: int | str = 0, override: str = "") -> str:
    return f"<w:num w:numId='{number}'><w:abstractNumId w:val='{of}'/>{override}</w:num>"


def item(text: str, at: int | str | None = 0, of: int | None = 1, *, style: str = "", more: str = "") -> str:
    said = f"<w:pStyle w:val='{style}'/>" if style else ""
    inner = "" if at is None else f"<w:ilvl w:val='{at}'/>"
    inner += "" if of is None else f"<w:numId w:val='{of}'/>"
    return f"<w:p><w:pPr>{said}<w:numPr>{inner}</w:numPr>{more}</w:pPr>{MARK.format(text) if text else ''}</w:p>"


def styled(text: str, style: str) -> str:
    return f"<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{MARK.format(text)}</w:p>"


def style(name: str, based_on: str = "", numbers: str = "") -> str:
    return (f"<w:style w:type='paragraph' w:styleId='{name}'><w:basedOn w:val='{based_on}'/>"
            f"<w:pPr><w:numPr>{numbers}</w:numPr></w:pPr></w:style>")  # fmt: skip


PARAGRAPHS = definition(
    level(0) + level(1, "(%2)", "lowerLetter") + level(2, "(%3)", "lowerRoman") + level(3, "%1.%2.%4")
) + one_list(1)  # fmt: skip
RESOLUTION = ("Qərara alır", "يشدد على أهمية السجلات", "决定继续审议", "ə) bəndi")


def made_by_python_docx() -> bytes:
    """A resolution of three levels, the first two by styles of headings, the third said by the paragraph."""
    document = python_docx.Document()
    lists = document.part.numbering_part.element
    levels = level(0, more="<w:pStyle w:val='Heading1'/>") + level(1, "%1.%2", more="<w:pStyle w:val='Heading2'/>")
    inner = definition(levels + level(2, "(%3)", "lowerLetter") + level(3, "第%4条", "chineseCountingThousand"), 90)
    for position, xml in ((0, inner), (len(lists), one_list(90, 90))):
        lists.insert(position, parse_xml(xml.replace(" w:", f" {nsdecls('w')} w:", 1)))
    for name in ("Heading 1", "Heading 2"):
        document.styles[name].element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 90
    document.styles["Heading 2"].element.pPr.numPr.get_or_add_ilvl().val = 1
    for text, named in (("سجلات المياه", "Heading 1"), ("Birinci bənd", "Heading 2"), ("第二段", "Heading 2")):
        document.add_paragraph(text, style=named)
    for text, at in (("alıb", 2), ("ب", 2), ("保存", 3)):
        numbers = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        numbers.get_or_add_ilvl().val, numbers.get_or_add_numId().val = at, 90
    document.add_paragraph("nömrəsiz")
    for text, named in (("bir", "List Number"), ("二", "List Number"), ("nöqtə", "List Bullet")):
        document.add_paragraph(text, style=named)
    document.add_paragraph("الختام", style="Heading 1")
    document.add_paragraph("三", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for number, text in enumerate(("Əli", "مريم")):
        table.cell(number, 0).paragraphs[0].style = document.styles["List Number 3"]
        table.cell(number, 1).text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


WRITTEN = [
    "1. سجلات المياه", "1.1 Birinci bənd", "1.2 第二段", "(a) alıb", "(b) ب", "第一条 保存", "nömrəsiz", "1. bir",
    "2. 二", "nöqtə", "2. الختام", "3. 三", "1.\tƏli", "2.\tمريم",
]  # fmt: skip


def passages(extraction: Extraction) -> list[str]:
    return [extraction.text[one.start : one.end] for one in extraction.passages]


def test_what_python_docx_writes_has_the_numbers_that_word_shows() -> None:
    assert passages(DocxExtractor().extract(made_by_python_docx())) == WRITTEN


def test_what_libreoffice_makes_of_it_has_the_same_numbers(tmp_path: Path) -> None:
    source = tmp_path / "source.docx"
    source.write_bytes(made_by_python_docx())
    open_document = converted([source], "odt", tmp_path)[0]
    assert passages(OdfExtractor().extract(open_document.read_bytes())) == WRITTEN
    again = tmp_path / "again"
    again.mkdir()
    assert passages(DocxExtractor().extract(converted([open_document], "docx", again)[0].read_bytes())) == WRITTEN


def test_paragraphs_of_a_resolution_have_their_numbers() -> None:
    first, second, third, fourth = RESOLUTION
    body = item(first) + item(second) + item(third, 1) + item(fourth, 1) + item("i", 2) + item("d", 3) + item("next")
    assert texts(body, numbering=PARAGRAPHS) == [
        f"1. {first}", f"2. {second}", f"(a) {third}", f"(b) {fourth}", "(i) i", "2.b.1 d", "3. next",
    ]  # fmt: skip


def test_a_number_and_the_text_that_follows_at_once_are_in_nfc() -> None:
    numbering = definition(level(0, "e", "none", more="<w:suff w:val='nothing'/>")) + one_list(1)
    assert texts(item("&#x301;x"), numbering=numbering) == ["\xe9x"]


def test_numbers_change_no_locator() -> None:
    extraction = extracted(item("a") + p("b") + item("") + item("c"), numbering=PARAGRAPHS)
    assert [one.locator for one in extraction.passages] == ["para. 1", "para. 2", "para. 3"]
    assert extraction.text == "1. a\n\nb\n\n3. c\n"


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (level(0, "%1)", "upperLetter", start=2), ["B) a", "C) b"]),
        (level(0, "§ %1", "upperRoman", start=9), ["§ IX a", "§ X b"]),
        (level(0, "(%1)", "arabicAlpha"), ["(أ) a", "(ب) b"]),
        (level(0, "%1)", "russianLower"), ["а) a", "б) b"]),
        (level(0, "%1、", "japaneseCounting", more="<w:suff w:val='nothing'/>"), ["一、a", "二、b"]),
        (level(0, "%1.", more="<w:suff w:val='space'/>"), ["1. a", "2. b"]),
        (level(0, "  No.&#9;%1&#10;&#xA0;:"), ["No. 1 : a", "No. 2 : b"]),
        (level(0, "e", "none", more="<w:suff w:val='nothing'/>"), ["ea", "eb"]),
        (level(0, "•", "bullet"), ["a", "b"]),
        (level(0, "Note:", "none"), ["Note: a", "Note: b"]),
        (level(0, "%1", "none"), ["a", "b"]),
        (level(0, "%1.", "ordinalText"), ["a", "b"]),
        (level(0, "%1.", start="x"), ["a", "b"]),
        (level(0, "%1.", start=32_767), ["32767. a", "32768. b"]),
        (level(0, "%1.", start=32_768), ["a", "b"]),
        (level(0, "x" * (LONGEST - 2) + "%1"), ["x" * (LONGEST - 2) + "1 a", "x" * (LONGEST - 2) + "2 b"]),
        (level(0, "x" * (LONGEST - 1) + "%1"), ["a", "b"]),
        ("<w:lvl w:ilvl='0'><w:lvlText w:val='%1.'/></w:lvl>", ["0. a", "1. b"]),
        ("<w:lvl w:ilvl='0'/>", ["a", "b"]),
        ("<w:lvl><w:lvlText w:val='%1.'/></w:lvl>", ["a", "b"]),
        (level(9, "%1."), ["a", "b"]),
        ("", ["a", "b"]),
        ("<w:lvl w:ilvl='0'><w:start w:val='7'/><mc:AlternateContent><mc:Choice><w:numFmt w:val='custom'"
         " w:format='001, 002, 003, ...'/></mc:Choice><mc:Fallback><w:numFmt w:val='upperRoman'/></mc:Fallback>"
         "</mc:AlternateContent><w:lvlText w:val='%1'/></w:lvl>", ["007 a", "008 b"]),
        ("<w:lvl w:ilvl='0'><w:numFmt w:val='custom' w:format='alef, bet, ...'/><w:lvlText w:val='%1'/></w:lvl>",
         ["a", "b"]),
    ],
)  # fmt: skip
def test_a_level_is_written_as_it_says(levels: str, expected: list[str]) -> None:
    numbering = definition(levels) + one_list(1)
    assert texts(item("a") + item("b"), numbering=numbering) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", ["I. a", "(a) b", "II. c", "(a) d"]),
        ("<w:lvlRestart w:val='1'/>", ["I. a", "(a) b", "II. c", "(a) d"]),
        ("<w:lvlRestart w:val='0'/>", ["I. a", "(a) b", "II. c", "(b) d"]),
        ("<w:lvlRestart w:val='9'/>", ["I. a", "(a) b", "II. c", "(a) d"]),
    ],
)
def test_a_level_begins_anew_where_it_says(more: str, expected: list[str]) -> None:
    levels = level(0, "%1.", "upperRoman") + level(1, "(%2)", "lowerLetter", more=more)
    body = item("a") + item("b", 1) + item("c") + item("d", 1)
    assert texts(body, numbering=definition(levels) + one_list(1)) == expected


@pytest.mark.parametrize(("said", "expected"), [("", "2.1"), (" w:val='1'", "2.1"), (" w:val='0'", "II.1")])
def test_legal_numbers_are_in_digits(said: str, expected: str) -> None:
    levels = level(0, "%1", "upperRoman", start=2) + level(1, "%1.%2", more=f"<w:isLgl{said}/>")
    assert texts(item("a") + item("b", 1), numbering=definition(levels) + one_list(1)) == ["II a", f"{expected} b"]


def test_lists_of_one_definition_count_on_unless_one_begins_anew() -> None:
    anew = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride>"
    other = f"<w:lvlOverride w:ilvl='0'>{level(0, '%1)', 'lowerLetter')}</w:lvlOverride>"
    numbering = definition(level(0)) + one_list(1) + one_list(2) + one_list(3, 0, anew) + one_list(4, 0, other)
    body = "".join(item("x", of=number) for number in (1, 1, 2, 3, 3, 1, 3, 4))
    assert [text.split()[0] for text in texts(body, numbering=numbering)] == [
        "1.", "2.", "3.", "5.", "6.", "7.", "8.", "i)",
    ]  # fmt: skip


def test_a_list_that_begins_anew_below_does_so_after_each_paragraph_above() -> None:
    anew = "<w:lvlOverride w:ilvl='1'><w:startOverride w:val='3'/></w:lvlOverride>"
    numbering = definition(level(0) + level(1)) + one_list(1, 0, anew)
    body = item("a") + item("b", 1) + item("c", 1) + item("d") + item("e", 1)
    assert texts(body, numbering=numbering) == ["1. a", "3. b", "4. c", "2. d", "3. e"]


STYLES = (
    style("Para", "", "<w:numId w:val='1'/>")
    + style("Sub", "Para", "<w:ilvl w:val='1'/>")
    + style("SubSub", "Sub")
    + style("Off", "Para", "<w:numId w:val='0'/>")
    + style("Linked", "", "<w:numId w:val='2'/>")
)


def test_styles_bring_numbers_and_what_is_based_on_them_has_them_too() -> None:
    numbering = PARAGRAPHS + definition(level(0) + level(1, "%2)", more="<w:pStyle w:val='Linked'/>"), 1)
    body = "".join(styled(name, name) for name in ("Para", "Sub", "SubSub", "Off", "Linked", "Unknown", "Para"))
    assert texts(body, numbering=numbering + one_list(2, 1), styles=STYLES) == [
        "1. Para", "(a) Sub", "(b) SubSub", "Off", "1) Linked", "Unknown", "2. Para",
    ]  # fmt: skip


def test_what_a_paragraph_says_overrules_its_style() -> None:
    body = item("none", None, 0, style="Para") + item("level", 2, None, style="Para") + item("list", 1, 1, style="Off")
    body += item("no level", None, 1, style="Sub")
    assert texts(body, numbering=PARAGRAPHS, styles=STYLES) == ["none", "(i) level", "(b) list", "(c) no level"]


def test_a_definition_may_be_that_of_a_style() -> None:
    numbering = PARAGRAPHS + definition("<w:numStyleLink w:val='Lists'/>", 1) + one_list(2, 1)
    lists = style("Lists", "", "<w:numId w:val='1'/>")
    assert texts(item("a", 1, 2) + item("b", 0, 2), numbering=numbering, styles=lists) == ["(a) a", "2. b"]
    assert texts(item("a", 1, 2), numbering=numbering) == ["a"]


def test_a_definition_that_names_itself_ends() -> None:
    numbering = definition("<w:numStyleLink w:val='Lists'/>") + one_list(1)
    assert texts(item("a"), numbering=numbering, styles=style("Lists", "Lists", "<w:numId w:val='1'/>")) == ["a"]


@pytest.mark.parametrize(("depth", "expected"), [(DEEPEST_STYLE, "1. a"), (DEEPEST_STYLE + 1, "a")])
def test_styles_are_followed_to_a_depth(depth: int, expected: str) -> None:
    chain = "".join(style(f"s{number}", f"s{number + 1}") for number in range(1, depth))
    styles = chain + style(f"s{depth}", "", "<w:numId w:val='1'/>")
    assert texts(styled("a", "s1"), numbering=PARAGRAPHS, styles=styles) == [expected]


def test_deleted_moved_and_hidden_paragraphs_are_not_counted() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = item("joined ", more=gone) + item("to this")
    body += "<w:del>" + item("out") + "</w:del>"
    body += item("", more="<w:rPr><w:moveFrom/></w:rPr>")
    body += item("", more="<w:rPr><w:vanish/></w:rPr>")
    body += item("shown", more="<w:rPr><w:vanish w:val='0'/></w:rPr>")
    body += item("run-in heading", more="<w:rPr><w:vanish/><w:specVanish/></w:rPr>")
    body += item("inserted", more="<w:rPr><w:ins/></w:rPr>")
    assert texts(body, numbering=PARAGRAPHS) == ["1. joined to this", "2. shown", "3. run-in heading", "4. inserted"]


def test_a_number_that_a_tracked_change_took_away_is_not_there() -> None:
    change = "<w:pPrChange><w:pPr><w:pStyle w:val='Para'/><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:pPrChange>"
    body = f"<w:p><w:pPr>{change}</w:pPr>{MARK.format('plain')}</w:p>" + item("a", more=change)
    assert texts(body, numbering=PARAGRAPHS, styles=STYLES) == ["plain", "1. a"]


def test_boxes_and_notes_count_apart_from_the_body() -> None:
    box = f"<w:r><w:txbxContent>{item('boxed')}{item('again')}</w:txbxContent></w:r>"
    mark = "<w:r><w:footnoteReference w:id='1'/></w:r>"
    body = item("a") + f"<w:p>{MARK.format('box')}{box}{mark}</w:p>" + item("b")
    notes = "<w:footnote w:id='1'>" + item("note") + "</w:footnote>"
    assert texts(body, numbering=PARAGRAPHS, footnotes=notes) == [
        "1. a", "box", "1. boxed", "2. again", "2. b", "1. note",
    ]  # fmt: skip


def test_a_cell_with_a_number_alone_shows_it() -> None:
    rows = "".join(f"<w:tr><w:tc>{item('')}</w:tc><w:tc>{p(text)}{item('', 1)}</w:tc></w:tr>" for text in "ab")
    assert texts(f"<w:tbl>{rows}</w:tbl>" + item("after"), numbering=PARAGRAPHS) == ["1.\ta", "2.\tb", "3. after"]


def test_running_heads_have_no_numbers() -> None:
    assert extracted(p("a"), numbering=PARAGRAPHS, header=item("Head")).left_out == ("Head",)


def test_the_strict_namespace_has_numbers_too() -> None:
    content = docx(item("a"), namespace=STRICT, numbering=PARAGRAPHS)
    assert DocxExtractor().extract(content).text == "1. a\n"


@pytest.mark.parametrize(
    "numbering",
    ["<", PARAGRAPHS + "<w:num>", "<!-- " + "x" * LARGEST_NUMBERING + " -->", "<w:num>" * 1001, "&laughs;"],
)
def test_a_damaged_list_costs_numbers_and_no_text(numbering: str) -> None:
    extraction = extracted(item("Qərar") + item("决定", 1), numbering=numbering)
    assert extraction.text == "Qərar\n\n决定\n"
    assert extraction.left_out[0].startswith("numbers of paragraphs, by word/numbering.xml, which cannot be read: ")


def test_damaged_styles_cost_the_numbers_that_they_bring() -> None:
    extraction = extracted(item("a") + styled("b", "Para"), numbering=PARAGRAPHS, styles=STYLES + "<")
    assert extraction.text == "1. a\n\nb\n"
    assert extraction.left_out[0].startswith("numbers of paragraphs, by word/styles.xml, which cannot be read: ")


@pytest.mark.parametrize(
    "numbering",
    [
        one_list(1, 99),
        definition(level(0)) + "<w:num w:numId='1'/>",
        "<w:num/><w:abstractNum/><w:lvl/><w:startOverride w:val='x'/><w:numFmt/>",
        definition("".join(level(at, "x") for at in range(9, 10_000))) + one_list(1),
        definition(level(0, "x%1" * 20, "upperRoman", start=3888)) + one_list(1),
        definition(level(0, "%1", "lowerLetter", start=32_767)) + one_list(1),
        definition(level(0, "%1", "lowerRoman", start="9" * 100_000)) + one_list(1),
    ],
)
def test_lists_that_make_no_sense_or_too_much_give_no_numbers(numbering: str) -> None:
    assert texts(item("a") + item("b"), numbering=numbering) == ["a", "b"]


@pytest.mark.parametrize(("before", "expected"), [(MOST_LISTS - 1, "1. a"), (MOST_LISTS, "a")])
def test_so_many_lists_are_known(before: int, expected: str) -> None:
    others = "".join(f"<w:num w:numId='x{number}'/>" for number in range(before))
    assert texts(item("a"), numbering=definition(level(0)) + others + one_list(1)) == [expected]


@pytest.mark.parametrize("at", ["9", "-1", "x", "", "100000"])
def test_a_level_that_word_has_not_gives_no_number(at: str) -> None:
    assert texts(item("a", at), numbering=PARAGRAPHS) == ["a"]
