"""A newer version of the guide at a start and by hand: shown before it counts, read page by page, by the keyboard."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from desk import Answers, Desk, click, escape, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from walk import faults

from migdesk.base.assets import content_folder
from migdesk.guide.guide import open_guide
from migdesk.ui.another_guide.guide_choice import GuideChoice
from migdesk.ui.another_guide.open_guide_dialog import OpenGuideDialog
from migdesk.ui.checklist_pane.task_detail import TaskDetail
from migdesk.ui.guide_changes.changes_dialog import UnreadDialog, UpdateDialog
from migdesk.ui.references_pane.references_pane import ReferencesPane
from migdesk.ui.start.guide_update import GuideUpdateAtStart

KICK_OFF = "kick-off-meeting"
RELEASE = Path(__file__).resolve().parents[2] / "data" / "releases" / "0.1.0"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(content_folder(), tmp_path / "guide"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def start(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    """Start with the guide in a folder, and let the window look whether it is another."""
    desk.start(guide_folder=folder)
    looking = GuideUpdateAtStart(desk.work)
    qtbot.waitUntil(lambda: not looking.is_looking, timeout=30_000)


def update_guide(desk: Desk, folder: Path) -> str:
    """Change a page, a task, and the words of a reference; return the task's id."""
    definitions = desk.workspace.definitions
    task = next(task for task in definitions.tasks if task.phase == KICK_OFF)
    data = folder / "_data" / "migdesk"
    change(folder / "guide" / "02-kick-off.md", "\n## ", "\nBring the newer plan.\n\n## ")
    change(data / "tasks" / "03-kick-off-meeting.yml", task.title, "Hold quite another meeting")
    change(data / "references.yml", definitions.reference_by_id["gdpr"].name, "Another GDPR")
    change(folder / "_config.yml", f'version: "{desk.workspace.guide.version}"', 'version: "9.0"')
    return task.id


def text_of(dialog: QDialog) -> str:
    assert isinstance(dialog, (UpdateDialog, UnreadDialog))
    return dialog.text.toPlainText()


def test_the_first_start_says_nothing(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    start(desk, folder, qtbot)
    assert desk.workspace.guide_updates.is_as_shown


def test_a_newer_version_is_shown_before_it_counts(desk: Desk, folder: Path, qtbot: QtBot, answers: Answers) -> None:
    start(desk, folder, qtbot)
    version = desk.workspace.guide.version
    practice = desk.practice()
    task = next(task.id for task in desk.workspace.definitions.tasks if task.phase == KICK_OFF)
    desk.workspace.tasks.set_status(practice, task, "done")
    desk.workspace.references.acknowledge(practice, "gdpr")
    assert update_guide(desk, folder) == task
    assert desk.close()
    # left by Esc it was not shown: the next start shows it again
    answers.expect(escape)
    start(desk, folder, qtbot)
    assert not desk.workspace.guide_updates.is_as_shown
    assert desk.close()
    seen: list[str] = []
    wrong: list[str] = []

    def read_and_go_on(dialog: QDialog) -> None:
        seen.append(text_of(dialog))
        wrong.extend(faults(dialog))
        press(dialog.focusWidget(), "Return")

    answers.expect(read_and_go_on)
    start(desk, folder, qtbot)
    assert answers.seen[-1] == "The guide has been updated"
    assert wrong == []
    for said in ("Bring the newer plan.", "Hold quite another meeting", "Another GDPR", f"under version {version}"):
        assert said in seen[0]
    assert desk.workspace.guide_updates.is_as_shown
    # what was done and signed stays, and says under which version
    desk.work.navigation.open_task(practice, task)
    detail = desk.window.findChild(TaskDetail)
    assert f"under version {version}" in detail._last.text()
    desk.work.right.show_reference("gdpr")
    entry = desk.window.findChild(ReferencesPane)._items["gdpr"].body.entries()[0]
    assert any(f"signed under version {version}" in label.text() for label in entry.findChildren(type(detail._last)))
    assert desk.close()
    start(desk, folder, qtbot)  # nothing more to say


def test_the_first_start_after_0_1_0_shows_what_is_another(desk: Desk, qtbot: QtBot, answers: Answers) -> None:
    shutil.copytree(RELEASE, desk.paths.data)
    seen: list[str] = []

    def read(dialog: QDialog) -> None:
        seen.append(text_of(dialog))
        click("Go on")(dialog)

    answers.expect(read)
    start(desk, content_folder(), qtbot)
    assert seen[0].startswith("From version 1.0 (as of November 2026) to version ")
    assert desk.workspace.guide_updates.is_as_shown
    assert desk.close()
    start(desk, content_folder(), qtbot)
    desk.work.commands.show_what_is_new()
    dialog = desk.window.findChild(UnreadDialog)
    qtbot.waitUntil(lambda: dialog.all_button.isEnabled(), timeout=30_000)
    dialog.all_button.click()
    assert dialog.said.text().startswith("Nothing.")
    assert text_of(dialog) == ""


def test_what_is_new_is_read_by_the_keyboard(desk: Desk, folder: Path, qtbot: QtBot, answers: Answers) -> None:
    start(desk, folder, qtbot)
    desk.practice()
    task = update_guide(desk, folder)
    assert desk.close()
    answers.expect(click("Go on"))
    start(desk, folder, qtbot)
    desk.work.commands.show_what_is_new()
    dialog = desk.window.findChild(UnreadDialog)
    qtbot.waitUntil(lambda: dialog.all_button.isEnabled(), timeout=30_000)
    qtbot.waitUntil(dialog.text.hasFocus)
    assert faults(dialog) == []
    assert "Bring the newer plan." in text_of(dialog)
    followed: list[str] = []
    dialog.place_requested.connect(lambda place: followed.append(place.target))
    for _ in range(20):  # Tab goes from link to link, Enter follows it; the one after the tasks marks them as read
        QTest.keyClick(dialog.text, Qt.Key.Key_Tab)
        QTest.keyClick(dialog.text, Qt.Key.Key_Return)
        if "/guide/kick-off" in followed:
            break
        dialog.text.setFocus()
    assert task in followed and "/guide/kick-off" in followed
    assert desk.work.guide.permalink == "/guide/kick-off"
    QTest.keyClick(dialog.text, Qt.Key.Key_Tab)
    assert "Hold quite another meeting" not in text_of(dialog)
    assert "Bring the newer plan." in text_of(dialog)
    QTest.keyClick(dialog.text, Qt.Key.Key_Return)  # Mark as read
    assert dialog.said.text().startswith("Nothing.")
    press(dialog, "Esc")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert desk.close()
    desk.start(guide_folder=folder)
    desk.work.commands.show_what_is_new()
    again = desk.window.findChild(UnreadDialog)
    qtbot.waitUntil(lambda: again.said.text().startswith("Nothing."), timeout=30_000)


@pytest.mark.parametrize("agreed", [True, False])
def test_a_folder_opened_again_is_shown_before_it_is_opened(
    agreed: bool, desk: Desk, folder: Path, qtbot: QtBot, answers: Answers
) -> None:
    start(desk, folder, qtbot)
    update_guide(desk, folder)
    assert desk.close()
    desk.start()
    opened: list[str] = []
    choice = GuideChoice(desk.work.services, desk.work.guide.guide, lambda _guide, place: opened.append(place), str)

    def open_folder(dialog: QDialog) -> None:
        assert isinstance(dialog, OpenGuideDialog)
        dialog.field.setText(str(folder))
        dialog.open_button.click()
        qtbot.waitUntil(lambda: dialog.guide is not None or dialog.problem.isVisible(), timeout=60_000)

    answers.expect(open_folder, click("Open this version") if agreed else click("Cancel"))
    choice.open_another()
    assert answers.seen[-2:] == ["Open a guide", "The guide has been updated"]
    assert opened == ([str(folder)] if agreed else [])
    again = desk.workspace.guide_updates.look_before_opening()(
        open_guide(folder, desk.paths.cache), lambda _done, _of: None
    )
    assert (again is None) == agreed
