"""Kinds of text: pages, XML, messages and Markdown are told by how they begin, the rest by being text at all."""

from __future__ import annotations

import re
from pathlib import PurePath

from archive.extract.encoding import wide_without_mark

_PROLOG = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+([^\s>\[]*)[^>\[]*(?:\[.*?\]\s*)?>)", re.S | re.I)
_ROOT = re.compile(rb"\s*<((?:[\w.-]+:)?([A-Za-z_][\w.-]*))(?=[\s/>])([^>]*)")
_XML = re.compile(rb"\s*<\?xml\s", re.I)
_PAGE_ROOTS = (b"html", b"head", b"body")
_TEI_ROOTS = (b"TEI", b"TEI.2", b"teiCorpus", b"teiCorpus.2")
_PAGE_NAMES = (".html", ".htm", ".xhtml")
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mkd", ".mdwn", ".rmd", ".qmd")
_MESSAGE_NAMES = (".eml", ".mht", ".mhtml")
_FRONT_MATTER = re.compile(
    rb"---[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*[\"']?\w[\w -]*[\"']?:(?:\s[^\n]*)?\n(?:[^\n]*\n)*?(?:---|\.\.\.)\s"
)
"""A block between lines of hyphens that begins with a key of YAML."""
_FLAT_DOCUMENT = re.compile(rb"""office:mimetype=["'](application/vnd\.oasis\.opendocument\.[\w-]+)["']""")

_MAILBOX = re.compile(rb"From [^\r\n]{3,200}\d\d:\d\d[^\r\n]{0,50}\r?\n[!-9;-~]+:[ \t]")
"""The line before a message of a mailbox, with its time (RFC 4155, appendix A), and a field of its header."""
_FIELD = re.compile(rb"([!-9;-~]+):(.*(?:\r?\n[ \t].*)*)\r?\n")
_CUT_FIELD = re.compile(rb"[!-9;-~]+:|[ \t]")
_END_OF_HEADER = re.compile(rb"\r?\n")
_OF_TRANSPORT = frozenset(
    b"message-id mime-version received return-path delivered-to dkim-signature x-mailer user-agent x-received".split()
)
"""Header fields that programs write (RFC 5322, 2045): a typed letter may begin with From, To, Date and Subject too."""
_OF_DELIVERY = frozenset(b"to cc bcc received return-path delivered-to message-id in-reply-to".split())
_ORIGIN = frozenset(b"from sender received date subject".split())
_UNTEXTUAL = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def identify(head: bytes, name: str) -> str | None:
    """The media type of a text by its first bytes and its name's ending; None for what is no text."""
    suffix = PurePath(name).suffix.lower()
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\0", b"")  # UTF-16 is full of zero bytes
    marked_up = _marked_up(start, suffix)
    if marked_up:
        return marked_up
    if _MAILBOX.match(start):
        return "application/mbox"
    message = _message(start, suffix)
    if message:
        return message
    if not _looks_like_text(head):
        return None
    return "text/markdown" if suffix in _MARKDOWN_NAMES or _FRONT_MATTER.match(start) else "text/plain"


def _marked_up(start: bytes, suffix: str) -> str | None:
    at, doctype = _after_prolog(start)
    root = _ROOT.match(start, at)
    local = root.group(2) if root else b""
    if b"html" in (doctype, root.group(1).lower() if root else b"") or local.lower() in _PAGE_ROOTS:
        return "text/html"
    if local in _TEI_ROOTS:
        return "application/tei+xml"
    if _XML.match(start) or (suffix == ".xml" and root):
        return _kind_of_xml(local, root.group(3) if root else b"")
    return "text/html" if suffix in _PAGE_NAMES and b"<" in start else None


def _after_prolog(start: bytes) -> tuple[int, bytes]:
    """Where the declarations, comments and document type end, and the type's name in lower case."""
    at, doctype = 0, b""
    while found := _PROLOG.match(start, at):
        at = found.end()
        doctype = (found.group(1) or doctype).lower()
    return at, doctype


def _kind_of_xml(root: bytes, attributes: bytes) -> str:
    flat = _FLAT_DOCUMENT.search(attributes) if root == b"document" else None
    if flat:
        return flat.group(1).decode() + "-flat-xml"
    return "image/svg+xml" if root == b"svg" else "application/xml"


def _message(start: bytes, suffix: str) -> str | None:
    """A message of e-mail, or a page saved as one: a multipart that nobody sent to anybody."""
    fields = _header(start)
    likely = len(fields) > 1 if suffix in _MESSAGE_NAMES else not _OF_TRANSPORT.isdisjoint(fields)
    if not likely or (_ORIGIN.isdisjoint(fields) and b"content-type" not in fields):
        return None
    kind = fields.get(b"content-type", b"").strip().lower()
    saved = b"snapshot-content-location" in fields or b"saved by" in fields.get(b"from", b"").lower()
    unsent = kind.startswith(b"multipart/related") and _OF_DELIVERY.isdisjoint(fields)
    return "multipart/related" if saved or unsent else "message/rfc822"


def _header(start: bytes) -> dict[bytes, bytes]:
    """The fields of a header by their names in lower case; none where a line is no field before the first blank one."""
    fields: dict[bytes, bytes] = {}
    at = 0
    while found := _FIELD.match(start, at):
        fields.setdefault(found.group(1).lower(), found.group(2))
        at = found.end()
    whole = at == len(start) or _END_OF_HEADER.match(start, at)
    cut = b"\n" not in start[at:] and _CUT_FIELD.match(start, at)
    return fields if whole or cut else {}


def _looks_like_text(head: bytes) -> bool:
    """Text holds hardly any control characters, save that UTF-16 is full of them."""
    if head.startswith(_WIDE_MARKS) or wide_without_mark(head):
        return True
    return len(head) - len(head.translate(None, _UNTEXTUAL)) <= len(head) // 100
