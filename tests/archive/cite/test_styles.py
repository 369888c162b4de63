"""Every style on every kind of document, in every language and format: golden files, read by eye.

Where an expected form stands here in full, the convention that it follows is named beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from archive.cite import FORMATS, Cited, Request, citations, style_named
from archive.cite.formats import Line
from archive.cite.locator import parse
from archive.cite.words import languages, words_of
from archive.record import Record
from tests.archive.cite.documents import DOCUMENTS
from tests.archive.entry_points import declared
from tests.archive.export.hostile import TEXTS, record_of, texts
from tests.archive.records import make, value

STYLES = ("un", "oscola-un", "news", "chicago", "apa", "oscola", "gb7714")
PLACE = "para. 5"
IN_EVERY_LANGUAGE = ("news", "note-verbale-zh", "resolution-with-adoption", "letter-without-title", "nothing-stated")


@pytest.fixture(autouse=True)
def _declared_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.plugins.registered", declared)


def one(record: Record, style: str, *, written: str = "text", language: str | None = None, place: str = "") -> str:
    request = Request(style=style, format=written, language=language, locator=parse(place) if place else ())
    return next(citations([record], request))


@pytest.mark.parametrize("style", STYLES)
def test_every_kind_of_document_is_cited_in_every_style_as_the_golden_file_has_it(
    style: str, golden: Callable[[str, str], None]
) -> None:
    rows = []
    for name, record in DOCUMENTS.items():
        rows += [name, f"  text  {one(record, style)}", f"  place {one(record, style, place=PLACE)}"]
        rows += [f"  html  {one(record, style, written='html')}"]
    golden(f"cite/{style}.txt", "\n".join(rows) + "\n")


@pytest.mark.parametrize("style", ["un", "oscola-un", "news"])
def test_every_language_is_cited_in_our_own_styles_as_the_golden_file_has_it(
    style: str, golden: Callable[[str, str], None]
) -> None:
    rows = []
    for tag in languages():
        cited = [one(DOCUMENTS[name], style, language=tag, place="paras. 5-7") for name in IN_EVERY_LANGUAGE]
        rows += [tag, *(f"  {line}" for line in cited)]
    golden(f"cite/{style}-languages.txt", "\n".join(rows) + "\n")


@pytest.mark.parametrize("style", ["chicago", "apa", "oscola", "gb7714"])
def test_csl_styles_have_words_in_every_language(style: str, golden: Callable[[str, str], None]) -> None:
    shown = (DOCUMENTS["appeal"],)
    rows = [f"{tag:8}{one(record, style, language=tag, place='p. 12')}" for tag in languages() for record in shown]
    golden(f"cite/{style}-languages.txt", "\n".join(rows) + "\n")


NOTE = DOCUMENTS["note-verbale-ar"]
LETTER = DOCUMENTS["letter-with-masthead"]
RESOLUTION = make(
    title="Measures to eliminate international terrorism", date="1997-01-16", document_date="1996-12-17",
    type="resolution", symbol="A/RES/51/210", body="General Assembly", source="General Assembly",
)  # fmt: skip


@pytest.mark.parametrize(
    ("record", "style", "expected"),
    [
        # UN Editorial Manual, Footnotes III.A: title and symbol; a descriptive title is not quoted
        (LETTER, "un", "Letter dated 11 October 2019 from the Permanent Representative of Senegal addressed to the "
         "Secretary-General, 16 October 2019 (A/74/1093), para. 5 (original: French)."),
        # the same, III.E: organ and number of a resolution
        (RESOLUTION, "un", "General Assembly resolution 51/210, “Measures to eliminate international terrorism”, "
         "17 December 1996 (A/RES/51/210), para. 5."),
        # OSCOLA, Citing International Law (2006), p. 28: UNGA Res 51/210 (17 December 1996) UN Doc A/RES/51/210
        (RESOLUTION, "oscola-un", "Measures to eliminate international terrorism, UNGA Res 51/210 (17 December 1996) "
         "UN Doc A/RES/51/210, para 5."),
        # AGLC 4, rule 9.2.5: GA Res 61/295, UN Doc A/RES/61/295 (2 October 2007, adopted 13 September 2007)
        (RESOLUTION, "news", "Measures to eliminate international terrorism, GA Res 51/210, UN Doc A/RES/51/210 "
         "(16 January 1997, adopted 17 December 1996) para 5."),
    ],
)  # fmt: skip
def test_documents_of_the_united_nations_are_cited_to_the_letter(record: Record, style: str, expected: str) -> None:
    assert one(record, style, place=PLACE) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("oscola-un", "para 5"),  # OSCOLA 4, 1.1.2: no full stops in abbreviations
        ("news", "para 5"),  # AGLC 4, 1.1.6
        ("un", "para. 5"),  # UN Editorial Manual, Abbreviations
        ("chicago", "para. 5"),  # CMOS 18, 14.53
        ("apa", "para. 5"),  # APA 7, 8.28
        ("oscola", "para 5"),
        ("gb7714", ": para. 5"),  # GB/T 7714-2015, 8.6: the place after the year and a colon
    ],
)
def test_a_place_is_written_as_the_style_has_it(style: str, expected: str) -> None:
    assert expected in one(LETTER, style, place=PLACE)


@pytest.mark.parametrize("style", ["plain", *STYLES])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_place_is_part_of_every_citation_that_points_there(style: str, name: str) -> None:
    said = one(DOCUMENTS[name], style, language="en", place=PLACE)
    assert "para 5" in said.replace(".", "")


@pytest.mark.parametrize("style", STYLES)
def test_a_place_is_written_in_the_language_of_the_citation(style: str) -> None:
    assert "第5段" in one(DOCUMENTS["resolution-with-adoption"], style, place=PLACE)


@pytest.mark.parametrize("style", ["plain", *STYLES])
def test_a_note_verbale_never_has_a_person_as_author(style: str) -> None:
    for place in ("", PLACE):
        assert "سالم" not in one(NOTE, style, place=place)


@pytest.mark.parametrize("style", ["plain", *STYLES])
@pytest.mark.parametrize("kind", ["news", "note verbale", "letter", "statement", "resolution", "page", None])
def test_an_undated_document_says_so_and_a_stand_in_is_in_brackets(style: str, kind: str | None) -> None:
    given = {"type": kind} if kind else {}
    said = one(make(title=value("The first words", "derived"), source="Office", **given), style)
    assert "n.d." in said
    assert "[The first words]" in said
    assert "[Untitled]" in one(make(**given), style)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", ["note verbale", "letter", "resolution", "report"])
def test_no_symbol_is_made_up(style: str, kind: str | None) -> None:
    given = {"type": kind} if kind else {}
    said = one(make(title="Report", source="General Assembly", body="General Assembly", date="2020", **given), style)
    assert "UN Doc" not in said
    assert "A/RES" not in said


@pytest.mark.parametrize("style", ["plain", *STYLES])
@pytest.mark.parametrize(("date", "words"), [("2020-12~", "about|ca\\.|c\\."), ("2020?", "possibly|ca\\.|c\\.")])
def test_a_date_that_is_not_sure_is_not_cited_as_if_it_were(style: str, date: str, words: str) -> None:
    assert re.search(words, one(make(title="Dams", type="report", date=date), style))


@pytest.mark.parametrize("style", ["plain", *STYLES])
@pytest.mark.parametrize(
    "date", ["XXXX-04-01", "199X", "2021-21", "2019/2021", "2019-06-21/2021-07-09", "2021/..", "2021"]
)
def test_dates_of_every_precision_are_cited_once(style: str, date: str) -> None:
    said = one(make(title="Dams", type="news", source="Gazette", date=date), style)
    words = {"XXXX-04-01": "year not stated", "199X": "1990", "2021-21": "spring", "2021/..": "or later"}
    assert said.count(words.get(date, "2021")) == 1, said


def test_works_of_one_author_and_year_get_letters_in_author_date_styles_alone() -> None:
    records = [make(f"r{n}", title=f"T{n}", creator="A. Ba", date=date, type="report", source="S")
               for n, date in enumerate(["2021-01", "2020", "2021-05", "2021"])]  # fmt: skip
    apa = list(citations(records, Request(style="apa")))
    assert [line[:13] for line in apa] == ["A. Ba. (2021a", "A. Ba. (2020)", "A. Ba. (2021b", "A. Ba. (2021c"]
    assert not any("2021a" in line for line in citations(records, Request(style="chicago")))


def test_letters_go_on_after_z() -> None:
    from archive.cite.csl.style import letter

    assert [letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["a", "z", "aa", "az", "ba", "zz", "aaa"]


def test_titles_get_capitals_in_english_alone() -> None:
    assert "Water Board Opens" in one(DOCUMENTS["news"], "chicago")
    assert "Arxivlərin qorunması haqqında müraciət" in one(DOCUMENTS["appeal"], "chicago")
    assert "Small dams of" in one(make(title="Small dams of the valley", languages=()), "chicago")


@pytest.mark.parametrize("style", ["plain", *STYLES])
@pytest.mark.parametrize("kind", ["letter", "news"])
def test_hostile_values_stay_inside_their_citation(style: str, kind: str) -> None:
    for number, text in enumerate(TEXTS.values()):
        cited = Cited(record=record_of(text, kind), words=words_of("en"), locator=parse(PLACE) if number % 2 else ())
        runs = style_named(style)(cited)
        for name, format_ in FORMATS.items():
            held_by(format_.write(Line(runs=runs, language="en")), name)


@settings(max_examples=60)
@given(texts, st.sampled_from(("plain", *STYLES)), st.sampled_from(sorted(FORMATS)), st.sampled_from(languages()))
def test_any_value_stays_inside_its_citation(text: str, style: str, format_: str, language: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("archive.plugins.registered", declared)
        held_by(one(record_of(text, "report"), style, written=format_, language=language), format_)


def held_by(said: str, format_: str) -> None:
    """What holds of every citation: one line, nothing that acts, and the structure of its format."""
    assert len(said.splitlines()) == 1
    assert not set(said) & {"\x1b", "\x07", "\x9b", "\u202e", "\ud800", "\ufeff", "\ufdd0", "\ufdda"}
    check = {"html": well_formed, "rtf": balanced, "markdown": without_html, "text": str}[format_]
    check(said)


def well_formed(said: str) -> None:
    tags = {element.tag for element in etree.fromstring(said).iter()}
    assert tags <= {"cite", "i", "b", "a", "bdi", "sup", "sub", "span"}
    assert all(
        link.startswith(("http", "mailto", "ftp", "doi", "urn")) for link in etree.fromstring(said).xpath("//@href")
    )


def balanced(said: str) -> None:
    assert said.isascii()
    bare = re.sub(r"\\[\\{}]", "", said)
    assert bare.count("{") == bare.count("}")
    assert set(re.findall(r"\\([a-z]+)", bare)) <= {"pard", "par", "rtlpar", "i", "b", "u", "super", "sub", "scaps",
                                                   "rtlch", "ltrch"}  # fmt: skip


def without_html(said: str) -> None:
    allowed = {"text", "em_open", "em_close", "strong_open", "strong_close", "link_open", "link_close", "softbreak"}
    (_, inline, _) = MarkdownIt("commonmark").parse(said) or ("", None, "")
    assert {token.type for token in inline.children or ()} <= allowed
