"""`muniment resolve`: a passage citation, opened again."""

from __future__ import annotations

import click

from archive.cite.passage import LARGEST, PassageCitation, from_json
from archive.errors import PassageMissing
from archive.export.inert import inert
from cli.options import format_option
from cli.session import Session, pass_session
from index.cited_passage import Resolved, resolve


@click.command("resolve")
@click.argument("citation", metavar="CITATION", type=click.Path(allow_dash=True))
@format_option("text", "json")
@pass_session
def command(session: Session, citation: str, format_: str) -> None:
    """Open a passage citation, made by `cite --quote … --format json`, in this archive. `-` reads standard input.

    Prints the words as they stand now and where. Exits with 0 when they stand letter for letter in the text of the
    document, also when that was read anew and they have moved; with 6 when they do not stand there (any more); with 2
    when the archive has no such document. A document that was withdrawn is named as such.

    \b
    Examples:
      muniment resolve passage.json
      muniment cite m3f9 --quote 'until the land was cleared' --format json | muniment resolve -
    """
    from cli.output import SCHEMA, dumps

    with click.open_file(citation, "rb") as stream:
        cited = from_json(stream.read(LARGEST + 1))
    store = session.store()
    found = resolve(store, cited)
    if found.withdrawn:
        session.warn(f"{found.record.id} was withdrawn from the archive")
    if format_ == "json":
        click.echo(dumps({"schema": SCHEMA, **_plain(found)}))
    else:
        for line in _lines(found, cited):
            click.echo(line)
    if found.standing in ("changed", "other-original"):
        raise PassageMissing(_fault(found))


def _plain(found: Resolved) -> dict[str, object]:
    span = found.span
    return {
        "id": found.record.id,
        "standing": found.standing,
        "withdrawn": found.withdrawn,
        "cited_text_kept": found.kept,
        "start": span[0] if span else None,
        "end": span[1] if span else None,
        "locator": found.locator or None,
        "language": found.passage.language if found.passage else None,
        "machine_read": found.record.text.machine_read,
        "words": found.text[slice(*span)] if span else None,
        "passage": found.text[found.passage.start : found.passage.end] if found.passage else None,
    }


def _lines(found: Resolved, cited: PassageCitation) -> list[str]:
    """What stands where, then the words, then the passage around them."""
    from index.snippet import on_one_line

    lines = [f"{found.record.id}  {_standing(found, cited)}"]
    if found.record.text.machine_read:
        lines.append(f"The text was read by {inert(found.record.text.machine_read)}.")
    if found.span:
        where = ", ".join(filter(None, (found.locator, f"characters {found.span[0]}–{found.span[1]}")))
        lines.append(f"{where}: “{inert(on_one_line(found.text[slice(*found.span)]))}”")
    if found.passage:
        lines += ["", inert(on_one_line(found.text[found.passage.start : found.passage.end]))]
    return lines


def _standing(found: Resolved, cited: PassageCitation) -> str:
    where = f"{cited.start}–{cited.end}"
    said = {
        "unchanged": "unchanged: the words stand where they were cited",
        "moved": f"moved: the text is another one, and the words, cited at characters {where}, are in it",
        "changed": "changed: the words do not stand in the text as it is now",
        "other-original": "another original: the archive has another file under this ID",
    }
    kept = "; the text that was cited is kept" if found.kept and found.standing != "unchanged" else ""
    return f"{said[found.standing]}{kept}{' (withdrawn)' if found.withdrawn else ''}"


def _fault(found: Resolved) -> str:
    if found.standing == "other-original":
        return f"{found.record.id} is another file here than the one that was cited"
    near = "; what is nearest stands above" if found.span else ""
    return f"the cited words do not stand in the text of {found.record.id} as it is now{near}"
