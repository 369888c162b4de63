"""The store: write-once originals and texts, a chain of records, IDs that can be shortened, one writer at a time."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from archive import durable
from archive.accession import edit
from archive.errors import ArchiveLocked, ArchiveNotFound, DamageFound, RecordNotFound, StorageFailed
from archive.given import parse_assignments
from archive.store import Store
from tests.archive.archives import clock, current, damage, documents, filled, findings, new, piped, take_in

LETTER = "Dear colleagues,\n\nthe archive of Beira is dry again.\n"


def digest_of(content: str | bytes) -> str:
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def test_a_folder_that_is_no_archive_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(ArchiveNotFound):
        Store(tmp_path)


def test_an_original_lies_under_its_sha256_as_it_came(tmp_path: Path) -> None:
    content = b"caf\xe9\r\nau lait\r\n"
    store = filled(tmp_path, {"a.txt": content})
    path = tmp_path / "originals" / digest_of(content)[:2] / digest_of(content)
    assert path.read_bytes() == content
    assert path.stat().st_mode & 0o222 == 0
    assert store.original(current(store)[0]) == content


def test_the_kept_text_lies_under_its_own_sha256(tmp_path: Path) -> None:
    store = filled(tmp_path, {"a.txt": LETTER.replace("\n", "\r\n")})
    record = current(store)[0]
    assert record.text.digest == digest_of(LETTER)
    assert store.text(record) == LETTER
    assert (tmp_path / "texts" / digest_of(LETTER)[:2] / digest_of(LETTER)).read_text("utf-8") == LETTER


def test_an_id_is_m_and_the_first_12_digits_of_the_sha256(tmp_path: Path) -> None:
    store = filled(tmp_path, {"a.txt": LETTER})
    assert current(store)[0].id == "m" + digest_of(LETTER)[:12]


def test_an_id_is_longer_where_its_beginning_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.deposit.ID_DIGITS", 1)
    contents = [f"paper {number}" for number in range(40)]
    store = new(tmp_path)
    take_in(store, [piped(text, text) for text in contents[:20]])
    take_in(store, [piped(text, text) for text in contents[20:]])
    ids = {record.id: record.original.digest for record in current(store)}
    assert len(ids) == 40
    assert all(("m" + digest).startswith(record_id) for record_id, digest in ids.items())
    assert {len(record_id) for record_id in ids} >= {2, 3}
    assert all(store.latest(record_id).original.digest == digest for record_id, digest in ids.items())


@pytest.mark.parametrize("given", ["{id}", "{bare}", "{short}", "{SHORT}", " {id} ", "{bare_short}"])
def test_a_document_is_found_by_any_beginning_of_its_id_that_only_it_has(tmp_path: Path, given: str) -> None:
    store = filled(tmp_path, {"a.txt": "one", "b.txt": "two"})
    record_id = "m" + digest_of("one")[:12]
    forms = {"id": record_id, "bare": record_id[1:], "short": record_id[:4], "SHORT": record_id[:4].upper(),
             "bare_short": record_id[1:4]}  # fmt: skip
    assert store.resolve(given.format(**forms)).id == record_id


@pytest.mark.parametrize("given", ["", "m", " ", "mffffffffffff", "%", "m*", "caf\udce9", "m" + "0" * 500])
def test_what_begins_no_id_is_said(tmp_path: Path, given: str) -> None:
    with pytest.raises(RecordNotFound, match="muniment list"):
        filled(tmp_path, {"a.txt": "one"}).resolve(given)


@pytest.mark.parametrize("given", ["", "m", " M "])
def test_what_begins_every_id_is_told_from_what_begins_none(tmp_path: Path, given: str) -> None:
    with pytest.raises(RecordNotFound, match="begins every ID"):
        filled(tmp_path, {"a.txt": "one"}).resolve(given)


def test_what_begins_several_ids_is_said_with_some_of_them(tmp_path: Path) -> None:
    store = filled(tmp_path, {f"{number}": f"paper {number}" for number in range(40)})
    shared = next(digit for digit in "0123456789abcdef" if sum(r.id[1] == digit for r in current(store)) > 1)
    with pytest.raises(RecordNotFound, match=f"several documents.*m{shared}"):
        store.resolve(shared)


def edited(store: Store, record_id: str, *assignments: str) -> None:
    with store.deposit(wait=1) as deposit:
        edit(deposit, store.latest(record_id), parse_assignments(assignments), clock=clock)
        deposit.commit()


def test_an_edit_appends_a_record_and_the_old_one_stays(tmp_path: Path) -> None:
    store = filled(tmp_path, {"a.txt": "one"})
    before = current(store)[0]
    edited(store, before.id, "title=Notice")
    edited(store, before.id, "tag=water", "tag=dams")
    first, second, third = store.history(before.id)
    assert first == before
    assert (second.description.text("title"), third.description.text("title")) == ("Notice", "Notice")
    assert [value.value for value in third.description.tag] == ["water", "dams"]
    assert [record.event.kind for record in (first, second, third)] == ["accession", "edit", "edit"]
    assert store.latest(before.id) == third


def test_each_record_carries_the_sha256_of_the_record_before_it(tmp_path: Path) -> None:
    store = filled(tmp_path, {"a.txt": "one", "b.txt": "two"})
    edited(store, current(store)[0].id, "note=seen")
    take_in(store, [piped("c.txt", "three")])
    before = None
    for seq in range(1, 5):
        assert store.record(seq).previous == before
        before = digest_of(store.layout.record(seq).read_bytes())
    assert store.layout.last_record() == 4


def test_what_is_staged_and_not_committed_leaves_no_trace(tmp_path: Path) -> None:
    store = filled(tmp_path, {"a.txt": "one"})
    with store.deposit(wait=1) as deposit:
        edit(deposit, store.latest(current(store)[0].id), parse_assignments(["note=x"]), clock=clock)
    assert store.layout.last_record() == 1
    assert list(store.layout.tmp.iterdir()) == []


def test_left_overs_under_tmp_are_cleared_and_folders_there_do_no_harm(tmp_path: Path) -> None:
    store = new(tmp_path)
    (store.layout.tmp / "left-over").write_bytes(b"half")
    (store.layout.tmp / "somebody's").mkdir()
    take_in(store, [piped("a.txt", "one")])
    assert [path.name for path in store.layout.tmp.iterdir()] == ["somebody's"]


def test_an_archive_without_tmp_and_cache_is_read_and_written(tmp_path: Path) -> None:
    store = filled(tmp_path, {"a.txt": "one"})
    store.close()
    store.layout.catalogue.unlink()
    store.layout.catalogue.parent.rmdir()
    store.layout.tmp.rmdir()
    assert [record.filename for record in current(store)] == ["a.txt"]
    store.close()
    take_in(store, [piped("b.txt", "two")])
    assert [record.filename for record in current(store)] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("kind", ["originals", "texts"])
@pytest.mark.parametrize("what", ["changed", "gone"])
def test_a_file_that_is_not_what_was_kept_is_never_handed_out(tmp_path: Path, kind: str, what: str) -> None:
    store = filled(tmp_path, {"a.txt": "one"})
    record = current(store)[0]
    path = tmp_path / kind / digest_of("one")[:2] / digest_of("one")
    path.unlink()
    if what == "changed":
        path.write_text("0ne")
    with pytest.raises(DamageFound, match=r"muniment verify"):
        store.original(record) if kind == "originals" else store.text(record)


def test_a_record_that_is_gone_is_damage(tmp_path: Path) -> None:
    store = filled(tmp_path, {"a.txt": "one"})
    entry = store.resolve(digest_of("one")[:12])
    store.layout.record(1).unlink()
    with pytest.raises(DamageFound, match=r"000000001\.json cannot be read: No such file.*muniment verify"):
        store.record(entry.seq)


@pytest.mark.parametrize("catalogue", ["kept", "deleted"])
@pytest.mark.parametrize("lost", [2, 3])
def test_nothing_is_written_after_a_loss(tmp_path: Path, lost: int, catalogue: str) -> None:
    store = filled(tmp_path, {"a.txt": "one", "b.txt": "two", "c.txt": "three"})
    store.close()
    store.layout.record(lost).unlink()
    if catalogue == "deleted":
        store.layout.catalogue.unlink()
    told = lost == 3 and catalogue == "kept"
    if told or (lost == 2 and catalogue == "deleted"):
        with pytest.raises(DamageFound, match=r"is missing.*muniment verify"):
            take_in(store, [piped("d.txt", "four")])
        assert store.layout.last_record() == (2 if lost == 3 else 3)
    else:
        take_in(store, [piped("d.txt", "four")])
        assert lost == 3 or store.layout.last_record() == 4


def test_a_reader_tells_of_a_gap_rather_than_leaving_documents_out(tmp_path: Path) -> None:
    store = filled(tmp_path, {"a.txt": "one", "b.txt": "two", "c.txt": "three"})
    store.close()
    store.layout.record(2).unlink()
    store.layout.catalogue.unlink()
    with pytest.raises(DamageFound, match=r"000000002\.json is missing, and later records are there"):
        current(store)


def test_nothing_is_written_after_a_last_record_that_was_changed(tmp_path: Path) -> None:
    store = filled(tmp_path, {"a.txt": "one"})
    path = store.layout.record(1)
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content.replace(b'"a.txt"', b'"b.txt"'))
    with pytest.raises(DamageFound, match=r"was changed since it was catalogued.*muniment reindex"):
        take_in(store, [piped("b.txt", "two")])
    with store.deposit(wait=1, renew_catalogue=True):
        pass
    take_in(store, [piped("b.txt", "two")])
    assert damage(store) == []


def test_a_second_writer_waits_and_then_says_what_to_do(tmp_path: Path) -> None:
    store = new(tmp_path)
    refused: list[str] = []

    def second() -> None:
        try:
            take_in_waiting(0.2)
        except ArchiveLocked as error:
            refused.append(str(error))

    def take_in_waiting(wait: float) -> None:
        with Store(tmp_path).deposit(wait=wait):
            pass

    with store.deposit(wait=1):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert len(refused) == 1
    assert "another muniment is writing" in refused[0]
    assert "within 0.2 seconds" in refused[0]
    assert "--wait" in refused[0]
    take_in_waiting(0)


def test_a_second_writer_that_waits_long_enough_gets_its_turn(tmp_path: Path) -> None:
    store = new(tmp_path)
    done: list[str] = []

    def second() -> None:
        with Store(tmp_path).deposit(wait=10):
            done.append("second")

    with store.deposit(wait=1):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.2)
        assert done == []
        done.append("first")
    thread.join()
    assert done == ["first", "second"]


def test_a_reader_sees_whole_batches_while_a_writer_writes(tmp_path: Path) -> None:
    store = filled(tmp_path, {"a.txt": "one"})
    reader = Store(tmp_path)
    assert documents(reader) == documents(store)
    half_read = reader.catalogue.entries()
    next(half_read)
    with store.deposit(wait=1) as deposit:
        edit(deposit, store.record(1), parse_assignments(["title=New"]), clock=clock)
        assert [record.seq for record in current(reader)] == [1]
        deposit.commit()
        assert [record.seq for record in current(reader)] == [2]
        assert damage(Store(tmp_path)) == []
    reader.close()
    assert reader.latest(current(reader)[0].id).description.text("title") == "New"


def test_a_reader_that_pauses_keeps_no_writer_waiting(tmp_path: Path) -> None:
    store = filled(tmp_path, {"a.txt": "one", "b.txt": "two"})
    reader = Store(tmp_path)
    paused = reader.catalogue.entries()
    next(paused)
    take_in(store, [piped("c.txt", "three")])
    assert len(list(paused)) == 1


NOBODY = 65534


@contextmanager
def as_somebody() -> Iterator[None]:
    """As a user whom folder modes bind: root, whom they do not, becomes nobody for a while."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


def test_a_read_only_archive_is_read_and_refuses_writing_with_words() -> None:
    with TemporaryDirectory() as folder:  # tmp_path lies in a folder that nobody but its owner may enter
        root = Path(folder)
        filled(root, {"a.txt": "one"}).close()
        folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
        for read_only in folders:
            read_only.chmod(0o555)
        try:
            with as_somebody():
                assert documents(Store(root))
                assert findings(Store(root)) == []
                with pytest.raises(StorageFailed, match="permission denied"):
                    take_in(Store(root), [piped("b.txt", "two")])
        finally:
            for read_only in folders:
                read_only.chmod(0o755)


def test_reading_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = filled(tmp_path, {"a.txt": "one"})
    store.close()
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    def refuse(*_: object) -> None:
        raise AssertionError("a reader writes")

    for name in ("stage", "place", "flush"):
        monkeypatch.setattr(durable, name, refuse)
    reader = Store(tmp_path)
    assert documents(reader)
    assert findings(reader) == []
    reader.close()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
