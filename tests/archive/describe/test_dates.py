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
zh 中華民國七十五年六月三日 = 1986-06-03
zh 民國一百一十二年六月三日 = 2023-06-03
zh 公元二〇二一年四月五日 = 2021-04-05
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
de 1. März 2021 = 2021-03-01
de 1. Mrz. 2021 = 2021-03-01
de Montag, den 5. April 2021 = 2021-04-05
fr 1er avril 2021 = 2021-04-01
fr Paris, le 1ᵉʳ avril 2021 = 2021-04-01
fr du 3 au 5 avril 2021 = 2021-04-05
es 1.º de abril de 2021 = 2021-04-01
es primero de abril de 2021 = 2021-04-01
es 5 de abril del 2021 = 2021-04-05
es setiembre de 2019 = 2019-09
ru 5-го апреля 2021 г. = 2021-04-05
ru «5» апреля 2021 г. = 2021-04-05
ru "05" апреля 2021 года = 2021-04-05
ru 05.04.2021 г. = 2021-04-05
uk «5» квітня 2021 р. = 2021-04-05
ar ٥ نيسان/أبريل ٢٠٢١ = 2021-04-05
ar 5 نيسان 2021 م = 2021-04-05
ar ٢٥/٤/٢٠٢١ = 2021-04-25
ar 12 رمضان 1442 هـ = 2021-04-24~
ar 12 رمضان 1442هـ الموافق 24 أبريل 2021م = 2021-04-24
ar ١٢ محرم ١٤٤٣ = 2021-08-21~
ar 1 جمادى الأولى 1443 = 2021-12-06~
ar ربيع الأول 1443 = 2021-10-08~/2021-11-06~
fa ۱۶ فروردین ۱۴۰۰ برابر با ۵ آوریل ۲۰۲۱ = 2021-04-05
fa ۱۶ فروردین‌ماه ۱۴۰۰ = 2021-04-05
fa ۵ آوریل ۲۰۲۱ میلادی = 2021-04-05
fa 12 Ramadan 1442 = 2021-04-24~
zh 二○二一年四月 = 2021-04
zh 2021年4月5号 = 2021-04-05
zh 贰零贰壹年四月五日 = 2021-04-05
zh 一九九九年十二月三十一日 = 1999-12-31
zh 二零二一年十月十日 = 2021-10-10
zh 公元2021年4月5日 = 2021-04-05
zh 民国三十四年八月十五日 = 1945-08-15
zh ２０２１年４月５日 = 2021-04-05
az 2024-cü il dekabrın 12-də = 2024-12-12
az 12 Dekabr 2024 = 2024-12-12
az 12.12.2024 = 2024-12-12
az 2024-cü ilin 12 dekabrında = 2024-12-12
az aprelin 4-ü = XXXX-04-04
az 4 Aprel = XXXX-04-04
az 12 декабр 2024-ҹү ил = 2024-12-12
tr 5 Nisan 2021 Pazartesi = 2021-04-05
tr 12 Aralık 2024 = 2024-12-12
tr 1 Ekim’de = XXXX-10-01
tr 5 Mayıs 2020'de = 2020-05-05
tr 2021 yılının Nisan ayında = 2021-04
tr 5 NİSAN 2021 = 2021-04-05
hy 5 ապրիլի 2021 թ. = 2021-04-05
hy 2021թ. ապրիլի 5 = 2021-04-05
hy 5 ապրիլ, 2021 = 2021-04-05
hy 2021 թ. ապրիլ = 2021-04
hy 2021 թվականի ապրիլին = 2021-04
hy 05.04.2021թ. = 2021-04-05
ka 5 აპრილი, 2021 = 2021-04-05
ka 2021 წლის აპრილში = 2021-04
ka 2021 წლის 5 აპრილი = 2021-04-05
ka 5 აპრილს = XXXX-04-05
uk 5 квітня 2021 р. = 2021-04-05
uk у квітні 2021 року = 2021-04
uk 5 листопада = XXXX-11-05
pt 1.º de abril de 2021 = 2021-04-01
pt em abril de 2021 = 2021-04
it 5 aprile 2021 = 2021-04-05
it 1° aprile 2021 = 2021-04-01
it lì 3 maggio 2019 = 2019-05-03
pl 9 sierpnia 2018 r. = 2018-08-09
pl dnia 9 sierpnia 2018 roku = 2018-08-09
pl w sierpniu 2018 = 2018-08
pl 9 listopada 2018 = 2018-11-09
ro 5 aprilie 2021 = 2021-04-05
ro 1 mai 2021 = 2021-05-01
nl 5 april 2021 = 2021-04-05
nl 5 maart 2021 = 2021-03-05
nl op 3 mei = XXXX-05-03
el 1η Μαΐου 2021 = 2021-05-01
el Απρίλιος 2021 = 2021-04
he 5 באפריל 2021 = 2021-04-05
he ה-5 באפריל 2021 = 2021-04-05
he אפריל 2021 = 2021-04
ko 2021. 4. 5. = 2021-04-05
ko 4월 5일 = XXXX-04-05
ja 2021年4月5日（月） = 2021-04-05
ja 令和三年四月五日 = 2021-04-05
hi 5 अप्रैल, 2021 = 2021-04-05
hi दिनांक 5 अप्रैल 2021 = 2021-04-05
hi अप्रैल 2021 में = 2021-04
kk 2021 жылғы 5 сәуірде = 2021-04-05
kk 5 сәуір 2021 ж. = 2021-04-05
kk 2021 ж. 5 сәуір = 2021-04-05
kk 2021 жылдың сәуірінде = 2021-04
uz 2021-yil 5-aprelda = 2021-04-05
uz 2021 йил 5 апрель = 2021-04-05
be 5 красавіка 2021 г. = 2021-04-05
be у красавіку 2021 года = 2021-04
be 1 траўня 2020 = 2020-05-01
be 12 снежня 2024 года = 2024-12-12
be 5 лютага 2019 = 2019-02-05
bg 5 април 2021 г. = 2021-04-05
bg 5 ноември 2021 г. = 2021-11-05
bg 05.04.2021 г. = 2021-04-05
sr 5. априла 2021. = 2021-04-05
sr 5. април 2021. године = 2021-04-05
sr 5. aprila 2021. godine = 2021-04-05
sr 12. децембра 2024. = 2024-12-12
sr 12. decembar 2024. = 2024-12-12
hr 5. travnja 2021. = 2021-04-05
en Monday, 5 April 2021 = 2021-04-05
en April 5th, 2021 = 2021-04-05
en 5-Apr-2021 = 2021-04-05
en Sept. 5, 2021 = 2021-09-05
en 5th April = XXXX-04-05
en 4 and 5 April 2021 = 2021-04-05
en April-May 2021 = 2021-05
en 1.2.2021 = 2021-02-01
en 1,234 April 2021 = 2021-04
en 12:30 April 5 = XXXX-04-05
en 45.5 March 2020 = 2020-03
cs 5. dubna 2021 = 2021-04-05
sk 5. apríla 2021 = 2021-04-05
sv den 5 april 2021 = 2021-04-05
da 5. april 2021 = 2021-04-05
fi 5. huhtikuuta 2021 = 2021-04-05
hu 2021. április 5. = 2021-04-05
lt 2021 m. balandžio 5 d. = 2021-04-05
et 5. aprill 2021 = 2021-04-05
tg 5 апрели 2021 = 2021-04-05
ky 2021-жылдын 5-апрели = 2021-04-05
ur 5 اپریل 2021 = 2021-04-05
lv 2021. gada 5. aprīlis = 2021-04-05
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
        "am 3. d. M.",
        "٥/٤/٢٠٢١",
        "176,237 hectares",
        "resolution 60/97 of 1325 (2000)",
        "No. 5/2021",
        "20210405",
        "tel. 2021-04-0512",
        "+994 12 498 20 21",
        "12.03.45.67",
        "10.4.2021.1",
        "رمضان كريم",
        "ramadan 12",
        "12 рамадан",
    ],
)
def test_what_is_no_certain_date_is_left_alone(text):
    assert dates.find(text) == ()


OTHERWISE = """
12 dekabr 2024-cü il = 2024-12-12 | the day in the present year
1er avril 2021 = 2021-04-01 | the day in the present year
2021 թ. ապրիլ = 2021-04 | the month in the present year
2021 жылғы 5 сәуір = 2021-04-05 | the day in the present year
2021-yil 5-aprel = 2021-04-05 | nothing
5 აპრილს = XXXX-04-05 | nothing
۱۶ فروردین ۱۴۰۰ = 2021-04-05 | nothing
12 رمضان 1442هـ الموافق 24 أبريل 2021م = 2021-04-24 | April of the present year
二〇二一年四月五日 = 2021-04-05 | nothing
令和三年四月五日 = 2021-04-05 | nothing
2021. 4. 5. = 2021-04-05 | nothing
5-го апреля 2021 г. = 2021-04-05 | a day of the year 5
05.04.2021 г. = 2021-04-05 | 4 May
1.2.2021 = 2021-02-01 | 2 January
5. travnja 2021. = 2021-04-05 | the first of the month
dnia 9 sierpnia 2018 roku = 2018-08-09 | the first of the month
1η Μαΐου 2021 = 2021-05-01 | the first of the month in the present year
5th April = XXXX-04-05 | the day in the present year
4月5日 = XXXX-04-05 | the day in the present year
April-May 2021 = 2021-05 | nothing
"""


@pytest.mark.parametrize("row", OTHERWISE.strip().splitlines())
def test_what_the_library_dateparser_reads_otherwise_is_read_as_it_is_meant(row):
    """What it reads stands behind the bar: it takes what it does not understand from the present day."""
    text, meant = row.partition(" | ")[0].rsplit(" = ", 1)
    assert [found.edtf for found in dates.find(text)] == [meant]


CONVERTED = """
12 رمضان 1442 هـ = 2021-04-24~ yes
ربيع الأول 1443 = 2021-10-08~/2021-11-06~ yes
12 Ramadan 1442 = 2021-04-24~ yes
12 Ramazan 1442 = 2021-04-24~ yes
۱۶ فروردین ۱۴۰۰ = 2021-04-05 yes
۱۴۰۰/۰۱/۱۶ = 2021-04-05 yes
۱۶ فروردین ۱۴۰۰ برابر با ۵ آوریل ۲۰۲۱ = 2021-04-05 no
12 رمضان 1442 هـ الموافق 24 أبريل 2021 = 2021-04-24 no
24 أبريل 2021 الموافق 12 رمضان 1442 هـ = 2021-04-24 no
5 เมษายน พ.ศ. 2564 = 2021-04-05 no
令和3年4月5日 = 2021-04-05 no
"""


@pytest.mark.parametrize("row", CONVERTED.strip().splitlines())
def test_a_day_of_another_calendar_says_that_it_was_converted(row):
    text, meant = row.rsplit(" = ", 1)
    edtf, converted = meant.split()
    (found,) = dates.find(text)
    assert (found.edtf, found.converted) == (edtf, converted == "yes")
    assert (found.start, text[found.start : found.end].rstrip(" هـ")) == (0, text.rstrip(" هـ"))


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
