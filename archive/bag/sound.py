"""Whether what an archive holds of one document is what was kept: asked before it leaves the archive."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from archive.deposit import CHUNK
from archive.errors import DamageFound
from archive.record import Record
from archive.store import Store

# The key stands alone on a line of a record, and no value can begin one: JSON has no bare line ends in texts.
_PREVIOUS = re.compile(rb'^ "previous": "([0-9a-f]{64})"', re.M)
_HEAD = 1024


def record_bytes(store: Store, seq: int) -> bytes:
    """The file of a record; DamageFound when it is gone, or is not the one that the next record was made after."""
    path = store.layout.record(seq)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DamageFound(f"{path} cannot be read: {error.strerror}. Run `muniment verify`") from None
    expected = _expected(store, seq)
    if expected and hashlib.sha256(content).hexdigest() != expected:
        raise DamageFound(f"{path} is not what was kept: its SHA-256 is another. Run `muniment verify`")
    return content


def _expected(store: Store, seq: int) -> str | None:
    """The digest that the next record gives, or the catalogue of the last; None when neither is to be had."""
    try:
        with store.layout.record(seq + 1).open("rb") as stream:
            found = _PREVIOUS.search(stream.read(_HEAD))
    except OSError:
        return store.catalogue.head if seq == store.catalogue.seq else None
    return found[1].decode() if found else None


def chunks(path: Path, digest: str) -> Iterator[bytes]:
    """A kept file piece by piece; DamageFound at its end when it is not what was kept."""
    hashed = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                hashed.update(chunk)
                yield chunk
    except OSError as error:
        raise DamageFound(f"{path} cannot be read: {error.strerror}. Run `muniment verify`") from None
    if hashed.hexdigest() != digest:
        raise DamageFound(f"{path} is not what was kept: its SHA-256 is another. Run `muniment verify`")


def check_document(store: Store, record: Record, *, original: bool, text: bool) -> None:
    """Read all that is kept of a document; DamageFound says what is not as it was."""
    record_bytes(store, record.seq)
    if original:
        for _ in chunks(store.layout.original(record.original.digest), record.original.digest):
            pass
    if text and record.text.digest:
        for _ in chunks(store.layout.text(record.text.digest), record.text.digest):
            pass
