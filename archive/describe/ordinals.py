"""Numbers of sessions as mastheads write them in the six official languages: "forty-seventh" is 47, up to 199."""

from __future__ import annotations

from functools import cache

import regex

from archive.describe.calendars import chinese_number

_EN = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()
_EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_FR = (
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
).split()
_FR_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
_ES = "primer segund tercer cuart quint sext séptim octav noven décim undécim duodécim".split()
_ES_TENS = (
    "décim vigésim trigésim cuadragésim quincuagésim sexagésim septuagésim octogésim nonagésim centésim"
).split()
_RU = (
    "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат "
    "шестнадцат семнадцат восемнадцат девятнадцат"
).split()
_RU_TENS = (
    "двадцат:двадцать тридцат:тридцать сороков:сорок пятидесят:пятьдесят шестидесят:шестьдесят "
    "семидесят:семьдесят восьмидесят:восемьдесят девяност:девяносто"
).split()
_AR = "أولى ثانية ثالثة رابعة خامسة سادسة سابعة ثامنة تاسعة عاشرة".split()
_AR_TENS = "عشر ثلاث أربع خمس ست سبع ثمان تسع".split()


def session_number(words: str) -> int | None:
    """The number that an ordinal writes in words or digits, or None when it is none that is known."""
    text = " ".join(words.lower().replace("‑", "-").split())
    if digits := regex.match(r"(\d{1,3})(?!\d)", text):
        return int(digits[1])
    return _table().get(text) or _table().get(text.replace(" et ", "-et-")) or _spanish(text) or _chinese(text)


def _chinese(text: str) -> int | None:
    number = chinese_number(text)
    return number if number and number < 200 else None


@cache
def _table() -> dict[str, int]:
    return dict([*_english(), *_french(), *_russian(), *_arabic()])


def _english() -> list[tuple[str, int]]:
    below = list(enumerate(_EN, start=1))
    table = [(word, number) for number, word in below]
    for ten, word in enumerate(_EN_TENS, start=2):
        table.append((word[:-1] + "ieth", 10 * ten))
        table += [(f"{word}-{ordinal}", 10 * ten + one) for one, ordinal in below[:9]]
    hundreds = [(f"one hundred and {word}", 100 + number) for word, number in table]
    return [*table, ("one hundredth", 100), *hundreds]


def _french() -> list[tuple[str, int]]:
    return [("première", 1), ("premier", 1), *((_french_ordinal(_french_cardinal(n)), n) for n in range(2, 100))]


def _french_cardinal(number: int) -> str:
    if number < 20:
        return _FR[number - 1]
    ten = max(start for start in _FR_TENS if start <= number)
    rest = number - ten
    if rest == 0:
        return _FR_TENS[ten]
    joint = "-et-" if rest in {1, 11} and ten != 80 else "-"
    return _FR_TENS[ten] + joint + _FR[rest - 1]


def _french_ordinal(cardinal: str) -> str:
    if cardinal.endswith("cinq"):
        return cardinal + "uième"
    if cardinal.endswith("neuf"):
        return cardinal[:-1] + "vième"
    return cardinal.removesuffix("e") + "ième"


def _spanish(text: str) -> int | None:
    """Spanish ordinals are written in one or two words and end in o, a or nothing."""
    total = 0
    for word in text.split():
        stem = regex.sub(r"[oa]$", "", word)
        if stem in _ES_TENS and (stem != "décim" or total == 0):
            total += 10 * (_ES_TENS.index(stem) + 1)
        elif stem in _ES:
            total += _ES.index(stem) + 1
        else:
            return None
    return total or None


def _russian() -> list[tuple[str, int]]:
    below = [(stem + end, number) for number, stem in enumerate(_RU, start=1) for end in _endings(stem)]
    table = list(below)
    for ten, pair in enumerate(_RU_TENS, start=2):
        ordinal, cardinal = pair.split(":")
        table += [(ordinal + end, 10 * ten) for end in _endings(ordinal)]
        table += [(f"{cardinal} {word}", 10 * ten + one) for word, one in below if one < 10]
    return [*table, ("сотая", 100), *((f"сто {word}", 100 + number) for word, number in table)]


def _endings(stem: str) -> tuple[str, ...]:
    return ("ья", "ьей") if stem == "трет" else ("ая", "ой")


def _arabic() -> list[tuple[str, int]]:
    table = [("ال" + word, number) for number, word in enumerate(_AR, start=1)]
    first = [*(("ال" + word, number) for number, word in enumerate(_AR[:9], start=1)), ("الحادية", 1)]
    table += [(f"{word} عشرة", 10 + number) for word, number in first]
    for ten, stem in enumerate(_AR_TENS, start=2):
        for end in ("ون", "ين"):
            table.append((f"ال{stem}{end}", 10 * ten))
            table += [(f"{word} وال{stem}{end}", 10 * ten + number) for word, number in first]
    return table
