"""Styles of the Citation Style Language, by citeproc-py: four that are carried, and any file by its path.

styles/README.md says where the carried files come from and under which licence they are.
"""

from __future__ import annotations

from pathlib import Path

from archive.cite.csl.source import read
from archive.cite.csl.style import CslStyle

_CARRIED = Path(__file__).parent.parent / "styles"

chicago = CslStyle(_CARRIED / "chicago.csl", checked=True, whole_dates=True, documents_as="webpage")
"""The Chicago Manual of Style, 18th edition: notes and bibliography."""

apa = CslStyle(_CARRIED / "apa.csl", checked=True, letters_as="document")
"""The Publication Manual of the American Psychological Association, 7th edition."""

oscola = CslStyle(_CARRIED / "oscola.csl", checked=True, whole_dates=True, documents_as="report")
"""OSCOLA, 4th edition, as its CSL file has it."""

gb7714 = CslStyle(_CARRIED / "gb7714.csl", checked=True, whole_dates=True, place_as_page=True)
"""GB/T 7714-2015, in its form for notes."""


def style_in(path: Path) -> CslStyle:
    """The style in a CSL file; InvalidValue says what is wrong with it."""
    read(path)
    return CslStyle(path)
