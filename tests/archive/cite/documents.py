"""Documents of every kind to be cited, most of them not in English. They are made up; the prose is ours."""

from __future__ import annotations

from dataclasses import replace

from archive.cite.elements import Cited, language_for
from archive.cite.locator import parse
from archive.cite.words import words_of
from archive.record import Passage, Record
from tests.archive.records import KINDS, make, value

DOCUMENTS: dict[str, Record] = {
    **KINDS,
    "note-verbale-ar": make(
        "d4n8a",
        languages=(("ar", 0.6), ("en", 0.4)),
        title="مذكرة شفوية مؤرخة 18 آب/أغسطس 2022 موجهة من البعثة الدائمة لبلد ما إلى المفوضية",
        creator="سالم البلوشي",
        source="مجلس حقوق الإنسان",
        date="2022-09-02",
        document_date="2022-08-18",
        type="note verbale",
        symbol="A/HRC/51/G/198",
        body="Human Rights Council",
        session="51",
        agenda_item="3",
        distribution="General",
        version_language="ar",
        original_language="ar",
    ),
    "note-verbale-without-symbol": make(
        "s2v6z",
        languages=(("zh", 1.0),),
        title="某国常驻联合国日内瓦办事处代表团2022年5月24日致高级专员办事处的普通照会",
        source="人权理事会",
        date="2022-06-08",
        type="note verbale",
        body="Human Rights Council",
        session="50",
        agenda_item="3",
        distribution="General",
        version_language="zh",
        original_language="en",
    ),
    "letter-with-masthead": make(
        "l3t9m",
        title="Letter dated 11 October 2019 from the Permanent Representative of Senegal addressed to the "
        "Secretary-General",
        creator="Awa Ndiaye Sarr",
        source="General Assembly",
        date="2019-10-16",
        document_date="2019-10-11",
        type="letter",
        symbol="A/74/1093",
        body="General Assembly",
        session="74",
        agenda_item="98",
        distribution="General",
        version_language="en",
        original_language="fr",
    ),
    "letter-without-title": make(
        "h5p2k",
        languages=(("hi", 1.0),),
        title=value("हमारे गाँव का पुस्तकालय एक कमरे से शुरू हुआ था।", "derived"),
        creator="मोहनराम चौधरी",
        document_date="2021-04-05",
        type="letter",
    ),
    "resolution-with-adoption": make(
        "g7r3x",
        languages=(("zh", 1.0),),
        title="地震灾后公共记录的抢救和保存",
        source="大会",
        date="2018-01-19",
        document_date="2017-12-20",
        type="resolution",
        symbol="A/RES/72/419",
        body="General Assembly",
        session="72",
        agenda_item="73",
        distribution="General",
        version_language="zh",
        original_language="en",
    ),
    "resolution-of-an-association": make(
        "w9d4e",
        languages=(("de", 1.0),),
        title="Zugang zu den Unterlagen der Minenräumung",
        creator="Irmgard Hellwege",
        source="Gedächtnis der Minenhilfe e. V.",
        date="2012-09-22",
        type="resolution",
    ),
    "report-with-symbol": make(
        "o6b1f",
        languages=(("ru", 1.0),),
        title="Доступ к записям актов гражданского состояния",
        source="Совет по правам человека",
        date="2019-05-14",
        type="report",
        symbol="A/HRC/41/197",
        body="Human Rights Council",
        distribution="General",
        version_language="ru",
        original_language="en",
    ),
    "report": make(
        "y8c5j",
        title="Small dams of the upper valley",
        source="Inspectorate of Small Dams",
        date="2017",
        type="report",
    ),
    "press-release": make(
        "p1k7q",
        languages=(("ko", 1.0),),
        title="접경지역 피해 기록집 발간",
        source="강원접경기록연구소",
        date="2021-04-05",
        type="press release",
        url="https://records.example/2021/4",
    ),
    "statement": make(
        "t5y2u",
        languages=(("hy", 1.0),),
        title="Հայտարարություն ականների վտանգի վերաբերյալ",
        creator="Անահիտ Սարուխանյան",
        source="«Անվտանգ արահետ» հասարակական կազմակերպություն",
        date="2021-04-04",
        type="statement",
    ),
    "statement-in-arabic-without-date": make(
        "j4s8b",
        languages=(("ar", 1.0),),
        title="بيان شبكة مكتبات الجبل العامة",
        source="شبكة مكتبات الجبل العامة",
        type="statement",
    ),
    "news-in-japanese": make(
        "f2m6v",
        languages=(("ja", 1.0),),
        title="元作業員の証言を本に",
        creator="中村沙織",
        source="メコン通信",
        date="2021-04",
        type="news",
    ),
    "report-over-years": make(
        "v3x9n",
        languages=(("uk", 1.0),),
        title="Облік гідропостів",
        source="Гідрологічна служба",
        date="2019-06-21/2021-07-09",
        type="report",
    ),
    "page-of-a-season": make(
        "i7e3w",
        languages=(("fr", 1.0),),
        title="Les registres du fleuve : « l’inventaire »",
        creator=["Mariama Issoufou Diallo", "O. Traoré", "Ann-Li Ó Briain"],
        date="2018-21?",
        type="page",
        url="https://fleuve.example/registres",
    ),
}
"""Records by what they are, beside those of tests/archive/records.py."""


def cited(record: Record, language: str | None = None, locator: str = "", suffix: str = "") -> Cited:
    """What a style is given for a record."""
    words = words_of(language_for(record, language))
    return Cited(record=record, words=words, locator=parse(locator) if locator else (), suffix=suffix)


def with_passages(record: Record, *locators: str) -> Record:
    """The record with a passage at each of these places."""
    passages = [
        Passage(number=number, start=10 * number, end=10 * number + 9, locator=locator)
        for number, locator in enumerate(locators, 1)
    ]
    return replace(record, passages=tuple(passages))
