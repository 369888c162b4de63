"""Page furniture: what a saved page carries along that nobody wrote as text, such as a font-size widget."""

from __future__ import annotations

import re

_WIDGET = re.compile(r"[\s\d+\-−–—↺↻⟲⟳%]*(?:px|pt|[AА](?:[\s+\-−]*[AА])+[\s+\-−]*)\s*\Z")
_SYMBOL = re.compile(r"[+\-−–↺↻⟲⟳]")


def is_furniture(line: str) -> bool:
    """Whether a line is a font-size widget: signs and digits with a unit (`+ ↺ − 16 px`) or A's (`A- A A+`)."""
    return len(line) <= 40 and bool(_SYMBOL.search(line)) and bool(_WIDGET.match(line))
