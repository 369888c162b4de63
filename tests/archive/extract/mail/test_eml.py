"""A message gives its header lines, its body as it was written, and its attachments as files of their own."""

from __future__ import annotations

import random
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ExtractionFailed
from archive.extract import Declared, Extraction, Wishes, extractor_for
from archive.extract.mail import mime
from archive.extract.mail.eml import EmlExtractor

AZERBAIJANI = "Hörmətli həmkarlar,\n\nsabah səhər körpüdə görüşərik.\n\n> köhnə məktub\n"
CHINESE = "各位同事：\n\n明天早上在桥边见面。\n"
ARABIC = "الزملاء الأعزاء،\n\nنلتقي غدا صباحا عند الجسر.\n"


def message(body: str = AZERBAIJANI, **fields: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {"From": "Leyla Quliyeva <leyla@example.az>", **fields}.items():
        made[name] = value
    made.set_content(body)
    return made


def extracted(content: bytes | EmailMessage, wishes: Wishes = Wishes()) -> Extraction:  # noqa: B008
    return EmlExtractor().extract(content if isinstance(content, bytes) else content.as_bytes(), wishes)


def raw(*parts: str, kind: str = "mixed", header: str = "From: a@b.c\n") -> bytes:
    """A multipart of these parts, each with its header."""
    inner = "".join(f"--x\n{part}\n" for part in parts)
    return f"{header}MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=x\n\n{inner}--x--\n".encode()


def test_the_extractor_of_messages_is_the_plug_in_registered_for_it() -> None:
    assert extractor_for("message/rfc822").name == "eml"


@pytest.mark.parametrize("body", [AZERBAIJANI, CHINESE, ARABIC])
@pytest.mark.parametrize("coding", ["base64", "quoted-printable", "8bit"])
def test_a_message_that_python_writes_is_read_back(body: str, coding: str) -> None:
    made = EmailMessage(policy=SMTP)
    made["From"] = "Leyla Quliyeva <leyla@example.az>"
    made["To"] = "王明 <wang@example.cn>, press@example.org"
    made["Cc"] = "سعاد <suad@example.org>"
    made["Date"] = "Thu, 12 Dec 2024 23:30:00 +0400"
    made["Subject"] = "İclas haqqında 会议 اجتماع"
    made.set_content(body, cte=coding)
    extraction = extracted(made)
    assert extraction.text == (
        "From: Leyla Quliyeva <leyla@example.az>\nTo: 王明 <wang@example.cn>, press@example.org\n"
        "Cc: سعاد <suad@example.org>\nDate: Thu, 12 Dec 2024 23:30:00 +0400\nSubject: İclas haqqında 会议 اجتماع\n\n"
        + body
    )
    locators = [one.locator for one in extraction.passages]
    assert locators[:6] == ["header From", "header To", "header Cc", "header Date", "header Subject", "para. 1"]
    assert extraction.declared == (
        Declared(field="creator", value="Leyla Quliyeva", place="header From"),
        Declared(field="date", value="2024-12-12", place="header Date"),
        Declared(field="title", value="İclas haqqında 会议 اجتماع", place="header Subject"),
    )
    assert extraction.encoding == "utf-8"


@pytest.mark.parametrize(
    ("charset", "declared", "encoding"),
    [("cp1251", "windows-1251", "cp1251"), ("cp1251", "us-ascii", "windows-1251"), ("koi8-r", "koi8-r", "koi8-r"),
     ("utf-8", "iso-8859-1", "utf-8"), ("utf-8", "nonsense", "utf-8")],
)  # fmt: skip
def test_a_body_is_read_in_the_encoding_that_fits(charset: str, declared: str, encoding: str) -> None:
    text = "Отключение воды намечено на пятницу, просим жителей запастись водой заранее."
    content = f"From: a@b.c\nContent-Type: text/plain; charset={declared}\n\n".encode() + text.encode(charset)
    extraction = extracted(content)
    assert (extraction.text.split("\n\n")[1], extraction.encoding) == (f"{text}\n", encoding)
    wished = extracted(content, Wishes(encoding=charset))
    assert wished.text == extraction.text


def test_the_plain_form_is_read_and_html_where_it_is_a_stub_or_missing() -> None:
    page = f"Content-Type: text/html\n\n<p>{'The gates of the lower lock were opened. ' * 9}<p>Quoted <blockquote>words"
    body = ["The gates of the lower lock were opened. " * 9, "Quoted", "words"]
    both = raw("Content-Type: text/plain\n\nThe gates of the lower lock were opened.", page, kind="alternative")
    assert extracted(both).text.split("\n\n")[1:] == ["The gates of the lower lock were opened.\n"]
    stub = raw("Content-Type: text/plain\n\nUse HTML.", page, kind="alternative")
    assert extracted(stub).text.split("\n\n")[1:] == [body[0].strip(), "Quoted", "words\n"]
    assert extracted(raw(page)).text.split("\n\n")[1:] == [body[0].strip(), "Quoted", "words\n"]
    assert extracted(raw(kind="alternative")).text == "From: a@b.c\n"


def test_attachments_are_parts_with_names_that_are_safe_and_differ() -> None:
    made = message()
    for name in ("məktub №5.pdf", "../../plan.txt", "plan.txt", "", "."):
        made.add_attachment(name.encode(), maintype="application", subtype="pdf", filename=name)
    inner = message("iç mətn", Subject="İçəri / bayır")
    made.add_attachment(inner)
    extraction = extracted(made)
    assert [part.path for part in extraction.parts] == [
        "məktub №5.pdf", "plan.txt", "plan (2).txt", "attachment 4.pdf", "attachment 5.pdf", "İçəri bayır.eml",
    ]  # fmt: skip
    assert {part.kind for part in extraction.parts} == {"attachment"}
    assert [part.open().read().decode() for part in extraction.parts[:3]] == [
        "məktub №5.pdf",
        "../../plan.txt",
        "plan.txt",
    ]
    assert extraction.parts[5].open().read() == inner.as_bytes()
    assert "iç mətn" not in extraction.text


@pytest.mark.parametrize(
    ("part", "body", "files", "left_out"),
    [
        ("Content-Type: text/plain; name=a.txt\n\nwords", False, ["a.txt"], ()),
        ("Content-Disposition: attachment\n\nwords", False, ["attachment 1.txt"], ()),
        ("Content-Disposition: inline\n\nwords", True, [], ()),
        ("Content-Type: text/calendar\n\nwords", False, ["attachment 1.ics"], ()),
        ("Content-Type: image/png\n\nwords", False, ["attachment 1.png"], ()),
        ('Content-Type: application/ms-tnef; name="winmail.dat"\n\nwords', False, [], ("winmail.dat",)),
        ("Content-Type: application/pgp-signature\n\nwords", False, [], ("application/pgp-signature",)),
        ("Content-Type: message/delivery-status\n\nStatus: words", True, [], ()),
        ("Content-Type: nonsense\n\nwords", True, [], ()),
        ("Content-Type: text/plain; name*=utf-8'az'%C9%99.txt\n\nwords", False, ["ə.txt"], ()),
        ("Content-Type: text/plain; name==?utf-8?q?=C9=99.txt?=\n\nwords", False, ["ə.txt"], ()),
    ],
)
def test_parts_are_body_file_or_neither(part: str, body: bool, files: list[str], left_out: tuple[str, ...]) -> None:
    extraction = extracted(raw(part))
    assert ("words" in extraction.text) == body
    assert [one.path for one in extraction.parts] == files
    assert extraction.left_out == left_out


def test_pictures_that_a_page_shows_are_no_attachments_and_others_are() -> None:
    picture = "Content-Type: image/png; name=logo.png\nContent-ID: <1>\n{}\n\nx"
    page = "Content-Type: text/html\n\n<img src='cid:1'>Su"
    extraction = extracted(
        raw(page, picture.format("X-A: b"), picture.format("Content-Disposition: attachment"), kind="related")
    )
    assert extraction.text.endswith("\n\nSu\n")
    assert [part.path for part in extraction.parts] == ["logo.png"]
    assert extraction.left_out == ("logo.png",)


@pytest.mark.parametrize(("depth", "fails"), [(50, False), (51, True), (3000, True)])
def test_parts_nest_as_deep_as_mail_does_and_no_deeper(depth: int, fails: bool) -> None:
    opening = "".join(f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(depth))
    content = f"From: a@b.c\n{opening}\nSon\n".encode()
    if fails:
        with pytest.raises(ExtractionFailed) as failed:
            extracted(content)
        assert failed.value.code == "too-deep"
    else:
        assert extracted(content).text == "From: a@b.c\n\nSon\n"


def test_letters_in_letters_are_taken_out_one_at_a_time() -> None:
    def nested(depth: int) -> Extraction:
        return extracted(b"From: a@b.c\n" + b"Content-Type: message/rfc822\n\n" * depth + b"From: a@b.c\n\nSon")

    assert [part.path for part in nested(40).parts] == ["attachment 1.eml"]
    assert nested(1).parts[0].open().read() == b"From: a@b.c\n\nSon"
    with pytest.raises(ExtractionFailed) as failed:
        nested(3000)
    assert failed.value.code == "too-deep"


def test_parts_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mime, "MOST_PARTS", 3)
    assert extracted(raw("\na", "\nb")).text.endswith("a\n\nb\n")
    with pytest.raises(ExtractionFailed) as failed:
        extracted(raw("\na", "\nb", "\nc"))
    assert failed.value.code == "limit"


@pytest.mark.parametrize("content", [b"", b"\n\nwords", b"no header at all", b"\0" * 100])
def test_what_has_no_header_is_no_message(content: bytes) -> None:
    with pytest.raises(ExtractionFailed) as failed:
        extracted(content)
    assert failed.value.code == "damaged"


FULL = message(Subject="İclas")
FULL.add_alternative("<p>Hörmətli", subtype="html")
FULL.add_attachment(b"x" * 300, maintype="application", subtype="pdf", filename="ə.pdf")
FULL.add_attachment(message("iç"))


def outcome(content: bytes) -> str:
    """The code of the failure, or `read` when text and parts come out whole."""
    try:
        extraction = extracted(content)
        for part in extraction.parts:
            part.open().read()
            part.path.encode()
        extraction.text.encode()
    except ExtractionFailed as error:
        return error.code
    return "read"


@given(st.integers(0, 2**32))
def test_random_damage_gives_a_reading_or_a_failure(seed: int) -> None:
    chosen = random.Random(seed)  # noqa: S311
    damaged = bytearray(FULL.as_bytes())
    for _ in range(chosen.randint(1, 30)):
        at = chosen.randrange(len(damaged))
        damaged[at : at + chosen.randint(0, 3)] = chosen.randbytes(chosen.randint(0, 3))
    assert outcome(bytes(damaged)) in ("read", "damaged", "limit", "too-deep")


@given(st.binary(max_size=200))
def test_random_bytes_give_a_reading_or_a_failure(content: bytes) -> None:
    for whole in (content, b"From: a@b.c\nContent-Type: multipart/mixed; boundary=x\n\n--x\n" + content):
        assert outcome(whole) in ("read", "damaged", "encoding", "unreadable")
