"""Clusters: a letter with its marks and subscripts is one, whatever unseen stands in it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis.clusters import clusters, placed_clusters, squeezed
from index.analysis.tokenize import runs
from tests.index.analysis.texts import any_text

CASES = [
    ("น้ำ", ["น้ำ"]), ("น้ํา", ["น้ํา"]), ("นํ้า", ["นํ้า"]), ("กา", ["ก", "า"]), ("เก็บ", ["เ", "ก็", "บ"]),
    ("เเม่", ["เเ", "ม่"]), ("เแ", ["เ", "แ"]),
    ("ກຳ", ["ກຳ"]), ("ນ້ຳ", ["ນ້ຳ"]), ("ນໍ້າ", ["ນໍ້າ"]), ("ເເມ່", ["ເເ", "ມ່"]), ("ຫຼວງ", ["ຫຼ", "ວ", "ງ"]),
    ("ខ្ញុំ", ["ខ្ញុំ"]), ("ស្ត្រី", ["ស្ត្រី"]), ("ភាសា", ["ភា", "សា"]),
    ("မြန်မာ", ["မြ", "န်", "မာ"]), ("ကျွန်ုပ်", ["ကျွ", "န်ု", "ပ်"]), ("သတ္တဝါ", ["သ", "တ္တ", "ဝါ"]),
    ("ทุ่น\n  ระ\u200bเบิด", ["ทุ่", "น", "ร", "ะ", "เ", "บิ", "ด"]), ("ខ្\u200bញុំ", ["ខ្ញុំ"]), ("น\u200b้\u200bำ", ["น้ำ"]),
]  # fmt: skip


@pytest.mark.parametrize(("run", "expected"), CASES)
def test_the_clusters_of(run: str, expected: list[str]) -> None:
    assert clusters(run) == expected


@given(any_text)
@example("นํ\u200b้า เ\nเก ខ្\u200bញុំ")
def test_clusters_stand_in_the_run_where_they_are_said_to_and_are_all_of_it(text: str) -> None:
    for _, run in runs(text):
        placed = list(placed_clusters(run))
        assert [cluster for cluster, _, _ in placed] == clusters(run)
        assert [squeezed(run[start:end]) for _, start, end in placed] == clusters(run)
        assert "".join(clusters(run)) == squeezed(run)


@given(st.lists(st.sampled_from(["ทุ่", "น", "เ", "กำ", "ຫຼ", "ນ້ຳ", "ខ្ញុំ", "ភា", "ကျွ", "တ္တ"]), min_size=1))
def test_a_run_put_together_from_clusters_falls_into_them_again(parts: list[str]) -> None:
    run = "".join(parts)
    if "เเ" not in run:
        assert clusters(run) == parts
