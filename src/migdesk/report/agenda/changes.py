"""What changed at a practice since a day: its record then laid beside its record now, one line for each thing.

Eight changes to a task are one line, and what was changed and taken back is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from migdesk.base.clock import local_date
from migdesk.base.date_words import date_with_weekday
from migdesk.checklist.definitions import Definitions
from migdesk.practice.entries import Note
from migdesk.practice.event import Event
from migdesk.practice.fold import fold
from migdesk.practice.folded_tasks import with_folded_tasks
from migdesk.practice.history import item_of, title_of
from migdesk.practice.kinds.practice_set import detail_lines, details_set
from migdesk.practice.kinds.row_set import row_lines
from migdesk.practice.rows import WordsOfRegister, no_words, row_of_item, values_of
from migdesk.practice.state import PracticeState
from migdesk.practice.status import OPEN_STATUSES, STATUS_WORDS, Status
from migdesk.practice.visit_record import LAST_VISIT
from migdesk.report.agenda.model import Change
from migdesk.report.agenda.words import MOST_OF_A_CHANGE, MOST_OF_A_NAME, brief

_NOT_TOLD = frozenset({LAST_VISIT, "sample"})
"""Details that a change of is no news: the agenda's head says when the last visit was."""


class _Times(msgspec.Struct, frozen=True):
    """A practice's record at the start of the day and as it is now, and the notes that are new, by their task."""

    before: PracticeState
    now: PracticeState
    definitions: Definitions
    new_notes: dict[str, list[Note]]
    words_of: WordsOfRegister = no_words


def changes_since(
    day: date,
    events: Iterable[Event],
    now: PracticeState,
    definitions: Definitions,
    words_of: WordsOfRegister = no_words,
) -> list[Change]:
    """Return what changed from `day` on, that day included (where this computer stands).

    `events` are all of the practice, oldest first; `words_of` knows what registers call their rows and columns. The
    practice and its plan come first, then what is blocked or critical, other changes of a status, and the rest; the
    latest first in each.
    """
    every = tuple(events)
    earlier = (event for event in every if local_date(event.at) < day)
    before = with_folded_tasks(fold(now.id, earlier), definitions)
    times = _Times(before, now, definitions, _new_notes(before, now), words_of)
    by_item: dict[str, list[Event]] = {}
    for event in every:
        if local_date(event.at) >= day:
            item = item_of(event, now)
            known = definitions.task_by_id.get(item)
            by_item.setdefault(known.id if known else item, []).append(event)
    changes = list(_practice_changes(by_item.pop("", []), times))
    of_items = [(_item_parts(item, times), item, found) for item, found in by_item.items()]
    told = [
        (_weight(item, times), _change(item, brief("; ".join(parts), MOST_OF_A_CHANGE), found, times))
        for parts, item, found in of_items
        if parts
    ]
    told.sort(key=lambda pair: pair[1].at, reverse=True)
    told.sort(key=lambda pair: pair[0])
    return changes + [change for _, change in told]


def _change(item: str, text: str, events: list[Event], times: _Times) -> Change:
    known = times.definitions.task_by_id.get(item)
    title = brief(title_of(item, times.now, times.definitions, times.words_of)) if item else ""
    names = tuple(dict.fromkeys(event.actor.name for event in reversed(events)))
    return Change(title, text, names, events[-1].at, bool(known and known.critical))


def _weight(item: str, times: _Times) -> int:
    """Return 0 for what to talk about first: a task newly blocked, or a critical one that has moved on."""
    status = times.now.status(item)
    if status == times.before.status(item):
        return 2
    known = times.definitions.task_by_id.get(item)
    return 0 if status == Status.BLOCKED or (known and known.critical) else 1


def _new_notes(before: PracticeState, now: PracticeState) -> dict[str, list[Note]]:
    """Return the notes that stand now and did not then, oldest first."""
    by_task: dict[str, list[Note]] = {}
    for note in now.standing_notes():
        if note.key not in before.notes:
            by_task.setdefault(note.task, []).append(note)
    return by_task


def _practice_changes(events: list[Event], times: _Times) -> Iterator[Change]:
    """Tell each detail of the practice that differs, and the notes on the practice."""
    if not events:
        return
    before, now = times.before, times.now
    if not before.details:
        yield _change("", "Practice added", events[:1], times)
    else:
        for name in dict.fromkeys(name for event in events for name in details_set(event)):
            value, old = now.detail(name), before.detail(name)
            if name in _NOT_TOLD or (value or None) == (old or None):
                continue
            by = [event for event in events if name in details_set(event)]
            for line in detail_lines({name: value}, {name: old}, times.definitions):
                yield _change("", brief(line), by, times)
    notes = _notes_part("", times)
    if notes:
        yield _change("", notes[0], [event for event in events if event.key in now.notes], times)


def _item_parts(item: str, times: _Times) -> list[str]:
    if item in times.definitions.reference_by_id:
        return list(_reference_parts(item, times))
    if item in times.definitions.sign_off_by_id:
        return list(_sign_off_parts(item, times))
    parts = _row_parts if row_of_item(item) else _task_parts
    return [*parts(item, times), *_notes_part(item, times)]


def _row_parts(item: str, times: _Times) -> Iterator[str]:
    then, now = (values_of(state.fields_of(item), removed=True) for state in (times.before, times.now))
    place = row_of_item(item)
    words = times.words_of(place[0]) if place else None
    lines = row_lines(dict.fromkeys((*then, *now)) | now, then, is_new=not then, words=words)
    yield from (brief(line) for line in lines)


def _task_parts(task: str, times: _Times) -> Iterator[str]:
    before, now = times.before, times.now
    if now.removed(task) != before.removed(task):
        yield "Removed from the checklist" if now.removed(task) else "Put back on the checklist"
    elif task in now.own_tasks and task not in before.own_tasks:
        yield "Added by the practice"
    status, reason = now.status(task), now.reason(task)
    if (status, reason) != (before.status(task), before.reason(task)):
        yield STATUS_WORDS[status] + (f": {brief(reason)}" if reason else "")
    if status not in OPEN_STATUSES:
        return  # who was to do it, and by when, is past
    if now.owner(task) != before.owner(task):
        yield f"Owner: {brief(now.owner(task), MOST_OF_A_NAME) or 'nobody'}"
    due = now.due_by_hand(task)
    if due != before.due_by_hand(task):
        yield f"Due {date_with_weekday(due)}" if due else "Due as planned"


def _notes_part(item: str, times: _Times) -> list[str]:
    """Return the latest note that is new, and how many there are."""
    new = times.new_notes.get(item, [])
    if not new:
        return []
    text = f"“{brief(new[-1].text)}”"
    return [f"Note: {text}" if len(new) == 1 else f"{len(new)} notes, the latest: {text}"]


def _reference_parts(reference: str, times: _Times) -> Iterator[str]:
    then, now = (_standing(reference, state) for state in (times.before, times.now))
    new = [name for key, name in now.items() if key not in then]
    gone = [name for key, name in then.items() if key not in now]
    if new:
        yield f"Acknowledged by {', '.join(dict.fromkeys(new))}"
    if gone:
        yield f"Acknowledgement of {', '.join(dict.fromkeys(gone))} withdrawn"


def _sign_off_parts(sign_off: str, times: _Times) -> Iterator[str]:
    then, now = (_signed(sign_off, state) for state in (times.before, times.now))
    new = [name for key, name in now.items() if key not in then]
    gone = [name for key, name in then.items() if key not in now]
    if new:
        yield f"Signed by {', '.join(dict.fromkeys(new))}"
    if gone:
        yield f"Signature of {', '.join(dict.fromkeys(gone))} withdrawn"


def _signed(sign_off: str, state: PracticeState) -> dict[str, str]:
    """Return who signed, by the signature's key, without those that were withdrawn."""
    gone = state.withdrawn()
    return {found.key: found.by.name for found in state.signatures_of(sign_off) if found.key not in gone}


def _standing(reference: str, state: PracticeState) -> dict[str, str]:
    """Return who acknowledged a reference, by the acknowledgement's key, without those that were withdrawn."""
    gone = state.withdrawn()
    known = state.acknowledgements_of(reference)
    return {found.key: found.actor.name for found in known if found.key not in gone}
