"""The manifests of a bag, read (RFC 8493, sections 2.1 and 2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.bag.names import decoded
from archive.bag.opened import Bag, closing_damage
from archive.bag.writer import BAG_INFO, BAGIT
from archive.errors import DamageFound

_LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(.+)")
_VERSION = re.compile(r"\s*BagIt-Version\s*:\s*([0-9]+)\.([0-9]+)\s*\Z")
_LONGEST_LINE = 8192


def check_declaration(bag: Bag) -> None:
    """DamageFound unless bagit.txt says that this is a bag of version 1 in UTF-8."""
    lines = list(_lines(bag, BAGIT))
    version = _VERSION.match(lines[0]) if lines else None
    if version is None or len(lines) < 2 or lines[1].replace(" ", "").lower() != "tag-file-character-encoding:utf-8":
        raise DamageFound(f"{BAGIT} does not say that this is a bag in UTF-8")
    if version[1] != "1":
        raise DamageFound(f"{BAGIT} names version {version[1]}.{version[2]} of BagIt; version 1.0 is read")


def manifest(bag: Bag, name: str) -> Iterator[tuple[str, str]]:
    """Each path of a SHA-256 manifest with its digest; DamageFound at a line that is none."""
    for number, line in enumerate(_lines(bag, name), 1):
        found = _LINE.fullmatch(line)
        if not found:
            raise DamageFound(f"{name}, line {number}, is not a digest and a path")
        yield decoded(found[2]), found[1].lower()


def oxum(bag: Bag) -> tuple[int, int] | None:
    """The octets and the number of the payload's files as bag-info.txt has them; None where it does not say."""
    for line in _lines(bag, BAG_INFO):
        label, _, value = line.partition(":")
        if label.strip().lower() == "payload-oxum":
            found = re.fullmatch(r"([0-9]{1,18})\.([0-9]{1,18})", value.strip())
            if not found:
                raise DamageFound(f"{BAG_INFO} has a Payload-Oxum that is not octets and files: {value.strip()}")
            return int(found[1]), int(found[2])
    return None


def _lines(bag: Bag, name: str) -> Iterator[str]:
    """The lines of a tag file, read one after the other."""
    with closing_damage(name), bag.open(name) as stream:
        while line := stream.readline(_LONGEST_LINE):
            if len(line) == _LONGEST_LINE:
                raise DamageFound(f"{name} has a line of more than {_LONGEST_LINE:,} bytes")
            try:
                text = line.decode("utf-8").rstrip("\r\n")
            except UnicodeDecodeError:
                raise DamageFound(f"{name} is not UTF-8") from None
            if text.strip():
                yield text
