from __future__ import annotations

from archive.export.flat import PUBLIC_FIELDS, flat
from archive.record import FIELD_NAMES
from tests.archive.records import KINDS, make, value

_RENAMED = {"creator": "creators", "tag": "tags"}


def test_every_descriptive_field_is_public_under_its_own_name_or_its_plural() -> None:
    assert {_RENAMED.get(name, name) for name in FIELD_NAMES} < {field.name for field in PUBLIC_FIELDS}


def test_names_are_given_once() -> None:
    names = [field.name for field in PUBLIC_FIELDS]
    assert len(names) == len(set(names))


def test_what_nothing_states_is_null_or_an_empty_list() -> None:
    fields = flat(KINDS["nothing-stated"])
    held = {name for name, one in fields.items() if one not in (None, [])}
    assert held == {"id", "status", "filename", "media_type", "size", "sha256", "text_state", "record"}
    assert (fields["date"], fields["creators"], fields["languages"]) == (None, [], [])


def test_values_are_given_as_recorded_with_where_the_title_comes_from() -> None:
    fields = flat(
        make(
            title=value("First words …", "derived"),
            creator=["A", "B"],
            date="XXXX-04-01",
            languages=(("zh", 0.25), ("en", 0.75)),
            digest="cd" * 32,
        )
    )
    assert (fields["title"], fields["title_basis"]) == ("First words …", "derived")
    assert fields["creators"] == ["A", "B"]
    assert fields["date"] == "XXXX-04-01"
    assert fields["languages"] == [{"tag": "zh", "share": 0.25}, {"tag": "en", "share": 0.75}]
    assert fields["sha256"] == "cd" * 32


def test_several_collections_are_one_text() -> None:
    assert flat(make(collection=["A", "B"]))["collection"] == "A; B"
