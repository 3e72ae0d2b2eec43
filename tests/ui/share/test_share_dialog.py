"""Sharing from the window: the dialog, the looks by itself, and the line at the foot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from migdesk.base.assets import resources_folder
from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.ui.actions import ActionId, Menu, action_of
from migdesk.ui.exchange.settle_dialog import SettleDialog
from migdesk.ui.look.theme import Theme
from migdesk.ui.session.services import Services
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.ui.share.share_dialog import ShareDialog
from migdesk.ui.share.shares import Shares
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.workspace import Workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path.parent / f"{tmp_path.name}-OneDrive"
    made.mkdir()
    return made


@pytest.fixture
def services(session: Session, theme: Theme, qtbot: QtBot) -> Services:
    window = QWidget()
    qtbot.addWidget(window)
    return Services(
        session=session,
        settings=Settings(),
        theme=theme,
        parent=window,
        say=lambda text: None,
        warn=lambda text: None,
    )


@pytest.fixture
def shares(services: Services, qtbot: QtBot) -> Iterator[Shares]:
    owner = QObject()
    made = Shares(services, owner)
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.is_looking)


@pytest.fixture
def dialog(services: Services, shares: Shares, sample: str, qtbot: QtBot) -> ShareDialog:
    opened = ShareDialog(services, shares, None)
    qtbot.addWidget(opened)
    opened.show()
    return opened


@pytest.fixture
def colleague(tmp_path: Path, warm_cache: Path) -> Iterator[Workspace]:
    """Joan's record, on another computer."""
    opened = bootstrap(Paths(tmp_path / "joan", warm_cache, "test"))
    opened.sign_in(Actor("Joan Example", "practice-manager", "Hillside Surgery"))
    yield opened
    opened.close()


def look(shares: Shares, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shares.looked):
        shares.look()


def share(dialog: ShareDialog, qtbot: QtBot, folder: Path) -> None:
    dialog.form.set_folder(str(folder))
    dialog.share_button.click()
    qtbot.waitUntil(lambda: dialog.share_button.isEnabled(), timeout=60_000)  # a passphrase takes its time


def button(dialog: ShareDialog, words: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == words)


def test_the_practice_in_hand_is_shared(
    dialog: ShareDialog, qtbot: QtBot, folder: Path, sample: str, colleague: Workspace
) -> None:
    assert dialog.form.this_practice.isChecked()
    share(dialog, qtbot, folder)
    assert dialog.state.text().startswith("Shared: ")
    colleague.shares.join(str(folder))
    assert colleague.practice(sample).name == "Riverside Surgery"


def test_what_a_colleague_changes_comes_by_itself(
    dialog: ShareDialog, shares: Shares, qtbot: QtBot, folder: Path, sample: str, session: Session, colleague: Workspace
) -> None:
    share(dialog, qtbot, folder)
    colleague.shares.join(str(folder))
    task = session.workspace.definitions.tasks[20].id
    colleague.tasks.set_owner(sample, task, "Joan")
    colleague.shares.look()
    look(shares, qtbot)
    session.workspace.look_for_changes()
    assert session.workspace.practice(sample).owner(task) == "Joan"


def test_what_comes_into_the_folder_is_taken_in_soon(
    dialog: ShareDialog, shares: Shares, qtbot: QtBot, folder: Path, sample: str, session: Session, colleague: Workspace
) -> None:
    share(dialog, qtbot, folder)
    colleague.shares.join(str(folder))
    task = session.workspace.definitions.tasks[20].id
    colleague.tasks.set_owner(sample, task, "Joan")
    look(shares, qtbot)
    shares._soon.setInterval(0)
    colleague.shares.look()

    def has_come() -> bool:
        session.workspace.look_for_changes()
        return session.workspace.practice(sample).owner(task) == "Joan"

    qtbot.waitUntil(has_come)


def test_what_is_recorded_here_is_sent_soon_after(
    dialog: ShareDialog, shares: Shares, qtbot: QtBot, folder: Path, sample: str, session: Session
) -> None:
    share(dialog, qtbot, folder)
    look(shares, qtbot)
    before = len(list(folder.rglob("*.migdesk-part")))
    shares._soon.setInterval(0)
    with qtbot.waitSignal(shares.looked):
        task = session.workspace.definitions.tasks[20].id
        session.attempt(session.workspace.tasks.set_status, sample, task, "done")
    assert len(list(folder.rglob("*.migdesk-part"))) == before + 1


def test_the_last_change_goes_while_the_window_closes(
    dialog: ShareDialog, shares: Shares, qtbot: QtBot, folder: Path, sample: str, session: Session
) -> None:
    share(dialog, qtbot, folder)
    look(shares, qtbot)
    shares._took = 0.0
    before = len(list(folder.rglob("*.migdesk-part")))
    session.attempt(session.workspace.tasks.set_status, sample, session.workspace.definitions.tasks[20].id, "done")
    shares.close()
    assert len(list(folder.rglob("*.migdesk-part"))) == before + 1


def test_a_folder_that_cannot_be_shared_is_said_beside_it(dialog: ShareDialog, qtbot: QtBot, folder: Path) -> None:
    dialog.share_button.click()
    assert dialog.form.folder_field.problem == "Choose a folder first."
    dialog.form.set_folder(str(folder / "nowhere"))
    assert dialog.form.folder_field.problem == ""
    dialog.share_button.click()
    assert "There is no folder" in dialog.form.folder_field.problem


def test_all_where_others_have_parts_asks_first(
    dialog: ShareDialog, qtbot: QtBot, folder: Path, colleague: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        next(each for each in box.buttons() if each.text() == "Share all").click()
        return 0

    theirs = colleague.practices.add(PracticeDetails("Hillside Surgery"))
    colleague.shares.join(str(folder), [theirs])
    monkeypatch.setattr(QMessageBox, "exec", answer)
    dialog.form.every.setChecked(True)
    share(dialog, qtbot, folder)
    qtbot.waitUntil(lambda: dialog.state.text().startswith("Shared: "))
    assert "Joan Example" in asked[0]


def test_a_practice_that_both_made_is_asked_about(
    dialog: ShareDialog,
    qtbot: QtBot,
    folder: Path,
    session: Session,
    colleague: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        next(each for each in box.buttons() if each.text() == "Yes, make one").click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    theirs = colleague.practices.add(PracticeDetails("Riverside", "Z99001"))
    colleague.shares.join(str(folder), [theirs])
    share(dialog, qtbot, folder)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["Riverside (Z99001) was made on both computers. Is it one practice?"]
    assert len(session.workspace.names()) == 1


def test_a_wrong_passphrase_is_said_and_the_right_one_joins(
    dialog: ShareDialog, qtbot: QtBot, folder: Path, colleague: Workspace
) -> None:
    theirs = colleague.practices.add(PracticeDetails("Hillside Surgery"))
    colleague.shares.join(str(folder), [theirs], passphrase="four made up words")
    share(dialog, qtbot, folder)
    assert "locked with a passphrase" in dialog.state.text()
    dialog.form.passphrase.setText("some other words")
    share(dialog, qtbot, folder)
    assert "passphrase is wrong" in dialog.state.text()
    dialog.form.passphrase.setText("four made up words")
    share(dialog, qtbot, folder)
    assert dialog.state.text().startswith("Shared: ")


def test_sharing_ends_without_deleting(
    dialog: ShareDialog, qtbot: QtBot, folder: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    share(dialog, qtbot, folder)
    before = sorted(folder.rglob("*"))
    press: Callable[[QMessageBox], int] = lambda box: box.buttons()[0].click() or 0  # noqa: E731
    monkeypatch.setattr(QMessageBox, "exec", press)
    button(dialog, "Stop sharing…").click()
    assert not session.workspace.has_shares
    assert sorted(folder.rglob("*")) == before


def test_a_folder_that_went_away_is_said_by_its_share(
    dialog: ShareDialog, shares: Shares, qtbot: QtBot, folder: Path
) -> None:
    share(dialog, qtbot, folder)
    folder.rename(folder.with_name(f"{folder.name}-away"))
    look(shares, qtbot)
    shown = [label.text().replace("\u200b", "") for label in dialog.findChildren(QWidget) if hasattr(label, "text")]
    assert any("is not there just now" in text for text in shown)


def test_what_is_to_settle_is_reached_from_its_share(
    dialog: ShareDialog,
    shares: Shares,
    qtbot: QtBot,
    folder: Path,
    sample: str,
    session: Session,
    colleague: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    share(dialog, qtbot, folder)
    colleague.shares.join(str(folder))
    task = session.workspace.definitions.tasks[20].id
    colleague.tasks.set_owner(sample, task, "Joan")
    session.workspace.tasks.set_owner(sample, task, "Dana")
    colleague.shares.look()
    look(shares, qtbot)
    assert dialog.isVisible()
    shown: list[int] = []
    monkeypatch.setattr(SettleDialog, "exec", lambda settling: shown.append(len(settling.boxes)))
    button(dialog, "Settle…").click()
    assert shown == [1]


def test_the_help_calls_it_what_the_window_does() -> None:
    words = " ".join((resources_folder() / "help.md").read_text(encoding="utf-8").split())
    assert f"“{action_of(ActionId.SHARE).in_words}” in the menu {Menu.MORE}" in words
    assert "“Stop sharing” deletes nothing" in words


def test_a_look_is_not_older_than_a_minute(shares: Shares) -> None:
    assert timedelta(milliseconds=shares._every_minute.interval()) == timedelta(minutes=1)
