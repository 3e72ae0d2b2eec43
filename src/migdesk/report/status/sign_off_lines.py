"""Sign-offs in a report: who has to sign, who has, in which words, and what was open."""

from __future__ import annotations

from collections.abc import Iterator

from migdesk.checklist.definitions import Definitions
from migdesk.practice.entries import Withdrawal
from migdesk.practice.sign_off_progress import SignedElsewhere, SignOffProgress, SignOffState, signer_title, ticked_by
from migdesk.practice.signature import Signature
from migdesk.report.people import person_of
from migdesk.report.status.model import ElsewhereLine, SignatureLine, SignOffSection, WithdrawalLine

_STATE_WORDS = {
    SignOffState.OPEN: "Not signed yet",
    SignOffState.PARTLY: "Signed in part",
    SignOffState.MADE: "Signed",
    SignOffState.WITHDRAWN: "Withdrawn, not signed again",
}


def sign_off_section(progress: SignOffProgress, definitions: Definitions) -> SignOffSection:
    """Return a sign-off with every signature under it, withdrawn ones too, oldest first."""
    return SignOffSection(
        id=progress.id,
        title=progress.rule.title,
        state=progress.state,
        state_word=_state_word(progress),
        applies=progress.applies,
        due=progress.due,
        overdue=progress.overdue,
        open=progress.is_open,
        who=tuple(signer_title(line.signer, definitions) for line in progress.lines),
        missing=tuple(signer_title(line.signer, definitions) for line in progress.lines if line.signature is None),
        signatures=tuple(sorted(_lines(progress, definitions), key=lambda line: line.at)),
        elsewhere=tuple(_elsewhere(found, definitions) for found in progress.elsewhere),
        ticks=ticked_by(progress.rule, definitions),
    )


def _state_word(progress: SignOffProgress) -> str:
    if not progress.applies:
        return "Does not apply"
    if progress.elsewhere:
        return "Signed elsewhere"
    return _STATE_WORDS[progress.state]


def _lines(progress: SignOffProgress, definitions: Definitions) -> Iterator[SignatureLine]:
    for entry in progress.signed:
        yield _line(entry, definitions)
    for entry in progress.earlier:
        yield _line(entry, definitions, first_time=True)
    for entry, withdrawal in progress.withdrawn:
        yield _line(entry, definitions, withdrawal)


def _line(
    entry: Signature, definitions: Definitions, withdrawal: Withdrawal | None = None, *, first_time: bool = False
) -> SignatureLine:
    said = entry.said
    return SignatureLine(
        by=person_of(said.by, definitions),
        at=entry.at,
        wording=said.wording,
        remark=said.remark,
        open=tuple(f"{point.title}: {point.words}" for point in said.open),
        on_paper=entry.on_paper,
        signed_on=said.signed_on,
        seen_by=said.seen_by,
        recorded_by=person_of(entry.actor, definitions),
        first_time=first_time,
        withdrawn=WithdrawalLine(withdrawal.reason, person_of(withdrawal.actor, definitions), withdrawal.at)
        if withdrawal
        else None,
    )


def _elsewhere(found: SignedElsewhere, definitions: Definitions) -> ElsewhereLine:
    return ElsewhereLine(
        by=found.by, on=found.on, where=found.where, recorded_by=person_of(found.recorded_by, definitions), at=found.at
    )
