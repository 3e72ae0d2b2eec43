"""The report on a practice's registers as values. Its JSON form is the report's JSON file."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from migdesk.report.registers.section import RegisterSection
from migdesk.report.status.model import GuideName, Person, PracticeFacts, Vouched

FORM = 1
"""Raised when a key of the JSON report is taken away or changes its meaning."""


class RegistersReport(msgspec.Struct, frozen=True, kw_only=True):
    """The registers of one practice on one day. `sample_notice` is empty for a real practice."""

    sample_notice: str
    sample: bool
    form: int
    made_at: datetime
    made_by: Person | None
    today: date
    migdesk_version: str
    guide: GuideName
    practice: PracticeFacts
    registers: tuple[RegisterSection, ...]
    record: Vouched = Vouched()
