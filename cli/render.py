"""Results for people: text and tables, coloured on a terminal, safe to print whatever a document holds."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence

import click

from archive.export.dates import in_words
from archive.export.inert import inert
from index.results import FacetCount, Hit, Results, Snippet

INDENT = "  "
NO_TITLE = "[untitled]"
_UNSEEN = ("\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069")


def results(found: Results) -> str:
    """A page of hits under a line that counts them, then the facets."""
    blocks = [_counted(found)]
    blocks += [hit(one) for one in found.hits]
    if found.facets:
        blocks.append(facets(found.facets))
    return "\n\n".join(blocks)


def _counted(found: Results) -> str:
    if not found.total:
        return "No document matches."
    documents = "document matches" if found.total == 1 else "documents match"
    shown = f", {len(found.hits)} shown" if len(found.hits) < found.total else ""
    return f"{found.total:,} {documents}{shown}."


def hit(found: Hit) -> str:
    """Title and ID, then source, date, languages and type, then the best passage."""
    facts = [found.source, in_words(found.date) if found.date else "undated", " + ".join(found.languages), found.type]
    lines = [
        f"{click.style(title(found), bold=True)}  {click.style(found.id, fg='yellow')}",
        INDENT + click.style(" · ".join(inert(fact) for fact in facts if fact), fg="cyan"),
    ]
    lines += [INDENT + snippet(one) for one in found.snippets if one.text]
    return "\n".join(lines)


def title(found: Hit) -> str:
    """The title; a stand-in in brackets."""
    if not found.title:
        return f"{NO_TITLE} {inert(found.filename)}"
    return f"[{inert(found.title)}]" if found.title_is_stand_in else inert(found.title)


def snippet(found: Snippet) -> str:
    """The excerpt with its matches marked, and where it stands."""
    pieces, at = [], 0
    for start, end in found.highlights:
        pieces += [_printable(found.text[at:start]), _marked(_printable(found.text[start:end]))]
        at = end
    pieces.append(_printable(found.text[at:]))
    where = ", ".join(part for part in (found.locator, found.language) if part)
    return f"{''.join(pieces)}  {click.style(f'({where})', dim=True)}" if where else "".join(pieces)


def _marked(text: str) -> str:
    """A match: coloured where there is colour, between asterisks where there is none."""
    context = click.get_current_context(silent=True)
    if context is not None and context.color is False:
        return f"*{text}*"
    return click.style(text, fg="red", bold=True)


def _printable(text: str) -> str:
    """Without what acts on a terminal; blanks at the ends stay, because the pieces of a line are joined again."""
    return "".join(character for character in text if character.isprintable() and character not in _UNSEEN)


def facets(counts: Mapping[str, Sequence[FacetCount]]) -> str:
    """One block a facet: its values with their counts, aligned."""
    blocks = []
    for name, held in counts.items():
        width = max((len(f"{one.count:,}") for one in held), default=0)
        lines = [f"{INDENT}{one.count:>{width},}  {inert(one.value)}" for one in held] or [f"{INDENT}none"]
        blocks.append("\n".join([click.style(name.replace("_", " "), bold=True), *lines]))
    return "\n\n".join(blocks)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table fitted to the terminal, or to the widest cell when there is none; wide characters count as two."""
    from rich.console import Console
    from rich.table import Table

    made = Table(box=None, pad_edge=False, header_style="", show_edge=False)
    for number, column in enumerate(columns):
        made.add_column(column, overflow="ellipsis", no_wrap=True, min_width=12 if not number else None)
    for row in rows:
        made.add_row(*(_plain_cell(cell) for cell in row))
    width = shutil.get_terminal_size().columns if click.get_text_stream("stdout").isatty() else 10_000
    console = Console(width=width, color_system=None, markup=False, highlight=False, emoji=False)
    with console.capture() as captured:
        console.print(made)
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def _plain_cell(cell: str) -> str:
    return inert(cell)


def hits_table(found: Sequence[Hit]) -> str:
    """One line a document."""
    return table(
        ("ID", "Date", "Languages", "Source", "Title"),
        [(one.id, one.date or "undated", " ".join(one.languages), one.source or "", title(one)) for one in found],
    )


def pointed(query: str, position: int) -> str:
    """The query on one line with a caret under the fault."""
    around = 40
    start = max(position - around, 0)
    line = query[start : position + around].replace("\n", " ").replace("\t", " ")
    return f"  {_printable(line)}\n  {' ' * _columns(line[: position - start])}^"


def _columns(text: str) -> int:
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1 for character in text)


def echo_paged(text: str) -> None:
    """Print; on a terminal that is too short for it, through the pager."""
    lines = text.count("\n") + 1
    if click.get_text_stream("stdout").isatty() and lines > shutil.get_terminal_size().lines:
        import os

        os.environ.setdefault("LESS", "FRX")
        click.echo_via_pager(text + "\n")
    else:
        click.echo(text)
