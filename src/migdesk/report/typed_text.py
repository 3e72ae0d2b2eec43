"""Text that people typed, made safe for a page without changing a word of it."""

from __future__ import annotations

_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}
_BIDI_OVERRIDES = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")


def without_controls(text: str) -> str:
    """Return `text` without the control characters that HTML forbids; line breaks and tabs stay."""
    return text.translate({**_CONTROLS, **_SURROGATES}) if not text.isprintable() else text


def without_overrides(text: str) -> str:
    """Return `text` without invisible marks that turn the words after it; letters keep their own direction."""
    return without_controls(text).translate(_BIDI_OVERRIDES)
