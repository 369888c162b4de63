"""The guide to formats is up to date with the extractors."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.extract import extractors
from docs import generate_formats

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "formats-in.md").read_text(encoding="utf-8")


def test_the_table_is_what_its_generator_makes() -> None:
    assert generate_formats.page(GUIDE) == GUIDE, "run: python docs/generate_formats.py"


def test_every_format_has_a_row_with_its_suffixes_and_its_reader() -> None:
    for row in generate_formats.rows():
        assert all((row.name, row.media_types, row.suffixes, row.library)), row.name
        assert not any("|" in cell or "\n" in cell for cell in generate_formats.cells(row))


def test_no_media_type_has_two_extractors() -> None:
    claimed = [media_type for extractor in extractors() for row in extractor.formats for media_type in row.media_types]
    assert len(claimed) == len(set(claimed))


def test_a_page_without_a_place_for_the_table_is_refused() -> None:
    with pytest.raises(SystemExit, match="no place for the table"):
        generate_formats.page("# Formats\n")
