from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from archive.accession import edit
from archive.bag.bundle import write_bundle
from archive.bag.contents import Contents
from archive.bag.writer import BASE
from archive.errors import DamageFound, InvalidValue, UnknownPlugin
from archive.given import parse_assignments
from archive.store import Store
from tests.archive.archives import WHEN, clock, current
from tests.archive.bag.bundles import LETTERS, archive, codes, files_of, made, one, packed, zipped
from tests.archive.export.hostile import TEXTS


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return archive(tmp_path / "archive")


def validated(content: bytes, folder: Path) -> None:
    """Accepted by bagit.py and by sha256sum."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        held.extractall(folder)
    command = [sys.executable, "-m", "bagit", "--quiet", "--validate", str(folder / BASE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    summed = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "manifest-sha256.txt",
                             "tagmanifest-sha256.txt"], cwd=folder / BASE, capture_output=True, text=True, check=False)
    assert (summed.returncode, summed.stdout, summed.stderr) == (0, "", "")


def test_a_bundle_is_accepted_by_bagit_and_by_sha256sum_and_by_us(store: Store, tmp_path: Path) -> None:
    content = made(store, styles=("plain", "un", "chicago"))
    validated(content, tmp_path / "out")
    (tmp_path / "bundle.zip").write_bytes(content)
    assert codes(tmp_path / "bundle.zip") == codes(tmp_path / "out" / BASE) == []


def test_it_holds_originals_texts_and_records_as_the_archive_has_them(store: Store) -> None:
    files = files_of(made(store))
    for record in current(store):
        (original,) = (name for name in files if name.startswith(f"data/originals/{record.id}"))
        assert files[original] == store.original(record)
        assert files[f"data/texts/{record.id}.txt"].decode() == store.text(record)
        assert files[f"data/records/{record.id}.json"] == store.layout.record(record.seq).read_bytes()
    said = json.loads(files["data/query.json"])
    last = store.layout.record(store.layout.last_record()).read_bytes()
    assert said["last_record"] == {"seq": 3, "sha256": hashlib.sha256(last).hexdigest()}
    assert (said["made"], said["asked"], said["documents"]) == (WHEN, {"query": ""}, 3)
    assert len(list(csv.DictReader(io.StringIO(files["data/documents.csv"].decode("utf-8-sig"))))) == 3
    assert b"BagIt-Version: 1.0" in files["bagit.txt"]
    assert "Bagging-Date: 2026-02-03\n" in files["bag-info.txt"].decode()


def test_the_same_state_gives_the_same_bytes_and_another_state_others(store: Store) -> None:
    first = made(store)
    assert made(Store(store.layout.root)) == first
    with store.deposit(wait=1) as deposit:
        edit(deposit, current(store)[0], parse_assignments(["title=Another"]), clock=clock)
        deposit.commit()
    assert made(store) != first


def test_earlier_records_of_a_document_come_along(store: Store, tmp_path: Path) -> None:
    record = current(store)[0]
    with store.deposit(wait=1) as deposit:
        edit(deposit, record, parse_assignments(["title=Another"]), clock=clock)
        deposit.commit()
    content = made(store)
    name = f"data/history/{record.id}-{record.seq:09d}.json"
    assert files_of(content)[name] == store.layout.record(record.seq).read_bytes()
    (tmp_path / "b.zip").write_bytes(content)
    assert codes(tmp_path / "b.zip") == []


def test_originals_and_texts_can_be_left_out(store: Store, tmp_path: Path) -> None:
    content = made(store, originals=False, texts=False)
    assert not [name for name in files_of(content) if name.startswith(("data/originals/", "data/texts/"))]
    validated(content, tmp_path / "out")
    assert codes(tmp_path / "out" / BASE) == []


def test_no_documents_give_a_valid_bundle(tmp_path: Path) -> None:
    content = made(archive(tmp_path / "empty", {}), styles=())
    validated(content, tmp_path / "out")
    assert codes(tmp_path / "out" / BASE) == []


def test_any_name_of_a_file_gives_a_bag_that_is_accepted(tmp_path: Path) -> None:
    names = [f"{number}{text}.txt".replace("\0", "") for number, text in enumerate(TEXTS.values())]
    names += ["con", "CON", "Con.TXT", "a" * 300, "%0A", "../../x", os.fsdecode(b"\xff\xfe.txt"), "x\ny", "nul\r.txt"]
    store = archive(tmp_path / "archive", {name: f"text {number}" for number, name in enumerate(names)})
    content = made(store)
    lowered = [name.casefold() for name in files_of(content)]
    assert len(set(lowered)) == len(lowered)
    validated(content, tmp_path / "out")
    assert codes(tmp_path / "out" / BASE) == []


def test_hostile_text_in_descriptions_stays_inert_in_every_file(tmp_path: Path) -> None:
    store = archive(tmp_path / "archive")
    for record, text in zip(current(store) * 20, TEXTS.values(), strict=False):
        if text.strip() and "\ud800" not in text and "\x00" not in text:
            with store.deposit(wait=1) as deposit:
                edit(deposit, store.latest(record.id), parse_assignments([f"title={text}"]), clock=clock)
                deposit.commit()
    path = tmp_path / "b.zip"
    path.write_bytes(made(store, styles=("plain", "un")))
    assert codes(path) == []
    files = files_of(path.read_bytes())
    crate = json.loads(files["data/ro-crate-metadata.json"])
    assert len([one for one in crate["@graph"] if one["@type"] == "File"]) == len(
        [name for name in files if name.startswith("data/") and "history" not in name]) - 1  # not itself  # fmt: skip


def test_the_crate_follows_the_rules_of_ro_crate(store: Store) -> None:
    """RO-Crate 1.1, "Root Data Entity": the descriptor, what the root must have, and that every part is described."""
    files = files_of(made(store))
    crate = json.loads(files["data/ro-crate-metadata.json"])
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    assert len(entities) == len(crate["@graph"])
    descriptor, root = entities["ro-crate-metadata.json"], entities["./"]
    assert (descriptor["about"], descriptor["conformsTo"]) == (
        {"@id": "./"}, {"@id": "https://w3id.org/ro/crate/1.1"})  # fmt: skip
    assert {"name", "description", "datePublished", "license"} <= set(root)
    parts = [part["@id"] for part in root["hasPart"]]
    assert set(parts) == set(entities) - {"./", "ro-crate-metadata.json"}
    assert {f"data/{unquote(part)}" for part in parts} | {"data/ro-crate-metadata.json"} == {
        name for name in files if name.startswith("data/")}  # fmt: skip


@pytest.mark.parametrize("kind", ["original", "text", "record"])
@pytest.mark.parametrize("deed", ["changed", "missing"])
def test_a_damaged_document_is_named_or_left_out(store: Store, tmp_path: Path, kind: str, deed: str) -> None:
    records = current(store)
    hurt = records[1]
    path = {"original": store.layout.original(hurt.original.digest), "text": store.layout.text(hurt.text.digest or ""),
            "record": store.layout.record(hurt.seq)}[kind]  # fmt: skip
    path.chmod(0o644)
    if deed == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes().replace(b"e", b"f", 1))
    with pytest.raises(DamageFound, match=hurt.id):
        write_bundle(records, io.BytesIO(), Contents(store=store, made=WHEN))
    left_out: list[DamageFound] = []
    out = io.BytesIO()
    write_bundle(records, out, Contents(store=store, made=WHEN, leave_out=left_out.append))
    assert len(left_out) == 1
    assert hurt.id in str(left_out[0])
    assert json.loads(files_of(out.getvalue())["data/query.json"])["documents"] == 2
    (tmp_path / "b.zip").write_bytes(out.getvalue())
    assert codes(tmp_path / "b.zip") == []


def test_a_changed_last_record_is_noticed_too(store: Store) -> None:
    last = current(store)[-1]
    path = store.layout.record(last.seq)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b'"at": "2026', b'"at": "2027'))
    with pytest.raises(DamageFound, match=last.id):
        made(store)


def test_unknown_styles_and_styles_of_one_name_are_refused_before_anything_is_written(
    store: Store, tmp_path: Path
) -> None:
    out = io.BytesIO()
    with pytest.raises(UnknownPlugin):
        write_bundle(current(store), out, Contents(store=store, made=WHEN, styles=("nowhere",)))
    copy = tmp_path / "apa.csl"
    copy.write_bytes((Path(__file__).parents[3] / "archive/cite/styles/apa.csl").read_bytes())
    with pytest.raises(InvalidValue, match="share"):
        write_bundle(current(store), out, Contents(store=store, made=WHEN, styles=("apa", str(copy))))
    assert out.getvalue() == b""


class _Nowhere(io.RawIOBase):
    def write(self, data: bytes) -> int:  # type: ignore[override]
        return len(data)


def test_memory_grows_neither_with_the_size_nor_the_number_of_documents(tmp_path: Path) -> None:
    store = archive(tmp_path / "archive", {"large.bin": b"\0\1\2\3" * 8_000_000, **LETTERS})
    large, *small = current(store)
    contents = Contents(store=store, made=WHEN)
    write_bundle(small, _Nowhere(), contents)  # type: ignore[arg-type]

    def peak(records: list) -> int:
        tracemalloc.start()
        write_bundle(records, _Nowhere(), contents)  # type: ignore[arg-type]
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak([large]) < 8_000_000 < large.original.size
    assert peak(small * 40) < peak(small * 10) + 2_500_000  # of which the temporary files hold up to a megabyte each


def test_helpers_make_honest_bags(tmp_path: Path) -> None:
    """What the tests of damage rest on: repacking alone changes nothing."""
    files = files_of(zipped(tmp_path).read_bytes())
    assert codes(packed(tmp_path / "again.zip", files)) == []
    assert one(files, "texts").endswith(".txt")
