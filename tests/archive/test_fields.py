"""Descriptive fields: what a given value becomes, and what is refused, with the field's name in the message."""

from __future__ import annotations

import pytest

from archive.errors import InvalidValue
from archive.fields import DOCUMENT_TYPES, FIELDS, LONGEST_VALUE, check
from archive.record import FIELD_NAMES


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("title", "  Note \n verbale\t", "Note verbale"),
        ("title", "x" * LONGEST_VALUE, "x" * LONGEST_VALUE),
        ("date", " 2021-04 ", "2021-04"),
        ("date", "2024-12~", "2024-12~"),
        ("meeting_dates", "2021-06-21/2021-07-09", "2021-06-21/2021-07-09"),
        ("original_language", "EN", "en"),
        ("original_language", "ZH-hant", "zh-Hant"),
        ("original_language", "pt-br", "pt-BR"),
        ("original_language", "az-cyrl", "az-Cyrl"),
        ("type", "Note  Verbale", "note verbale"),
    ],
)
def test_a_value_is_kept_in_its_usual_form(name: str, given: str, kept: str) -> None:
    assert check(name, given) == kept


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("title", " \n ", "title: the value is empty"),
        ("title", "x" * (LONGEST_VALUE + 1), "10,001 characters"),
        ("title", "a\x07b", "control characters"),
        ("title", "a\x85b\x9b", "control characters"),
        ("title", "caf\udce9", "no text"),
        ("date", "last spring", "date: "),
        ("date", "2021-02-29", "date: "),
        ("original_language", "English language", "not a language tag"),
        ("original_language", "e", "not a language tag"),
        ("type", "memo", "the types are: news"),
        ("colour", "red", "the fields are: title"),
    ],
)
def test_what_a_field_cannot_hold_is_refused_with_words(name: str, given: str, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        check(name, given)


def test_the_table_and_the_description_name_the_same_fields_in_the_same_order() -> None:
    assert tuple(FIELDS) == FIELD_NAMES


@pytest.mark.parametrize("kind", DOCUMENT_TYPES)
def test_every_document_type_is_its_own_usual_form(kind: str) -> None:
    assert check("type", kind) == kind
