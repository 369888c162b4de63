"""EDTF dates: what is understood, what is refused, and what each means in days."""

import calendar
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import edtf
from archive.errors import InvalidValue

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the oracle uses names that its parser library calls old
    from edtf_validate.valid_edtf import is_valid as oracle_accepts

MEANINGS = [
    ("2021", "2021-01-01", "2021-12-31", "year"),
    ("2021-04", "2021-04-01", "2021-04-30", "month"),
    ("2021-04-05", "2021-04-05", "2021-04-05", "day"),
    ("2020-02", "2020-02-01", "2020-02-29", "month"),
    ("1900-02", "1900-02-01", "1900-02-28", "month"),
    ("2000-02-29", "2000-02-29", "2000-02-29", "day"),
    ("201X", "2010-01-01", "2019-12-31", "decade"),
    ("20XX", "2000-01-01", "2099-12-31", "century"),
    ("2021-XX", "2021-01-01", "2021-12-31", "year"),
    ("2021-XX-XX", "2021-01-01", "2021-12-31", "year"),
    ("2021-04-XX", "2021-04-01", "2021-04-30", "month"),
    ("XXXX-04", None, None, "month"),
    ("XXXX-04-01", None, None, "day"),
    ("XXXX-02-29", None, None, "day"),
    ("2021-21", "2021-01-01", "2021-12-31", "season"),
    ("2021-24", "2021-01-01", "2021-12-31", "season"),
    ("2021-06-21/2021-07-09", "2021-06-21", "2021-07-09", "interval"),
    ("2021-04-05/2021-04-05", "2021-04-05", "2021-04-05", "interval"),
    ("2020/2021-03", "2020-01-01", "2021-03-31", "interval"),
    ("2020-02/2020", "2020-02-01", "2020-12-31", "interval"),
    ("../2020-02", None, "2020-02-29", "interval"),
    ("2020-02/..", "2020-02-01", None, "interval"),
    ("XXXX-12-30/XXXX-01-02", None, None, "interval"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), MEANINGS)
def test_a_date_means_the_days_from_its_earliest_to_its_latest(text, earliest, latest, precision):
    date = edtf.parse(text)
    assert (date.text, date.earliest, date.latest, date.precision) == (text, earliest, latest, precision)


@pytest.mark.parametrize(
    ("qualifier", "approximate", "uncertain"),
    [("", False, False), ("~", True, False), ("?", False, True), ("%", True, True)],
)
@pytest.mark.parametrize("plain", ["2021", "2021-04", "2021-04-05", "201X", "XXXX-04-01", "2021-23"])
def test_a_qualifier_is_told_and_does_not_move_the_bounds(plain, qualifier, approximate, uncertain):
    date = edtf.parse(plain + qualifier)
    assert (date.approximate, date.uncertain) == (approximate, uncertain)
    assert (date.earliest, date.latest) == (edtf.parse(plain).earliest, edtf.parse(plain).latest)


@pytest.mark.parametrize("text", ["2020~/2021?", "2020%/..", "../2020%"])
def test_an_interval_is_as_doubtful_as_its_ends(text):
    date = edtf.parse(text)
    assert date.approximate
    assert date.uncertain


REFUSED = [
    ("", "not a date"),
    ("1 May 2021", "not a date"),
    ("05.04.2021", "not a date"),
    ("21", "not a date"),
    ("20210405", "not a date"),
    ("2021-4-5", "not a date"),
    ("２０２１", "not a date"),
    ("٢٠٢١-٠٤-٠٥", "not a date"),
    ("2021-04-05T10:00", "not a date"),
    ("2021-04-05\n", "not a date"),
    (" 2021", "not a date"),
    ("2021??", "not a date"),
    ("2021-04-3X", "not a date"),
    ("XXXX", "neither year nor month"),
    ("XXXX-XX", "neither year nor month"),
    ("XXXX-XX-04", "neither year nor month"),
    ("201X-04", "decade or century"),
    ("20XX-04-01", "decade or century"),
    ("2021-XX-04", "no month"),
    ("2021-00", "month 00"),
    ("2021-13", "month 13"),
    ("2021-20", "month 20"),
    ("2021-25", "month 25"),
    ("2021-21-04", "month 21"),
    ("2021-04-00", "no calendar day"),
    ("2021-04-31", "no calendar day"),
    ("2021-02-29", "no calendar day"),
    ("1900-02-29", "no calendar day"),
    ("XXXX-02-30", "no calendar day"),
    ("../..", "open at both ends"),
    ("/2020", "lacks an end"),
    ("2020/", "lacks an end"),
    ("2021/2020", "ends before it begins"),
    ("2021-04-06/2021-04-05", "ends before it begins"),
    ("XXXX-04/2021", "one end only"),
    ("2020/XXXX-04", "one end only"),
    ("2020/2021/2022", "second slash"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_is_no_date_is_refused_with_the_reason(text, reason):
    with pytest.raises(InvalidValue, match=reason):
        edtf.parse(text)


def test_the_refusal_shows_the_text_and_a_right_form():
    with pytest.raises(InvalidValue) as refusal:
        edtf.parse("5 April 2021")
    assert "'5 April 2021'" in str(refusal.value)
    assert "2021-04-05" in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-04-05", "2021"),
        ("2024-12~", "2024"),
        ("2021-XX", "2021"),
        ("2021-22", "2021"),
        ("2021-06-21/2021-07-09", "2021"),
        ("2021-12-31/2022-01-01", None),
        ("201X", None),
        ("XXXX-04-01", None),
        ("2021/..", None),
        ("../2021", None),
    ],
)
def test_a_date_is_counted_in_a_year_only_when_all_of_it_lies_there(text, expected):
    assert edtf.year(edtf.parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021", ("2021-01-01", "2021-12-31")),
        ("2021-04..2023", ("2021-04-01", "2023-12-31")),
        (" 2021-04 .. 2023 ", ("2021-04-01", "2023-12-31")),
        ("..2020", (None, "2020-12-31")),
        ("2019..", ("2019-01-01", None)),
        ("2019..2019", ("2019-01-01", "2019-12-31")),
        ("201X..", ("2010-01-01", None)),
        ("../2020", (None, "2020-12-31")),
        ("2020-02/..", ("2020-02-01", None)),
        ("2020-02/2021", ("2020-02-01", "2021-12-31")),
    ],
)
def test_a_query_range_has_the_outer_days_of_its_ends(text, expected):
    assert edtf.range_of(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not a date"),
        ("..", "no end at all"),
        ("2023..2021", "ends before it begins"),
        ("2021-04-06..2021-04-05", "ends before it begins"),
        ("XXXX-04", "has no year"),
        ("XXXX-04..2021", "has no year"),
        ("2019...2020", "not a date"),
        ("..2020..", "not a date"),
        ("yesterday..", "not a date"),
    ],
)
def test_a_query_range_that_means_no_days_is_refused(text, reason):
    with pytest.raises(InvalidValue, match=reason):
        edtf.range_of(text)


EDTF_LIKE = st.text(alphabet="0123456789X-/.~?%", max_size=24)
PART = st.sampled_from(
    ["2021", "2020-02-29", "2021-04", "201X", "20XX", "2021-XX", "XXXX-04-01", "2021-23", "..", "2021-13", ""]
)
INTERVAL_LIKE = st.builds("{}/{}".format, PART, PART)


def accepted(text: str) -> bool:
    try:
        edtf.parse(text)
    except InvalidValue:
        return False
    return True


@settings(deadline=None)
@given(st.one_of(EDTF_LIKE, PART))
def test_a_single_date_that_is_accepted_is_edtf_to_the_reference_validator(text):
    if "/" not in text and not text.startswith("000") and accepted(text):  # it has no years before 10
        assert oracle_accepts(text)


@settings(deadline=None)
@given(st.dates(), st.dates())
def test_an_interval_of_days_is_accepted_exactly_when_the_reference_validator_does(first, last):
    text = f"{first.isoformat()}/{last.isoformat()}"
    if "02-29" not in text:  # the reference validator has no leap years
        assert accepted(text) == oracle_accepts(text)


@settings(deadline=None)
@given(st.integers(1, 9999), st.integers(0, 13), st.integers(0, 32))
def test_a_day_is_accepted_exactly_when_the_calendar_has_it(year, month, day):
    text = f"{year:04}-{month:02}-{day:02}"
    real = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    assert accepted(text) == real
    if (month, day) != (2, 29):  # the reference validator has no leap years
        assert oracle_accepts(text) == real


@given(st.text(max_size=30))
def test_any_text_is_parsed_or_refused_and_never_breaks(text):
    accepted(text)


@given(st.one_of(EDTF_LIKE, PART, INTERVAL_LIKE))
def test_bounds_are_real_days_in_order(text):
    if not accepted(text):
        return
    date = edtf.parse(text)
    for bound in (date.earliest, date.latest):
        assert bound is None or edtf.parse(bound).precision == "day"
    if date.earliest and date.latest:
        assert date.earliest <= date.latest
