"""A record's JSON gives back the record, shows only what is known, and is refused when it is damaged."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import DamageFound
from archive.record import Description, Evidence, KeptText, LanguageShare, Passage, Record, Value
from archive.record_json import from_json, from_plain, to_json, to_plain
from tests.archive.records import KINDS, make

values = st.builds(Value, confidence=st.floats(min_value=0, max_value=1))
records = st.builds(
    Record,
    description=st.builds(
        Description, title=st.none() | values, creator=st.lists(values, max_size=2).map(tuple),
    ),
    languages=st.lists(st.builds(LanguageShare, share=st.floats(min_value=0, max_value=1)), max_size=2).map(tuple),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(records)
def test_every_record_comes_back_from_its_json_as_it_was(record: Record) -> None:
    assert from_json(to_json(record)) == record


def test_a_name_that_is_not_utf8_comes_back_and_its_json_is_utf8() -> None:
    record = make(filename="caf\udce9 \udcff.txt")
    content = to_json(record)
    assert "caf\\udce9" in content.decode("utf-8")
    assert from_json(content) == record


def test_what_is_empty_or_usual_is_left_out() -> None:
    plain = json.loads(to_json(make(languages=())))
    assert "languages" not in plain
    assert plain["description"] == {}


def test_keys_that_a_later_version_adds_are_passed_over() -> None:
    plain = json.loads(to_json(KINDS["news"]))
    plain["embargo"] = {"until": "2030"}
    plain["original"]["pronom"] = "x-fmt/111"
    assert from_json(json.dumps(plain).encode()) == KINDS["news"]


def test_a_collection_written_as_a_single_value_is_read_as_one_of_several() -> None:
    plain = json.loads(to_json(KINDS["resolution"]))
    plain["description"]["collection"] = plain["description"]["collection"][0]
    assert from_json(json.dumps(plain).encode()) == KINDS["resolution"]


def changed(**changes: Any) -> bytes:
    return json.dumps({**json.loads(to_json(KINDS["letter"])), **changes}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"null", b"[]", b'"m"', b"{}", b"\xff\xfe", to_json(KINDS["letter"])[:-20], b"\0" * 400,
        b"[" * 100_000, changed(id=None), changed(id=5), changed(seq="1"), changed(seq=True), changed(seq=1.5),
        changed(status="lost"), changed(original=None), changed(original=[]), changed(passages="abc"),
        changed(languages=[{"tag": "en"}]), changed(languages=[5]), changed(description={"title": "bare"}),
        changed(description={"collection": "bare"}),
        changed(description={"tag": {"value": "x", "basis": "person"}}),
        changed(text={"state": "read", "left_out": "abc"}),
    ],
)  # fmt: skip
def test_what_is_no_record_is_damage_and_says_where(content: bytes) -> None:
    with pytest.raises(DamageFound, match=r"records/1\.json is not a readable record.*muniment verify"):
        from_json(content, where="records/1.json")


def test_the_bytes_of_a_record_do_not_change(golden: Callable[[str, str], None]) -> None:
    place = Evidence(start=0, end=10)
    title = Value(value="Приказ № 7", basis="stated", rule="title/1", evidence=place, confidence=0.9)
    record = make(
        "m0123456789ab", filename="приказ\udcff.txt", languages=(("ru", 0.9),), title=title, tag=["архив", "ÿ\u2028"]
    )
    text = KeptText(state="read", digest="e" * 64, length=21, extractor="plaintext/1", encoding="koi8-r")
    passages = (Passage(number=1, start=0, end=10, language="ru", locator="para. 1"),)
    whole = Record(
        id=record.id, seq=12, previous="f" * 64, status="current", event=record.event, original=record.original,
        text=text, languages=record.languages, passages=passages, description=record.description,
    )  # fmt: skip
    golden("record.json", to_json(whole).decode("utf-8"))
    assert from_json(to_json(whole)) == whole


def test_what_is_no_part_of_a_record_stays_as_it_is_and_is_refused_when_it_comes_back() -> None:
    passages: tuple[object, ...] = ({"number": 1}, Passage(number=2, start=0, end=1))
    plain = to_plain(passages)
    assert plain[0] == {"number": 1}
    with pytest.raises((ValueError, TypeError)):
        from_plain(tuple[Passage, ...], plain)
