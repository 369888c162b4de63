"""`muniment show`: one document."""

from __future__ import annotations

import sys

import click

from archive import relations
from archive.errors import ExtractionFailed
from archive.export.inert import inert
from archive.record import FIELD_NAMES, Record, Reference, Value
from archive.store import Store
from cli.direction import isolated
from cli.options import format_option
from cli.session import Session, pass_session
from cli.table import cut
from cli.terminal import echo_paged, harmless, is_terminal

QUOTED = 80
"""Columns of a terminal that evidence takes at most."""


@click.command("show")
@click.argument("record_id", metavar="ID")
@click.option("--text", "view", flag_value="text", help="The kept text.")
@click.option("--metadata", "view", flag_value="metadata", default="metadata", help="The description (the default).")
@click.option("--provenance", "view", flag_value="provenance", help="Each value with its basis, rule and evidence.")
@click.option("--history", "view", flag_value="history", help="What happened to the document, oldest first.")
@click.option("--original", "view", flag_value="original", help="The file as it was received, byte for byte.")
@format_option("text", "json")
@pass_session
def command(session: Session, record_id: str, view: str, format_: str) -> None:
    """Show one document; the beginning of its ID is enough when no other begins so.

    --format json gives any view but the original; docs/output.md says what it holds.

    \b
    Examples:
      muniment show m3f9
      muniment show m3f9 --provenance
      muniment show m3f9 --original > note.pdf
    """
    store = session.store()
    record = store.latest(record_id)
    if view == "original":
        if format_ == "json":
            raise click.UsageError("--original prints the file as it is, not JSON")
        sys.stdout.buffer.write(store.original(record))
    elif format_ == "json":
        _show_json(store, record, view)
    elif view == "text":
        _show_text(session, store, record)
    else:
        echo_paged("\n".join(_lines(store, record, view)))


def _show_json(store: Store, record: Record, view: str) -> None:
    from cli import output

    if view == "history":
        echo_paged(output.dumps([output.record_whole(one) for one in store.history(record.id)]))
    elif view == "provenance":
        echo_paged(output.dumps(output.record_whole(record)))
    elif view == "text":
        echo_paged(output.dumps(output.record_text(record, store.text(record))))
    else:
        related = output.relations(relations.find(store, record))
        echo_paged(output.dumps({"schema": output.SCHEMA, **output.record_row(record), "relations": related}))


def _show_text(session: Session, store: Store, record: Record) -> None:
    """The kept text: on a terminal without what acts on it, elsewhere character for character."""
    if record.text.state == "unreadable":
        raise ExtractionFailed(f"{record.id} has no text: {record.text.failure}")
    text = store.text(record)
    if not text.strip():
        session.say(f"the text of {record.id} is empty")
    elif is_terminal():
        echo_paged(harmless(text).rstrip("\n"))
    else:
        # click.echo would take colour codes out.
        sys.stdout.write(text if text.endswith("\n") else text + "\n")


def _lines(store: Store, record: Record, view: str) -> list[str]:
    if view == "history":
        return [_event(one) for one in store.history(record.id)]
    return _provenance(store, record) if view == "provenance" else _metadata(store, record)


def _metadata(store: Store, record: Record) -> list[str]:
    rows = [("id", record.id), ("file", isolated(inert("; ".join(record.original.paths))))]
    rows += [(name, _value(value)) for name in FIELD_NAMES for value in record.description.values(name)]
    rows += [("language", _languages(record))]
    rows += [("media type", inert(record.original.media_type)), ("sha256", record.original.digest)]
    rows += [("text", _text_state(record))]
    if held := len(store.catalogue.parts(record.id)):
        rows += [("holds", f"{held:,} file{'' if held == 1 else 's'}")]
    rows += [("left out", isolated(inert(words))) for words in record.text.left_out]
    rows += [(related.kind.replace("-", " "), _related(related)) for related in relations.find(store, record)]
    return _aligned(rows)


def _related(related: relations.Relation) -> str:
    named = related.key if related.id is None else f"{related.id}  {related.key}"
    shown = f"{named} ({related.language})" if related.language else named
    title = f"  {related.title}" if related.title else "" if related.id else "  (not in this archive)"
    more = f"  and {related.left_out:,} more" if related.left_out else ""
    return inert(f"{shown}{title}{more}")


def _value(value: Value) -> str:
    mark = {"derived": "  (stand-in, not stated)", "inferred": "  (inferred)"}.get(value.basis, "")
    return f"{isolated(inert(value.value))}{mark}"


def _languages(record: Record) -> str:
    return ", ".join(f"{share.tag} {share.share:.1%}" for share in record.languages) or "und"


def _text_state(record: Record) -> str:
    text = record.text
    if text.state == "unreadable":
        return inert(f"unreadable: {text.failure}")
    encoding = f", {text.encoding}" if text.encoding else ""
    machine = f", recognised by {text.machine_read}" if text.machine_read else ""
    lacking = f"; {text.failure}" if text.failure else ""
    counted = f"{text.length:,} characters, {len(record.passages)} passages"
    return inert(f"{text.state}, {counted}{encoding}{machine}{lacking}")


def _provenance(store: Store, record: Record) -> list[str]:
    text = store.text(record)
    lines = []
    for name in FIELD_NAMES:
        for value in record.description.values(name):
            rule = f" by {value.rule}" if value.rule else ""
            sure = "confirmed" if value.confirmed else f"confidence {value.confidence:.2f}"
            lines += [
                f"{name}: {isolated(inert(value.value))}",
                f"    {value.basis}{rule}, {sure}{_evidence(value, text)}",
            ]
    for share in record.languages:
        rule = f" by {share.rule}" if share.rule else ""
        lines += [f"language: {share.tag}", f"    {share.basis}{rule}, share {share.share:.3f}"]
    for one in record.references:
        target = one.target if one.kind == "symbol" else f"{one.kind} {one.target}"
        sure = f"    stated by {one.rule}, confidence {one.confidence:.2f}"
        lines += [f"refers to: {inert(target)}", f"{sure}{_evidence(one, text)}"]
    return lines


def _evidence(value: Value | Reference, text: str) -> str:
    evidence = value.evidence
    if evidence is None:
        return ""
    if evidence.start is None or evidence.end is None:
        return f", in {evidence.place}" if evidence.place else ""
    quoted = inert(text[evidence.start : evidence.end])
    return f", characters {evidence.start}–{evidence.end}: “{isolated(cut(quoted, QUOTED), quoted)}”"


def _event(record: Record) -> str:
    event = record.event
    detail = f": {inert(event.detail)}" if event.detail else ""
    return f"{record.seq:>9}  {event.at}  {event.kind} by {event.agent}{detail}"


def _aligned(rows: list[tuple[str, str]]) -> list[str]:
    width = max(len(name) for name, _ in rows)
    return [f"{name.replace('_', ' '):<{width}}  {value}" for name, value in rows]
