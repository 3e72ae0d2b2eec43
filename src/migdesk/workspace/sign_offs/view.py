"""Sign-offs as screens, reports and scripts show them. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from migdesk.checklist.registers.definitions import Register
from migdesk.checklist.sign_offs.definitions import Figure, Listed, SignOff
from migdesk.practice.progress import TaskProgress
from migdesk.practice.sign_off_progress import SignOffProgress
from migdesk.practice.signature import OpenPoint


class FigureView(msgspec.Struct, frozen=True):
    """A figure of the words as it stands: how many, and of which rows of the register."""

    figure: Figure
    number: int | float
    register: Register
    rows: tuple[str, ...]


class ListView(msgspec.Struct, frozen=True):
    """Rows that are shown in full: their ids, and what stands in each of the columns `heads`."""

    listed: Listed
    register: Register
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


class Piece(msgspec.Struct, frozen=True):
    """A part of the words. `place` is the field or figure that it fills, empty for words that always stand there;
    `is_blank` tells that a field has still to be typed."""

    text: str
    place: str = ""
    is_blank: bool = False


class SignOffView(msgspec.Struct, frozen=True, kw_only=True):
    """One sign-off of a practice: its words, what is counted and listed in them, what is open, and how far it is.

    `begins_with` are the values that its fields begin with. `tasks` are those of `SignOffRule.tasks` and `needs` that
    the practice has.
    """

    sign_off: SignOff
    progress: SignOffProgress
    figures: tuple[FigureView, ...]
    lists: tuple[ListView, ...]
    open: tuple[OpenPoint, ...]
    begins_with: Mapping[str, Any]
    tasks: tuple[TaskProgress, ...]

    @property
    def numbers(self) -> dict[str, int | float]:
        """The figures by their ids."""
        return {view.figure.id: view.number for view in self.figures}
