"""The members of a package are read within limits, whatever its directory says of them."""

from __future__ import annotations

import io
import struct
import time
import zipfile

import pytest

from archive.errors import ExtractionFailed
from archive.extract import package
from archive.extract.package import Package
from tests.archive.extract.packages import packed


def refused(content: bytes, name: str = "a") -> tuple[str, str]:
    with pytest.raises(ExtractionFailed) as failed:
        Package(content).read(name)
    return failed.value.code, str(failed.value)


def test_a_member_is_read_from_bytes_and_from_a_stream() -> None:
    content = packed({"a": "水", "b/c": "two"})
    assert Package(content).read("a") == "水".encode()
    assert Package(io.BytesIO(content)).read("b/c") == b"two"
    assert set(Package(content).names) == {"a", "b/c"}


@pytest.mark.parametrize("cut", [1, 10, 30, 60])
def test_a_package_that_is_cut_is_damaged(cut: int) -> None:
    assert refused(packed({"a": "x" * 100})[:-cut])[0] == "damaged"


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06", b"PK\x03\x04" + bytes(60), b"text" * 90])
def test_what_is_no_package_is_damaged(content: bytes) -> None:
    assert refused(content)[0] == "damaged"


def test_a_member_that_is_not_there_is_missing() -> None:
    assert refused(packed({"b": ""})) == ("missing", "the document has no a")


def test_a_member_whose_bytes_are_changed_is_damaged() -> None:
    content = packed({"a": "0123456789" * 5}, stored=True)
    assert refused(content.replace(b"0123456789", b"0123456780", 1))[0] == "damaged"


def test_a_member_under_a_password_is_encrypted() -> None:
    content = bytearray(packed({"a": "x"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(content))[0] == "encrypted"


def test_a_member_packed_in_another_way_is_not_unpacked() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", "x" * 100)
    assert refused(target.getvalue()) == ("damaged", "a is packed in a way that documents do not use")


def test_the_largest_member_and_sum_are_read_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_SUM", 25)
    content = packed({"a": "x" * 10, "b": "y" * 15, "c": "z"})
    opened = Package(content)
    assert len(opened.read("a", at_most=10)) == 10
    assert len(opened.read("b")) == 15
    with pytest.raises(ExtractionFailed, match="c expands to more than 0 bytes"):
        opened.read("c")
    with pytest.raises(ExtractionFailed, match="a expands to more than 9 bytes") as failed:
        Package(content).read("a", at_most=9)
    assert failed.value.code == "limit"


def test_a_bomb_is_refused_without_being_unpacked_whole() -> None:
    started = time.process_time()
    bomb = packed({"a": bytes(2_000_000), "b": bytes(999_999)})
    assert refused(bomb) == ("limit", "a expands 250 times and more")
    assert len(Package(bomb).read("b")) == 999_999
    assert refused(packed({"a": bytes(100_000_000)}))[0] == "limit"
    assert time.process_time() - started < 10


def test_a_size_that_lies_gives_no_more_than_it_says() -> None:
    content = bytearray(packed({"a": bytes(100_000)}))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    assert refused(bytes(content))[0] == "damaged"


def test_many_members_are_refused_and_many_more_are_not_even_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_MEMBERS", 2)
    assert Package(packed({"a": "", "b": ""})).read("a") == b""
    assert refused(packed({"a": "", "b": "", "c": ""}))[0] == "limit"
    monkeypatch.setattr(package, "_LARGEST_DIRECTORY", 100)
    assert "the directory of its members has" in refused(packed({"a": "", "b": "", "c": ""}))[1]


def test_a_directory_whose_size_is_stated_elsewhere_counts_as_the_whole_file(monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed({"a": "x"})
    at = content.index(b"PK\x05\x06")
    located = content[:at] + b"PK\x06\x07" + bytes(16) + content[at:]
    monkeypatch.setattr(package, "_LARGEST_DIRECTORY", len(located) - 1)
    assert refused(located)[0] == "limit"
