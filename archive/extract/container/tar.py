"""TAR files, bare or compressed: each file in them a file."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO

from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Extraction, Format, Part, Wishes
from archive.extract.container import FAULTS, LIMITS, damaged, holding, measured

EXPANDING: dict[bytes, Callable[[io.BytesIO], io.BufferedIOBase]] = {
    b"\x1f\x8b": lambda source: gzip.GzipFile(fileobj=source),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
}
"""How to expand a file, by its first bytes."""


def expanded(content: bytes) -> io.BufferedReader | io.BytesIO:
    """What a file holds when its compression, if any, is undone; ExtractionFailed where that gives too much."""
    source = io.BytesIO(content)
    expand = next((how for start, how in EXPANDING.items() if content.startswith(start)), None)
    return measured(expand(source), len(content)) if expand else source


class TarExtractor:
    """Takes the files out of a TAR file."""

    name, version = "tar", "1"
    formats = (
        Format(
            name="TAR, also compressed",
            media_types=("application/x-tar", "application/x-compressed-tar", "application/x-bzip2-compressed-tar",
                         "application/x-xz-compressed-tar"),
            suffixes=(".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"), library="tarfile (Python)",
            locators="each file is a document of its own",
            limits=f"{LIMITS}; no links, no devices",
        ),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        stream = expanded(content)
        try:
            container = tarfile.TarFile(fileobj=stream, encoding=wishes.encoding or "utf-8", errors="surrogateescape")
        except FAULTS as error:
            raise ExtractionFailed(f"the TAR file is damaged: {error}", code="damaged") from None
        return holding(_parts(container, len(content)))


def _parts(container: tarfile.TarFile, packed: int) -> Iterator[Part]:
    """The files; tarfile takes a header that is damaged for the end, which is told by what stands there."""
    try:
        while (member := container.next()) is not None:
            if not member.isdir():
                yield Part(path=member.name, kind="member", open=partial(_opened, container, member, packed))
        rest = _block_at_end(container)
        if rest.strip(b"\0"):
            yield damaged("the TAR file is damaged here")
    except (*FAULTS, ExtractionFailed) as error:
        if isinstance(error, ExtractionFailed) and error.code != "damaged":
            raise
        yield damaged(f"the TAR file is damaged here: {error}")


def _block_at_end(container: tarfile.TarFile) -> bytes:
    stream: Any = container.fileobj
    stream.seek(container.offset)
    block: bytes = stream.read(tarfile.BLOCKSIZE)
    return block


def _opened(container: tarfile.TarFile, member: tarfile.TarInfo, packed: int) -> BinaryIO:
    if member.issym() or member.islnk():
        raise ExtractionFailed(f"it is a link to {member.linkname!r}", code="not-a-file")
    stream = container.extractfile(member)
    if stream is None:
        raise ExtractionFailed("it is a device or a pipe", code="not-a-file")
    return measured(stream, packed)  # type: ignore[arg-type]
