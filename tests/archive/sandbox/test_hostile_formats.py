"""Office files, books, pages and XML made to break their reader: each is kept with a code, the next file is read."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.archive.extract.packages import CONTENT_TYPES, docx, epub, odf, p, packed
from tests.archive.extract.samples import SAMPLES
from tests.archive.sandbox.conftest import AddThroughSandbox

NEXT = "Reyestrlər köçürülüb. 登记册已经抄写。 نُسخت السجلات."
LAUGHS = "<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{level} '{f'&a{level - 1};' * 10}'>" for level in range(1, 10)
) + "]>"  # fmt: skip
OUTSIDE = "<!DOCTYPE a [<!ENTITY a9 SYSTEM 'file:///etc/passwd'>]>"
SUFFIXES = {"docx": "docx", "odf": "odt", "rtf": "rtf", "epub": "epub", "tei": "xml", "xml": "xml", "markdown": "md",
            "html": "html", "plaintext": "txt"}  # fmt: skip


def with_entities(doctype: str) -> dict[str, bytes]:
    xml = f"<?xml version='1.0'?>{doctype}"
    return {
        "a.docx": docx(p("&a9;"), doctype=doctype),
        "a.odt": odf("<text:p>&a9;</text:p>", doctype=doctype),
        "a.epub": epub({"a.xhtml": f"{xml}<html><body><p>&a9;</p></body></html>"}),
        "a.xml": f"{xml}<a>&a9;</a>".encode(),
        "tei.xml": f"{xml}<TEI><text><p>&a9;</p></text></TEI>".encode(),
        "a.fodt": f"{xml}<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
                  " office:mimetype='application/vnd.oasis.opendocument.text'>&a9;</office:document>".encode(),
    }  # fmt: skip


def deep() -> dict[str, bytes]:
    return {
        "deep.docx": docx("<w:tbl>" * 100_000),
        "deep.odt": odf("<text:list>" * 100_000),
        "deep.xml": b"<?xml version='1.0'?>" + b"<a>" * 1_000_000,
        "deep.rtf": b"{\\rtf1" + b"{" * 1_000_000,
        "deep.html": b"<html>" + b"<div>" * 30_000 + b"deep",
        "deep.md": b">" * 100_000 + b"deep",
    }


def bombs() -> dict[str, bytes]:
    zeros = bytes(70_000_000)
    return {
        "bomb.docx": packed({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": zeros}),
        "bomb.odt": packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": zeros}),
        "bomb.epub": packed({"mimetype": "application/epub+zip", "META-INF/container.xml": zeros}),
    }


def test_entities_are_never_followed(add_through_sandbox: AddThroughSandbox) -> None:
    files = {f"{number} {name}": content for number, doctype in enumerate((LAUGHS, OUTSIDE))
             for name, content in with_entities(doctype).items()}  # fmt: skip
    added = add_through_sandbox({**files, "next.txt": NEXT.encode()})
    assert {name: code for name, (_, code) in added.kinds.items()} == dict.fromkeys(files, "entities") | {
        "next.txt": None
    }


@pytest.mark.parametrize(
    ("made", "codes"),
    [
        (deep, {"too-deep", "limit", "memory", "crashed", "timeout", None}),
        (bombs, {"limit"}),
    ],
)
def test_depth_and_bombs_cost_only_themselves(
    add_through_sandbox: AddThroughSandbox, made: Callable[[], dict[str, bytes]], codes: set[str | None]
) -> None:
    files = {}
    for name, content in made().items():
        files[name] = content
        files[f"next {name}.txt"] = f"{NEXT} {name}".encode()
    added = add_through_sandbox(files)
    assert {name: code for name, (_, code) in added.kinds.items() if name.startswith("next")} == {
        name: None for name in files if name.startswith("next")
    }
    assert {code for name, (_, code) in added.kinds.items() if not name.startswith("next")} <= codes
    assert len(added.in_order) == len(files)


def test_cut_empty_and_random_files_of_each_format_cost_only_themselves(add_through_sandbox: AddThroughSandbox) -> None:
    chance = random.Random(4)  # noqa: S311
    files: dict[str, bytes] = {}
    for name, suffix in SUFFIXES.items():
        whole = SAMPLES[name]
        files |= {
            f"{name} cut.{suffix}": whole[: len(whole) // 2], f"{name} head.{suffix}": whole[:9] + name.encode(),
            f"{name} random.{suffix}": whole[:6] + chance.randbytes(2000), f"{name} sound.{suffix}": whole,
        }  # fmt: skip
    added = add_through_sandbox(files)
    assert len(added.in_order) == len(files)
    sound = {name: code for name, (_, code) in added.kinds.items() if " sound." in name}
    assert sound == dict.fromkeys(sound, None)
    cut = {name.partition(" ")[0]: code for name, (_, code) in added.kinds.items() if " cut." in name}
    assert cut == {"docx": "damaged", "odf": "damaged", "rtf": "damaged", "epub": "damaged", "tei": "damaged",
                   "xml": "damaged", "markdown": None, "html": None, "plaintext": None}  # fmt: skip
