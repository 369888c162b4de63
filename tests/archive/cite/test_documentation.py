"""The tables of docs/citations.md on styles and passages are the golden files; `--update-golden` writes them anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.made_pages import check_part

TESTS = Path(__file__).parents[2]
PAGE = TESTS.parent / "docs" / "citations.md"
GOLDEN = TESTS / "golden" / "cite"
STYLES = ("un", "oscola-un", "news", "chicago", "apa", "oscola", "gb7714")
SHOWN = {
    "news": "News in English",
    "news-without-title-or-year": "News without title or year",
    "note-verbale-zh": "A note verbale in Chinese, with a symbol and a translated title",
    "note-verbale-ar": "A note verbale in Arabic",
    "letter-with-masthead": "A letter with a masthead",
    "letter-without-title": "A letter in Hindi without a title",
    "resolution-with-adoption": "A resolution in Chinese",
    "report-with-symbol": "A report in Russian",
    "appeal": "An appeal in Azerbaijani",
    "statement-in-arabic-without-date": "A statement in Arabic without a date",
    "press-release": "A press release in Korean",
    "nothing-stated": "A document that states nothing",
}


def golden_rows(style: str) -> dict[str, dict[str, str]]:
    """What the golden file of a style holds: for each document its text, and what points to a place."""
    rows: dict[str, dict[str, str]] = {}
    name = ""
    for line in (GOLDEN / f"{style}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            rows[name][line[2:7].strip()] = line[8:]
        else:
            name = line
            rows[name] = {}
    return rows


def code(text: str) -> str:
    return "`" + text.replace("|", "\\|") + "`"


def styles() -> str:
    held = {style: golden_rows(style) for style in STYLES}
    tables = []
    for name, heading in SHOWN.items():
        rows = [
            f"| {style} | {code(held[style][name]['text'])}<br>→ {code(held[style][name]['place'])} |"
            for style in STYLES
        ]
        tables.append("\n".join([f"| style | {heading} |", "|---|---|", *rows]))
    return "\n\n".join(tables) + "\n"


def passage() -> str:
    return "```json\n" + (GOLDEN / "passage.json").read_text(encoding="utf-8") + "```\n"


@pytest.mark.parametrize("part", [styles, passage], ids=lambda part: part.__name__)
def test_the_page_on_citations_shows_the_golden_files(part: Callable[[], str], request: pytest.FixtureRequest) -> None:
    check_part(PAGE, part, update=request.config.getoption("--update-golden"))


def test_every_style_that_is_carried_is_named_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"| `{style}` |" in page for style in ("plain", *STYLES))
