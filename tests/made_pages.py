"""Parts of the guides that tests make: between a comment that names the part and `<!-- end -->`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def check_part(page: Path, part: Callable[[], str], *, update: bool) -> None:
    """Hold the part of a page against what `part` makes, or write it anew."""
    begin, end = f"<!-- made by tests: {part.__name__} -->\n", "<!-- end -->"
    before, rest = page.read_text(encoding="utf-8").split(begin)
    shown, after = rest.split(end, 1)
    if update:
        page.write_text(f"{before}{begin}{part()}{end}{after}", encoding="utf-8")
        shown = part()
    assert shown == part(), "run with --update-golden and look at the change"
