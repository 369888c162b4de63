from __future__ import annotations

import json
import shutil
import stat
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.bag import opened as opening
from archive.bag.opened import opened
from archive.bag.writer import BASE
from archive.errors import DamageFound
from archive.version import AGENT
from tests.archive.bag.bundles import codes, files_of, one, packed, with_json, zipped

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return files_of(zipped(tmp_path_factory.mktemp("bundle")).read_bytes())


def test_a_whole_bundle_has_no_findings(whole: Files, tmp_path: Path) -> None:
    assert codes(packed(tmp_path / "b.zip", whole)) == []


@pytest.mark.parametrize("folder", ["originals", "texts", "records", "citations"])
def test_a_changed_or_missing_file_is_found_by_the_manifest(whole: Files, tmp_path: Path, folder: str) -> None:
    path = one(whole, folder)
    changed = packed(tmp_path / "changed.zip", whole | {path: whole[path] + b" "}, honest=False)
    assert "file-changed" in codes(changed)
    rest = {name: held for name, held in whole.items() if name != path}
    assert "file-missing" in codes(packed(tmp_path / "missing.zip", rest, honest=False))


BIB = "data/citations/citations.bib"
FORGERIES: dict[str, tuple[Callable[[Files], Files], str]] = {
    "an original is exchanged": (lambda files: {one(files, "originals"): b"another letter"}, "record-disagrees"),
    "a text is exchanged": (lambda files: {one(files, "texts"): b"another text"}, "record-disagrees"),
    "a title is changed in the bibliography": (
        lambda files: {BIB: files[BIB].replace(b"title", b"tilte")},
        "citations-differ",
    ),
    "a reference is added": (
        lambda files: {"data/citations/citations.ris": files["data/citations/citations.ris"] + b"TY  - GEN\r\n"},
        "citations-differ",
    ),
    "a styled citation is changed": (
        lambda files: {"data/citations/styles-plain.txt": b"Nobody. Nothing."}, "citations-differ"),
    "a row of the table is changed": (
        lambda files: {"data/documents.csv": files["data/documents.csv"].replace(b"current", b"withdrawn", 1)},
        "table-differs",
    ),
    "a record is no record": (lambda files: {one(files, "records"): b"{}"}, "record-unreadable"),
    "a record says it is another": (
        lambda files: {one(files, "records"): with_json(files[one(files, "records")], id="mffffffffffff")},
        "record-misplaced",
    ),
    "a record is changed, and so the chain breaks": (
        lambda files: {one(files, "records"): files[one(files, "records")].replace(b'"at": "2026', b'"at": "2025')},
        "chain-broken",
    ),
    "the last record is another": (
        lambda files: {"data/query.json": with_json(files["data/query.json"],
                                                    last_record={"seq": 3, "sha256": "0" * 64})},
        "chain-broken",
    ),
    "the last record comes before others": (
        lambda files: {"data/query.json": with_json(files["data/query.json"],
                                                    last_record={"seq": 1, "sha256": "0" * 64})},
        "chain-broken",
    ),
    "the query counts other documents": (
        lambda files: {"data/query.json": with_json(files["data/query.json"], documents=7)}, "query-differs"),
    "the query is no JSON": (lambda files: {"data/query.json": b"[" * 100_000}, "bag-malformed"),
    "the layout is a later one": (
        lambda files: {"data/query.json": with_json(files["data/query.json"], schema=2)}, "bag-malformed"),
    "a program lies among the originals": (lambda files: {"data/originals/setup.exe": b"MZ"}, "file-unknown"),
    "a bag lies within": (lambda files: {"data/originals/m0/bagit.txt": b"BagIt-Version: 1.0\n"}, "file-unknown"),
    "it is no bag": (lambda files: {"bagit.txt": b"hello\n"}, "bag-malformed"),
    "it is a bag of another version": (
        lambda files: {"bagit.txt": b"BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n"}, "bag-malformed"),
}  # fmt: skip


@pytest.mark.parametrize(("deed", "code"), FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forgery_with_right_digests_is_found_by_what_disagrees(
    whole: Files, tmp_path: Path, deed: Callable[[Files], Files], code: str
) -> None:
    assert code in codes(packed(tmp_path / "b.zip", whole | deed(whole)))


def test_a_bundle_of_another_version_is_held_against_ids_and_digests(whole: Files, tmp_path: Path) -> None:
    other = with_json(whole["data/query.json"], software=f"{AGENT}0")
    files = whole | {"data/query.json": other, "data/citations/citations.bib": b"worded otherwise"}
    assert codes(packed(tmp_path / "b.zip", files)) == []
    items = json.loads(whole["data/citations/citations.json"])
    files["data/citations/citations.json"] = json.dumps(items[1:]).encode()
    assert codes(packed(tmp_path / "c.zip", files)) == ["citations-differ"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("manifest-sha256.txt", b"not a line\n", "bag-malformed"),
        ("manifest-sha256.txt", b"x" * 10_000, "bag-malformed"),
        ("manifest-sha256.txt", b"\xff\xfe", "bag-malformed"),
        ("manifest-sha256.txt", b"0" * 64 + b"  ../../etc/passwd\n", "manifest-contradictory"),
        ("bag-info.txt", b"Payload-Oxum: 1.1\n", "oxum-wrong"),
        ("bag-info.txt", b"Payload-Oxum: many\n", "bag-malformed"),
        ("tagmanifest-sha256.txt", b"", "file-unlisted"),
        ("extra.txt", b"", "file-unlisted"),
    ],
)
def test_a_tag_file_that_is_wrong_is_said(whole: Files, tmp_path: Path, name: str, content: bytes, code: str) -> None:
    assert code in codes(packed(tmp_path / "b.zip", whole | {name: content}, honest=False))


def entry(name: str, *, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    return made


@pytest.mark.parametrize(
    "made",
    [
        entry("../outside"),
        entry(f"{BASE}/data/../../outside"),
        entry("/etc/passwd"),
        entry(f"{BASE}//x"),
        entry(f"{BASE}/a\\..\\b"),
        entry(f"{BASE}/link", mode=stat.S_IFLNK | 0o777),
        entry(f"{BASE}/pipe", mode=stat.S_IFIFO | 0o644),
        entry(f"{BASE}/bagit.txt"),
        entry("second/bagit.txt"),
        entry(f"{BASE}/data/../../outside/"),
        entry("/outside/"),
    ],
    ids=["above", "above within", "absolute", "empty part", "backslash", "link", "pipe", "twice", "two folders",
         "folder above", "absolute folder"],
)  # fmt: skip
def test_a_zip_with_a_hostile_entry_is_not_read(whole: Files, tmp_path: Path, made: zipfile.ZipInfo) -> None:
    path = packed(tmp_path / "b.zip", whole)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile warns of a name that is there twice
        with zipfile.ZipFile(path, "a") as out:
            out.writestr(made, b"x")
    with pytest.raises(DamageFound), opened(path):
        pass


def test_a_zip_bomb_is_not_read(whole: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "ALWAYS_READ", 1 << 20)
    path = packed(tmp_path / "b.zip", whole | {one(whole, "originals"): b"\0" * (8 << 20)})
    with pytest.raises(DamageFound, match="unpacks to"), opened(path):
        pass
    monkeypatch.setattr(opening, "ALWAYS_READ", 9 << 20)
    assert "record-disagrees" in codes(path)


@pytest.mark.parametrize("kind", ["file", "folder", "outside"])
def test_a_folder_with_a_link_is_not_read(whole: Files, tmp_path: Path, kind: str) -> None:
    shutil.unpack_archive(packed(tmp_path / "b.zip", whole), tmp_path)
    target = {"file": "bagit.txt", "folder": "data", "outside": "/etc/passwd"}[kind]
    (tmp_path / BASE / "link").symlink_to(target)
    with pytest.raises(DamageFound, match="link"), opened(tmp_path / BASE):
        pass


def test_a_zip_that_is_cut_off_or_changed_within_is_said(whole: Files, tmp_path: Path) -> None:
    content = packed(tmp_path / "b.zip", whole).read_bytes()
    (tmp_path / "cut.zip").write_bytes(content[: len(content) // 2])
    with pytest.raises(DamageFound), opened(tmp_path / "cut.zip"):
        pass
    for at in range(60, len(content), len(content) // 25):
        (tmp_path / "hurt.zip").write_bytes(content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :])
        try:
            found = codes(tmp_path / "hurt.zip")
        except DamageFound:
            continue
        assert found or files_of((tmp_path / "hurt.zip").read_bytes()) == files_of(content), at
