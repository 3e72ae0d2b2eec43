"""What can be changed of a task at once, and of which task."""

from __future__ import annotations

from datetime import date

import msgspec


class Elsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed somewhere else than in this program, on which day, and where that can be found."""

    by: str
    on: date | None = None
    where: str = ""


class TaskChange(msgspec.Struct, frozen=True, kw_only=True):
    """What to change of a task at once; what is left out stays.

    An `owner` of empty text is nobody, and several are parted by “;”. A `due` of None gives the date back to the plan.
    A `note` that is `private` stays on this computer. `elsewhere` says who signed a task of the kind `sign-off` that is
    done and not signed here, `done_on` on which day a task was done: today, unless it is said.
    """

    status: str | None = None
    reason: str = ""
    done_on: date | None = None
    owner: str | None = None
    due: date | msgspec.UnsetType | None = msgspec.UNSET
    note: str | None = None
    private: bool = False
    elsewhere: Elsewhere | None = None


class TaskEdit(msgspec.Struct, frozen=True):
    """A task of a practice, and what to change of it."""

    practice_id: str
    task_id: str
    change: TaskChange
