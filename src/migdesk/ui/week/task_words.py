"""What a row of the list says of a task: when it is due, who has it, and all of it for screen readers."""

from __future__ import annotations

from datetime import date

from migdesk.base.date_words import long_date
from migdesk.practice.status import OPEN_STATUSES
from migdesk.ui.look.words import counted, days_from, short_date
from migdesk.workspace.open_tasks import OpenTask

TO_SETTLE = "changed on two computers, to settle"


def how_far_off(task: OpenTask, today: date) -> str:
    """Return how late a task is, or how soon it is due: "13 days late", "today", "in 3 days"."""
    days = (today - task.due).days
    return f"{counted(days, 'day')} late" if days > 0 else days_from(task.due, today)


def due_text(task: OpenTask, today: date) -> str:
    """Return the due date, marked where a person has set it."""
    return short_date(task.due, today) + (" (set)" if task.due_by_hand else "")


def who(task: OpenTask) -> str:
    """Return who has a task: its owner, or the roles that it falls to while nobody owns it."""
    return task.owner or ", ".join(task.role_titles)


def spoken(task: OpenTask, today: date) -> str:
    """Return a whole row in words, for screen readers."""
    practice = ", ".join(filter(None, (task.practice, "sample" if task.sample else "", task.ods_code)))
    words = [task.title, practice, task.status_word, "critical" if task.critical else ""]
    if task.status in OPEN_STATUSES:
        set_by_hand = ", set by hand" if task.due_by_hand else ""
        words.append(f"due {long_date(task.due)}{set_by_hand}, {how_far_off(task, today)}")
    if task.to_settle:
        words.append(TO_SETTLE)
    if task.owner:
        words.append(f"owner {task.owner}")
    elif task.role_titles:
        words.append(f"for {', '.join(task.role_titles)}")
    words.append(f"register {task.phase_title}" if task.is_row else f"phase {task.phase_title}")
    return ", ".join(filter(None, words))


def tooltip(task: OpenTask, today: date) -> str:
    """Return what stays on the pointer: the texts that a row may cut, one below the other."""
    lines = [
        task.title,
        f"{task.practice} {task.ods_code}".strip(),
        f"{'Register' if task.is_row else 'Phase'}: {task.phase_title}",
    ]
    lines += [", ".join(task.role_titles), f"Owner: {task.owner}" if task.owner else ""]
    lines.append(TO_SETTLE if task.to_settle else "")
    lines.append(f"Due {long_date(task.due)}, {how_far_off(task, today)}")
    return "\n".join(filter(None, lines))
