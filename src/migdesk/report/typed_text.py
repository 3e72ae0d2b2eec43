"""Text that people typed, made safe for a page without changing a word of it."""

from __future__ import annotations

import re
from html import escape

_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}
_BIDI_OVERRIDES = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")
"""Source: XML 1.0, production 2."""
_ESCAPES = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Source: ECMA-376, part 1, 22.9.2.19 (ST_Xstring)."""
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")


def without_controls(text: str) -> str:
    """Return `text` without the control characters that HTML forbids; line breaks and tabs stay."""
    return text.translate({**_CONTROLS, **_SURROGATES}) if not text.isprintable() else text


def for_xml(text: str, *, quoted: bool = False) -> str:
    """Return `text` escaped for an XML document, without what no such document can hold; `quoted` in an attribute."""
    return escape(without_noncharacters(text), quote=quoted)


def for_workbook(text: str) -> str:
    """Return `text` without what no workbook can hold, and with what would be one of Excel's own escapes kept."""
    return _ESCAPES.sub("_x005F_", without_noncharacters(text))


def without_noncharacters(text: str) -> str:
    """Return `text` without what no XML document can hold, and without invisible marks that turn the words after it."""
    return _NO_CHARACTERS.sub("", without_overrides(text))


def without_overrides(text: str) -> str:
    """Return `text` without invisible marks that turn the words after it; letters keep their own direction."""
    return without_controls(text).translate(_BIDI_OVERRIDES)
