"""How far the sign-offs of a practice are: who has signed, who has not, what was taken back, and by when.

All of it follows from the signatures that stand and from the rules of the checklist: nothing is recorded beside them,
so that signatures that were made in two places come together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

import msgspec

from migdesk.base.clock import local_date
from migdesk.checklist.definitions import Definitions, Signer, SignOffRule
from migdesk.checklist.plan.dates import date_of, is_overdue
from migdesk.checklist.roles import Role, find_role, party_title
from migdesk.practice.entries import Withdrawal
from migdesk.practice.event import Actor
from migdesk.practice.heads import Field, Head
from migdesk.practice.kinds.task_set import ELSEWHERE
from migdesk.practice.signature import Signature
from migdesk.practice.state import PracticeState
from migdesk.practice.status import Status

SIGN_OFF = "sign-off"
"""The kind of a task that is done once it is signed."""


class SignOffState(StrEnum):
    """`withdrawn`: all signatures that there were are taken back."""

    OPEN = "open"
    PARTLY = "partly"
    MADE = "made"
    WITHDRAWN = "withdrawn"


class SignedLine(msgspec.Struct, frozen=True):
    """Somebody who has to sign, and their signature, if there is one."""

    signer: Signer
    signature: Signature | None


class SignedElsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """A task of the kind `sign-off` that was marked as done without a signature here; `by`, `on` and `where` are empty
    where nobody said it. `recorded_by` marked it, at `at`."""

    task: str
    by: str
    on: date | None
    where: str
    recorded_by: Actor
    at: datetime


class SignOffProgress(msgspec.Struct, frozen=True, kw_only=True):
    """One sign-off as this practice has it.

    `lines` are those who have to sign; `signed` are all signatures that stand, `earlier` those of the first time where
    it is made a second time, which `is_again` says. `applies` is False where its tasks do not apply to the practice.
    """

    rule: SignOffRule
    state: SignOffState
    lines: tuple[SignedLine, ...]
    signed: tuple[Signature, ...]
    earlier: tuple[Signature, ...]
    withdrawn: tuple[tuple[Signature, Withdrawal], ...]
    elsewhere: tuple[SignedElsewhere, ...]
    due: date | None
    overdue: bool
    is_again: bool
    applies: bool

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def count(self) -> int:
        """How many of those who have to sign have done so."""
        return sum(line.signature is not None for line in self.lines)

    @property
    def is_open(self) -> bool:
        """Tell whether somebody has to sign here still."""
        return self.applies and self.state is not SignOffState.MADE and not self.elsewhere

    @property
    def completed_by(self) -> Signature | None:
        """The signature by which it was made; None while it is not."""
        found = [line.signature for line in self.lines if line.signature]
        return max(found, key=lambda entry: entry.clock) if self.state is SignOffState.MADE else None


def sign_offs_of(
    state: PracticeState,
    definitions: Definitions,
    dates: Mapping[str, date],
    today: date,
    gone: Mapping[str, Withdrawal],
) -> tuple[SignOffProgress, ...]:
    """Return how far all sign-offs are; `dates` are the milestones' days, `gone` what is withdrawn."""
    return tuple(_progress(rule, state, definitions, dates, today, gone) for rule in definitions.sign_offs)


def is_made(rule: SignOffRule, state: PracticeState, definitions: Definitions) -> bool:
    """Tell whether a sign-off is made here."""
    progress = _progress(rule, state, definitions, {}, date.min, state.withdrawn())
    return progress.state is SignOffState.MADE


def fits(actor: Actor, signer: Signer, roles: Sequence[Role]) -> bool:
    """Tell whether somebody is one of those that a signer's line asks for."""
    role = find_role(actor.role, roles)
    is_in_role = not signer.role or (role is not None and role.id == signer.role)
    return is_in_role and (not signer.party or signer.party == actor.party)


def ticked_by(rule: SignOffRule, definitions: Definitions) -> tuple[str, ...]:
    """Return the tasks that are done once a sign-off is made."""
    known = definitions.task_by_id
    return tuple(task for task in rule.tasks if task in known and known[task].kind == SIGN_OFF)


def signer_title(signer: Signer, definitions: Definitions) -> str:
    """Return whom a line asks for: "Lead GP", "Commissioner", "A prescriber"."""
    return signer.title or (definitions.role_title(signer.role) if signer.role else party_title(signer.party))


def day_of(signature: Signature) -> date:
    """Return the day on which it was signed."""
    return signature.said.signed_on or local_date(signature.at)


def done_by(progress: SignOffProgress) -> Head | None:
    """Return the status that a task of the kind `sign-off` has from its signatures; None where it has none."""
    last = progress.completed_by
    if last is None:
        return None
    return Head(value=[Status.DONE, ""], clock=last.clock, device_id="", seq=0, at=last.at, actor=last.by, key=last.key)


def _progress(
    rule: SignOffRule,
    state: PracticeState,
    definitions: Definitions,
    dates: Mapping[str, date],
    today: date,
    gone: Mapping[str, Withdrawal],
) -> SignOffProgress:
    every = state.signatures_of(rule.id) if state.signatures else ()
    standing = [entry for entry in every if entry.key not in gone]
    happened = state.detail(f"happened.{rule.again.after}") if rule.again else None
    turn = date.fromisoformat(happened[0]) if happened else None
    signed = tuple(entry for entry in standing if turn is None or day_of(entry) > turn)
    lines = _lines(rule.signers, signed, definitions.roles)
    withdrawn = tuple((entry, gone[entry.key]) for entry in every if entry.key in gone)
    found = _state_of(lines, signed, withdrawn)
    elsewhere = () if found is SignOffState.MADE else tuple(_elsewhere(rule, state, definitions))
    applies = bool(signed) or not _does_not_apply(rule, state)
    due = _due(rule, dates, again=turn is not None)
    is_open = applies and found is not SignOffState.MADE and not elsewhere
    return SignOffProgress(
        rule=rule,
        state=found,
        lines=lines,
        signed=signed,
        earlier=tuple(entry for entry in standing if entry not in signed),
        withdrawn=withdrawn,
        elsewhere=elsewhere,
        due=due,
        overdue=is_open and is_overdue(due, today),
        is_again=turn is not None,
        applies=applies,
    )


def sign_off_due(progress: SignOffProgress, dates: Mapping[str, date]) -> date | None:
    """Return by when a sign-off has to be made, as the milestones' days are given."""
    return _due(progress.rule, dates, again=progress.is_again)


def _due(rule: SignOffRule, dates: Mapping[str, date], *, again: bool) -> date | None:
    return date_of(rule.again.due if rule.again and again else rule.due, dates)


def _state_of(
    lines: Sequence[SignedLine], signed: Sequence[Signature], withdrawn: Sequence[tuple[Signature, Withdrawal]]
) -> SignOffState:
    if all(line.signature for line in lines):
        return SignOffState.MADE
    if signed:
        return SignOffState.PARTLY
    return SignOffState.WITHDRAWN if withdrawn else SignOffState.OPEN


def _lines(signers: Sequence[Signer], signed: Sequence[Signature], roles: Sequence[Role]) -> tuple[SignedLine, ...]:
    """Give each signature to one line that it fits, so that as many lines as can be have one (Kuhn, 1955)."""
    given: dict[int, int] = {}

    def place(line: int, tried: set[int]) -> bool:
        for number, signature in enumerate(signed):
            if number not in tried and fits(signature.by, signers[line], roles):
                tried.add(number)
                holder = next((other for other, had in given.items() if had == number), None)
                if holder is None or place(holder, tried):
                    given[line] = number
                    return True
        return False

    for line in range(len(signers)):
        place(line, set())
    return tuple(
        SignedLine(signer, signed[given[line]] if line in given else None) for line, signer in enumerate(signers)
    )


def _elsewhere(rule: SignOffRule, state: PracticeState, definitions: Definitions) -> Iterator[SignedElsewhere]:
    for task in rule.tasks:
        known = definitions.task_by_id.get(task)
        status = state.task_field(task, "status")
        if known is None or known.kind != SIGN_OFF or status is None or not _is(status, Status.DONE):
            continue
        by, on, where = state.task_value(task, ELSEWHERE) or ("", "", "")
        head = status.heads[0]
        yield SignedElsewhere(task=task, by=by, on=_day(on), where=where, recorded_by=head.actor, at=head.at)


def _does_not_apply(rule: SignOffRule, state: PracticeState) -> bool:
    statuses = [state.task_field(task, "status") for task in rule.tasks]
    return bool(statuses) and all(field is not None and _is(field, Status.NOT_APPLICABLE) for field in statuses)


def _is(field: Field, status: Status) -> bool:
    return bool(field.value) and field.value[0] == status


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
