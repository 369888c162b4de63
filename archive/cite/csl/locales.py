"""The locales of a citation: those of citeproc-py, with our words before them where they have none or English ones."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from citeproc import LANGUAGE_NAMES, LOCALES_PATH, PRIMARY_DIALECTS
from lxml import etree

from archive.cite.csl.elements import NAMESPACE, parser
from archive.cite.words import Words

WITHOUT = ("az", "ka", "kk")
"""Languages of which CSL has no locale: all of it is made from words.toml."""

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DATES = """
<date form="text"><date-part name="day" suffix=" "/><date-part name="month" suffix=" "/><date-part name="year"/></date>
<date form="numeric"><date-part name="day" form="numeric-leading-zeros" suffix="."/>
<date-part name="month" form="numeric-leading-zeros" suffix="."/><date-part name="year"/></date>
"""


def set_locales(root: Any, words: Words) -> None:
    """Give a style the locales of a language, as citeproc looks them up: its own first, English last."""
    language = words.language.split("-")[0]
    tag = _system_tag(root, words)
    in_style = [found for lang in (tag, language, None) for found in _in_style(root, lang)]
    system = [_system(one) for one in dict.fromkeys((tag, "en-US")) if one in LANGUAGE_NAMES]
    ours = [] if language == "en" else [_ours(words, tag)]
    root.locales = [*in_style, *ours, *system]
    for locale in root.locales:
        locale.style = root


def _system_tag(root: Any, words: Words) -> str:
    """The locale of the language: the style's own dialect of it, else the primary one."""
    language = words.language.split("-")[0]
    default: str = root.get("default-locale", "")
    if default.split("-")[0] == language:
        return default
    return "zh-TW" if words.language == "zh-Hant" else str(PRIMARY_DIALECTS.get(language, language))


def _in_style(root: Any, lang: str | None) -> list[Any]:
    return [found for found in root.findall(f"{{{NAMESPACE}}}locale") if found.get(_LANG) == lang]


def _system(tag: str) -> Any:
    return etree.parse(str(Path(LOCALES_PATH) / f"locales-{tag}.xml"), parser()).getroot()


def _ours(words: Words, tag: str) -> Any:
    """A locale of the words that CSL lacks or does not inflect, and all of it for a language that CSL does not know."""
    terms = [_term("no date", words["no_date"]), _term("no date", words["no_date"], "short"),
             *(_numbered(words, label) for label in ("paragraph", "page", "section"))]  # fmt: skip
    if not words.month(1).isdecimal():
        terms += _months(words)
    dates = options = ""
    if words.language in WITHOUT:
        terms += _quotes(words)
        terms.append(_term("and", words["and"].replace("{rest}", "").replace("{last}", "").strip()))
        dates = _DATES
        options = '<style-options punctuation-in-quote="false"/>'
    xml = (f'<locale xmlns="{NAMESPACE}" version="1.0" xml:lang={quoteattr(tag)}>'
           f"{options}{dates}<terms>{''.join(terms)}</terms></locale>")  # fmt: skip
    return etree.parse(BytesIO(xml.encode()), parser()).getroot()


def _term(name: str, single: str, form: str | None = None, multiple: str | None = None) -> str:
    look = f" form={quoteattr(form)}" if form else ""
    forms = f"<single>{escape(single)}</single><multiple>{escape(multiple or single)}</multiple>"
    return f"<term name={quoteattr(name)}{look}>{forms}</term>"


def _numbered(words: Words, label: str) -> str:
    """The word before a number: `п.` of `п. {n}`. One that surrounds it (第{n}段) is written by us instead."""
    single, plural = words[label], words.held.get(f"{label}s", words[label])
    names = [one.replace("{n}", "").strip(" -") for one in (single, plural)]
    return "".join(_term(label, names[0], form, names[1]) for form in (None, "short"))


def _months(words: Words) -> list[str]:
    return [
        _term(f"month-{number:02}", words.month(number), form) for number in range(1, 13) for form in (None, "short")
    ]


def _quotes(words: Words) -> list[str]:
    marks = [("quote", words["quotes"]), ("inner-quote", words["inner_quotes"])]
    pairs = [(name, *form.split("{}")) for name, form in marks]
    return [
        _term(f"{side}-{name}", mark)
        for name, opening, closing in pairs
        for side, mark in (("open", opening), ("close", closing))
    ]
