"""Search: a query and filters in, documents with their best passages out. The one door for every front end."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from archive.duplicates.upkeep import forget_duplicates
from archive.durable import discard, make_folder, storage_errors
from archive.errors import ArchiveLocked, DamageFound, IndexUnavailable, QueryInvalid, StorageFailed
from archive.record import Record
from archive.store import Store
from index.advice import advice, shown_instead
from index.collapse import collapsed
from index.engine import SearchEngine
from index.engines import open_engine
from index.filters import filters, held_values
from index.forms import Bridge
from index.lookup import Lookup
from index.parse import parse, parse_question
from index.query import Query
from index.results import Hit, Match, Matches, Request, Results, Snippet, Sort
from index.rewrite import rewrite
from index.snippet import best_snippet
from index.sync import OnDamage, can_follow, is_current, raised, sync
from index.wanted import Wanted, wanted

MatchMode = Literal["all", "any"]
Progress = Callable[[int], object]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person asks: a query text, the facet values chosen, the facets to count, and how to show the answer.

    `tolerant` takes a text that is not in the query language as plain words, and says so in a warning. `firsts`, the
    group of each document that has copies, has of each group only the best match shown.
    """

    text: str = ""
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    facets: Mapping[str, int | None] = field(default_factory=dict)
    match: MatchMode = "all"
    sort: Sort = "relevance"
    limit: int | None = 10
    offset: int = 0
    tolerant: bool = False
    firsts: Mapping[str, str] | None = None


def open_index(store: Store, engine: str | None = None) -> SearchEngine:
    """The archive's engine, or another by name, on its folder in the cache."""
    name = engine or store.settings.engine
    return open_engine(name, store.layout.index(name))


def refresh(
    store: Store,
    engine: SearchEngine,
    *,
    wait: float,
    progress: Progress = lambda done: None,
    on_damage: OnDamage = raised,
) -> str | None:
    """Bring the index up to date; a warning in words when that is not possible now and the index lags behind.

    A document whose text is damaged is told to `on_damage` and left out.
    """
    if is_current(engine, store):
        return None
    if not engine.persistent:
        sync(engine, store, progress=progress, on_damage=on_damage)
        return None
    try:
        with store.deposit(wait=wait):
            _catch_up(engine, store, progress, on_damage)
    except ArchiveLocked:
        if can_follow(engine, store):
            return "another muniment is adding documents: what it added last is not searched yet"
        raise
    except StorageFailed as error:
        if can_follow(engine, store):
            return f"the index is behind the archive and cannot be brought up to date ({error})"
        raise IndexUnavailable(f"the archive has no search index, and none can be made now: {error}") from error
    return None


def _catch_up(engine: SearchEngine, store: Store, progress: Progress, on_damage: OnDamage) -> None:
    """Under the lock: another process may have done it meanwhile, and an archive put back from a copy is another."""
    if is_current(engine, store):
        return
    work = sync if can_follow(engine, store) else _build
    work(engine, store, progress=progress, on_damage=on_damage)


def rebuild(
    store: Store,
    engine: SearchEngine,
    *,
    wait: float,
    progress: Progress = lambda done: None,
    on_damage: OnDamage = raised,
) -> str | None:
    """Build catalogue and index anew from the records. The old index answers until the new one is whole.

    A document whose text is damaged is told to `on_damage` and left out.
    """
    with store.deposit(wait=wait, renew_catalogue=True):
        forget_duplicates(store)
        _build(engine, store, progress=progress, on_damage=on_damage)
    return None


def _build(engine: SearchEngine, store: Store, *, progress: Progress, on_damage: OnDamage) -> int:
    """Index everything beside the old index, then put the new one in its place."""
    if not engine.persistent:
        return sync(engine, store, progress=progress, on_damage=on_damage)
    folder = store.layout.index(engine.name)
    fresh_folder, old_folder = folder.with_name(f"{folder.name}.new"), folder.with_name(f"{folder.name}.old")
    with storage_errors(folder):
        make_folder(folder.parent)
        for left_over in (fresh_folder, old_folder):
            discard(left_over)
        done = _filled(engine.name, fresh_folder, store, progress, on_damage)
        engine.close()
        if folder.exists():
            folder.rename(old_folder)
        if fresh_folder.exists():
            fresh_folder.rename(folder)
        with contextlib.suppress(OSError):  # the next build clears what cannot be removed now
            discard(old_folder)
    return done


def _filled(name: str, folder: Path, store: Store, progress: Progress, on_damage: OnDamage) -> int:
    """Index everything in a new folder; one that could not be filled does not stay, for the disk may be full."""
    fresh = open_engine(name, folder)
    try:
        return sync(fresh, store, progress=progress, on_damage=on_damage)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        fresh.close()


def search(store: Store, engine: SearchEngine, question: Question) -> Results:
    """The answer to a question; QueryInvalid and InvalidValue say what is wrong with it."""
    if question.firsts is not None:
        return _distinct(store, engine, question, question.firsts)
    lookup, matches, warnings = _matches(engine, question)
    damaged: list[str] = []
    show = _shower(store, question, lookup, damaged.append)
    return Results(
        query=question.text,
        total=matches.total,
        hits=tuple(map(show, matches.page)),
        facets=matches.facets,
        warnings=(*warnings, *damaged),
    )


def _distinct(store: Store, engine: SearchEngine, question: Question, firsts: Mapping[str, str]) -> Results:
    """The answer with copies shown as one. Which are on a page is only known when all matches are."""
    lookup, matches, warnings = _matches(engine, replace(question, limit=None, offset=0))
    groups = collapsed(matches.page, firsts)
    end = None if question.limit is None else question.offset + question.limit
    damaged: list[str] = []
    show = _shower(store, question, lookup, damaged.append)
    return Results(
        query=question.text,
        total=matches.total,
        hits=tuple(replace(show(group.best), alike=group.others) for group in groups[question.offset : end]),
        facets=matches.facets,
        warnings=(*warnings, *damaged),
        distinct=len(groups),
    )


def _shower(
    store: Store, question: Question, lookup: Lookup, on_damage: Callable[[str], object]
) -> Callable[[Match], Hit]:
    """Makes hits of matches, each with the passage that answers the question best."""
    words = wanted(lookup, typed=question.text, languages=question.chosen.get("language", ()))
    return lambda match: _hit(store, match, words, on_damage)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRecords:
    """How many documents a page holds, their records one by one, their numbers and IDs in the order asked for."""

    count: int
    records: Iterator[Record]
    seqs: tuple[int, ...] = ()
    ids: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def found_records(store: Store, engine: SearchEngine, question: Question) -> FoundRecords:
    """The page of records that a question finds; QueryInvalid and InvalidValue say what is wrong with it."""
    _, matches, warnings = _matches(engine, question)
    seqs = tuple(match.seq for match in matches.page)
    ids = tuple(match.id for match in matches.page)
    return FoundRecords(count=len(seqs), records=map(store.record, seqs), seqs=seqs, ids=ids, warnings=warnings)


def _matches(engine: SearchEngine, question: Question) -> tuple[Lookup, Matches, tuple[str, ...]]:
    """What was looked up, what the engine found, and warnings in words."""
    query, warnings = _parsed(question)
    bridge = _bridge(engine, question.chosen.get("language", ()))
    chosen, unknown = filters(question.chosen, engine)

    def ask(asked: Query, **shown: Any) -> tuple[Lookup, Matches]:
        lookup = rewrite(asked, match=question.match, bridge=bridge)
        return lookup, engine.search(Request(lookup=lookup, filters=chosen, **shown))

    lookup, matches = _located(question, lambda: ask(
        query, facets=question.facets, sort=question.sort, limit=question.limit, offset=question.offset,
    ))  # fmt: skip
    if matches.total:
        advised = shown_instead(engine, query, lambda word: _known(engine, word, bridge))
    else:
        advised = advice(engine, query, lambda asked: ask(asked, limit=0)[1].total)
    return lookup, matches, (*warnings, *unknown, *advised)


def _known(engine: SearchEngine, word: Query, bridge: Bridge) -> int:
    """How many documents have a word or one of its stems."""
    return engine.search(Request(lookup=rewrite(word, bridge=replace(bridge, kin_weight=0)), limit=0)).total


def _bridge(engine: SearchEngine, chosen: Sequence[str]) -> Bridge:
    """The way from a word to its other forms in the languages that the archive holds, or those of them chosen."""
    tags = held_values("language", engine)
    held = Bridge(languages=tuple(sorted({tag.partition("-")[0] for tag in tags})))
    return held.narrowed(tag.strip().lower() for tag in chosen) if any(tag.strip() for tag in chosen) else held


def _parsed(question: Question) -> tuple[Query, tuple[str, ...]]:
    try:
        return parse(question.text, match=question.match), ()
    except QueryInvalid as error:
        if not question.tolerant:
            raise
        return parse_question(question.text), (f"read as plain words, because it is no query: {error}",)


def _located(question: Question, work: Callable[[], T]) -> T:
    """Errors of later steps with the whole query, as the person typed it."""
    try:
        return work()
    except QueryInvalid as error:
        position = max(question.text.find(error.query), 0) if error.query else 0
        raise QueryInvalid(str(error), query=question.text, position=position) from None


def _hit(store: Store, match: Match, words: Wanted, warn: Callable[[str], object]) -> Hit:
    record = store.record(match.seq)
    title = record.description.title
    return Hit(
        id=record.id,
        filename=record.filename,
        title=title.value if title else None,
        title_is_stand_in=title is not None and title.basis == "derived",
        source=record.description.text("source"),
        date=record.description.text("date"),
        type=record.description.text("type"),
        languages=tuple(share.tag for share in record.languages),
        score=match.score,
        snippets=_snippets(store, record, words, warn),
    )


def _snippets(store: Store, record: Record, words: Wanted, warn: Callable[[str], object]) -> tuple[Snippet, ...]:
    """The best passage; none of a text that is damaged, which is said and does not take the other hits away."""
    try:
        text = store.text(record)
    except DamageFound as error:
        warn(f"{record.id} is shown without a passage: {error}")
        return ()
    snippet = best_snippet(text, record.passages, words)
    return (snippet,) if snippet else ()
