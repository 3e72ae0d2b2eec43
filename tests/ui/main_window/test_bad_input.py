"""What the window answers where a guide, the record, the disk or another computer is not as it should be."""

from __future__ import annotations

import gc
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from desk import Answers, Desk, banner, click, escape, named
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QPlainTextEdit, QPushButton

from conftest import NOW
from migdesk.base.assets import content_folder
from migdesk.base.paths import Paths
from migdesk.practice.backup import copy_if_due, copy_now, sound_copies
from migdesk.practice.holder import FILE_NAME, Holder
from migdesk.ui.main_window.shell import Shell
from migdesk.ui.main_window.work import Work
from migdesk.ui.start.app import run

Look = Callable[[Work], None]


def work_of(window: Shell) -> Work:
    """Return what was built into a window when its record was opened."""
    work = window.findChild(Work)
    assert work is not None
    return work


@pytest.fixture
def started(desk: Desk, qapp: QApplication) -> Iterator[Callable[..., int]]:
    """Run the program on the desk's folder, look at its window once all is on the screen, close it: the exit code."""

    def start(look: Look = lambda _work: None, guide: Path | None = None) -> int:
        def ready(window: Shell) -> None:
            try:
                look(work_of(window))
            finally:
                window.close()

        at_last = QTimer(singleShot=True, interval=20_000)
        at_last.timeout.connect(qapp.quit)
        at_last.start()
        code = run(desk.paths, guide, on_ready=ready)
        at_last.stop()
        return code

    yield start
    gc.enable()
    gc.unfreeze()


@pytest.fixture
def ticked(desk: Desk) -> str:
    """The id of a practice with one tick, in a record that was closed, with a copy of it made that day."""
    desk.start()
    practice = desk.practice()
    desk.key("Space")
    copy_now(desk.paths.database, desk.paths.backups, NOW)
    desk.workspace.tasks.add_note(practice, desk.work.right.checklist.chosen_task(), "After the copy")
    desk.close()
    return practice


def shown_status(window: Shell) -> str:
    """Return what the row in hand says to a screen reader, and the status box with it."""
    return named(window, QComboBox, "Status").currentText()


def damage(database: Path) -> bytes:
    """Write over the middle of the record and return what it holds now."""
    for beside in ("-wal", "-shm"):
        database.with_name(database.name + beside).unlink(missing_ok=True)
    with database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 8192)
    return database.read_bytes()


# the guide


def read(dialog: QDialog) -> None:
    """Wait until a dialog closes by itself, once the guide is read."""
    ended = QEventLoop()
    dialog.finished.connect(ended.quit)
    QTimer.singleShot(20_000, ended.quit)
    ended.exec()


def test_a_folder_that_is_no_guide_is_named_and_the_built_in_one_opens(
    started: Callable[..., int], answers: Answers, tmp_path: Path
) -> None:
    answers.expect(read)
    (tmp_path / "holiday photos").mkdir()
    seen: list[tuple[str, str]] = []
    look = lambda work: seen.append((work.guide.permalink, banner(work.shell)))  # noqa: E731
    assert started(look, tmp_path / "holiday photos") == 0
    page, said = seen[0]
    assert page == "/guide"
    assert "No guide found in" in said and "holiday photos" in said and "_config.yml" in said


def test_a_faulty_checklist_gives_way_to_the_built_in_one(
    started: Callable[..., int], answers: Answers, tmp_path: Path
) -> None:
    answers.expect(read)
    guide = Path(shutil.copytree(content_folder(), tmp_path / "guide"))
    (guide / "_data" / "migdesk" / "roles.yml").write_text("- id: nobody\n", encoding="utf-8")
    said: list[str] = []
    tasks: list[int] = []

    def look(work: Work) -> None:
        said.append(banner(work.shell))
        tasks.append(len(work.session.workspace.definitions.tasks))

    assert started(look, guide) == 0
    assert said[0].startswith("The guide's checklist has a fault, so the built-in checklist is shown.")
    assert "roles.yml:" in said[0]
    assert tasks[0] > 50


# the disk


def test_a_full_disk_says_that_the_tick_is_not_saved(desk: Desk) -> None:
    window = desk.start()
    practice = desk.practice()
    connection = desk.workspace.store._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    ids = [task.id for task in desk.work.session.progress.tasks if task.task.kind != "sign-off"]
    for refused in ids:
        desk.work.right.show_task(refused)
        desk.key("Space")
        if banner(window):
            break
    assert banner(window).startswith("Not saved: the disk is full. What was saved before is safe.")
    assert (shown_status(window), desk.work.session.progress.task(refused).status) == ("To do", "to-do")
    assert desk.record().store.state(practice).status(refused) == "to-do"
    field = named(window, QPlainTextEdit, "New note")
    field.setFocus()
    desk.type("x" * 100)
    field.setPlainText(field.toPlainText() * 90)
    desk.key("Ctrl+Return")
    assert field.toPlainText(), "what was typed stays"
    connection.execute("PRAGMA max_page_count = 100000")
    desk.key("Ctrl+Return")
    assert field.toPlainText() == ""
    desk.work.right.focus_current()
    desk.key("Space")
    assert shown_status(window) == "Done"


def test_a_locked_record_says_that_the_tick_is_not_saved(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    task = desk.work.right.checklist.chosen_task()
    desk.workspace.store._connection.execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(desk.paths.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    desk.key("Space")
    assert banner(window).startswith("Not saved: another program is holding the record.")
    assert (shown_status(window), desk.work.session.progress.task(task).status) == ("To do", "to-do")
    status = named(window, QComboBox, "Status")
    status.setCurrentIndex(status.findText("Done"))
    status.activated.emit(status.currentIndex())
    assert shown_status(window) == "To do"
    owner = named(window, QComboBox, "Owner")
    owner.lineEdit().setFocus()
    desk.type("Sam Example")
    desk.key("Return")
    assert owner.currentText() == "Sam Example", "what was typed stays"
    other.execute("ROLLBACK")
    other.close()
    desk.key("Return")
    assert desk.work.session.progress.task(task).owner == "Sam Example"


# the record


@pytest.mark.parametrize("was_here_before", [True, False])
def test_a_record_of_a_newer_version_is_left_as_it_is(
    desk: Desk, started: Callable[..., int], answers: Answers, ticked: str, was_here_before: bool
) -> None:
    if not was_here_before:
        desk.paths.settings.unlink()
    with sqlite3.connect(desk.paths.database) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    before = desk.paths.database.read_bytes()
    answers.expect(click("Close migdesk"))
    assert started() == 2
    assert "newer version" in answers.seen[0]
    assert desk.paths.database.read_bytes() == before


def test_a_damaged_record_can_go_back_to_the_last_good_copy(
    desk: Desk, started: Callable[..., int], answers: Answers, ticked: str
) -> None:
    damaged = damage(desk.paths.database)
    answers.expect(click("Go back to that copy"))
    found: list[tuple[str, int]] = []

    def look(work: Work) -> None:
        state = work.session.workspace.store.state(ticked)
        found.append((work.shell.windowTitle(), len(state.notes)))

    assert started(look) == 0
    assert "Sun 22 November 2026 and holds 1 practice and 2 recorded changes" in answers.seen[0]
    assert found == [("Riverside Surgery – migdesk", 0)]
    assert [path.read_bytes() for path in desk.paths.data.glob("migdesk-damaged-*.db")] == [damaged]


def test_a_damaged_record_can_give_way_to_an_empty_one(
    desk: Desk, started: Callable[..., int], answers: Answers, ticked: str
) -> None:
    damaged = damage(desk.paths.database)
    answers.expect(click("Start with an empty record"))
    practices: list[int] = []
    assert started(lambda work: practices.append(len(work.session.workspace.store.practice_ids()))) == 0
    assert practices == [0]
    assert [path.read_bytes() for path in desk.paths.data.glob("migdesk-damaged-*.db")] == [damaged]


@pytest.mark.parametrize("leave", [click("Close migdesk"), escape])
def test_a_damaged_record_is_left_alone_where_the_person_says_so(
    desk: Desk, started: Callable[..., int], answers: Answers, ticked: str, leave: Callable
) -> None:
    damaged = damage(desk.paths.database)
    answers.expect(leave)
    assert started() == 2
    assert desk.paths.database.read_bytes() == damaged


def test_what_was_done_until_the_window_was_closed_is_in_the_days_copy(
    desk: Desk, started: Callable[..., int], ticked: str
) -> None:
    def look(work: Work) -> None:
        workspace = work.session.workspace
        workspace.tasks.add_note(ticked, workspace.definitions.tasks[0].id, "The last of the day")

    assert started(look) == 0
    events = next(sound_copies(desk.paths.backups)).counts.events
    assert events == desk.record().store.counts().events == 4


@pytest.mark.parametrize("lost", ["gone", "empty"])
def test_a_lost_record_is_no_first_start(
    lost: str, desk: Desk, started: Callable[..., int], answers: Answers, ticked: str
) -> None:
    desk.paths.database.unlink() if lost == "gone" else desk.paths.database.write_bytes(b"")
    answers.expect(click("Go back to that copy"))
    names: list[str] = []
    assert started(lambda work: names.append(work.shell.windowTitle())) == 0
    assert ("is gone" if lost == "gone" else "is empty") in answers.seen[0]
    assert names == ["Riverside Surgery – migdesk"]


def test_the_way_of_the_readme_to_another_computer(
    desk: Desk, started: Callable[..., int], answers: Answers, ticked: str
) -> None:
    """A day's work, closed; the newest file of backups/daily in the folder there; no first-start greeting."""
    assert copy_if_due(desk.paths.database, desk.paths.backups, NOW, closing_down=True)
    newest = max((desk.paths.backups / "daily").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    there = desk.paths.data.with_name("there")
    (there / "backups" / "daily").mkdir(parents=True)
    shutil.copy(newest, there / "backups" / "daily")
    desk.paths = Paths(there, desk.paths.cache, "test")
    answers.expect(click("Use this copy"))
    said: list[str] = []

    def look(work: Work) -> None:
        said.extend(label.text() for label in work.shell.findChildren(QLabel) if label.isVisible())
        (practice,) = work.session.workspace.names()
        assert (practice.id, practice.name) == (ticked, "Riverside Surgery")
        notes = work.session.workspace.practice(practice.id).notes.values()
        assert [note.text for note in notes] == ["After the copy"]

    assert started(look) == 0
    assert "A record of 1 practice was found here. Who are you?" in said


def test_a_copy_that_was_brought_is_offered_where_the_record_holds_no_practice(
    desk: Desk, started: Callable[..., int], answers: Answers, ticked: str
) -> None:
    """migdesk was opened once on the other computer before the copy was brought there."""
    there = desk.paths.data.with_name("there")
    brought = Path(shutil.move(desk.paths.backups, desk.paths.data.with_name("stick")))
    desk.paths = Paths(there, desk.paths.cache, "test")
    assert started() == 0
    shutil.copytree(brought, desk.paths.backups, dirs_exist_ok=True)
    found: list[list[str]] = []

    def look(work: Work) -> None:
        found.append([practice.name for practice in work.session.workspace.names()])

    answers.expect(click("Go on without it"), click("Use this copy"))
    assert started(look) == 0 and started(look) == 0
    assert found == [[], ["Riverside Surgery"]]
    assert answers.seen[0].startswith("The record in") and "1 practice" in answers.seen[0]


def test_damage_without_a_copy_says_so(desk: Desk, started: Callable[..., int], answers: Answers, ticked: str) -> None:
    damage(desk.paths.database)
    shutil.rmtree(desk.paths.backups)
    answers.expect(click("Close migdesk"))
    assert started() == 2
    assert "There is no good copy to go back to." in answers.seen[0]


def test_damage_found_while_the_window_is_open_is_said(desk: Desk, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = desk.start()
    monkeypatch.setattr("migdesk.practice.opening.check_soundness", lambda _: False)
    desk.keep_house()
    qtbot.waitUntil(lambda: banner(window).startswith("The record on this computer is damaged."))


# another computer


def hold_elsewhere(desk: Desk) -> None:
    import msgspec

    holder = Holder("ward-pc/1", "WARD-PC", "robin", NOW + timedelta(minutes=1))
    (desk.paths.data / FILE_NAME).write_bytes(msgspec.json.encode(holder))


def test_a_folder_held_by_another_computer_is_open_for_reading_only(desk: Desk, ticked: str) -> None:
    hold_elsewhere(desk)
    window = desk.start()
    assert "robin has this data folder open on WARD-PC" in banner(window)
    assert "reading only" in desk.work.status._message.text()
    task = next(task.id for task in desk.work.session.progress.tasks if task.is_open)
    desk.work.right.show_task(task)
    desk.work.right.focus_current()
    desk.key("Esc")
    assert banner(window) == ""
    desk.key("Space")
    assert banner(window).startswith("Not saved: robin has this data folder open on WARD-PC")
    assert shown_status(window) == "To do"
    desk.work.right.show_reference("gdpr")
    name = desk.work.session.progress.reference("gdpr").reference.name
    assert not named(window, QPushButton, f"I have read this and acknowledge it: {name}").isEnabled()


def test_closing_beside_another_computer_leaves_its_mark(desk: Desk, ticked: str) -> None:
    hold_elsewhere(desk)
    desk.start()
    desk.keep_house()
    desk.close()
    assert json.loads((desk.paths.data / FILE_NAME).read_text())["computer_name"] == "WARD-PC"


# bugs of our own


def test_a_crash_file_is_offered_once_at_the_next_start(desk: Desk, answers: Answers) -> None:
    window = desk.start()
    desk.paths.crash_file.write_text("migdesk 1.0\n\nTraceback: KeyError", encoding="utf-8")
    desk.keep_house()
    assert banner(window).startswith("migdesk stopped unexpectedly last time.")
    shown: list[str] = []

    def read(dialog) -> None:  # type: ignore[no-untyped-def]
        shown.append(named(dialog, QPlainTextEdit, "Details").toPlainText())
        escape(dialog)

    answers.expect(read)
    named(desk.work.banner, QPushButton, "Show the details").click()
    assert shown == ["migdesk 1.0\n\nTraceback: KeyError"]
    assert banner(window) == ""
    desk.close()
    window = desk.start()
    desk.keep_house()
    assert banner(window) == ""


def test_a_crash_file_that_cannot_be_moved_is_shown_all_the_same(desk: Desk, answers: Answers) -> None:
    desk.start()
    desk.paths.crash_file.write_text("Traceback: KeyError", encoding="utf-8")
    desk.paths.crash_file.with_name("crash-seen.txt").mkdir()
    desk.keep_house()
    shown: list[str] = []
    answers.expect(lambda dialog: shown.append(named(dialog, QPlainTextEdit, "Details").toPlainText()))
    named(desk.work.banner, QPushButton, "Show the details").click()
    assert shown == ["Traceback: KeyError"]


def test_a_crash_file_does_not_push_another_message_away(desk: Desk, ticked: str) -> None:
    hold_elsewhere(desk)
    desk.paths.crash_file.write_text("Traceback", encoding="utf-8")
    window = desk.start()
    desk.keep_house()
    assert "robin has this data folder open on WARD-PC" in banner(window)
    assert "migdesk stopped unexpectedly last time." in banner(window)
    named(desk.work.banner, QPushButton, "Show the details")


def test_a_bug_goes_to_the_crash_file_and_is_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import sys

    from migdesk.ui.start.bugs import catch_bugs

    window = desk.start()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # put back afterwards
    catch_bugs(desk.work.services)
    try:
        raise KeyError("nobody foresaw this")
    except KeyError:
        sys.excepthook(*sys.exc_info())
    assert banner(window).startswith("Something went wrong in migdesk itself. What you saved is safe.")
    assert "nobody foresaw this" in desk.paths.crash_file.read_text()
