"""PDF files, mail and pictures made to break their reader: each is kept with a code, and the next file is read."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Mapping
from dataclasses import replace

import pytest

from archive.extract import Wishes
from archive.extract.ocr import tesseract
from archive.sandbox.limits import Limits
from tests.archive.extract.mail.test_eml import FULL
from tests.archive.extract.mail.test_msg import LETTER
from tests.archive.extract.ocr.pictures import ENGLISH, accuracy, drawn, file
from tests.archive.extract.pdf.pdf_files import by_reportlab
from tests.archive.sandbox import hostile_pdf
from tests.archive.sandbox.conftest import TIGHT, AddThroughSandbox
from tests.programs import needed

NEXT = "The registers of the villages were copied."
NEXT_PDF = by_reportlab([[NEXT]])
PATIENT = replace(TIGHT, seconds=60, longest=120)
MESSAGE = b"From: a@b.c\nTo: d@e.f\nMessage-ID: <1@b.c>\n"
SAVED = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"


def codes_of(add: AddThroughSandbox, hostile: Mapping[str, bytes], limits: Limits = TIGHT) -> dict[str, str | None]:
    """The code that each hostile file got; a sound PDF follows each, and is read."""
    files: dict[str, bytes] = {}
    for number, (name, content) in enumerate(hostile.items()):
        files[name] = content
        files[f"next {number}.pdf"] = by_reportlab([[f"{NEXT} {number}"]])
    added = add(files, jobs=2, limits=limits)
    assert added.records.keys() >= files.keys(), "every file is kept"
    for number in range(len(hostile)):
        assert added.store.text(added.records[f"next {number}.pdf"]) == f"{NEXT} {number}\n"
    return {name: added.kinds[name][1] for name in hostile}


def test_hostile_pdf_files_are_kept_with_what_they_did(add_through_sandbox: AddThroughSandbox) -> None:
    codes = codes_of(add_through_sandbox, {
        "looping": hostile_pdf.looping(), "exponential": hostile_pdf.exponential(), "bomb": hostile_pdf.bomb(),
        "labels": hostile_pdf.endless_labels(), "pages": hostile_pdf.endless_pages(),
        "picture": hostile_pdf.huge_picture(), "type": hostile_pdf.type_in_itself(), "cut": NEXT_PDF[:400],
        "empty": b"%PDF-1.7\n", "random": b"%PDF-1.7\n" + random.Random(1).randbytes(5000),  # noqa: S311
    })  # fmt: skip
    assert codes.pop("exponential") in ("timeout", "crashed")
    assert codes.pop("bomb") in ("crashed", "memory", "timeout")
    assert codes.pop("labels") in ("crashed", None)
    assert codes == {"looping": None, "pages": "limit", "picture": None, "type": None, "cut": "damaged",
                     "empty": "damaged", "random": "damaged"}  # fmt: skip


def picture_bomb() -> bytes:
    """A PNG of 60,000 by 60,000 points, as its header says."""
    whole = file(drawn(ENGLISH).resize((9, 9)))
    header = b"IHDR" + struct.pack(">II", 60_000, 60_000) + whole[24:29]
    return whole[:12] + header + struct.pack(">I", zlib.crc32(header)) + whole[33:]


def test_hostile_mail_and_pictures_are_kept_with_what_they_did(add_through_sandbox: AddThroughSandbox) -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(3000))
    codes = codes_of(add_through_sandbox, {
        "nested": MESSAGE + nested + b"\nwords", "letters": MESSAGE + b"Content-Type: message/rfc822\n\n" * 3000,
        "cut message": FULL.as_bytes()[:-300], "cut.msg": LETTER[:2000], "empty.msg": LETTER[:8],
        "cut page": SAVED, "bomb": picture_bomb(), "cut picture": file(drawn(ENGLISH))[:900],
    }, PATIENT)  # fmt: skip
    assert codes == {
        "nested": "too-deep", "letters": "too-deep", "cut message": None, "cut.msg": "damaged",
        "empty.msg": "damaged", "cut page": "damaged", "bomb": "limit", "cut picture": "damaged",
    }  # fmt: skip


def test_random_mail_and_pictures_are_kept_with_a_code(add_through_sandbox: AddThroughSandbox) -> None:
    chosen = random.Random(2)  # noqa: S311
    codes = codes_of(add_through_sandbox, {
        "message": MESSAGE + b"\n" + chosen.randbytes(3000), "outlook": LETTER[:600] + chosen.randbytes(5000),
        "page": SAVED + b"Content-Type: text/html\r\n\r\n" + chosen.randbytes(3000),
        "photograph": b"\xff\xd8\xff" + chosen.randbytes(900), "tiff": b"II*\0" + chosen.randbytes(900),
    }, PATIENT)  # fmt: skip
    assert {*codes.values()} <= {"damaged", "encoding", "unreadable", "unsupported", None}
    assert (codes["photograph"], codes["tiff"]) == ("damaged", "damaged")


def test_damage_of_every_kind_to_pdf_files_costs_none_but_them(add_through_sandbox: AddThroughSandbox) -> None:
    chosen = random.Random(3)  # noqa: S311
    whole = by_reportlab([[NEXT, "مياه النهر"[::-1]], ["x"] * 40], title="Su")
    files = {}
    for number in range(40):
        damaged = bytearray(whole)
        for _ in range(chosen.randint(1, 40)):
            at = chosen.randrange(len(damaged))
            damaged[at : at + chosen.randint(0, 4)] = chosen.randbytes(chosen.randint(0, 4))
        files[f"{number}.pdf"] = b"%PDF-1.4" + bytes(damaged[8 : len(damaged) - chosen.randint(0, 200)])
    added = add_through_sandbox({**files, "next.pdf": NEXT_PDF}, jobs=2, wishes=Wishes(ocr="off"))
    assert len(added.in_order) == len(files) + 1
    assert added.kinds["next.pdf"] == ("added", None)
    assert {code for _, code in added.kinds.values()} <= {
        None,
        "needs-ocr",
        "damaged",
        "encrypted",
        "limit",
        "crashed",
        "timeout",
    }


def test_the_program_that_recognises_characters_works_within_the_sandbox(
    add_through_sandbox: AddThroughSandbox,
) -> None:
    needed("tesseract")
    added = add_through_sandbox({"page.png": file(drawn(ENGLISH))}, limits=PATIENT)
    record = added.records["page.png"]
    assert record.text.state == "read"
    assert accuracy(added.store.text(record), ENGLISH) >= 0.97
    assert record.text.machine_read == f"tesseract {tesseract.version()} eng+aze"


@pytest.mark.parametrize("kind", ["attachment", "member"])
def test_what_mail_holds_becomes_documents_of_its_own(add_through_sandbox: AddThroughSandbox, kind: str) -> None:
    letter = FULL.as_bytes()
    content = letter if kind == "attachment" else b"From a@b Thu Apr  1 10:00:00 2021\n" + letter
    added = add_through_sandbox({"mail": content})
    inside = [one for record in added.in_order for one in record.part_of]
    assert kind in {one.kind for one in inside}
    assert {one.path.rpartition("/")[2] for one in inside} >= {"ə.pdf"}
