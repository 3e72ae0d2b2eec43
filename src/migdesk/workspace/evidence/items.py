"""What evidence can be attached to, found by what somebody writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migdesk.base.errors import UserError
from migdesk.checklist.definitions import Definitions
from migdesk.practice.rows import OWN_TASKS, row_of_item
from migdesk.practice.state import PracticeState

if TYPE_CHECKING:
    from migdesk.workspace.registers.commands import RegisterCommands


def found_item(wanted: str, state: PracticeState, definitions: Definitions, registers: RegisterCommands) -> str:
    """Return the id of a task or sign-off, or "register/row". Raises UserError unless exactly one is meant."""
    name = wanted.strip()
    for task in definitions.tasks:
        if name == task.id or name in task.folded:
            return task.id
    if name in {row.id for row in state.rows(OWN_TASKS)}:
        return name
    for rule in definitions.sign_offs:
        if name in (rule.id, rule.id.removeprefix("so.")):
            return rule.id
    place = row_of_item(name)
    reader = registers.reader_of(state)
    known = [register for register in registers.definitions.registers if register.id != OWN_TASKS]
    if place:
        known = [register for register in known if register.id == place[0]]
    found = [reader.row(register, place[1] if place else name) for register in known]
    rows = [row.item for row in found if row]
    if len(rows) == 1:
        return rows[0]
    if rows:
        raise UserError(f"Say which row is meant: {', '.join(rows)}.")
    raise UserError(
        f"There is no task, row or sign-off “{wanted}” to attach to. Give a task's id such as kick-off.agree-dates, a"
        " sign-off's such as so.data, or a row's as REGISTER/ROW."
    )
