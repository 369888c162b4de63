"""Decisions: what a person decided of many values, as JSON lines.

A line names a document (`id`), a `field`, the `value` that it has, and the `decision`: `accept`, `correct` with the
right value in `to` (empty: none), or `skip`. The other keys of what `review --json` lists are passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args

from archive.errors import InvalidValue, RecordNotFound
from archive.faults import Faults
from archive.record import Record
from archive.review import Decision, Verdict, check_decision
from archive.store import Store
from archive.tables import Row, jsonl_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A document as it stands, and what was decided of its values."""

    record: Record
    decisions: Sequence[Decision]


def read_decisions(store: Store, name: str, text: str) -> list[Decided]:
    """The decisions of each document; InvalidValue lists what is wrong with any of them, by its line."""
    table, faults = jsonl_table(name, text), Faults()
    by_id: dict[str, list[Decision]] = {}
    records: dict[str, Record] = {}
    for row in table.rows:
        try:
            record_id, decision = _decision(row)
            record = records.get(record_id) or store.latest(record_id)
            check_decision(record, decision)
            if any((one.field, one.value) == (decision.field, decision.value) for one in by_id.get(record.id, [])):
                raise InvalidValue(f"{decision.field} {decision.value!r} of {record.id} is decided of twice")
        except (InvalidValue, RecordNotFound) as error:
            faults.add(table.at(row.place), error)
            continue
        records[record.id] = records[record_id] = record
        by_id.setdefault(record.id, []).append(decision)
    faults.refuse("nothing was changed")
    return [Decided(record=records[record_id], decisions=decisions) for record_id, decisions in by_id.items()]


def _decision(row: Row) -> tuple[str, Decision]:
    if row.problem:
        raise InvalidValue(row.problem)
    verdict = _text(row.cells, "decision")
    if verdict not in get_args(Verdict):
        raise InvalidValue(f"the decision is {verdict!r} and not one of: {', '.join(get_args(Verdict))}")
    to = _text(row.cells, "to") if verdict == "correct" else ""
    decision = Decision(field=_text(row.cells, "field"), value=_text(row.cells, "value"),
                        verdict=cast(Verdict, verdict), to=to)  # fmt: skip
    return _text(row.cells, "id"), decision


def _text(cells: Any, key: str) -> str:
    if not isinstance(cells.get(key), str):
        raise InvalidValue(f"there is no {key!r}, or it is no text")
    return str(cells[key])
