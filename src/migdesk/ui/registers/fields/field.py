"""What every field of a row's form can do, whatever it looks like."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from migdesk.checklist.definitions import Milestone
from migdesk.checklist.registers.definitions import Column
from migdesk.ui.widgets.focus_holder import FocusHolder
from migdesk.workspace.registers.values import Names
from migdesk.workspace.registers.view import RowView

EMPTY = "–"


class FieldContext(msgspec.Struct, frozen=True):
    """What fields offer and count from: names of rows and people, today, and the milestones."""

    names: Names
    today: date
    milestones: tuple[Milestone, ...]


class Field(FocusHolder):
    """One field. It is filled from the record alone; what is typed stays until it is saved or found wrong."""

    shows_problems = False
    """Whether it shows itself, under what was entered, what is wrong with it."""

    settled = Signal()  # the person has settled on something: it can be checked and saved
    open_requested = Signal(str, str)  # a register and its row that this field names

    def __init__(self, column: Column, context: FieldContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self.context = context

    def fill(self, row: RowView | None) -> None:
        """Show what a row has here; None is a row that is not there yet."""
        raise NotImplementedError

    def typed(self) -> Any:
        """Return what stands in the field now, not checked yet; None or an empty text for nothing."""
        raise NotImplementedError

    def entered(self) -> Any:
        """Return what stands in the field as it was entered, for `enter` to bring back."""
        raise NotImplementedError

    def enter(self, entered: Any) -> None:
        """Bring back what was entered before and not saved."""
        raise NotImplementedError

    def follow(self, context: FieldContext) -> None:
        """Offer what there is now."""
        self.context = context

    @property
    def is_touched(self) -> bool:
        """Whether something was entered since it was filled."""
        raise NotImplementedError

    def show_problem(self, text: str) -> None:
        """Mark the field as wrong, or as well again; screen readers say why."""
        raise NotImplementedError

    def describe(self, text: str) -> None:
        """Have screen readers say a hint with the field."""
        self.first_field().setAccessibleDescription(text)
