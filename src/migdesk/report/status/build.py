"""Turns a practice's progress into the neutral status report. Pure: the same values in give the same report out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from migdesk.checklist.definitions import Definitions
from migdesk.checklist.plan.conflicts import Conflict
from migdesk.checklist.plan.dates import GO_LIVE
from migdesk.practice.details import detail_values
from migdesk.practice.event import Actor
from migdesk.practice.history import Entry
from migdesk.practice.progress import PhaseProgress, Progress, TaskProgress
from migdesk.practice.state import PracticeState
from migdesk.practice.status import STATUS_WORDS, Status
from migdesk.report.people import note_line, person_of
from migdesk.report.registers.section import RegisterSection
from migdesk.report.status.acknowledgement_lines import reference_section
from migdesk.report.status.date_warnings import date_warnings
from migdesk.report.status.earlier_versions import EarlierVersions
from migdesk.report.status.key_dates import key_dates
from migdesk.report.status.model import (
    FORM,
    SAMPLE_NOTICE,
    EvidenceLine,
    GuideName,
    Happening,
    Headline,
    KeyDate,
    PhaseSection,
    PracticeFacts,
    StatusReport,
    TaskLine,
    Vouched,
)
from migdesk.report.status.off_checklist import off_checklist
from migdesk.report.status.sign_off_lines import sign_off_section

RECENT_DAYS = 14
NOT_VOUCHED = Vouched()
NOT_KNOWN = EarlierVersions()


def build_report(
    progress: Progress,
    definitions: Definitions,
    entries: Iterable[Entry],
    guide: GuideName,
    made_at: datetime,
    made_by: Actor | None,
    version: str,
    conflicts: Iterable[Conflict] = (),
    record: Vouched = NOT_VOUCHED,
    earlier: EarlierVersions = NOT_KNOWN,
    registers: tuple[RegisterSection, ...] = (),
    unsettled: tuple[str, ...] = (),
    evidence: tuple[EvidenceLine, ...] = (),
) -> StatusReport:
    """Return the status report of one practice.

    `entries` is the practice's whole history, oldest first; `made_at` an aware datetime; `made_by` is None where
    nobody has said who they are; `version` is migdesk's own; `conflicts` are what speaks against the plan's dates;
    `record` vouches for what all this was made from; `earlier` knows under which words of the guide something was done;
    `registers` are those in which anything is recorded; `unsettled` is what two people changed, a line each;
    `evidence` is what is attached.
    """
    state = progress.state
    phase_now = progress.phase_now
    entries = tuple(entries)
    changes = _changes(entries, definitions)
    phases = tuple(
        _phase_section(phase, phase is phase_now, progress.today, definitions, changes, earlier)
        for phase in progress.phases
    )
    tasks = [task for phase in phases for task in phase.tasks]
    milestones = key_dates(progress, definitions, changes[""])
    return StatusReport(
        sample_notice=SAMPLE_NOTICE if state.sample else "",
        sample=state.sample,
        form=FORM,
        made_at=made_at,
        made_by=person_of(made_by, definitions) if made_by else None,
        today=progress.today,
        migdesk_version=version,
        guide=guide,
        practice=practice_facts(state),
        headline=_headline(progress, tasks, milestones),
        newer_events=len(state.newer),
        milestones=milestones,
        date_warnings=date_warnings(conflicts),
        overdue=_by_due_date(task for task in tasks if task.overdue),
        blocked=_by_due_date(task for task in tasks if task.status == Status.BLOCKED),
        due_soon=_by_due_date(task for task in tasks if task.due_soon),
        references=tuple(reference_section(reference, definitions, earlier) for reference in progress.references),
        phases=phases,
        practice_notes=tuple(note_line(note, definitions) for note in state.standing_notes() if not note.task),
        off_checklist=off_checklist(progress, definitions, earlier),
        notes_withdrawn=sum(target in state.notes for target in state.withdrawn()),
        recent_days=RECENT_DAYS,
        recent=_recent(entries, made_at, definitions),
        record=record,
        registers=registers,
        sign_offs=tuple(sign_off_section(found, definitions) for found in progress.sign_offs),
        unsettled=unsettled,
        evidence=evidence,
    )


def practice_facts(state: PracticeState) -> PracticeFacts:
    return PracticeFacts(
        **detail_values(state),
        id=state.id,
        archived=state.archived,
    )


def _headline(progress: Progress, tasks: list[TaskLine], milestones: Iterable[KeyDate]) -> Headline:
    now, go_live = progress.phase_now, progress.state.go_live
    return Headline(
        percent=progress.percent,
        done=progress.done,
        total=progress.total,
        overdue=progress.overdue,
        due_soon=progress.due_soon,
        blocked=sum(task.status == Status.BLOCKED for task in tasks),
        critical_open=sum(task.task.critical and task.is_open for task in progress.tasks),
        go_live=go_live,
        days_to_go_live=(go_live - progress.today).days if go_live else None,
        phase_now=f"{now.phase.number} {now.phase.title}" if now else "",
        references_acknowledged=progress.acknowledged,
        references_total=len(progress.references),
        acknowledged_by_party=progress.acknowledged_by_party,
        go_live_late=any(milestone.late for milestone in milestones if milestone.id == GO_LIVE),
    )


def _changes(entries: Iterable[Entry], definitions: Definitions) -> Counter[str]:
    """Count what was recorded of each item; what was recorded of the practice itself stands under empty text."""
    known = definitions.task_by_id
    return Counter(known[entry.item].id if entry.item in known else entry.item for entry in entries)


def _phase_section(
    phase: PhaseProgress,
    under_way: bool,
    today: date,
    definitions: Definitions,
    changes: Counter[str],
    earlier: EarlierVersions,
) -> PhaseSection:
    tasks = tuple(_task_line(task, today, definitions, changes[""] + changes[task.id], earlier) for task in phase.tasks)
    return PhaseSection(
        id=phase.phase.id,
        number=phase.phase.number,
        title=phase.phase.title,
        done=phase.done,
        total=phase.total,
        percent=phase.done * 100 // phase.total if phase.total else 0,
        not_applicable=sum(task.status == Status.NOT_APPLICABLE for task in tasks),
        overdue=sum(task.overdue for task in tasks),
        start=phase.start,
        end=phase.end,
        under_way=under_way,
        tasks=tasks,
    )


def _task_line(
    task: TaskProgress, today: date, definitions: Definitions, changes: int, earlier: EarlierVersions
) -> TaskLine:
    stamped = task.status_set
    return TaskLine(
        id=task.id,
        phase=task.task.phase,
        title=task.title,
        critical=task.task.critical,
        own=task.task.own,
        status=task.status,
        status_word=STATUS_WORDS.get(task.status, task.status),
        reason=task.reason,
        due=task.due,
        due_by_hand=task.due_by_hand,
        overdue=task.overdue,
        days_overdue=(today - task.due).days if task.overdue and task.due else 0,
        due_soon=task.due_soon,
        owner=task.owner,
        owners=task.owners,
        roles=tuple(definitions.role_title(role) for role in task.task.roles),
        status_by=person_of(stamped.actor, definitions) if stamped else None,
        status_at=stamped.at if stamped else None,
        link=task.task.link,
        notes=tuple(note_line(note, definitions) for note in task.notes),
        due_this_week=task.due_this_week,
        changes=changes,
        status_under=earlier.of_task(task),
        done_on=task.done_on,
    )


def _by_due_date(tasks: Iterable[TaskLine]) -> tuple[TaskLine, ...]:
    """Order tasks by due date, those without one last; tasks of one day stay in the checklist's order."""
    return tuple(sorted(tasks, key=lambda task: task.due or date.max))


def _recent(entries: Iterable[Entry], made_at: datetime, definitions: Definitions) -> tuple[Happening, ...]:
    since = made_at - timedelta(days=RECENT_DAYS)
    recent = [entry for entry in entries if entry.at >= since]
    recent.reverse()
    return tuple(Happening(entry.at, person_of(entry.actor, definitions), entry.title, entry.text) for entry in recent)
