"""Retrying: what a list of failures names is read again, and a document gets what was read now."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import InvalidValue, RecordNotFound
from archive.extract import Wishes
from archive.given import Given, parse_assignments
from archive.intake import Again
from archive.outcome import Outcome
from archive.readers import DirectReader
from archive.record import Record
from archive.retrying import to_retry
from archive.sandbox.limits import USUAL
from archive.store import Store
from tests.archive.archives import adding, current, new, piped, take_in
from tests.archive.extract.container.test_containers import with_flag, zipped

RUSSIAN = "Реестры деревень были высушены и переписаны до конца месяца."


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new(tmp_path / "archive")


def retry(store: Store, tmp_path: Path, outcomes: list[Outcome], **how: object) -> list[Outcome]:
    rows = [{"file": one.name, "id": one.id, "container": one.container} for one in outcomes]
    (tmp_path / "failed.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return take_in(store, to_retry(store, tmp_path / "failed.jsonl"), **how)  # type: ignore[arg-type]


def last(store: Store, record_id: str | None) -> Record:
    return store.history(record_id or "")[-1]


def test_a_document_is_read_again_as_it_is_wished_now(store: Store, tmp_path: Path) -> None:
    outcomes = take_in(store, [piped("a.txt", RUSSIAN.encode("koi8-r"))], wishes=Wishes(encoding="utf-8"))
    assert outcomes[0].kind == "unreadable"
    again = retry(store, tmp_path, outcomes, wishes=Wishes(encoding="koi8-r"))
    assert [(one.kind, one.id, one.code) for one in again] == [("read", outcomes[0].id, None)]
    record = last(store, outcomes[0].id)
    assert (record.event.kind, record.event.outcome, record.text.state) == ("reading", "success", "read")
    assert store.text(record) == RUSSIAN
    assert [share.tag for share in record.languages] == ["ru"]
    assert record.original == store.record(1).original


def test_what_cannot_be_read_again_either_is_said_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    outcomes = take_in(store, [piped("a.ps", b"%!PS"), piped("b.txt", "fine")])
    again = retry(store, tmp_path, outcomes)
    assert [(one.kind, one.code) for one in again] == [("unreadable", "unsupported"), ("known", None)]
    assert store.layout.last_record() == 2


def test_what_a_person_gave_stays_and_what_is_given_now_is_added(store: Store, tmp_path: Path) -> None:
    first = parse_assignments(["title=Given", "language=zh"])
    outcomes = take_in(store, [piped("a.txt", RUSSIAN.encode("koi8-r"))], wishes=Wishes(encoding="utf-8"), common=first)
    retry(store, tmp_path, outcomes, wishes=Wishes(encoding="koi8-r"), common=parse_assignments(["place=Minsk"]))
    record = last(store, outcomes[0].id)
    assert (record.description.text("title"), record.description.text("place")) == ("Given", "Minsk")
    assert [(share.tag, share.basis) for share in record.languages] == [("zh", "person")]
    assert [passage.language for passage in record.passages] == ["zh"]


def test_a_file_that_was_refused_is_taken_from_where_it_was(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It was locked before.")
    refused = Outcome(kind="refused", name=str(tmp_path / "a.txt"), code="permission", message="denied")
    again = retry(store, tmp_path, [refused, refused, Outcome(kind="refused", name="gone.txt", code="io", message="x")])
    assert [(one.kind, one.code) for one in again] == [("added", None), ("refused", "not-found")]


def test_of_what_was_refused_inside_a_container_the_container_is_read_again(store: Store, tmp_path: Path) -> None:
    content = zipped({"a.txt": b"one", "b.txt": b"two"})
    outcomes = take_in(store, [piped("a.zip", with_flag(content, 1))])
    assert [(one.kind, one.code) for one in outcomes] == [("refused", "encrypted")] * 2 + [("added", None)]
    again = retry(store, tmp_path, outcomes[:2])
    assert [(one.name, one.kind) for one in again] == [
        ("a.zip/a.txt", "refused"), ("a.zip/b.txt", "refused"), ("a.zip", "known"),
    ]  # fmt: skip


def test_a_container_that_is_read_again_gives_what_it_did_not_give_before(store: Store, tmp_path: Path) -> None:
    with store.deposit(wait=1) as deposit:
        reader = DirectReader(deposit.scratch(), limits=replace(USUAL, part=5))
        found = [piped("a.zip", zipped({"a.txt": b"one", "b.txt": b"two words"}))]
        outcomes = list(adding(deposit, found, reader=reader))
    assert [(one.kind, one.code) for one in outcomes] == [("added", None), ("refused", "limit"), ("added", None)]
    again = retry(store, tmp_path, outcomes[1:2])
    assert [(one.name, one.kind) for one in again] == [
        ("a.zip/a.txt", "known"), ("a.zip/b.txt", "added"), ("a.zip", "read"),
    ]  # fmt: skip
    container = last(store, outcomes[-1].id)
    assert (container.event.outcome, container.text.left_out) == ("success", ())


def test_what_came_again_before_it_is_read_again_is_not_forgotten(store: Store, tmp_path: Path) -> None:
    outcomes = take_in(store, [piped("a.txt", RUSSIAN.encode("koi8-r"))], wishes=Wishes(encoding="utf-8"))
    found = [piped("b.txt", RUSSIAN.encode("koi8-r")), Again(id=outcomes[0].id or "")]
    again = take_in(store, found, wishes=Wishes(encoding="koi8-r"))
    assert [one.kind for one in again] == ["linked", "read"]
    assert last(store, outcomes[0].id).original.paths == ("a.txt", "b.txt")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 2 is no failure"), ("[]", "line 2 is no failure"), ('{"id": "m1"}', "line 2 is no failure"),
        ('{"file": "a", "id": 5}', "line 2 has an ID that is no text"), ("[" * 100_000, "line 2 is no failure"),
    ],
)  # fmt: skip
def test_a_list_that_is_none_is_refused_with_the_line(store: Store, tmp_path: Path, line: str, words: str) -> None:
    (tmp_path / "failed.jsonl").write_text(f"\n{line}\n")
    with pytest.raises(InvalidValue, match=words):
        to_retry(store, tmp_path / "failed.jsonl")


def test_a_document_of_another_archive_is_not_retried(store: Store, tmp_path: Path) -> None:
    (tmp_path / "failed.jsonl").write_text('{"file": "a", "id": "m123456789012"}\n')
    with pytest.raises(RecordNotFound):
        to_retry(store, tmp_path / "failed.jsonl")


def test_an_original_that_is_damaged_is_not_read_again(store: Store, tmp_path: Path) -> None:
    outcomes = take_in(store, [piped("a.ps", b"%!PS")])
    path = store.layout.original(current(store)[0].original.digest)
    path.chmod(0o644)
    path.write_bytes(b"%!PX")
    again = retry(store, tmp_path, outcomes, common=Given())
    assert [(one.kind, one.code) for one in again] == [("refused", "damaged")]
    assert "muniment verify" in (again[0].message or "")
