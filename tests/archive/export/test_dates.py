from __future__ import annotations

from typing import Any

import pytest

from archive.export.dates import csl_date, in_words

DATES: list[tuple[str, dict[str, Any], str]] = [
    ("2021-04-05", {"date-parts": [[2021, 4, 5]]}, "5 April 2021"),
    ("2021-04", {"date-parts": [[2021, 4]]}, "April 2021"),
    ("2021-04-XX", {"date-parts": [[2021, 4]]}, "April 2021"),
    ("2021", {"date-parts": [[2021]]}, "2021"),
    ("2021-XX-XX", {"date-parts": [[2021]]}, "2021"),
    ("2021-21", {"date-parts": [[2021]], "season": 1}, "spring 2021"),
    ("2021-24", {"date-parts": [[2021]], "season": 4}, "winter 2021"),
    ("2024-12~", {"date-parts": [[2024, 12]], "circa": True}, "about December 2024"),
    ("2024?", {"date-parts": [[2024]], "circa": True}, "possibly 2024"),
    ("2024%", {"date-parts": [[2024]], "circa": True}, "possibly about 2024"),
    ("202X", {"literal": "2020s"}, "2020s"),
    ("20XX", {"literal": "2000 to 2099"}, "2000 to 2099"),
    ("XXXX-04-01", {"literal": "1 April, year not stated"}, "1 April, year not stated"),
    ("XXXX-02-29", {"literal": "29 February, year not stated"}, "29 February, year not stated"),
    ("XXXX-04", {"literal": "April, year not stated"}, "April, year not stated"),
    ("2021-06-21/2021-07-09", {"date-parts": [[2021, 6, 21], [2021, 7, 9]]}, "21 June 2021 to 9 July 2021"),
    ("2021-06/2022", {"date-parts": [[2021, 6], [2022]]}, "June 2021 to 2022"),
    ("2021~/2022", {"date-parts": [[2021], [2022]], "circa": True}, "about 2021 to 2022"),
    ("2024-12-20/..", {"literal": "20 December 2024 or later"}, "20 December 2024 or later"),
    ("../2021", {"literal": "2021 or earlier"}, "2021 or earlier"),
    ("202X/2031", {"literal": "2020s to 2031"}, "2020s to 2031"),
    ("not a date", {"literal": "not a date"}, "not a date"),
    ("2021/2020", {"literal": "2021/2020"}, "2021/2020"),
]


@pytest.mark.parametrize(("edtf", "variable", "words"), DATES)
def test_a_date_is_written_as_precise_as_it_is_and_no_more(edtf: str, variable: dict[str, Any], words: str) -> None:
    assert csl_date(edtf) == variable
    assert in_words(edtf) == words
