"""What holds for every exporter: it is a plug-in, it streams, it survives any text, and its output does not change."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given

from archive.errors import UnknownPlugin
from archive.export import Bundler, exporter_for
from archive.record import Record
from tests.archive.entry_points import declared
from tests.archive.export.hostile import TEXTS, record_of, texts
from tests.archive.records import KINDS

BUNDLERS = ["bag"]
"""Exporters that need an archive: tests/archive/bag has what holds for them."""
EXPORTERS = sorted(set(declared("muniment.exporters")) - set(BUNDLERS))


@pytest.fixture(autouse=True)
def _declared_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.plugins.registered", declared)


def exported(name: str, *records: Record) -> str:
    out = io.BytesIO()
    declared("muniment.exporters")[name].load()().export(records, out)
    return out.getvalue().decode("utf-8")


def test_there_is_an_exporter_for_each_format_that_is_promised() -> None:
    assert EXPORTERS == ["biblatex", "bibtex", "csl-json", "csv", "dublin-core", "ead", "jsonl", "marcxml", "ris"]
    assert all(isinstance(exporter_for(name), Bundler) for name in BUNDLERS)
    assert not any(isinstance(exporter_for(name), Bundler) for name in EXPORTERS)


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("bag", "zip"), ("biblatex", "bib"), ("bibtex", "bib"), ("csl-json", "json"), ("csv", "csv"),
        ("dublin-core", "xml"), ("ead", "xml"), ("jsonl", "jsonl"), ("marcxml", "xml"), ("ris", "ris"),
    ],
)
def test_an_exporter_goes_by_the_name_it_is_registered_under(name: str, extension: str) -> None:
    exporter = exporter_for(name)
    assert (exporter.name, exporter.extension) == (name, extension)


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownPlugin, match=", ".join(sorted([*BUNDLERS, *EXPORTERS]))):
        exporter_for("marc")


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_kind_of_document_is_exported_as_the_golden_file_has_it(
    name: str, golden: Callable[[str, str], None]
) -> None:
    golden(f"export/kinds.{name}.{exporter_for(name).extension}", exported(name, *KINDS.values()))


@pytest.mark.parametrize("name", EXPORTERS)
def test_each_record_is_written_before_the_next_is_taken(name: str) -> None:
    out, sizes = io.BytesIO(), []

    def records() -> Iterator[Record]:
        for record in KINDS.values():
            sizes.append(out.tell())
            yield record

    declared("muniment.exporters")[name].load()().export(records(), out)
    grown = [later > earlier for earlier, later in zip(sizes, [*sizes[1:], out.tell()], strict=True)]
    assert all(grown)
    assert not out.closed


@pytest.mark.parametrize("kind", ["letter", "news", "statement"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("name", EXPORTERS)
def test_hostile_text_in_every_field_leaves_neither_control_characters_nor_overrides(
    name: str, text: str, kind: str
) -> None:
    written = exported(name, record_of(text, kind))
    assert not set(written) & {*map(chr, range(9)), "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u2028", "\u202e"}


@pytest.mark.parametrize("name", EXPORTERS)
@given(text=texts)
def test_no_text_changes_the_number_of_lines_of_an_export(name: str, text: str) -> None:
    """A text of one harmless letter in every field gives as many lines as any other text that is not empty."""
    if exported("jsonl", record_of(text)) == exported("jsonl", record_of("")):
        return
    assert len(exported(name, record_of(f"x{text}")).splitlines()) == len(exported(name, record_of("x")).splitlines())
