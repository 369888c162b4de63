"""Spooling: paths inside a file become labels that lead nowhere; copies stay within limits."""

from __future__ import annotations

import io
import os
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ExtractionFailed
from archive.extract import Part
from archive.sandbox.limits import USUAL
from archive.sandbox.spool import LONGEST_NAME, LONGEST_PATH, Spooling, inner_path, leave_inside


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("a.txt", "a.txt"), ("./a/./b.txt", "a/b.txt"), ("a//b.txt", "a/b.txt"), ("a\\b.txt", "a/b.txt"),
        ("cafe\u0301.txt", "café.txt"), ("...", "..."), ("a..b", "a..b"), ("caf\udce9", "caf\udce9"),
        ("x" * 300 + ".txt", "x" * 251 + ".txt"), ("ж" * 200 + ".pdf", "ж" * 125 + ".pdf"),
        ("x" * 300 + "." + "y" * 30, "x" * 255),
    ],
)  # fmt: skip
def test_a_path_becomes_a_label(name: str, path: str) -> None:
    assert inner_path(name) == path


@given(st.text())
def test_a_label_leads_nowhere_is_no_longer_than_allowed_and_stays_as_it_is(name: str) -> None:
    try:
        path = inner_path(name)
    except ExtractionFailed:
        return
    names = path.split("/")
    assert not {"", ".", ".."} & set(names)
    assert len(path) <= LONGEST_PATH
    assert all(len(os.fsencode(one.encode("utf-8", "replace").decode())) <= LONGEST_NAME for one in names)
    assert unicodedata.is_normalized("NFC", path)
    assert inner_path(path) == path


def part(content: bytes) -> Part:
    return Part(path="a", kind="member", open=lambda: io.BytesIO(content))


def test_copies_stay_within_the_limits_of_one_and_of_all(tmp_path: Path) -> None:
    spool = Spooling(tmp_path / "1", replace(USUAL, part=5, parts_size=12))
    found = spool(tuple(part(b"x" * size) for size in (5, 6, 5, 3, 2, 1)))
    assert [(one.file, one.size, one.code) for one in found] == [
        ("000000", 5, None), ("", 0, "limit"), ("000002", 5, None), ("", 0, "limit"), ("000004", 2, None),
        ("", 0, "limit"),
    ]  # fmt: skip
    assert sorted(path.name for path in (tmp_path / "1").iterdir()) == ["000000", "000002", "000004"]


@pytest.mark.parametrize(("number", "fits"), [(3, True), (4, False)])
def test_more_parts_than_allowed_are_refused_together(tmp_path: Path, number: int, fits: bool) -> None:
    spool = Spooling(tmp_path / "1", replace(USUAL, parts=3))
    parts = (part(b"x"),) * number
    if fits:
        assert len(spool(parts)) == number
    else:
        with pytest.raises(ExtractionFailed, match="4 files, and 3 are the most") as failed:
            spool(parts)
        assert failed.value.code == "limit"


def test_a_file_without_parts_leaves_no_folder(tmp_path: Path) -> None:
    assert Spooling(tmp_path / "1", USUAL)(()) == ()
    assert leave_inside(()) == ()
    assert list(tmp_path.iterdir()) == []
