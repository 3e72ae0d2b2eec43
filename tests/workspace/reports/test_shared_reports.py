"""What leaves the house: no private note in any report, and a fingerprint that verify knows again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from migdesk.practice.event import Actor
from migdesk.report.formats import FORMATS, formats_of
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.handed_out_verification import verify_handed_out
from migdesk.workspace.reports.agenda import write_agenda
from migdesk.workspace.reports.practices import write_portfolio
from migdesk.workspace.reports.status import status_report, write_report
from migdesk.workspace.verification import Verdict
from migdesk.workspace.workspace import Workspace
from support import TickingClock, paths_in

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
PRIVATE, SHARED = "Nobody else may read these words.", "Everybody may read these."
"""Word and Excel write a text in one piece, so that it is found among their parts."""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = bootstrap(paths_in(tmp_path / "data"), clock=TickingClock(NOW))
    yield opened
    opened.close()


@pytest.fixture
def practice(workspace: Workspace) -> str:
    practice = workspace.samples.add_riverside()
    task = workspace.definitions.tasks[0].id
    workspace.act_as(Actor("Pat Example", "practice-manager", "Riverside Surgery"))
    workspace.tasks.add_note(practice, task, SHARED)
    workspace.tasks.add_note(practice, task, PRIVATE, private=True)
    return practice


def words_in(file: Path) -> str:
    data = file.read_bytes()
    if data.startswith(b"PK"):
        with ZipFile(io.BytesIO(data)) as packed:
            data = b"".join(map(packed.read, packed.namelist()))
    return data.decode("utf-8", "replace")


def test_a_private_note_is_in_no_report(workspace: Workspace, practice: str, tmp_path: Path) -> None:
    for form in FORMATS:
        files = []
        if form in formats_of("status"):
            files.append(write_report(workspace, practice, tmp_path / f"status{form.suffix}"))
        if form in formats_of("agenda"):
            files.append(write_agenda(workspace, practice, tmp_path / f"agenda{form.suffix}"))
        if form in formats_of("practices"):
            files.append(write_portfolio(workspace, tmp_path / f"practices{form.suffix}"))
        for file in files:
            assert PRIVATE not in words_in(file), file.name
            if form.id != "pdf" and file.stem == "status":
                assert SHARED in words_in(file), file.name
    report = status_report(workspace, practice)
    assert all("only for us" not in happening.text for happening in report.recent)


def test_withdrawing_a_private_note_is_not_told_either(workspace: Workspace, practice: str) -> None:
    before = status_report(workspace, practice)
    note = next(note for note in workspace.practice(practice).standing_notes() if note.private)
    workspace.tasks.withdraw_note(practice, note.id, "Said too much.")
    after = status_report(workspace, practice)
    assert after.notes_withdrawn == before.notes_withdrawn
    assert len(after.recent) == len(before.recent)
    assert after.record == before.record


@pytest.mark.parametrize("suffix", [".html", ".json", ".docx", ".xlsx"])
def test_a_report_is_known_again_by_its_file(workspace: Workspace, practice: str, tmp_path: Path, suffix: str) -> None:
    file = write_report(workspace, practice, tmp_path / f"status{suffix}")
    verified = verify_handed_out(workspace.paths, TickingClock(NOW), str(file))
    assert (verified.verdict, "nothing was recorded since" in verified.answer) == (Verdict.WELL, True)
    workspace.tasks.add_note(practice, workspace.definitions.tasks[1].id, "More.")
    verified = verify_handed_out(workspace.paths, TickingClock(NOW), str(file))
    assert (verified.verdict, "more was recorded since" in verified.answer) == (Verdict.WELL, True)


def test_a_fingerprint_on_paper_is_known_again(workspace: Workspace, practice: str, tmp_path: Path) -> None:
    write_agenda(workspace, practice, tmp_path / "agenda.pdf")
    fingerprint = status_report(workspace, practice).record.fingerprint
    workspace.tasks.add_note(practice, workspace.definitions.tasks[1].id, "More.")
    verified = verify_handed_out(workspace.paths, TickingClock(NOW), fingerprint)
    assert verified.verdict == Verdict.WELL
    assert "was handed out on Sun 22 Nov 2026" in verified.answer
