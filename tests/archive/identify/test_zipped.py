"""A ZIP file is the document that its members say it is, else a container."""

from __future__ import annotations

import io
import zipfile

import pytest

from archive.extract import package
from archive.identify import LOOKED_AT, identify

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = (
    '<Types><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/{0}" ContentType="application/vnd.{1}"/></Types>'
)


def zipped(members: dict[str, str | bytes], *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packed) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return target.getvalue()


@pytest.mark.parametrize(
    ("main", "media_type"),
    [
        ("openxmlformats-officedocument.wordprocessingml.document.main+xml", WORD),
        ("openxmlformats-officedocument.wordprocessingml.template.main+xml",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.template"),
        ("ms-word.document.macroEnabled.main+xml", "application/vnd.ms-word.document.macroenabled.12"),
        ("openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("openxmlformats-officedocument.presentationml.presentation.main+xml",
         "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("ms-package.xps-fixeddocumentsequence+xml", "application/vnd.ms-xpsdocument"),
        ("something.new", "application/zip"),
    ],
)  # fmt: skip
def test_an_open_package_is_what_its_main_part_is(main: str, media_type: str) -> None:
    content = zipped({"[Content_Types].xml": TYPES.format("word/document.xml", main), "word/document.xml": "<a/>"})
    assert identify(content, "a.zip") == media_type


@pytest.mark.parametrize(
    ("members", "media_type"),
    [
        ({"mimetype": "application/epub+zip", "META-INF/container.xml": ""}, "application/epub+zip"),
        ({"mimetype": "application/vnd.oasis.opendocument.text\n"}, "application/vnd.oasis.opendocument.text"),
        ({"a": "", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"},
         "application/vnd.oasis.opendocument.spreadsheet"),
        ({"mimetype": "not a media type"}, "application/zip"),
        ({"mimetype": "text/plain; \0"}, "application/zip"),
        ({"mimetype": "x" * 2000}, "application/zip"),
        ({"META-INF/container.xml": ""}, "application/epub+zip"),
        ({"META-INF/MANIFEST.MF": ""}, "application/java-archive"),
        ({"doc.kml": ""}, "application/vnd.google-earth.kmz"),
        ({"letter.docx": "", "word/document.xml": ""}, "application/zip"),
        ({"a/[Content_Types].xml": TYPES.format("", "ms-word.document.macroEnabled.main+xml")}, "application/zip"),
        ({"a.txt": "mimetypeapplication/epub+zip"}, "application/zip"),
    ],
)  # fmt: skip
def test_other_documents_are_told_by_their_members_and_the_rest_is_a_container(
    members: dict[str, str | bytes], media_type: str
) -> None:
    assert identify(zipped(members), "a.docx") == media_type


def test_a_cut_document_is_told_by_its_beginning() -> None:
    office = zipped({"[Content_Types].xml": TYPES, "word/document.xml": "<a/>" * 9, "word/styles.xml": "b"})
    assert identify(office[:-60], "a") == WORD
    assert identify(zipped({"_rels/.rels": "", "word/document.xml": ""})[:-60], "a") == WORD
    assert identify(zipped({"word/document.xml": "<a/>"})[:-60], "a") == "application/zip"
    book = zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<a/>" * 2000})
    assert identify(book[:-60], "a") == "application/epub+zip"
    assert identify(book[:LOOKED_AT], "a") == "application/epub+zip"


def test_a_container_of_more_members_than_a_document_has_is_a_container(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_MEMBERS", 2)
    assert identify(zipped({"a": "", "META-INF/container.xml": ""}), "a") == "application/epub+zip"
    assert identify(zipped({"a": "", "b": "", "META-INF/container.xml": ""}), "a") == "application/zip"
