"""An archive of format 1 always opens: its files, as muniment 0.1.0 wrote them, lie in tests/formats/v1."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from archive.fixity import Finding, verify
from archive.layout import Settings
from archive.record import Record
from archive.store import Store
from tests.archive.archives import documents, piped, take_in

HERE = Path(__file__).parent / "v1"
NOTE, PAGE = "mf5a4bd68bdf8", "m8b83b719d881"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A copy, so that nothing can change the files that are kept."""
    return Store(Path(shutil.copytree(HERE, tmp_path / "v1")))


def test_it_has_only_what_the_format_keeps() -> None:
    assert sorted(path.name for path in HERE.iterdir()) == [
        "README.txt", "muniment.toml", "originals", "records", "texts",
    ]  # fmt: skip


def test_its_settings_are_read(store: Store) -> None:
    assert store.settings == Settings(format=1, engine="whoosh")


def test_its_documents_are_whole(store: Store) -> None:
    assert [item for item in verify(store) if isinstance(item, Finding)] == []
    assert {record_id for record_id, _, _ in documents(store)} == {NOTE, PAGE}


def passage(store: Store, record: Record, number: int) -> str:
    held = record.passages[number - 1]
    return store.text(record)[held.start : held.end]


def test_its_note_verbale_is_read_with_its_languages_and_what_was_set(store: Store) -> None:
    record = store.latest(NOTE[:5])
    assert (record.seq, record.status, record.filename) == (3, "current", "note-verbale.txt")
    assert (record.original.media_type, record.original.size) == ("text/plain", 583)
    assert [(share.tag, share.share) for share in record.languages] == [("zh", 0.64), ("en", 0.36)]
    assert [held.language for held in record.passages] == ["zh", "zh", "zh", "en", "en"]
    assert passage(store, record, 4) == "Annex"
    assert passage(store, record, 5).startswith("The Permanent Mission of Cabo Verde")
    assert record.description.text("date") == "2022-06-15"
    assert record.description.text("symbol") == "A/HRC/51/G/97"
    assert [value.value for value in record.description.tag] == ["civil registers", "洪水"]
    assert record.description.tag[0].basis == "person"
    assert b"\r\n" in store.original(record)
    assert "\r" not in store.text(record)


def test_its_page_has_no_date_and_names_what_was_left_out(store: Store) -> None:
    record = store.latest(PAGE)
    assert record.description.date is None
    assert record.description.text("title") == "How to read a parish map"
    assert record.text.left_out == ("Home Maps",)
    assert passage(store, record, 3) == "Ask at the desk for the sheet that shows your house."


def test_its_history_is_a_chain(store: Store) -> None:
    assert [(record.event.kind, record.seq) for record in store.history(NOTE)] == [("accession", 1), ("edit", 3)]
    digest = hashlib.sha256(store.layout.record(2).read_bytes()).hexdigest()
    assert store.record(3).previous == digest


def test_documents_can_be_added_to_it(store: Store) -> None:
    known = store.original(store.latest(PAGE))
    outcomes = take_in(store, [piped("again.html", known), piped("new.txt", "new")])
    assert [(outcome.kind, outcome.id) for outcome in outcomes] == [("linked", PAGE), ("added", outcomes[1].id)]
    assert [item for item in verify(store) if isinstance(item, Finding)] == []
