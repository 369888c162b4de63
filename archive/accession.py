"""Accession: the whole order of taking a document in, and of changing what is recorded of it.

file → bytes kept → media type → text and passages → languages → description → record. The bytes are kept first, so
that a file that cannot be read loses nothing but its text.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from archive import given as given_values
from archive.describe import describe
from archive.errors import ExtractionFailed, InvalidValue
from archive.extract import Extraction, extractor_for
from archive.given import Given
from archive.identify import LOOKED_AT, identify
from archive.language import identify_languages, overrule
from archive.record import Description, Event, KeptText, LanguageShare, Original, Passage, Record
from archive.sidecar import Sidecar
from archive.store import Deposit, Staged, Store
from archive.version import AGENT

STDIN_NAME = "stdin"
BATCH = 200
"""Documents a commit. Prototypes kept 1,557 documents of 4 kB a second at 100 and 3,587 at 1,000; what an
interruption can undo is one batch."""

READING_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to take in: where it is, the name it is kept under, or its content when it came by a pipe.

    A folder that cannot be listed is a source too, with the `problem`, so that it is reported and not passed over.
    """

    path: Path | None
    name: str
    content: bytes | None = None
    problem: OSError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one source. `code` and `message` say what went wrong with an unreadable or refused file."""

    kind: Literal["added", "known", "unreadable", "refused"]
    name: str
    id: str | None = None
    code: str | None = None
    message: str | None = None


def sources(paths: Iterable[Path], *, skip: Path | None = None) -> Iterator[Source]:
    """The files at and below the paths, in order of name; hidden ones below a folder, and `skip`, are passed over."""
    for path in paths:
        if _is_folder(path):
            yield from _below(path, skip)
        else:
            yield Source(path=path, name=str(path))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # opening it will say what is wrong
        return False


def _below(folder: Path, skip: Path | None) -> Iterator[Source]:
    skipped = skip.resolve() if skip else None
    if skipped and folder.resolve().is_relative_to(skipped):
        return
    problems: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=problems.append):
        here = Path(parent)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (here / name).resolve() != skipped
        )
        for name in sorted(files):
            if not name.startswith("."):
                yield Source(path=here / name, name=str(here / name))
    for problem in problems:
        yield Source(path=Path(problem.filename), name=str(problem.filename), problem=problem)


def add(
    deposit: Deposit, found: Iterable[Source], *, common: Given, sidecar: Sidecar | None, clock: Callable[[], str]
) -> Iterator[Outcome]:
    """Take sources in, a batch a commit. An outcome is yielded when what it says is safe on the disk."""
    waiting: list[Outcome] = []
    for source in found:
        waiting.append(_take_in(deposit, source, _given_for(source, common, sidecar), clock))
        if deposit.staged >= BATCH or not deposit.staged:
            deposit.commit()
            yield from waiting
            waiting = []
    deposit.commit()
    yield from waiting


def preview(store: Store, found: Iterable[Source], *, common: Given, sidecar: Sidecar | None) -> Iterator[Outcome]:
    """What `add` would do with each source, without writing anything."""
    import hashlib

    seen: dict[str, str] = {}
    for source in found:
        try:
            content = _read_all(source)
        except OSError as error:
            yield _refused(source, error)
            continue
        digest = hashlib.sha256(content).hexdigest()
        entry = store.catalogue.by_digest(digest)
        known = entry.id if entry else seen.get(digest)
        seen.setdefault(digest, "m" + digest[:12])
        if known:
            yield Outcome(kind="known", name=source.name, id=known)
        else:
            described = read(content, source.name, _given_for(source, common, sidecar))
            yield _outcome(source, seen[digest], described.text)


def _given_for(source: Source, common: Given, sidecar: Sidecar | None) -> Given:
    from_sidecar = sidecar.find(source.name) if sidecar else None
    return given_values.combine(from_sidecar, common) if from_sidecar else common


def _take_in(deposit: Deposit, source: Source, given: Given, clock: Callable[[], str]) -> Outcome:
    try:
        staged = _stage_unchanged(deposit, source)
    except OSError as error:
        return _refused(source, error)
    known = deposit.known(staged.digest)
    if known:
        deposit.discard(staged)
        return Outcome(kind="known", name=source.name, id=known)
    described = _reading(staged, source.name, given)
    text = described.text
    if text.state == "read":
        text = replace(text, digest=deposit.keep_text(described.content))
    deposit.keep(staged)
    record = deposit.append(Record(
        id=deposit.new_id(staged.digest), seq=0, previous=None, status="current",
        event=Event(kind="accession", at=clock(), agent=AGENT, outcome=(text.failure and "partial") or "success"),
        original=Original(digest=staged.digest, size=staged.size, media_type=described.media_type,
                          paths=(source.name,)),
        text=text, languages=described.languages, passages=described.passages, description=described.description,
    ))  # fmt: skip
    return _outcome(source, record.id, text)


def _outcome(source: Source, record_id: str, text: KeptText) -> Outcome:
    if text.state == "unreadable":
        code, _, message = (text.failure or "").partition(": ")
        return Outcome(kind="unreadable", name=source.name, id=record_id, code=code, message=message)
    return Outcome(kind="added", name=source.name, id=record_id)


def _refused(source: Source, error: OSError) -> Outcome:
    codes = {
        FileNotFoundError: "not-found", NotADirectoryError: "not-found", PermissionError: "permission",
        IsADirectoryError: "not-a-file", _NotAFile: "not-a-file", _Changing: "changing",
    }  # fmt: skip
    code = codes.get(type(error), "io")
    return Outcome(kind="refused", name=source.name, code=code, message=error.strerror or str(error))


class _NotAFile(OSError):
    """A device, a pipe or a socket: reading it could wait for ever."""


class _Changing(OSError):
    """The file is being written to."""


def _stage_unchanged(deposit: Deposit, source: Source) -> Staged:
    """Copy a file that stays the same while it is read; one that keeps changing is refused."""
    if source.path is None:
        return deposit.stage(io.BytesIO(source.content or b""))
    for _ in range(READING_TRIES):
        with _opened(source) as stream:
            before = os.fstat(stream.fileno())
            staged = deposit.stage(stream)
            after = os.fstat(stream.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            return staged
        deposit.discard(staged)
    raise _Changing(0, "it was written to while it was read: add it again when it is finished")


def _opened(source: Source) -> io.BufferedReader:
    path = source.path
    if path is None or source.problem:
        raise source.problem or _NotAFile(0, "it has no path")
    if not stat.S_ISREG(path.stat().st_mode):
        raise _NotAFile(0, "it is not a regular file")
    return path.open("rb")


def _read_all(source: Source) -> bytes:
    if source.path is None:
        return source.content or b""
    with _opened(source) as stream:
        return stream.read()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of a file before anything is written: its media type, text, languages and description."""

    media_type: str
    content: str
    text: KeptText
    languages: tuple[LanguageShare, ...]
    passages: tuple[Passage, ...]
    description: Description


def _reading(staged: Staged, name: str, given: Given) -> Reading:
    """What is read of a staged file. One that the memory cannot hold is kept without its text."""
    try:
        return read(staged.path.read_bytes(), name, given)
    except MemoryError:
        with staged.path.open("rb") as stream:
            media_type = identify(stream.read(LOOKED_AT), name)
        return _unread(media_type, given, ExtractionFailed("reading it takes more memory than there is", code="limit"))


def read(content: bytes, name: str, given: Given) -> Reading:
    """Read a file's bytes as `add` records them. A failure is part of the answer, not an error."""
    media_type = identify(content, name)
    try:
        extraction, by = _extract(content, media_type)
    except ExtractionFailed as error:
        return _unread(media_type, given, error)
    passages, languages = identify_languages(extraction.text, extraction.passages)
    if given.languages:
        passages, languages = overrule(passages, given.languages, basis=given.basis)
    has_text = bool(extraction.text.strip())
    text = KeptText(state="read" if has_text else "empty", length=len(extraction.text) if has_text else 0, extractor=by,
                    encoding=extraction.encoding, left_out=extraction.left_out)  # fmt: skip
    described = describe(extraction, languages)
    return Reading(media_type=media_type, content=extraction.text, text=text, languages=languages, passages=passages,
                   description=given.over(described))  # fmt: skip


def _unread(media_type: str, given: Given, error: ExtractionFailed) -> Reading:
    failed = KeptText(state="unreadable", failure=f"{error.code}: {error}")
    _, languages = overrule((), given.languages, basis=given.basis) if given.languages else ((), ())
    return Reading(media_type=media_type, content="", text=failed, languages=languages, passages=(),
                   description=given.over(Description()))  # fmt: skip


def _extract(content: bytes, media_type: str) -> tuple[Extraction, str | None]:
    if not content:
        return Extraction(text="", passages=()), None
    extractor = extractor_for(media_type)
    try:
        return extractor.extract(content), f"{extractor.name}/{extractor.version}"
    except ExtractionFailed:
        raise
    except Exception as error:  # a fault in an extractor, maybe somebody's plug-in, must cost no more than this text
        reason = f"the extractor {extractor.name} failed ({type(error).__name__}: {str(error)[:200]})"
        raise ExtractionFailed(reason, code="extractor-failed") from error


def edit(deposit: Deposit, record: Record, changes: Given, *, clock: Callable[[], str]) -> Record:
    """Append a record with the given values in place of the old ones. Committed by the caller."""
    if not changes.values and not changes.languages:
        raise InvalidValue("nothing to change: say what with --set FIELD=VALUE")
    passages, languages = record.passages, record.languages
    if changes.languages:
        passages, languages = overrule(passages, changes.languages, basis=changes.basis)
    fields = ", ".join([*changes.values, *(["language"] if changes.languages else [])])
    return deposit.append(replace(
        record, event=Event(kind="edit", at=clock(), agent=AGENT, detail=f"set {fields}"),
        description=changes.over(record.description), passages=passages, languages=languages,
    ))  # fmt: skip


def now() -> str:
    """The time for events: RFC 3339, UTC, whole seconds; SOURCE_DATE_EPOCH overrules the clock."""
    moment = _fixed_moment(os.environ.get("SOURCE_DATE_EPOCH", "")) or datetime.now(UTC)
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _fixed_moment(seconds: str) -> datetime | None:
    """None for what is no number, and for a moment after the year 9999."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdecimal() else None
    except (ValueError, OverflowError, OSError):
        return None
