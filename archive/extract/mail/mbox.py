"""MBOX: a folder of messages in one file, each a document of its own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import partial

from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Extraction, Format, Part, Wishes

MOST_MESSAGES = 10_000
"""What one file may hold of others, in the sandbox too."""
_POSTMARK = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{3,200}\r?\n(?=[!-9;-~]+:)")
"""The line before each message (RFC 4155). One within a text is not followed by a header field."""


class MboxExtractor:
    """Mailboxes: the messages as they stand in the file, without the line before each."""

    name = "mbox"
    version = "1"
    formats = (
        Format(name="MBOX", media_types=("application/mbox",), suffixes=(".mbox", ".mbx"), library="muniment",
               locators="each message is a document of its own", limits=f"{MOST_MESSAGES:,} messages"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        spans = [*_messages(content)]
        if not spans:
            raise ExtractionFailed("the mailbox holds no message", code="damaged")
        if len(spans) > MOST_MESSAGES:
            raise ExtractionFailed(
                f"the mailbox holds {len(spans):,} messages; {MOST_MESSAGES:,} is the most", code="limit"
            )
        width = len(str(len(spans)))
        return Extraction(text="", passages=(), parts=tuple(
            Part(path=f"message {number:0{width}}.eml", kind="member", open=partial(_message, content, start, end))
            for number, (start, end) in enumerate(spans, 1)
        ))  # fmt: skip


def _messages(content: bytes) -> Iterator[tuple[int, int]]:
    marks = [*_POSTMARK.finditer(content)]
    ends = [*(mark.start() for mark in marks[1:]), len(content)]
    for mark, end in zip(marks, ends, strict=False):
        yield mark.end(), end


def _message(content: bytes, start: int, end: int) -> io.BytesIO:
    return io.BytesIO(content[start:end])
