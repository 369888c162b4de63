"""Text on its way to a person: without what acts on a terminal, in columns, a page at a time."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata

import click

# Control characters but tab and line end, and what turns the direction of the text after it (Unicode UAX #9).
# Joiners and plain direction marks stay: Persian, Hindi and Hebrew need them.
_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def harmless(text: str) -> str:
    """The text without control and bidirectional override characters; tabs and line ends stay."""
    return _ACTING.sub("", text)


def columns(text: str) -> int:
    """The width of a text on a terminal: wide characters take two columns, marks and joiners none."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def is_terminal() -> bool:
    """Whether a person reads stdout."""
    return sys.stdout.isatty()


def echo_paged(text: str) -> None:
    """Print; on a terminal that is too short for it, through the pager."""
    if is_terminal() and text.count("\n") + 1 >= shutil.get_terminal_size().lines:
        os.environ.setdefault("LESS", "FRX")
        click.echo_via_pager(text)
    else:
        click.echo(text)
