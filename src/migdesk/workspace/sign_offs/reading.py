"""Reads a sign-off of a practice from its state: figures and lists from the registers, and what is open before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from migdesk.base.errors import UserError
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.registers.definitions import Registers
from migdesk.checklist.sign_offs.definitions import Figure, SignOff
from migdesk.practice.details import DETAILS
from migdesk.practice.progress import Progress, progress_of
from migdesk.practice.rows import item_of_row
from migdesk.practice.sign_off_progress import SIGN_OFF
from migdesk.practice.signature import KeptList, OpenPoint
from migdesk.practice.state import PracticeState
from migdesk.workspace.registers.reading import RegisterReader
from migdesk.workspace.registers.values import Names, shown
from migdesk.workspace.registers.view import GateFinding, RegisterView, RowView
from migdesk.workspace.sign_offs.view import FigureView, ListView, SignOffView

_MOST_NAMED = 3
"""Rows that one line about what is open names."""
MOST_LISTED = 500
"""Rows that a signature keeps of one list."""


class SignOffReader:
    """Reads sign-offs of one practice in one state; what several of them need is found once."""

    def __init__(self, registers: Registers, definitions: Definitions, state: PracticeState, today: date) -> None:
        self._registers = registers
        self._state = state
        self._reader = RegisterReader(registers, definitions, state, today)
        self._views: dict[str, RegisterView] = {}
        self.progress: Progress = progress_of(state, definitions, today)

    @property
    def names(self) -> Names:
        return self._reader.names

    def view(self, sign_off: SignOff) -> SignOffView:
        """Return one sign-off as it stands."""
        progress = self.progress.sign_off(sign_off.id)
        if progress is None:
            raise UserError(f"The checklist in use has no sign-off “{sign_off.id}”.")
        tasks = [self.progress.task(task) for task in dict.fromkeys((*sign_off.needs, *sign_off.tasks))]
        return SignOffView(
            sign_off=sign_off,
            progress=progress,
            figures=tuple(self._figures(sign_off)),
            lists=tuple(self._lists(sign_off)),
            open=tuple(self._open(sign_off)),
            begins_with=dict(self._begins_with(sign_off)),
            tasks=tuple(task for task in tasks if task and task.task.kind != SIGN_OFF),
        )

    def _register(self, register_id: str) -> RegisterView | None:
        """Return a register with its rows; None where a guide has replaced it by one without that id."""
        register = self._registers.by_id.get(register_id)
        if register and register_id not in self._views:
            self._views[register_id] = self._reader.view(register)
        return self._views.get(register_id)

    def _figures(self, sign_off: SignOff) -> Iterator[FigureView]:
        for figure in sign_off.figures:
            view = self._register(figure.register)
            if view:
                rows = tuple(row for row in view.rows if row.meets(figure.condition))
                yield FigureView(figure, _number(figure, rows), view.register, tuple(row.id for row in rows))

    def _lists(self, sign_off: SignOff) -> Iterator[ListView]:
        for listed in sign_off.lists:
            view = self._register(listed.register)
            if view:
                known = [column for column in listed.columns if column in view.register.column_by_id]
                heads = tuple(view.register.column_by_id[column].title for column in known)
                rows = (row for row in view.rows if row.meets(listed.condition))
                yield ListView(
                    listed, view.register, heads, tuple((row.id, self._cells(row, known, view)) for row in rows)
                )

    def _cells(self, row: RowView, columns: Iterable[str], view: RegisterView) -> tuple[str, ...]:
        known = view.register.column_by_id
        return tuple(shown(known[column], row.value(column), self.names) for column in columns)

    def _begins_with(self, sign_off: SignOff) -> Iterator[tuple[str, Any]]:
        milestones = {found.milestone.id: found.date for found in self.progress.milestones}
        details = {detail.id for detail in DETAILS}
        for field in sign_off.fields:
            day = milestones.get(field.prefill)  # type: ignore[call-overload]
            if day:
                yield field.id, day.isoformat()
            elif field.prefill in details and self._state.text(field.prefill):
                yield field.id, self._state.text(field.prefill)

    # what is open

    def _open(self, sign_off: SignOff) -> Iterator[OpenPoint]:
        told: set[tuple[str, str]] = set()
        for finding in self._findings(sign_off):
            if (finding.register.id, finding.words) not in told:
                told.add((finding.register.id, finding.words))
                yield _point_of(finding)
        for needed in sign_off.needs:
            task, before = self.progress.task(needed), self.progress.sign_off(needed)
            if task and task.is_open:
                yield OpenPoint(task.id, "Task", task.title)
            elif before and before.is_open:
                yield OpenPoint(before.id, "Sign-off", before.rule.title)

    def _findings(self, sign_off: SignOff) -> Iterator[GateFinding]:
        for register in self._registers.registers:
            yield from self._reader.findings(register, "", sign_off.id)
            for milestone in sign_off.gates:
                yield from self._reader.findings(register, milestone, "")


def kept_lists(view: SignOffView) -> tuple[KeptList, ...]:
    """Return the lists of a sign-off as a signature keeps them."""
    return tuple(
        KeptList(found.listed.words, found.heads, tuple(cells for _, cells in found.rows[:MOST_LISTED]))
        for found in view.lists
        if found.rows
    )


def given_names(state: PracticeState, organisation: str) -> Mapping[str, str]:
    """Return what stands in the places that every sign-off has."""
    return {"practice": state.name, "organisation": organisation}


def _number(figure: Figure, rows: Iterable[RowView]) -> int | float:
    if not figure.of:
        return len(tuple(rows))
    values = [row.value(figure.of) for row in rows]
    total = sum(value for value in values if isinstance(value, (int, float)))
    return int(total) if total == int(total) else round(total, 2)


def _point_of(finding: GateFinding) -> OpenPoint:
    names = [f"“{row.name}”" for row in finding.rows[:_MOST_NAMED]]
    more = [f"{len(finding.rows) - _MOST_NAMED} more"] if len(finding.rows) > _MOST_NAMED else []
    which = f" ({', '.join([*names, *more])})" if names else ""
    item = item_of_row(finding.register.id, finding.rows[0].id) if len(finding.rows) == 1 else finding.register.id
    return OpenPoint(item, finding.register.short_title, f"{finding.words}{which}")
