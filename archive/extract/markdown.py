"""Markdown: the text without its signs of markup, and what its front matter declares (YAML or TOML).

Signs are left away because they part what readers search for: a phrase in which a word is emphasised, a heading, the
words of a link. The original keeps them. Front matter is no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from archive.extract import AS_FOUND, Declared, Extraction, Format, Wishes
from archive.extract.declaring import values
from archive.extract.encoding import decode, normalise
from archive.extract.manuscript import folded
from archive.extract.passages import Located, laid_out, paragraphs

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST_FRONT_MATTER = 16_000
_YAML = re.compile(r"\A\ufeff?---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_TOML = re.compile(r"\A\ufeff?\+\+\+[ \t]*\n(.*?\n)?\+\+\+[ \t]*(?:\n|\Z)", re.S)
_FIELDS = {
    "title": "title", "author": "creator", "authors": "creator", "creator": "creator", "date": "date",
    "published": "date", "publisher": "source", "source": "source", "tags": "tag", "keywords": "tag",
    "subject": "tag", "lang": "language", "language": "language", "url": "url", "canonical_url": "url",
    "rights": "rights", "license": "rights", "updated": "modified", "lastmod": "modified", "modified": "modified",
}  # fmt: skip
_TEXTUAL = frozenset({"text", "code_inline", "image"})


class MarkdownExtractor:
    """CommonMark with tables, by markdown-it-py; front matter by PyYAML and tomllib."""

    name = "markdown"
    version = "1"
    formats = (
        Format(name="Markdown", media_types=("text/markdown",), suffixes=(".md", ".markdown"),
               library="markdown-it-py, PyYAML", locators="`para. 3`",
               limits="16,000 characters of front matter; anchors and tags of YAML are refused"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        decoded, encoding = decode(content, wished=wishes.encoding)
        text, declared = _front_matter(normalise(decoded))
        try:
            text, passages = laid_out(
                Located(text=block, locator=f"para. {number}") for number, block in enumerate(_blocks(text), 1)
            )
        except RecursionError:  # brackets or quotations by the thousand: the text as it is written
            passages = paragraphs(text)
        return Extraction(text=text, passages=passages, declared=declared, encoding=encoding)


def _blocks(text: str) -> Iterator[str]:
    """The paragraphs, headings, items, rows and blocks of code, in order."""
    from markdown_it import MarkdownIt

    cells: list[str] | None = None
    parser = MarkdownIt("commonmark", {"maxNesting": len(text)}).enable("table")  # what it is too deep for it drops
    for token in parser.parse(text):
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield from _kept("\t".join(cells or ()))
            cells = None
        elif token.type == "inline":
            words = _words(token.children or ())
            if cells is None:
                yield from _kept(words)
            else:
                cells.append(" ".join(words.split()))
        elif token.type in ("fence", "code_block"):
            yield from _kept(token.content)
        elif token.type == "html_block":
            yield from _of_markup(token.content)


def _kept(text: str) -> Iterator[str]:
    paragraph = folded(text)
    if paragraph:
        yield paragraph


def _words(tokens: Sequence[Token]) -> str:
    """The words of a paragraph; a picture gives the words that stand in for it."""
    pieces = []
    for token in tokens:
        if token.type in _TEXTUAL:
            pieces.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
    return "".join(pieces)


def _of_markup(markup: str) -> Iterator[str]:
    from archive.extract.html.blocks import blocks
    from archive.extract.html.furniture import invisible
    from archive.extract.html.tree import parsed

    root = parsed(markup)
    yield from (block.text for block in blocks(root, invisible(root)))


def _front_matter(text: str) -> tuple[str, tuple[Declared, ...]]:
    """The text behind the front matter, and what that declares; text that only looks like it stays text."""
    for pattern, read in ((_YAML, _yaml), (_TOML, _toml)):
        found = pattern.match(text)
        if found and len(found.group(1) or "") <= LONGEST_FRONT_MATTER:
            held = read(found.group(1) or "")
            if isinstance(held, dict):
                return text[found.end() :], tuple(_declared(held))
    return text, ()


def _yaml(text: str) -> Any:
    """Plain YAML as strings; None where it is none, or names and repeats parts of itself."""
    import yaml

    try:
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        events = yaml.parse(text, Loader=loader)
        if any(isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None) for event in events):
            return None
        return yaml.load(text, Loader=loader)  # noqa: S506 (it makes nothing but strings, lists and dicts)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def _toml(text: str) -> Any:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _declared(held: dict[Any, Any]) -> Iterator[Declared]:
    for key, value in held.items():
        field = _FIELDS.get(str(key).lower())
        for one in value if isinstance(value, list) else [value]:
            written = one.get("name") if isinstance(one, dict) else one
            if field and written is not None and not isinstance(written, dict | list):
                yield from values(field, str(written), f"front matter {key}")
