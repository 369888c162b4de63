"""How well metadata are found: every field of the corpus against its manifest.

Run `python -m benchmarks describe`. It prints a line a field: right, missed (the document states it, nothing was
found), wrong (something else was found), invented (found where the document states nothing); the last line but one is
about the documents that a text refers to. `python -m benchmarks.describe -v` also prints what is not right.
"""

from __future__ import annotations

import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archive.describe import describe, references
from archive.extract import Extraction, extractor_for
from archive.record import FIELD_NAMES, Description, Reference

CORPUS = Path(__file__).parent.parent / "corpus"
OUTCOMES = ("right", "missed", "wrong", "invented")
REFERENCES = "references"
MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html"}


def truth(manifests: list[Path]) -> list[dict[str, Any]]:
    """The documents of the manifests."""
    return [entry for path in manifests for entry in tomllib.loads(path.read_text(encoding="utf-8"))["document"]]


def read(path: Path) -> Extraction:
    """The text of a document of the corpus, by the extractor of its media type."""
    return extractor_for(MEDIA_TYPES[path.suffix]).extract(path.read_bytes())


def judged(entry: dict[str, Any], found: Description) -> Iterator[tuple[str, str, str, str]]:
    """Field, outcome, expected and found text, for every field that is expected or was found."""
    for field in FIELD_NAMES:
        values = [value.value for value in found.values(field) if value.basis != "derived"]
        expected = entry.get(field, [])
        expected = expected if isinstance(expected, list) else [expected]
        if expected or values:
            yield field, _outcome(expected, values), "; ".join(map(str, expected)), "; ".join(values)


def judged_references(entry: dict[str, Any], text: str, found: Description) -> Iterator[tuple[str, str, str, str]]:
    """The same for every document that is referred to."""
    expected = entry.get("refers", [])
    named = [_referred(one) for one in references.find(text, found)]
    for target in dict.fromkeys([*expected, *named]):
        outcome = "right" if target in expected and target in named else "missed" if target in expected else "invented"
        yield REFERENCES, outcome, target if target in expected else "", target if target in named else ""


def _referred(reference: Reference) -> str:
    """A reference as the manifest writes it."""
    return reference.target if reference.kind == "symbol" else f"{reference.kind} {reference.target}"


def _outcome(expected: list[str], values: list[str]) -> str:
    if not values:
        return "missed"
    if not expected:
        return "invented"
    return "right" if list(map(_key, expected)) == list(map(_key, values)) else "wrong"


def _key(text: str) -> str:
    """Titles are compared without regard to capitals."""
    return unicodedata.normalize("NFC", " ".join(str(text).replace("İ", "i").casefold().split()))


def measure(manifests: list[Path]) -> tuple[dict[str, Counter[str]], list[str]]:
    """The counts of every field, and a line for each value that is not right."""
    counts = {field: Counter[str]() for field in (*FIELD_NAMES, REFERENCES)}
    faults = []
    for entry in truth(manifests):
        extraction = read(CORPUS / entry["path"])
        found = describe(extraction, ())
        both = (*judged(entry, found), *judged_references(entry, extraction.text, found))
        for field, outcome, expected, value in both:
            counts[field][outcome] += 1
            if outcome != "right":
                faults.append(f"{outcome:9}{field:17}{entry['path']}\n    expected: {expected}\n    found:    {value}")
    return counts, faults


def table(counts: dict[str, Counter[str]]) -> str:
    """The counts as a table, with their sum."""
    total = sum(counts.values(), Counter[str]())
    rows = [f"{'field':18}" + "".join(f"{outcome:>10}" for outcome in OUTCOMES)]
    for field, count in [*counts.items(), ("all", total)]:
        if count:
            rows.append(f"{field:18}" + "".join(f"{count[outcome]:10}" for outcome in OUTCOMES))
    return "\n".join(rows)


def main() -> None:
    """Print the table; with `-v` also what is not right."""
    counts, faults = measure([CORPUS / "manifest.toml"])
    if "-v" in sys.argv[1:]:
        print("\n".join(faults))
    print(table(counts))


if __name__ == "__main__":
    main()
