"""Which due tasks are shown: whose they are, in which role, how critical, and by words."""

from __future__ import annotations

import msgspec

from migdesk.workspace.mine import Person, is_mine
from migdesk.workspace.open_tasks import OpenTask


class DueFilter(msgspec.Struct, frozen=True):
    """The filters as set. Empty or False means "any"; all that are set must hold. `words` are in small letters.

    `no_samples` leaves out the tasks of made-up practices.
    """

    mine: bool = False
    critical: bool = False
    role: str = ""
    words: tuple[str, ...] = ()
    no_samples: bool = False


def is_wanted(task: OpenTask, wanted: DueFilter, person: Person) -> bool:
    """Tell whether a task passes the filters."""
    return (
        (not wanted.mine or is_mine(task.owners, task.roles, person))
        and (not wanted.no_samples or not task.sample)
        and (not wanted.critical or task.critical)
        and (not wanted.role or wanted.role in task.roles)
        and (not wanted.words or _has_words(task, wanted.words))
    )


def _has_words(task: OpenTask, words: tuple[str, ...]) -> bool:
    text = f"{task.owner}\n{task.title}\n{task.practice}\n{task.ods_code}".casefold()
    return all(word in text for word in words)
