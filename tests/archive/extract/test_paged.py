"""Pages are laid out one after another, and a paragraph that runs on over a page reads on."""

from __future__ import annotations

import pytest

from archive.extract.paged import laid_out_by_page, runs_on


@pytest.mark.parametrize(
    ("before", "after", "goes_on"),
    [
        ("", "a", False),
        ("the keeper of", "the lock", True),
        ("the lock.", "then", False),
        ("the lock", "The", False),
        ("水库的", "管理处", True),
        ("水库。", "管理处", False),
        ("水库的", "Lake", False),
        ("the reser-", "voir", True),
        ("السد", "الأول", False),
        ("2021", "12", False),
        ("as follows:", "a", False),
    ],
)
def test_a_paragraph_runs_on_in_lower_case_or_without_blanks(before: str, after: str, goes_on: bool) -> None:
    assert runs_on(before, after) == goes_on


def test_passages_stand_where_their_pages_are() -> None:
    text, passages = laid_out_by_page([("p. 1", ["One", " ", "two of"]), ("p. 2", []), ("p. 3", ["them", "e\u0301"])])
    assert text == "One\n\ntwo of\nthem\n\né\n"
    assert [(text[one.start : one.end], one.locator) for one in passages] == [
        ("One", "p. 1"), ("two of", "p. 1"), ("them", "p. 3"), ("é", "p. 3"),
    ]  # fmt: skip
