"""A TAR file is told by the sum in its first header, through three kinds of compression."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile

import pytest

from archive.identify import LOOKED_AT, identify


def tar(form: int) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=form) as archive:
        for name in ("bənd.txt", "水坝.txt"):
            member = tarfile.TarInfo(name)
            member.size = 5
            archive.addfile(member, io.BytesIO(b"texts"))
    return target.getvalue()


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize(
    ("packed", "media_type"),
    [
        (bytes, "application/x-tar"),
        (gzip.compress, "application/x-compressed-tar"),
        (bz2.compress, "application/x-bzip2-compressed-tar"),
        (lzma.compress, "application/x-xz-compressed-tar"),
    ],
)
def test_a_tar_file_is_told_however_it_is_compressed(form: int, packed: type[bytes], media_type: str) -> None:
    assert identify(packed(tar(form)), "a") == media_type


@pytest.mark.parametrize(
    ("packed", "media_type"),
    [(gzip.compress, "application/gzip"), (bz2.compress, "application/x-bzip2"), (lzma.compress, "application/x-xz")],
)
def test_a_text_that_is_compressed_is_no_tar_file(packed: type[bytes], media_type: str) -> None:
    content = packed(b"A text about dams. " * 100)
    assert identify(content, "a.tar.gz") == media_type
    assert identify(content[:20], "a.tar.gz") == media_type


def test_a_tar_file_of_before_1988_is_told_by_its_sum() -> None:
    header = bytearray(tar(tarfile.USTAR_FORMAT)[:512])
    header[257:] = bytes(255)
    header[148:156] = b"%06o\0 " % (sum(header) - sum(header[148:156]) + 256)
    assert identify(bytes(header), "a") == "application/x-tar"
    header[0] ^= 1
    assert identify(bytes(header), "a") != "application/x-tar"
    assert identify(bytes(512), "a") != "application/x-tar"


def test_an_xz_file_that_asks_for_gigabytes_is_not_given_them() -> None:
    content = lzma.compress(tar(tarfile.USTAR_FORMAT), filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 28}])
    assert identify(content, "a") == "application/x-xz"


def test_the_first_bytes_of_a_large_compressed_file_are_enough() -> None:
    content = gzip.compress(tar(tarfile.USTAR_FORMAT) + bytes(5_000_000))
    assert identify(content[:LOOKED_AT], "a") == "application/x-compressed-tar"
