"""The guide to languages is up to date with the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.language.languages import NAMES
from docs import generate_languages

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "languages.md").read_text(encoding="utf-8")


def test_the_table_is_what_its_generator_makes() -> None:
    assert generate_languages.page(GUIDE) == GUIDE, "run: python docs/generate_languages.py"


def test_every_language_has_a_row_and_is_identified() -> None:
    rows = [line.split(" | ") for line in generate_languages.table().splitlines()[2:]]
    assert len(rows) == len(NAMES) == 78
    assert not [row for row in rows if "no" in row]


def test_a_page_without_a_place_for_the_table_is_refused() -> None:
    with pytest.raises(SystemExit, match="no place for the table"):
        generate_languages.page("# Languages\n")
