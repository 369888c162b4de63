"""What became of one file that was to be added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["added", "known", "linked", "read", "unreadable", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one arrival.

    added       a new document
    known       the same bytes are kept already, under the same name
    linked      the same bytes are kept already; the name, or the container they came in, is recorded beside it
    read        a document that was kept has been read again, and what was read differs
    unreadable  its bytes are kept, its text cannot be read
    refused     it cannot be taken in

    `code` and `message` say what went wrong, or what is lacking of a file that was added. `container` is the document
    inside which a refused file lies. `holds` counts the files inside a new document, `same_text` is the first other
    document that has its text in other bytes (`archive.duplicates.plain`).
    """

    kind: Kind
    name: str
    id: str | None = None
    code: str | None = None
    message: str | None = None
    container: str | None = None
    holds: int = 0
    same_text: str | None = None
