"""The guide to languages is up to date with the code."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from archive.language.languages import NAMES

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "languages.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_languages", DOCS / "generate_languages.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_the_table_is_what_its_generator_makes(generator: ModuleType) -> None:
    assert generator.page(GUIDE) == GUIDE, "run: python docs/generate_languages.py"


def test_every_language_has_a_row_and_is_identified(generator: ModuleType) -> None:
    rows = [line.split(" | ") for line in generator.table().splitlines()[2:]]
    assert len(rows) == len(NAMES) == 78
    assert not [row for row in rows if "no" in row]


def test_a_page_without_a_place_for_the_table_is_refused(generator: ModuleType) -> None:
    with pytest.raises(SystemExit, match="no place for the table"):
        generator.page("# Languages\n")
