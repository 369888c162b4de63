"""XML written record by record: every text inert, every element built by lxml, which escapes what a text holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from archive.export.inert import inert
from archive.export.series import Series

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def element(
    tag: str, text: str | None = None, attributes: Mapping[str, str] | None = None, *,
    nsmap: Mapping[str | None, str] | None = None,
) -> Any:  # fmt: skip
    """An element with this text and these attributes."""
    from lxml import etree

    made = etree.Element(tag, {name: inert(value) for name, value in (attributes or {}).items()}, nsmap=nsmap)
    made.text = inert(text) if text is not None else None
    return made


def child(parent: Any, tag: str, text: str | None = None, attributes: Mapping[str, str] | None = None) -> Any:
    """An element within another one."""
    made = element(tag, text, attributes)
    parent.append(made)
    return made


def write_all(out: BinaryIO, head: str, elements: Iterable[Any], foot: str) -> None:
    """Head, each element on a line of its own as it comes, foot. The line ends stand where the formats allow blanks."""
    from lxml import etree

    series = Series(head=DECLARATION + head.encode(), foot=foot.encode())
    series.write(out, (etree.tostring(one, encoding="utf-8") + b"\n" for one in elements))
