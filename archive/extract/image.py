"""Pictures (PNG, JPEG, TIFF): scans of one page, or of as many as a TIFF has.

Nothing is declared: the date and the author that a camera notes are those of the picture, not of the document on it.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from archive.errors import ExtractionFailed
from archive.extract import AS_FOUND, Extraction, Format, Wishes
from archive.extract.ocr import Recogniser
from archive.extract.ocr.picture import MOST_POINTS, Picture, scale_within
from archive.extract.paged import laid_out_by_page

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 178_956_970
"""Points of one picture: an A0 sheet at 340 to the inch. Pillow opens none that is larger."""
MOST_PAGES = 2_000
_RESOLUTIONS = range(70, 2401)
"""Points an inch that can be meant; cameras and programs also write 1 and 72 where they know nothing."""
_FAULTS = (OSError, ValueError, TypeError, SyntaxError, LookupError, AttributeError, ArithmeticError, struct.error,
           EOFError)  # fmt: skip
"""What Pillow raises of damaged files."""


class ImageExtractor:
    """Pictures of pages, opened by Pillow and recognised by Tesseract."""

    name = "image"
    version = "1"
    formats = (
        Format(name="pictures (PNG, JPEG, TIFF)", media_types=("image/png", "image/jpeg", "image/tiff"),
               suffixes=(".png", ".jpg", ".jpeg", ".tif", ".tiff"), library="Pillow, Tesseract", locators="`p. 2`",
               limits=f"{LARGEST // 1_000_000} million points a page, {MOST_PAGES:,} pages"),
    )  # fmt: skip

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        recogniser = Recogniser(wished=wishes.languages)
        image = _opened(content)
        if wishes.ocr == "off":
            return Extraction(text="", passages=(), needs_ocr=True)
        text, passages = laid_out_by_page(
            (f"p. {number}", _read(image, number, recogniser)) for number in range(1, _count(image) + 1)
        )
        return Extraction(text=text, passages=passages, machine_read=recogniser.by, needs_ocr=bool(recogniser.unread),
                          left_out=tuple(recogniser.unread))  # fmt: skip


def _read(image: Image, number: int, recogniser: Recogniser) -> tuple[str, ...]:
    """The paragraphs of a page. Damage after the first page costs that page alone."""
    try:
        return recogniser.attempt(partial(_page, image, number), number) or ()
    except ExtractionFailed as error:
        if number == 1:
            raise
        recogniser.unread.append(f"page {number}: {error}")
        return ()


@contextmanager
def _damage() -> Iterator[None]:
    """What Pillow raises, as ExtractionFailed: `damaged`, or `limit` for a picture that unpacks to too much."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, and of large pictures, which have their limit below
            yield
    except Image.DecompressionBombError:
        raise ExtractionFailed(f"it has more than {LARGEST:,} points, which is the most", code="limit") from None
    except UnidentifiedImageError:
        raise ExtractionFailed("the picture is damaged, or none", code="damaged") from None
    except _FAULTS as error:
        raise ExtractionFailed(f"the picture is damaged: {error}", code="damaged") from None


def _opened(content: bytes) -> Image:
    """The picture; its points are not unpacked yet."""
    from PIL import Image

    with _damage():
        return Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "TIFF"))


def _count(image: Image) -> int:
    """How many pages it has."""
    with _damage():
        count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    if count > MOST_PAGES:
        raise ExtractionFailed(f"it has {count:,} pages; {MOST_PAGES:,} is the most", code="limit")
    return int(count)


def _page(image: Image, number: int) -> Picture:
    """A page by its number from 1."""
    with _damage():
        if number > 1:
            image.seek(number - 1)
        return _picture(image)


def _picture(image: Image) -> Picture:
    """A page in grey on white, turned as the camera says, no larger than recognition needs."""
    from PIL import Image, ImageOps

    if image.width * image.height > LARGEST:
        raise Image.DecompressionBombError
    resolution = _resolution(image)
    upright = _of_eight_bits(ImageOps.exif_transpose(image))
    if "A" in upright.getbands() or "transparency" in upright.info:
        ground = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(ground, upright.convert("RGBA"))
    grey = upright.convert("L")
    scale = scale_within(grey.width, grey.height, MOST_POINTS)
    if scale < 1:
        grey = grey.resize((max(1, int(grey.width * scale)), max(1, int(grey.height * scale))))
        resolution = int(resolution * scale)
    return Picture(width=grey.width, height=grey.height, grey=grey.tobytes(), resolution=resolution)


def _of_eight_bits(image: Image) -> Image:
    """The picture with 256 steps of grey where it has 65,536: Pillow would make all but the darkest white."""
    import numpy as np
    from PIL import Image

    if not image.mode.startswith("I"):
        return image
    points = np.asarray(image).astype(np.int64)
    return Image.fromarray((points >> 8 if points.max(initial=0) > 255 else points).clip(0, 255).astype(np.uint8))


def _resolution(image: Image) -> int:
    """Points an inch, 0 where the picture does not tell or what it tells cannot be."""
    told = image.info.get("dpi")
    across = told[0] if isinstance(told, tuple) and told else 0
    try:
        return int(across) if int(across) in _RESOLUTIONS and int(across) != 72 else 0
    except (ValueError, OverflowError, TypeError, ArithmeticError):
        return 0
