"""Commands on a practice itself: add it, change its details, put it in the archive and take it out again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from migdesk.base.errors import UserError
from migdesk.base.ids import IdSource
from migdesk.base.invisible import without_invisible
from migdesk.practice.details import DETAIL_BY_ID, DETAILS, Detail, DetailKind, PracticeDetails
from migdesk.practice.event import Channel, Draft
from migdesk.practice.kinds import practice_set
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Store
from migdesk.workspace.free_text import one_line
from migdesk.workspace.recorder import Action, Recorder

_ODS_CODE = re.compile(r"[A-Z][0-9]{5}")
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)


def checked_ods_code(text: str) -> str:
    """Return an ODS code in capitals, or empty text. Raises UserError unless it is a letter and five digits.

    Source: Organisation Data Service; the codes of GP practices in England are one letter and five digits.
    """
    code = without_invisible(text).strip().upper()
    if code and not _ODS_CODE.fullmatch(code):
        raise UserError(
            f"“{text.strip()}” is no ODS code. A practice's code is one letter and five digits, such as Z99001."
        )
    return code


def checked_date(day: date, what: str) -> date:
    """Return `day`. Raises UserError, naming `what`, for a day that cannot be meant."""
    if not _EARLIEST <= day < _LATEST:
        raise UserError(f"{what} cannot be in the year {day.year}. Enter a date between 2000 and 2099.")
    return day


def checked_detail(detail: Detail, value: Any) -> str | None:
    """Return a practice's detail as it is recorded. Raises UserError for what cannot be."""
    match detail.kind:
        case DetailKind.NAME:
            name = one_line(value, "The practice's name")
            if not name:
                raise UserError("The practice's name is missing.")
            return name
        case DetailKind.ODS_CODE:
            return checked_ods_code(value)
        case DetailKind.DATE:
            return checked_date(value, detail.title).isoformat() if value else None
    return one_line(value, f"The {detail.title.lower()}")


class PracticeCommands:
    """Changes to practices. Each is one event, one undo."""

    def __init__(self, store: Store, recorder: Recorder, new_id: IdSource) -> None:
        self._store = store
        self._recorder = recorder
        self._new_id = new_id

    def add(self, details: PracticeDetails, *, sample: bool = False) -> str:
        """Add a practice and return its id. Raises UserError for a missing name, a wrong code or one already in use."""
        fields = self._checked(details, own_id=None)
        if sample:
            fields["sample"] = True
        practice_id = self._new_id()
        draft = practice_set.draft({name: value for name, value in fields.items() if value})
        self._recorder.record(practice_id, f"Add {fields['name']}", lambda _: [draft])
        return practice_id

    def add_all(self, every: Sequence[PracticeDetails]) -> tuple[str, ...]:
        """Add the practices of a list as one action, all or none, and return their ids. Raises UserError as `add`."""
        actions = self._adding(every)
        names = f"{len(every):,} practices" if len(every) != 1 else every[0].name
        self._recorder.record_all(f"Add {names}", actions, Channel.IMPORT)
        return tuple(practice_id for practice_id, _ in actions)

    def _adding(self, every: Sequence[PracticeDetails]) -> list[Action]:
        """Return what adds practices, each under a new id. Raises UserError as `add`."""
        taken = {known.ods_code: known.name for known in self._store.names(put_away=True) if known.ods_code}
        actions: list[Action] = []
        for details in every:
            fields = self._tidied(details)
            code = str(fields["ods_code"] or "")
            if code in taken:
                raise UserError(_double(code, taken[code]))
            taken.update({code: str(fields["name"])} if code else {})
            draft = practice_set.draft({name: value for name, value in fields.items() if value})
            actions.append((self._new_id(), partial(_only, draft)))
        return actions

    def update_all(self, changes: Sequence[tuple[str, Mapping[str, Any]]]) -> tuple[str, ...]:
        """Set some details of many practices by a list, as one action; return the ids of those that changed.

        Raises UserError for what cannot be, and for a code that another practice has.
        """
        actions = [self._update(practice_id, values) for practice_id, values in changes]
        names = f"{len(actions):,} practices" if len(actions) != 1 else self._store.state(changes[0][0]).name
        step = self._recorder.record_all(f"Update {names}", actions, Channel.IMPORT)
        return tuple(part.practice_id for part in step.parts)

    def add_and_update(
        self, every: Sequence[PracticeDetails], changes: Sequence[tuple[str, Mapping[str, Any]]]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Add the practices of a list and update others by it, as one action with one undo; return the ids of each."""
        if not changes:
            return (self.add_all(every) if every else ()), ()
        if not every:
            return (), self.update_all(changes)
        adding = self._adding(every)
        updates = [self._update(practice_id, values) for practice_id, values in changes]
        label = f"Add {len(every):,} and update {len(changes):,} practices"
        step = self._recorder.record_all(label, [*adding, *updates], Channel.IMPORT)
        new = tuple(practice_id for practice_id, _ in adding)
        return new, tuple(part.practice_id for part in step.parts if part.practice_id not in new)

    def _update(self, practice_id: str, values: Mapping[str, Any]) -> Action:
        wanted = {name: checked_detail(DETAIL_BY_ID[name], value) for name, value in values.items()}
        self._refuse_double(str(wanted.get("ods_code") or ""), practice_id)

        def build(state: PracticeState) -> list[Draft]:
            changed = {name: value for name, value in wanted.items() if (state.detail(name) or "") != (value or "")}
            return [practice_set.draft(changed)] if changed else []

        return practice_id, build

    def edit(self, practice_id: str, details: PracticeDetails) -> None:
        """Change a practice's details; only what differs is recorded. Raises UserError as `add`."""
        wanted = self._checked(details, own_id=practice_id)

        def build(state: PracticeState) -> list[Draft]:
            changed = {name: value for name, value in wanted.items() if (state.detail(name) or "") != (value or "")}
            return [practice_set.draft(changed)] if changed else []

        self._recorder.record(practice_id, f"Change details of {wanted['name']}", build)

    def set_archived(self, practice_id: str, archived: bool) -> None:
        """Move a practice out of the board, or back into it. Its record stays whole."""

        def build(state: PracticeState) -> list[Draft]:
            same = archived == state.archived == bool(state.detail("archived"))  # else a conflict, which this settles
            return [] if same else [practice_set.draft({"archived": archived})]

        name = self._store.state(practice_id).name
        self._recorder.record(practice_id, f"{'Archive' if archived else 'Take out of the archive'}: {name}", build)

    def _checked(self, details: PracticeDetails, own_id: str | None) -> dict[str, str | bool | None]:
        fields = self._tidied(details)
        self._refuse_double(str(fields["ods_code"] or ""), own_id)
        return fields

    def _tidied(self, details: PracticeDetails) -> dict[str, str | bool | None]:
        """Return the details as they are recorded. Raises UserError for what cannot be."""
        return {detail.id: checked_detail(detail, getattr(details, detail.id)) for detail in DETAILS}

    def _refuse_double(self, ods_code: str, own_id: str | None) -> None:
        if not ods_code:
            return
        for known in self._store.names(put_away=True):
            if known.ods_code == ods_code and known.id != own_id:
                raise UserError(_double(ods_code, known.name))


def _only(draft: Draft, _: PracticeState) -> list[Draft]:
    return [draft]


def _double(ods_code: str, name: str) -> str:
    return f"The ODS code {ods_code} belongs to {name} already. Open that practice instead."
