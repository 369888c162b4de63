"""Which organisation a heading or a letterhead names as the issuer."""

import pytest

from archive.describe import describe
from archive.extract import Extraction

BODY = "The clay pits on the northern bank were closed in the year of the great frost, and nobody digs there now."


def source_of(head: str) -> str | None:
    return describe(Extraction(text=f"{head}\n\n{BODY}", passages=()), ()).text("source")


@pytest.mark.parametrize(
    "time",
    ["", " 2019", " 2018/19", " 2018–2019", " for 2019", " for the year 2019", " (2019)", ", 2019", " 1 May 2019",
     " on 1 May 2019", " for May 2019", " in the years 2018 and 2019", " 03/04/2019"],
)  # fmt: skip
def test_the_time_a_report_is_of_is_no_part_of_the_office(time):
    assert source_of(f"Annual report of the River Museum{time}") == "River Museum"


def test_the_time_of_an_arabic_report_is_no_part_of_the_office():
    assert source_of("تقرير وزارة الثقافة لعام 2019") == "وزارة الثقافة"


@pytest.mark.parametrize("office", ["Group of 77 Museums", "Museum of the 1905 Flood", "Tenth Army Museum"])
def test_a_number_within_the_name_of_an_office_stays(office):
    assert source_of(f"Report of the {office}") == office
