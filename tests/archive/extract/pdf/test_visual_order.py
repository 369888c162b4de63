"""What stands on a line from left to right is put in the order in which it is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extract.pdf.visual_order import Glyph, in_reading_order, runs_left, with_brackets_set_right


def glyphs(visual: str) -> list[Glyph]:
    return [Glyph(text=sign, left=at, right=at + 1, base=0) for at, sign in enumerate(visual)]


def read(visual: str, *, leftward: bool) -> str:
    return "".join(glyph.text for glyph in in_reading_order(glyphs(visual), leftward=leftward))


@pytest.mark.parametrize(
    ("visual", "logical"),
    [
        ("", ""),
        ("םולש", "שלום"),
        ("םלוע ,םולש", "שלום, עולם"),
        (".1998 תנש", "שנת 1998."),
        ("12 דומע", "עמוד 12"),
        ("1,234.50 ריחמ", "מחיר 1,234.50"),
        ("25% םיזוחא", "אחוזים 25%"),
        ("$25 ריחמ", "מחיר $25"),
        ("7–5 םידומע", "עמודים 5–7"),
        ("עצמאב Archive Office הלימה", "המילה Archive Office באמצע"),
        ("עצמאב COVID-19 הלימה", "המילה COVID-19 באמצע"),
        ("תנש NATO (OTAN) לש", "של NATO (OTAN) שנת"),
        ("ביבא לת :https://a.example/b?c=1", "https://a.example/b?c=1: תל אביב"),
        ("3/2 קלח", "חלק 3/2"),
    ],
)
def test_a_line_of_hebrew_is_read_from_the_right_with_numbers_and_foreign_words_as_they_are(
    visual: str, logical: str
) -> None:
    assert read(visual, leftward=True) == logical


@pytest.mark.parametrize(
    ("visual", "logical"),
    [
        ("ةحفص 25 هيف", "فيه 25 صفحة"),
        ("7-5 نم", "من 5-7"),  # after Arabic letters a hyphen parts numbers, and the first stands right
        ("%25 ةبسن", "نسبة 25%"),
        ("3/2 قحلملا", "الملحق 3/2"),
        ("۱۲/۳ شهوژپ", "پژوهش ۱۲/۳"),
        ("1998 ةنس Geneva يف", "في Geneva سنة 1998"),
    ],
)
def test_a_line_of_arabic_is_read_from_the_right_by_the_rules_for_its_numbers(visual: str, logical: str) -> None:
    assert read(visual, leftward=True) == logical


@pytest.mark.parametrize(
    ("visual", "logical"),
    [
        ("plain (text) 12", "plain (text) 12"),
        ("In Arabic: ميدق باتك and so on.", "In Arabic: كتاب قديم and so on."),
        ("the word (םולש), then םלוע", "the word (שלום), then עולם"),
        ("12 םירפס 7 has 3", "12 ספרים 7 has 3"),
        ("from ךרכ 3 קלח on", "from חלק 3 כרך on"),
    ],
)
def test_in_a_line_that_runs_right_only_the_stretches_that_run_left_are_turned(visual: str, logical: str) -> None:
    assert read(visual, leftward=False) == logical


@pytest.mark.parametrize(
    ("text", "page_runs_left", "leftward"),
    [
        ("", False, False), ("", True, True), ("12 – 3", True, True), ("plain", True, False), ("שלום", False, True),
        ("שלום a", False, True), ("אבגד abcdefghijklmnop", False, False), ("אבגד abcdefghijklmnop", True, False),
        ("אבגד abcdefghijklmno", True, True), ("אב ab", False, False), ("אב ab", True, True),
    ],
)  # fmt: skip
def test_the_way_of_a_line_is_that_of_its_letters_and_of_its_page(
    text: str, page_runs_left: bool, leftward: bool
) -> None:
    assert runs_left(text, page_runs_left=page_runs_left) == leftward


@given(st.text("abz 019.,-/%()אבג ابت٠١ ְ"), st.booleans())
def test_no_sign_is_lost_or_made_up_and_numbers_keep_their_digits_in_order(visual: str, leftward: bool) -> None:
    logical = read(visual, leftward=leftward)
    assert sorted(logical) == sorted(visual)
    if visual.isdigit() and len({character < "\u0100" for character in visual}) == 1:
        assert logical == visual


@given(st.text("abz 019.,-/%()"))
def test_a_line_without_letters_that_run_left_stays_as_it_is(visual: str) -> None:
    assert read(visual, leftward=False) == visual


@given(st.text("אבג ,.()"))
def test_a_line_with_none_but_letters_that_run_left_is_turned_whole(visual: str) -> None:
    assert read(visual, leftward=True) == visual[::-1]


def test_brackets_are_set_right_by_what_pairs_up_on_the_page() -> None:
    def right(*lines: str) -> list[str]:
        read = [in_reading_order(glyphs(line), leftward=True) for line in lines]
        return ["".join(glyph.text for glyph in line) for line in with_brackets_set_right(read)]

    assert right("(ב) א") == ["א (ב)"]  # a program that notes what is printed
    assert right(")ב( א") == ["א (ב)"]  # one that notes what was typed
    assert right(")ב( א", "»ג«", ")ד") == ["א (ב)", "«ג»", "ד)"]
    assert right("(ב) א", "«ג»", "(ד") == ["א (ב)", "«ג»", "ד)"]
    assert right("ב) א", "ד (ג") == ["א (ב", "ג) ד"]  # a pair that is parted by the line's end
