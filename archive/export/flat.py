"""The public fields of a record, flat: the one table behind CSV and JSONL. docs/citations.md lists it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archive.export.cited import text_of, texts_of
from archive.export.inert import inert
from archive.record import Record

Json = str | int | float | None | list[str] | list[dict[str, str | float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicField:
    """One field: its name, what it means, and how it is read from a record."""

    name: str
    meaning: str
    read: Callable[[Record], Json]


def _stated(name: str, meaning: str) -> PublicField:
    """A descriptive field that is exported under its own name."""
    return PublicField(name=name, meaning=meaning, read=lambda record: text_of(record, name))


def _basis(record: Record) -> str | None:
    title = record.description.title
    return title.basis if title else None


def _languages(record: Record) -> list[dict[str, str | float]]:
    return [{"tag": inert(language.tag), "share": language.share} for language in record.languages]


PUBLIC_FIELDS: tuple[PublicField, ...] = (
    PublicField(name="id", meaning="muniment ID", read=lambda record: inert(record.id)),
    PublicField(name="status", meaning="`current` or `withdrawn`", read=lambda record: record.status),
    PublicField(name="filename", meaning="name it was taken in under", read=lambda record: inert(record.filename)),
    _stated("title", "title, or the stand-in for one (see `title_basis`)"),
    PublicField(name="title_basis", meaning="where the title comes from; `derived` is a stand-in", read=_basis),
    _stated("title_translated", "title in another language, as the document gives it"),
    PublicField(name="creators", meaning="who signed or wrote it", read=lambda record: texts_of(record, "creator")),
    _stated("source", "outlet, office or organ that issued it"),
    _stated("place", "place in the dateline or signature"),
    _stated("date", "date of issue (EDTF)"),
    _stated("document_date", "date the document bears, where it differs (EDTF)"),
    _stated("type", "kind of document"),
    PublicField(name="languages", meaning="language tags (BCP 47) with the share of the text in each", read=_languages),
    _stated("version_language", "language of this version, by the masthead"),
    _stated("original_language", "language of the original, by the masthead"),
    _stated("symbol", "document symbol"),
    _stated("url", "address it was taken from"),
    _stated("body", "organ that the document is before"),
    _stated("session", "session of the body"),
    _stated("meeting_dates", "dates of the session (EDTF)"),
    _stated("agenda_item", "agenda item"),
    _stated("distribution", "distribution in the masthead"),
    _stated("distribution_date", "date of distribution in the masthead (EDTF)"),
    PublicField(name="tags", meaning="subjects and working tags", read=lambda record: texts_of(record, "tag")),
    PublicField(name="collection", meaning="collection it belongs to; several are parted by `; `",
                read=lambda record: "; ".join(texts_of(record, "collection")) or None),
    _stated("rights", "rights statement"),
    _stated("note", "archivist's note"),
    PublicField(name="media_type", meaning="media type of the original",
                read=lambda record: inert(record.original.media_type)),
    PublicField(name="size", meaning="size of the original in bytes", read=lambda record: record.original.size),
    PublicField(name="sha256", meaning="SHA-256 of the original", read=lambda record: inert(record.original.digest)),
    PublicField(name="text_state", meaning="`read`, `empty`, `needs-ocr` or `unreadable`",
                read=lambda record: record.text.state),
    PublicField(name="record", meaning="number of the record that says so; `edit --csv` sees by it what changed since",
                read=lambda record: record.seq),
)  # fmt: skip


def flat(record: Record) -> dict[str, Json]:
    """Every public field in the order of the table. None and empty lists mean that nothing states a value."""
    return {field.name: field.read(record) for field in PUBLIC_FIELDS}
