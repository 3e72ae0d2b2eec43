"""Which registers the sections of a page ask for, and how far each is in the practice in hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from migdesk.guide.model import Target

if TYPE_CHECKING:  # a start reads no register
    from migdesk.checklist.registers.definitions import Register


class RegisterMark(msgspec.Struct, frozen=True):
    """A register beside a section: its id, and its name with how far it is."""

    register: str
    words: str


Marks = Mapping[str, tuple[RegisterMark, ...]]
"""By the anchor of the section; "" is the page itself."""


class SectionRegisters:
    """Looks up once where the links of registers lead, since that never changes while it runs."""

    def __init__(self, registers: Iterable[Register], resolve: Callable[[str, str], Target]) -> None:
        self._by_page: dict[str, dict[str, list[Register]]] = {}
        for register in registers:
            for link in dict.fromkeys((register.link, *register.see_also)):
                target = resolve(link, "/")
                if target.kind == "page":
                    sections = self._by_page.setdefault(target.permalink, {})
                    sections.setdefault(target.anchor, []).append(register)

    def marks(self, permalink: str, state_of: Callable[[str], str]) -> dict[str, tuple[RegisterMark, ...]]:
        """Return what stands beside the sections of a page; `state_of` gives how far a register is."""
        sections = self._by_page.get(permalink, {})
        words = {register.id: _words(register, state_of) for found in sections.values() for register in found}
        return {
            anchor: tuple(RegisterMark(register.id, words[register.id]) for register in found)
            for anchor, found in sections.items()
        }


def _words(register: Register, state_of: Callable[[str], str]) -> str:
    return f"{register.short_title}: {state_of(register.id) or 'nothing yet'}"
