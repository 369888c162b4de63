"""Session numbers in words, in the six official languages of the United Nations."""

import pytest

from archive.describe.ordinals import session_number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("First", 1),
        ("twelfth", 12),
        ("twentieth", 20),
        ("Forty-seventh", 47),
        ("ninety-ninth", 99),
        ("One hundredth", 100),
        ("one hundred and first", 101),
        ("47th", 47),
        ("3rd", 3),
        ("première", 1),
        ("quatrième", 4),
        ("cinquième", 5),
        ("neuvième", 9),
        ("quarante-septième", 47),
        ("cinquante et unième", 51),
        ("soixante et onzième", 71),
        ("soixante-quatorzième", 74),
        ("quatre-vingtième", 80),
        ("quatre-vingt-onzième", 91),
        ("soixante-dix-neuvième", 79),
        ("47e", 47),
        ("primer", 1),
        ("décimo", 10),
        ("décimo tercero", 13),
        ("vigésimo primer", 21),
        ("cuadragésimo séptimo", 47),
        ("septuagésima octava", 78),
        ("47º", 47),
        ("первая", 1),
        ("третья", 3),
        ("двенадцатая", 12),
        ("сороковая", 40),
        ("сорок седьмая", 47),
        ("семьдесят восьмой", 78),
        ("الأولى", 1),
        ("الثانية عشرة", 12),
        ("الأربعون", 40),
        ("السابعة والأربعون", 47),
        ("الحادية والخمسين", 51),
        ("四十七", 47),
        ("五十", 50),
    ],
)
def test_an_ordinal_is_its_number(words, number):
    assert session_number(words) == number


@pytest.mark.parametrize(
    "words", ["", "special", "resumed", "forty-eleventh", "extraordinario", "чрезвычайная", "الطارئة", "2021"]
)
def test_what_is_no_ordinal_is_no_session_number(words):
    assert session_number(words) is None
