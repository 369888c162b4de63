"""Results for people: text and tables, coloured on a terminal, safe to print whatever a document holds."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence

import click

from archive.export.dates import in_words
from archive.export.inert import inert
from cli.direction import isolated
from cli.table import Column, table
from cli.terminal import columns, harmless, is_terminal
from index.results import FacetCount, Hit, Results, Snippet

INDENT = "  "
NO_TITLE = "[untitled]"
HIT_COLUMNS = (
    Column(heading="ID"),
    Column(heading="Date", least=10),
    Column(heading="Languages", least=5, spare=True),
    Column(heading="Source", least=6, spare=True),
    Column(heading="Title", least=10),
)


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
        f"{click.style(isolated(title(found)), bold=True)}  {click.style(found.id, fg='yellow')}",
        INDENT + click.style(" · ".join(isolated(inert(fact)) for fact in facts if fact), fg="cyan"),
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
        pieces += [harmless(found.text[at:start]), _marked(harmless(found.text[start:end]))]
        at = end
    pieces.append(harmless(found.text[at:]))
    excerpt = isolated("".join(pieces), harmless(found.text), language=found.language)
    where = ", ".join(isolated(inert(part)) for part in (found.locator, found.language) if part)
    return f"{excerpt}  {click.style(f'({where})', dim=True)}" if where else excerpt


def _marked(text: str) -> str:
    """A match: coloured where there is colour, between asterisks where there is none."""
    context = click.get_current_context(silent=True)
    if context is not None and context.color is False:
        return f"*{text}*"
    return click.style(text, fg="red", bold=True)


def facets(counts: Mapping[str, Sequence[FacetCount]]) -> str:
    """One block a facet: its values with their counts, aligned."""
    blocks = []
    for name, held in counts.items():
        width = max((len(f"{one.count:,}") for one in held), default=0)
        lines = [f"{INDENT}{one.count:>{width},}  {isolated(inert(one.value))}" for one in held] or [f"{INDENT}none"]
        blocks.append("\n".join([click.style(name.replace("_", " "), bold=True), *lines]))
    return "\n\n".join(blocks)


def hits_table(found: Sequence[Hit]) -> str:
    """One line a document."""
    rows = [(one.id, one.date or "undated", " ".join(one.languages), one.source or "", title(one)) for one in found]
    width = shutil.get_terminal_size().columns if is_terminal() else None
    return table(HIT_COLUMNS, [[inert(cell) for cell in row] for row in rows], width=width)


def pointed(query: str, position: int) -> str:
    """The query on one line with a caret under the fault."""
    around = 40
    start = max(position - around, 0)
    before, after = (_on_one_line(part) for part in (query[start:position], query[position : position + around]))
    return f"  {before}{after}\n  {' ' * columns(before)}^"


def _on_one_line(text: str) -> str:
    return harmless(text).replace("\n", " ").replace("\t", " ")
