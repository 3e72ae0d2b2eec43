"""Windows' and macOS's icon files, made from the one PNG of the program: both formats hold PNGs."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import project

WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
MACOS_TYPES = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256}


def for_system(folder: Path, platform: str = sys.platform) -> str | None:
    """Write this system's icon into `folder` and return its name; None on Linux, which takes the PNG."""
    makers = {"win32": ("migdesk.ico", ico), "darwin": ("migdesk.icns", icns)}
    if platform not in makers:
        return None
    name, maker = makers[platform]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(maker())
    return str(folder / name)


def ico() -> bytes:
    """Return the icon as an .ico: a list of sizes with offsets, then a PNG for each (in Windows since Vista)."""
    pictures = [png(size) for size in WINDOWS_SIZES]
    offset = 6 + 16 * len(pictures)
    heads = []
    for size, picture in zip(WINDOWS_SIZES, pictures, strict=True):
        heads.append(struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset))
        offset += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + b"".join(heads) + b"".join(pictures)


def icns() -> bytes:
    """Return the icon as an .icns: for each size its type, length and PNG."""
    parts = b"".join(
        kind + struct.pack(">I", 8 + len(picture)) + picture
        for kind, picture in ((kind, png(size)) for kind, size in MACOS_TYPES.items())
    )
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


def png(size: int) -> bytes:
    """Return the program's icon as a PNG of `size` by `size` pixels."""
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QImage

    image = QImage(str(project.ICON)).scaled(
        size, size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())
