"""Characters that nobody sees: dropped from what is typed, and not counted where two texts are compared."""

from __future__ import annotations

import unicodedata

_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Drawn as nothing, though Unicode has them as letters, signs or marks."""
_BREAKS = frozenset("\t\n\r")


def is_invisible(character: str) -> bool:
    """Tell whether a character is drawn as nothing: format and control characters (Unicode Cf, Cc), and blanks."""
    return character in _BLANKS or (character not in _BREAKS and unicodedata.category(character) in {"Cf", "Cc"})


def without_invisible(text: str) -> str:
    """Return `text` without characters that nobody sees, each accented letter as one character (NFC).

    So two names that look the same by all but such characters are the same.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", "".join(sign for sign in text if not is_invisible(sign)))
