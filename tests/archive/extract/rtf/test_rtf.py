"""RTF gives the text that a word processor shows, in whichever character sets its fonts are, and where it stands."""

from __future__ import annotations

import time

import pytest

from archive.errors import ExtractionFailed
from archive.extract import Extraction, Wishes
from archive.extract.rtf import RtfExtractor

FONTS = (
    rb"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204{\*\fname Arial;}Arial CYR;}{\f2\fcharset178 Arial AR;}"
    rb"{\f3\fcharset134 \'cb\'ce;}{\f4\fcharset162 A TUR;}{\f5\fcharset128 MS;}{\f6\fcharset2 Symbol;}{\f7\cpg1253 G;}}"
)


def extracted(body: bytes, head: bytes = rb"\ansi\ansicpg1252\deff0", wishes: Wishes | None = None) -> Extraction:
    return RtfExtractor().extract(b"{\\rtf1" + head + FONTS + body + b"}", wishes or Wishes())


def read(body: bytes) -> list[tuple[str, str]]:
    extraction = extracted(body)
    return [(extraction.text[one.start : one.end], one.locator) for one in extraction.passages]


def texts(body: bytes) -> list[str]:
    return [text for text, _ in read(body)]


def coded(text: str, charset: str) -> bytes:
    return b"".join(b"\\'%02x" % byte for byte in text.encode(charset))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (rb"", []),
        (rb"\pard plain\par", ["plain"]),
        (rb"one\par\par two \par", ["one", "two"]),
        (b"one\\\ntwo\\\r\nthree", ["one", "two", "three"]),
        (b"lin\r\ne en\nds are nothing", ["line ends are nothing"]),
        (rb"{\b un}{\i believ}able", ["unbelievable"]),
        (rb"\f1 " + coded("Привет", "cp1251") + rb"\f0  na\'efve", ["Привет naïve"]),
        (rb"\f2 " + coded("سجلات", "cp1256"), ["سجلات"]),
        (rb"\f3 " + coded("水坝镕", "gb18030"), ["水坝镕"]),
        (rb"\f3 " + "水坝镕".encode("gb18030"), ["水坝镕"]),
        (rb"\f4 " + coded("Şığ İ", "cp1254"), ["Şığ İ"]),
        (rb"\f5 " + coded("表示", "cp932"), ["表示"]),
        (rb"\f5 \'95\\", ["表"]),
        (rb"\f7 " + coded("αβ", "cp1253"), ["αβ"]),
        (rb"\f6 \'b7\f0 item", ["item"]),
        (rb"{\f1 \'cf}\'ef \plain\'ef", ["Пï ï"]),
        (rb"\u399?\u601\'65\u351?", ["Əəş".replace("Ə", "\u018f")]),
        (rb"\uc2\u27700 ab\u22365\'cb\'aec", ["水坝c"]),
        (rb"\uc0\u27700\u22365 c", ["水坝c"]),
        (rb"\u27700{\b x}", ["水x"]),
        (rb"\u-10179?\u-8704?", ["\U0001f600"]),
        (rb"\u-10179? alone", ["\ufffd alone"]),
        (rb"e\u769?", ["é"]),
        (rb"\u-3913?bullet", ["bullet"]),
        (rb"\lquote a\rquote\ldblquote b\rdblquote\endash\emdash\bullet", ["‘a’“b”–—•"]),
        (rb"a\tab b\line c\~d\_e\-f\{g\}\\", ["a\tb\nc d\u2011e\xadf{g}\\"]),
        (rb"{\field{\*\fldinst{HYPERLINK x}}{\fldrslt link}} after", ["link after"]),
        (rb"a{\*\unknown secret}b{\pict\pngblip 8950}c{\*\shppict{\pict 01}}{\nonshppict{\pict 02}}d", ["abcd"]),
        (b"a{\\pict\\bin7 }}{{\\}{}b", ["ab"]),
        (rb"{\stylesheet{\s1 heading;}}{\colortbl;\red0;}a", ["a"]),
        (rb"{\listtext\'b7\tab}item{\pntext 1.\tab}\par", ["item"]),
        (rb"a{\deleted gone}{\revised new}\deleted x\deleted0 y", ["anewy"]),
        (rb"a{\v hidden}b\v c\plain d", ["abd"]),
        (rb"{\upr{ansi}{\*\ud unicode \u27700?}} x", ["unicode 水 x"]),
    ],
)  # fmt: skip
def test_text_reads_as_it_is_shown(body: bytes, expected: list[str]) -> None:
    assert texts(body) == expected


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (rb"\ansi\ansicpg1251", rb"\'cf", "П"),
        (rb"\mac", rb"\'8e", "é"),
        (rb"\pc", rb"\'82", "é"),
        (rb"\ansi\ansicpg936", rb"\f9 \'cb\'ae", "水"),
        (rb"\ansi\ansicpg99999", rb"\'e9", "é"),
        (rb"", rb"\'e9", "é"),
    ],
)
def test_bytes_without_a_font_are_in_the_character_set_of_the_file(head: bytes, body: bytes, text: str) -> None:
    assert extracted(body, head).text == text + "\n"


def test_a_character_set_that_a_person_names_overrules_those_of_the_fonts() -> None:
    assert extracted(coded("Привет", "cp1251")).text == "Ïðèâåò\n"
    assert extracted(coded("Привет", "cp1251"), wishes=Wishes(encoding="cp1251")).text == "Привет\n"


def test_rows_of_tables_are_passages() -> None:
    rows = rb"\trowd\cellx9\cellx18\pard\intbl a\cell b\cell\row\trowd\cellx9\cellx18\pard\intbl c\par d\cell\cell\row"
    assert read(rb"before\par" + rows + rb"\pard after\par\trowd x\cell y\cell\row\pard z") == [
        ("before", "para. 1"),
        ("a\tb", "table 1, row 1"),
        ("c", "table 1, row 2, para. 1"),
        ("d", "table 1, row 2, para. 2"),
        ("after", "para. 2"),
        ("x\ty", "table 2, row 1"),
        ("z", "para. 3"),
    ]


def test_notes_come_after_the_body_and_text_boxes_after_their_paragraph() -> None:
    box = rb"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt boxed\par}}{\shprslt{\*\do old}}}"
    body = (
        rb"One{\footnote\pard {\super\chftn} first\par more} word{\footnote\ftnalt at the end}"
        + box
        + rb" goes on\par Two"
    )
    assert read(body) == [
        ("One word goes on", "para. 1"),
        ("boxed", "para. 2"),
        ("Two", "para. 3"),
        ("first", "footnote 1, para. 1"),
        ("more", "footnote 1, para. 2"),
        ("at the end", "endnote 1"),
    ]


def test_a_note_inside_a_table_leaves_the_table_open() -> None:
    assert read(rb"\trowd\pard\intbl a{\footnote\pard note\par}b\cell c\cell\row\pard end") == [
        ("ab\tc", "table 1, row 1"),
        ("end", "para. 1"),
        ("note", "footnote 1"),
    ]


def test_running_heads_comments_deletions_and_hidden_text_are_named() -> None:
    body = rb"{\header\pard Head\par}{\footerf Foot}text{\*\atnid X}{\*\annotation right?}{\deleted gone}{\v hidden}"
    assert extracted(body).left_out == ("Head", "Foot", "right?", "gone", "hidden")


def test_the_properties_are_declared() -> None:
    info = rb"{\info{\title \u27700?\'e9}{\author A B}{\operator nobody}{\keywords su; arxiv}{\*\company X}"
    info += rb"{\creatim\yr2021\mo4\dy9\hr10}{\revtim\yr2021\mo13}{\title{\upr{?}{\*\ud \u22365?}}}{\doccomm c}}"
    assert [(one.field, one.value, one.place) for one in extracted(info + b"text").declared] == [
        ("title", "水é坝", r"\info\title"),
        ("creator", "A B", r"\info\author"),
        ("tag", "su", r"\info\keywords"),
        ("tag", "arxiv", r"\info\keywords"),
        ("created", "2021-04-09", r"\info\creatim"),
    ]
    assert extracted(info + b"text").text == "text\n"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "damaged"),
        (b"{\\rtf1 cut", "damaged"),
        (b"{\\rtf1{\\b cut}", "damaged"),
        (b"{\\rt", "damaged"),
        (b"{\\rtf1" + b"{" * 1001, "too-deep"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_code(content: bytes, code: str) -> None:
    with pytest.raises(ExtractionFailed) as refused:
        RtfExtractor().extract(content)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "body", [b"\\bin99999999999 x}", b"\\bin-5 x}", b"\\u99999999999x}", b"\\uc99\\u1 x}", b"}}}{x}}"]
)
def test_numbers_and_groups_out_of_bounds_do_no_harm(body: bytes) -> None:
    try:
        RtfExtractor().extract(b"{\\rtf1 " + body)
    except ExtractionFailed as failed:
        assert failed.code == "damaged"  # noqa: PT017 (a failure is one of the two answers)


def test_megabytes_of_pictures_and_groups_cost_seconds_at_most() -> None:
    started = time.process_time()
    extracted(rb"{\pict " + b"89504e470d0a\n" * 30_000 + b"}" + b"{\\b x}" * 30_000)
    assert time.process_time() - started < 10
