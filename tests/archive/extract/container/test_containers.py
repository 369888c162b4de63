"""Containers: what they hold is taken out file by file, and what is wrong with one file keeps no other."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.errors import ExtractionFailed
from archive.extract import Extraction, Part, Wishes
from archive.extract.container import is_hidden
from archive.extract.container.compressed import CompressedExtractor
from archive.extract.container.tar import TarExtractor
from archive.extract.container.zip import ZipExtractor
from archive.identify import identify

FILES = {"a.txt": b"one", "sub/b.txt": b"two" * 1000, "登记册/Bakı.txt": "Qeyd dəftəri سجل".encode()}


def zipped(files: dict[str, bytes], *, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as container:
        container.mkdir("sub")
        for name, content in files.items():
            container.writestr(name, content)
    return out.getvalue()


def tarred(files: dict[str, bytes], *, mode: str = "w", form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=form) as container:  # type: ignore[call-overload]
        container.addfile(member("sub", type=tarfile.DIRTYPE))
        for name, content in files.items():
            container.addfile(member(name, size=len(content)), io.BytesIO(content))
    return out.getvalue()


def member(name: str, **attributes: object) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    for attribute, value in attributes.items():
        setattr(made, attribute, value)
    return made


def read(part: Part) -> bytes:
    with part.open() as stream:
        return stream.read()


def held(extraction: Extraction) -> dict[str, bytes]:
    return {part.path: read(part) for part in extraction.parts}


def failure(part: Part) -> tuple[str, str]:
    with pytest.raises(ExtractionFailed) as failed:
        read(part)
    return failed.value.code, str(failed.value)


@pytest.mark.parametrize(
    ("content", "media_type", "extractor"),
    [
        (zipped(FILES), "application/zip", ZipExtractor()),
        (zipped(FILES, how=zipfile.ZIP_STORED), "application/zip", ZipExtractor()),
        (zipped(FILES, how=zipfile.ZIP_BZIP2), "application/zip", ZipExtractor()),
        (zipped(FILES, how=zipfile.ZIP_LZMA), "application/zip", ZipExtractor()),
        (tarred(FILES), "application/x-tar", TarExtractor()),
        (tarred(FILES, form=tarfile.GNU_FORMAT), "application/x-tar", TarExtractor()),
        (tarred(FILES, form=tarfile.USTAR_FORMAT), "application/x-tar", TarExtractor()),
        (tarred(FILES, mode="w:gz"), "application/x-compressed-tar", TarExtractor()),
        (tarred(FILES, mode="w:bz2"), "application/x-bzip2-compressed-tar", TarExtractor()),
        (tarred(FILES, mode="w:xz"), "application/x-xz-compressed-tar", TarExtractor()),
    ],
)
def test_every_file_is_taken_out_as_it_was_put_in(
    content: bytes, media_type: str, extractor: ZipExtractor | TarExtractor
) -> None:
    assert identify(content, "a") == media_type
    assert media_type in extractor.formats[0].media_types
    extraction = extractor.extract(content)
    assert (extraction.text, extraction.passages, extraction.left_out) == ("", (), ())
    assert held(extraction) == FILES
    assert {part.kind for part in extraction.parts} == {"member"}


@pytest.mark.parametrize(
    ("content", "path"),
    [
        (gzip.compress(b"words"), "content"),
        (bz2.compress(b"words"), "content"),
        (lzma.compress(b"words"), "content"),
        (b"\x1f\x8b\x08\x08" + bytes(6) + b"letter.txt\0" + gzip.compress(b"words")[10:], "letter.txt"),
        (b"\x1f\x8b\x08\x0c" + bytes(6) + b"\x02\0xxcaf\xe9.txt\0" + gzip.compress(b"words")[10:], "café.txt"),
    ],
    ids=["gzip", "bzip2", "xz", "a gzip file that names it", "a gzip file with a field before the name"],
)
def test_a_compressed_file_holds_the_one_file_that_was_compressed(content: bytes, path: str) -> None:
    assert held(CompressedExtractor().extract(content)) == {path: b"words"}


def test_an_empty_container_holds_nothing() -> None:
    assert ZipExtractor().extract(b"PK\x05\x06" + bytes(18)).parts == ()
    assert held(TarExtractor().extract(bytes(10240))) == {}


@pytest.mark.parametrize(
    ("path", "hidden"),
    [("__MACOSX/._a.txt", True), (".git/a", True), ("a/.DS_Store", True), ("a\\.x", True), ("./a.txt", False),
     ("../a.txt", False), ("a.txt", False), ("a/__MACOSX.txt", False)],
)  # fmt: skip
def test_hidden_files_are_passed_over_and_said(path: str, hidden: bool) -> None:
    assert is_hidden(path) == hidden
    extraction = ZipExtractor().extract(zipped({path: b"x", "b.txt": b"y"}))
    assert len(extraction.parts) == 2 - hidden
    assert extraction.left_out == (("1 hidden files",) if hidden else ())


def with_flag(content: bytes, flag: int) -> bytes:
    """Every member with this flag set, in its own header and in the directory."""
    changed = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(signature, at + 1)) >= 0:
            changed[at + offset] |= flag
    return bytes(changed)


def test_an_encrypted_member_is_refused_with_words() -> None:
    content = with_flag(zipped({"a.txt": b"secret"}), 1)
    assert failure(ZipExtractor().extract(content).parts[-1]) == ("encrypted", "it is encrypted")


def test_a_link_and_a_device_are_refused_with_words() -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.writestr(link, "/etc/passwd")
    assert failure(ZipExtractor().extract(out.getvalue()).parts[0])[0] == "not-a-file"
    kinds = {b"2": "a link to 'x'", b"1": "a link to 'x'", b"3": "a device", b"4": "a device", b"6": "or a pipe"}
    for kind, words in kinds.items():
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as container:
            container.addfile(member("odd", type=kind, linkname="x"))
        code, said = failure(TarExtractor().extract(out.getvalue()).parts[0])
        assert code == "not-a-file"
        assert words in said


def test_a_member_with_changed_bytes_is_damaged_and_the_others_are_not() -> None:
    content = zipped({"a.txt": b"the first", "b.txt": b"the other"}, how=zipfile.ZIP_STORED)
    first, other = (part for part in ZipExtractor().extract(content.replace(b"the first", b"the worst")).parts)
    assert failure(first)[0] == "damaged"
    assert read(other) == b"the other"


@pytest.mark.parametrize("cut", [600, 1100, 1500, 2000])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_of_a_cut_off_tar_file_the_files_before_the_cut_are_taken(pack: Callable[[bytes], bytes], cut: int) -> None:
    whole = tarred({f"{number}.txt": f"number {number}".encode() for number in range(3)}, form=tarfile.USTAR_FORMAT)
    parts = TarExtractor().extract(gzip.compress(whole)[:-20] if pack is gzip.compress else whole[: 512 + cut]).parts
    *sound, last = parts
    assert failure(last)[0] == "damaged"
    for number, part in enumerate(sound):
        assert read(part) == f"number {number}".encode()


def test_a_header_that_is_damaged_is_not_taken_for_the_end() -> None:
    content = bytearray(tarred({"a.txt": b"one", "b.txt": b"two"}, form=tarfile.USTAR_FORMAT))
    content[512 * 3 + 10] ^= 0xFF
    sound, broken = TarExtractor().extract(bytes(content)).parts
    assert (sound.path, read(sound)) == ("a.txt", b"one")
    assert failure(broken)[0] == "damaged"


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + bytes(400), zipped(FILES)[:-30]])
def test_a_zip_file_without_its_directory_is_damaged(content: bytes) -> None:
    with pytest.raises(ExtractionFailed, match="damaged") as failed:
        ZipExtractor().extract(content)
    assert failed.value.code == "damaged"


def test_what_expands_beyond_reason_is_refused() -> None:
    bomb = bytes(50_000_000)
    assert failure(ZipExtractor().extract(zipped({"a": bomb})).parts[-1])[0] == "limit"
    assert failure(CompressedExtractor().extract(gzip.compress(bomb)).parts[0])[0] == "limit"
    with pytest.raises(ExtractionFailed, match="bombs"):
        TarExtractor().extract(tarred({"a": bomb, "b": b"x"}, mode="w:gz"))


def test_what_expands_much_for_good_reason_is_taken() -> None:
    lines = b"the same line again and again\n" * 30_000
    assert held(ZipExtractor().extract(zipped({"a": lines}))) == {"a": lines}
    assert held(TarExtractor().extract(tarred({"a": lines}, mode="w:gz"))) == {"a": lines}


def test_too_many_members_are_refused_before_they_are_listed() -> None:
    with pytest.raises(ExtractionFailed) as failed:
        ZipExtractor().extract(zipped({f"{number}": b"" for number in range(10_001)}, how=zipfile.ZIP_STORED))
    assert failed.value.code == "limit"


@pytest.mark.parametrize(
    ("written", "encoding", "path"),
    [
        ("Отчёт.txt".encode("cp866"), "cp866", "Отчёт.txt"),
        ("登记册.txt".encode("gb18030"), "gb18030", "登记册.txt"),
        ("Bakı.txt".encode(), None, "Bakı.txt"),
        (b"caf\x82.txt", None, "café.txt"),
    ],
)
def test_names_in_no_stated_encoding_are_read_as_wished_then_as_utf_8_then_as_the_standard_says(
    written: bytes, encoding: str | None, path: str
) -> None:
    placeholder = b"x" * len(written)
    content = zipped({placeholder.decode(): b"words"}).replace(placeholder, written)
    assert ZipExtractor().extract(content, Wishes(encoding=encoding)).parts[-1].path == path


def test_a_tar_file_may_hold_names_that_are_not_utf_8() -> None:
    content = tarred({"x" * 9: b"words"}, form=tarfile.USTAR_FORMAT)
    named = bytearray(content.replace(b"x" * 9, b"caf\xe9\xe8.txt", 1))
    header = named[512:1024]
    header[148:156] = b" " * 8
    named[512 + 148 : 512 + 156] = f"{sum(header):06o}\0 ".encode()
    assert TarExtractor().extract(bytes(named)).parts[0].path == "caf\udce9\udce8.txt"


def test_the_tools_of_the_system_write_what_is_read(tmp_path: Path) -> None:
    import subprocess

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(b"one")
    subprocess.run(["tar", "-C", tmp_path, "-czf", tmp_path / "a.tgz", "in"], check=True)
    assert held(TarExtractor().extract((tmp_path / "a.tgz").read_bytes())) == {"in/a.txt": b"one"}
