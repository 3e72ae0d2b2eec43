"""Going back to a copy and moving to another computer, through the whole window: it closes the record and opens it
again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from migdesk.base.paths import Paths
from migdesk.practice.backup import copy_now
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.practice.read_only_note import note_of
from migdesk.ui.actions import ActionId, action_of
from migdesk.ui.copies import copies_dialog, move_in, move_out_dialog
from migdesk.ui.copies.copies_dialog import CopiesDialog
from migdesk.ui.copies.move_out_dialog import MoveOutDialog
from migdesk.ui.exchange.passphrase_dialog import PassphraseDialog
from migdesk.ui.main_window.shell import Shell
from migdesk.ui.main_window.work import Work
from migdesk.ui.session.settings import Settings, save_settings
from migdesk.ui.start.app import Start
from migdesk.ui.start.single_window import SingleWindow
from migdesk.ui.welcome.welcome_page import WelcomePage
from migdesk.workspace.bootstrap import bootstrap

WAIT_MS = 20_000


class Program:
    """One start of the program on a data folder, without its event loop."""

    def __init__(self, qtbot: QtBot, application: QApplication, paths: Paths) -> None:
        self._qtbot = qtbot
        self.paths = paths
        self._single = SingleWindow(paths.data)
        self._ready: list[Shell] = []
        self.start = Start(application, paths, self._single, None, self._ready.append)
        assert self.start.open_window(None)
        self.work = self.wait()

    def wait(self) -> Work:
        self._qtbot.waitUntil(lambda: bool(self._ready), timeout=WAIT_MS)
        self._ready.pop()
        assert self.start.work is not None
        self.work = self.start.work
        return self.work

    def do(self, action: ActionId) -> None:
        action_of(action).do(self.work)

    def close(self) -> None:
        if self.start.work is not None:
            self.start.work.shell.close()
            self.start.work.shell.deleteLater()
        self.start.close()
        self._single.close()


@pytest.fixture
def paths(tmp_path: Path, warm_cache: Path) -> Paths:
    return Paths(tmp_path / "data", warm_cache, "test")


@pytest.fixture
def practice(paths: Paths) -> str:
    workspace = bootstrap(paths)
    workspace.sign_in(Actor("Dana Field", "practice-manager", "Riverside Surgery"))
    practice_id = workspace.practices.add(PracticeDetails("Riverside Surgery", "Z99001"))
    copy_now(paths.database, paths.backups, workspace.now)
    workspace.tasks.set_status(practice_id, workspace.definitions.tasks[0].id, "done")
    workspace.close()
    save_settings(paths.settings, Settings(practice=practice_id))
    return practice_id


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Paths], Program]]:
    programs: list[Program] = []

    def opening(paths: Paths) -> Program:
        programs.append(Program(qtbot, qapp, paths))
        return programs[-1]

    yield opening
    for program in programs:
        program.close()


def when_shown(kind: type, then: Callable[..., object]) -> None:
    """Do something with the modal dialog of a kind once it is there."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            then(dialog)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def test_the_window_goes_back_to_a_copy_and_says_so(
    opened: Callable[[Paths], Program], paths: Paths, practice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = opened(paths)
    assert program.work.session.progress is not None and program.work.session.progress.done == 1
    asked: list[str] = []
    monkeypatch.setattr(copies_dialog, "is_agreed", lambda *words, **_: bool(asked.append(words[2])) or True)

    def choose(dialog: CopiesDialog) -> None:
        if dialog.copy_in_hand is None:
            QTimer.singleShot(20, lambda: choose(dialog))
        else:
            dialog.back_button.click()

    when_shown(CopiesDialog, choose)
    program.do(ActionId.COPIES)
    after = program.wait()
    assert asked and asked[0].startswith("Go back to the copy of ")
    assert after.session.practice_id == practice
    assert after.session.progress is not None and after.session.progress.done == 0
    assert "The record is now that of the copy of" in after.status._message.text()
    assert len(list(paths.data.glob("migdesk-replaced-*.db"))) == 1
    assert after.session.workspace.can_write
    after.session.workspace.tasks.set_status(practice, after.session.workspace.definitions.tasks[1].id, "done")


def test_everything_moves_to_another_computer_and_the_old_one_is_for_reading_until_it_is_used_after_all(
    opened: Callable[[Paths], Program],
    paths: Paths,
    practice: str,
    tmp_path: Path,
    warm_cache: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "all.migdesk-record"
    monkeypatch.setattr(move_out_dialog, "ask_where_to_save", lambda *_, **__: target)
    program = opened(paths)
    words: list[str] = []

    def fill(dialog: MoveOutDialog) -> None:
        dialog.to.setText("the new desk")
        words.append(dialog.passphrase_line.text())
        dialog.move_button.click()

    when_shown(MoveOutDialog, fill)
    program.do(ActionId.MOVE_OUT)
    old = program.wait()
    assert target.is_file()
    assert not old.session.workspace.can_write
    assert "This record moved on to “the new desk”" in old.banner._text.text()
    assert old.shell.windowTitle() == "Riverside Surgery – migdesk – moved on, for reading"

    # on the other computer
    new_paths = Paths(tmp_path / "new", warm_cache, "test")
    old.shell.hide()
    new = opened(new_paths)
    welcome = new.work.shell.stack.currentWidget()
    assert isinstance(welcome, WelcomePage) and welcome.move_in_button.isVisible()
    monkeypatch.setattr(move_in.QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))

    def unlock(dialog: PassphraseDialog[str]) -> None:
        dialog.passphrase.setText(words[0])
        dialog.open_button.click()

    when_shown(PassphraseDialog, unlock)
    welcome.move_in_button.click()
    arrived = new.wait()
    found = arrived.shell.stack.currentWidget()
    assert isinstance(found, WelcomePage)
    assert [person.name for person in found.people.people] == ["Dana Field"]
    said = [label.text() for label in found.findChildren(QLabel)]
    assert "A record of 1 practice was found here. Who are you?" in said
    assert arrived.session.workspace.actor is None
    found.people.person_chosen.emit(found.people.people[0])
    found.found_door.click()
    assert arrived.session.practice_id == practice
    assert arrived.session.progress is not None and arrived.session.progress.done == 1

    # and the old one after all
    monkeypatch.setattr("migdesk.ui.dialogs.question.is_agreed", lambda *_, **__: True)
    next(button for button in old.banner.findChildren(QPushButton) if "after all" in button.text()).click()
    again = program.wait()
    assert again.session.workspace.can_write and note_of(paths.data) is None
