"""Recoll on the same files: what `recollindex` takes to make them searchable, in processes of its own.

Recoll (recoll.org) reads the same formats, splits them into words and writes a Xapian index of these and their stems.
It keeps no copy of a file, tells no languages and describes nothing. Debian's recollcmd is enough; PDFs want
poppler-utils and python3 as well.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from benchmarks.report import CannotMeasure


def is_there() -> bool:
    """Whether Recoll is installed."""
    return bool(shutil.which("recollindex") and shutil.which("recollq"))


def index(files: Path, folder: Path) -> str:
    """Index the files with settings and an index in `folder`, as Recoll is set up; gives its version."""
    folder.mkdir()
    (folder / "recoll.conf").write_text(f"topdirs = {files}\nloglevel = 3\n")
    ended = subprocess.run(["recollindex", "-c", str(folder)], capture_output=True, text=True, check=False)
    if ended.returncode:
        raise CannotMeasure(f"recollindex failed: {ended.stderr.strip()[-200:]}")
    found = re.search(r"Recoll [\d.]+ \+ Xapian [\d.]+", ended.stderr)
    return found[0] if found else "Recoll"


def held(folder: Path, ending: str) -> int:
    """How many files with this ending an index holds."""
    asked = ["recollq", "-c", str(folder), "-n", "1", f"ext:{ending}"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    found = re.search(r"^(\d+) results", said, re.M)
    return int(found[1]) if found else 0
