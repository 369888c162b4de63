"""The program Tesseract: its version and languages, the script of a page, and its words."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from archive.errors import ExtractionFailed
from archive.extract.alive import getting_on
from archive.extract.ocr.picture import Picture

SECONDS = 50
"""For one pass over a page: a dense one in five languages takes ten. It is less than the sandbox waits for a sign of
life, so that one page that takes too long is said to be the reason."""
_PROGRAM = "tesseract"
_VERSION = re.compile(r"tesseract v?(\d[\w.-]*)")
_SCRIPT = re.compile(r"^Script: (\w+)$", re.M)
_TURN = re.compile(r"^Rotate: (\d+)$", re.M)
_LEAST_RESOLUTION = 70
"""Points an inch below which the program takes no word for it, and looks by itself."""
_WORD_LEVEL = "5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word as it was recognised, the line and paragraph that it is in, and how sure the program is (0 to 100)."""

    text: str
    paragraph: tuple[str, str]
    line: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """What a page looks like before it is read: its script, and by how many degrees it is to be turned clockwise."""

    script: str
    turn: int


@cache
def version() -> str | None:
    """The version of the program on this machine; None when there is none."""
    if shutil.which(_PROGRAM) is None:
        return None
    found = _VERSION.search(_run(["--version"]))
    return found.group(1) if found else None


@cache
def installed() -> tuple[str, ...]:
    """The names of the languages whose data is on this machine."""
    if version() is None:
        return ()
    return tuple(line.strip() for line in _run(["--list-langs"]).splitlines()[1:] if line.strip())


def looks(picture: Picture) -> Looks | None:
    """The script and direction of a page; None when too little is on it to tell, or the data for it is missing."""
    if "osd" not in installed():
        return None
    said = _run(["stdin", "stdout", "-l", "osd", "--psm", "0", *_resolution(picture)], picture)
    script, turn = _SCRIPT.search(said), _TURN.search(said)
    return Looks(script=script.group(1), turn=int(turn.group(1))) if script and turn else None


def words(picture: Picture, languages: Sequence[str]) -> Iterator[Word]:
    """The words of a page in reading order."""
    said = _run(["stdin", "stdout", "-l", "+".join(languages), *_resolution(picture), "tsv"], picture)
    for row in said.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == _WORD_LEVEL and cells[11].strip():
            _, _, block, paragraph, line, *_, confidence, text = cells
            yield Word(text=text.strip(), paragraph=(block, paragraph), line=line, confidence=float(confidence))


def _resolution(picture: Picture) -> list[str]:
    return ["--dpi", str(picture.resolution)] if picture.resolution >= _LEAST_RESOLUTION else []


def _run(arguments: Sequence[str], picture: Picture | None = None) -> str:
    """What the program prints. Its complaints of a page with too little on it are no failure."""
    getting_on()
    try:
        done = subprocess.run(  # noqa: S603
            [_PROGRAM, *arguments], input=picture.as_pgm() if picture else b"", capture_output=True, timeout=SECONDS,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ExtractionFailed(f"recognising a page took more than {SECONDS} seconds", code="timeout") from None
    except OSError as error:
        raise ExtractionFailed(f"tesseract cannot be started: {error.strerror}", code="ocr-failed") from None
    if done.returncode < 0:
        raise ExtractionFailed(f"tesseract was ended by signal {-done.returncode}", code="ocr-failed")
    return (done.stdout if picture else done.stdout or done.stderr).decode("utf-8", "replace")
