"""The part of a practice's record that may leave the house: all but private notes and their withdrawals."""

from __future__ import annotations

from msgspec.structs import replace

from migdesk.practice.entries import Acknowledgement
from migdesk.practice.event import Event
from migdesk.practice.history import Entry
from migdesk.practice.progress import Progress, TaskProgress, progress_of
from migdesk.practice.record_findings import FindingKind
from migdesk.practice.state import PracticeState
from migdesk.report.status.earlier_versions import EarlierVersions
from migdesk.report.status.model import Vouched
from migdesk.report.words import FINGERPRINT_WORTH
from migdesk.workspace.workspace import Workspace


def shared_progress(workspace: Workspace, practice_id: str) -> Progress:
    """Return how far a practice is today."""
    return progress_of(shared_state(workspace, practice_id), workspace.definitions, workspace.today)


def shared_state(workspace: Workspace, practice_id: str) -> PracticeState:
    """Return how a practice stands. Raises UserError for one that is not there."""
    state = workspace.practice(practice_id)
    return replace(state, notes={key: note for key, note in state.notes.items() if not note.private})


def shared_events(workspace: Workspace, practice_id: str) -> tuple[Event, ...]:
    """Return what was recorded of a practice, oldest first."""
    return tuple(event for event in workspace.store.all_events(practice_id) if not event.private)


def shared_history(workspace: Workspace, practice_id: str) -> tuple[Entry, ...]:
    """Return all that happened to a practice, in plain words, oldest first."""
    return workspace.told(practice_id, shared_events(workspace, practice_id))


def vouched_record(workspace: Workspace, practice_id: str) -> Vouched:
    """Return what vouches for the record that a report is made from, and what is left out of it.

    Its fingerprint is noted as handed out: once a report is made, nobody can tell where it goes.
    """
    mark = workspace.record_mark(practice_id)
    workspace.note_handed_out(mark)
    found = (finding for finding in workspace.findings(practice_id) if finding.kind != FindingKind.REMARK)
    return Vouched(
        fingerprint=mark.fingerprint,
        line=mark.line if mark.tips else "",
        worth=FINGERPRINT_WORTH if mark.tips else "",
        left_out=tuple(finding.text for finding in found),
    )


def earlier_versions(workspace: Workspace) -> EarlierVersions:
    """Return what knows under which earlier version of the guide a task was settled or words were signed."""
    updates = workspace.guide_updates

    def of_task(task: TaskProgress) -> str:
        under = updates.under_which_task(task)
        return under.version if under else ""

    def of_acknowledgement(acknowledgement: Acknowledgement) -> str:
        under = updates.under_which_words(acknowledgement)
        return under.version if under else ""

    return EarlierVersions(of_task, of_acknowledgement)
