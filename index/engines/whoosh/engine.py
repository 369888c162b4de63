"""WhooshEngine: the SearchEngine protocol over a Whoosh index folder."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import whoosh.index

from archive.durable import storage_errors
from archive.errors import ArchiveLocked, IndexUnavailable, MunimentError
from index import analysis
from index.engine import Document
from index.engines.whoosh import state
from index.engines.whoosh.schema import LAYOUT, schema
from index.engines.whoosh.state import State
from index.fields import SEARCH_FIELDS
from index.results import Matches, Request

T = TypeVar("T")

OPENING_TRIES = 6
OPENING_PAUSE = 0.05
"""Seconds; a commit swaps its files in well under a tenth of a second. Whoosh itself tries ten times, too."""


class WhooshEngine:
    """An index in `folder`, which is made when something is first written."""

    name = "whoosh"
    persistent = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._generation: Any = None
        self._was_there = False

    def fingerprint(self) -> str:
        return f"whoosh/2.7.4 layout/{LAYOUT} analysis/{analysis.VERSION} fields/{','.join(SEARCH_FIELDS)}"

    @property
    def seq(self) -> int:
        """The last record in the index; 0 when there is none, it is damaged or was made with another fingerprint."""
        found = self._state().seq
        self._was_there = self._was_there or found > 0
        return found

    @property
    def head(self) -> str:
        return self._state().head

    def _state(self) -> State:
        found = state.read(self._folder)
        return found if found.fingerprint == self.fingerprint() else State()

    @contextlib.contextmanager
    def writer(self, *, seq: int, head: str = "") -> Iterator[_Writer]:
        """One Whoosh commit at the end; on any error nothing of it is seen."""
        from index.engines.whoosh.writer import SegmentWriter

        with self._explained():
            self._refuse_changed()
            segment = self._opened(SegmentWriter) if self.seq else SegmentWriter(self._create())
        try:
            yield _Writer(segment, self._folder)
            with storage_errors(self._folder):
                segment.finish()
        except BaseException:
            segment.abandon()
            raise
        with storage_errors(self._folder):
            self._flush_files()
            self._write_state(seq, head)
        self.close()

    def _create(self) -> Any:
        with storage_errors(self._folder):
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(parents=True)
            return whoosh.index.create_in(str(self._folder), schema())

    def _opened(self, read: Callable[[Any], T]) -> T:
        """What `read` makes of the index, trying again while another process swaps its files; never an empty one."""
        for _ in range(OPENING_TRIES):
            try:
                return read(whoosh.index.open_dir(str(self._folder), schema=schema()))
            except (FileNotFoundError, EOFError, whoosh.index.EmptyIndexError):
                time.sleep(OPENING_PAUSE)
        return read(whoosh.index.open_dir(str(self._folder), schema=schema()))

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        """In words, whatever it is that damaged files make Whoosh, pickle, zlib or numpy raise."""
        try:
            yield
        except MunimentError:
            raise
        except whoosh.index.LockError:
            raise ArchiveLocked(f"another muniment is writing to the search index in {self._folder}") from None
        except Exception as error:
            self.close()
            what = f"{type(error).__name__}: {error}"[:200]
            raise IndexUnavailable(
                f"the search index in {self._folder} is damaged ({what}): run `muniment reindex`"
            ) from error

    def _flush_files(self) -> None:
        """Whoosh itself never flushes; without this a power cut can leave an index that only looks whole."""
        for path in self._folder.iterdir():
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def _write_state(self, seq: int, head: str) -> None:
        state.write(self._folder, self.fingerprint(), seq, head)

    def close(self) -> None:
        if self._generation is not None:
            self._generation.close()
            self._generation = None

    def _current(self) -> Any:
        """The open generation, kept until `close` or the next write through this engine; None when there is none."""
        from index.engines.whoosh.postings import Generation

        if self._generation is None and self._is_made():
            self._refuse_changed()
            self._generation = self._opened(lambda index: Generation(index.reader()))
        return self._generation

    def _is_made(self) -> bool:
        """Whether there is an index; IndexUnavailable for files without the state that says what index they are."""
        for _ in range(OPENING_TRIES):
            if self.seq:
                return True
            if self._folder.exists() or not self._was_there:
                break
            time.sleep(OPENING_PAUSE)  # between taking the old index away and putting the new one in its place
        if self._was_there or (self._folder.exists() and any(self._folder.iterdir())):
            raise IndexUnavailable(
                f"the search index in {self._folder} is unfinished, damaged or of another version: "
                "run `muniment reindex`"
            )
        return False

    def _refuse_changed(self) -> None:
        """What can be seen of damage at no cost: SHA-256 of all files would take twice as long as opening them."""
        if changed := state.changed(self._folder, quickly=True):
            raise IndexUnavailable(
                f"the search index in {self._folder} is damaged ({', '.join(changed)} changed): run `muniment reindex`"
            )

    def damage(self) -> Iterator[str]:
        """The files that are not as they were written, by their SHA-256."""
        with self._explained():
            return iter(state.changed(self._folder, quickly=False) if self.seq else ())

    def vocabulary(self, field: str, prefix: str) -> Iterator[str]:
        with self._explained():
            generation = self._current()
            return iter(list(generation.vocabulary(field, prefix)) if generation else ())

    def search(self, request: Request) -> Matches:
        from index.engines.whoosh.search import search

        with self._explained():
            generation = self._current()
            if generation is None:
                return Matches(total=0, page=(), facets=dict.fromkeys(request.facets, ()))
            return search(generation, request)


class _Writer:
    def __init__(self, segment: Any, folder: Path) -> None:
        self._segment = segment
        self._folder = folder

    def add(self, document: Document) -> None:
        with storage_errors(self._folder):
            self._segment.put(document)

    def remove(self, record_id: str) -> None:
        self._segment.drop(record_id)
