"""A file's own sidecar is found by its name, says what it gives, and what is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import InvalidValue
from archive.record import Evidence
from archive.sidecar.beside import LARGEST, described_by, read_own


@pytest.mark.parametrize(
    ("name", "described"),
    [
        ("letter.pdf.toml", "letter.pdf"), ("a.b.txt.TOML", "a.b.txt"), ("a.toml.toml", "a.toml"),
        ("config.toml", None), ("Makefile.toml", None), ("letter.pdf", None), (".toml", None), (".env.toml", None),
        ("letter.pdf.json", None), ("toml", None), ("", None),
    ],
)  # fmt: skip
def test_an_own_sidecar_is_named_as_its_file_and_toml(name: str, described: str | None) -> None:
    assert described_by(name) == described


def own(folder: Path, content: str | bytes) -> Path:
    path = folder / "a.txt.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_it_gives_the_fields_at_its_top_level(tmp_path: Path) -> None:
    content = 'title = "Notice"\ndate = 2021-04-09\nlanguage = "zh"\n"dc:subject" = ["a", "b"]\nfile = "a.txt"\n'
    found = read_own(own(tmp_path, content))
    texts = {name: [value.value for value in values] for name, values in found.values.items()}
    assert (texts, found.languages) == ({"title": ["Notice"], "date": ["2021-04-09"], "tag": ["a", "b"]}, ("zh",))
    value = found.values["title"][0]
    assert (value.basis, value.evidence, value.confirmed) == ("sidecar", Evidence(place="a.txt.toml"), True)


def test_a_value_may_have_any_number_of_dots(tmp_path: Path) -> None:
    for quoted in (f'"a\\"{"." * 500}b"', f"'a{'.' * 500}b'"):
        assert len(read_own(own(tmp_path, f"title = {quoted}\n")).values["title"][0].value) > 500


def test_an_empty_one_gives_nothing(tmp_path: Path) -> None:
    found = read_own(own(tmp_path, ""))
    assert (dict(found.values), found.languages) == ({}, ())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("title = ", "a.txt.toml is not TOML"),
        ('date = "soon"', "a.txt.toml, column date: 'soon' is not a date"),
        ('colour = "red"', "a.txt.toml, column colour: there is no field 'colour'"),
        ('file = "b.txt"', "a.txt.toml: `file` names another file than a.txt"),
        ('[document]\ntitle = "x"', "column document: there is no field 'document'"),
        ('colour = 1\ndate = "x"', "2 things are wrong; a.txt.toml is not used"),
        (f"title{'.a' * 100} = 1", "column title: a table is not a text"),
        (f"title{'.a' * 101} = 1", "a.txt.toml has a key of more than 100 parts"),
        (f'title."=".x{".a" * 100} = 1', "a.txt.toml has a key of more than 100 parts"),
        (f"title = {{x{'.a' * 101} = 1}}", "a.txt.toml has a key of more than 100 parts"),
        (f"[{'a.' * 100_000}b]\nc = 1", "a.txt.toml has a key of more than 100 parts"),
        (b"\xff\xfe\x00", "cannot be read: "),
        ("#" + "x" * LARGEST, "has more than 1,000,000 bytes"),
    ],
)
def test_what_is_wrong_in_it_is_said(tmp_path: Path, content: str | bytes, words: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_own(own(tmp_path, content))
    assert words in str(refused.value)


def test_one_of_the_largest_size_is_read(tmp_path: Path) -> None:
    assert read_own(own(tmp_path, "#" + "x" * (LARGEST - 1))).values == {}


def test_one_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="cannot be read: No such file"):
        read_own(tmp_path / "a.txt.toml")
