"""What programs write into a file's properties by themselves is nobody's title and nobody's name."""

from __future__ import annotations

import pytest

from archive.extract.declaring import properties, values


@pytest.mark.parametrize(
    ("field", "written", "expected"),
    [
        ("title", "  Su\n reyestrləri ", ["Su reyestrləri"]),
        ("title", "e\u0301", ["é"]),
        ("title", " ", []),
        ("tag", "su, arxiv；水، ماء ;", ["su", "arxiv", "水", "ماء"]),
        ("created", "2021-04-09T10:00:00Z", ["2021-04-09"]),
        ("date", "2021-04-09", ["2021-04-09"]),
        ("date", "2021-04", ["2021-04"]),
        ("date", "9 April 2021", ["9 April 2021"]),
        ("title", "2021-04-09T10:00:00Z", ["2021-04-09T10:00:00Z"]),
    ],
)
def test_a_value_has_the_form_of_its_field(field: str, written: str, expected: list[str]) -> None:
    assert [one.value for one in values(field, written, "x")] == expected


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Microsoft Word - letter.doc"), ("title", "Document1"), ("title", "untitled"),
        ("title", "Документ 1"),
        ("title", "letter_final2.docx"), ("title", "无标题"), ("title", "http://example.org/"),
        ("creator", "user"), ("creator", "Microsoft Office User"), ("creator", "HP Inc."), ("creator", "python-docx"),
        ("creator", "Windows User"), ("creator", "Registered User 7"), ("creator", "raliyeva"), ("url", "x.html"),
    ],
)  # fmt: skip
def test_what_nobody_meant_is_not_declared(field: str, value: str) -> None:
    assert list(properties(field, value, "docProps/core.xml")) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Su reyestrləri"), ("title", "Documents of 1901"), ("title", "档案"), ("creator", "Rəna Əliyeva"),
        ("creator", "Rena Aliyeva"), ("creator", "王芳"), ("creator", "أرشيف"), ("source", "user"),
        ("url", "https://example.org/"), ("created", "2021-04-09"),
    ],
)  # fmt: skip
def test_what_somebody_can_have_meant_is_declared(field: str, value: str) -> None:
    assert [one.value for one in properties(field, value, "docProps/core.xml")] == [value]
