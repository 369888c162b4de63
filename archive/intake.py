"""Intake: files are staged and read ahead, several at a time, and recorded one by one in the order they came in.

The files inside a file stand in its place in the line, and its own record comes after theirs: when a container or a
letter is recorded, all that it holds is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from archive.arrivals import Arrival
from archive.deposit import Deposit, Staged
from archive.errors import InvalidValue
from archive.extract import Wishes
from archive.given import Given
from archive.outcome import Outcome
from archive.readers import Read, Reader, Task
from archive.reading import Request, Spooled
from archive.record import Membership, Record
from archive.recording import Recorder
from archive.sandbox.spool import NO_ROOM
from archive.staging import known_by_name, refused, stage_part, stage_unchanged

AHEAD = 3
"""Files staged for each worker beside the one that it reads, so that it does not wait for the disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A document that is to be read again from its original."""

    id: str


@dataclass(slots=True)
class _Room:
    """How many files and bytes may still be taken out of a file that came in and out of the files inside it."""

    parts: int
    size: int


@dataclass(slots=True, kw_only=True)
class _Item:
    """One file on its way to its record. What is None is not known yet."""

    name: str
    arrival: Arrival | None
    room: _Room
    depth: int = 0
    inside: _Item | None = None
    part: Spooled | None = None
    membership: Membership | None = None
    before: Record | None = None
    given: Given | None = None
    staged: Staged | None = None
    ticket: int | None = None
    read: Read | None = None
    outcome: Outcome | None = None
    lacking: list[str] = field(default_factory=list)
    """What it holds that could not be taken out, with codes."""

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes; empty before they are staged."""
        if self.before:
            return self.before.original.digest
        return self.staged.digest if self.staged else ""

    @property
    def container(self) -> str | None:
        """The document inside which it came."""
        return self.membership.container if self.membership else None


class Intake:
    """The line of files on their way from arrival to record."""

    def __init__(
        self, deposit: Deposit, reader: Reader, found: Iterable[Arrival | Again], recorder: Recorder, wishes: Wishes
    ) -> None:
        self._deposit = deposit
        self._reader = reader
        self._found = iter(found)
        self._recorder = recorder
        self._wishes = wishes
        self._line: deque[_Item] = deque()
        self._ahead = reader.jobs * (1 + AHEAD)
        self._being_read: set[str] = set()
        self._open: set[str] = set()

    def outcomes(self) -> Iterator[Outcome]:
        """What became of each file, in order. What it says is staged, and safe once the deposit commits."""
        while self._look_ahead():
            yield from self._settle(self._line.popleft())

    def _look_ahead(self) -> bool:
        """Stage the next files and have as many of them read as there are readers; whether there is a next file."""
        while len(self._line) < self._ahead and (found := next(self._found, None)) is not None:
            self._line.append(self._item(found))
        for item in islice(self._line, self._ahead):
            self._stage(item)
            if self._reader.is_free() and self._is_to_be_read(item):
                self._begin(item)
        return bool(self._line)

    def _item(self, found: Arrival | Again) -> _Item:
        limits = self._reader.limits
        room = _Room(limits.parts, limits.parts_size)
        if isinstance(found, Again):
            record = self._deposit.latest(found.id)
            return _Item(name=record.original.paths[0], arrival=None, before=record, room=room,
                         given=self._recorder.given_again(record), outcome=self._recorder.damage(record))  # fmt: skip
        return _Item(name=found.name, arrival=found, room=room)

    def _stage(self, item: _Item) -> None:
        """Copy a file to where it stays as it is, unless it is known or cannot be taken."""
        arrival = item.arrival
        if arrival is None or item.staged or item.outcome:
            return
        try:
            if item.part is None and (known := known_by_name(self._deposit, arrival)):
                item.outcome = Outcome(kind="known", name=item.name, id=known)
                return
            item.given = self._recorder.given_for(arrival)
            if item.part:
                item.staged = stage_part(self._deposit, arrival, item.part.size)
            else:
                item.staged = stage_unchanged(self._deposit, arrival)
        except OSError as error:
            item.outcome = replace(refused(arrival, error), container=item.container)
        except InvalidValue as error:
            item.outcome = Outcome(kind="refused", name=item.name, code="sidecar", message=str(error))

    def _is_to_be_read(self, item: _Item) -> bool:
        """Whether reading it now is not in vain: it is new, and no earlier one with its bytes is being read."""
        if item.outcome or item.read or item.ticket is not None:
            return False
        return item.before is not None or not (item.digest in self._being_read or self._deposit.known(item.digest))

    def _begin(self, item: _Item) -> int:
        given = item.given or Given()
        wishes = replace(self._wishes, languages=given.languages) if given.languages else self._wishes
        asked = Request(name=item.name, languages=given.languages, basis=given.basis, wishes=wishes)
        parts = item.depth < self._reader.limits.depth
        item.ticket = self._reader.begin(Task(source=self._source(item), asked=asked, parts=parts))
        self._being_read.add(item.digest)
        return item.ticket

    def _source(self, item: _Item) -> Path:
        return item.staged.path if item.staged else self._deposit.original(item.digest)

    def _settle(self, item: _Item) -> Iterator[Outcome]:
        """Say what became of the first in line; a file with files inside goes back into line behind them."""
        if item.outcome:
            yield self._noted(item, item.outcome)
        elif item.read:
            yield self._recorded(item, item.read)
            self._close(item, item.read)
        elif item.before is None and (outcome := self._known(item)):
            yield self._noted(item, outcome)
        else:
            read = self._awaited(item)
            item.outcome = self._without_room(item, read)
            item.read = None if item.outcome else read
            self._line.extendleft(reversed([*(self._opened(item, read) if item.read else ()), item]))

    def _without_room(self, item: _Item, read: Read) -> Outcome | None:
        """That a file is not taken in now, since there was no room for the files inside it."""
        code, _, words = (read.reading.text.failure or "").partition(": ")
        if code != NO_ROOM:
            return None
        self._reader.release(read)
        if item.staged:
            self._deposit.discard(item.staged)
        return Outcome(kind="refused", name=item.name, code=NO_ROOM, message=f"{words}; add it again")

    def _noted(self, item: _Item, outcome: Outcome) -> Outcome:
        """Have the file that it is inside of say that it lacks it, when it was refused."""
        if item.inside and outcome.kind == "refused":
            name = outcome.message if item.part is None else item.part.path or outcome.message
            item.inside.lacking.append(f"{name} ({outcome.code})")
        return outcome

    def _known(self, item: _Item) -> Outcome | None:
        """What is to be said of a file whose bytes are kept already, or are those of a file that it lies in."""
        known = self._deposit.known(item.digest)
        if known is None and item.digest not in self._open:
            return None
        if item.ticket is not None:
            self._reader.release(self._awaited(item))
        if item.staged:
            self._deposit.discard(item.staged)
        if known is None:
            words = "it is the file that it lies in"
            return Outcome(kind="refused", name=item.name, code="limit", message=words, container=item.container)
        return self._recorder.link(known, item.name, item.membership)

    def _awaited(self, item: _Item) -> Read:
        """The reading of a file. While it is waited for, those behind it in the line go on."""
        ticket = self._begin(item) if item.ticket is None else item.ticket
        while not self._reader.is_done(ticket):
            self._reader.wait()
            self._look_ahead()
        self._being_read.discard(item.digest)
        return self._reader.take(ticket)

    def _opened(self, item: _Item, read: Read) -> Iterator[_Item]:
        """The files inside a file, as far as there is room for them."""
        self._open.add(item.digest)
        if not read.reading.parts:
            return
        container = item.before.id if item.before else self._deposit.reserve(item.digest)
        for number, part in enumerate(read.reading.parts):
            if item.room.parts <= 0 or item.room.size < part.size:
                yield _left_inside(item, container, len(read.reading.parts) - number)
                return
            item.room.parts -= 1
            item.room.size -= part.size
            yield _part(item, container, part, read.folder)

    def _recorded(self, item: _Item, read: Read) -> Outcome:
        given = item.given or Given()
        if item.before:
            before = self._deposit.latest(item.before.id)
            return self._recorder.read_again(before, given, read.reading, item.lacking)
        assert item.staged  # noqa: S101 - what was read was staged
        return self._recorder.accession(item.name, item.staged, given, read.reading, item.membership,
                                        item.lacking)  # fmt: skip

    def _close(self, item: _Item, read: Read) -> None:
        self._open.discard(item.digest)
        if read.reading.parts:
            self._reader.release(read)


def _part(container: _Item, container_id: str, part: Spooled, folder: Path) -> _Item:
    """A file inside another as an arrival of its own, or why it is none."""
    name = f"{container.name}/{part.path}" if part.path else container.name
    item = _Item(name=name, arrival=Arrival(path=folder / part.file, name=name), depth=container.depth + 1,
                 room=container.room, inside=container, part=part,
                 membership=Membership(container=container_id, path=part.path, kind=part.kind))  # fmt: skip
    if part.code:
        item.outcome = Outcome(kind="refused", name=name, code=part.code, message=part.message, container=container_id)
    return item


def _left_inside(container: _Item, container_id: str, count: int) -> _Item:
    """That no more files are taken out of a file."""
    words = f"files inside it that are not taken out: {count:,}; it holds more, or larger ones, than one file may"
    outcome = Outcome(kind="refused", name=container.name, code="limit", message=words, container=container_id)
    return _Item(name=container.name, arrival=None, room=container.room, inside=container, outcome=outcome)
