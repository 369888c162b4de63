"""An edited export changes what a person changed in it and nothing else; what a spreadsheet spoilt is a fault."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.amendments import COLUMNS, Amendment, read_amendments
from archive.catalogue import Entry
from archive.errors import InvalidValue
from archive.export.csv import CsvExporter, cell, guarded
from archive.export.flat import PUBLIC_FIELDS
from archive.fields import FIELDS
from archive.given import parse_assignments
from archive.record import Description, LanguageShare, Record, Value
from archive.several import joined
from archive.store import Store
from tests.archive.export.hostile import TEXTS, record_of, texts
from tests.archive.records import KINDS, make, value

Rows = list[dict[str, str]]


class Held:
    """What read_amendments asks of a store, from records in memory; the last record of an ID is how it stands."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records = {seq: replace(record, seq=seq) for seq, record in enumerate(records, 1)}
        self.catalogue = self

    def record(self, seq: int) -> Record:
        return self.records[seq]

    def history(self, record_id: str) -> list[int]:
        return [seq for seq, record in self.records.items() if record.id == record_id]

    def by_prefix(self, prefix: str, *, limit: int) -> list[Entry]:
        latest = {record.id: record for record in self.records.values() if record.id.startswith(prefix)}
        found = sorted(latest.values(), key=lambda record: record.id)[:limit]
        return [Entry(id=one.id, seq=one.seq, status=one.status, digest="") for one in found]

    def latest(self) -> list[Record]:
        return list({record.id: record for record in self.records.values()}.values())


def exported(records: Iterable[Record]) -> Rows:
    out = io.BytesIO()
    CsvExporter().export(records, out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))


def written(rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    table.writeheader()
    table.writerows(rows)
    return out.getvalue().encode(encoding)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables") / "edited.csv"


def amended(held: Held, content: Rows | bytes, path: Path, *, force: bool = False) -> list[Amendment]:
    path.write_bytes(content if isinstance(content, bytes) else written(content))
    return [one for one in read_amendments(cast(Store, held), path, force=force) if one]


def refused(held: Held, content: Rows | bytes, path: Path) -> str:
    with pytest.raises(InvalidValue) as error:
        amended(held, content, path)
    return str(error.value)


def changes(found: Iterable[Amendment]) -> list[tuple[str, str, str, str]]:
    return [(one.id, change.field, change.old, change.new) for one in found for change in one.changes]


@pytest.mark.parametrize("record", [*KINDS.values(), *map(record_of, TEXTS.values())])
def test_an_export_that_nobody_edited_changes_nothing(record: Record, place: Path) -> None:
    held = Held([record])
    assert amended(held, exported(held.latest()), place) == []


described = st.fixed_dictionaries({}, optional={name: texts for name in FIELDS if name not in ("creator", "tag")})


@given(described, st.lists(texts, max_size=3), st.lists(st.tuples(texts, st.floats(0, 1)), max_size=2))
def test_no_record_whatever_it_holds_is_changed_by_its_own_export(
    place: Path, fields: dict[str, str], creators: list[str], languages: list[tuple[str, float]]
) -> None:
    record = make(languages=tuple(languages), creator=creators or [], **fields)
    held = Held([record])
    assert amended(held, exported(held.latest()), place) == []


plain = st.text(alphabet="aé地 ;\\'=+-\"\n,", min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
EDITS: dict[str, st.SearchStrategy[list[str]]] = {
    "title": st.lists(plain, max_size=1), "note": st.lists(plain, max_size=1),
    "creators": st.lists(plain, max_size=3), "tags": st.lists(plain, max_size=3),
    "date": st.lists(st.sampled_from(["2021", "2021-04-05", "XXXX-04-01", "2020-12~", "2021/.."]), max_size=1),
    "type": st.lists(st.sampled_from(["letter", "report"]), max_size=1),
    "languages": st.lists(st.sampled_from(["zh", "az-Cyrl", "pt-BR"]), min_size=1, max_size=2, unique=True),
}  # fmt: skip


@given(st.sampled_from(sorted(EDITS)), st.data(), st.sampled_from(sorted(KINDS)))
def test_any_edit_of_a_cell_gives_exactly_that_change(place: Path, column: str, data: st.DataObject, kind: str) -> None:
    wanted = [" ".join(text.split()) for text in data.draw(EDITS[column])]
    held = Held([replace(KINDS[kind], id="m1"), make("m2")])
    rows = exported(held.latest())
    old = COLUMNS[column].written(held.record(1))
    new = joined(wanted) if column in ("creators", "tags", "languages") else "".join(wanted)
    rows[0][column] = guarded(new)
    tags = joined(share.tag for share in held.record(1).languages)
    same = new == old or (column == "languages" and new == tags)
    found = amended(held, rows, place)
    field = COLUMNS[column].field
    assert changes(found) == ([] if same else [("m1", field, old, new)])
    if not same and field in FIELDS:
        after = found[0].given.over(held.record(1).description)
        assert [one.value for one in after.values(field)] == wanted
        assert {one.basis for one in after.values(field)} <= {"person"}
        others = {name: getattr(after, name) for name in FIELDS if name != field}
        assert others == {name: getattr(held.record(1).description, name) for name in others}


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), (",", "utf-8")])
def test_a_table_that_a_spreadsheet_saved_in_its_own_way_is_read(delimiter: str, encoding: str, place: Path) -> None:
    held = Held(KINDS.values())
    rows = exported(held.latest())
    rows[0]["note"] = "seen"
    found = amended(held, written(rows, delimiter=delimiter, encoding=encoding), place)
    assert changes(found) == [(rows[0]["id"], "note", "", "seen")]


def test_a_change_says_where_it_stands_and_is_a_persons(place: Path) -> None:
    held = Held([make("m1", date="2020"), make("m2", tag=["a"])])
    rows = exported(held.latest())
    rows[0]["date"], rows[1]["tags"] = "", "a; b"
    first, second = amended(held, rows, place)
    assert (first.place, first.seq, first.filename) == ("edited.csv row 2", 1, "document.txt")
    assert first.given.over(held.record(1).description).date is None
    value = second.given.over(held.record(2).description).tag[1]
    assert (value.value, value.basis, value.confirmed) == ("b", "person", True)
    assert value.evidence is not None
    assert value.evidence.place == "edited.csv row 3"


def test_rows_and_columns_may_be_left_out_and_moved(place: Path) -> None:
    held = Held([make("m1"), make("m2"), make("m3")])
    assert changes(amended(held, b"note,id\nseen,m3\n,m1\n", place)) == [("m3", "note", "", "seen")]
    assert changes(amended(held, b"tag;id\na;m2\n", place)) == [("m2", "tag", "", "a")]


def test_cells_that_differ_only_in_blanks_are_the_same(place: Path) -> None:
    held = Held([make("m1", title="A  B", creator=["A", "B"], languages=(("zh", 0.3), ("en", 0.7)))])
    content = "id,title,creators,languages,date\nm1,  A\n B ,A;B,ZH;en, \n".replace("A\n B", '"A\n B"', 1)
    assert amended(held, content.replace('  "A', '"A').replace('" ,', '",').encode(), place) == []


@pytest.mark.parametrize("title", ["=1+1", "-5 degrees", "'=quoted", "''+x", "@home", "＝x"])
def test_the_guard_against_formulas_comes_off_again(title: str, place: Path) -> None:
    held = Held([make("m1", title="before"), make("m2", title=title)])
    rows = exported(held.latest())
    rows[0]["title"] = guarded(title)
    assert changes(amended(held, rows, place)) == [("m1", "title", "before", title)]
    if not title.startswith("'"):  # a spreadsheet may take the apostrophe for its own and drop it
        rows[1]["title"] = title
        assert len(amended(held, rows, place)) == 1


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("id", "m9", "row 2, column id (A): no document has the ID 'm9'"),
        ("id", "m", "no document has the ID 'm'"),
        ("id", "", "no document has the ID ''"),
        ("id", "1E+05", "no document has the ID '1E+05': a spreadsheet has read it as a number"),
        ("id", "m2", "row 3, column id (A): m2 stands in row 2 already"),
        ("date", "05.04.2021", "row 2, column date (J): '05.04.2021' is not a date"),
        ("date", "Apr-21", "'Apr-21' is not a date"),
        ("date", "4/5/2021", "is not a date"),
        ("date", "44291", "'44291' is not a date"),
        ("type", "memo", "column type (L): 'memo' is not a document type"),
        ("original_language", "english", "is not a language tag"),
        ("languages", "", "language cannot be emptied"),
        ("languages", "en 0.50", "shares of languages are counted and cannot be set: write the tags alone"),
        ("languages", "klingon-x!", "is not a language tag"),
        ("symbol", "1.23E+12", "'1.23E+12' is what a spreadsheet makes of a cell; in the archive it is ''"),
        ("note", "#NAME?", "is what a spreadsheet makes of a cell"),
        ("note", "########", "is what a spreadsheet makes of a cell"),
        ("note", "a\x07b", "control characters"),
        ("title", "L?tter f?r", "letters of 'Lətter für' were lost when the table was saved: save it as CSV UTF-8"),
        ("title", "L??tter für", "letters of 'Lətter für' were lost"),
        ("size", "2,048", "column size (AC): it cannot be edited; it is '2,048' here and '2048' in the archive"),
        ("sha256", "1.2E+63", "column sha256 (AD): it cannot be edited"),
        ("filename", "other.txt", "it cannot be edited"),
        ("title_basis", "person", "it cannot be edited"),
        ("status", "withdrawn", "it cannot be edited"),
        ("record", "7", "column record (AF): m1 has no record '7'"),
        ("record", "2", "m1 has no record '2'"),
        ("record", "x", "m1 has no record 'x'"),
    ],
)
def test_what_cannot_be_is_said_with_row_and_column(column: str, text: str, words: str, place: Path) -> None:
    held = Held([make("m1", title="Lətter für"), make("m2")])
    rows = exported(held.latest())
    rows[0][column] = text
    assert words in refused(held, rows, place)


def test_question_marks_that_a_person_wrote_are_no_lost_letters(place: Path) -> None:
    held = Held([make("m1", title="What")])
    rows = exported(held.latest())
    rows[0]["title"] = "What?"
    assert changes(amended(held, rows, place)) == [("m1", "title", "What", "What?")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"id,colour,note\nm1,x,y\n", "edited.csv row 1, column colour (B): an export has no column 'colour'"),
        (b"note\nx\n", "edited.csv row 1: there is no column `id`"),
        (b"id,creator,creators\nm1,x,y\n", "row 1, column creators (C): it is the column creator again"),
        (b"id,note\nm1,x,y\n", "row 2: column C holds 'y' and has no heading"),
        (b"id,note\n", "is empty: it has a heading and no rows"),
        (b'id,note\nm1,"x', "row 2: this is no CSV"),
        (b"id,tag,title\nm1,a\n", "row 2, column title (C): the row ends before this column, in which the export has"),
    ],
)
def test_a_table_that_is_no_export_is_refused(content: bytes, words: str, place: Path) -> None:
    assert words in refused(Held([make("m1", title="T")]), content, place)


def test_a_row_may_end_early_where_the_export_has_nothing(place: Path) -> None:
    assert changes(amended(Held([make("m1")]), b"id,tag,title\nm1,a\n", place)) == [("m1", "tag", "", "a")]


def test_all_faults_are_listed_and_every_sound_row_is_still_read(place: Path) -> None:
    held = Held([make("m1"), make("m2"), make("m3")])
    rows = exported(held.latest())
    rows[0]["date"] = rows[2]["date"] = "soon"
    said = refused(held, rows, place)
    assert said.startswith("2 things are wrong; nothing was changed\n  edited.csv row 2, column date (J)")
    assert "edited.csv row 4, column date (J)" in said


@pytest.mark.parametrize("name", ["edited.xlsx", "edited.jsonl", "edited.toml"])
def test_other_files_are_no_edited_export(name: str, tmp_path: Path) -> None:
    assert "is a .csv or .tsv file" in refused(Held([]), b"x", tmp_path / name)


def later(record: Record, *assignments: str, **changes: Any) -> Record:
    return replace(record, description=parse_assignments(assignments).over(record.description), **changes)


def test_a_row_of_a_document_that_changed_since_is_refused_unless_forced(place: Path) -> None:
    first = make("m1", title="T", note="old", place="P")
    held = Held([first])
    rows = exported(held.latest())
    held = Held([first, later(first, "note=new", "place=Q")])
    assert amended(held, rows, place) == []  # nobody edited the row
    rows[0] |= {"title": "U", "note": "mine"}
    assert "row 2: m1 was changed since the export (record 1, now 2): export it again" in refused(held, rows, place)
    (forced,) = amended(held, rows, place, force=True)
    assert (forced.seq, changes([forced])) == (2, [("m1", "title", "T", "U"), ("m1", "note", "new", "mine")])
    rows[0] |= {"title": "T", "note": "new"}
    assert amended(held, rows, place, force=True) == []  # somebody else made the same change


def test_a_later_record_that_changed_nothing_of_the_table_does_not_matter(place: Path) -> None:
    first = make("m1", title="T")
    rows = exported([replace(first, seq=1)])
    held = Held([first, replace(first, event=replace(first.event, kind="duplicate"))])
    rows[0]["title"] = "U"
    (found,) = amended(held, rows, place)
    assert (found.seq, changes([found])) == (2, [("m1", "title", "T", "U")])


def test_without_the_column_of_records_a_row_is_compared_with_the_document_as_it_is(place: Path) -> None:
    first = make("m1", note="old")
    held = Held([first, later(first, "note=new")])
    assert changes(amended(held, b"id,note\nm1,old\n", place)) == [("m1", "note", "new", "old")]


def test_a_withdrawn_document_cannot_be_edited_and_an_unedited_row_of_one_is_nothing(place: Path) -> None:
    held = Held([make("m1"), replace(make("m2"), status="withdrawn")])
    rows = exported(held.latest())
    assert amended(held, rows, place) == []
    rows[1]["note"] = "seen"
    assert "row 3, column id (A): m2 is withdrawn" in refused(held, rows, place)


def test_what_is_unchanged_keeps_its_basis(place: Path) -> None:
    held = Held([make("m1", title=value("First words …", "derived"), note="x")])
    rows = exported(held.latest())
    rows[0]["note"] = "y"
    (found,) = amended(held, rows, place)
    after = found.given.over(held.record(1).description)
    assert after.title == Value(value="First words …", basis="derived")


def test_every_column_is_known_and_every_field_can_be_edited() -> None:
    assert {field.name for field in PUBLIC_FIELDS} <= set(COLUMNS)
    assert {column.field for column in COLUMNS.values() if column.field} == {*FIELDS, "language"}


def test_the_shares_of_the_same_languages_are_no_change_but_other_languages_are(place: Path) -> None:
    shares = (LanguageShare(tag="zh", share=0.3), LanguageShare(tag="en", share=0.7))
    held = Held([replace(make("m1"), languages=shares, description=Description())])
    rows = exported(held.latest())
    rows[0]["languages"] = "zh; en"
    assert amended(held, rows, place) == []
    rows[0]["languages"] = "en"
    (found,) = amended(held, rows, place)
    assert (found.given.languages, changes([found])) == (("en",), [("m1", "language", "zh 0.30; en 0.70", "en")])


def test_cells_are_those_of_the_export() -> None:
    record = make("m1", tag=["a; b", "c"])
    assert exported([record])[0]["tags"] == cell(["a; b", "c"]) == r"a\; b; c"
