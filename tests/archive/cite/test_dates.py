from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cite.dates import date_in
from archive.cite.words import languages, words_of
from archive.export.dates import in_words

DATES = ("2022-06-08", "2021-04-01", "2021-04", "2021", "XXXX-04-01", "XXXX-04", "XXXX-21", "2020-12~", "2020?",
         "2020%", "2022-21", "199X", "19XX", "2021-06-21/2021-07-09", "2021/..", "../2021")  # fmt: skip


def test_dates_of_every_precision_in_every_language(golden: Callable[[str, str], None]) -> None:
    rows = [f"{tag:8}{date:22}{date_in(words_of(tag), date)}" for tag in languages() for date in DATES]
    golden("cite/dates.txt", "\n".join(rows) + "\n")


@pytest.mark.parametrize("date", DATES)
def test_english_is_what_exports_say(date: str) -> None:
    assert date_in(words_of("en"), date) == in_words(date)


@given(st.text(max_size=20), st.sampled_from(languages()))
def test_what_is_no_date_comes_back_as_it_is(text: str, tag: str) -> None:
    said = date_in(words_of(tag), text)
    assert said == text or any(character.isdigit() or character == "X" for character in text)


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("ar", "18 آب/أغسطس 2022"),  # documents of the United Nations name months twice in Arabic
        ("zh", "2022年8月18日"), ("fr", "18 août 2022"), ("ru", "18 августа 2022 года"), ("es", "18 de agosto de 2022"),
        ("fa", "۱۸ اوت ۲۰۲۲"), ("th", "18 สิงหาคม ค.ศ. 2022"), ("hy", "2022 թ. օգոստոսի 18"),
        ("ka", "2022 წლის 18 აგვისტო"),
    ],
)  # fmt: skip
def test_a_day_as_its_language_writes_it(tag: str, said: str) -> None:
    assert date_in(words_of(tag), "2022-08-18") == said
