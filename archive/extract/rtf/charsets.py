"""Character sets of RTF, by the number that a font or the file names (specification 1.9.1, "Font Table")."""

from __future__ import annotations

import codecs

WESTERN = "cp1252"
OF_FONT = {
    77: "mac_roman", 78: "cp932", 79: "cp949", 80: "gb18030", 81: "cp950", 84: "mac_arabic", 85: "mac_greek",
    86: "mac_turkish", 88: "mac_latin2", 89: "mac_cyrillic", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""`\\fcharset`. 0 and 1 are the file's own: old writers put 0 to fonts of any script."""
SIGNS = 2
"""A font of signs, such as Symbol and Wingdings: its bytes stand for no letters."""
OF_FILE = {"ansi": WESTERN, "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_OF_PAGE = {936: "gb18030", 10000: "mac_roman", 10001: "cp932", 10004: "mac_arabic", 10006: "mac_greek",
            10007: "mac_cyrillic", 10029: "mac_latin2", 10081: "mac_turkish", 1361: "johab", 65001: "utf-8",
            54936: "gb18030"}  # fmt: skip


def of_page(number: int) -> str:
    """The character set of a Windows code page; that of Western Europe where Python has none."""
    name = _OF_PAGE.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return WESTERN
