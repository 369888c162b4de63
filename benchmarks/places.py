"""Where the benchmarks keep what they fetch and make: benchmarks/data/, which git ignores."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus" / "documents"
DATA = ROOT / "benchmarks" / "data"
NPM = DATA / "npm"
DECLARATIONS = NPM / "package" / "declaration"
DEBIAN = DATA / "debian"
HELP = DEBIAN / "usr" / "share" / "libreoffice" / "help"
MANUALS = DEBIAN / "usr" / "share" / "man"
COLLECTION = DATA / "documents.jsonl"
