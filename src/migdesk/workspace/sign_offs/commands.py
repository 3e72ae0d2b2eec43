"""Commands on sign-offs: how they stand, signing one, recording a signature on paper, and taking one back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import msgspec
from msgspec.structs import replace

from migdesk.base.clock import Clock, local_date
from migdesk.base.date_words import date_with_weekday
from migdesk.base.errors import UserError
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.registers.definitions import Registers
from migdesk.checklist.sign_offs.definitions import SignOff, SignOffs
from migdesk.checklist.wording import hash_of
from migdesk.practice.event import Actor, Draft
from migdesk.practice.kinds import signed, withdrawn
from migdesk.practice.progress import progress_of
from migdesk.practice.sign_off_progress import SignOffProgress, day_of
from migdesk.practice.signature import Signature, Signed
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Store
from migdesk.workspace.free_text import one_line
from migdesk.workspace.people.speaker import speaking_for
from migdesk.workspace.practice_commands import checked_date
from migdesk.workspace.practice_lookup import name_key, no_practice
from migdesk.workspace.recorder import Recorder
from migdesk.workspace.registers.values import Names, checked
from migdesk.workspace.sign_offs.reading import SignOffReader, given_names, kept_lists
from migdesk.workspace.sign_offs.view import Piece, SignOffView
from migdesk.workspace.sign_offs.words import pieces_of, wording_with

MOST_REMARK = 500


class OnPaper(msgspec.Struct, frozen=True):
    """A signature that was made on paper: who signed, on which day, and who saw the sheet."""

    by: Actor
    signed_on: date
    seen_by: str


class SignOffCommands:
    """The sign-offs of practices. Signatures only accumulate: taking one back is recorded beside it.

    Whatever takes a text raises PatientDataQuestion where it looks like a patient's and nobody says that it is not.
    """

    def __init__(
        self,
        store: Store,
        load: Callable[[], SignOffs],
        registers: Callable[[], Registers],
        definitions: Definitions,
        recorder: Recorder,
        clock: Clock,
    ) -> None:
        self._store = store
        self._load = load
        self._registers = registers
        self._definitions = definitions
        self._recorder = recorder
        self._clock = clock

    @cached_property
    def definitions(self) -> SignOffs:
        """All sign-offs with their words, read when they are first asked for."""
        return self._load()

    # asking

    def find(self, wanted: str) -> SignOff:
        """Return a sign-off by its id, with or without "so.", or by its title in any case. Raises UserError."""
        for sign_off in self.definitions.sign_offs:
            titles = {name_key(sign_off.title), name_key(sign_off.short_title)}
            if wanted.strip() in (sign_off.id, sign_off.id.removeprefix("so.")) or name_key(wanted) in titles:
                return sign_off
        raise UserError(f"There is no sign-off “{wanted}”. “migdesk sign-off list” shows them all.")

    def overview(self, practice_id: str) -> tuple[SignOffProgress, ...]:
        """Return how far all sign-offs of a practice are, in their order."""
        return progress_of(self._store.state(practice_id), self._definitions, self._today).sign_offs

    def view(self, practice_id: str, sign_off_id: str) -> SignOffView:
        """Return one sign-off with its figures, and what is open before it. Raises UserError for an unknown one."""
        return self._reader(self._store.state(practice_id)).view(self.find(sign_off_id))

    def words(self, practice_id: str, sign_off_id: str, fields: Mapping[str, Any], organisation: str = "") -> str:
        """Return the words as they would be signed; what is missing in them is a blank."""
        return "".join(piece.text for piece in self.pieces(practice_id, sign_off_id, fields, organisation))

    def pieces(
        self, practice_id: str, sign_off_id: str, fields: Mapping[str, Any], organisation: str = ""
    ) -> tuple[Piece, ...]:
        """Return the words part by part. What cannot be meant by a field leaves its place blank."""
        sign_off, state = self.find(sign_off_id), self._store.state(practice_id)
        reader = self._reader(state)
        filled = {name: value for name, value in _typed(sign_off, fields, reader.names).items() if value is not None}
        given = given_names(state, organisation)
        return tuple(pieces_of(sign_off, reader.view(sign_off).numbers, filled, reader.names, given))

    def check_field(self, practice_id: str, sign_off_id: str, field: str, value: Any) -> Any:
        """Return what is typed in a field as it is recorded. Raises UserError, naming the field."""
        sign_off = self.find(sign_off_id)
        if field not in sign_off.field_by_id:
            raise _unknown_field(sign_off, field)
        return checked(sign_off.field_by_id[field], value, self._reader(self._store.state(practice_id)).names)

    # changing

    def make(
        self,
        practice_id: str,
        sign_off_id: str,
        fields: Mapping[str, Any],
        remark: str = "",
        on_paper: OnPaper | None = None,
    ) -> str:
        """Sign a sign-off as the person at the keyboard, or record a signature on paper; return the signature's id.

        The words are kept with the figures as they stand. Raises UserError for a field that is missing or cannot be
        meant, where the person has no role or nobody knows for whom they speak, and where they have signed already.
        """
        sign_off = self.find(sign_off_id)
        actor = on_paper.by if on_paper else self._recorder.actor
        paper = self._checked_paper(on_paper)
        note = one_line(remark, "The remark", MOST_REMARK)

        def build(state: PracticeState) -> Sequence[Draft]:
            if not state.details:
                raise no_practice(practice_id)
            by = speaking_for(actor, state.name, self._definitions)
            return [self.draft(state, sign_off_id, by, fields, remark=note, **paper)]

        who = speaking_for(actor, self._store.state(practice_id).name, self._definitions)
        recorded_as = None if on_paper else who
        return self._recorder.record(practice_id, f"Sign: {sign_off.title}", build, recorded_as)[0].id

    def draft(self, state: PracticeState, sign_off_id: str, by: Actor, fields: Mapping[str, Any], **more: Any) -> Draft:
        """Return a signature under a sign-off as it would be recorded with what stands in `state`. See `make`."""
        sign_off, reader = self.find(sign_off_id), self._reader(state)
        _refuse_second(reader.progress.sign_off(sign_off.id), by)
        return signed.draft(replace(_said(sign_off, by, fields, reader, state), **more))

    def withdraw(self, practice_id: str, signature_id: str, reason: str) -> None:
        """Take a signature back; it stays in the history with its words. Raises UserError without a reason."""
        words = one_line(reason, "The reason", 500)
        if not words:
            raise UserError("Say why the signature is withdrawn. The reason goes into the history.")

        def build(state: PracticeState) -> list[Draft]:
            signature = state.signature(signature_id)
            if signature is None or signature.key in state.withdrawn():
                raise UserError("That signature is not there any more.")
            return [withdrawn.draft(signature, words)]

        self._recorder.record(practice_id, "Withdraw a signature", build)

    def signature(self, practice_id: str, sign_off_id: str, wanted: str = "") -> Signature:
        """Return the signature of a sign-off that is meant by its id or by who signed; the only one where nobody says
        which. Raises UserError where that is not one."""
        sign_off, state = self.find(sign_off_id), self._store.state(practice_id)
        gone = state.withdrawn()
        standing = [entry for entry in state.signatures_of(sign_off.id) if entry.key not in gone]
        found = [entry for entry in standing if not wanted or wanted in (entry.id, entry.key)]
        found = found or [entry for entry in standing if name_key(entry.by.name) == name_key(wanted)]
        if len(found) == 1:
            return found[0]
        if not standing:
            raise UserError(f"Nobody has signed “{sign_off.title}”.")
        names = "; ".join(f"{entry.by.name} ({entry.id})" for entry in standing)
        raise UserError(f"Say whose signature under “{sign_off.title}” is meant: {names}.")

    # parts

    @property
    def _today(self) -> date:
        return local_date(self._clock())

    def _reader(self, state: PracticeState) -> SignOffReader:
        return SignOffReader(self._registers(), self._definitions, state, self._today)

    def _checked_paper(self, on_paper: OnPaper | None) -> dict[str, Any]:
        if on_paper is None:
            return {}
        seen_by = one_line(on_paper.seen_by, "Who saw the sheet", 120)
        if not seen_by:
            raise UserError("Say who saw the signed sheet.")
        if on_paper.signed_on > self._today:
            raise UserError("The day of a signature on paper cannot lie ahead.")
        return {"signed_on": checked_date(on_paper.signed_on, "The day of the signature"), "seen_by": seen_by}


def _said(
    sign_off: SignOff, by: Actor, fields: Mapping[str, Any], reader: SignOffReader, state: PracticeState
) -> Signed:
    """Return what is signed as it stands now. Raises UserError for a field that is missing or cannot be meant."""
    unknown = [name for name in fields if name not in sign_off.field_by_id]
    if unknown:
        raise _unknown_field(sign_off, unknown[0])
    filled = {field.id: checked(field, fields.get(field.id), reader.names) for field in sign_off.fields}
    missing = [field.title for field in sign_off.fields if field.required and filled[field.id] is None]
    if missing:
        raise UserError(f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing.")
    view = reader.view(sign_off)
    filled = {name: value for name, value in filled.items() if value is not None}
    return Signed(
        sign_off=sign_off.id,
        wording=wording_with(sign_off, view.numbers, filled, reader.names, given_names(state, by.organisation)),
        wording_hash=hash_of(sign_off.words),
        by=by,
        figures=view.numbers,
        filled=filled,
        open=view.open,
        lists=kept_lists(view),
    )


def _unknown_field(sign_off: SignOff, field: str) -> UserError:
    known = f"Its fields are {', '.join(sign_off.field_by_id)}." if sign_off.fields else "It has none."
    return UserError(f"“{sign_off.title}” has no field “{field}”. {known}")


def _typed(sign_off: SignOff, fields: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Return the fields that can be read, as they would be recorded."""
    found: dict[str, Any] = {}
    for field in sign_off.fields:
        try:
            found[field.id] = checked(field, fields.get(field.id), names)
        except UserError:  # said at the field itself
            found[field.id] = None
    return found


def _refuse_second(progress: SignOffProgress | None, by: Actor) -> None:
    for entry in progress.signed if progress else ():
        if entry.by == by:
            raise UserError(
                f"{by.name} has signed this already, on {date_with_weekday(day_of(entry))}. "
                "To sign it anew, withdraw that signature first."
            )
