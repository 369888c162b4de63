"""The engine beside plain Whoosh: indexing alone, ten kinds of queries, and whether the answers are right.

Every measurement runs in a process of its own, the two sides by turns, so that what else the machine does meets both.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.collection import SIZES, checksum, load, megabytes
from benchmarks.exact import against_memory, against_plain
from benchmarks.places import DATA, ROOT
from benchmarks.queries import KINDS
from benchmarks.report import Section, Table, spread

SIDES = ("ours", "plain")
NAMES = {"ours": "muniment", "plain": "plain Whoosh"}


def run(*, rounds: int = 3, sizes: Sequence[int] = SIZES) -> Section:
    """Measure and check at each size."""
    by_size = {size: _measure(size, rounds) for size in sizes}
    return Section(
        name="engines",
        figures={"collection": checksum(), "rounds": rounds, "sizes": by_size},
        tables=[_index_table(by_size), *(_query_table(size, figures) for size, figures in by_size.items()),
                _exact_table(by_size)],
    )  # fmt: skip


def _measure(size: int, rounds: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(dir=DATA) as name:
        folder = Path(name)
        indexed = _index(size, rounds, folder)
        _work("index", "searchable", size, folder / "searchable")
        indexes = {"ours": folder / "ours-0" / "index", "plain": folder / "searchable" / "index"}
        return {
            **indexed,
            "queries": _queries(size, rounds, indexes),
            "first_with_facets": _first(size, rounds, indexes),
            "exact": _exact(size, indexes),
        }


def _index(size: int, rounds: int, folder: Path) -> dict[str, Any]:
    runs: dict[str, list[dict[str, Any]]] = {side: [] for side in (*SIDES, "analysis")}
    for number in range(rounds):
        for side in SIDES if number % 2 else reversed(SIDES):
            runs[side].append(_work("index", side, size, folder / f"{side}-{number}"))
        runs["analysis"].append(_work("analysis", "none", size, folder))
    total = megabytes(load(size))
    seconds = {side: [one["seconds"] for one in of_side] for side, of_side in runs.items()}
    ratios = [round(plain / ours, 2) for plain, ours in zip(seconds["plain"], seconds["ours"], strict=True)]
    return {
        "megabytes": round(total, 2),
        "index": {side: _side(runs[side], size, total) for side in SIDES},
        "analysis_seconds": round(median(seconds["analysis"]), 3),
        "ratio": round(median(ratios), 2),
        "ratios": ratios,
    }


def _side(runs: Sequence[dict[str, Any]], size: int, total: float) -> dict[str, Any]:
    seconds = median(one["seconds"] for one in runs)
    return {
        "seconds": [round(one["seconds"], 3) for one in runs],
        "documents_per_second": round(size / seconds, 1),
        "megabytes_per_second": round(total / seconds, 3),
        "size_megabytes": round(runs[0]["bytes"] / 1e6, 2),
        "peak_megabytes": round(max(one["peak"] for one in runs) / 1e6, 1),
    }


def _queries(size: int, rounds: int, indexes: dict[str, Path]) -> dict[str, Any]:
    runs: dict[str, list[dict[str, list[float]]]] = {side: [] for side in SIDES}
    for number in range(rounds):
        for side in SIDES if number % 2 else reversed(SIDES):
            runs[side].append(_work("queries", side, size, indexes[side])["milliseconds"])
    return {kind: {side: spread(_medians([one[kind] for one in runs[side]])) for side in SIDES} for kind in KINDS}


def _medians(rounds: Sequence[Sequence[float]]) -> list[float]:
    return [median(times) for times in zip(*rounds, strict=True)]


def _first(size: int, rounds: int, indexes: dict[str, Path]) -> dict[str, float]:
    return {
        side: round(1000 * median(_work("first", side, size, indexes[side])["seconds"] for _ in range(rounds)), 1)
        for side in SIDES
    }


def _exact(size: int, indexes: dict[str, Path]) -> dict[str, list[dict[str, Any]]]:
    pages = load(size)
    verdicts = {"plain": against_plain(pages, indexes["ours"], indexes["plain"])}
    if size == SIZES[0]:
        verdicts["memory"] = against_memory(pages, indexes["ours"])
    return {other: [verdict.figures() for verdict in of_other] for other, of_other in verdicts.items()}


def _work(task: str, side: str, size: int, folder: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.worker", task, side, str(size), str(folder)]
    print(f"  {task}, {size:,} documents, {NAMES.get(side, side)}", file=sys.stderr, flush=True)
    ended = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    figures: dict[str, Any] = json.loads(ended.stdout)
    return figures


def _index_table(by_size: dict[int, dict[str, Any]]) -> Table:
    rows = []
    for size, figures in by_size.items():
        for side in SIDES:
            one = figures["index"][side]
            rows.append((
                f"{size:,} ({figures['megabytes']:.1f} MB), {NAMES[side]}", f"{one['documents_per_second']:.0f}",
                f"{one['megabytes_per_second']:.2f}", f"{one['size_megabytes']:.1f}", f"{one['peak_megabytes']:.0f}",
                f"{figures['ratio']:.2f}" if side == "ours" else "1.00",
            ))  # fmt: skip
    notes = [
        f"{size:,}: the rounds one by one {', '.join(f'{ratio:.2f}' for ratio in figures['ratios'])}; "
        f"analysis, which both do alike, takes {figures['analysis_seconds']:.1f} s of each"
        for size, figures in by_size.items()
    ]
    return Table(
        title="Indexing alone, per CPU second",
        columns=("documents", "documents/s", "MB/s", "index MB", "peak MB", "times plain"), rows=rows, notes=notes,
    )  # fmt: skip


def _query_table(size: int, figures: dict[str, Any]) -> Table:
    rows = [
        (KINDS[kind], *(_pair(sides[side]) for side in SIDES), f"{sides['plain']['p50'] / sides['ours']['p50']:.1f}")
        for kind, sides in figures["queries"].items()
    ]
    first = figures["first_with_facets"]
    return Table(
        title=f"Queries at {size:,} documents, ms of CPU, median / 95th percentile",
        columns=("kind", *(NAMES[side] for side in SIDES), "times plain"), rows=rows,
        notes=[f"opening the index and the first search with facets: {first['ours']:.0f} ms, "
               f"plain Whoosh {first['plain']:.0f} ms"],
    )  # fmt: skip


def _pair(times: dict[str, float]) -> str:
    return f"{times['p50']:.2f} / {times['p95']:.2f}"


def _exact_table(by_size: dict[int, dict[str, Any]]) -> Table:
    held = [(size, verdicts) for size, figures in by_size.items() for verdicts in figures["exact"].values()]
    rows = [
        (KINDS[kind], *(_wrong(next(one for one in verdicts if one["kind"] == kind)) for _, verdicts in held))
        for kind in KINDS
    ]
    return Table(
        title="Are the answers right? Wrong ones of those asked",
        columns=("kind", *(f"{size:,}, {verdicts[0]['against']}" for size, verdicts in held)), rows=rows,
        notes=["Against the memory engine: total, facets, top ten and scores. Against plain Whoosh, not optimised: the "
               "total, and where there is a * top ten and scores."],
    )  # fmt: skip


def _wrong(verdict: dict[str, Any]) -> str:
    mark = "*" if verdict["ranked"] else " "
    return f"{verdict['wrong']} of {verdict['asked']}{mark}"
