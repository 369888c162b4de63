"""Columns are called as fields or as terms of Dublin Core; a name that no field has is refused, never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import InvalidValue
from archive.fields import FIELDS
from archive.sidecar.columns import DUBLIN_CORE, FILE, OTHER_NAMES, field_of

PAGE = Path(__file__).parents[3] / "docs" / "metadata.md"


@pytest.mark.parametrize("name", [*FIELDS, FILE, "language"])
def test_every_field_is_named_by_its_own_name(name: str) -> None:
    assert field_of(name) == name
    assert field_of(f" {name.upper().replace('_', ' ')}\t") == name


@pytest.mark.parametrize("name", DUBLIN_CORE)
def test_every_term_is_taken_with_each_prefix_and_in_any_letter_case(name: str) -> None:
    field = DUBLIN_CORE[name]
    for column in (f"dc:{name}", f"dcterms:{name}", f"DC.{name.title()}", f"http://purl.org/dc/terms/{name}",
                   f"http://purl.org/dc/elements/1.1/{name}", f"dc.{name}[en_US]", f"dc.{name}[]"):  # fmt: skip
        assert field_of(column) == field, column


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Title", "title"), ("title", "title"), ("publisher", "source"), ("contributor", "creator"),
        ("Date Issued", "date"), ("date.issued", "date"), ("issued", "date"), ("Document date", "document_date"),
        ("isPartOf", "collection"), ("dcterms:isPartOf", "collection"), ("Subject", "tag"), ("ｔｉｔｌｅ", "title"),
        ("source", "source"), ("Source", "source"), ("creators", "creator"), ("filename", "file"), ("File", "file"),
    ],
)  # fmt: skip
def test_a_column_names_a_field(column: str, field: str) -> None:
    assert field_of(column) == field


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("titel", "there is no field 'titel'; title may be meant"),
        ("colour", "there is no field 'colour'; the fields are: title,"),
        ("dc:colour", "there is no field 'dc:colour'"),
        ("dc:note", "there is no field 'dc:note'; note may be meant"),
        ("dc.title.full", "there is no field"),
        ("dc:source", "who issued the document is dc:publisher"),
        ("dc.identifier", "call the column symbol or url"),
        ("identifier", "call the column symbol or url"),
        ("dcterms:extent", "no field can hold 'dcterms:extent' of Dublin Core: take the column out"),
        ("dc.coverage.spatial", "what a document is about is a tag"),
        ("dc.description.provenance", "there is no field"),
        ("dc:", "there is no field 'dc:'"),
        ("\ufeff", "there is no field"),
    ],
)
def test_a_column_that_no_field_can_hold_is_refused_with_advice(column: str, words: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        field_of(column)
    assert words in str(refused.value)


def test_every_name_leads_to_a_field() -> None:
    assert {*DUBLIN_CORE.values(), *OTHER_NAMES.values()} <= {*FIELDS, FILE, "language"}


def test_the_page_on_metadata_lists_every_term(request: pytest.FixtureRequest) -> None:
    by_field: dict[str, list[str]] = {}
    for term, field in DUBLIN_CORE.items():
        by_field.setdefault(field, []).append(f"`{term}`")
    lines = [f"| `{field}` | {', '.join(by_field[field])} |\n" for field in [*FIELDS, "language"] if field in by_field]
    made = "| field | terms of Dublin Core |\n| --- | --- |\n" + "".join(lines)
    begin, end = "<!-- made by tests: terms -->\n", "<!-- end -->"
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(begin)
    shown, after = rest.split(end, 1)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(f"{before}{begin}{made}{end}{after}", encoding="utf-8")
        shown = made
    assert shown == made, "run with --update-golden and look at the change"
