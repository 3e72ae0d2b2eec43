"""Information Governance in a report: each reference, who acknowledged it, and what that amounts to."""

from __future__ import annotations

from migdesk.checklist.definitions import Definitions
from migdesk.checklist.wording import hash_of
from migdesk.practice.entries import Acknowledgement, Withdrawal
from migdesk.practice.parties import PRACTICE, counted_party
from migdesk.practice.progress import ReferenceProgress
from migdesk.report.people import person_of
from migdesk.report.status.earlier_versions import EarlierVersions
from migdesk.report.status.model import AcknowledgementLine, AddressLine, ReferenceSection, WithdrawalLine

ACKNOWLEDGED = "Acknowledged by the practice"
NOT_YET = "Not yet acknowledged by the practice"
WORDS_CHANGED = "Not yet acknowledged by the practice in its present wording; earlier words were acknowledged"


def reference_section(
    progress: ReferenceProgress, definitions: Definitions, earlier: EarlierVersions
) -> ReferenceSection:
    """Return a reference with every acknowledgement of it, withdrawn ones too, oldest first."""
    reference = progress.reference
    words_hash = hash_of(progress.wording)
    every: list[tuple[Acknowledgement, Withdrawal | None]] = [(standing, None) for standing in progress.standing]
    every += progress.withdrawn
    every.sort(key=lambda pair: (pair[0].clock, pair[0].id))
    return ReferenceSection(
        id=reference.id,
        name=reference.name,
        why=reference.why,
        wording=progress.wording,
        acknowledged=progress.acknowledged,
        words_changed=progress.words_changed,
        verdict=ACKNOWLEDGED if progress.acknowledged else WORDS_CHANGED if progress.words_changed else NOT_YET,
        addresses=tuple(AddressLine(address.label, address.url) for address in reference.addresses),
        acknowledgements=tuple(
            acknowledgement_line(line, withdrawal, words_hash, definitions, earlier) for line, withdrawal in every
        ),
    )


def acknowledgement_line(
    acknowledgement: Acknowledgement,
    withdrawal: Withdrawal | None,
    words_hash: str,
    definitions: Definitions,
    earlier: EarlierVersions,
) -> AcknowledgementLine:
    """Return one acknowledgement; `words_hash` is that of the reference's wording today, empty where it is gone."""
    is_current = acknowledgement.wording_hash == words_hash
    return AcknowledgementLine(
        by=person_of(acknowledgement.actor, definitions),
        at=acknowledgement.at,
        wording=acknowledgement.wording,
        for_practice=counted_party(acknowledgement.actor, definitions.roles) == PRACTICE,
        current_wording=is_current,
        withdrawn=_withdrawal_line(withdrawal, definitions) if withdrawal else None,
        signed_under="" if is_current else earlier.of_acknowledgement(acknowledgement),
    )


def _withdrawal_line(withdrawal: Withdrawal, definitions: Definitions) -> WithdrawalLine:
    return WithdrawalLine(withdrawal.reason, person_of(withdrawal.actor, definitions), withdrawal.at)
