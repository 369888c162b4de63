"""query.json of a bundle, read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from archive.bag.contents import QUERY
from archive.bag.opened import Bag, read_whole
from archive.errors import DamageFound

SCHEMA = 1
"""The version of the layout of a bundle. It rises when a reader of the old one would misread a new one."""
_MOST = 64 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a bundle says of itself: by which program it was made and when, from which state of the archive, of what."""

    software: str
    made: str
    last_seq: int
    last_digest: str | None
    documents: int
    originals: bool
    texts: bool
    styles: tuple[str, ...]


def read_query(bag: Bag) -> Asked:
    """The checked content of query.json; DamageFound says what is wrong with it."""
    content = read_whole(bag, f"data/{QUERY}", most=_MOST)
    try:
        said = json.loads(content)
        schema, last = said["schema"], said["last_record"]
        if schema != SCHEMA:
            raise DamageFound(f"{QUERY} has schema {schema!r}, and this muniment knows {SCHEMA}: use a newer muniment")
        return Asked(
            software=_of(str, said["software"]), made=_of(str, said["made"]), last_seq=_of(int, last["seq"]),
            last_digest=None if last["sha256"] is None else _of(str, last["sha256"]),
            documents=_of(int, said["documents"]), originals=_of(bool, said["originals"]),
            texts=_of(bool, said["texts"]), styles=tuple(_of(str, style) for style in _of(list, said["styles"])),
        )  # fmt: skip
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DamageFound(f"{QUERY} cannot be read: {error}") from None


def _of(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{value!r} is not {kind.__name__}")
    return value
