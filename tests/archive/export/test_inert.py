from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from archive.export.inert import inert
from tests.archive.export.hostile import texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\r\ntwo\u2028three", "one two three"),
        ("a\x00b\x1b[31m\x7f\x9b", "ab[31m"),
        (" \x00 = ", "="),
        ("a\u202egnp.exe\u202c", "agnp.exe"),
        ("می\u200cخواهیم \u200f!", "می\u200cخواهیم \u200f!"),
        ("a\ud800", "a\ufffd"),
        ("\ufeffa\ufffe", "a"),
        ("中\u3000文", "中 文"),
    ],
)
def test_text_becomes_one_line_without_characters_that_act(text: str, expected: str) -> None:
    assert inert(text) == expected


@given(texts)
def test_inert_text_holds_no_control_character_and_no_surrogate_and_stays_as_it_is(text: str) -> None:
    done = inert(text)
    assert not [c for c in done if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}]
    assert inert(done) == done
    assert done == done.strip()
