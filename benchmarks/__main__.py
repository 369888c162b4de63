"""`python -m benchmarks`: run all benchmarks that have their data, or one of them, and print what was measured."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.places import COLLECTION
from benchmarks.report import CannotMeasure, Section, machine, machine_line, text_of


def main() -> int:
    """Run what the command line asks for; the exit code is 1 when something could not be measured."""
    asked = _arguments()
    print(machine_line(), end="\n\n")
    failed = False
    figures: dict[str, object] = {"machine": machine()}
    for name in [asked.benchmark] if asked.benchmark else _possible():
        try:
            section = BENCHMARKS[name](asked.rounds)
        except CannotMeasure as error:
            print(f"{name}: {error}", file=sys.stderr)
            failed = True
            continue
        if section:
            figures[section.name] = section.figures
            for table in section.tables:
                print(text_of(table), end="\n\n", flush=True)
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("benchmark", nargs="?", choices=BENCHMARKS,
                        help="one benchmark, or `fetch` to get the collection first; without it all that have data")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often each is measured (default 3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    return parser.parse_args()


def _possible() -> list[str]:
    """What can run now. Without the collection, only what takes the corpus."""
    if COLLECTION.exists():
        return ["engines", "adding", "duplicates", "starting", "describe", "bundle"]
    print("engines and adding are left out: get their documents by `python -m benchmarks fetch`.\n", file=sys.stderr)
    return ["starting", "describe", "bundle"]


def _fetch(rounds: int) -> None:
    from benchmarks import collection
    from benchmarks.fetch import fetch

    fetch()
    print("reading the documents; this takes a minute or two", flush=True)
    held = collection.build()
    print(f"{held:,} documents, {collection.megabytes(collection.load(held)):.1f} MB, SHA-256 {collection.checksum()}")
    if held < collection.SIZES[-1]:
        raise CannotMeasure(f"the packages gave fewer than {collection.SIZES[-1]:,} documents")


def _engines(rounds: int) -> Section:
    _need_collection()
    from benchmarks import engines

    return engines.run(rounds=rounds)


def _adding(rounds: int) -> Section:
    _need_collection()
    from benchmarks import adding

    return adding.run(rounds=rounds)


def _bulk(rounds: int) -> Section:
    _need_collection()
    from benchmarks import bulk

    return bulk.run()


def _duplicates(rounds: int) -> Section:
    _need_collection()
    from benchmarks import duplicates

    return duplicates.run(rounds=rounds)


def _need_collection() -> None:
    if not COLLECTION.exists():
        raise CannotMeasure("the documents are not here: get them by `python -m benchmarks fetch`")


def _starting(rounds: int) -> Section:
    from benchmarks import starting

    return starting.run(runs=2 * rounds + 1)


def _bundle(rounds: int) -> Section:
    from benchmarks import bundle

    return bundle.run(rounds=rounds)


def _describe(rounds: int) -> None:
    from benchmarks import describe

    print("How well metadata are found", end="\n\n", flush=True)
    describe.main()
    print()


BENCHMARKS: dict[str, Callable[[int], Section | None]] = {
    "fetch": _fetch, "engines": _engines, "adding": _adding, "bulk": _bulk, "starting": _starting,
    "describe": _describe, "duplicates": _duplicates,
    "bundle": _bundle,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
