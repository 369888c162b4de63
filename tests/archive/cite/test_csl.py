"""CSL files: those that are carried, those that are given, and those that are none."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

import archive.cite.csl
from archive.cite import Request, citations, cite
from archive.cite.csl import style_in
from archive.cite.csl.source import LARGEST, read
from archive.cite.locator import parse
from archive.errors import InvalidValue
from tests.archive.cite.documents import DOCUMENTS
from tests.archive.entry_points import declared
from tests.archive.records import make

CARRIED = Path(archive.cite.csl.__file__).parent.parent / "styles"
HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0">'
INFO = "<info><title>T</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>"


@pytest.fixture(autouse=True)
def _declared_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.plugins.registered", declared)


def csl(folder: Path, layout: str, *, macros: str = "", kind: str = "note", entry: str = "") -> str:
    """The path of a style that cites by this layout."""
    path = folder / "own.csl"
    listed = f"<bibliography><layout>{entry}</layout></bibliography>" if entry else ""
    path.write_text(
        f"{HEAD.format(kind=kind)}{INFO}{macros}<citation><layout>{layout}</layout></citation>{listed}</style>"
    )
    return str(path)


@pytest.mark.parametrize("path", sorted(CARRIED.glob("*.csl")), ids=lambda path: path.stem)
def test_a_carried_style_is_valid_unchanged_and_attributed(path: Path) -> None:
    read(path)
    row = next(line for line in (CARRIED / "README.md").read_text().splitlines() if f"`{path.name}`" in line)
    assert sha256(path.read_bytes()).hexdigest() in row
    text = path.read_text()
    assert "creativecommons.org/licenses/by-sa/3.0/" in text
    authors = text[text.index("<author>") : text.index("<category")].split("<contributor>")[0]
    for author in (part.split("</name>")[0].strip() for part in authors.split("<name>")[1:]):
        assert author in row


def test_any_csl_file_is_a_style_by_its_path(tmp_path: Path) -> None:
    style = csl(tmp_path, '<text variable="title" font-style="italic"/>')
    assert cite(make(title="Dams & gates"), style) == "Dams & gates"
    (said,) = citations([make(title="Dams & gates")], Request(style=style, format="html"))
    assert said == '<cite lang="en"><i>Dams &amp; gates</i></cite>'


def test_a_style_with_a_list_gives_its_entry_and_with_a_place_its_citation(tmp_path: Path) -> None:
    style = csl(
        tmp_path, '<text variable="title"/><text variable="locator" prefix=" at "/>', entry='<text value="entry"/>'
    )
    assert cite(make(title="Dams"), style) == "entry"
    (said,) = citations([make(title="Dams")], Request(style=style, locator=parse("para. 5")))
    assert said == "Dams at 5"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "no CSL style"),
        ("not XML", "no CSL style"),
        ("<html/>", "its root is not `style`"),
        ("<style/>", "its root is not `style`"),
        (HEAD.format(kind="note") + "</style>", "is not CSL 1.0.2: line"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><style xmlns="http://purl.org/net/xbiblio/csl"/>', "document type declaration"),
        (
            HEAD.format(kind="note") + '<info><link rel="independent-parent" href="http://www.zotero.org/styles/apa"/>'
            "</info></style>",
            "only names another style, http://www.zotero.org/styles/apa",
        ),
    ],
)
def test_a_file_that_is_no_style_is_refused_with_the_reason(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "bad.csl"
    path.write_text(content)
    with pytest.raises(InvalidValue, match=fault) as refused:
        style_in(path)
    assert str(path) in str(refused.value)


def test_a_file_that_is_not_there_or_endless_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match=r"none.csl cannot be read: No such file"):
        cite(make(), str(tmp_path / "none.csl"))
    with pytest.raises(InvalidValue, match="cannot be read"):
        style_in(tmp_path)
    large = tmp_path / "large.csl"
    large.write_bytes(b"x" * (LARGEST + 1))
    with pytest.raises(InvalidValue, match="larger than"):
        style_in(large)


def test_macros_that_are_lacking_or_endless_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="calls a macro that is not there"):
        cite(make(), csl(tmp_path, '<text macro="m"/>'))
    loop = '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'
    (tmp_path / "loop").mkdir()
    with pytest.raises(InvalidValue, match="calls itself"):
        cite(make(), csl(tmp_path / "loop", '<text macro="a"/>', macros=loop))


def test_what_citeproc_fails_in_is_an_error_with_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    style = csl(tmp_path, '<number variable="number" form="roman"/>')
    monkeypatch.setattr("citeproc.model.romanize", lambda number: 1 / 0)
    with pytest.raises(InvalidValue, match=r"own.csl cannot be used to cite k3m7q: citeproc-py fails in it \(ZeroDiv"):
        cite(make(symbol="99"), style)


def test_a_style_that_never_ends_is_stopped(tmp_path: Path) -> None:
    doubling = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>' for n in range(40)
    )
    with pytest.raises(InvalidValue, match="calls macros more than"):
        cite(
            make(), csl(tmp_path, '<text macro="m0"/>', macros=doubling + '<macro name="m40"><text value="x"/></macro>')
        )


# What citeproc-py 0.11.1 does otherwise than CSL 1.0.2 says, a case each.


@pytest.mark.parametrize(
    ("layout", "given", "said"),
    [
        # a label without its variable says nothing (stray "Edition")
        ('<text variable="title"/><group prefix=", "><label variable="edition"/></group>', {}, "Dams"),
        # a group in which no variable was asked for is shown, whatever it might have asked for
        (
            '<group prefix="["><choose><if variable="medium"><text variable="medium"/></if></choose><text value="R]"/>'
            "</group>",
            {},
            "[R]",
        ),
        # and one in which those that were asked for are lacking is not
        ('<text variable="title"/><group prefix="["><text variable="medium"/><text value="R]"/></group>', {}, "Dams"),
        # what stands in for the author is not said again
        (
            '<names variable="author"><substitute><text variable="title"/></substitute></names>'
            '<text variable="title" prefix=". "/>',
            {},
            "Dams",
        ),
        # names in whatever script are not turned round, cut or put in capitals
        (
            '<names variable="author"><name initialize-with="." name-as-sort-order="all"><name-part name="family" '
            'text-case="uppercase"/></name></names>',
            {"creator": ["林宇辰", "Ann Bee"]},
            "林宇辰, Ann Bee",
        ),
        # no comma before the last of two names that are not inverted
        (
            '<names variable="author"><name and="text" delimiter-precedes-last="always" name-as-sort-order="first"/>'
            "</names>",
            {"creator": ["Ann Bee", "Cy Dee"]},
            "Ann Bee and Cy Dee",
        ),
        # a date in words is said once, where the year is
        (
            '<group delimiter="; "><date variable="issued"><date-part name="year"/></date><date variable="issued">'
            '<date-part name="month"/></date></group>',
            {"date": "XXXX-04-01"},
            "1 April, year not stated",
        ),
        # a range of dates
        ('<date variable="issued" form="text"/>', {"date": "2019/2021"}, "2019–2021"),
        ('<date variable="issued" form="text" date-parts="year"/>', {"date": "2019-06/2019-07"}, "2019"),
        # full stops and commas inside American quotation marks
        ('<text variable="title" quotes="true" suffix=","/>', {}, "“Dams,”"),
        # quotation marks inside quotation marks
        ('<text variable="title" quotes="true"/>', {"title": "The “old” dams"}, "“The ‘old’ dams”"),
        # no full stop after a mark that ends a sentence
        ('<text variable="title" font-style="italic" suffix="."/>', {"title": "Dams?"}, "Dams?"),
        # never ambiguous: letters tell works apart
        (
            '<choose><if disambiguate="true"><text value="long"/></if><else><text variable="title"/></else></choose>',
            {},
            "Dams",
        ),
    ],
)
def test_what_citeproc_gets_wrong_is_put_right(tmp_path: Path, layout: str, given: dict, said: str) -> None:
    assert cite(make(**{"title": "Dams", **given}), csl(tmp_path, layout)) == said


@pytest.mark.parametrize(
    ("tag", "said"),
    [("az", "9 iyun 2023"), ("ka", "2023 წლის 9 ივნისი"), ("ru", "9 июня 2023 года"), ("de", "9. Juni 2023"),
     ("en", "June 9, 2023")],
)  # fmt: skip
def test_dates_in_words_are_inflected(tmp_path: Path, tag: str, said: str) -> None:
    style = csl(tmp_path, '<date variable="issued" form="text"/>')
    assert list(citations([make(date="2023-06-09")], Request(style=style, language=tag))) == [said]


def test_parts_of_a_date_are_not_the_whole_of_it(tmp_path: Path) -> None:
    style = csl(tmp_path, '<date variable="issued" form="text" date-parts="year-month"/>')
    assert list(citations([make(date="2023-06-09")], Request(style=style, language="fr"))) == ["juin 2023"]


def test_the_address_is_a_link_wherever_the_style_puts_it() -> None:
    for style in ("chicago", "apa", "oscola", "gb7714"):
        (said,) = citations([DOCUMENTS["press-release"]], Request(style=style, format="html"))
        assert '<a href="https://records.example/2021/4">https://records.example/2021/4</a>' in said


def test_noncharacters_that_mark_looks_do_not_come_through() -> None:
    assert cite(make(title="a\ufdd0b\ufddac", type="report"), "chicago").startswith("Abc.")
