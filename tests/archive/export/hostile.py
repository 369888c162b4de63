"""Texts that try to break out of a format, and records that hold them in every field."""

from __future__ import annotations

from hypothesis import strategies as st

from archive.record import FIELD_NAMES, Record
from tests.archive.records import make

TEXTS: dict[str, str] = {
    "Chinese": "国际提高地雷意识和协助地雷行动日　“四月四日”",
    "Arabic with a direction override": "اتفاقية \u202eحظر الألغام\u202c 1997",
    "Persian with a joiner": "می\u200cخواهیم؟",
    "Azerbaijani": "Ərazilərin minalardan təmizlənməsi: İğdır, Şuşa, ğüöçı",
    "emoji": "flood 🌊 team 👩🏽‍🚒",
    "balanced braces": "a {b} {{c}} d",
    "closing brace": "a } b",
    "opening brace": "a { b",
    "escaped closing brace": "a \\} b",
    "end of a BibTeX entry": 'x}},\n}\n@misc{evil, title = "owned"}',
    "TeX command": "\\input{/etc/passwd} \\write18{rm} 100% & #1 $x_1^2$ ~tilde",
    "BibTeX comment and string": "@comment{x} @string{a = 1}",
    "names parted by and": "A and B and others",
    "double quotes": "he said \"no\" and “yes”, 'so'",
    "trailing backslash": "ends with \\",
    "RIS end of reference": "x\r\nER  - \r\n\r\nTY  - BOOK\r\nTI  - owned",
    "RIS tag alone": "ER  - ",
    "odd line ends": "a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g\rh",
    "formula": '=HYPERLINK("http://x","y")',
    "command": "@SUM(1+9)*cmd|' /C calc'!A0",
    "page furniture": "+ ↺ − 16 px",
    "tab then formula": "\t=1+1",
    "full-width formula": "＝1+1",
    "commas, semicolons": "a, b; c;d",
    "control characters": "a\x00b\x07c\x1b[31mred\x7f\x9b",
    "lone surrogate": "a\ud800b\udcff",
    "byte order mark": "\ufeffa\ufffe\uffff",
    "only control characters": "\x00\x01\n",
    "empty": "",
}

texts = st.one_of(
    st.sampled_from(sorted(TEXTS.values())),
    st.text(max_size=40),
    st.text(alphabet="{}\\%#&$_^~@\"'=+-, \n\rab", max_size=20),
    st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Lo"]), max_size=12),
)


def record_of(text: str, kind: str = "letter") -> Record:
    """A record with this text in every field but the type and in the file name."""
    given = {name: text for name in FIELD_NAMES if name != "type"}
    return make(filename=f"{text}.txt", languages=((text, 0.5), ("en", 0.5)), type=kind, **given)
