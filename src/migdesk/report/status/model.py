"""The status report as values: what it says, without how it looks. Its JSON form is the report's JSON file.

People, roles and statuses are already in words. Times are aware UTC datetimes and dates are days, so that each format
can write them its own way.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from migdesk.practice.details import PracticeDetails
from migdesk.report.registers.section import RegisterSection

SAMPLE_NOTICE = "Made-up sample. This practice does not exist, and nothing here says anything about a real one."
FORM = 1
"""Raised when a key of the JSON report is taken away or changes its meaning."""

Day = date
"""The type again, for where a field of that name hides it."""


class GuideName(msgspec.Struct, frozen=True):
    """Which guide the checklist comes from; `as_of` is its month, as "2026-11"."""

    title: str
    version: str
    as_of: str


class Person(msgspec.Struct, frozen=True):
    """Somebody who recorded something, with the role's title in words, and the id of the party they spoke for."""

    name: str
    role: str
    organisation: str
    party: str = ""


class NoteLine(msgspec.Struct, frozen=True):
    text: str
    by: Person
    at: datetime


class TaskLine(msgspec.Struct, frozen=True, kw_only=True):
    """One task. `due_by_hand` tells a date that a person set from the plan's; `days_overdue` is 0 unless overdue.

    `status_under` names the version of the guide under whose words the status was set, where the guide has others now.
    `done_on` is when it was done; None for what is not. `changes` counts what was recorded of it or of its practice's
    dates, so that a calendar can tell old from new.
    """

    id: str
    phase: str
    title: str
    critical: bool
    own: bool
    status: str
    status_word: str
    reason: str
    due: date | None
    due_by_hand: bool
    overdue: bool
    days_overdue: int
    due_soon: bool
    owner: str
    roles: tuple[str, ...]
    status_by: Person | None
    status_at: datetime | None
    link: str
    notes: tuple[NoteLine, ...]
    due_this_week: bool = False
    changes: int = 0
    status_under: str = ""
    owners: tuple[str, ...] = ()
    done_on: date | None = None


class PhaseSection(msgspec.Struct, frozen=True, kw_only=True):
    """A phase with its tasks. `total` leaves out what does not apply; `percent` is 100 only when all is done."""

    id: str
    number: int
    title: str
    done: int
    total: int
    percent: int
    not_applicable: int
    overdue: int
    start: date | None
    end: date | None
    under_way: bool
    tasks: tuple[TaskLine, ...]


class KeyDate(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone; `days` counts from the report's day, negative in the past; `set` means that a person set it.

    `happened` tells that it has been; `planned` is the day that was planned for it then, if known, else the date
    itself. `figure` is the one that the practice took where the guide gives several. `changes` is as in TaskLine.
    `late` tells that its day is past and nobody has marked it. `rule` says in words what it counts from; it is empty
    for Go-Live and for a day that a person set. `provisional` tells that it counts from a Go-Live that the plan worked
    out and nobody set, or is that Go-Live. `baseline` is the day first agreed, `moved` how many days later than that it
    is now or happened, and `why` the reason last given for a move.
    """

    id: str
    title: str
    date: date | None
    days: int | None
    set: bool
    happened: bool = False
    planned: Day | None = None
    figure: str = ""
    changes: int = 0
    late: bool = False
    provisional: bool = False
    rule: str = ""
    baseline: Day | None = None
    moved: int = 0
    why: str = ""


class DateWarning(msgspec.Struct, frozen=True):
    """What speaks against a date of the plan; `source` is a place in the guide, a permalink with anchor, or empty."""

    id: str
    title: str
    text: str
    source: str


class WithdrawalLine(msgspec.Struct, frozen=True):
    reason: str
    by: Person
    at: datetime


class AcknowledgementLine(msgspec.Struct, frozen=True, kw_only=True):
    """One sign-off. Only one `for_practice`, of `current_wording` and not withdrawn counts as the practice's own.

    `signed_under` names the version of the guide whose words were signed, where these are not today's.
    """

    by: Person
    at: datetime
    wording: str
    for_practice: bool
    current_wording: bool
    withdrawn: WithdrawalLine | None
    signed_under: str = ""


class AddressLine(msgspec.Struct, frozen=True):
    label: str
    url: str


class ReferenceSection(msgspec.Struct, frozen=True, kw_only=True):
    """One Information Governance reference; `verdict` says in a sentence whether the practice has acknowledged it."""

    id: str
    name: str
    why: str
    wording: str
    acknowledged: bool
    words_changed: bool
    verdict: str
    addresses: tuple[AddressLine, ...]
    acknowledgements: tuple[AcknowledgementLine, ...]


class SignatureLine(msgspec.Struct, frozen=True, kw_only=True):
    """One signature under a sign-off. `open` is what was open then; one on paper has its day, and who saw the sheet.

    `first_time` tells of a sign-off that is made a second time that it is one of the first.
    """

    by: Person
    at: datetime
    wording: str
    remark: str
    open: tuple[str, ...]
    on_paper: bool
    signed_on: date | None
    seen_by: str
    recorded_by: Person
    first_time: bool
    withdrawn: WithdrawalLine | None


class ElsewhereLine(msgspec.Struct, frozen=True, kw_only=True):
    """That something was signed elsewhere; `by` is empty where nobody said by whom."""

    by: str
    on: date | None
    where: str
    recorded_by: Person
    at: datetime


class SignOffSection(msgspec.Struct, frozen=True, kw_only=True):
    """One sign-off. `who` are those who have to sign and `missing` those of them who have not; `open` tells whether
    somebody has to sign here still. `ticks` are the tasks that are done once it is made."""

    id: str
    title: str
    state: str
    state_word: str
    applies: bool
    due: date | None
    overdue: bool
    open: bool
    who: tuple[str, ...]
    missing: tuple[str, ...]
    signatures: tuple[SignatureLine, ...]
    elsewhere: tuple[ElsewhereLine, ...]
    ticks: tuple[str, ...] = ()


class EvidenceLine(msgspec.Struct, frozen=True, kw_only=True):
    """Something attached to `item`, which is called `title`: a file by its SHA-256 and size in bytes, or an address.

    `here` tells whether the file lies on the computer that the report was made on.
    """

    item: str
    title: str
    name: str
    sha256: str
    size: int
    address: str
    by: Person
    at: datetime
    here: bool


class OffChecklist(msgspec.Struct, frozen=True, kw_only=True):
    """What the record holds on an item that the checklist no longer shows, so that no note is ever left out."""

    id: str
    title: str
    why: str
    status_word: str
    reason: str
    notes: tuple[NoteLine, ...]
    acknowledgements: tuple[AcknowledgementLine, ...]


class Happening(msgspec.Struct, frozen=True):
    """One line of history; `title` names the task or reference and is empty for the practice itself."""

    at: datetime
    by: Person
    title: str
    text: str


class PracticeFacts(PracticeDetails, frozen=True, kw_only=True):
    """The practice and its migration; empty texts where something is not known."""

    id: str
    archived: bool


class Headline(msgspec.Struct, frozen=True, kw_only=True):
    """The figures to read in ten seconds. `days_to_go_live` is negative after Go-Live.

    `go_live_late` tells that the day planned for it is past and nobody has marked it as happened.
    """

    percent: int
    done: int
    total: int
    overdue: int
    due_soon: int
    blocked: int
    critical_open: int
    go_live: date | None
    days_to_go_live: int | None
    phase_now: str
    references_acknowledged: int
    references_total: int
    go_live_late: bool = False
    acknowledged_by_party: dict[str, int] = {}


class Vouched(msgspec.Struct, frozen=True):
    """What vouches for the record that a report was made from.

    `fingerprint` is for paper, `line` what a file carries for `migdesk verify`, and `worth` says what that proves; all
    are empty where nothing is recorded. `left_out` has a sentence for each entry that could not be read or trusted.
    """

    fingerprint: str = ""
    line: str = ""
    worth: str = ""
    left_out: tuple[str, ...] = ()


class StatusReport(msgspec.Struct, frozen=True, kw_only=True):
    """How one practice stands on one day. `newer_events` counts what only a newer version of migdesk could show.

    `sample_notice` stands at the top of every format and is empty for a real practice. `overdue`, `blocked` and
    `due_soon` hold tasks that also stand under their phases. `recent` is newest first, `registers` are those in which
    anything is recorded. `unsettled` says of each thing that two people changed without knowing of each other what
    stands, and by whom.
    """

    sample_notice: str
    sample: bool
    form: int
    made_at: datetime
    made_by: Person | None
    today: date
    migdesk_version: str
    guide: GuideName
    practice: PracticeFacts
    headline: Headline
    newer_events: int
    milestones: tuple[KeyDate, ...]
    date_warnings: tuple[DateWarning, ...]
    overdue: tuple[TaskLine, ...]
    blocked: tuple[TaskLine, ...]
    due_soon: tuple[TaskLine, ...]
    references: tuple[ReferenceSection, ...]
    phases: tuple[PhaseSection, ...]
    practice_notes: tuple[NoteLine, ...]
    off_checklist: tuple[OffChecklist, ...]
    notes_withdrawn: int
    recent_days: int
    recent: tuple[Happening, ...]
    record: Vouched = Vouched()
    registers: tuple[RegisterSection, ...] = ()
    sign_offs: tuple[SignOffSection, ...] = ()
    unsettled: tuple[str, ...] = ()
    evidence: tuple[EvidenceLine, ...] = ()

    @property
    def newer_line(self) -> str:
        """The plain sentence on what could not be shown; empty where everything could."""
        if not self.newer_events:
            return ""
        things = "1 entry" if self.newer_events == 1 else f"{self.newer_events} entries"
        return f"{things} in this practice’s record came from a newer version of migdesk and could not be shown here."
