"""Languages are named as Tesseract names them, and those of a script are found among what is installed."""

from __future__ import annotations

import pytest

from archive.extract.ocr.languages import MOST_AT_ONCE, of_every_script, of_script, script_of, tesseract_name

HERE = ("ara", "aze", "aze_cyrl", "chi_sim", "eng", "osd", "rus")


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "eng"), ("az", "aze"), ("az-Cyrl", "aze_cyrl"), ("AZ-CYRL", "aze_cyrl"), ("zh", "chi_sim"),
        ("zh-Hant", "chi_tra"), ("zh-TW", "chi_tra"), ("fa", "fas"), ("de", "deu"), ("fr", "fra"), ("el", "ell"),
        ("hy", "hye"), ("ka", "kat"), ("sr", "srp"), ("sr-Latn", "srp_latn"), ("pt-BR", "por"), ("nb", "nor"),
        ("ku", "kmr"), ("chr", "chr"), ("xx", "xx"),
    ],
)  # fmt: skip
def test_a_language_tag_has_the_name_of_its_data(tag: str, name: str) -> None:
    assert tesseract_name(tag) == name


@pytest.mark.parametrize(
    ("script", "names"),
    [
        ("Latin", ("eng", "aze")), ("Cyrillic", ("rus", "aze_cyrl")), ("Han", ("chi_sim",)), ("Arabic", ("ara",)),
        ("Greek", ()), ("Fraktur", ("eng", "aze")),
    ],
)  # fmt: skip
def test_a_script_is_read_in_the_installed_languages_that_are_written_in_it(
    script: str, names: tuple[str, ...]
) -> None:
    assert of_script(script, HERE) == names


def test_of_many_languages_of_a_script_the_most_used_are_taken() -> None:
    latin = ["afr", "eng", "fra", "deu", "spa", "por", "ita", "tur", "zul", "ita_old"]
    assert of_script("Latin", latin) == ("eng", "fra", "spa", "deu", "por", "ita")
    assert len(of_script("Latin", latin)) == MOST_AT_ONCE
    assert of_script("Latin", ["zul", "afr", "jpn_vert", "tur"]) == ("tur", "afr", "zul")


def test_the_data_of_a_script_itself_serves_where_no_language_of_it_is_installed() -> None:
    assert of_script("Greek", [*HERE, "script/Greek"]) == ("script/Greek",)
    assert of_script("Latin", ["script/Latin", "osd"]) == ("script/Latin",)


def test_a_page_of_unknown_script_is_read_in_the_first_language_of_each() -> None:
    assert of_every_script(HERE) == ("eng", "aze", "ara", "rus", "chi_sim")
    assert of_every_script(["osd", "equ"]) == ()


@pytest.mark.parametrize(
    ("text", "script"),
    [("", ""), ("12 – 3", ""), ("İşə", "Latin"), ("Отчёт of", "Cyrillic"), ("مياه a", "Arabic"), ("水库 a", "Han"),
     ("みず", "Japanese"), ("물", "Korean"), ("ջուր", "Armenian")],
)  # fmt: skip
def test_the_script_of_a_text_is_that_of_most_letters(text: str, script: str) -> None:
    assert script_of(text) == script
