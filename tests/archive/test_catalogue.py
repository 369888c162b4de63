"""The catalogue holds nothing that the records do not: harm it, and a reader still answers and a writer mends it."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.accession import edit
from archive.catalogue import Catalogue
from archive.errors import DamageFound, StorageFailed
from archive.given import parse_assignments
from archive.store import Store
from tests.archive.archives import clock, damage, documents, filled, new, piped, take_in

CONTENTS = {f"{number:03}.txt": f"paper {number}\n" * 30 for number in range(60)}


def deleted(path: Path) -> None:
    path.unlink()


def garbage(path: Path) -> None:
    path.write_bytes(b"\x00garbage\xff" * 500)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def holed(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\x55" * 8192 + content[12288:])


def half_made(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("create table document(id text primary key, seq integer)")
    connection.close()


def of_a_later_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("pragma user_version = 99")
    connection.execute("alter table document add column shelf")
    connection.close()


def behind(path: Path) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("delete from document where seq > 20")
        connection.execute("delete from event where seq > 20")
    connection.close()
    rewind(path, 20)


def rewind(path: Path, seq: int) -> None:
    import hashlib

    record = path.parents[1] / "records" / "000" / "000" / f"{seq:09d}.json"
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("update state set value = ? where key = 'seq'", (seq,))
        digest = hashlib.sha256(record.read_bytes()).hexdigest()
        connection.execute("update state set value = ? where key = 'head'", (digest,))
    connection.close()


HARMS = [deleted, garbage, empty, cut_in_half, holed, half_made, of_a_later_version, behind]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("archive")
    filled(root, CONTENTS).close()
    return root


@pytest.fixture
def copy(archive: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(archive, tmp_path / "copy"))


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_a_reader_answers_right_and_leaves_the_file_alone(
    archive: Path, copy: Path, harm: Callable[[Path], None]
) -> None:
    path = copy / "cache" / "catalogue.sqlite"
    harm(path)
    before = path.read_bytes() if path.exists() else None
    store = Store(copy)
    assert documents(store) == documents(Store(archive))
    assert store.catalogue.counts() == {"documents": 60, "withdrawn": 0, "unreadable": 0}
    assert store.catalogue.seq == 60
    assert [store.catalogue.history(entry.id) for entry in store.catalogue.entries(after=58)] == [[59], [60]]
    store.close()
    assert (path.read_bytes() if path.exists() else None) == before


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_a_writer_mends_it_and_goes_on(copy: Path, harm: Callable[[Path], None]) -> None:
    path = copy / "cache" / "catalogue.sqlite"
    harm(path)
    store = Store(copy)
    outcomes = take_in(store, [piped("007.txt", CONTENTS["007.txt"]), piped("new.txt", "new")])
    assert [outcome.kind for outcome in outcomes] == ["known", "added"]
    assert damage(store) == []
    mended = Catalogue.open(path)
    assert (mended.seq, mended.counts()["documents"]) == (61, 61)
    mended.close()


def test_a_damaged_catalogue_takes_its_journal_along(copy: Path) -> None:
    path = copy / "cache" / "catalogue.sqlite"
    garbage(path)
    journal = path.with_name("catalogue.sqlite-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\x01" * 5000)
    store = Store(copy)
    take_in(store, [piped("new.txt", "new")])
    assert len(documents(store)) == 61
    assert not journal.exists()


def test_damage_met_while_reading_says_what_to_do(copy: Path) -> None:
    store = Store(copy)
    assert store.catalogue.seq == 60
    garbage(store.layout.catalogue)
    with pytest.raises(DamageFound, match="delete the archive's folder cache/"):
        list(store.catalogue.entries())
    store.close()
    assert len(documents(store)) == 60


def test_records_are_taken_in_all_together_or_not_at_all(copy: Path) -> None:
    store = Store(copy)
    records = [*store.records(after=0)]
    store.close()
    store.layout.catalogue.unlink()
    catalogue = Catalogue.open_for_writing(store.layout.catalogue)

    def stopped():  # type: ignore[no-untyped-def]
        yield from records[:30]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        catalogue.apply(stopped())
    assert (catalogue.seq, catalogue.head, list(catalogue.entries())) == (0, None, [])
    catalogue.apply(records)
    assert (catalogue.seq, catalogue.head) == (60, records[-1][1])
    catalogue.close()


def test_a_catalogue_that_cannot_be_written_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = new(tmp_path)

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with store.deposit(wait=1) as deposit, monkeypatch.context() as patch:
        patch.setattr(Catalogue, "_apply", full)
        with pytest.raises(StorageFailed, match="cannot write the catalogue: database or disk is full"):
            deposit.catalogue.apply([])
    store.close()
    (tmp_path / "cache" / "catalogue.sqlite").unlink()
    (tmp_path / "cache").rmdir()
    (tmp_path / "cache").symlink_to(tmp_path / "a disk that is not there")
    with pytest.raises(StorageFailed, match=os.strerror(errno.EEXIST)), store.deposit(wait=1):
        pass


def test_a_file_in_place_of_the_cache_gives_way_to_it(tmp_path: Path) -> None:
    store = filled(tmp_path, CONTENTS)
    store.close()
    (tmp_path / "cache" / "catalogue.sqlite").unlink()
    (tmp_path / "cache").rmdir()
    (tmp_path / "cache").write_text("a file where the folder should be")
    with store.deposit(wait=1):
        pass
    assert (store.catalogue.seq, (tmp_path / "cache").is_dir()) == (60, True)


def test_a_folder_in_place_of_the_catalogue_is_removed_when_it_is_renewed(tmp_path: Path) -> None:
    store = filled(tmp_path, CONTENTS)
    store.close()
    store.layout.catalogue.unlink()
    (store.layout.catalogue / "within").mkdir(parents=True)
    with pytest.raises(StorageFailed, match="unable to open"), store.deposit(wait=1):
        pass
    with store.deposit(wait=1, renew_catalogue=True):
        pass
    assert (store.catalogue.seq, store.layout.catalogue.is_file()) == (60, True)


def test_withdrawn_and_unreadable_documents_are_counted_apart(tmp_path: Path) -> None:
    store = filled(tmp_path, {"a.txt": "one", "b.pdf": b"%PDF-1.7 not really"})
    assert store.catalogue.counts() == {"documents": 2, "withdrawn": 0, "unreadable": 1}


def test_a_document_stands_where_its_latest_record_does(tmp_path: Path) -> None:
    store = filled(tmp_path, {"a.txt": "one", "b.txt": "two"})
    with store.deposit(wait=1) as deposit:
        edit(deposit, store.record(1), parse_assignments(["title=New"]), clock=clock)
        deposit.commit()
    assert [entry.seq for entry in store.catalogue.entries()] == [2, 3]
    assert [entry.seq for entry in store.catalogue.entries(after=2)] == [3]
    assert list(store.catalogue.entries(after=3)) == []
