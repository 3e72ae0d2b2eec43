"""What a sign-off is: who signs what words, with which figures, as `_data/migdesk/sign_offs.yml` has it."""

from __future__ import annotations

import re
from functools import cached_property

import msgspec

from migdesk.checklist.definitions import Anchor, Identifier, SignOffRule
from migdesk.checklist.registers.definitions import Column, Condition

PRACTICE, ORGANISATION = "practice", "organisation"
"""Places in the words that every sign-off has: the practice's name, and the organisation of whoever signs."""

VALUE = "{value}"
PLACE = re.compile(r"\{([a-z][a-z0-9-]*)\}")
"""A place in the words, filled with a field, a figure, or one of those that every sign-off has."""


class SignOffField(Column, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is typed into the words. `framed` are the words around a value, with `{value}` in them, and `empty` those
    that stand where nothing was typed. `prefill` is the detail of the practice or the milestone that it begins with."""

    framed: str = VALUE
    empty: str = ""
    prefill: Identifier = ""


class Figure(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How many rows of a register a condition means, or what they add up to in the column `of`.

    In the words stands the number with `singular` or `plural` after it, or `none` alone for nothing.
    """

    id: Identifier
    title: str
    register: Identifier
    singular: str
    plural: str
    none: str
    condition: Condition = {}
    of: Identifier = ""

    def in_words(self, number: int | float) -> str:
        """Return the figure as it stands in the words: "3 issues are", "no issue is"."""
        if number == 0:
            return self.none
        return f"{number:,} {self.singular if number == 1 else self.plural}"


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Rows of a register that are shown and kept in full with the words."""

    words: str
    register: Identifier
    columns: tuple[Identifier, ...]
    condition: Condition = {}


class SignOff(SignOffRule, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """One sign-off. Its words have places for fields, which are typed, and for figures, which are counted.

    `group` is under what it is listed, `link` its place in the guide. Before it the registers have their own gates;
    those before the milestones `gates` count as well, and so do the tasks and sign-offs `needs`. Nothing blocks.
    """

    group: str
    link: str
    words: str
    fields: tuple[SignOffField, ...] = ()
    figures: tuple[Figure, ...] = ()
    lists: tuple[Listed, ...] = ()
    gates: tuple[Anchor, ...] = ()
    needs: tuple[Identifier, ...] = ()

    @cached_property
    def field_by_id(self) -> dict[str, SignOffField]:
        return {field.id: field for field in self.fields}

    @cached_property
    def figure_by_id(self) -> dict[str, Figure]:
        return {figure.id: figure for figure in self.figures}

    @property
    def rule(self) -> SignOffRule:
        """What tells how far it is, without its words."""
        return SignOffRule(**{name: getattr(self, name) for name in SignOffRule.__struct_fields__})


class SignOffs(msgspec.Struct, frozen=True, dict=True):
    """All sign-offs of a guide in their order, and in words what is wrong with those that were left out."""

    sign_offs: tuple[SignOff, ...] = ()
    faults: tuple[str, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, SignOff]:
        return {sign_off.id: sign_off for sign_off in self.sign_offs}
