from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from archive.export.csljson import CslJsonExporter, csl_item, full_note
from archive.export.inert import inert
from archive.record import Record
from tests.archive.export.hostile import TEXTS, record_of, texts
from tests.archive.records import KINDS, make, value

_TEXT = {"type": "string", "minLength": 1}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        },
        "season": {"enum": [1, 2, 3, 4]},
        "circa": {"const": True},
        "literal": _TEXT,
    },
    "oneOf": [{"required": ["date-parts"]}, {"required": ["literal"]}],
    "additionalProperties": False,
}
_STRINGS = (
    "container-title", "publisher", "authority", "genre", "number", "event-title", "section", "URL", "language",
    "keyword", "archive_collection", "annote", "note",
)  # fmt: skip
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type", "title"],
        "properties": {
            "id": _TEXT,
            "type": {"enum": ["article-newspaper", "report", "webpage", "document"]},
            "title": _TEXT,
            "author": {
                "type": "array",
                "minItems": 1,
                "items": {"required": ["literal"], "properties": {"literal": _TEXT}, "additionalProperties": False},
            },
            "issued": _DATE,
            "event-date": _DATE,
            **dict.fromkeys(_STRINGS, _TEXT),
            "custom": {"type": "object", "additionalProperties": _TEXT},
        },
        "additionalProperties": False,
    },
}


PUBLISHED = json.loads((Path(__file__).parents[2] / "schemas" / "csl-data.json").read_text(encoding="utf-8"))


def check_shape(items: list[dict[str, Any]]) -> None:
    """The items are valid by the published schema, and by ours, which allows less."""
    jsonschema.validate(items, PUBLISHED)
    jsonschema.validate(items, SCHEMA)


def exported(*records: Record) -> list[dict[str, Any]]:
    out = io.BytesIO()
    CslJsonExporter().export(records, out)
    items: list[dict[str, Any]] = json.loads(out.getvalue())
    return items


def test_no_records_are_an_empty_array() -> None:
    assert exported() == []


def test_every_kind_of_document_has_the_shape_of_csl_data() -> None:
    items = exported(*KINDS.values())
    check_shape(items)
    assert [item["id"] for item in items] == [record.id for record in KINDS.values()]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_hostile_text_keeps_the_shape_of_csl_data(text: str) -> None:
    check_shape(exported(record_of(text), record_of(text, "news")))


@given(texts)
def test_a_title_and_a_name_come_back_as_they_are_but_for_what_acts(text: str) -> None:
    (item,) = exported(make(title=text, creator=text, type="letter"))
    assert item["title"] == (inert(text) or "[Untitled]")
    assert item.get("author", []) == ([{"literal": inert(text)}] if inert(text) else [])


@pytest.mark.parametrize(
    ("kind", "url", "expected"),
    [
        ("news", None, "article-newspaper"),
        ("note verbale", None, "report"),
        ("letter", "https://a.example", "report"),
        ("resolution", None, "report"),
        ("report", None, "report"),
        ("appeal", "https://a.example", "webpage"),
        ("appeal", None, "document"),
        ("statement", None, "document"),
        ("press release", "https://a.example", "webpage"),
        ("page", "https://a.example", "webpage"),
        ("other", None, "document"),
        (None, "https://a.example", "webpage"),
        (None, None, "document"),
    ],
)
def test_each_kind_of_document_has_its_csl_type(kind: str | None, url: str | None, expected: str) -> None:
    given = {name: held for name, held in (("type", kind), ("url", url)) if held}
    assert csl_item(make(**given))["type"] == expected


def test_a_document_that_states_nothing_gets_no_variable_that_says_something() -> None:
    item = csl_item(KINDS["nothing-stated"])
    assert set(item) == {"id", "type", "title", "custom"}
    assert set(item["custom"]) == {"sha256"}


def test_a_date_without_a_year_has_no_date_parts_but_words_and_a_note() -> None:
    item = csl_item(make(date="XXXX-04-01"))
    assert item["issued"] == {"literal": "1 April, year not stated"}
    assert item["note"] == "Date: 1 April, year not stated."
    assert item["custom"]["edtf"] == "XXXX-04-01"


def test_an_undated_document_has_no_issued() -> None:
    assert "issued" not in csl_item(make(document_date="2021-04-05"))


def test_the_title_that_stands_in_is_marked_twice() -> None:
    item = csl_item(make(title=value("First words …", "derived")))
    assert item["title"] == "[First words …]"
    assert item["custom"]["title-basis"] == "derived"


def test_session_and_agenda_item_have_variables_and_go_into_the_full_note() -> None:
    item = csl_item(make(body="General Assembly", session="75", agenda_item="35 (a)", meeting_dates="2020-09-15/.."))
    assert (item["event-title"], item["section"]) == ("General Assembly, session 75", "agenda item 35 (a)")
    assert item["event-date"] == {"literal": "15 September 2020 or later"}
    assert full_note(item) == "General Assembly, session 75, agenda item 35 (a)."


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"session": "75"}, "session 75"),
        ({"body": "Council"}, None),
        ({"body": "Council", "session": "2"}, "Council, session 2"),
    ],
)
def test_an_event_is_named_only_where_a_session_is_stated(given: dict, expected: str | None) -> None:
    assert csl_item(make(**given)).get("event-title") == expected


@pytest.mark.parametrize(
    "wrong", [{"type": "treatise"}, {"editor": "A"}, {"issued": {"date-parts": [[]]}}, {"sigil": 1}]
)
def test_the_published_schema_tells_what_is_no_csl_data(wrong: dict[str, Any]) -> None:
    (item,) = exported(KINDS["letter"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([item | wrong], PUBLISHED)
