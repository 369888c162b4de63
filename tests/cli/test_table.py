"""Tables: aligned by the columns of a terminal, and no wider than it where that can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.direction import PDI, RLI
from cli.table import CUT, Column, cut, table
from cli.terminal import columns

PLAIN = (Column(heading="ID"), Column(heading="Source", least=4, spare=True), Column(heading="Title", least=6))
ROWS = (("m1", "人权理事会", "普通照会"), ("m22", "Trend", "Landmine victims, a long title"))


def test_cells_of_wide_characters_stand_under_each_other() -> None:
    assert table(PLAIN, ROWS, width=None) == (
        "ID   Source      Title\n"
        "m1   人权理事会  普通照会\n"
        "m22  Trend       Landmine victims, a long title"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (47, "m22  Trend       Landmine victims, a long title"),
        (46, "m22  Trend       Landmine victims, a long tit…"),
        (27, "m22  Trend       Landmine…"),
        (26, "m22  Trend      Landmine…"),
        (18, "m22  Trend  Landm…"),
        (17, "m22  Tre…  Landm…"),
        (16, "m22  Landmine v…"),
        (11, "m22  Landm…"),
        (3, "m22  Landm…"),
    ],
)
def test_the_widest_column_gives_way_first_and_a_spare_one_goes_when_too_little_is_left(width: int, line: str) -> None:
    assert table(PLAIN, ROWS, width=width).splitlines()[2] == line


def test_a_table_without_rows_is_its_heading() -> None:
    assert table(PLAIN, [], width=80) == "ID  Source  Title"


@given(st.text(max_size=30), st.integers(1, 40))
def test_a_cut_text_has_its_width_at_most_and_begins_as_the_text_does(text: str, width: int) -> None:
    shown = cut(text, width)
    assert columns(shown) <= width
    assert shown == text or text.startswith(shown[:-1])


@pytest.mark.parametrize(
    ("text", "shown"),
    [("地雷除去", "地雷…"), ("mines", "mines"), ("mines!", "mine…"), ("e\u0301" * 9, "e\u0301" * 4 + "…")],
)
def test_a_text_is_cut_between_characters_not_inside_them(text: str, shown: str) -> None:
    assert cut(text, 5) == shown


CLUSTERS = ["क्षि", "की", "กำ", "น้ำ", "မာ", "ស្រុ", "بِّ", "👨\u200d👩\u200d👧", "🇦🇿", "e\u0301", "1️⃣"]


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_no_letter_is_cut_from_its_marks(cluster: str) -> None:
    text = cluster * 20
    for width in range(2, columns(text)):
        shown = cut(text, width)
        assert shown.endswith(CUT)
        assert shown[:-1] == cluster * shown.count(cluster)
        assert columns(shown) <= width < columns(shown) + columns(cluster)


@pytest.mark.parametrize(("width", "cell"), [(17, "שלום עולם 2021"), (16, "שלום עולם 20…"), (8, "שלום…")])
def test_a_cell_from_right_to_left_is_isolated_with_the_mark_of_its_cut(width: int, cell: str) -> None:
    two = (Column(heading="N"), Column(heading="T", least=2))
    heading, row = table(two, [("1", "שלום עולם 2021")], width=width).splitlines()
    assert (heading, row) == ("N  T", f"1  {RLI}{cell}{PDI}")


def test_a_cut_cell_keeps_the_direction_of_the_whole() -> None:
    assert table((Column(heading="T", least=2),), [("ANAMA, שלום עולם",)], width=6).splitlines() == [
        "T", f"{RLI}ANAMA…{PDI}",
    ]  # fmt: skip
