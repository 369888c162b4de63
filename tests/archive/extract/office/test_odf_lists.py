"""Paragraphs of OpenDocument have the numbers that a reader of the document sees."""

from __future__ import annotations

import io

import odfdo
import pytest

from archive.extract import Extraction
from archive.extract.office.numbering import DEEPEST, LONGEST, MOST_LISTS
from archive.extract.office.odf import OdfExtractor
from archive.extract.office.odf_lists import DEEPEST_STYLE
from tests.archive.extract.packages import NAMESPACES, odf

LOEXT = "xmlns:loext='urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0'"


def read(content: bytes) -> list[str]:
    extraction = OdfExtractor().extract(content)
    return [extraction.text[one.start : one.end] for one in extraction.passages]


def level(at: int, numerals: str = "1", suffix: str = ".", more: str = "", inner: str = "") -> str:
    return (f"<text:list-level-style-number text:level='{at}' style:num-format='{numerals}' {more}"
            f" style:num-suffix='{suffix}'>{inner}</text:list-level-style-number>")  # fmt: skip


def list_style(levels: str, name: str = "L") -> str:
    return f"<text:list-style style:name='{name}'>{levels}</text:list-style>"


def styles(inner: str) -> str:
    return f"<office:styles {LOEXT}>{inner}</office:styles>"


def p(text: str, more: str = "") -> str:
    return f"<text:p {more}>{text}</text:p>"


def items(*inner: str, more: str = "") -> str:
    return "".join(f"<text:list-item {more}>{one}</text:list-item>" for one in inner)


def a_list(*inner: str, style: str = "L", more: str = "") -> str:
    named = f"text:style-name='{style}'" if style else ""
    return f"<text:list {named} {more}>{items(*inner)}</text:list>"


def inner_list(*inner: str) -> str:
    return a_list(*inner, style="")


LEVELS = list_style(
    level(1) + level(2, "a", ")", "style:num-prefix='('") + level(3, "i", "", "text:display-levels='3'")
    + "<text:list-level-style-bullet text:level='4' text:bullet-char='•'/>"
)  # fmt: skip


def numbered(body: str, lists: str = LEVELS) -> list[str]:
    return read(odf(body, styles=styles(lists)))


def made_by_odfdo() -> Extraction:
    document = odfdo.Document("odt")
    document.body.clear()
    document.insert_style(LEVELS, automatic=True)
    document.body.append(odfdo.Header(1, "سجلات المياه"))
    document.body.append(odfdo.Header(2, "Birinci fəsil"))
    document.body.append(odfdo.Header(2, "第二章"))
    resolution = odfdo.List(["Qərara alır", "يشدد على أهمية السجلات", "决定继续审议"], style="L")
    resolution.get_items()[1].append(odfdo.List(["ə bəndi", "二"]))
    document.body.append(resolution)
    document.body.append(odfdo.Paragraph("nömrəsiz"))
    document.body.append(odfdo.List(["yenidən"], style="L"))
    document.body.append(odfdo.Header(1, "الختام"))
    target = io.BytesIO()
    document.save(target)
    return OdfExtractor().extract(target.getvalue())


def test_what_odfdo_writes_has_the_numbers_that_libreoffice_shows() -> None:
    extraction = made_by_odfdo()
    assert [extraction.text[one.start : one.end] for one in extraction.passages] == [
        "1. سجلات المياه", "1.1. Birinci fəsil", "1.2. 第二章", "1. Qərara alır", "2. يشدد على أهمية السجلات",
        "(a) ə bəndi", "(b) 二", "3. 决定继续审议", "nömrəsiz", "1. yenidən", "2. الختام",
    ]  # fmt: skip
    assert [one.locator for one in extraction.passages] == [f"para. {number}" for number in range(1, 12)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (a_list(p("a") + p("goes on"), p("b")), ["1. a", "goes on", "2. b"]),
        (a_list(p("a") + inner_list(p("b"), p("c")), p("d") + inner_list(p("e"))),
         ["1. a", "(a) b", "(b) c", "2. d", "(a) e"]),
        (a_list(inner_list(p("a")), p("b") + inner_list(inner_list(p("c")))), ["(a) a", "2. b", "2.a.i c"]),
        (a_list(p("a") + inner_list(inner_list(inner_list(p("bullet"))))), ["1. a", "bullet"]),
        (a_list(p(""), p("b")), ["2. b"]),
        (a_list(p("a")) + a_list(p("b")), ["1. a", "1. b"]),
        (a_list(p("a")) + p("x") + a_list(p("b"), more="text:continue-numbering='true'"), ["1. a", "x", "2. b"]),
        (a_list(p("a"), more="xml:id='l1'") + a_list(p("b")) + a_list(p("c"), more="text:continue-list='l1'"),
         ["1. a", "1. b", "2. c"]),
        (a_list(p("a") + inner_list(p("b")), more="xml:id='l1'")
         + a_list(inner_list(p("c")), more="text:continue-list='l1'"), ["1. a", "(a) b", "(b) c"]),
        (a_list(p("a"), more="text:continue-list='none'"), ["1. a"]),
        ("<text:list text:style-name='L'><text:list-header>" + p("head") + "</text:list-header>" + items(p("a"))
         + items(p("b"), more="text:start-value='7'") + items(p("c")) + "</text:list>",
         ["head", "1. a", "7. b", "8. c"]),
        ("<text:list text:style-name='L'>" + items(p("a"), more="text:start-value='x'") + "</text:list>", ["1. a"]),
        (a_list("<text:h text:outline-level='1'>heading</text:h>"), ["1. heading"]),
        (a_list(p("a"), style="unknown") + inner_list(p("b")), ["a", "b"]),
        (a_list(p("one<text:note><text:note-body>" + p("note") + a_list(p("in it"))
                + "</text:note-body></text:note>"), p("two")), ["1. one", "2. two", "note", "1. in it"]),
        (a_list(p("one<draw:text-box>" + p("box") + "</draw:text-box>"), p("two")), ["1. one", "box", "2. two"]),
        ("<text:section text:display='none'>" + a_list(p("hidden")) + "</text:section>" + a_list(p("a")), ["1. a"]),
        ("<table:table><table:table-row><table:table-cell>" + a_list(p("")) + "</table:table-cell><table:table-cell>"
         + p("x") + "</table:table-cell></table:table-row></table:table>", ["1.\tx"]),
        ("<text:list-item>" + p("stray") + "</text:list-item>", ["stray"]),
    ],
)  # fmt: skip
def test_items_are_counted_as_libreoffice_counts_them(body: str, expected: list[str]) -> None:
    assert numbered(body) == expected


def test_a_paragraph_that_begins_in_a_deletion_is_not_counted() -> None:
    regions = (
        "<text:tracked-changes><text:changed-region text:id='c'><text:deletion/></text:changed-region>"
        "</text:tracked-changes>"
    )
    begin, end = (f"<text:change-{edge} text:change-id='c'/>" for edge in ("start", "end"))
    body = regions + a_list(p("one " + begin + "gone"), p("gone" + end + "joined"), p("two"))
    assert numbered(body) == ["1. one joined", "2. two"]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (level(1, "A", ")", "text:start-value='2'"), ["B) a", "C) b"]),
        (level(1, "a", ")", "text:start-value='28'"), ["ab) a", "ac) b"]),
        (level(1, "a", ")", "text:start-value='28' style:num-letter-sync='true'"), ["bb) a", "cc) b"]),
        (level(1, "I", " –"), ["I – a", "II – b"]),
        (level(1, "一, 二, 三, ...", "、",
               inner="<style:list-level-properties><style:list-level-label-alignment"
                     " text:label-followed-by='nothing'/></style:list-level-properties>"), ["一、a", "二、b"]),
        (level(1, "أ, ب, ت, ...", ")"), ["أ) a", "ب) b"]),
        (level(1, "а, б, .., аа, аб, ... (ru)", ")"), ["а) a", "б) b"]),
        (level(1, "01, 02, 03, ...", ""), ["01 a", "02 b"]),
        (level(1, "", "Art."), ["Art. a", "Art. b"]),
        (level(1, "", ""), ["a", "b"]),
        (level(1, "Native Numbering", "."), ["a", "b"]),
        (level(1, "1", ".", "loext:num-list-format='§ %1%:'"), ["§ 1: a", "§ 2: b"]),
        (level(1, "1", ".", "loext:num-list-format=''"), ["a", "b"]),
        (level(1, "1", ".", "text:start-value='0'"), ["0. a", "1. b"]),
        (level(1, "1", ".", "text:start-value='32767'"), ["32767. a", "32768. b"]),
        (level(1, "1", ".", "text:start-value='32768'"), ["a", "b"]),
        (level(1, "i", ".", "text:start-value='3999'"), ["mmmcmxcix. a", "b"]),
        (level(1, "1", ".", "text:display-levels='100000'"), ["1. a", "2. b"]),
        (level(1, "1", "x" * (LONGEST - 1)), ["1" + "x" * (LONGEST - 1) + " a", "2" + "x" * (LONGEST - 1) + " b"]),
        (level(1, "1", "x" * LONGEST), ["a", "b"]),
        (level(0) + level(DEEPEST + 1) + level(100_000), ["a", "b"]),
    ],
)  # fmt: skip
def test_a_level_is_written_as_it_says(levels: str, expected: list[str]) -> None:
    assert numbered(a_list(p("a"), p("b")), list_style(levels)) == expected


@pytest.mark.parametrize(("depth", "expected"), [(DEEPEST, "1. a"), (DEEPEST + 1, "a")])
def test_lists_in_one_another_are_numbered_to_a_depth(depth: int, expected: str) -> None:
    body = p("a")
    for _ in range(depth - 1):
        body = inner_list(body)
    lists = list_style("".join(level(at) for at in range(1, DEEPEST + 2)))
    assert numbered(a_list(body), lists) == [expected]


OUTLINE = "<text:outline-style style:name='Outline'>{}</text:outline-style>".format(
    "".join(f"<text:outline-level-style text:level='{at}' style:num-format='1' text:display-levels='{at}'/>"
            for at in (1, 2))
)  # fmt: skip


def h(text: str, at: int | str = 1, more: str = "") -> str:
    return f"<text:h text:outline-level='{at}' {more}>{text}</text:h>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (h("a") + h("b", 2) + h("c", 2) + h("d") + h("e", 2), ["1 a", "1.1 b", "1.2 c", "2 d", "2.1 e"]),
        (h("a", 2) + h("b"), ["1.1 a", "2 b"]),
        (h("a", more="text:is-list-header='true'") + h("b"), ["a", "1 b"]),
        (h("a") + h("b", more="text:restart-numbering='true' text:start-value='5'") + h("c"), ["1 a", "5 b", "6 c"]),
        (h("a") + h("b", more="text:restart-numbering='true'"), ["1 a", "1 b"]),
        (h("a", more="text:style-name='Out'") + h("b"), ["a", "1 b"]),
        (h("a", 3) + h("b", 11) + h("c", "x"), ["a", "b", "c"]),
        (p("a"), ["a"]),
    ],
)  # fmt: skip
def test_headings_have_the_numbers_of_the_outline(body: str, expected: list[str]) -> None:
    outside = "<style:style style:name='Out' style:family='paragraph' style:list-style-name=''/>"
    assert numbered(body, OUTLINE + outside) == expected


@pytest.mark.parametrize(("depth", "expected"), [(DEEPEST_STYLE, "1. a"), (DEEPEST_STYLE + 1, "a")])
def test_a_list_without_style_has_that_of_its_paragraph(depth: int, expected: str) -> None:
    named = "style:list-style-name='L'"
    chain = "".join(
        f"<style:style style:name='s{number}' style:family='paragraph' style:parent-style-name='s{number + 1}'"
        f" {named if number == depth else ''}/>"
        for number in range(1, depth + 1)
    )
    assert numbered(inner_list(p("a", "text:style-name='s1'")), LEVELS + chain) == [expected]


def test_styles_that_are_based_on_one_another_in_a_ring_end() -> None:
    ring = "".join(f"<style:style style:name='{one}' style:family='paragraph' style:parent-style-name='{other}'/>"
                   for one, other in ("ab", "ba"))  # fmt: skip
    assert numbered(inner_list(p("a", "text:style-name='a'")), ring) == ["a"]


def test_styles_of_the_content_stand_in_place_of_those_of_the_same_name() -> None:
    lists = list_style(level(1, "I") + level(2, "I"))
    body = f"</office:text></office:body><office:automatic-styles>{list_style(level(1))}</office:automatic-styles>"
    body += "<office:body><office:text>" + a_list(p("a") + inner_list(p("b")))
    assert numbered(body, lists) == ["1. a", "b"]


@pytest.mark.parametrize(("before", "expected"), [(MOST_LISTS - 1, "1. a"), (MOST_LISTS, "a")])
def test_so_many_styles_are_known(before: int, expected: str) -> None:
    others = "".join(f"<text:list-style style:name='x{number}'/>" for number in range(before))
    assert numbered(a_list(p("a")), others + LEVELS) == [expected]


def test_a_flat_file_has_the_same_numbers() -> None:
    body = f"<office:body><office:text>{a_list(p('水'), p('b'))}</office:text></office:body>"
    flat = f"<office:document {NAMESPACES}>{styles(LEVELS)}{body}</office:document>"
    assert read(flat.encode()) == ["1. 水", "2. b"]


@pytest.mark.parametrize("kind", ["presentation", "spreadsheet"])
def test_sheets_and_slides_have_no_numbers(kind: str) -> None:
    assert read(odf(a_list(p("a")), kind=kind, styles=styles(LEVELS))) == ["a"]


def test_a_list_that_is_the_whole_file_has_an_answer() -> None:
    flat = f"<text:list {NAMESPACES} text:style-name='L'>{items(p('a'))}</text:list>"
    assert read(flat.encode()) == ["a"]
