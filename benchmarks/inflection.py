"""How well another form of a word is found: `python -m benchmarks.inflection`.

All articles of the Universal Declaration and 210 of Firefox's messages in each of 78 languages lie in one archive, each
a document (`python -m benchmarks.languages --fetch` gets them). A question is a single form of a word: documents are
right that hold another form of it, and none of them holds the form that is asked for (`benchmarks.inflected_words`).
The language of the question is not said.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from benchmarks.inflected_words import IN_DICTIONARIES, Asked, questions, texts
from benchmarks.language_texts import DECLARATION_OF
from benchmarks.report import Section, Table, printed
from index.analysis.derive import derived
from index.engine import Document, SearchEngine
from index.engines import open_engine
from index.fields import GRAM, STEM
from index.forms import Bridge
from index.parse import parse
from index.results import Request
from index.rewrite import rewrite

DEPTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of one language: the mean share of the right documents in the first ten, and the mean reciprocal rank."""

    recall: float
    rank: float


def figures(engine: SearchEngine, bridge: Bridge) -> dict[str, Figures]:
    """The figures of each language."""
    found = {}
    for tag, asked in questions().items():
        recalls, ranks = zip(*(_answered(engine, one, bridge) for one in asked), strict=True)
        found[tag] = Figures(recall=fmean(recalls), rank=fmean(ranks))
    return found


def _answered(engine: SearchEngine, asked: Asked, bridge: Bridge) -> tuple[float, float]:
    """Recall and reciprocal rank of one question in the first ten."""
    page = engine.search(Request(lookup=rewrite(parse(asked.form), bridge=bridge), limit=DEPTH)).page
    at = [place for place, match in enumerate(page) if int(match.id) in asked.right]
    return len(at) / min(DEPTH, len(asked.right)), 1 / (at[0] + 1) if at else 0.0


def documents(*, bridged: bool) -> Iterator[Document]:
    """The archive, with what leads to other forms or without."""
    for number, one in enumerate(texts()):
        stems, grams = derived(one.text, [(0, len(one.text), one.language)]) if bridged else ({}, {})
        yield Document(id=str(number), seq=number + 1, texts={"text": one.text}, counts={STEM: stems, GRAM: grams},
                       facets={"language": (one.language,)})  # fmt: skip


@contextmanager
def index(folder: Path, *, bridged: bool) -> Iterator[SearchEngine]:
    """An index of the archive on the disk."""
    engine = open_engine("whoosh", folder)
    with engine.writer(seq=len(texts())) as writer:
        for document in documents(bridged=bridged):
            writer.add(document)
    try:
        yield engine
    finally:
        engine.close()


STEPS: dict[str, Bridge] = {
    "words": Bridge(languages=(), stem_weight=0, gram_weight=0, kin_weight=0),
    "with stems": Bridge(languages=tuple(DECLARATION_OF), gram_weight=0, kin_weight=0),
    "with kin": Bridge(languages=tuple(DECLARATION_OF), stem_weight=0, gram_weight=0),
    "with stems and kin": Bridge(languages=tuple(DECLARATION_OF)),
}


def run() -> Section:
    """Ask all questions, and weigh the index against one of words alone."""
    sizes = {}
    with tempfile.TemporaryDirectory() as folder:
        with index(Path(folder) / "plain", bridged=False):
            sizes["plain"] = _size(Path(folder) / "plain")
        with index(Path(folder) / "bridged", bridged=True) as engine:
            sizes["bridged"] = _size(Path(folder) / "bridged")
            steps = {name: figures(engine, bridge) for name, bridge in STEPS.items()}
    ratio = sizes["bridged"] / sizes["plain"]
    means = {name: _means(found) for name, found in steps.items()}
    return Section(
        name="inflection",
        figures={"size_ratio": ratio, "means": means},
        tables=[_table(steps), _mean_table(means, ratio)],
    )


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _means(found: Mapping[str, Figures]) -> dict[str, tuple[float, float]]:
    return {
        title: (fmean(found[tag].recall for tag in tags), fmean(found[tag].rank for tag in tags))
        for title, tags in {
            f"{len(IN_DICTIONARIES)} with a dictionary": IN_DICTIONARIES,
            "without a stemmer": UNSTEMMED,
            "all": tuple(found),
        }.items()
    }  # fmt: skip


UNSTEMMED = ("uk", "bg", "ka", "kk", "uz")


def _mean_table(means: Mapping[str, Mapping[str, tuple[float, float]]], ratio: float) -> Table:
    titles = list(next(iter(means.values())))
    rows = [[name, *(_pair(*by_title[title]) for title in titles)] for name, by_title in means.items()]
    return Table(title="Recall in the first ten / mean reciprocal rank, means over languages", columns=["", *titles],
                 rows=rows, notes=[f"The index is {ratio:.2f} times as large as one of words alone."])  # fmt: skip


def _table(steps: Mapping[str, Mapping[str, Figures]]) -> Table:
    tags = list(next(iter(steps.values())))
    rows = [[tag, *(_pair(found[tag].recall, found[tag].rank) for found in steps.values())] for tag in tags]
    return Table(title=f"Another form of a word among {len(texts()):,} documents", columns=["", *steps], rows=rows)


def _pair(recall: float, rank: float) -> str:
    return f"{recall:.3f} / {rank:.3f}"


if __name__ == "__main__":
    sys.exit(printed("inflection", run))
