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


@pytest.mark.parametrize(
    "broken",
    [
        "The Embassy of Chile presents its compliments to the",
        "L'Ambassade du Chili présente ses compliments au",
        "La Embajada de Chile saluda muy atentamente al",
        "Посольство Чили свидетельствует своё уважение",
        "تهدي سفارة شيلي أطيب تحياتها إلى وزارة",
        "智利大使馆向外交部致意",
        "Embassy of Chile has the honour to inform the Ministry",
    ],
)
def test_a_broken_line_of_a_note_is_neither_source_nor_title(broken):
    found = describe(Extraction(text=f"Nr. 12/4\n\n{broken}\n\nthat the pits\n\n{BODY}", passages=()), ())
    assert found.text("source") is None
    assert broken not in found.text("title") or found.title.basis == "derived"
