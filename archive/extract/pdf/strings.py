"""Strings of a PDF that are no text of a page: titles, labels, names of files."""

from __future__ import annotations

from collections.abc import Callable


def told(read: Callable[..., str | None], *arguments: object) -> str:
    """What a function of pypdfium2 gives, white space folded; nothing where the file's string is damaged or missing."""
    import pypdfium2

    try:
        return " ".join((read(*arguments) or "").split())
    except (UnicodeError, pypdfium2.PdfiumError):
        return ""
