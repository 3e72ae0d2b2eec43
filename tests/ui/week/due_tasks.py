"""Made-up due tasks, as the list is given them."""

from __future__ import annotations

from datetime import date

import msgspec

from migdesk.workspace.open_tasks import OpenTask

TODAY = date(2026, 11, 25)
"""A Wednesday; its week ends on 29 November."""


def due_task(title: str, due: date = TODAY, **fields: object) -> OpenTask:
    """Return a task of Elm Tree Practice that falls to its manager, with these fields in place of the usual ones."""
    plain = OpenTask(
        practice_id="elm",
        practice="Elm Tree Practice",
        ods_code="Z99001",
        sample=False,
        task=title.lower(),
        title=title,
        phase="kick-off",
        phase_title="3 Kick-off meeting",
        due=due,
        due_by_hand=False,
        status="to-do",
        status_word="To do",
        owner="",
        roles=("practice-manager",),
        role_titles=("Practice Manager",),
        critical=False,
        overdue=due < TODAY,
    )
    return msgspec.structs.replace(plain, **fields)


def of_oak(title: str, due: date = TODAY, **fields: object) -> OpenTask:
    """Return the same of Oak Tree Practice."""
    return due_task(title, due, practice_id="oak", practice="Oak Tree Practice", ods_code="Z99002", **fields)
