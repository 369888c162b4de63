"""`verify` finds every change to what was kept, says where it is, and cries no wolf."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import collection, saved
from archive.accession import edit
from archive.errors import StorageFailed
from archive.fixity import Checked, verify
from archive.given import parse_assignments
from archive.store import Store
from tests.archive.archives import clock, damage, documents, filled, findings, new

CONTENTS = {"a.txt": "one\r\n", "b.txt": "two\r\n", "c.txt": "three\r\n", "d.pdf": b"%PDF-1.4 none"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Four documents in records 1 to 4, then an edit of the first in record 5."""
    store = filled(tmp_path, CONTENTS)
    with store.deposit(wait=1) as deposit:
        edit(deposit, store.record(1), parse_assignments(["title=New"]), clock=clock)
        deposit.commit()
    return store


def rewrite(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def name(store: Store, path: Path) -> str:
    return path.relative_to(store.layout.root).as_posix()


def test_a_whole_archive_has_no_findings_and_every_file_is_counted(store: Store) -> None:
    items = list(verify(store))
    assert items == [Checked(files=number) for number in range(1, 5 + 4 + 3 + 1)]


def test_an_empty_archive_is_whole(tmp_path: Path) -> None:
    assert list(verify(new(tmp_path))) == []


@pytest.mark.parametrize("kind", ["original", "text"])
@pytest.mark.parametrize("what", ["changed", "missing", "unreadable"])
def test_an_original_or_text_that_is_changed_or_gone_is_found(store: Store, kind: str, what: str) -> None:
    record = store.record(2)
    path = store.layout.original(record.original.digest)
    if kind == "text":
        path = store.layout.text(record.text.digest or "")
    content = path.read_bytes()
    path.unlink()
    if what == "changed":
        path.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    elif what == "unreadable":
        path.mkdir()
    assert damage(store) == [(f"{kind}-{what}", name(store, path))]


@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_record_that_was_removed_is_found(store: Store, seq: int) -> None:
    store.layout.record(seq).unlink()
    assert damage(store) == [("record-missing", name(store, store.layout.record(seq)))]


def test_a_last_record_that_was_removed_with_the_catalogue_leaves_no_trace_but_its_file(store: Store) -> None:
    store.close()
    store.layout.record(4).unlink()
    store.layout.record(5).unlink()
    store.layout.catalogue.unlink()
    assert damage(store) == []
    original = name(store, store.layout.original(digest("d.pdf")))
    assert [(f.code, f.path) for f in findings(store)] == [("unrecorded-file", original)]


def digest(given: str) -> str:
    import hashlib

    content = CONTENTS[given]
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def test_an_edited_record_is_found_at_the_one_that_follows_it(store: Store) -> None:
    path = store.layout.record(2)
    rewrite(path, path.read_bytes().replace(b'"b.txt"', b'"x.txt"'))
    assert damage(store) == [("chain-broken", name(store, store.layout.record(3)))]
    assert [finding.detail for finding in findings(store) if finding.damage] == [
        f"it was made after another record than {name(store, path)}, as that is now: one of the two was changed"
    ]


def test_an_edited_last_record_is_found_by_what_the_catalogue_noted(store: Store) -> None:
    path = store.layout.record(5)
    rewrite(path, path.read_bytes().replace(b'"New"', b'"Old"'))
    assert damage(store) == [("record-changed", name(store, path))]


def test_an_edited_first_record_with_a_predecessor_is_found(store: Store) -> None:
    path = store.layout.record(1)
    plain = json.loads(path.read_bytes())
    rewrite(path, json.dumps({**plain, "previous": "0" * 64}).encode())
    assert ("chain-broken", name(store, path)) in damage(store)


def test_swapped_records_are_found(store: Store) -> None:
    two, three = store.layout.record(2), store.layout.record(3)
    contents = two.read_bytes(), three.read_bytes()
    rewrite(two, contents[1])
    rewrite(three, contents[0])
    codes = damage(store)
    assert ("record-misplaced", name(store, two)) in codes
    assert ("record-misplaced", name(store, three)) in codes


@pytest.mark.parametrize(
    "harm", [lambda content: content[:-30], lambda content: b"", lambda content: b"\0" * len(content)]
)
def test_a_damaged_record_is_found_and_costs_no_false_finding(store: Store, harm: Callable[[bytes], bytes]) -> None:
    path = store.layout.record(3)
    rewrite(path, harm(path.read_bytes()))
    assert damage(store) == [("record-unreadable", name(store, path))]


def test_a_file_that_no_record_names_is_left_over_and_no_damage(store: Store) -> None:
    root = store.layout.root
    strangers = [
        "originals/ab/" + "ab" * 32,
        "originals/00/" + digest("a.txt"),
        "texts/.DS_Store",
        "records/000/000/7.json",
        "records/000/000/²²².json",
        "records/000/000/notes.txt",
    ]
    for stranger in strangers:
        (root / stranger).parent.mkdir(exist_ok=True)
        (root / stranger).write_bytes(b"x")
    found = findings(store)
    assert sorted(finding.path for finding in found) == sorted(strangers)
    assert {(finding.code, finding.damage) for finding in found} == {("unrecorded-file", False)}


def test_verify_needs_no_catalogue_and_believes_no_damaged_one(store: Store) -> None:
    store.close()
    store.layout.catalogue.write_bytes(b"garbage" * 999)
    assert damage(store) == []
    store.layout.catalogue.unlink()
    assert damage(store) == []
    assert len(documents(store)) == 4


def test_several_kinds_of_damage_are_all_found(store: Store) -> None:
    store.layout.record(2).unlink()
    store.layout.original(digest("c.txt")).unlink()
    rewrite(store.layout.record(4), b"{")
    assert [code for code, _ in damage(store)] == ["record-missing", "record-unreadable", "original-missing"]


def test_a_folder_that_may_not_be_listed_is_said_and_is_not_taken_for_an_empty_one(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scandir(path: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(StorageFailed, match=r"cannot list .*records: Permission denied"):
        list(verify(store))


@pytest.fixture
def named(store: Store) -> Store:
    """With a collection and a saved search."""
    with store.deposit(wait=1):
        collection.make(
            store.layout, collection.Collection(name="Chapter 3", note="a note", made="2026")
        )
        seen = (store.record(1).id,)
        saved.save(store.layout, saved.SavedSearch(name="mines", saved="2026-01-01T00:00:00Z", run="2026", seen=seen))
    return store


def only_file(store: Store, folder: str) -> Path:
    (path,) = (store.layout.root / folder).iterdir()
    return path


def test_whole_collections_and_saved_searches_are_counted_and_have_no_findings(named: Store) -> None:
    assert list(verify(named)) == [Checked(files=number) for number in range(1, 5 + 4 + 3 + 2 + 1)]


@pytest.mark.parametrize(
    ("folder", "code"), [("collections", "collection-unreadable"), ("saved", "saved-search-unreadable")]
)
@pytest.mark.parametrize("deed", ["cut", "emptied", "not text", "another name"])
def test_a_damaged_collection_or_saved_search_is_found(named: Store, folder: str, code: str, deed: str) -> None:
    path = only_file(named, folder)
    content = path.read_bytes()
    changed = {"cut": content[:-4], "emptied": b"", "not text": b"\xff\xfe\x00", "another name": content}[deed]
    path.write_bytes(changed)
    if deed == "another name":
        path = path.rename(path.with_stem("0" * 16))
    assert damage(named) == [(code, name(named, path))]


def test_a_saved_search_that_found_documents_which_are_not_here_is_told_and_no_damage(named: Store) -> None:
    path = only_file(named, "saved")
    path.write_text(path.read_text().replace(named.record(1).id, "m000000000000"))
    (found,) = findings(named)
    assert (found.code, found.path, found.damage) == ("document-unknown", name(named, path), False)
    assert "m000000000000" in found.detail


def test_another_file_beside_them_is_left_over(named: Store) -> None:
    (named.layout.root / "saved" / "notes.txt").write_text("x")
    assert [(found.code, found.path, found.damage) for found in findings(named)] == [
        ("unrecorded-file", "saved/notes.txt", False)
    ]
