"""Something was counted on a row of a register. Counts accumulate: 8 here and 5 there are 13.

`measure` is the id of the column that it is counted in, and `reason` why, where the column asks for one.
Taking a count back is an event, as for a note.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from migdesk.checklist.definitions import Definitions
from migdesk.practice.entries import Count
from migdesk.practice.event import Draft, Event
from migdesk.practice.kinds import withdrawn
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.kinds.links import with_known_removals
from migdesk.practice.kinds.values import has_links, has_texts
from migdesk.practice.removal import REMOVED
from migdesk.practice.rows import RECORDED_OTHERWISE, ColumnWords, column_in_words, is_place, item_of_row
from migdesk.practice.state import PracticeState

MOST_COUNTED = 1_000_000
"""At once; more is a slip of the finger."""

_NAME = "row-counted"


def draft(register: str, row: str, measure: str, n: int, reason: str = "") -> Draft:
    """Return what adds `n` to a measure of a row."""
    return Draft(_NAME, {"register": register, "row": row, "measure": measure, "n": n, "reason": reason})


def _fits(body: Body) -> bool:
    return (
        has_texts(body, "register", "row", "measure", optional=("reason",))
        and has_links(body)
        and is_place(body["register"], body["row"])
        and body["register"] not in RECORDED_OTHERWISE
        and bool(body["measure"])
        and _is_count(body.get("n"))
    )


def _is_count(n: Any) -> bool:
    return isinstance(n, int) and not isinstance(n, bool) and abs(n) <= MOST_COUNTED


def _item(body: Body) -> str:
    return item_of_row(body["register"], body["row"])


def _complete(draft: Draft, state: PracticeState) -> Body:
    return with_known_removals(draft.body, state, state.fields_of(_item(draft.body)).get(REMOVED))


def _apply(state: PracticeState, event: Event) -> PracticeState:
    body = event.body
    count = Count(
        id=event.id,
        item=_item(body),
        measure=body["measure"],
        n=body["n"],
        reason=body.get("reason", ""),
        clock=event.clock,
        at=event.at,
        actor=event.actor,
        hash=event.hash,
        knew=tuple(body.get("knew", ())),
    )
    return replace(state, counts={**state.counts, count.key: count})


def _tell(event: Event, before: PracticeState, _: Definitions) -> str:
    return tell_in(event, before, None)


def tell_in(event: Event, _: PracticeState, words: ColumnWords | None) -> str:
    """Tell a count in the words of its register: "Logged: 8 more"."""
    measure, n, reason = event.body["measure"], event.body["n"], event.body.get("reason")
    title = words.title(measure) if words else column_in_words(measure)
    because = f", because: {reason}" if reason else ""
    return f"{title}: {abs(n):,} {'more' if n >= 0 else 'fewer'}{because}"


KIND = Kind(
    name=_NAME,
    fits=_fits,
    typed=lambda body: (body.get("reason", ""),),
    complete=_complete,
    fields=lambda *_: {},
    needs=lambda _: (),
    apply=_apply,
    item=lambda event, _: _item(event.body),
    tell=_tell,
    reverse=lambda event, _: withdrawn.reversal(event),
    stands=withdrawn.is_not_withdrawn,
    changes_all=lambda _: False,
)
