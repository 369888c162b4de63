"""A language inside another is found where it stands: in blocks, in sentences on one line, in quotation marks."""

from __future__ import annotations

import pytest

from archive.language.detectors import detector
from archive.language.spans import tell

HOSTS = {
    "en": ("The council met on Monday and heard the report of the archive on the flooded villages, ",
           " which nobody had read before the meeting was opened by the mayor."),
    "fr": ("Le conseil s’est réuni lundi et a entendu le rapport des archives sur les villages inondés, ",
           " que personne n’avait lu avant l’ouverture de la séance par le maire."),
    "ru": ("Совет собрался в понедельник и заслушал доклад архива о затопленных деревнях, ",
           " который никто не прочитал до открытия заседания главой города."),
}  # fmt: skip
PHRASES = {
    "de": "die Register der überfluteten Dörfer wurden getrocknet",
    "es": "los registros de los pueblos inundados fueron secados",
    "az": "su basmış kəndlərin kitabları qurudulmuşdur",
    "uk": "реєстри затоплених сіл було висушено та скопійовано",
    "zh": "被淹没的村庄的登记册已经干燥并复制",
    "ka": "დატბორილი სოფლების წიგნები გაშრა",
    "ar": "جُففت سجلات القرى المغمورة ونُسخت",
}


def told(text: str) -> dict[str, str]:
    """The letters of each language, joined."""
    found: dict[str, str] = {}
    for one in tell(text, detector()):
        found[one.tag] = found.get(one.tag, "") + text[one.unit.start : one.unit.end]
    return found


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize("host", HOSTS)
def test_a_quoted_phrase_has_its_own_language(host: str, phrase: str) -> None:
    before, after = HOSTS[host]
    found = told(f"{before}“{PHRASES[phrase]}”{after}")
    assert set(found) == {host, phrase}
    assert PHRASES[phrase] in found[phrase]


def test_sentences_on_one_line_have_each_their_language() -> None:
    text = " ".join(phrase + "." for phrase in PHRASES.values())
    assert set(told(text)) == set(PHRASES)


@pytest.mark.parametrize("name", ["Lukáš Dvořák", "Ngozi Okafor", "Jürgen Köhler", "Ana María Núñez", "Сергей Иванов"])
def test_a_name_makes_no_language_up_in_its_script(name: str) -> None:
    found = told(f"The letter was signed by {name} on behalf of the council of the town. {HOSTS['en'][0]}")
    assert set(found) <= {"en", "ru"}


def test_japanese_without_kana_is_japanese_among_japanese_and_chinese_alone() -> None:
    assert set(told("図書館は火曜日に開館します。\n東京都千代田区")) == {"ja"}
    assert set(told("東京都千代田区")) == {"zh"}


def test_characters_that_japanese_has_not_are_chinese_even_beside_japanese() -> None:
    assert told("図書館は火曜日に開館します。資料も貸し出します。\n国际提高地雷意识")["zh"] == "国际提高地雷意识"
