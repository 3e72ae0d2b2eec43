"""What runs beside an open window: it goes on while something is in the way, and ends with the window."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from desk import Desk, banner
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from migdesk.base.errors import EnvironmentFault
from migdesk.practice.backup import copy_now, sound_copies
from migdesk.practice.copy_file import unpack
from migdesk.ui.start.housekeeping import Housekeeping


def running_timers(house: Housekeeping) -> list[QTimer]:
    return [timer for timer in house.parent().findChildren(QTimer) if timer.isActive() and timer.interval() < 60_000]


def test_nothing_runs_on_after_the_window_is_closed(desk: Desk, qtbot: QtBot) -> None:
    desk.start()
    desk.practice()
    house = desk.keep_house()
    desk.work.header.search_box.prepare_at_leisure()
    assert running_timers(house)
    desk.close()
    qtbot.waitUntil(lambda: not running_timers(house))


def test_a_close_that_is_stepped_back_from_ends_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    window = desk.start()
    house = desk.keep_house()
    monkeypatch.setattr(desk.work.right.checklist, "has_unsaved_text", lambda: True)
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
        desk.work.banner.hide()
        house._look.timeout.emit()
        assert banner(window) == "", "a message that was closed does not come back twice a second"
    assert len(looks) == 2 and house._look.isActive()
    other = desk.record()
    other.sign_in(desk.workspace.actor, remember=False)
    practice = desk.practice()
    other.practices.set_archived(practice, True)
    house._look.timeout.emit()
    assert desk.work.session.practice.archived


def test_midnight_brings_the_day_up_to_date_and_another_copy(desk: Desk, qtbot: QtBot) -> None:
    desk.start()
    desk.practice()
    house = desk.keep_house()
    daily = desk.paths.backups / "daily"
    qtbot.waitUntil(lambda: (daily / "migdesk-2026-11-22.db.gz").exists())
    overdue = desk.work.session.progress.overdue
    desk.clock.moment += timedelta(days=60)
    house._look.timeout.emit()
    assert desk.work.session.progress.overdue > overdue
    qtbot.waitUntil(lambda: (daily / "migdesk-2027-01-21.db.gz").exists())


def test_a_record_that_cannot_be_checked_is_said(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(_database: Path) -> bool:
        raise EnvironmentFault("The drive is gone.")

    window = desk.start()
    monkeypatch.setattr("migdesk.practice.opening.check_soundness", unreadable)
    desk.keep_house()
    qtbot.waitUntil(lambda: "Today's copy of the record could not be made: The drive is gone." in banner(window))


def test_a_check_that_ends_after_the_window_is_gone_disturbs_nobody(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.start()
    house = desk.keep_house()
    from shiboken6 import delete

    begun, goes_on = threading.Event(), threading.Event()

    def slow(_database: Path) -> bool:
        begun.set()
        return not goes_on.wait(10)

    monkeypatch.setattr("migdesk.practice.opening.check_soundness", slow)
    house._look_after_record()
    qtbot.waitUntil(begun.is_set)
    house.stop()
    delete(house)
    goes_on.set()
    for thread in (thread for thread in threading.enumerate() if thread.name == "migdesk background"):
        thread.join(10)


# under an open window


def taken_away(data: Path) -> None:
    shutil.rmtree(data)


def moved(data: Path) -> None:
    data.rename(data.with_name("moved"))


def replaced(data: Path) -> None:
    other = data / "other.db"
    shutil.copyfile(data / "migdesk.db", other)
    other.replace(data / "migdesk.db")


def without_its_log(data: Path) -> None:
    (data / "migdesk.db-wal").unlink()


@pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody take away what is open")
@pytest.mark.parametrize("happens", [taken_away, moved, replaced, without_its_log])
def test_a_record_that_is_no_longer_there_is_seen_at_the_next_save(happens: Callable[[Path], None], desk: Desk) -> None:
    window = desk.start()
    practice = desk.practice()
    happens(desk.paths.data)
    task = desk.workspace.definitions.tasks[0].id
    desk.work.session.attempt(lambda: desk.workspace.tasks.add_note(practice, task, "Not lost unnoticed"))
    assert banner(window).startswith("Not saved: the record is no longer where it was, in")
    assert desk.work.status._message.text() == "<b>Not saved</b>"


@pytest.mark.skipif(os.name != "posix", reason="Windows lets nobody take away what is open")
@pytest.mark.parametrize("happens", [taken_away, moved, replaced])
def test_it_is_seen_at_the_next_look_too_and_what_was_saved_is_copied(
    happens: Callable[[Path], None], desk: Desk
) -> None:
    window = desk.start()
    house = desk.keep_house()
    desk.practice()
    happens(desk.paths.data)
    house._look.timeout.emit()
    assert banner(window).startswith("Not saved: the record is no longer where it was, in")
    assert [copy.counts.practices for copy in sound_copies(desk.paths.backups)][:1] == [1]
    house._look.timeout.emit()
    assert len(list((desk.paths.backups / "before-changes").glob("*it-was-gone*"))) == 1


def test_a_record_that_can_only_be_read_any_more_is_seen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    window = desk.start()
    house = desk.keep_house()
    with monkeypatch.context() as read_only:
        read_only.setattr("migdesk.practice.record_place.os.access", lambda *_: False)
        house._look.timeout.emit()
        assert "the data folder cannot be written to" in banner(window)
    house._look.timeout.emit()
    assert banner(window) == "", "it can be written to again"


def test_what_was_not_saved_is_no_longer_said_once_saving_works(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    window = desk.start()
    practice = desk.practice()
    task = desk.workspace.definitions.tasks[0].id

    def note() -> None:
        desk.workspace.tasks.add_note(practice, task, "A note")

    def held(*_: object) -> None:
        raise EnvironmentFault("Not saved: another program is holding the record.")

    with monkeypatch.context() as while_held:
        while_held.setattr(desk.workspace.store, "append_all", held)
        desk.work.session.attempt(note)
    assert banner(window) == "Not saved: another program is holding the record."
    assert desk.work.status._message.text() == "<b>Not saved</b>"
    desk.work.session.attempt(note)
    assert banner(window) == ""
    assert "Saved." in desk.work.status._message.text()


def test_a_conflict_copy_of_the_record_is_offered_and_taken_in(desk: Desk, tmp_path: Path) -> None:
    window = desk.start()
    practice = desk.practice()
    task = desk.workspace.definitions.tasks[0].id
    desk.workspace.tasks.add_note(practice, task, "Said on the other laptop")
    copy_now(desk.paths.database, tmp_path / "other", desk.workspace.now)
    unpack(next((tmp_path / "other").glob("*/*.db.gz")), desk.paths.data / "migdesk-LAPTOP7.db")
    house = desk.keep_house()
    assert "can be taken in" in banner(window)
    assert desk.work.banner._action.text() == "Take it in"
    desk.work.banner._action.click()
    assert "0 changes taken in" in desk.work.status._message.text()
    assert not (desk.paths.data / "migdesk-LAPTOP7.db").exists()
    house.stop()
