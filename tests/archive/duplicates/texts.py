"""Texts for the tests of duplicates: made up, and copies of them with a share of their words replaced."""

from __future__ import annotations

import random

WORDS = """harbour ferry register lighthouse oil winter bridge survey village archive letter copy flood dam minister
council water board spillway farm road clearance team orchard school well family report paper keeper office signal
station north river valley storm engineer chairman decision session meeting protocol witness harvest mill grain
порт паром реестр маяк зима мост деревня архив письмо вода совет дорога школа ответ решение
港口 登记 灯塔 冬天 桥梁 村庄 档案 信件 洪水 道路 学校 报告""".split()


def text(seed: int, words: int = 120) -> str:
    """A text of its own for each seed."""
    drawn = random.Random(seed)  # noqa: S311 - it draws words
    return " ".join(drawn.choice(WORDS) + str(drawn.randrange(100)) for _ in range(words)) + "."


def edited(original: str, share: float, seed: int = 0) -> str:
    """A copy with this share of its words replaced."""
    drawn = random.Random(seed)  # noqa: S311 - it draws words
    words = original.split()
    for place in drawn.sample(range(len(words)), round(share * len(words))):
        words[place] = f"{drawn.choice(WORDS)}{drawn.randrange(100, 1000)}"
    return " ".join(words)
