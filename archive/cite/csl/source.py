"""CSL files: read, checked and made into styles of citeproc-py."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from archive.cite.csl.elements import NAMESPACE, parser
from archive.errors import InvalidValue

LARGEST = 4_000_000
"""Bytes of a CSL file; the largest of the 10,000 of the CSL project has a quarter of a million."""


@dataclass(frozen=True, slots=True)
class Source:
    """A CSL file that was checked: its name for messages, its bytes, and what kind of style it is.

    `in_text`: it cites in the text and not in notes. `has_letters`: it tells works of one author and year apart.
    `knows_circa` and `knows_undated`: it has words for dates that are uncertain or lacking.
    """

    name: str
    content: bytes
    in_text: bool
    has_letters: bool
    knows_circa: bool
    knows_undated: bool


@cache
def read(path: Path, *, checked: bool = False) -> Source:
    """Read and check a CSL file, unless it is one that was `checked`; InvalidValue says what is wrong with it."""
    try:
        content = _bytes(path)
    except OSError as error:
        raise InvalidValue(f"the style {path} cannot be read: {error.strerror or error}") from None
    root = _parsed(path, content)
    if not checked:
        _check(path, root)
    letters = root.find(f"{{{NAMESPACE}}}citation").get("disambiguate-add-year-suffix") == "true"
    return Source(name=path.name, content=content, in_text=root.get("class") == "in-text", has_letters=letters,
                  knows_circa=b"is-uncertain-date" in content, knows_undated=b'"no date"' in content)  # fmt: skip


def _check(path: Path, root: Any) -> None:
    """That it is an independent CSL style and can be used."""
    if root.tag != f"{{{NAMESPACE}}}style":
        raise InvalidValue(f"{path} is no CSL style: its root is not `style` of {NAMESPACE}")
    parent = root.find(f"{{{NAMESPACE}}}info/{{{NAMESPACE}}}link[@rel='independent-parent']")
    if parent is not None:
        raise InvalidValue(f"{path} only names another style, {parent.get('href')}: give the file of that one")
    _check_schema(path, root)
    _check_macros(path, root)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise InvalidValue(f"{path} is no CSL style: it is larger than {LARGEST:,} bytes")
    return content


def _parsed(path: Path, content: bytes) -> Any:
    plain = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        tree = etree.parse(BytesIO(content), plain)
    except etree.XMLSyntaxError as error:
        raise InvalidValue(f"{path} is no CSL style: {error}") from None
    if tree.docinfo.internalDTD is not None:
        raise InvalidValue(f"{path} is no CSL style: it has a document type declaration")
    return tree.getroot()


def _check_schema(path: Path, root: Any) -> None:
    """Against CSL 1.0.2, whose schema citeproc-py carries."""
    schema = _schema()
    if not schema.validate(root):
        fault = schema.error_log[0]
        raise InvalidValue(f"{path} is not CSL 1.0.2: line {fault.line}: {fault.message[:200]}")


def _check_macros(path: Path, root: Any) -> None:
    """Macros that are called must be there, and none may call itself."""
    calls = {
        macro.get("name"): {text.get("macro") for text in macro.iter(f"{{{NAMESPACE}}}text") if text.get("macro")}
        for macro in root.iter(f"{{{NAMESPACE}}}macro")
    }
    for text in root.iter(f"{{{NAMESPACE}}}text", f"{{{NAMESPACE}}}key"):
        if text.get("macro") and text.get("macro") not in calls:
            raise InvalidValue(f"{path} is no usable style: line {text.sourceline} calls a macro that is not there")
    try:
        tuple(TopologicalSorter(calls).static_order())
    except CycleError as error:
        raise InvalidValue(f"{path} is no usable style: its macro {error.args[1][0]!r} calls itself") from None


@cache
def _schema() -> Any:
    from citeproc import SCHEMA_PATH

    return etree.RelaxNG(etree.parse(SCHEMA_PATH))


def load(source: Source) -> Any:
    """A style of citeproc-py with our elements; its locales are set apart."""
    from citeproc.frontend import CitationStylesStyle

    style = CitationStylesStyle.__new__(CitationStylesStyle)
    style.parser = parser()
    style.xml = etree.parse(BytesIO(source.content), style.parser)
    style.root = style.xml.getroot()
    style.macros = {}  # those that were looked up, by name
    return style
