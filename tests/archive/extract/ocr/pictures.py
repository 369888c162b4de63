"""Pages drawn for recognition, and how much of what stands on them was read."""

from __future__ import annotations

import io
import unicodedata

from PIL import Image, ImageDraw, ImageFont, features

from archive.extract.ocr.picture import Picture
from tests.programs import font

ENGLISH = "The harbour office said that the ferry\nto the outer islands will stop for two weeks."
RUSSIAN = "Портовое управление сообщило, что паром\nна дальние острова не будет ходить."
CHINESE = "港务局星期一宣布，开往外岛的\n渡轮将停航两周，持票的乘客可以退款。"
ARABIC = "أعلن مكتب الميناء أن العبارة إلى الجزر\nالبعيدة ستتوقف لمدة أسبوعين من الآن."
AZERBAIJANI = "Liman idarəsi bildirib ki, uzaq adalara\ngedən bərə iki həftə işləməyəcək."
FACES = {CHINESE: ("chinese", 44), ARABIC: ("amiri", 56)}


def drawn(text: str, *, turned: int = 0) -> Image.Image:
    """A page of black words on white, 300 points an inch, turned anticlockwise by so many degrees."""
    assert features.check("fribidi"), "Pillow's wheels join Arabic letters with libfribidi0 of the system"
    face, size = FACES.get(text, ("dejavu", 42))
    image = Image.new("L", (1200, 320), 255)
    way = {"direction": "rtl", "anchor": "ra"} if text == ARABIC else {}
    for number, line in enumerate(text.split("\n")):
        at = (1140 if way else 60, 60 + number * 100)
        ImageDraw.Draw(image).text(at, line, font=ImageFont.truetype(font(face), size), fill=0, **way)
    return image.rotate(turned, expand=True, fillcolor=255)


def picture(image: Image.Image) -> Picture:
    return Picture(width=image.width, height=image.height, grey=image.convert("L").tobytes())


def file(image: Image.Image, kind: str = "PNG", **settings: object) -> bytes:
    held = io.BytesIO()
    image.save(held, kind, **{"dpi": (300, 300), **settings})
    return held.getvalue()


def accuracy(read: str, text: str) -> float:
    """The share of characters that are right: 1 less the edits it takes, by the length; white space does not count."""
    wanted, got = ("".join(unicodedata.normalize("NFC", one).split()) for one in (text, read))
    row = list(range(len(got) + 1))
    for at, character in enumerate(wanted, 1):
        above, row = row, [at]
        for column, other in enumerate(got, 1):
            row.append(min(row[-1] + 1, above[column] + 1, above[column - 1] + (character != other)))
    return 1 - row[-1] / len(wanted)
