"""What runs beside an open window: it goes on while something is in the way, and ends with the window."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from desk import Desk, banner
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from migdesk.base.errors import EnvironmentFault
from migdesk.ui.start.housekeeping import Housekeeping


def running_timers(house: Housekeeping) -> list[QTimer]:
    return [timer for timer in house.parent().findChildren(QTimer) if timer.isActive() and timer.interval() < 60_000]


def test_nothing_runs_on_after_the_window_is_closed(desk: Desk, qtbot: QtBot) -> None:
    window = desk.start()
    desk.practice()
    house = desk.keep_house()
    window.header.search_box.prepare_at_leisure()
    assert running_timers(house)
    desk.close()
    qtbot.waitUntil(lambda: not running_timers(house))


def test_a_close_that_is_stepped_back_from_ends_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    window = desk.start()
    house = desk.keep_house()
    monkeypatch.setattr(window.right.checklist, "has_unsaved_text", lambda: True)
    monkeypatch.setattr("migdesk.ui.main_window.unsaved_note.may_lose_note", lambda _: False)
    assert not window.close()
    assert running_timers(house)
    monkeypatch.setattr("migdesk.ui.main_window.unsaved_note.may_lose_note", lambda _: True)


def test_what_stands_in_the_way_is_said_once_and_looking_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    window = desk.start()
    house = desk.keep_house()
    looks: list[int] = []

    def broken() -> bool:
        looks.append(1)
        raise EnvironmentFault("The disk did not answer.")

    with monkeypatch.context() as while_broken:
        while_broken.setattr(desk.workspace, "look_for_changes", broken)
        house._look.timeout.emit()
        assert banner(window) == "The disk did not answer."
        window.banner.hide()
        house._look.timeout.emit()
        assert banner(window) == "", "a message that was closed does not come back twice a second"
    assert len(looks) == 2 and house._look.isActive()
    other = desk.record()
    other.sign_in(desk.workspace.actor, remember=False)
    practice = desk.practice()
    other.practices.set_archived(practice, True)
    house._look.timeout.emit()
    assert window.session.practice.archived


def test_midnight_brings_the_day_up_to_date_and_another_copy(desk: Desk, qtbot: QtBot) -> None:
    window = desk.start()
    desk.practice()
    house = desk.keep_house()
    daily = desk.paths.backups / "daily"
    qtbot.waitUntil(lambda: (daily / "migdesk-2026-11-22.db.gz").exists())
    overdue = window.session.progress.overdue
    desk.clock.moment += timedelta(days=60)
    house._look.timeout.emit()
    assert window.session.progress.overdue > overdue
    qtbot.waitUntil(lambda: (daily / "migdesk-2027-01-21.db.gz").exists())


def test_a_record_that_cannot_be_checked_is_said(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(_database: Path) -> bool:
        raise EnvironmentFault("The drive is gone.")

    window = desk.start()
    monkeypatch.setattr("migdesk.practice.opening.check_soundness", unreadable)
    desk.keep_house()
    qtbot.waitUntil(lambda: "Today's copy of the record could not be made: The drive is gone." in banner(window))


def test_a_check_that_ends_after_the_window_is_gone_disturbs_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.start()
    house = desk.keep_house()
    from shiboken6 import delete

    house.stop()
    delete(house)
    monkeypatch.setattr("migdesk.practice.opening.check_soundness", lambda _: False)
    Housekeeping._check_and_copy(house, desk.paths.database, desk.paths.backups, desk.workspace.today)
