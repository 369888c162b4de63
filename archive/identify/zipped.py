"""What a ZIP file is: a container of files, or the package of one document, as its own members say."""

from __future__ import annotations

import re
from typing import BinaryIO

from archive.errors import ExtractionFailed
from archive.extract.package import Package

CONTAINER = "application/zip"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAIN_PARTS = (
    (b"wordprocessingml.document.main+xml", _OFFICE + "wordprocessingml.document"),
    (b"wordprocessingml.template.main+xml", _OFFICE + "wordprocessingml.template"),
    (b"ms-word.document.macroEnabled.main+xml", "application/vnd.ms-word.document.macroenabled.12"),
    (b"ms-word.template.macroEnabledTemplate.main+xml", "application/vnd.ms-word.template.macroenabled.12"),
    (b"spreadsheetml.sheet.main+xml", _OFFICE + "spreadsheetml.sheet"),
    (b"spreadsheetml.template.main+xml", _OFFICE + "spreadsheetml.template"),
    (b"ms-excel.sheet.macroEnabled.main+xml", "application/vnd.ms-excel.sheet.macroenabled.12"),
    (b"ms-excel.sheet.binary.macroEnabled.main", "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
    (b"presentationml.presentation.main+xml", _OFFICE + "presentationml.presentation"),
    (b"presentationml.template.main+xml", _OFFICE + "presentationml.template"),
    (b"presentationml.slideshow.main+xml", _OFFICE + "presentationml.slideshow"),
    (b"ms-powerpoint.presentation.macroEnabled.main+xml", "application/vnd.ms-powerpoint.presentation.macroenabled.12"),
    (b"ms-visio.drawing.main+xml", "application/vnd.ms-visio.drawing"),
    (b"xps-fixeddocumentsequence+xml", "application/vnd.ms-xpsdocument"),
)  # fmt: skip
"""The part that makes an Open Packaging file what it is, by its content type (ECMA-376, part 1, chapters 11 to 13)."""
_BY_MEMBER = (
    ("META-INF/container.xml", "application/epub+zip"),
    ("META-INF/MANIFEST.MF", "application/java-archive"),
    ("doc.kml", "application/vnd.google-earth.kmz"),
    ("Index/Document.iwa", "application/vnd.apple.iwork"),
)
_DECLARED = re.compile(rb"application/[\w.+-]{1,100}\Z")
_DECLARED_FIRST = re.compile(rb"PK\x03\x04.{22}\x08\0.{2}mimetype(application/[\w.+-]{1,100}?)(?=PK|\Z)", re.S)
_FOLDER_FIRST = re.compile(rb"PK\x03\x04.{26}(word|xl|ppt)/", re.S)
_OPEN_PACKAGE = re.compile(rb"\[Content_Types\]\.xml|_rels/\.rels")
_OF_FOLDER = {
    b"word": _OFFICE + "wordprocessingml.document",
    b"xl": _OFFICE + "spreadsheetml.sheet",
    b"ppt": _OFFICE + "presentationml.presentation",
}
_LONGEST_LIST = 1_000_000


def identify(stream: BinaryIO, head: bytes) -> str:
    """The media type by the file's members; where its directory is lost or too large, by what it begins with."""
    try:
        return _by_members(Package(stream))
    except ExtractionFailed:
        return _by_beginning(head)


def _by_members(package: Package) -> str:
    if "mimetype" in package.names:
        declared = package.read("mimetype", at_most=1000).strip()
        if _DECLARED.match(declared):
            return declared.decode()
    if "[Content_Types].xml" in package.names:
        listed = package.read("[Content_Types].xml", at_most=_LONGEST_LIST)
        return next((media_type for part, media_type in _MAIN_PARTS if part in listed), CONTAINER)
    return next((media_type for member, media_type in _BY_MEMBER if member in package.names), CONTAINER)


def _by_beginning(head: bytes) -> str:
    declared = _DECLARED_FIRST.match(head)
    if declared:
        return declared.group(1).decode()
    folder = _FOLDER_FIRST.search(head)
    return _OF_FOLDER[folder.group(1)] if folder and _OPEN_PACKAGE.search(head) else CONTAINER
