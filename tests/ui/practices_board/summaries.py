"""Lines of made-up practices, as the board is given them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec

from migdesk.workspace.summary import LastChange, PracticeSummary

TODAY = date(2026, 11, 22)


def practice(name: str, **fields: object) -> PracticeSummary:
    """Return a practice half way through its migration, with these fields in place of the usual ones."""
    plain = PracticeSummary(
        id=name.lower(),
        name=name,
        ods_code="",
        from_system="EMIS Web",
        to_system="SystmOne",
        commissioner="North Moor ICB",
        delivery_partner="",
        go_live=None,
        went_live=False,
        phase="kick-off",
        phase_title="3 Kick-off meeting",
        tasks_done=41,
        tasks_total=100,
        percent=41,
        overdue=0,
        references_acknowledged=5,
        references_total=9,
        archived=False,
        sample=False,
        last_change=LastChange(
            datetime(2026, 11, 22, 12, tzinfo=UTC), "Dana Field", "practice-manager", "Practice Manager"
        ),
        made_by_newer_version=0,
        sign_offs_made=0,
        sign_offs_total=0,
        sign_offs_overdue=0,
        acknowledged_by_party={},
    )
    return msgspec.structs.replace(plain, **fields)
