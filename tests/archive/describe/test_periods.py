"""Periods such as the dates of a session."""

import pytest

from archive.describe import periods


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("21 June–9 July 2021", "2021-06-21/2021-07-09"),
        ("13–31 March 2023", "2023-03-13/2023-03-31"),
        ("28 December 2021–4 January 2022", "2021-12-28/2022-01-04"),
        ("28 December–4 January 2022", "2021-12-28/2022-01-04"),
        ("27 février-31 mars 2023", "2023-02-27/2023-03-31"),
        ("21 de junio a 9 de julio de 2021", "2021-06-21/2021-07-09"),
        ("24 июня – 12 июля 2019 года", "2019-06-24/2019-07-12"),
        ("12 أيلول/سبتمبر - 7 تشرين الأول/أكتوبر 2022", "2022-09-12/2022-10-07"),
        ("2021年6月21日至7月9日", "2021-06-21/2021-07-09"),
        ("2021年12月28日至1月4日", "2021-12-28/2022-01-04"),
        ("14 September–2 October", "XXXX-09-14/XXXX-10-02"),
    ],
)
def test_a_period_is_read_with_both_years(text, interval):
    edtf, start, end = periods.find(f"({text})")
    assert edtf == interval
    assert text.startswith(f"({text})"[start:end].split(" ")[0])


@pytest.mark.parametrize("text", ["", "9 July 2021", "9 July 2021, then 3 May 2022", "31–5 March 2023", "pages 13–31"])
def test_what_is_no_period_is_none(text):
    assert periods.find(text) is None
