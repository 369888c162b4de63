"""The relations of an Open Packaging file: which part is the main one, and which parts belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from archive.extract.package import Package
from archive.extract.xml.reading import Attributes, read_xml

_PREFIXES = {"http://schemas.openxmlformats.org/package/2006/relationships": "r"}


@dataclass(frozen=True, slots=True)
class Relations:
    """The parts that one part names, each with the last word of its kind: `footnotes`, `header`."""

    held: tuple[tuple[str, str], ...]

    def all(self, kind: str) -> list[str]:
        return [part for named, part in self.held if named == kind]

    def one(self, kind: str) -> str | None:
        return next(iter(self.all(kind)), None)


class _Reader:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.held: list[tuple[str, str]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "r:Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rstrip("/").rpartition("/")[-1]
            target = normpath(join("/", self.folder, unquote(attributes.get("Target", ""))))
            self.held.append((kind, target.lstrip("/")))

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


def relations(package: Package, part: str) -> Relations:
    """What a part names, `` standing for the package itself; nothing where it names nothing."""
    folder = dirname(part)
    listed = join(folder, "_rels", part.rpartition("/")[-1] + ".rels")
    reader = _Reader(folder)
    if listed in package.names:
        read_xml(package.read(listed), reader, _PREFIXES, name=listed)
    return Relations(tuple(reader.held))
