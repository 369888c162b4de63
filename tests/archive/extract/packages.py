"""Documents made part by part: what a word processor would not write, and what an attacker would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in {"office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
                       "meta": "meta", "svg": "svg-compatible", "presentation": "presentation"}.items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def packed(members: Mapping[str, str | bytes], *, stored: bool = False) -> bytes:
    """A ZIP file of these members; `mimetype` is never compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return target.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    """Relations by their kind, which is their last word or the whole address."""
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{kind if ":" in kind else f"{_OFFICE}/{kind}"}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'


def docx(body: str, *, namespace: str = W, doctype: str = "", **parts: str) -> bytes:
    """A Word document with this body. Parts such as `footnotes` are given as what stands inside their root."""
    names = f'xmlns:w="{namespace}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    core = parts.pop("core", None)
    named = {"word/document.xml": "officeDocument"} | ({"docProps/core.xml": _CORE} if core else {})
    beside = {kind.rstrip("0123456789"): f"{kind}.xml" for kind in parts}
    members = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations(named),
        "word/document.xml": f"{doctype}<w:document {names} {math}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations({target: kind for kind, target in beside.items()}),
    } | {f"word/{kind}.xml": f"<w:{kind} {names}>{inner}</w:{kind}>" for kind, inner in parts.items()}  # fmt: skip
    if core:
        members["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            f' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>'
        )
    return packed(members)


def p(text: str) -> str:
    """A paragraph of Word."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def odf(
    body: str, *, kind: str = "text", meta: str = "", styles: str = "", doctype: str = "", manifest: str = ""
) -> bytes:
    """An OpenDocument file with this body."""
    inner = f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    members = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"{doctype}<office:document-content {NAMESPACES}>{inner}</office:document-content>",
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    }
    if meta:
        members["meta.xml"] = (
            f"<office:document-meta {NAMESPACES}><office:meta>{meta}</office:meta></office:document-meta>"
        )
    if styles:
        members["styles.xml"] = f"<office:document-styles {NAMESPACES}>{styles}</office:document-styles>"
    return packed(members)


def epub(chapters: Mapping[str, str | bytes], *, metadata: str = "", spine: str | None = None, **members: str) -> bytes:
    """A book of these chapters, whole or the content of their body; `nav.xhtml` is the list of contents."""
    items = "".join(
        f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"{nav}/>'
        for name in chapters
        for nav in [' properties="nav"' if name == "nav.xhtml" else ""]
    )
    order = spine if spine is not None else "".join(f'<itemref idref="{name}"/>' for name in chapters)
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    return packed({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                                  '<rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        "OPS/book.opf": opf,
        **{f"OPS/{name}": chapter if isinstance(chapter, bytes) or "<body" in chapter
           else f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>{chapter}</body></html>'
           for name, chapter in chapters.items()},
        **members,
    })  # fmt: skip
