"""Sync: what of a record is searched, and that the index follows the archive however it was interrupted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import pytest

from archive.errors import DamageFound
from archive.record import LanguageShare, Record
from archive.store import Store
from index.engine import Document, SearchEngine
from index.engines.memory import MemoryEngine
from index.engines.whoosh import WhooshEngine
from index.fields import FACETS, TEXT_FIELDS
from index.lookup import DateLookup, Everything, FacetLookup, TokenLookup
from index.sync import can_follow, document, is_current, sync
from tests.archive.records import KINDS, make, value
from tests.index.engines.made_up import ids


@dataclass
class Records:
    """As much of a store as sync reads: the latest record of each document, by number."""

    held: list[Record] = field(default_factory=list)

    @property
    def catalogue(self) -> Records:
        return self

    damaged: set[str] = field(default_factory=set)

    @property
    def seq(self) -> int:
        return len(self.held)

    @property
    def head(self) -> str | None:
        """In place of a digest, the whole chain of records."""
        return repr(self.held[-1]) if self.held else None

    def append(self, record: Record) -> None:
        self.held.append(replace(record, seq=len(self.held) + 1, previous=self.head))

    def entries(self, *, after: int = 0) -> Iterator[Record]:
        latest = {record.id: record for record in self.held}
        return iter(sorted((one for one in latest.values() if one.seq > after), key=lambda one: one.seq))

    def record(self, seq: int) -> Record:
        return self.held[seq - 1]

    def text(self, record: Record) -> str:
        if record.id in self.damaged:
            raise DamageFound(f"texts/{record.id} is not what was kept. Run `muniment verify`")
        return f"text of {record.id} version{record.seq}"


@pytest.fixture
def records() -> Records:
    made = Records()
    for name in ("a", "b", "c"):
        made.append(make(name, title=f"Title {name}"))
    return made


@pytest.fixture(params=[MemoryEngine, WhooshEngine])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    made: SearchEngine = request.param(tmp_path / "index")
    yield made
    made.close()


def store(records: Records) -> Store:
    return cast("Store", records)


def found(engine: SearchEngine, word: str) -> list[str]:
    return sorted(ids(engine, TokenLookup("text", word)))


def test_every_document_is_searched_after_a_sync_and_a_second_has_nothing_to_do(
    engine: SearchEngine, records: Records
) -> None:
    assert not is_current(engine, store(records))
    done: list[int] = []
    assert sync(engine, store(records), progress=done.append) == 3
    assert done == [1, 2, 3]
    assert found(engine, "text") == ["a", "b", "c"]
    assert is_current(engine, store(records))
    assert sync(engine, store(records), progress=done.append) == 0


def test_an_edited_document_is_searched_as_it_is_now_and_a_withdrawn_one_not_at_all(
    engine: SearchEngine, records: Records
) -> None:
    sync(engine, store(records))
    records.append(make("a", title="Another"))
    records.append(replace(make("b"), status="withdrawn"))
    records.append(make("a", title="A third"))
    assert sync(engine, store(records)) == 2
    assert found(engine, "text") == ["a", "c"]
    assert found(engine, "version1") == found(engine, "version4") == []
    assert found(engine, "version6") == ["a"]


def test_an_index_of_another_history_with_the_same_number_is_not_current_and_cannot_follow(
    engine: SearchEngine, records: Records
) -> None:
    ours, theirs = records, Records([*records.held])
    ours.append(make("ours"))
    theirs.append(make("theirs"))
    sync(engine, store(ours))
    assert (engine.seq, engine.head) == (4, ours.head)
    assert (is_current(engine, store(ours)), can_follow(engine, store(ours))) == (True, True)
    assert (is_current(engine, store(theirs)), can_follow(engine, store(theirs))) == (False, False)
    theirs.append(make("later"))
    ours.append(make("later"))
    assert (is_current(engine, store(ours)), can_follow(engine, store(ours))) == (False, True)
    assert (is_current(engine, store(theirs)), can_follow(engine, store(theirs))) == (False, False)


def test_an_index_that_is_ahead_empty_or_of_no_known_history_cannot_follow(
    engine: SearchEngine, records: Records
) -> None:
    assert not can_follow(engine, store(records))
    sync(engine, store(records))
    assert not can_follow(engine, store(Records(records.held[:2])))
    assert not can_follow(engine, store(Records()))
    with engine.writer(seq=3):
        pass
    assert not is_current(engine, store(records))
    assert not can_follow(engine, store(records))


def test_one_damaged_text_is_told_and_left_out_and_the_rest_is_indexed(engine: SearchEngine, records: Records) -> None:
    records.damaged = {"b"}
    told: list[DamageFound] = []
    assert sync(engine, store(records), on_damage=told.append) == 3
    assert found(engine, "text") == ["a", "c"]
    assert is_current(engine, store(records))
    assert [str(damage).partition(" ")[0] for damage in told] == ["b"]
    assert "texts/b is not what was kept" in str(told[0])
    assert "`muniment reindex`" in str(told[0])


def test_a_text_that_is_damaged_when_its_document_is_edited_is_no_longer_found(
    engine: SearchEngine, records: Records
) -> None:
    sync(engine, store(records))
    records.append(make("b", title="Another"))
    records.damaged = {"b"}
    sync(engine, store(records), on_damage=lambda damage: None)
    assert found(engine, "text") == ["a", "c"]


def test_damage_that_nobody_takes_care_of_changes_nothing(engine: SearchEngine, records: Records) -> None:
    records.damaged = {"b"}
    with pytest.raises(DamageFound):
        sync(engine, store(records))
    assert (engine.seq, engine.head) == (0, "")


def test_an_archive_without_documents_needs_no_index(engine: SearchEngine) -> None:
    assert sync(engine, store(Records())) == 0
    assert is_current(engine, store(Records()))


def test_a_sync_that_stops_half_way_changes_nothing_and_the_next_does_it_all(
    engine: SearchEngine, records: Records
) -> None:
    def stop(done: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sync(engine, store(records), progress=stop)
    assert engine.seq == 0
    assert sync(engine, store(records)) == 3
    assert found(engine, "text") == ["a", "b", "c"]


@pytest.mark.parametrize("indexed", [0, 3])
def test_a_process_killed_between_the_commit_and_its_state_is_healed_by_the_next_sync(
    tmp_path: Path, records: Records, indexed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = WhooshEngine(tmp_path / "index")
    sync(engine, store(Records(records.held[:indexed])))
    records.append(make("a", title="Another"))
    records.append(replace(make("b"), status="withdrawn"))

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(WhooshEngine, "_write_state", killed)
        with pytest.raises(KeyboardInterrupt):
            sync(engine, store(records))
    engine.close()
    again = WhooshEngine(tmp_path / "index")
    assert again.seq == indexed
    sync(again, store(records))
    assert again.seq == 5
    assert sorted(ids(again, Everything())) == ["a", "c"]
    assert found(again, "version4") == ["a"]
    again.close()


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_record_becomes_a_document_of_the_fields_there_are(name: str) -> None:
    one = document(KINDS[name], "the text")
    assert (one.id, one.seq) == (KINDS[name].id, 1)
    assert set(one.texts) == set(TEXT_FIELDS)
    assert set(one.facets) == set(FACETS) - {"date"}
    assert one.texts["text"] == "the text"


def test_a_record_as_engines_see_it() -> None:
    record = make(
        title="«Émeutes» à İzmir", title_translated="Riots", creator=["A", "B"], source="Gazette", date="2021-04",
        tag=["x", "y"], languages=(("fr", 0.9), ("ar", 0.1)),
    )  # fmt: skip
    one = document(record, "")
    assert one.texts == {
        "text": "",
        "title": "«Émeutes» à İzmir\nRiots",
        "creator": "A\nB",
        "symbol": "",
        "source": "Gazette",
    }
    assert one.facets == {"source": ("Gazette",), "language": ("fr", "ar"), "original_language": (), "type": (),
                          "tag": ("x", "y"), "collection": ()}  # fmt: skip
    assert (one.dates, one.year) == (("2021-04-01", "2021-04-30"), "2021")
    assert one.sort_title == "emeutes» a izmir"


@pytest.mark.parametrize(
    ("date", "dates", "year"),
    [
        (None, (None, None), None),
        ("2021", ("2021-01-01", "2021-12-31"), "2021"),
        ("0000", ("0000-01-01", "0000-12-31"), "0000"),
        ("XXXX-04-06", (None, None), None),
        ("2019/2021", ("2019-01-01", "2021-12-31"), None),
        ("2021/..", ("2021-01-01", None), None),
        ("../2021", (None, "2021-12-31"), None),
        ("202X", ("2020-01-01", "2029-12-31"), None),
    ],
)
def test_the_date_of_a_document(date: str | None, dates: tuple[str | None, str | None], year: str | None) -> None:
    one: Document = document(make(date=date) if date else make(), "")
    assert (one.dates, one.year) == (dates, year)


def test_a_stand_in_for_a_title_is_not_searched_as_a_title_but_sorts_the_document() -> None:
    one = document(make(title=value("First words …", "derived")), "First words of it")
    assert (one.texts["title"], one.sort_title) == ("", "first words ...")


def test_a_document_in_no_known_language_is_in_und(engine: SearchEngine) -> None:
    records = Records()
    records.append(make("a", languages=()))
    records.append(replace(make("b"), languages=(LanguageShare(tag="zh-Hant", share=1.0),)))
    sync(engine, store(records))
    assert ids(engine, FacetLookup("language", ("und",))) == ["a"]
    assert ids(engine, FacetLookup("language", ("zh",))) == ["b"]
    assert ids(engine, DateLookup(None, None, undated=True)) == ["a", "b"]


@pytest.mark.parametrize(
    ("title", "sorted_by"),
    [
        ("", ""),
        ("Ärger", "arger"),
        ("«Ärger»", "arger»"),
        ("\u201c 1984\u201d", "1984\u201d"),
        ("…", ""),
        ("Êtres  A", "etres a"),
    ],
)
def test_titles_sort_by_their_letters(title: str, sorted_by: str) -> None:
    assert document(make(title=title), "").sort_title == sorted_by
