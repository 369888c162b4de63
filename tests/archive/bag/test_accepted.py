from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archive.accession import Outcome, edit
from archive.bag.accepted import accept, checked_bundle, is_bundle
from archive.bag.writer import BASE
from archive.errors import DamageFound, InvalidValue
from archive.given import parse_assignments
from archive.record import Membership
from archive.rehearsal import rehearse
from archive.store import Store
from tests.archive.archives import clock, current, damage, documents, new
from tests.archive.bag.bundles import archive, files_of, made, one, packed, with_json, zipped
from tests.archive.bag.test_checked import FORGERIES


@pytest.fixture
def source(tmp_path: Path) -> Store:
    return archive(tmp_path / "archive")


@pytest.fixture
def target(tmp_path: Path) -> Store:
    return new(tmp_path / "target")


def taken_in(store: Store, *paths: Path) -> list[Outcome]:
    bundles = [checked_bundle(path) for path in paths]
    with store.deposit(wait=1) as deposit:
        return list(accept(deposit, bundles, clock=clock))


def bundle(source: Store, path: Path) -> Path:
    path.write_bytes(made(source))
    return path


@pytest.mark.parametrize("unpacked", [False, True])
def test_documents_come_with_descriptions_texts_and_the_basis_of_every_value(
    source: Store, target: Store, tmp_path: Path, unpacked: bool
) -> None:
    with source.deposit(wait=1) as deposit:
        edit(deposit, current(source)[0], parse_assignments(["source=Upper Mill", "date=1871-04~"]), clock=clock)
        deposit.commit()
    path = bundle(source, tmp_path / "b.zip")
    if unpacked:
        shutil.unpack_archive(path, tmp_path)
        path = tmp_path / BASE
    assert [outcome.kind for outcome in taken_in(target, path)] == ["added"] * 3
    assert documents(target) == documents(source)
    for record in current(source):
        came = target.latest(record.id)
        assert (came.description, came.languages, came.passages, came.text, came.original) == (
            record.description, record.languages, record.passages, record.text, record.original)  # fmt: skip
    assert damage(target) == []


def test_the_event_names_the_bundle_the_record_there_and_what_happened_to_it(
    source: Store, target: Store, tmp_path: Path
) -> None:
    record = current(source)[0]
    with source.deposit(wait=1) as deposit:
        changed = edit(deposit, record, parse_assignments(["title=Another"]), clock=clock)
        deposit.commit()
    path = bundle(source, tmp_path / "b.zip")
    digests = [digest for _, digest in source.records()]
    taken_in(target, path)
    detail = target.latest(record.id).event.detail
    assert f"from the bundle b.zip (SHA-256 of its manifest {checked_bundle(path).digest})" in detail
    assert f"there record {changed.seq}, SHA-256 {digests[changed.seq - 1]}" in detail
    assert detail.index("accession 2026") < detail.index("edit 2026")
    assert "(set title)" in detail


def test_a_document_stays_part_of_a_container_that_is_here_or_comes_along(
    source: Store, target: Store, tmp_path: Path
) -> None:
    letter, annex, _ = current(source)
    containers = (letter.id, "m" + "f" * 12)
    inside = tuple(Membership(container=one, path="annex.txt", kind="attachment") for one in containers)
    with source.deposit(wait=1) as deposit:
        deposit.append(replace(annex, part_of=inside))
        deposit.commit()
    taken_in(target, bundle(source, tmp_path / "b.zip"))
    assert target.latest(annex.id).part_of == inside[:1]


def test_what_is_known_already_is_not_doubled(source: Store, target: Store, tmp_path: Path) -> None:
    path = bundle(source, tmp_path / "b.zip")
    taken_in(target, path)
    before = target.layout.last_record()
    assert [outcome.kind for outcome in taken_in(target, path, path)] == ["known"] * 6
    assert target.layout.last_record() == before


def test_a_dry_run_says_the_same_and_writes_nothing(source: Store, target: Store, tmp_path: Path) -> None:
    path = bundle(source, tmp_path / "b.zip")
    bundles = [checked_bundle(path)] * 2
    with rehearse(target) as rehearsal:
        said = list(accept(rehearsal, bundles, clock=clock))
    assert [outcome.kind for outcome in said] == ["added"] * 3 + ["known"] * 3
    assert target.layout.last_record() == 0
    assert said[:3] == taken_in(target, path)


def test_what_was_taken_in_can_be_bundled_and_taken_in_again(source: Store, target: Store, tmp_path: Path) -> None:
    taken_in(target, bundle(source, tmp_path / "b.zip"))
    third = new(tmp_path / "third")
    taken_in(third, bundle(target, tmp_path / "c.zip"))
    assert documents(third) == documents(source)
    assert "b.zip" in current(third)[0].event.detail


def test_a_withdrawn_document_stays_withdrawn(source: Store, target: Store, tmp_path: Path) -> None:
    record = current(source)[1]
    with source.deposit(wait=1) as deposit:
        event = replace(record.event, kind="withdrawal", detail="asked for by its writer")
        deposit.append(replace(record, status="withdrawn", event=event))
        deposit.commit()
    taken_in(target, bundle(source, tmp_path / "b.zip"))
    came = target.latest(record.id)
    assert came.status == "withdrawn"
    assert "withdrawal 2026-02-03T04:05:06Z by muniment/" in came.event.detail
    assert sorted(one.status for one in current(target)) == ["current", "current", "withdrawn"]


@pytest.mark.parametrize("deed", [deed for deed, _ in FORGERIES.values()], ids=FORGERIES.keys())
def test_a_bundle_with_any_finding_is_refused_whole(tmp_path: Path, deed: Callable) -> None:
    files = files_of(zipped(tmp_path).read_bytes())
    with pytest.raises(DamageFound, match="nothing was added"):
        checked_bundle(packed(tmp_path / "b.zip", files | deed(files)))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"passages": [{"number": 1, "start": 0, "end": 10_000}]}, "outside the text"),
        ({"passages": [{"number": 1, "start": 5, "end": 4}]}, "outside the text"),
        ({"passages": [{"number": 1, "start": -1, "end": 4}]}, "outside the text"),
        ({"description": {"date": {"value": "yesterday", "basis": "stated"}}}, "date"),
        ({"description": {"type": {"value": "poem", "basis": "stated"}}}, "type"),
    ],
)
def test_a_record_that_would_be_stumbled_over_is_refused(
    source: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict, words: str
) -> None:
    monkeypatch.setattr("archive.bag.accepted.damage_of", lambda bag: [])  # as a forger would who knows every check
    files = files_of(made(source))
    path = one(files, "records")
    with pytest.raises(DamageFound, match=words):
        checked_bundle(packed(tmp_path / "b.zip", files | {path: with_json(files[path], **changes)}))


def test_a_bundle_without_originals_or_texts_is_refused_with_the_reason(source: Store, tmp_path: Path) -> None:
    for given in ({"originals": False}, {"texts": False}):
        path = tmp_path / "b.zip"
        path.write_bytes(made(source, **given))
        with pytest.raises(InvalidValue, match="without originals or without texts"):
            checked_bundle(path)


def test_only_bundles_are_taken_for_such(source: Store, tmp_path: Path) -> None:
    path = bundle(source, tmp_path / "b.zip")
    assert is_bundle(path)
    shutil.unpack_archive(path, tmp_path)
    assert is_bundle(tmp_path / BASE)
    for name, content in {"a.txt": b"text", "empty.zip": b"", "broken.zip": b"PK\3\4 and no more"}.items():
        (tmp_path / name).write_bytes(content)
        assert not is_bundle(tmp_path / name)
    assert not is_bundle(tmp_path)
    assert not is_bundle(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    assert not is_bundle(tmp_path / "pipe")


def test_an_original_that_changes_under_our_hands_is_not_recorded(source: Store, target: Store, tmp_path: Path) -> None:
    shutil.unpack_archive(bundle(source, tmp_path / "b.zip"), tmp_path)
    checked = checked_bundle(tmp_path / BASE)
    victim = next((tmp_path / BASE / "data" / "originals").iterdir())
    victim.write_bytes(b"another letter")
    with pytest.raises(DamageFound), target.deposit(wait=1) as deposit:
        list(accept(deposit, [checked], clock=clock))
    assert target.layout.last_record() == 0
