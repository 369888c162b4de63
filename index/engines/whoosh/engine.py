"""WhooshEngine: the SearchEngine protocol over a Whoosh index folder."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archive.errors import IndexUnavailable
from index import analysis
from index.engine import Document
from index.engines.whoosh.schema import LAYOUT, schema, whoosh
from index.fields import SEARCH_FIELDS
from index.results import Matches, Request

STATE_NAME = "state.json"
OPENING_TRIES = 20
OPENING_PAUSE = 0.05  # seconds; a commit swaps its files in well under a tenth of a second


class WhooshEngine:
    """An index in `folder`, which is made when something is first written."""

    name = "whoosh"
    persistent = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._generation: Any = None

    def fingerprint(self) -> str:
        return f"whoosh/2.7.4 layout/{LAYOUT} analysis/{analysis.VERSION} fields/{','.join(SEARCH_FIELDS)}"

    @property
    def seq(self) -> int:
        """The last record in the index; 0 when there is no index or it was made with another fingerprint."""
        try:
            state = json.loads((self._folder / STATE_NAME).read_bytes())
            return int(state["seq"]) if state["fingerprint"] == self.fingerprint() else 0
        except (FileNotFoundError, NotADirectoryError):
            return 0
        except (ValueError, KeyError, TypeError):
            return 0

    @contextlib.contextmanager
    def writer(self, *, seq: int) -> Iterator[_Writer]:
        """One Whoosh commit at the end; on any error nothing of it is seen."""
        from index.engines.whoosh.writer import SegmentWriter

        index = self._open() if self.seq else self._create()
        segment = SegmentWriter(index, self._folder)
        try:
            yield _Writer(segment)
        except BaseException:
            segment.abandon()
            raise
        segment.finish()
        self._flush_files()
        self._write_state(seq)
        self.close()

    def _create(self) -> Any:
        self._folder.mkdir(parents=True, exist_ok=True)
        for path in self._folder.iterdir():
            path.unlink()
        return whoosh.index.create_in(str(self._folder), schema())

    def _open(self) -> Any:
        """The index, trying again while another process swaps its files; never makes an empty one instead."""
        for _ in range(OPENING_TRIES):
            try:
                return whoosh.index.open_dir(str(self._folder))
            except (OSError, EOFError, whoosh.index.EmptyIndexError):
                time.sleep(OPENING_PAUSE)
        raise IndexUnavailable(f"the search index in {self._folder} cannot be opened: run `muniment reindex`")

    def _flush_files(self) -> None:
        """Whoosh itself never flushes; without this a power cut can leave an index that only looks whole."""
        for path in self._folder.iterdir():
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def _write_state(self, seq: int) -> None:
        staged = self._folder / f"{STATE_NAME}.new"
        staged.write_text(json.dumps({"fingerprint": self.fingerprint(), "seq": seq}), "utf-8")
        staged.replace(self._folder / STATE_NAME)

    def close(self) -> None:
        if self._generation is not None:
            self._generation.close()
            self._generation = None

    def _current(self) -> Any:
        """The open generation, read once and kept until `close` or the next write through this engine."""
        from index.engines.whoosh.postings import Generation

        for _ in range(OPENING_TRIES):
            if self._generation is not None:
                break
            try:
                self._generation = Generation(self._open().reader())
            except OSError:
                time.sleep(OPENING_PAUSE)
        if self._generation is None:
            raise IndexUnavailable(f"the search index in {self._folder} cannot be read: run `muniment reindex`")
        return self._generation

    def vocabulary(self, field: str, prefix: str) -> Iterator[str]:
        return iter(self._current().vocabulary(field, prefix)) if self.seq else iter(())

    def search(self, request: Request) -> Matches:
        if not self.seq:
            return Matches(total=0, page=(), facets=dict.fromkeys(request.facets, ()))
        from index.engines.whoosh.search import search

        return search(self._current(), request)


class _Writer:
    def __init__(self, segment: Any) -> None:
        self._segment = segment

    def add(self, document: Document) -> None:
        self._segment.put(document)

    def remove(self, record_id: str) -> None:
        self._segment.drop(record_id)
