"""What becomes of files that are added: a line for each, what is wrong with some, how many there were of each kind."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import click

from archive.arrivals import Skipped
from archive.export.inert import inert
from archive.outcome import Outcome
from cli.output import dumps
from cli.session import Session

FAILED = ("unreadable", "refused")
WORDS = {
    "added": "added", "read": "read again", "known": "known", "linked": "known under another name",
    "unreadable": "kept, not read", "refused": "not added",
}  # fmt: skip

Line = Callable[[Outcome | Skipped], str]


def report(
    session: Session, outcomes: Iterable[Outcome], failures: TextIO | None, format_: str = "text"
) -> Counter[str]:
    """Print each outcome as it is known; returns how many there were of each kind."""
    line = LINES[format_]
    counts: Counter[str] = Counter()
    read = True
    for outcome in outcomes:
        counts[outcome.kind] += 1
        read = read and _print(line(outcome))
        if outcome.same_text:
            session.say(f"{inert(outcome.name)}: the same text as {outcome.same_text}")
        if outcome.code:
            session.warn(f"{inert(outcome.name)}: {outcome.message} ({outcome.code})")
            _note_failure(outcome, failures)
    return counts


def _print(line: str) -> bool:
    """Whether anybody still reads the lines: one who stops (`| head`) does not stop the adding."""
    try:
        # The stream as it is now, which a progress bar on the same terminal has put itself into.
        click.echo(line, file=sys.stdout)
    except BrokenPipeError:
        return False
    return True


def _as_text(one: Outcome | Skipped) -> str:
    """What became of it, its ID, its name."""
    if isinstance(one, Skipped):
        return f"{one.reason}\t-\t{inert(one.name)}"
    return f"{one.kind}\t{one.id or '-'}\t{inert(one.name)}"


def _as_json(one: Outcome | Skipped) -> str:
    """docs/output.md says what each key means."""
    if isinstance(one, Skipped):
        return dumps({"outcome": one.reason, "id": None, "file": one.name, "message": one.detail or None}, compact=True)
    row: dict[str, Any] = {
        "outcome": one.kind, "id": one.id, "file": one.name, "code": one.code, "message": one.message,
        "container": one.container, "holds": one.holds, "same_text": one.same_text,
    }  # fmt: skip
    return dumps(row, compact=True)


LINES: dict[str, Line] = {"text": _as_text, "jsonl": _as_json}


def say_skipped(session: Session, format_: str) -> Callable[[Skipped], None]:
    """Prints why each file is passed over; the line of an ignore file only with --verbose."""

    def say(skipped: Skipped) -> None:
        click.echo(LINES[format_](skipped), file=sys.stdout)
        if skipped.detail:
            session.say(f"{inert(skipped.name)}: {inert(skipped.detail)}", loud=True)

    return say


def summary(counts: Counter[str], would: str = "") -> str:
    """The counts in words."""
    said = [f"{counts[kind]:,} {would}{words}" for kind, words in WORDS.items() if counts[kind]]
    return ", ".join(said) or "no files found"


@contextmanager
def list_of_failures(path: Path | None) -> Iterator[TextIO | None]:
    """The list of failures, opened before anything is added."""
    if path is None:
        yield None
        return
    try:
        out = path.open("w", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise click.UsageError(f"--failures: {path} cannot be written: {error.strerror}") from None
    with out:
        yield out


def _note_failure(failed: Outcome, failures: TextIO | None) -> None:
    if failures is not None:
        row = {"file": failed.name, "id": failed.id, "code": failed.code, "message": failed.message}
        if failed.container:
            row["container"] = failed.container
        failures.write(dumps(row, compact=True) + "\n")
        failures.flush()
