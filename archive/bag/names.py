"""Names of files in a bag: safe on every system, and as manifests write them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 100
"""Bytes of a file name after the ID. With folder and ID it stays below the 255 bytes of common file systems and, in a
folder of usual depth, below the 260 characters of Windows."""

# What Windows forbids, what a manifest would have to encode (%), and what a shell or a spreadsheet acts on.
_UNSAFE = re.compile(r"""[<>:"/\\|?*%'`$&;!#{}^~=@+\s]+""")
_UNSEEN = ("C", "Z")
_ENCODED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_DECODED = {"%25": "%", "%0D": "\r", "%0A": "\n"}


def safe_name(record_id: str, filename: str) -> str:
    """`<id>-<name>`: the name in NFC without what acts on a system, at most 100 bytes, its ending kept.

    The ID before it keeps any two names apart, whatever their case, and none is a reserved one (CON, NUL).
    """
    seen = filename if filename.isascii() and filename.isprintable() else _without_unseen(filename)
    plain = _UNSAFE.sub("_", seen).strip("._-")
    return f"{record_id}-{_shortened(plain)}" if plain else record_id


def _without_unseen(name: str) -> str:
    """The name in NFC, with blanks for controls, format characters and separators."""
    return "".join(
        " " if unicodedata.category(one)[0] in _UNSEEN else one for one in unicodedata.normalize("NFC", name)
    )


def _shortened(name: str) -> str:
    ending = PurePosixPath(name).suffix
    ending = ending if len(ending.encode()) <= 16 else ""
    stem = name[: len(name) - len(ending)]
    return _cut(stem, LONGEST - len(ending.encode())) + ending


def _cut(text: str, most: int) -> str:
    """At most so many bytes of UTF-8, without a stray half of a character."""
    return text.encode()[:most].decode("utf-8", "ignore").rstrip("._-")


def encoded(path: str) -> str:
    """A path as a manifest writes it: CR, LF and % percent-encoded (RFC 8493, section 2.1.3)."""
    return re.sub(r"[%\r\n]", lambda found: _ENCODED[found[0]], path)


def decoded(path: str) -> str:
    """A path read in a manifest."""
    return re.sub(r"%(?:25|0[AaDd])", lambda found: _DECODED[found[0].upper()], path)
