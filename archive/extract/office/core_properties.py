"""What an office document declares of itself: title, author, subjects, language, when it was made and changed."""

from __future__ import annotations

from archive.extract import Declared
from archive.extract.declaring import properties
from archive.extract.package import Package
from archive.extract.xml.reading import Attributes, read_xml

PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
}
_FIELDS = {
    "dc:title": "title", "dc:creator": "creator", "dc:language": "language", "dc:subject": "tag", "cp:keywords": "tag",
    "dcterms:created": "created", "dcterms:modified": "modified",
}  # fmt: skip


class _Reader:
    def __init__(self) -> None:
        self.held: list[tuple[str, str]] = []
        self._pieces: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self._pieces = []

    def end(self, name: str) -> None:
        self.held.append((name, "".join(self._pieces)))
        self._pieces = []

    def text(self, text: str) -> None:
        self._pieces.append(text)


def core_properties(package: Package, part: str | None) -> tuple[Declared, ...]:
    """The properties in this part of the package; none where there is no such part."""
    if part is None or part not in package.names:
        return ()
    reader = _Reader()
    read_xml(package.read(part), reader, PREFIXES, name=part)
    return tuple(
        declared
        for name, value in reader.held
        if name in _FIELDS
        for declared in properties(_FIELDS[name], value, f"{part} {name}")
    )
