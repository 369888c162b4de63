from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.bag.contents import is_place
from archive.bag.names import LONGEST, decoded, encoded, safe_name

ID = "m0123456789ab"


@pytest.mark.parametrize(
    ("filename", "expected"),
    [
        ("letter.txt", f"{ID}-letter.txt"),
        ("地雷 (1).txt", f"{ID}-地雷_(1).txt"),
        ("CON", f"{ID}-CON"),
        ("50%.txt", f"{ID}-50.txt"),
        ("a\nb\r\n.txt", f"{ID}-a_b.txt"),
        ("gpj.\u202etxt", f"{ID}-gpj._txt"),
        ("..", ID),
        ("", ID),
        ("a/b\\c:d*e?f\"g<h>i|j", f"{ID}-a_b_c_d_e_f_g_h_i_j"),
        ("e\u0301.txt", f"{ID}-é.txt"),
        ("\udcff\udcfe.bin", f"{ID}-bin"),
        ("trailing. ", f"{ID}-trailing"),
        ("-rf", f"{ID}-rf"),
        ("$(reboot)`x`;&", f"{ID}-(reboot)_x"),
    ],
)
def test_a_name_is_made_safe_and_stays_readable(filename: str, expected: str) -> None:
    assert safe_name(ID, filename) == expected


def test_a_long_name_keeps_its_ending_and_whole_characters() -> None:
    name = safe_name(ID, "地" * 200 + ".html").removeprefix(f"{ID}-")
    assert name == "地" * 31 + ".html"
    assert len(safe_name(ID, "a" * LONGEST)) == len(ID) + 1 + LONGEST
    assert len(safe_name(ID, "a" * (LONGEST + 1))) == len(ID) + 1 + LONGEST
    assert safe_name(ID, "a." + "b" * 300).endswith("b")


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_name_is_one_visible_component_that_needs_no_encoding(filename: str) -> None:
    name = safe_name(ID, filename)
    assert name.startswith(ID)
    assert len(name.encode()) <= len(ID) + 1 + LONGEST
    assert not set(name) & set("/\\:*?\"<>|%\r\n\t\0 ")
    assert all(unicodedata.category(one)[0] not in "CZ" for one in name)
    assert name[-1] not in ". "
    assert encoded(name) == name
    assert is_place(f"originals/{name}")


@given(st.text(max_size=40))
def test_a_path_in_a_manifest_reads_back_as_it_was_and_stays_on_its_line(path: str) -> None:
    assert decoded(encoded(path)) == path
    assert not set(encoded(path)) & set("\r\n")


@pytest.mark.parametrize(
    ("path", "written"), [("a%b", "a%25b"), ("a\nb", "a%0Ab"), ("a\rb", "a%0Db"), ("%0A", "%250A")]
)
def test_what_a_manifest_cannot_hold_is_percent_encoded(path: str, written: str) -> None:
    assert encoded(path) == written


def test_other_percent_signs_in_a_manifest_are_left_alone() -> None:
    assert decoded("100%a%0d%41") == "100%a\r%41"


@pytest.mark.parametrize(
    "path",
    ["originals/../x", f"originals/{ID}-a/b", "originals/x.txt", "bag/bagit.txt", f"texts/{ID}.html", ""],
)
def test_a_bundle_has_no_other_places(path: str) -> None:
    assert not is_place(path)
