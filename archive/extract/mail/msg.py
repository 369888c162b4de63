"""MSG: a message as Outlook saves it, its properties in a compound file (MS-OXMSG, MS-OXPROPS)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Declared, Extraction, Format, Part, Wishes, extractor_for
from archive.extract.attached import names
from archive.extract.encoding import decode
from archive.extract.mail import header, outlook
from archive.extract.mail.letter import Letter, extraction, of_page, of_text
from archive.extract.mail.outlook import Storage
from archive.extract.mail.packed_rtf import unpacked

DEEPEST = 10
"""Messages in messages."""
MOST_ATTACHMENTS = 1_000
_ATTACHMENT, _RECIPIENT = "__attach_version1.0_#", "__recip_version1.0_#"
_TO, _CC, _BCC = 1, 2, 3


class MsgExtractor:
    """Outlook's messages by olefile. Files attached are documents of their own, letters attached part of the text."""

    name = "msg"
    version = "1"
    formats = (
        Format(name="MSG", media_types=("application/vnd.ms-outlook",), suffixes=(".msg",), library="olefile",
               locators="`header From`, `para. 3`", limits=f"{MOST_ATTACHMENTS:,} attachments"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        with outlook.opened(content) as message:
            letter = _letter(message, wishes, 0)
            files = [one for one in _attached(message) if one.message() is None]
            given = [(one.text(outlook.LONG_NAME, outlook.SHORT_NAME), one.text(outlook.MEDIA_TYPE)) for one in files]
            parts = tuple(
                Part(path=name, kind="attachment", open=partial(_opened, content, one.path))
                for one, name in zip(files, names(given), strict=True)
            )
        return extraction(replace(letter, parts=parts))


def _attached(message: Storage) -> list[Storage]:
    found = [*message.inner(_ATTACHMENT)]
    if len(found) > MOST_ATTACHMENTS:
        raise ExtractionFailed(f"{len(found):,} files are attached; {MOST_ATTACHMENTS:,} is the most", code="limit")
    return found


def _opened(content: bytes, path: tuple[str, ...]) -> BinaryIO:
    with outlook.opened(content) as message:
        return io.BytesIO(Storage(file=message.file, path=path, level=1).binary(outlook.FILE))


def _letter(message: Storage, wishes: Wishes, depth: int) -> Letter:
    if depth > DEEPEST:
        raise ExtractionFailed(f"it holds messages in messages more than {DEEPEST} deep", code="too-deep")
    body, encoding = _body(message, wishes)
    inner = [held for one in _attached(message) if (held := one.message())]
    return Letter(
        header=_header(message), declared=tuple(_declared(message)), body=tuple(body), encoding=encoding,
        forwarded=tuple(_letter(one, wishes, depth + 1) for one in inner),
    )  # fmt: skip


def _body(message: Storage, wishes: Wishes) -> tuple[list[str], str | None]:
    """The paragraphs of the body: of plain text, else HTML, else RTF."""
    text = message.text(outlook.BODY)
    if text.strip():
        return of_text(text), None
    raw = message.binary(outlook.PAGE)
    if raw:
        page, encoding = decode(raw, declared=message.encoding, wished=wishes.encoding)
        return of_page(page), encoding
    page = message.text(outlook.PAGE)
    if page.strip():
        return of_page(page), None
    packed = message.binary(outlook.RTF)
    return (_of_rtf(unpacked(packed)) if packed else []), None


def _of_rtf(content: bytes) -> list[str]:
    read = extractor_for("application/rtf").extract(content)
    return [read.text[passage.start : passage.end] for passage in read.passages]


def _header(message: Storage) -> dict[str, str]:
    moment = _written(message)
    return {
        "From": _named(*_sender(message)),
        "To": _recipients(message, _TO) or message.text(outlook.TO),
        "Cc": _recipients(message, _CC) or message.text(outlook.CC),
        "Bcc": _recipients(message, _BCC),
        "Date": moment,
        "Subject": message.text(outlook.SUBJECT),
    }


def _sender(message: Storage) -> tuple[str, str]:
    """Name and address of whom the letter is from, who may have had somebody else send it."""
    name = message.text(outlook.AUTHOR, outlook.SENDER)
    addresses = (message.text(one) for one in (outlook.AUTHOR_SMTP, outlook.SENDER_SMTP, outlook.AUTHOR_ADDRESS,
                                               outlook.SENDER_ADDRESS))  # fmt: skip
    return name, next((address for address in addresses if "@" in address), "")


def _recipients(message: Storage, kind: int) -> str:
    people = [one for one in message.inner(_RECIPIENT) if one.number(outlook.RECIPIENT_KIND) & 15 == kind]
    return ", ".join(
        _named(one.text(outlook.NAME), one.text(outlook.SMTP, outlook.ADDRESS)) for one in people
    )  # fmt: skip


def _named(name: str, address: str) -> str:
    if "@" not in address or address == name.strip("'\""):
        return name or address
    return f"{name} <{address}>" if name else address


def _written(message: Storage) -> str:
    """The date that the letter bears: as its sender's program wrote it, else when Outlook sent it (UTC)."""
    for line in message.text(outlook.TRANSPORT).replace("\r\n", "\n").split("\n"):
        if line.lower().startswith("date:"):
            return line[5:].strip()
    moment = message.moment(outlook.SUBMITTED) or message.moment(outlook.DELIVERED)
    return moment.strftime("%a, %d %b %Y %H:%M:%S +0000") if moment else ""


def _declared(message: Storage) -> Iterator[Declared]:
    name, address = _sender(message)
    subject = message.text(outlook.SUBJECT)
    day = header.day(_written(message))
    if name or address:
        yield Declared(field="creator", value=name or address, place="property PidTagSentRepresentingName")
    if day:
        yield Declared(field="date", value=day, place="property PidTagClientSubmitTime")
    if subject.strip():
        yield Declared(field="title", value=" ".join(subject.split()), place="property PidTagSubject")
