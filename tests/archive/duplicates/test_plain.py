"""Copies of a text have one plain form, whatever layout they stand in; other texts have another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.duplicates.plain import normalised_digest, plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A notice of the harbour", "A notice\r\nof the\n\n harbour\t"),
        ("A NOTICE", "a notice"),
        ("information", "infor-\nmation"),
        ("information", "infor\u00ad\nmation"),
        ("note–verbale", "note - verbale"),
        ("ＡＢＣ１２３", "abc123"),
        ("地雷 行动", "地\n雷行动"),
        ("ﬁre", "fire"),
        ("Straße", "STRASSE"),
        ("Ιησούς", "ΙΗΣΟΎΣ"),
        ("ré", "re\u0301"),
        ("می\u200cخواهیم", "میخواهیم"),
        ("\ufeffnote", "note"),
        ("①", "1"),
    ],
)
def test_layout_case_and_width_do_not_matter(one: str, other: str) -> None:
    assert plain(one) == plain(other)
    assert normalised_digest(one) == normalised_digest(other)


@pytest.mark.parametrize(
    ("one", "other"), [("note", "notes"), ("1.5", "15"), ("ré", "re"), ("5 > 3", "5 < 3"), ("−5", "5"), ("a", "а")]
)
def test_what_reads_otherwise_is_another_text(one: str, other: str) -> None:
    assert normalised_digest(one) != normalised_digest(other)


@given(st.text(max_size=30))
def test_the_plain_form_of_a_plain_form_is_itself_and_has_no_white_space(text: str) -> None:
    form = plain(text)
    assert plain(form) == form
    assert "".join(form.split()) == form


words = st.lists(st.text(alphabet="aé地Б1", max_size=5), max_size=6)


@given(words, st.sampled_from([" ", "\n", "\r\n\t", "-\n", "\u3000"]))
def test_white_space_may_stand_anywhere(parts: list[str], between: str) -> None:
    assert normalised_digest(between.join(parts)) == normalised_digest("".join(parts))


def test_what_is_no_text_has_no_digest() -> None:
    with pytest.raises(UnicodeEncodeError):
        normalised_digest("a\ud800")
