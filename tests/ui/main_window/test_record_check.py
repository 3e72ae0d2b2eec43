"""The record is checked behind an open window, and what cannot be trusted is said in its banner."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from desk import Desk, banner
from pytestqt.qtbot import QtBot

from migdesk.ui.start import record_check
from migdesk.ui.start.record_check import RecordCheck
from migdesk.workspace.verification import verify_quietly


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_check, "BEGINS_AFTER_MS", 0)


def forge(desk: Desk, *statements: str) -> None:
    with closing(sqlite3.connect(desk.paths.database, isolation_level=None)) as connection:
        for statement in ("DROP TRIGGER event_is_never_changed", *statements):
            connection.execute(statement)


def test_what_was_changed_is_said(desk: Desk, qtbot: QtBot) -> None:
    window = desk.start()
    practice = desk.practice()
    desk.workspace.tasks.add_note(practice, "kick-off.hold-meeting", "Room 2 at ten")
    forge(desk, "UPDATE event SET body = replace(body, 'ten', 'two') WHERE kind = 'note-added'")
    RecordCheck(desk.work, desk.workspace, desk.work.banner.say_also)
    qtbot.waitUntil(lambda: "was changed after it was recorded" in banner(window))
    assert banner(window).startswith("Riverside Surgery: An entry dated ")
    assert not desk.workspace.practice(practice).notes


def test_a_record_that_nobody_touched_is_not_spoken_of(desk: Desk, qtbot: QtBot) -> None:
    window = desk.start()
    desk.practice()
    checked: list[tuple[Any, ...]] = []

    def watched(*arguments: Any) -> tuple[Any, ...]:
        checked.append(verify_quietly(*arguments))
        return checked[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("migdesk.workspace.verification.verify_quietly", watched)
        RecordCheck(desk.work, desk.workspace, desk.work.banner.say_also)
        qtbot.waitUntil(lambda: checked == [()])
    assert banner(window) == ""


def test_what_is_kept_for_quick_reading_is_told_and_made_anew(desk: Desk, qtbot: QtBot) -> None:
    window = desk.start()
    practice = desk.practice()
    forge(desk, "UPDATE practice_line SET practice_id = 'p9', name = 'Another'", "UPDATE projection SET state = x'00'")
    RecordCheck(desk.work, desk.workspace, desk.work.banner.say_also)
    qtbot.waitUntil(lambda: "for quick reading was changed" in banner(window))
    assert [summary.id for summary in desk.workspace.summaries()] == [practice]
    with closing(sqlite3.connect(desk.paths.database)) as connection:
        assert connection.execute("SELECT practice_id, name FROM practice_line").fetchall() == [
            (practice, "Riverside Surgery")
        ]
    assert verify_quietly(desk.paths, desk.clock, desk.workspace.definitions, lambda: None) == ()
