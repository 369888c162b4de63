"""Dates in running text: what each form means, and what is no date."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.describe import dates

FORMS = """
en 5 April 2021 = 2021-04-05
en April 5, 2021 = 2021-04-05
en the 5th of May, 2021 = 2021-05-05
en on April 5 = XXXX-04-05
en OSLO, Apr 5 (Press) = XXXX-04-05
en mid-December 2024 = 2024-12
en 2021-04-05 = 2021-04-05
en 2021/04/05 = 2021-04-05
en 05.04.2021 = 2021-04-05
en 25/4/2021 = 2021-04-25
en 4/25/2021 = 2021-04-25
en 4/4/2021 = 2021-04-04
fr le 1er avril 2021 = 2021-04-01
fr en février 2022 = 2022-02
fr le 3 août = XXXX-08-03
es 5 de abril de 2021 = 2021-04-05
es 5 de abril = XXXX-04-05
pt 1º de março de 2019 = 2019-03-01
pt 25 de Junho de 2019 = 2019-06-25
ru 5 апреля 2021 года = 2021-04-05
ru 5 апреля 2021 г. = 2021-04-05
ru в апреле 2021 года = 2021-04
uk 5 квітня 2021 року = 2021-04-05
ar 5 نيسان/أبريل 2021 = 2021-04-05
ar ٥ أبريل ٢٠٢١ = 2021-04-05
ar 12 كانون الأول/ديسمبر 2024 = 2024-12-12
ar 7 تشرين الثاني 2020 = 2020-11-07
zh 2021年4月5日 = 2021-04-05
zh 2021 年 4 月 5 日 = 2021-04-05
zh 4月5日 = XXXX-04-05
zh 二〇二一年四月五日 = 2021-04-05
zh 二〇二一年十二月二十五日 = 2021-12-25
zh 民國110年4月5日 = 2021-04-05
ja 令和3年4月5日 = 2021-04-05
ja 令和元年5月1日 = 2019-05-01
ja 平成31年4月30日 = 2019-04-30
ja ２０１９年１１月 = 2019-11
ko 2021년 4월 5일 = 2021-04-05
az 12 dekabr 2024-cü il = 2024-12-12
az 2021-ci il aprelin 5-də = 2021-04-05
az 2021-ci ilin aprel ayı = 2021-04
az ŞƏKİ, 12 may. Bu gün = XXXX-05-12
tr 5 Nisan 2021 = 2021-04-05
tr 5 KASIM 2021 = 2021-11-05
tr 15 Temmuz’da = XXXX-07-15
hy 2021 թ. ապրիլի 5 = 2021-04-05
hy 2021 թվականի ապրիլի 5-ին = 2021-04-05
hy ապրիլի 5-ին = XXXX-04-05
ka 2021 წლის 5 აპრილს = 2021-04-05
ka 5 აპრილი = XXXX-04-05
fa ۵ آوریل ۲۰۲۱ = 2021-04-05
fa ۱۶ فروردین ۱۴۰۰ = 2021-04-05
fa فروردین ۱۴۰۰ = 2021-03-21/2021-04-20
fa ۱۴۰۰/۰۱/۱۶ = 2021-04-05
de 5. April 2021 = 2021-04-05
de im März 2023 = 2023-03
hi 5 अप्रैल 2021 = 2021-04-05
hi ५ अप्रैल २०२१ = 2021-04-05
kk 2021 жылғы 5 сәуір = 2021-04-05
el 5 Απριλίου 2021 = 2021-04-05
el 5 ΑΠΡΙΛΙΟΥ 2021 = 2021-04-05
th 5 เมษายน พ.ศ. 2564 = 2021-04-05
th ๕ เมษายน ๒๕๖๔ = 2021-04-05
th 5 เม.ย. 2564 = 2021-04-05
pl 5 kwietnia 2021 r. = 2021-04-05
bs 5. aprila 2021. = 2021-04-05
uz 2021-yil 5-aprel = 2021-04-05
vi ngày 5 tháng 4 năm 2021 = 2021-04-05
km ថ្ងៃទី៥ ខែមេសា ឆ្នាំ២០២១ = 2021-04-05
he ב-5 באפריל 2021 = 2021-04-05
"""
TABLE = [line.split(" ", 1)[1].rsplit(" = ", 1) for line in FORMS.strip().splitlines()]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_a_date_is_read_as_it_is_meant(text, expected):
    assert [found.edtf for found in dates.find(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "5/4/2021",
        "05-04-2021",
        "31 February 2021",
        "29 February 2021",
        "45 April",
        "in 2021",
        "you may 5 times",
        "of the 12 may return",
        "march 2021 steps",
        "il y a 5 des 10",
        "5 листов",
        "A/HRC/47/2021/04/05",
        "version 1.2.2021.4",
        "12,5 May",
        "۱۶ فروردین",
        "1442/08/22",
        "4月",
        "13月5日",
        "二〇二一年",
        "April 20% more",
        "mar 12 boats",
    ],
)
def test_what_is_no_certain_date_is_left_alone(text):
    assert dates.find(text) == ()


def test_several_dates_are_found_in_order_with_their_spans():
    text = "From 5 April 2021, and again on May 6, 2022 (2023-07-08)."
    found = dates.find(text)
    assert [date.edtf for date in found] == ["2021-04-05", "2022-05-06", "2023-07-08"]
    assert [text[date.start : date.end] for date in found] == ["5 April 2021", "May 6, 2022", "2023-07-08"]


def test_a_date_does_not_reach_over_a_blank_line():
    assert [found.edtf for found in dates.find("5 April\n\n2021 was a year")] == ["XXXX-04-05"]


@settings(deadline=None)
@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_back_from_its_english_form(day):
    written = f"{day.day} {day.strftime('%B')} {day.year}"
    assert [found.edtf for found in dates.find(written)] == [day.isoformat()]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_dates_that_lie_in_it_and_do_not_overlap(text):
    end = 0
    for found in dates.find(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
