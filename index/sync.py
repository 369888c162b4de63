"""Sync: bringing an engine up to date with the archive's records."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from archive import edtf
from archive.errors import DamageFound
from archive.record import Record
from archive.store import Store
from index.analysis import fold_word
from index.analysis.derive import derived
from index.engine import Document, SearchEngine
from index.fields import FACETS, GRAM, SEARCH_FIELDS, STEM, TEXT_FIELDS


def is_current(engine: SearchEngine, store: Store) -> bool:
    """Whether every record is in the index, and they are the records of this archive."""
    return engine.seq == store.catalogue.seq and engine.head == (store.catalogue.head or "")


def can_follow(engine: SearchEngine, store: Store) -> bool:
    """Whether the index holds this archive's records up to some number, so that the later ones can be added to it.

    An archive or its cache put back from a copy may have the same numbers and another history.
    """
    if not 0 < engine.seq <= store.catalogue.seq:
        return False
    if engine.seq == store.catalogue.seq:
        return engine.head == store.catalogue.head
    return engine.head == store.record(engine.seq + 1).previous


OnDamage = Callable[[DamageFound], object]
"""Is told of a document whose text is damaged."""


def raised(damage: DamageFound) -> None:
    """What is done with damage that nobody else takes care of."""
    raise damage


def sync(
    engine: SearchEngine,
    store: Store,
    *,
    progress: Callable[[int], object] = lambda done: None,
    on_damage: OnDamage = raised,
) -> int:
    """Index the documents that changed since the engine's last record, each as it stands now; returns how many.

    One whose text is damaged is told to `on_damage`; if that returns, it is left out of the index.
    """
    last = store.catalogue.seq
    if engine.seq == last:
        return 0
    done = 0
    with engine.writer(seq=last, head=store.catalogue.head or "") as writer:
        for record in _changed(store, after=engine.seq):
            indexed = _as_it_stands(record, store, on_damage)
            if indexed is None:
                writer.remove(record.id)
            else:
                writer.add(indexed)
            done += 1
            progress(done)
    return done


def _as_it_stands(record: Record, store: Store, on_damage: OnDamage) -> Document | None:
    """What to index of a document; None when it is withdrawn or damaged."""
    if record.status != "current":
        return None
    try:
        text = store.text(record)
    except DamageFound as error:
        on_damage(DamageFound(
            f"{record.id} is not searched: {error}, restore the file from a copy, then run `muniment reindex`"
        ))  # fmt: skip
        return None
    return document(record, text)


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
