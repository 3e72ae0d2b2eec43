"""A text as a person reads it: one kind of space, of dash and of figure, and nothing that cannot be seen."""

from __future__ import annotations

import re
import unicodedata

from migdesk.base.invisible import is_invisible

_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|shy|zwnj|zwj|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)
"""What stays of spaces and hyphens where a web page is pasted as text."""
_NAMED = {"shy": "\u00ad", "zwnj": "\u200c", "zwj": "\u200d"}

_DOTS = frozenset("\u00b7\u2022\u2024\u2219\u22c5\u30fb")


class SeenText:
    """`text` is what is looked through; `original` gives back what stands there."""

    def __init__(self, typed: str) -> None:
        self._typed = typed
        self._places: list[int] | None = None
        self.text = typed
        if not typed.isascii() or "&" in typed:
            self.text = self._read(typed)

    def original(self, start: int, end: int) -> str:
        """Return what was typed where `text[start:end]` was read."""
        if self._places is None:
            return self._typed[start:end]
        return self._typed[self._places[start] : self._places[end]]

    def _read(self, typed: str) -> str:
        seen: list[str] = []
        self._places = []
        position = 0
        while position < len(typed):
            entity = _ENTITY.match(typed, position) if typed[position] == "&" else None
            character = _character_of(entity.group()[1:-1].lower()) if entity else typed[position]
            for sign in _read_as(character):
                seen.append(sign)
                self._places.append(position)
            position = entity.end() if entity else position + 1
        self._places.append(len(typed))
        return "".join(seen)


def _character_of(entity: str) -> str:
    if not entity.startswith("#"):
        return _NAMED.get(entity, " ")
    number = int(entity[2:], 16) if entity.startswith("#x") else int(entity[1:])
    return chr(number) if 32 <= number < 0xD800 else " "


def _read_as(character: str) -> str:
    if character.isascii():
        return character
    if is_invisible(character):
        return ""
    category = unicodedata.category(character)
    if category in {"Zs", "Zl", "Zp"}:
        return " " if category == "Zs" else "\n"
    if category == "Pd" or character == "\u2212":
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if character in _DOTS:
        return "."
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isascii() else character
