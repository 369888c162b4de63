"""A mailbox holds messages, each taken out as it stands."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from archive.errors import ExtractionFailed
from archive.extract import extractor_for
from archive.extract.mail import mbox
from archive.identify import identify


def parts(content: bytes) -> list[tuple[str, bytes]]:
    extraction = mbox.MboxExtractor().extract(content)
    assert (extraction.text, extraction.needs_ocr) == ("", False)
    assert {part.kind for part in extraction.parts} == {"member"}
    return [(part.path, part.open().read()) for part in extraction.parts]


def test_what_python_writes_comes_out_message_by_message(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    for number in range(11):
        message = EmailMessage()
        message["Subject"] = f"Su {number}"
        message.set_content("From the river\n\nFrom here: a line that is no header\n")
        box.add(message)
    box.close()
    content = (tmp_path / "box").read_bytes()
    assert identify(content, "box") == "application/mbox"
    assert extractor_for("application/mbox").name == "mbox"
    found = parts(content)
    assert [name for name, _ in found] == [f"message {number:02}.eml" for number in range(1, 12)]
    assert all(f"Subject: Su {number}\n".encode() in held for number, (_, held) in enumerate(found))
    assert found[0][1].startswith(b"Subject: Su 0\n")
    assert found[0][1].endswith(b">From here: a line that is no header\n\n")


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        (b"From a Mon\nA: 1\n\nx", [b"A: 1\n\nx"]),
        (b"From a Mon\r\nA: 1\r\n\r\nx\r\n\r\nFrom b Tue\r\nB: 2\r\n", [b"A: 1\r\n\r\nx\r\n\r\n", b"B: 2\r\n"]),
        (b"From a Mon\nA: 1\n\nFrom the river\nit came", [b"A: 1\n\nFrom the river\nit came"]),
        (b"From a Mon\nA: 1\n\nx\nFrom b Tue\nB: 2\n", [b"A: 1\n\nx\nFrom b Tue\nB: 2\n"]),
    ],
)  # fmt: skip
def test_a_message_begins_where_a_header_follows_the_line_before_it(content: bytes, messages: list[bytes]) -> None:
    assert [held for _, held in parts(content)] == messages


def test_a_mailbox_without_messages_is_damaged_and_one_with_too_many_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(ExtractionFailed) as failed:
        parts(b"From the river")
    assert failed.value.code == "damaged"
    monkeypatch.setattr(mbox, "MOST_MESSAGES", 1)
    assert len(parts(b"From a Mon\nA: 1\n\n")) == 1
    with pytest.raises(ExtractionFailed, match="2 messages; 1 is the most"):
        parts(b"From a Mon\nA: 1\n\nFrom b Tue\nB: 2\n")
