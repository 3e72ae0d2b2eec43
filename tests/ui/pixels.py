"""Measures what was painted."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QImage

from migdesk.ui.look.palette import contrast

Pixel = tuple[int, int, int]  # blue, green, red, as they lie in memory


def strongest_contrast(image: QImage) -> float:
    """Return the contrast of what stands out most to what there is most of."""
    colours = Counter(_pixels(image))
    ground = colours.most_common(1)[0][0]
    return max(contrast(_name(colour), _name(ground)) for colour in colours)


def pixels_apart(image: QImage, other: QImage, least: float) -> int:
    """Return how many pixels of two pictures of one size differ by a contrast of at least `least`."""
    pairs = Counter(zip(_pixels(image), _pixels(other), strict=True))
    return sum(count for (one, two), count in pairs.items() if one != two and contrast(_name(one), _name(two)) >= least)


def _pixels(image: QImage) -> list[Pixel]:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    data = bytes(plain.constBits())
    return list(zip(data[0::4], data[1::4], data[2::4], strict=True))


def _name(pixel: Pixel) -> str:
    blue, green, red = pixel
    return f"#{red:02x}{green:02x}{blue:02x}"
