"""The package document of an EPUB book (OPF): its description, its files and the order they are read in."""

from __future__ import annotations

from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urldefrag

from archive.extract import Declared
from archive.extract.declaring import values
from archive.extract.package import Package
from archive.extract.xml.reading import Attributes, read_xml

CONTAINER = "META-INF/container.xml"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.idpf.org/2007/opf": "opf",
    "http://openebook.org/namespaces/oeb-package/1.0/": "opf",
    "urn:oasis:names:tc:opendocument:xmlns:container": "container",
    "http://www.w3.org/2001/04/xmlenc#": "enc",
}
_FIELDS = {
    "dc:title": "title", "dc:creator": "creator", "dc:publisher": "source", "dc:date": "date", "dc:subject": "tag",
    "dc:language": "language", "dc:rights": "rights",
}  # fmt: skip
_NOT_OF_ISSUE = {"modification": "modified", "creation": "created", "conversion": "created"}
"""`opf:event` of EPUB 2: a date that is not the publication's."""
_FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


@dataclass(slots=True)
class Book:
    """What the package document says: descriptive values, the files in reading order, its list of contents."""

    declared: list[Declared] = field(default_factory=list)
    spine: list[str] = field(default_factory=list)
    contents: str | None = None


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    properties: tuple[str, ...]


class _Opf:
    def __init__(self, path: str) -> None:
        self.book = Book()
        self._path = path
        self._files: dict[str, _File] = {}
        self._wanted: tuple[str, Attributes] = ("", {})
        self._pieces: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self._pieces = []
        if name in _FIELDS:
            self._wanted = (name, attributes)
        elif name == "opf:item":
            path = _resolved(self._path, attributes.get("href", ""))
            self._files[attributes.get("id", "")] = _File(path, tuple(attributes.get("properties", "").split()))
        elif name == "opf:itemref":
            self._read_next(attributes.get("idref", ""))

    def end(self, name: str) -> None:
        wanted, attributes = self._wanted
        if name == wanted:
            one = _NOT_OF_ISSUE.get(attributes.get("opf:event", "")) if name == "dc:date" else None
            place = f"{self._path} {name}"
            self.book.declared += values(one or _FIELDS[name], "".join(self._pieces), place)
            self._wanted = ("", {})

    def text(self, text: str) -> None:
        self._pieces.append(text)

    def _read_next(self, idref: str) -> None:
        file = self._files.get(idref)
        if file is not None:
            self.book.spine.append(file.path)
            self.book.contents = file.path if "nav" in file.properties else self.book.contents


class _Listed:
    """The values of one attribute of one element."""

    def __init__(self, element: str, attribute: str) -> None:
        self.held: list[str] = []
        self._element, self._attribute = element, attribute

    def start(self, name: str, attributes: Attributes) -> None:
        if name == self._element and self._attribute in attributes:
            self.held.append(attributes[self._attribute])

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


def read_book(package: Package) -> Book:
    """The book that the container names; ExtractionFailed where it names none."""
    found = _Listed("container:rootfile", "full-path")
    read_xml(package.read(CONTAINER), found, _PREFIXES, name=CONTAINER)
    path = found.held[0] if found.held else "content.opf"
    opf = _Opf(path)
    read_xml(package.read(path), opf, _PREFIXES, name=path)
    return opf.book


def encrypted(package: Package) -> set[str]:
    """The files that only a licence opens; fonts that are merely scrambled are none."""
    listed = "META-INF/encryption.xml"
    if listed not in package.names:
        return set()
    methods, files = _Listed("enc:EncryptionMethod", "Algorithm"), _Listed("enc:CipherReference", "URI")
    for reader in (methods, files):
        read_xml(package.read(listed), reader, _PREFIXES, name=listed)
    if all(method in _FONTS_ONLY for method in methods.held):
        return set()
    return {unquote(uri) for uri in files.held}


def _resolved(opf: str, href: str) -> str:
    return normpath(join(dirname(opf), unquote(urldefrag(href).url)))
