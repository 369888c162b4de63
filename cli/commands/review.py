"""`muniment review`: decide of values that rules are not sure of."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

import click

from archive.accession import now
from archive.decisions import read_decisions
from archive.errors import InvalidValue
from archive.export.inert import inert
from archive.fields import FIELDS
from archive.record import FIELD_NAMES
from archive.record_json import to_plain
from archive.review import BELOW, Decision, Doubt, Quotation, Verdict, check_decision, decide, doubts, quotation
from archive.store import Store
from cli.options import FILTERS, chosen, filter_options
from cli.session import Session, pass_session
from cli.terminal import harmless, is_terminal
from index.search import Question, found_records

WORDS: dict[Verdict, str] = {"accept": "accepted", "correct": "corrected", "skip": "skipped"}


def _field(context: click.Context, parameter: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if name not in FIELDS:
            raise click.BadParameter(f"there is no field {name!r}; the fields are: {', '.join(FIELD_NAMES)}")
    return names


@click.command("review")
@click.argument("query", metavar="[QUERY]", default="")
@filter_options
@click.option("--field", "fields", multiple=True, metavar="FIELD", callback=_field, help="Only values of this field.")
@click.option("--below", type=click.FloatRange(0, 1), default=BELOW, show_default=True, metavar="CONFIDENCE",
              help="Only values of less confidence than this, from 0 to 1.")
@click.option("--json", "lists", is_flag=True, help="Print a JSON line for each value, and ask nothing.")
@click.option("--accept", "decisions", type=click.File("rb"), metavar="FILE",
              help="Take the decisions from FILE (- for stdin), a JSON line each: all of them or none.")
@pass_session
def command(
    session: Session, /, query: str, fields: tuple[str, ...], below: float, lists: bool, decisions: BinaryIO | None,
    **options: Any,
) -> None:  # fmt: skip
    """Walk through values that rules found and are not sure of: accept, correct or skip each.

    What is accepted or corrected is kept at once, and no rule overwrites it again. An accepted value keeps its basis
    and its evidence. QUERY and the filters choose the documents; without them it is all.

    \b
    --json prints `id`, `field`, `value` and more of each value. Add to a line "decision": "accept", "skip", or
    "correct" with the right value in "to", and give the lines back to --accept.
    \b
    Examples:
      muniment review
      muniment review --field date --below 0.5 --source Trend
      muniment review --json | jq -c 'select(.field == "type") + {decision: "accept"}' | muniment review --accept -
    """  # fmt: skip
    if decisions is not None:
        if lists or query or fields or any(options[name] for name in FILTERS):
            raise click.UsageError("--accept names documents and fields itself: leave the other options out")
        _apply(session, decisions)
        return
    if not lists and _nobody_can_be_asked():
        raise click.UsageError("nobody can be asked here: --json lists the values, --accept FILE decides of them")
    store = session.store()
    question = Question(text=query, chosen=chosen(options), limit=None)
    found = _found(session, store, question, fields, below)
    if lists:
        _list(store, found)
    else:
        _walk(session, store, found)


def _nobody_can_be_asked() -> bool:
    return not (sys.stdin.isatty() and is_terminal())


def _found(
    session: Session, store: Store, question: Question, fields: tuple[str, ...], below: float
) -> Iterator[Doubt]:
    with session.index(store) as engine:
        documents = found_records(store, engine, question)
        session.warn_of(documents.warnings)
        for record in documents.records:
            yield from doubts(record, fields=fields, below=below)


def _list(store: Store, found: Iterator[Doubt]) -> None:
    from cli.output import dumps

    for doubt in found:
        quoted = quotation(doubt.value, store.text(doubt.record))
        row = {"id": doubt.record.id, "filename": inert(doubt.record.filename), "field": doubt.field,
               **to_plain(doubt.value), "sentence": quoted.text if quoted else None}  # fmt: skip
        click.echo(dumps(row, compact=True))


def _apply(session: Session, decisions: BinaryIO) -> None:
    store = session.store()
    with store.deposit(wait=session.wait) as deposit:
        decided = read_decisions(store, inert(str(getattr(decisions, "name", "stdin"))), _text(decisions))
        for one in decided:
            decide(deposit, one.record, one.decisions, clock=now)
        deposit.commit()
    _said(session, store, Counter(one.verdict for each in decided for one in each.decisions))


def _text(decisions: BinaryIO) -> str:
    try:
        return decisions.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidValue(f"the decisions are not UTF-8 text: {error}") from None


def _said(session: Session, store: Store, counts: Counter[Verdict]) -> None:
    with session.index(store):
        words = [f"{counts[verdict]:,} {word}" for verdict, word in WORDS.items() if counts[verdict]]
        session.say(", ".join(words) or "nothing to review")


def _walk(session: Session, store: Store, found: Iterator[Doubt]) -> None:
    """Ask of one value after the other; what is decided of one is on the disk before the next is shown."""
    counts: Counter[Verdict] = Counter()
    shown = ""
    for doubt in found:
        if doubt.record.id != shown:
            click.echo(_heading(doubt))
            shown = doubt.record.id
        click.echo(_lines(store, doubt))
        decision = _asked(doubt)
        if decision is None:
            break
        if _kept(session, store, doubt, decision):
            counts[decision.verdict] += 1
    _said(session, store, counts)


def _heading(doubt: Doubt) -> str:
    record = doubt.record
    title = inert(record.description.text("title") or "")
    return f"\n{click.style(record.id, fg='yellow')}  {inert(record.filename)}  {click.style(title, bold=True)}"


def _lines(store: Store, doubt: Doubt) -> str:
    value = doubt.value
    rule = f" by {value.rule}" if value.rule else ""
    lines = [f"  {doubt.field}: {click.style(inert(value.value), bold=True)}",
             f"      {value.basis}{rule}, confidence {value.confidence:.2f}"]  # fmt: skip
    quoted = quotation(value, store.text(doubt.record))
    if quoted:
        lines.append(f"      “{_marked(quoted)}”")
    elif value.evidence and value.evidence.place:
        lines.append(f"      in {inert(value.evidence.place)}")
    return "\n".join(lines)


def _marked(quoted: Quotation) -> str:
    """The sentence with the words in colour; it is on one line already."""
    text, start, end = quoted.text, quoted.start, quoted.end
    return harmless(text[:start]) + click.style(harmless(text[start:end]), fg="red") + harmless(text[end:])


def _asked(doubt: Doubt) -> Decision | None:
    """What the person decides; None to stop here."""
    choice = click.prompt("  Accept, correct, skip or quit?", type=click.Choice(["a", "c", "s", "q"]), err=True)
    if choice == "q":
        return None
    verdict: Verdict = {"a": "accept", "c": "correct", "s": "skip"}[choice]  # type: ignore[assignment]
    while True:
        decision = Decision(field=doubt.field, value=doubt.value.value, verdict=verdict, to=_right_value(verdict))
        try:
            check_decision(doubt.record, decision)
        except InvalidValue as error:
            click.echo(f"  {inert(str(error))}", err=True)
        else:
            return decision


def _right_value(verdict: Verdict) -> str:
    if verdict != "correct":
        return ""
    return str(click.prompt("  The right value (empty: none)", default="", show_default=False, err=True))


def _kept(session: Session, store: Store, doubt: Doubt, decision: Decision) -> bool:
    """Keep a decision, of the document as it stands now; whether that still has the value."""
    if decision.verdict == "skip":
        return True
    with store.deposit(wait=session.wait) as deposit:
        try:
            decide(deposit, store.latest(doubt.record.id), [decision], clock=now)
        except InvalidValue as error:
            session.warn(f"{doubt.record.id} was changed meanwhile: {error}")
            return False
        deposit.commit()
    return True
