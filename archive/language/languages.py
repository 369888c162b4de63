"""The languages that are told apart, by the scripts they are written in."""

from __future__ import annotations

from archive.language.scripts import ONE_LANGUAGE

NAMES = dict(
    pair.split("=")
    for pair in """
    af=Afrikaans am=Amharic ar=Arabic az=Azerbaijani be=Belarusian bg=Bulgarian bn=Bengali ca=Catalan cs=Czech cy=Welsh
    da=Danish de=German el=Greek en=English eo=Esperanto es=Spanish et=Estonian eu=Basque fa=Persian fi=Finnish
    fr=French ga=Irish gl=Galician gu=Gujarati he=Hebrew hi=Hindi hr=Croatian hu=Hungarian hy=Armenian id=Indonesian
    is=Icelandic it=Italian ja=Japanese ka=Georgian kk=Kazakh km=Khmer kn=Kannada ko=Korean ku=Kurdish ky=Kyrgyz lo=Lao
    lt=Lithuanian lv=Latvian mk=Macedonian ml=Malayalam mn=Mongolian mr=Marathi ms=Malay my=Burmese ne=Nepali nl=Dutch
    no=Norwegian pa=Punjabi pl=Polish ps=Pashto pt=Portuguese ro=Romanian ru=Russian si=Sinhala sk=Slovak sl=Slovenian
    so=Somali sq=Albanian sr=Serbian sv=Swedish sw=Swahili ta=Tamil te=Telugu tg=Tajik th=Thai tk=Turkmen tl=Tagalog
    tr=Turkish uk=Ukrainian ur=Urdu uz=Uzbek vi=Vietnamese zh=Chinese
    """.split()
)
"""The languages whose identification is measured, by tag, with their English names."""

OF_SCRIPT: dict[str, tuple[str, ...]] = {
    "Latin": tuple("""
        af az ca cs cy da de en eo es et eu fi fr ga gl hr hu id is it ku lt lv ms nl no pl pt ro sk sl so sq sr sv sw
        tk tl tr uz vi
        br fo fy gd ha ht ig jv la lb lg ln mg mt nso oc om qu rw sn st wa xh yo zu
    """.split()),
    "Cyrillic": tuple("be bg kk ky mk mn ru sr tg uk uz ba tt".split()),
    "Arabic": tuple("ar fa ps ur ug".split()),
    "Devanagari": tuple("hi mr ne sa".split()),
}  # fmt: skip
"""For each script that several languages are written in, those that are told apart; the last ones are not measured."""

SAME = {
    "nn": "no", "nb": "no", "arz": "ar", "ary": "ar", "uzs": "uz", "sh": "sr", "fil": "tl",
    "zh-cn": "zh", "zh-tw": "zh", "iw": "he", "in": "id",
}  # fmt: skip
"""What detectors call a language, and the tag it has here."""


def scripts_of(tag: str) -> tuple[str, ...]:
    """The scripts that a language is told in."""
    if tag in {"zh", "ja"}:
        return ("Han",)
    several = tuple(script for script, tags in OF_SCRIPT.items() if tag in tags)
    return (*several, *(script for script, only in ONE_LANGUAGE.items() if only == tag))
