"""A sidecar describes files row by row; whatever is wrong in it is said with its row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import InvalidValue
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


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", "", "a metadata file is a .csv, .jsonl or .toml file"),
        ("a.csv", "title\nx\n", "a.csv row 2: there is no column `file`"),
        ("a.csv", "file,title\n,x\n", "a.csv row 2: there is no column `file`, or it is empty"),
        ("a.csv", "file,titel\na,x\n", "a.csv row 2: there is no field 'titel'; the columns may be: file, title,"),
        ("a.csv", "file,date\na,2021\nb,yesterday\n", "a.csv row 3: date: "),
        ("a.csv", 'file,note,date\na,"two\nlines",2021\nb,,x\n', "a.csv row 3: date: "),
        ("a.csv", "file,language\na,english\n", "a.csv row 2: language: 'english' is not a language tag"),
        ("a.csv", "file,type\na,memo\n", "a.csv row 2: type: 'memo' is not a document type"),
        ("a.csv", "file,title\na,x\nb,y\na,z\n", "a.csv row 4: a is described twice"),
        ("a.csv", "file,title\na,x\n./a,z\n", "a.csv row 3: a is described twice"),
        ("a.csv", "file,title,title\na,x,y\n", "a.csv: row 1 has the column 'title' twice"),
        ("a.csv", "file,title\na,x,y\n", "a.csv: row 2 has more cells than the heading has columns"),
        ("a.csv", 'file,title\na,"x\n', "a.csv: row 2: unexpected end of data"),
        ("a.csv", 'file,title\na,"x"y\n', "a.csv: row 2: "),
        ("a.csv", b"\xff\xfe\x00", "a.csv cannot be read: the text is not valid utf-16-le"),
        ("a.jsonl", '{"file": "a", "title": ["x", "y"]}', "a.jsonl line 1: title is given 2 times and can hold one"),
        ("a.jsonl", '\n{"file": "a"\n', "a.jsonl: line 2 is not JSON"),
        ("a.jsonl", "[1]\n", "a.jsonl: line 1 is not a JSON object"),
        ("a.jsonl", "[" * 100_000, "a.jsonl: line 1 is not JSON"),
        ("a.jsonl", '{"file": "a", "title": {"x": 1}}', "a.jsonl line 1: title holds {'x': 1}, which is not a text"),
        ("a.jsonl", '{"file": "a", "title": true}', "a.jsonl line 1: title holds True, which is not a text"),
        ("a.jsonl", '{"file": ["a", "b"]}', "a.jsonl line 1: file names 2 files, and a row describes one"),
        ("a.jsonl", '{"file": null}', "a.jsonl line 1: there is no column `file`, or it is empty"),
        ("a.toml", "x = ", "a.toml: it is not TOML"),
        ("a.toml", "x = " + "[" * 100_000, "a.toml: it is not TOML"),
        ("a.toml", 'title = "x"', "a.toml: a TOML metadata file holds [[document]] tables, each with a `file`"),
        ("a.toml", "document = [1]", "a.toml: a TOML metadata file holds [[document]] tables, each with a `file`"),
        ("a.toml", '[[document]]\nfile = "a"\n[[document]]\nnote = "x"', "a.toml document 2: there is no column"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_row_and_column(
    tmp_path: Path, name: str, content: str | bytes, words: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        sidecar(tmp_path, name, content)
    assert words in str(refused.value)


def test_a_sidecar_that_is_not_there_is_refused_with_words(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match=r"none\.csv cannot be read: No such file"):
        read_sidecar(tmp_path / "none.csv")


@pytest.mark.parametrize("content", ["", "\n\n", "file,title\n"])
def test_a_table_without_rows_describes_nothing(tmp_path: Path, content: str) -> None:
    assert sidecar(tmp_path, "a.csv", content).unused == []
