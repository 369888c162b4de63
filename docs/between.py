"""A page of the guides with the part between two of its lines made anew."""

from __future__ import annotations

import re
from pathlib import Path


def filled(page: Path, old: str, begin: str, end: str, made: str) -> str:
    """What `page` should hold: its text `old` with `made` between its lines `begin` and `end`."""
    between = re.compile(f"(?s)(?<={re.escape(begin)}\n).*?(?={re.escape(end)})")
    if not between.search(old):
        raise SystemExit(f"{page.name} has no place for the table: it needs the lines {begin} and {end}")
    return between.sub(lambda _: made, old)
