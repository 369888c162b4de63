"""The guide to formats is up to date with the extractors."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from archive.extract import extractors

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "formats-in.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_formats", DOCS / "generate_formats.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_the_table_is_what_its_generator_makes(generator: ModuleType) -> None:
    assert generator.page(GUIDE) == GUIDE, "run: python docs/generate_formats.py"


def test_every_format_has_a_row_with_its_suffixes_and_its_reader(generator: ModuleType) -> None:
    for row in generator.rows():
        assert all((row.name, row.media_types, row.suffixes, row.library)), row.name
        assert not any("|" in cell or "\n" in cell for cell in generator.cells(row))


def test_no_media_type_has_two_extractors() -> None:
    claimed = [media_type for extractor in extractors() for row in extractor.formats for media_type in row.media_types]
    assert len(claimed) == len(set(claimed))


def test_a_page_without_a_place_for_the_table_is_refused(generator: ModuleType) -> None:
    with pytest.raises(SystemExit, match="no place for the table"):
        generator.page("# Formats\n")
