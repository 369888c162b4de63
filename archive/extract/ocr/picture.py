"""A picture of a page, as it is given to recognition: grey, a byte for each point."""

from __future__ import annotations

import math
from dataclasses import dataclass

RESOLUTION = 300
"""Points an inch at which pages are drawn: what Tesseract's data is made for (its documentation, Improving quality)."""
MOST_POINTS = 40_000_000
"""Points of one picture: an A2 page at 300 to the inch. What is larger is drawn smaller."""


_INK = 64
"""Steps of grey by which ink differs from its paper."""
_LEAST_POINTS = 40
"""Points of ink below which there is no text: a full stop in print has as many at 300 to the inch."""
_SAMPLED = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Rows of grey values from the top, without padding; `resolution` in points an inch, 0 where it is not known."""

    width: int
    height: int
    grey: bytes
    resolution: int = RESOLUTION

    def as_pgm(self) -> bytes:
        """The picture in the simplest format that programs read (Netpbm, PGM)."""
        return b"P5 %d %d 255\n" % (self.width, self.height) + self.grey

    @property
    def is_blank(self) -> bool:
        """Whether hardly a point differs from the paper, as on the back of a sheet."""
        import numpy as np

        points = np.frombuffer(self.grey, np.uint8)
        if not len(points):
            return True
        paper = int(np.median(points[:: max(1, len(points) // _SAMPLED)]))
        return int(np.count_nonzero(np.abs(points.astype(np.int16) - paper) > _INK)) < _LEAST_POINTS

    def turned(self, degrees: int) -> Picture:
        """The picture turned clockwise by a multiple of 90 degrees."""
        import numpy as np

        points = np.frombuffer(self.grey, np.uint8).reshape(self.height, self.width)
        turned = np.rot90(points, -degrees // 90)
        height, width = turned.shape
        return Picture(width=width, height=height, grey=turned.tobytes(), resolution=self.resolution)


def scale_within(width: float, height: float, most: int = MOST_POINTS) -> float:
    """By how much a picture must be made smaller so that it has no more points; 1 when it has not."""
    return min(1.0, math.sqrt(most / max(1.0, width * height)))
