"""A message of Outlook gives its header lines, its body, the letters in it and the files attached to it."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ExtractionFailed
from archive.extract import Declared, Extraction, Wishes, extractor_for
from archive.extract.mail import outlook
from archive.extract.mail.msg import DEEPEST, MsgExtractor
from archive.extract.mail.packed_rtf import LARGEST, unpacked
from archive.identify import identify
from tests.archive.extract.mail.outlook_files import (
    BINARY,
    EIGHT_BIT,
    LONG,
    OBJECT,
    TIME,
    UNICODE,
    Tree,
    Value,
    compound_file,
    storage,
)

SENT = datetime(2024, 12, 12, 20, 30, tzinfo=UTC)


def recipient(name: str, address: str, kind: int) -> dict[str, bytes | Tree]:
    return storage(
        {(outlook.NAME, UNICODE): name, (outlook.SMTP, UNICODE): address, (outlook.RECIPIENT_KIND, LONG): kind},
        header=8,
    )


def attachment(name: str, content: bytes, kind: str = "text/plain") -> dict[str, bytes | Tree]:
    return storage(
        {(outlook.LONG_NAME, UNICODE): name, (outlook.FILE, BINARY): content, (outlook.MEDIA_TYPE, UNICODE): kind},
        header=8,
    )


def message(inner: Tree | None = None, **values: Value) -> bytes:
    kinds = {"page": BINARY, "rtf": BINARY, "submitted": TIME}
    held = {(getattr(outlook, name.upper()), kinds.get(name, UNICODE)): value for name, value in values.items()}
    return compound_file(storage(held, inner))


LETTER = message(
    {
        "__recip_version1.0_#00000000": recipient("王明", "wang@example.cn", 1),
        "__recip_version1.0_#00000001": recipient("Arxiv", "arxiv@example.az", 2),
        "__recip_version1.0_#00000002": recipient("Gizli", "hidden@example.az", 3),
        "__attach_version1.0_#00000000": attachment("plan.txt", b"the plan"),
        "__attach_version1.0_#00000001": attachment("../plan.txt", b"x" * 9000),
    },
    subject="İclas haqqında 会议", author="Leyla Quliyeva", author_smtp="leyla@example.az", submitted=SENT,
    body="Hörmətli həmkarlar,\r\n\r\nsabah görüşərik. نلتقي غدا\r\n",
)  # fmt: skip


def extracted(content: bytes, wishes: Wishes = Wishes()) -> Extraction:  # noqa: B008
    return MsgExtractor().extract(content, wishes)


def test_the_tests_write_what_is_told_to_be_a_message_of_outlook() -> None:
    assert identify(LETTER, "letter") == "application/vnd.ms-outlook"
    assert extractor_for("application/vnd.ms-outlook").name == "msg"


def test_a_message_begins_with_its_header_lines_and_hands_out_its_files() -> None:
    extraction = extracted(LETTER)
    assert extraction.text == (
        "From: Leyla Quliyeva <leyla@example.az>\nTo: 王明 <wang@example.cn>\nCc: Arxiv <arxiv@example.az>\n"
        "Bcc: Gizli <hidden@example.az>\n"
        "Date: Thu, 12 Dec 2024 20:30:00 +0000\nSubject: İclas haqqında 会议\n\n"
        "Hörmətli həmkarlar,\n\nsabah görüşərik. نلتقي غدا\n"
    )
    assert [one.locator for one in extraction.passages[4:]] == ["header Date", "header Subject", "para. 1", "para. 2"]
    assert extraction.declared == (
        Declared(field="creator", value="Leyla Quliyeva", place="property PidTagSentRepresentingName"),
        Declared(field="date", value="2024-12-12", place="property PidTagClientSubmitTime"),
        Declared(field="title", value="İclas haqqında 会议", place="property PidTagSubject"),
    )
    assert [(part.path, part.open().read()) for part in extraction.parts] == [
        ("plan.txt", b"the plan"), ("plan (2).txt", b"x" * 9000),
    ]  # fmt: skip


def test_the_sender_s_own_date_is_taken_where_the_message_came_over_the_net() -> None:
    transport = "Received: from a\r\nDate: Fri, 13 Dec 2024 00:30:00 +0400\r\nSubject: x\r\n"
    extraction = extracted(message(submitted=SENT, transport=transport, sender="A. Lim", sender_address="/o=X/cn=lim"))
    assert extraction.text == "From: A. Lim\nDate: Fri, 13 Dec 2024 00:30:00 +0400\n"
    assert [one.value for one in extraction.declared if one.field == "date"] == ["2024-12-13"]


def test_a_body_in_html_is_read_where_there_is_no_text() -> None:
    page = "<html><style>p{}</style><p>Отключение <b>воды</b><blockquote>цитата</blockquote>".encode("cp1251")
    tree = storage({(outlook.PAGE, BINARY): page, (0x3FDE, LONG): 1251})
    extraction = extracted(compound_file(tree))
    assert (extraction.text, extraction.encoding) == ("Отключение воды\n\nцитата\n", "cp1251")
    assert extracted(message(page=b"<p>Su</p>", body=" \r\n")).text == "Su\n"
    assert extracted(message(page="Вода".encode("koi8-r")), Wishes(encoding="koi8-r")).text == "Вода\n"


def test_text_in_an_older_encoding_is_read_by_its_code_page() -> None:
    tree = storage({(outlook.SUBJECT, EIGHT_BIT): "Вода в реке".encode("cp1251"), (0x3FFD, LONG): 1251})
    assert extracted(compound_file(tree)).text == "Subject: Вода в реке\n"


def test_a_letter_attached_is_part_of_the_text() -> None:
    inner = storage({(outlook.SUBJECT, UNICODE): "İçəri", (outlook.BODY, UNICODE): "İç mətn"}, header=24)
    outer = storage({(outlook.FILE, OBJECT): inner}, header=8)
    extraction = extracted(message({"__attach_version1.0_#00000000": outer}, subject="Kənar", body="Mətn"))
    assert extraction.text == "Subject: Kənar\n\nMətn\n\nSubject: İçəri\n\nİç mətn\n"
    assert [one.locator for one in extraction.passages] == [
        "header Subject", "para. 1", "letter 1, header Subject", "letter 1, para. 1",
    ]  # fmt: skip
    assert extraction.parts == ()


@pytest.mark.parametrize(("depth", "fails"), [(DEEPEST, False), (DEEPEST + 1, True)])
def test_letters_in_letters_have_an_end(depth: int, fails: bool) -> None:
    held = storage({(outlook.BODY, UNICODE): "Son"}, header=24)
    for _ in range(depth):
        inside = storage({(outlook.FILE, OBJECT): held}, header=8)
        held = storage({}, {"__attach_version1.0_#00000000": inside}, header=24)
    content = compound_file({**held, "__properties_version1.0": bytes(32)})
    if fails:
        with pytest.raises(ExtractionFailed) as failed:
            extracted(content)
        assert failed.value.code == "too-deep"
    else:
        assert extracted(content).text == "Son\n"


def test_packed_rtf_is_unpacked_as_its_standard_shows() -> None:
    """The two examples of MS-OXRTFCP, section 4.1."""
    hello = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert unpacked(hello) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    crossing = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert unpacked(crossing) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"
    plain = b"{\\rtf1 plain}"
    assert unpacked(len(plain).to_bytes(4, "little") * 2 + b"MELA" + bytes(4) + plain) == plain


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "damaged"), (b"x" * 15, "damaged"), (b"x" * 40, "damaged"),
     (b"\0\0\0\0" + (LARGEST + 1).to_bytes(4, "little") + b"LZFu" + bytes(8), "limit")],
)  # fmt: skip
def test_packed_rtf_that_is_none_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(ExtractionFailed) as failed:
        unpacked(content)
    assert failed.value.code == code


@given(st.binary(max_size=300))
def test_whatever_is_packed_unpacks_to_no_more_than_it_says(content: bytes) -> None:
    size = 500
    header = bytes(4) + size.to_bytes(4, "little") + b"LZFu" + bytes(4)
    assert len(unpacked(header + content)) <= size + 8 * 17


def test_a_body_that_is_only_in_rtf_is_read() -> None:
    rtf = b"{\\rtf1\\ansi\\ansicpg1252 Water}"
    packed = bytes(4) + len(rtf).to_bytes(4, "little") + b"MELA" + bytes(4) + rtf
    assert extracted(message(rtf=packed)).text == "Water\n"


@pytest.mark.parametrize(
    "content", [b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", LETTER[:600], LETTER[:-700], b"x" * 3000]
)
def test_a_file_that_is_cut_or_none_is_damaged(content: bytes) -> None:
    with pytest.raises(ExtractionFailed) as failed:
        extracted(content)
    assert failed.value.code == "damaged"


def outcome(content: bytes) -> str:
    """The code of the failure, or `read` when text and parts come out whole."""
    try:
        extraction = extracted(content)
        extraction.text.encode()
        for part in extraction.parts:
            part.open().read()
    except ExtractionFailed as error:
        return error.code
    return "read"


@given(st.integers(0, 2**32))
def test_random_damage_gives_a_reading_or_a_failure(seed: int) -> None:
    chosen = random.Random(seed)  # noqa: S311
    damaged = bytearray(LETTER)
    for _ in range(chosen.randint(1, 8)):
        damaged[chosen.randrange(len(damaged))] = chosen.randrange(256)
    assert outcome(bytes(damaged)) in ("read", "damaged", "limit", "too-deep", "encoding")
