"""ZIP files: each member a file. What Word, LibreOffice and EPUB pack as ZIP is not read here."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Extraction, Format, Part, Wishes
from archive.extract.container import FAULTS, LIMITS, holding, measured
from archive.extract.package import check_directory

_ENCRYPTED, _NAMES_ARE_UTF_8 = 1, 1 << 11
"""Bits of a member's flags (APPNOTE 6.3.10, section 4.4.4)."""


class ZipExtractor:
    """Takes the files out of a ZIP file."""

    name, version = "zip", "1"
    formats = (
        Format(name="ZIP", media_types=("application/zip",), suffixes=(".zip",), library="zipfile (Python)",
               locators="each member is a document of its own",
               limits=f"{LIMITS}; no encrypted members"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        stream = io.BytesIO(content)
        try:
            check_directory(stream)
            container = zipfile.ZipFile(stream)
        except FAULTS as error:
            raise ExtractionFailed(f"the ZIP file is damaged: {error}", code="damaged") from None
        return holding(_parts(container, wishes.encoding))


def _parts(container: zipfile.ZipFile, encoding: str | None) -> Iterator[Part]:
    for member in container.infolist():
        if not member.is_dir():
            yield Part(path=_name(member, encoding), kind="member", open=partial(_opened, container, member))


def _opened(container: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    if member.flag_bits & _ENCRYPTED:
        raise ExtractionFailed("it is encrypted", code="encrypted")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise ExtractionFailed("it is a link to another file", code="not-a-file")
    try:
        return measured(container.open(member), member.compress_size)  # type: ignore[arg-type]
    except NotImplementedError as error:
        raise ExtractionFailed(f"it is packed in a way that is not read: {error}", code="unsupported") from None
    except FAULTS as error:
        raise ExtractionFailed(f"it is damaged: {error}", code="damaged") from None


def _name(member: zipfile.ZipInfo, encoding: str | None) -> str:
    """The path of a member. Where its encoding is not stated, zipfile takes CP437, which maps every byte."""
    if member.flag_bits & _NAMES_ARE_UTF_8:
        return member.filename
    written = member.filename.encode("cp437", "replace")
    for tried in (encoding, "utf-8"):
        if tried:
            try:
                return written.decode(tried)
            except UnicodeDecodeError:
                continue
    return member.filename
