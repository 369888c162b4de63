"""How well one known document is found by words a person would type: `python -m benchmarks.known_item`.

Pages of LibreOffice's help in ten languages and manual pages in two more lie in one archive, 240 of each language,
without their titles (`python -m benchmarks fetch` gets them). A question is the title of a page, as people wrote or
translated it; the one right answer is that page. The language is not said, and any word may match. With
`--xquad FOLDER` the paragraphs and questions of XQuAD (CC BY-SA 4.0) are taken instead. Beside muniment, SQLite's FTS5
answers the same.

What each step of finding gives is measured by leaving steps out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from unittest import mock

from bs4 import BeautifulSoup

from archive.extract.passages import paragraphs
from archive.language import identify_languages
from benchmarks import collection
from benchmarks.places import HELP, MANUALS
from benchmarks.report import CannotMeasure, Section, Table, printed
from index.analysis import tokenize
from index.analysis.derive import derived
from index.engine import Document, SearchEngine
from index.engines import open_engine
from index.fields import GRAM, STEM
from index.forms import Bridge
from index.parse import parse_question
from index.results import Request
from index.rewrite import rewrite

A_LANGUAGE = 240
DEPTH = 10
HELP_IN = {"en-US": "en", "zh-CN": "zh", **{tag: tag for tag in "de es fr hi ja ko ru tr".split()}}
MANUALS_IN = ("pl", "uk")
LEAST_WORDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A document and the questions whose one answer it is."""

    language: str
    text: str
    questions: tuple[str, ...]


def items(xquad: Path | None = None) -> list[Item]:
    """The documents with their questions."""
    return list(_of_xquad(xquad) if xquad else _of_packages())


def _of_packages() -> Iterator[Item]:
    if not HELP.is_dir() or not MANUALS.is_dir():
        raise CannotMeasure("the pages are not here: get them by `python -m benchmarks fetch`")
    for folder, tag in HELP_IN.items():
        yield from _chosen(tag, (_help_page(path) for path in _ordered((HELP / folder).glob("text/**/*.html"))))
    for tag in MANUALS_IN:
        yield from _chosen(tag, (_manual(path) for path in _ordered((MANUALS / tag).glob("**/*.gz"))))


def _ordered(paths: Iterable[Path]) -> list[Path]:
    """By the SHA-256 of their names: mixed, and always the same way."""
    return sorted(paths, key=lambda path: hashlib.sha256(path.name.encode()).digest())


def _chosen(tag: str, pages: Iterable[tuple[str, str]]) -> Iterator[Item]:
    """The first pages that have a title of their own and a text."""
    titles: set[str] = set()
    for title, text in pages:
        words = " ".join(title.split())
        if len(titles) == A_LANGUAGE:
            return
        if words in titles or len(text) < collection.SHORTEST:
            continue
        if len(tokenize.analyse_query(words)) >= LEAST_WORDS:
            titles.add(words)
            yield Item(language=tag, text=text, questions=(words,))


def _help_page(path: Path) -> tuple[str, str]:
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
    body = soup.find(id="DisplayArea")
    if body is None or soup.title is None:
        return "", ""
    for heading in body.find_all(re.compile("^h[1-6]$")):
        heading.decompose()
    return soup.title.get_text(), "\n".join(line.strip() for line in body.get_text().splitlines() if line.strip())


_DESCRIBED = re.compile(r"\A.*?\S+ +(?:-|–|—|\\-) +(?P<title>[^\n]+)\n(?P<text>.*)\Z", re.S)


def _manual(path: Path) -> tuple[str, str]:
    """What a page says of itself in a line, and what follows that line."""
    page = collection.manual_text(path.read_bytes())
    found = _DESCRIBED.match(page)
    return (found["title"], found["text"]) if found else ("", "")


def _of_xquad(folder: Path) -> Iterator[Item]:
    for path in sorted(folder.glob("xquad.*.json")):
        tag = path.name.split(".")[1]
        for article in json.loads(path.read_text("utf-8"))["data"]:
            for paragraph in article["paragraphs"]:
                questions = tuple(" ".join(asked["question"].split()) for asked in paragraph["qas"])
                yield Item(language=tag, text=paragraph["context"], questions=questions)


Answer = Callable[[str, str], list[int]]
"""The numbers of the first ten documents for a question. Its language is told too, to measure what knowing it gives."""


def judge(held: Sequence[Item], answer: Answer, *, every: int = 1) -> dict[str, float]:
    """The mean reciprocal rank in the first ten, by language."""
    ranks: dict[str, list[float]] = {}
    asked = [(number, item.language, question) for number, item in enumerate(held) for question in item.questions]
    for number, language, question in asked[::every]:
        found = answer(question, language)
        ranks.setdefault(language, []).append(1 / (found.index(number) + 1) if number in found else 0.0)
    return {language: fmean(of) for language, of in sorted(ranks.items())}


def _trigrams(question: str) -> list[str]:
    return sorted({question[at : at + 3] for at in range(len(question) - 2)})


def fts5(held: Sequence[Item], tokenizer: str) -> Answer:
    """SQLite's full-text search, any word or any three letters of the question matching."""
    parts = _trigrams if tokenizer == "trigram" else str.split
    base = sqlite3.connect(":memory:")
    base.execute(f"create virtual table page using fts5(text, tokenize='{tokenizer}')")
    base.executemany("insert into page(rowid, text) values (?, ?)", ((n, item.text) for n, item in enumerate(held)))

    def answer(question: str, language: str) -> list[int]:
        match = " OR ".join(f'"{part}"' for part in parts(question.replace('"', "")))
        query = "select rowid from page where page match ? order by bm25(page) limit ?"
        return [row[0] for row in base.execute(query, (match, DEPTH))]

    return answer


def documents(held: Sequence[Item]) -> Iterator[Document]:
    """Documents as accession and sync make them, their languages detected."""
    for number, item in enumerate(held):
        passages, shares = identify_languages(item.text, paragraphs(item.text))
        stems, grams = derived(item.text, [(one.start, one.end, one.language) for one in passages])
        yield Document(id=str(number), seq=number + 1, texts={"text": item.text}, counts={STEM: stems, GRAM: grams},
                       facets={"language": tuple(share.tag for share in shares)})  # fmt: skip


@contextmanager
def index(held: Sequence[Item]) -> Iterator[SearchEngine]:
    """An index of the documents on the disk."""
    with tempfile.TemporaryDirectory() as folder, closing(open_engine("whoosh", Path(folder))) as engine:
        with engine.writer(seq=len(held)) as writer:
            for document in documents(held):
                writer.add(document)
        yield engine


def muniment(engine: SearchEngine, bridge: Bridge, *, knows_language: bool = False) -> Answer:
    """Muniment's answers over a bridge."""

    def answer(question: str, language: str) -> list[int]:
        over = bridge.narrowed([language]) if knows_language else bridge
        lookup = rewrite(parse_question(question), match="any", bridge=over)
        return [int(match.id) for match in engine.search(Request(lookup=lookup, limit=DEPTH)).page]

    return answer


@contextmanager
def without_folding() -> Iterator[None]:
    """Words in small letters, their accents and widths kept."""
    with mock.patch.object(tokenize, "fold_word", str.lower), _fresh_caches():
        yield


@contextmanager
def without_pairs() -> Iterator[None]:
    """A run of Chinese, Japanese or Korean is one word."""
    whole = mock.patch.object(tokenize, "_placed_units", lambda run: [(run, 0, len(run))])
    with whole, mock.patch.object(tokenize, "_folded_units", lambda run: [run]), _fresh_caches():
        yield


@contextmanager
def _fresh_caches() -> Iterator[None]:
    caches = (tokenize.forms_of, tokenize._fold_unit)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


def steps(held: Sequence[Item], every: int) -> Iterator[tuple[str, dict[str, float]]]:
    """The figures of each way of finding, each with one step more than the one before; then what changes the last."""
    none = Bridge(languages=(), stem_weight=0, gram_weight=0, kin_weight=0)
    whole = Bridge(languages=tuple(sorted({item.language for item in held})))
    for tokenizer in ("unicode61", "trigram"):
        yield f"SQLite FTS5, {tokenizer}", judge(held, fts5(held, tokenizer), every=every)
    with without_folding(), without_pairs(), index(held) as engine:
        yield "words in small letters", judge(held, muniment(engine, none), every=every)
    with without_pairs(), index(held) as engine:
        yield "with folding", judge(held, muniment(engine, none), every=every)
    with index(held) as engine:
        for name, bridge, knows in (
            ("with pairs of characters", none, False),
            ("with stems", replace(whole, gram_weight=0, kin_weight=0), False),
            ("with kin", replace(whole, gram_weight=0), False),
            ("with grams: muniment", whole, False),
            ("the language of the question known", whole, True),
            ("all weights 1", replace(whole, stem_weight=1, gram_weight=1, kin_weight=1), False),
        ):
            yield name, judge(held, muniment(engine, bridge, knows_language=knows), every=every)


def run(xquad: Path | None = None, every: int = 1) -> Section:
    """Measure each step on the same documents and questions."""
    held = items(xquad)
    found = dict(steps(held, every))
    tags = list(next(iter(found.values())))
    rows = [[name, *(f"{by[tag]:.3f}" for tag in tags), f"{fmean(by.values()):.3f}"] for name, by in found.items()]
    asked = len([question for item in held for question in item.questions][::every])
    title = f"MRR@10 of {asked:,} questions for one of {len(held):,} documents"
    table = Table(title=title, columns=["", *tags, "mean"], rows=rows)
    return Section(name="known-item", figures=found, tables=[table])


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.known_item", description=__doc__)
    parser.add_argument("--xquad", type=Path, metavar="FOLDER", help="take XQuAD's files xquad.LANGUAGE.json instead")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="ask each Nth question only")
    given = parser.parse_args()
    return printed("known_item", lambda: run(given.xquad, given.every))


if __name__ == "__main__":
    sys.exit(main())
