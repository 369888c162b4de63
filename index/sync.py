"""Sync: bringing an engine up to date with the archive's records."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from archive import edtf
from archive.record import Record
from archive.store import Store
from index.analysis import fold_word
from index.analysis.derive import derived
from index.engine import Document, SearchEngine
from index.fields import FACETS, GRAM, SEARCH_FIELDS, STEM, TEXT_FIELDS


def is_current(engine: SearchEngine, store: Store) -> bool:
    """Whether every record is in the index."""
    return engine.seq == store.catalogue.seq


def sync(engine: SearchEngine, store: Store, *, progress: Callable[[int], object] = lambda done: None) -> int:
    """Index the documents that changed since the engine's last record, each as it stands now; returns how many."""
    last = store.catalogue.seq
    if engine.seq == last:
        return 0
    done = 0
    with engine.writer(seq=last) as writer:
        for record in _changed(store, after=engine.seq):
            if record.status == "current":
                writer.add(document(record, store.text(record)))
            else:
                writer.remove(record.id)
            done += 1
            progress(done)
    return done


def _changed(store: Store, *, after: int) -> Iterator[Record]:
    for entry in store.catalogue.entries(after=after):
        yield store.record(entry.seq)


def document(record: Record, text: str) -> Document:
    """A record as engines index it."""
    description = record.description
    dates = edtf.parse(description.date.value) if description.date else None
    title = description.title
    stems, grams = derived(text, [(passage.start, passage.end, passage.language) for passage in record.passages])
    return Document(
        id=record.id,
        seq=record.seq,
        texts={"text": text, **{name: _field_text(record, name) for name in TEXT_FIELDS if name != "text"}},
        counts={STEM: stems, GRAM: grams},
        facets={name: _facet_values(record, name) for name in FACETS if SEARCH_FIELDS[name].kind != "date"},
        dates=(dates.earliest, dates.latest) if dates else (None, None),
        year=edtf.year(dates) if dates else None,
        sort_title=_sort_form(title.value) if title else "",
    )


def _field_text(record: Record, name: str) -> str:
    """All values of a field as one text; a stand-in is no title, and its words are searched where they stand."""
    values = [value.value for value in record.description.values(name) if value.basis != "derived"]
    if name == "title":
        values += [value.value for value in record.description.values("title_translated")]
    return "\n".join(values)


def _facet_values(record: Record, name: str) -> tuple[str, ...]:
    if name == "language":
        return tuple(share.tag for share in record.languages) or ("und",)
    return tuple(value.value for value in record.description.values(name))


def _sort_form(title: str) -> str:
    """Titles sort by their letters, without case, accents and leading marks."""
    folded = " ".join(fold_word(word) for word in title.split())
    return folded.lstrip("".join(_leading_marks(folded)))


def _leading_marks(text: str) -> Iterable[str]:
    return {character for character in text[:8] if unicodedata.category(character)[0] in "PSZ"}
