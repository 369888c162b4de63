"""Header fields are read as people read them, however programs have written them."""

from __future__ import annotations

import time
from email.header import Header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extract.mail.header import LONGEST, day, declared, decoded, people, shown


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("", ""),
        ("plain  words", "plain words"),
        ("folded\r\n words", "folded words"),
        ("=?utf-8?q?Su_plan=C4=B1?=", "Su planı"),
        ("=?UTF-8?B?5rC05bqT?=", "水库"),
        ("=?koi8-r?b?99/E4Q==?=", "ВъдА"),
        ("=?windows-1251?Q?=C2=EE=E4=E0?=", "Вода"),
        ("=?gb2312?B?y66/4g==?=", "水库"),
        ("=?utf-8*en?q?Lake?=", "Lake"),
        ("Re: =?utf-8?q?Su?= (was: x)", "Re: Su (was: x)"),
        ("=?utf-8?q?Su?= =?utf-8?q?_plan=C4=B1?=", "Su planı"),
        ("=?utf-8?q?Su?=\r\n =?iso-8859-5?q?=B2?=", "SuВ"),
        ("=?utf-8?b?0JLQvtA=?= =?utf-8?b?tNCw?=", "Вода"),  # a letter parted between two words
        ("a =?utf-8?q?=C3=A9?= b =?utf-8?q?=C3=A8?=c", "a é b èc"),
        ("=?nonsense?q?Su=20=C4=B1?=", "Su ı"),
        ("=?utf-8?b?!!!?=", ""),
        ("=?utf-8?q?=ZZ=?=", "=ZZ="),
        ("=?utf-8?x?Su?=", "=?utf-8?x?Su?="),
        ("=?utf-8?q?unclosed", "=?utf-8?q?unclosed"),
        ("Вода".encode().decode("ascii", "surrogateescape"), "Вода"),
        ("Отключение воды в пятницу".encode("cp1251").decode("ascii", "surrogateescape"), "Отключение воды в пятницу"),
    ],
)
def test_a_field_is_decoded(field: str, text: str) -> None:
    assert decoded(field) == text


@pytest.mark.parametrize(
    "text", ["Su anbarının planı", "关于水库的会议通知", "اجتماع حول السد في الوادي", "Отключение воды 12"]
)
def test_what_python_encodes_is_decoded(text: str) -> None:
    for charset in ("utf-8", "utf-16-be"):
        assert decoded(Header(text, charset, maxlinelen=40).encode()) == text or charset != "utf-8"
    assert decoded(Header(text, "utf-8", maxlinelen=30).encode()) == text


@pytest.mark.parametrize(
    ("field", "found", "line"),
    [
        ("a@b.c", [("", "a@b.c")], "a@b.c"),
        ("Leyla <a@b.c>", [("Leyla", "a@b.c")], "Leyla <a@b.c>"),
        (
            '"Quliyeva, Leyla" <a@b.c>, d@e.f',
            [("Quliyeva, Leyla", "a@b.c"), ("", "d@e.f")],
            "Quliyeva, Leyla <a@b.c>, d@e.f",
        ),
        ("=?utf-8?q?L=2C_M?= <a@b.c>", [("L, M", "a@b.c")], "L, M <a@b.c>"),
        ("'Leyla' <a@b.c>", [("Leyla", "a@b.c")], "Leyla <a@b.c>"),
        ("a@b.c <a@b.c>", [("", "a@b.c")], "a@b.c"),
        ("undisclosed-recipients:;", [], "undisclosed-recipients:;"),
        ("", [], ""),
    ],
)
def test_people_are_told_by_names_and_addresses(field: str, found: list[tuple[str, str]], line: str) -> None:
    assert people(field) == found
    assert shown(field) == line


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("Thu, 12 Dec 2024 23:30:00 +0400", "2024-12-12"),
        ("12 Dec 24 23:30 EST", "2024-12-12"),
        ("Thu Dec 12 23:30:00 2024", "2024-12-12"),
        ("Thu, 1 Jan 1970 00:00:00 +0000", None),
        ("Mon, 1 Jan 1904 00:00:00", None),
        ("Thu, 32 Dec 2024 00:00:00", None),
        ("yesterday", None),
        ("", None),
        ("Thu, 12 Dec 99999999 00:00:00", None),
    ],
)
def test_the_day_of_a_letter_is_that_of_its_sender(field: str, written: str | None) -> None:
    assert day(field) == written


def test_what_a_header_declares_has_its_place() -> None:
    fields = [
        ("from", "L <a@b.c>, d@e.f"),
        ("DATE", "Thu, 12 Dec 2024 23:30:00 +0400"),
        ("Subject", "=?utf-8?q?Su?="),
        ("Archived-At", "<https://list.example/9>"),
        ("Archived-At", "<ftp://x>"),
        ("X-Other", "y"),
        ("Date", "never"),
    ]
    assert [(one.field, one.value, one.place) for one in declared(fields)] == [
        ("creator", "L", "header from"),
        ("creator", "d@e.f", "header from"),
        ("date", "2024-12-12", "header DATE"),
        ("title", "Su", "header Subject"),
        ("url", "https://list.example/9", "header Archived-At"),
    ]


@given(st.text(st.sampled_from("=?utf-8qbQB_ \r\n<>@,;:()\"'\\ Əا水\udce9\udcff"), max_size=60))
def test_no_field_is_too_odd_to_be_read(field: str) -> None:
    for text in (decoded(field), shown(field)):
        text.encode("utf-8")
        assert "\n" not in text
    assert isinstance(day(field), str | None)


@pytest.mark.parametrize("unit", ["=?utf-8?q?a?= ", "(", '"', "a@b.c,", "<", "=?", "\\", "a ", ";:", "=?utf-8?b?"])
def test_no_field_takes_long_however_often_it_repeats_itself(unit: str) -> None:
    field = unit * (2 * LONGEST // len(unit))
    start = time.process_time()
    for read in (decoded, shown, day):
        read(field)
    assert time.process_time() - start < 20
