"""The sign-offs of the practice in hand as lines of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migdesk.checklist.sign_offs.definitions import SignOffs
from migdesk.practice.sign_off_progress import SignOffProgress, SignOffState
from migdesk.ui.registers.status_icon import Icon
from migdesk.ui.sign_offs.grouped_list import ListEntry
from migdesk.ui.sign_offs.sign_off_words import figures_of, state_in_words


def entries_of(found: Iterable[SignOffProgress], definitions: SignOffs) -> Iterator[ListEntry]:
    """Yield a line for each sign-off, under the group that its definition names."""
    for progress in found:
        defined = definitions.by_id.get(progress.id)
        if defined is not None:
            yield ListEntry(
                id=progress.id,
                group=defined.group,
                title=progress.rule.short_title,
                figures=figures_of(progress),
                spoken=state_in_words(progress),
                icon=icon_of(progress),
            )


def icon_of(progress: SignOffProgress) -> Icon:
    """Return the sign of how far a sign-off is; one that is overdue warns."""
    if not progress.applies:
        return "dash"
    if progress.state is SignOffState.MADE or progress.elsewhere:
        return "tick"
    if progress.overdue:
        return "warning"
    return "half" if progress.state is SignOffState.PARTLY else "circle"
