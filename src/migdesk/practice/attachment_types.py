"""Which files can be attached: documents, pictures and archives, by their suffix and by what their content begins with.

A file is judged when it is attached, when it comes in from elsewhere, and when it is opened: its name and its content
may be anybody's. What runs when it is opened is on no list.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from migdesk.base.invisible import without_invisible

_Check = Callable[[bytes], bool]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2
_MACROS = b"vbaProject.bin"
_HEIF_BRANDS = (b"heic", b"heix", b"mif1", b"msf1")
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST_STEM = 80


def _begins(*beginnings: bytes) -> _Check:
    return lambda content: content.startswith(beginnings)


def _office(folder: bytes) -> _Check:
    """Office Open XML: the list of contents of a ZIP file names its parts as they are."""
    return lambda content: content.startswith(_ZIP) and folder in content and _MACROS not in content


def _open_document(kind: bytes) -> _Check:
    """OpenDocument 1.3, part 2, 3.3: the kind stands unpacked at the beginning."""
    return lambda content: content.startswith(_ZIP) and b"application/vnd.oasis.opendocument." + kind in content[:200]


def _is_text(content: bytes) -> bool:
    return content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in content


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]


def _is_webp(content: bytes) -> bool:
    return content.startswith(b"RIFF") and content[8:12] == b"WEBP"


def _is_heif(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS


DOCUMENTS: dict[str, _Check] = {
    "pdf": _is_pdf,
    "docx": _office(b"word/"),
    "xlsx": _office(b"xl/"),
    "pptx": _office(b"ppt/"),
    "doc": _begins(_COMPOUND_FILE),
    "xls": _begins(_COMPOUND_FILE),
    "ppt": _begins(_COMPOUND_FILE),
    "msg": _begins(_COMPOUND_FILE),
    "odt": _open_document(b"text"),
    "ods": _open_document(b"spreadsheet"),
    "odp": _open_document(b"presentation"),
    "rtf": _begins(b"{\\rtf"),
    "txt": _is_text,
    "csv": _is_text,
    "eml": _is_text,
}
PICTURES: dict[str, _Check] = {
    "png": _begins(b"\x89PNG\r\n\x1a\n"),
    "jpg": _begins(b"\xff\xd8\xff"),
    "jpeg": _begins(b"\xff\xd8\xff"),
    "gif": _begins(b"GIF87a", b"GIF89a"),
    "tif": _begins(b"II*\0", b"MM\0*"),
    "tiff": _begins(b"II*\0", b"MM\0*"),
    "bmp": _begins(b"BM"),
    "webp": _is_webp,
    "heic": _is_heif,
}
ARCHIVES: dict[str, _Check] = {
    "zip": _begins(*_ZIP),
    "7z": _begins(b"7z\xbc\xaf\x27\x1c"),
}
TYPES = DOCUMENTS | PICTURES | ARCHIVES
KNOWN_TYPES = ", ".join(TYPES)


def why_refused(name: str, content: bytes) -> str:
    """Return why a file cannot be kept as evidence, as what follows its name in a sentence; empty where it can."""
    suffix = suffix_of(name)
    check = TYPES.get(suffix)
    if check is None:
        return f"is of a type that cannot be attached; these can: {KNOWN_TYPES}"
    if not content:
        return "is empty"
    if _MACROS in content and suffix in ("docx", "xlsx", "pptx"):
        return "holds macros, which no document of its type should"
    return "" if check(content) else f"is not what its name says: its content is not that of a {suffix.upper()} file"


def suffix_of(name: str) -> str:
    """Return the suffix of a file's name in small letters, without its dot; empty where it has none."""
    stem, dot, suffix = name.rpartition(".")
    return suffix.strip().lower() if dot and stem else ""


def safe_name(name: str) -> str:
    """Return a name under which a file can be written on any system, whatever somebody called it elsewhere."""
    tidy = _NOT_IN_NAMES.sub("-", " ".join(without_invisible(name).split()))
    suffix = suffix_of(tidy)
    stem = (tidy[: -len(suffix) - 1] if suffix else tidy)[:_LONGEST_STEM].strip(" .-") or "file"
    if _RESERVED.fullmatch(stem):
        stem = f"{stem}-file"
    return f"{stem}.{suffix}" if suffix else stem
