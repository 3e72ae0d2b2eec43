"""Agendas of the made-up practices: since ten days ago, unless a test says another day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sample_report import DEFINITIONS, TODAY, MadeUpPractice

from migdesk.checklist.plan.conflicts import Conflict
from migdesk.practice.plan_record import plan_inputs
from migdesk.report.agenda.build import Since, build_agenda
from migdesk.report.agenda.model import Agenda

TEN_DAYS_AGO = TODAY - timedelta(days=10)


def agenda_of(
    practice: MadeUpPractice,
    since: date = TEN_DAYS_AGO,
    why: Any = "visit",
    conflicts: tuple[Conflict, ...] = (),
) -> Agenda:
    progress = practice.progress
    plan = plan_inputs(progress.state)
    settled = Since(since, why)
    return build_agenda(practice.report(conflicts=conflicts), progress, practice.events, DEFINITIONS, settled, plan)


def crowded_practice() -> MadeUpPractice:
    """Return a practice with 500 notes, and more of everything than an agenda has room for, in long words."""
    practice = MadeUpPractice(name="Surgery of the long name " * 8, sample=True, commissioner="An ICB " * 20)
    long = "Word after word of what a person typed at length. " * 20
    for number in range(40):
        task = f"own.{number}"
        practice.add("own-task-added", {"task": task, "phase": "kick-off", "title": f"Own task {number}. {long}"[:200]})
        kind = number % 4
        due = TODAY + timedelta(days=number if kind == 0 else -number)
        status = ["blocked", long] if kind == 1 else ["in-progress", ""]
        practice.set_task(task, due=due.isoformat() if kind < 3 else None, status=status, owner=long[:100])
    for number in range(500):
        practice.note(f"own.{number % 30}", f"Note {number}. {long}", ago=number / 60)
    return practice
