"""The clinical systems that the guide is about, and which of them a name may mean that is nearly theirs."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

SYSTEMS = ("EMIS Web", "SystmOne", "Vision", "Medicus")
"""Written as their makers write them."""

_ALSO = {"tpp": "SystmOne", "tppsystmone": "SystmOne", "tppsystmonegp": "SystmOne", "systmonegp": "SystmOne"}
_ALSO |= {"emisweb": "EMIS Web", "optumemisweb": "EMIS Web", "emishealth": "EMIS Web", "cegedimvision": "Vision"}
"""Other names of theirs, in small letters without spaces: of the maker, or with it."""

_ALIKE = 0.85
"""From this share of letters in common, in order, a name is taken for a slip of the pen."""
_FEWEST_LETTERS = 4
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def nearly(name: str) -> str:
    """Return the system that `name` may mean without being its name, such as EMIS Web for "EMIS"; else ""."""
    plain = _plain(name)
    if name in SYSTEMS:
        return ""
    if plain in _ALSO:
        return _ALSO[plain]
    if len(plain) < _FEWEST_LETTERS:
        return ""
    return next((system for system in SYSTEMS if _may_mean(plain, _plain(system))), "")


def _may_mean(plain: str, system: str) -> bool:
    """A longer name, such as "Vision 3", says more than ours and is left alone."""
    if plain.startswith(system):
        return plain == system
    return system.startswith(plain) or SequenceMatcher(None, plain, system).ratio() >= _ALIKE


def _plain(name: str) -> str:
    return _BETWEEN_WORDS.sub("", name).casefold()
