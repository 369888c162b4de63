"""Write the table of formats into docs/formats-in.md: `python docs/generate_formats.py`.

The table stands between two comments. Its rows are those that the installed extractors state of themselves.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from archive.extract import Format, extractors
from docs.between import filled

PAGE = Path(__file__).parent / "formats-in.md"
BEGIN, END = "<!-- formats: made by docs/generate_formats.py -->", "<!-- end of formats -->"
COLUMNS = ("format", "names", "read by", "locators", "limits")


def rows() -> list[Format]:
    """The formats of all extractors of muniment's own, in the order of their names."""
    own = [one for one in extractors() if type(one).__module__.partition(".")[0] == "archive"]
    return sorted((row for extractor in own for row in extractor.formats), key=lambda row: row.name.casefold())


def cells(row: Format) -> tuple[str, ...]:
    """The texts of a row."""
    return row.name, " ".join(f"`{suffix}`" for suffix in row.suffixes), row.library, row.locators, row.limits


def table() -> str:
    """A row a format."""
    lines = [COLUMNS, ("---",) * len(COLUMNS), *map(cells, rows())]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def page(old: str) -> str:
    """The page with its table as it should be."""
    return filled(PAGE, old, BEGIN, END, table())


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
