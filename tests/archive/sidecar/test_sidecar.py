"""A sidecar describes files row by row; whatever is wrong in it is said with its row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import InvalidValue
from archive.record import Evidence
from archive.sidecar import Sidecar, read_sidecar


def sidecar(folder: Path, name: str, content: str | bytes) -> Sidecar:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_sidecar(path)


def held(rows: Sidecar, path: str) -> dict[str, list[str]]:
    found = rows.find(path)
    assert found is not None, f"no row for {path}"
    values = {name: [value.value for value in values] for name, values in found.values.items()}
    return values | ({"language": list(found.languages)} if found.languages else {})


FORMS = {
    "list.csv": "file,title,creator,language,date,note\na.txt,Notice,A. One; B. Two,zh;en,2021-04,\n",
    "marked.csv": b"\xef\xbb\xbffile,title,creator,language,date\r\na.txt,Notice,A. One;B. Two;,zh; en,2021-04\r\n",
    "quoted.csv": '"file","title","creator","language","date"\n"a.txt","Notice","A. One;\nB. Two","zh;en","2021-04"\n',
    "list.CSV": " file , title,creator,language,date\n\n , , , ,\n a.txt ,Notice,A. One;B. Two,zh;en,2021-04",
    "list.jsonl": '{"file": "a.txt", "title": "Notice", "creator": ["A. One", "B. Two"], "language": ["zh", "en"], '
    '"date": "2021-04", "note": null}\n\n',
    "text.jsonl": '{"file": "a.txt", "title": "Notice", "creator": "A. One; B. Two", "language": "zh;en", '
    '"date": "2021-04"}',
    "list.toml": '[[document]]\nfile = "a.txt"\ntitle = "Notice"\ncreator = ["A. One", "B. Two"]\n'
    'language = ["zh", "en"]\ndate = "2021-04"\n',
    "alone.toml": 'file = "./a.txt"\ntitle = "Notice"\ncreator = ["A. One", "B. Two"]\nlanguage = "zh;en"\n'
    'date = "2021-04"\n',
}


@pytest.mark.parametrize("name", FORMS)
def test_csv_jsonl_and_toml_say_the_same_thing(tmp_path: Path, name: str) -> None:
    assert held(sidecar(tmp_path, name, FORMS[name]), "a.txt") == {
        "title": ["Notice"], "creator": ["A. One", "B. Two"], "language": ["zh", "en"], "date": ["2021-04"],
    }  # fmt: skip


def test_a_sidecar_may_be_in_an_older_encoding(tmp_path: Path) -> None:
    content = "file,title\na.txt,Отключение воды намечено на пятницу и субботу\n"
    assert held(sidecar(tmp_path, "a.csv", content.encode("cp1251")), "a.txt")["title"][0].startswith("Отключение воды")


def test_toml_dates_and_numbers_are_taken_as_they_are_written(tmp_path: Path) -> None:
    rows = sidecar(tmp_path, "a.toml", '[[document]]\nfile = "a"\ndate = 2021-04-09\nsession = 47\n')
    assert held(rows, "a") == {"date": ["2021-04-09"], "session": ["47"]}


ROWS = "file,title\nscans/b/a.txt,deep\nb/a.txt,middle\na.txt,bare\n/abs/a.txt,absolute\n"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("a.txt", "bare"),
        ("x/a.txt", "bare"),
        ("b/a.txt", "middle"),
        ("x/y/b/a.txt", "middle"),
        ("scans/b/a.txt", "deep"),
        ("/home/x/scans/b/a.txt", "deep"),
        ("/abs/a.txt", "absolute"),
        ("./a.txt", "bare"),
    ],
)
def test_the_row_with_the_longest_ending_of_the_path_describes_it(tmp_path: Path, path: str, title: str) -> None:
    assert held(sidecar(tmp_path, "a.csv", ROWS), path) == {"title": [title]}


@pytest.mark.parametrize("path", ["ca.txt", "a.txt/b", "A.txt", "a", ""])
def test_a_path_that_no_row_ends_has_none(tmp_path: Path, path: str) -> None:
    assert sidecar(tmp_path, "a.csv", "file,title\na.txt,x\n").find(path) is None


def test_accents_taken_apart_in_a_file_name_are_the_same_name(tmp_path: Path) -> None:
    rows = sidecar(tmp_path, "a.csv", "file,title\nré.txt,one\nde\u0301.txt,two\n")
    assert held(rows, "re\u0301.txt") == {"title": ["one"]}
    assert held(rows, "dé.txt") == {"title": ["two"]}


def test_a_value_says_in_which_row_it_stands(tmp_path: Path) -> None:
    rows = sidecar(tmp_path, "list.csv", 'file,title\n"a\nb.txt",x\n\nc.txt,y\n')
    found = rows.find("c.txt")
    assert found is not None
    value = found.values["title"][0]
    assert value.evidence is not None
    assert (value.basis, value.evidence.place, value.confirmed) == ("sidecar", "list.csv row 4", True)


def test_rows_that_were_never_asked_for_are_told(tmp_path: Path) -> None:
    rows = sidecar(tmp_path, "a.csv", "file,title\na.txt,x\nb.txt,y\n")
    assert rows.unused == ["a.txt", "b.txt"]
    rows.find("z/b.txt")
    assert rows.unused == ["a.txt"]


FAULTS = [
    ("a.xlsx", "", "a metadata file is a .csv, .tsv, .jsonl or .toml file"),
    ("a.csv", "title\nx\n", "a.csv row 1: there is no column `file`"),
    ("a.csv", "file,title\n,x\n", "a.csv row 2: `file` is missing or empty"),
    ("a.csv", "file,titel\na,x\n", "a.csv row 1, column titel (B): there is no field 'titel'; title may be meant"),
    ("a.csv", "file,date\na,2021\nb,yesterday\n", "a.csv row 3, column date (B): 'yesterday' is not a date; write"),
    ("a.csv", "file,date\na,05.04.2021\n", "a.csv row 2, column date (B): '05.04.2021' is not a date"),
    ("a.csv", 'file,note,date\na,"two\nlines",2021\nb,,x\n', "a.csv row 3, column date (C): "),
    ("a.csv", "\n\nfile,date\n\na,x\n", "a.csv row 5, column date (B): "),
    ("a.csv", "file,language\na,english\n", "a.csv row 2, column language (B): 'english' is not a language tag"),
    ("a.csv", "file,language\na,en;jp\n", "a.csv row 2, column language (B): 'jp' is no language of ISO 639-1; ja may"),
    ("a.csv", "file,type\na,memo\n", "a.csv row 2, column type (B): 'memo' is not a document type"),
    ("a.csv", "file,title\na,x\nb,y\na,z\n", "a.csv row 4: a is described twice; first in a.csv row 2"),
    ("a.csv", "file,title\na,x\n./a,z\n", "a.csv row 3: a is described twice"),
    ("a.csv", "file,title,title\na,x,y\n", "a.csv row 1, column C: 'title' stands there twice"),
    ("a.csv", "file,title,Title\na,x,y\n", "a.csv row 1, column Title (C): it names the title, as the column title"),
    ("a.csv", "file,title\na,x,y\n", "a.csv row 2: column C holds 'y' and has no heading"),
    ("a.csv", "file,,title\na,x,y\n", "a.csv row 2: column B holds 'x' and has no heading"),
    ("a.csv", 'file,title\na,"x\n', "a.csv row 2: this is no CSV: unexpected end of data"),
    ("a.csv", 'file,title\na,"x"y\n', "a.csv row 2: this is no CSV: "),
    ("a.csv", '"x"y\n', "a.csv row 1: this is no CSV: "),
    ("a.csv", b"\xff\xfe\x00", "a.csv cannot be read: "),
    ("a.csv", "", "a.csv is empty"),
    ("a.csv", "\n \n", "a.csv is empty"),
    ("a.csv", "file,title\n", "a.csv is empty: it has a heading and no rows"),
    ("a.csv", "file,title\n,\n\n", "a.csv is empty: it has a heading and no rows"),
    ("a.jsonl", "\n", "a.jsonl is empty"),
    ("a.toml", "", "a.toml is empty"),
    ("a.jsonl", '{"file": "a", "title": ["x", "y"]}', "a.jsonl line 1, column title: 2 values are given, and title"),
    ("a.jsonl", '\n{"file": "a"\n', "a.jsonl line 2: this is not JSON"),
    ("a.jsonl", "[1]\n", "a.jsonl line 1: this is not a JSON object"),
    ("a.jsonl", "[" * 100_000, "a.jsonl line 1: this is not JSON"),
    ("a.jsonl", '{"file": "a", "file": "b"}', "a.jsonl line 1: this is not JSON: a key stands there twice"),
    ("a.jsonl", '{"file": "a", "title": {"x": 1}}', "a.jsonl line 1, column title: a table is not a text"),
    ("a.jsonl", '{"file": "a", "title": true}', "a.jsonl line 1, column title: True is not a text"),
    ("a.jsonl", '{"file": ["a", "b"]}', "a.jsonl line 1: `file` names 2 files"),
    ("a.jsonl", '{"file": null}', "a.jsonl line 1: `file` is missing or empty"),
    ("a.jsonl", '{"title": "x"}', "a.jsonl line 1: `file` is missing or empty"),
    ("a.jsonl", '{"file": "a", "colour": 1}', "a.jsonl line 1, column colour: there is no field 'colour'"),
    ("a.toml", "x = ", "a.toml is not TOML"),
    ("a.toml", "x = " + "[" * 100_000, "a.toml is not TOML"),
    ("a.toml", 'title = "x"', "a.toml document 1: `file` is missing or empty"),
    ("a.toml", "document = [1]", "a.toml: a TOML metadata file holds [[document]] tables, each with a `file`"),
    ("a.toml", '[[document]]\nfile = "a"\n[[document]]\nnote = "x"', "a.toml document 2: `file` is missing or empty"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "words"), FAULTS)
def test_what_is_wrong_is_said_with_its_row_and_column(
    tmp_path: Path, name: str, content: str | bytes, words: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        sidecar(tmp_path, name, content)
    assert words in str(refused.value)


def test_a_sidecar_that_is_not_there_is_refused_with_words(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match=r"none\.csv cannot be read: No such file"):
        read_sidecar(tmp_path / "none.csv")


def test_all_that_is_wrong_is_listed_in_order_up_to_twenty_things(tmp_path: Path) -> None:
    rows = "".join(f"{number},soon\n" for number in range(2, 22))
    with pytest.raises(InvalidValue) as refused:
        sidecar(tmp_path, "a.csv", f"file,date\n{rows}")
    first, *listed = str(refused.value).split("\n  ")
    assert first == "20 things are wrong; nothing was added"
    assert [line.split(",")[0] for line in listed] == [f"a.csv row {number}" for number in range(2, 22)]
    with pytest.raises(InvalidValue) as refused:
        sidecar(tmp_path, "a.csv", f"file,date,colour\n{rows}x,y,z\n")
    first, *listed = str(refused.value).split("\n  ")
    assert first == "22 things are wrong; nothing was added"
    assert "column colour (C)" in listed[0]
    assert (len(listed), listed[-1]) == (21, "… and 2 more")


def test_a_fault_is_not_longer_than_a_person_reads(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue) as refused:
        sidecar(tmp_path, "a.csv", f"file,date\na,{'x' * 9000}\n")
    assert len(str(refused.value)) < 600
    assert str(refused.value).endswith("x…")


def test_a_column_in_several_lines_is_named_on_one(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue) as refused:
        sidecar(tmp_path, "a.csv", 'file,"no\nfield"\na,x\n')
    assert "row 1, column no field (B): " in str(refused.value)


@pytest.mark.parametrize("first", ['sep="\n', "sep=a\n", "sep=\n"])
def test_a_line_that_states_no_delimiter_is_a_heading(tmp_path: Path, first: str) -> None:
    with pytest.raises(InvalidValue, match=r"a\.csv row 1"):
        sidecar(tmp_path, "a.csv", f"{first}file,title\na,b\n")


def test_what_is_wrong_with_a_heading_is_said_once_and_not_for_every_row(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue) as refused:
        sidecar(tmp_path, "a.csv", "name,titel\na,x\nb,y\n")
    assert str(refused.value).count("\n") == 3


AS_WRITTEN = {
    "Excel in a country with decimal commas": "\ufefffile;title;tag\r\na.txt;Notice, first;\"x;y\"\r\n".encode(),
    "with the line that Excel understands": b'sep=;\r\nfile;title;tag\r\na.txt;Notice, first;"x; y"\r\n',
    "Excel's Unicode text": 'file\ttitle\ttag\r\na.txt\t"Notice, first"\tx;y\r\n'.encode("utf-16"),
    "empty columns at the end": b'file,title,tag,,\na.txt,"Notice, first",x;y,,\n',
    "cells beyond the heading that are empty": b'file,title,tag\na.txt,"Notice, first",x;y,,\n',
    "a row cut where its cells end": b'file,title,tag,note\na.txt,"Notice, first",x;y\n',
    "line ends of old": b'file,title,tag\ra.txt,"Notice, first",x;y\r',
}


@pytest.mark.parametrize("content", AS_WRITTEN.values(), ids=AS_WRITTEN.keys())
def test_a_table_is_read_as_spreadsheets_write_it(tmp_path: Path, content: bytes) -> None:
    assert held(sidecar(tmp_path, "a.csv", content), "a.txt") == {"title": ["Notice, first"], "tag": ["x", "y"]}


@pytest.mark.parametrize(("first", "place"), [(b"", "row 2"), (b"sep=,\n", "row 2"), (b"\n", "row 3")])
def test_rows_are_counted_as_a_spreadsheet_shows_them(tmp_path: Path, first: bytes, place: str) -> None:
    found = sidecar(tmp_path, "a.csv", first + b"file,title\na.txt,x\n").find("a.txt")
    assert found is not None
    assert found.values["title"][0].evidence == Evidence(place=f"a.csv {place}")


def test_columns_of_dublin_core_are_taken_and_those_for_one_field_that_repeats_come_together(tmp_path: Path) -> None:
    content = (
        "filename,DC.Title,dc:creator,dcterms:contributor,dc.date.issued,dc.language.iso,dc.subject[en],publisher\n"
        "a.txt,Notice,A. One,B. Two||C. Three,2021-04,fre;zho,x;y,Trend\n"
    )
    assert held(sidecar(tmp_path, "a.csv", content), "a.txt") == {
        "title": ["Notice"], "creator": ["A. One", "B. Two", "C. Three"], "date": ["2021-04"], "tag": ["x", "y"],
        "source": ["Trend"], "language": ["fr", "zh"],
    }  # fmt: skip


def test_the_items_of_a_list_are_not_parted_again_and_a_semicolon_in_a_cell_can_be_escaped(tmp_path: Path) -> None:
    rows = sidecar(tmp_path, "a.jsonl", '{"file": "a", "creator": ["One; Two", "Three"]}')
    assert held(rows, "a") == {"creator": ["One; Two", "Three"]}
    rows = sidecar(tmp_path, "a.csv", "file,creator\na,One\\; Two;Three\n")
    assert held(rows, "a") == {"creator": ["One; Two", "Three"]}
