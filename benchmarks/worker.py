"""A measurement in a process of its own: `python -m benchmarks.worker TASK ENGINE SIZE FOLDER` prints JSON figures.

Times are CPU seconds of this process, user and system, over all its threads. Imports and the reading of the
collection are outside the clock.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from archive.extract.passages import paragraphs
from benchmarks import ours, plain
from benchmarks.collection import Page, document, load
from benchmarks.queries import Sought, queries
from index.analysis import terms
from index.engines.whoosh import WhooshEngine

WARMING = 3
"""Documents indexed, and queries of each kind asked, before the clock starts: modules and columns are loaded then."""

Runner = Callable[[Sought], object]


def main(task: str, engine: str, size: str, folder: str) -> None:
    """Do one task and print its figures."""
    tasks = {"index": index, "analysis": analysis, "queries": search, "first": first}
    print(json.dumps(tasks[task](engine, load(int(size)), Path(folder))))


def index(engine: str, pages: Sequence[Page], folder: Path) -> dict[str, Any]:
    """Index the pages into a new folder."""
    made = [document(page, seq) for seq, page in enumerate(pages, 1)]
    write = _WRITERS[engine]
    write(folder / "warming", made[:WARMING])
    seconds = _timed(lambda: write(folder / "index", made))
    stored = sum(path.stat().st_size for path in (folder / "index").iterdir())
    return {"seconds": seconds, "bytes": stored, "peak": _peak_memory()}


def analysis(engine: str, pages: Sequence[Page], folder: Path) -> dict[str, Any]:
    """Analyse the texts and do nothing with the tokens: the part that both sides share."""
    texts = [text for page in pages for text in (page.text, page.title, page.source)]
    terms(texts[0])
    return {"seconds": _timed(lambda: [terms(text) for text in texts])}


def search(engine: str, pages: Sequence[Page], folder: Path) -> dict[str, Any]:
    """Ask each query once, each kind in a newly opened index, and give the milliseconds by kind."""
    texts = {page.id: page.text for page in pages}
    passages = {page.id: paragraphs(page.text) for page in pages}
    milliseconds: dict[str, list[float]] = {}
    for kind, asked in queries(pages).items():
        run = _opened(engine, folder, texts, passages)
        for sought in asked[-WARMING:]:
            run(sought)
        milliseconds[kind] = [1000 * _timed(partial(run, sought)) for sought in asked[:-WARMING]]
    return {"milliseconds": milliseconds, "peak": _peak_memory()}


def first(engine: str, pages: Sequence[Page], folder: Path) -> dict[str, Any]:
    """Open the index and ask the first query with facets, all columns unread."""
    asked = queries(pages)["facets"][0]
    return {"seconds": _timed(lambda: _opened(engine, folder, {}, {})(asked))}


_WRITERS: dict[str, Callable[[Path, Any], None]] = {
    "ours": ours.write,
    "plain": lambda folder, made: plain.write(folder, made, plain.same_columns()),
    "searchable": lambda folder, made: plain.write(folder, made, plain.searchable()),
}


def _opened(engine: str, folder: Path, texts: Mapping[str, str], passages: Mapping[str, Any]) -> Runner:
    if engine == "plain":
        stock = plain.PlainSearcher(folder)
        return lambda sought: stock.snippets(sought, texts) if sought.kind == "snippets" else stock.find(sought)
    own = ours.OurSearcher(WhooshEngine(folder))
    return lambda sought: own.snippets(sought, texts, passages) if sought.kind == "snippets" else own.find(sought)


def _timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _peak_memory() -> int:
    """The most bytes that this process has held; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
