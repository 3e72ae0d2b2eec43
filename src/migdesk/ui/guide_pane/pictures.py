"""The pictures of a guide's own folder, read for the screen and for paper, and bounded whatever the file says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, QUrl
from PySide6.QtGui import QImage, QImageReader

from migdesk.base.regular_file import NotReadable, read_regular
from migdesk.guide.static_files import LARGEST_PICTURE, PICTURE_SCHEME

MOST_PIXELS = 40_000_000
MOST_HEIGHT = 4_000  # pixels
IMAGE_RESOURCE = 2
"""`QTextDocument.ResourceType.ImageResource` as a number; see `page_toolbar.TAB_FOCUS`."""


def is_picture(kind: int, address: QUrl) -> bool:
    """Tell whether a document asks for a picture of the guide's own folder, and not for anything else."""
    return int(kind) == IMAGE_RESOURCE and address.scheme() == PICTURE_SCHEME.removesuffix(":")


def picture(folder: Path, address: QUrl, most_width: int, ratio: float = 1.0) -> QImage:
    """Return a picture no wider than `most_width` pixels of the page; an empty one where it cannot be read.

    `ratio` is how many of the screen's own pixels one of the page's has.
    """
    name = address.path(QUrl.ComponentFormattingOption.FullyDecoded)
    try:
        content = QByteArray(read_regular(folder / name, LARGEST_PICTURE, folder))
    except NotReadable:
        return QImage()
    buffer = QBuffer(content)
    reader = QImageReader(buffer)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    most = QSize(min(size.width(), most_width), min(size.height(), MOST_HEIGHT))
    shown = size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
    reader.setScaledSize(QSize(max(1, round(shown.width() * ratio)), max(1, round(shown.height() * ratio))))
    image = reader.read()
    image.setDevicePixelRatio(ratio)
    return image
