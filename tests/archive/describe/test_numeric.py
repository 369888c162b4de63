"""A date in numbers is read where it is known which of them is the day, and nowhere else."""

from __future__ import annotations

import pytest

from archive.describe import describe
from archive.describe.numeric import Order, line_date, order
from archive.extract import Declared, Extraction
from archive.extract.passages import paragraphs


def language(*tags: str) -> tuple[Declared, ...]:
    return tuple(Declared(field="language", value=tag, place="html[lang]") for tag in tags)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("", None),
        ("on 5/4/2021", None),
        ("5/4/2021 and 25/4/2021", "day"),
        ("5/4/2021 and 4/25/2021", "month"),
        ("13/12/2021", "day"),
        ("12/13/2021", "month"),
        ("12/12/2021", None),
        ("31-1-2021", "day"),
        ("32/1/2021", None),
        ("13/13/2021", None),
        ("0/13/2021", None),
        ("25/4/2021 and 4/25/2021", None),
        ("25/4/202", None),
        ("A/25/4/2021", None),
        ("25/4-2021", None),
        ("25.4.2021", None),
    ],
)
def test_the_order_is_that_of_the_other_dates_of_the_text(text: str, known: Order | None) -> None:
    assert order(text, ()) == known


@pytest.mark.parametrize(
    ("tags", "known"),
    [
        (("en",), None),
        (("en-US",), "month"),
        (("en_GB",), "day"),
        (("en-CA",), None),
        (("fr",), "day"),
        (("fr-CA",), None),
        (("az-Latn-AZ",), "day"),
        (("az-AZ", "ru"), "day"),
        (("az-AZ", "en-US"), None),
        (("az-AZ", "en"), None),
        (("zh",), None),
        (("",), None),
    ],
)
def test_else_that_of_the_declared_language_where_it_has_one(tags: tuple[str, ...], known: Order | None) -> None:
    assert order("on 5/4/2021", language(*tags)) == known


def test_what_the_text_shows_outranks_what_is_declared() -> None:
    assert order("25/4/2021", language("en-US")) == "day"
    assert order("25/4/2021, 4/25/2021", language("en-GB")) is None


@pytest.mark.parametrize(
    ("line", "known", "written"),
    [
        ("Date: 5/4/2021", "day", "2021-04-05"),
        ("Date: 5/4/2021", "month", "2021-05-04"),
        ("Date: 5/4/2021", None, None),
        ("12/12/2021", "day", "2021-12-12"),
        ("13/4/2021", "month", None),
        ("0/4/2021", "day", None),
        ("5/4/2021 – 6/4/2021", "day", None),
    ],
)
def test_one_date_of_a_line_is_read_in_that_order(line: str, known: Order | None, written: str | None) -> None:
    found = line_date(line, known)
    assert (found and found.edtf) == written


PROSE = "The reading room of the county archive stays open during the works, and the cellar is closed until autumn."


@pytest.mark.parametrize("when", ["28/11/2019", "11/28/2019", "a Monday"])
@pytest.mark.parametrize("head", ["Date: 5/4/2021", "Baku, 5/4/2021", "Monday 5/4/2021", "5/4/2021"])
def test_a_line_of_a_date_in_numbers_is_no_title_whether_its_order_is_known_or_not(head: str, when: str) -> None:
    text = f"{head}\n\n{PROSE} It was last closed on {when} for a day.\n"
    found = describe(Extraction(text=text, passages=paragraphs(text)), ()).title
    assert found is not None
    assert (found.basis, found.value) == ("derived", PROSE)


@pytest.mark.parametrize("when", ["28/11/2019", "a Monday"])
def test_a_line_of_a_date_in_numbers_is_no_part_of_the_office_above_it(when: str) -> None:
    prose = f"{PROSE} It was last closed on {when} for a day."
    text = f"Dear Sir,\n\n{prose}\n\nYours faithfully,\n\nAna Lima\nDirector of the Archive\nBaku, 5/4/2021\n"
    found = describe(Extraction(text=text, passages=paragraphs(text)), ()).source
    assert found is not None
    assert found.value == "Archive"


@pytest.mark.parametrize(
    ("other", "tags", "date"),
    [
        ("It was last closed on 28/11/2019 for a day.", (), "2021-04-05"),
        ("It was last closed on 11/28/2019 for a day.", (), "2021-05-04"),
        ("It was last closed on a Monday for a day.", (), None),
        ("It was last closed on a Monday for a day.", ("az",), "2021-04-05"),
        ("It was closed on 28/11/2019 and again on 11/28/2020.", ("az",), None),
    ],
)
def test_a_date_line_in_numbers_dates_a_document_as_inferred(other: str, tags: tuple[str, ...], date: str) -> None:
    text = f"County archive\n\n5/4/2021\n\n{PROSE} {other}\n"
    found = describe(Extraction(text=text, passages=paragraphs(text), declared=language(*tags)), ()).date
    assert (found and found.value) == date
    if found:
        assert (found.basis, found.rule) == ("inferred", "numeric-order/1")
        assert found.evidence is not None
        assert text[found.evidence.start : found.evidence.end] == "5/4/2021"
