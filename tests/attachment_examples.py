"""Small files of each type that can be attached, and some that cannot."""

from __future__ import annotations

import io
from zipfile import ZipFile


def zipped(*names: str, first: tuple[str, bytes] | None = None) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        if first:
            archive.writestr(*first)
        for name in names:
            archive.writestr(name, "made up")
    return buffer.getvalue()


PDF = b"%PDF-1.7\nmade up"
PNG = b"\x89PNG\r\n\x1a\nmade up"
GOOD = {
    "minutes.pdf": PDF,
    "MINUTES.PDF": PDF,
    "letter.docx": zipped("[Content_Types].xml", "word/document.xml"),
    "list.xlsx": zipped("[Content_Types].xml", "xl/workbook.xml"),
    "slides.pptx": zipped("[Content_Types].xml", "ppt/presentation.xml"),
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1made up",
    "letter.odt": zipped(first=("mimetype", b"application/vnd.oasis.opendocument.text")),
    "letter.rtf": b"{\\rtf1 made up}",
    "notes.txt": "Two lines\nand a café\n".encode("cp1252"),
    "notes.csv": "a;b\n1;2\n".encode("utf-16"),
    "sheet.png": PNG,
    "sheet.jpg": b"\xff\xd8\xff\xe0made up",
    "sheet.webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "sheet.heic": b"\0\0\0\x18ftypheic\0\0\0\0",
    "all.zip": zipped("a.txt"),
    "all.7z": b"7z\xbc\xaf\x27\x1cmade up",
}
BAD = {
    "run.exe": (b"MZ\x90\0", "type that cannot be attached"),
    "run.pdf.exe": (PDF, "type that cannot be attached"),
    "page.html": (b"<html>", "type that cannot be attached"),
    "macro.docm": (zipped("word/document.xml"), "type that cannot be attached"),
    "no-suffix": (PDF, "type that cannot be attached"),
    ".pdf": (PDF, "type that cannot be attached"),
    "minutes.pdf": (b"MZ\x90\0", "not what its name says"),
    "letter.docx": (zipped("xl/workbook.xml"), "not what its name says"),
    "macro.docx": (zipped("word/document.xml", "word/vbaProject.bin"), "holds macros"),
    "sheet.png": (b"\xff\xd8\xff", "not what its name says"),
    "notes.txt": (b"a\0b", "not what its name says"),
    "empty.pdf": (b"", "is empty"),
}
