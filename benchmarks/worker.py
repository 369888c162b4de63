"""A measurement in a process of its own: `python -m benchmarks.worker TASK ENGINE SIZE FOLDER` prints JSON figures.

Times are CPU seconds of this process, user and system, over all its threads. Imports and the reading of the
collection are outside the clock.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from archive.extract.passages import paragraphs
from benchmarks import ours, plain
from benchmarks.collection import document, load
from benchmarks.queries import Sought, queries
from index.analysis import terms
from index.engines.whoosh import WhooshEngine

WARMING = 3
"""Documents indexed, and queries of each kind asked, before the clock starts: modules and columns are loaded then."""


def main(task: str, engine: str, size: str, folder: str) -> None:
    """Do one task and print its figures."""
    tasks = {"index": index, "queries": search, "analysis": analysis}
    print(json.dumps(tasks[task](engine, int(size), Path(folder))))


def index(engine: str, size: int, folder: Path) -> dict[str, Any]:
    """Index the first `size` documents into a new folder."""
    made = [document(page, seq) for seq, page in enumerate(load(size), 1)]
    write = _writers()[engine]
    write(folder / "warming", made[:WARMING])
    before = _memory("VmRSS")
    seconds = _timed(lambda: write(folder / "index", made))
    stored = sum(path.stat().st_size for path in (folder / "index").iterdir())
    return {"seconds": seconds, "bytes": stored, "peak": _memory("VmHWM"), "before": before}


def analysis(engine: str, size: int, folder: Path) -> dict[str, Any]:
    """Analyse the texts and do nothing with the tokens: the part that both sides share."""
    texts = [text for page in load(size) for text in (page.text, page.title, page.source)]
    terms(texts[0])
    return {"seconds": _timed(lambda: [terms(text) for text in texts])}


def search(engine: str, size: int, folder: Path) -> dict[str, Any]:
    """Ask each query once, and give the milliseconds of each by kind."""
    pages = load(size)
    asked = queries(pages)
    started = time.process_time()
    run = _runners(engine, folder, pages)
    opened = time.process_time() - started
    milliseconds: dict[str, list[float]] = {}
    for kind, all_of_kind in asked.items():
        for sought in all_of_kind[-WARMING:]:
            run(sought)
        milliseconds[kind] = [1000 * _timed(lambda sought=sought: run(sought)) for sought in all_of_kind[:-WARMING]]
    return {"open": 1000 * opened, "queries": milliseconds, "peak": _memory("VmHWM")}


def _writers() -> dict[str, Callable[[Path, Any], None]]:
    return {
        "ours": ours.write,
        "plain": lambda folder, made: plain.write(folder, made, plain.same_columns()),
        "searchable": lambda folder, made: plain.write(folder, made, plain.searchable()),
    }


def _runners(engine: str, folder: Path, pages: Any) -> Callable[[Sought], object]:
    texts = {page.id: page.text for page in pages}
    if engine == "plain":
        stock = plain.PlainSearcher(folder)
        return lambda sought: stock.snippets(sought, texts) if sought.kind == "snippets" else stock.find(sought)
    passages = {page.id: paragraphs(page.text) for page in pages}
    own = ours.OurSearcher(WhooshEngine(folder))
    return lambda sought: own.snippets(sought, texts, passages) if sought.kind == "snippets" else own.find(sought)


def _timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _memory(line: str) -> int:
    """A line of this process's memory figures, in bytes: VmRSS is now, VmHWM the most so far; 0 where it is unknown."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(held.split()[1]) * 1024 for held in lines if held.startswith(line)), 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
