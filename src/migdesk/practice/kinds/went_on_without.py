"""Somebody said that changes which others name will never come, so that those others need not wait any longer."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from migdesk.checklist.definitions import Definitions
from migdesk.practice.event import Draft, Event
from migdesk.practice.kinds.kind import Body, Kind
from migdesk.practice.state import PracticeState

_NAME = "went-on-without"


def draft(missing: Iterable[str]) -> Draft:
    """Return what says that events with these hashes (hexadecimal) are not waited for."""
    return Draft(_NAME, {"missing": sorted(missing)})


def gone_without(event: Event) -> tuple[str, ...]:
    """Return the hashes that an event says are not waited for; none for an event of another kind."""
    is_ours = event.kind == _NAME and isinstance(event.body, dict) and _fits(event.body)
    return tuple(event.body["missing"]) if is_ours else ()


def _fits(body: Body) -> bool:
    missing = body.get("missing")
    return isinstance(missing, list) and all(isinstance(own, str) for own in missing)


def _apply(state: PracticeState, event: Event) -> PracticeState:
    return replace(state, gone_without=tuple(sorted({*state.gone_without, *event.body["missing"]})))


def _tell(event: Event, _: PracticeState, __: Definitions) -> str:
    number = len(event.body["missing"])
    return f"Went on without {number} {'change that never came' if number == 1 else 'changes that never came'}"


KIND = Kind(
    name=_NAME,
    fits=_fits,
    typed=lambda _: (),
    complete=lambda draft, _: draft.body,
    fields=lambda *_: {},
    needs=lambda _: (),
    apply=_apply,
    item=lambda *_: "",
    tell=_tell,
    reverse=lambda *_: (),  # what was folded without them stays folded
    stands=lambda *_: False,
    changes_all=lambda _: True,
)
