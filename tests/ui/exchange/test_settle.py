"""Settling in the window: the strip that says what clashes, and the dialog in which somebody chooses."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot
from sides import DATES, Sides

from migdesk.practice.exchange.package import read_package
from migdesk.ui.exchange import settle_dialog
from migdesk.ui.exchange.open_package import PackageOpening
from migdesk.ui.exchange.passphrase_dialog import PassphraseDialog
from migdesk.ui.exchange.send_dialog import SendDialog
from migdesk.ui.exchange.settle_dialog import SettleDialog, settle
from migdesk.ui.exchange.settle_strip import SettleStrip


@pytest.fixture
def clashing(sides: Sides) -> Sides:
    """The manager has taken in what clashes, and the practice is in hand."""
    sides.clash()
    sides.manager.exchange.take_in(sides.package(sides.partner))
    sides.session.choose_practice(sides.practice)
    return sides


def test_a_strip_names_both_people_and_goes_when_all_is_settled(clashing: Sides, qtbot: QtBot) -> None:
    strip = SettleStrip(clashing.session)
    qtbot.addWidget(strip)
    progress = clashing.session.progress
    assert progress is not None
    strip.show_item(None, progress.conflicts)
    assert strip.text.text() == (
        "⇄ 2 things were changed on two computers, by Alex Sample and Kim Example without knowing of each other."
    )
    strip.show_item(DATES, progress.conflicts)
    assert strip.text.text() == (
        "⇄ Changed on two computers. Status: Blocked: No answer (Alex Sample) or Done (Kim Example)."
    )
    strip.show_item("", progress.conflicts)
    assert strip.text.text() == (
        "⇄ Changed on two computers. Go-Live: Mon 19 Apr 2027 (Alex Sample) or Mon 3 May 2027 (Kim Example)."
    )
    strip.show_item("kick-off.tell-staff", progress.conflicts)
    assert strip.isHidden()


def test_a_task_to_settle_says_so_in_its_row(clashing: Sides) -> None:
    from migdesk.ui.checklist_pane.checklist_model import in_words

    progress = clashing.session.progress
    assert progress is not None
    task = progress.task(DATES)
    assert task is not None and task.to_settle
    assert "changed on two computers, to settle" in in_words(task, progress)
    assert sum(task.to_settle for task in progress.tasks) == 1
    assert clashing.manager.summary(clashing.practice).to_settle == 2


def test_nothing_is_settled_before_the_button(clashing: Sides, qtbot: QtBot) -> None:
    dialog = SettleDialog(clashing.session, clashing.manager.exchange.conflicts())
    qtbot.addWidget(dialog)
    assert not dialog.settle_button.isEnabled()
    dialog.boxes[1].choice.buttons_in_order[1].click()
    assert dialog.settle_button.text() == "Settle 1 change"
    assert len(clashing.manager.exchange.conflicts()) == 2
    dialog.reject()
    assert len(clashing.manager.exchange.conflicts()) == 2
    dialog.settle_button.click()
    (left,) = clashing.manager.exchange.conflicts()
    assert left.item == "go-live"
    assert clashing.manager.practice(clashing.practice).status(DATES) == "done"


def test_settling_one_thing_alone(clashing: Sides, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[SettleDialog] = []
    monkeypatch.setattr(settle_dialog.SettleDialog, "exec", lambda self: shown.append(self) or 0)
    settle(clashing.session, clashing.practice, DATES, None)
    settle(clashing.session, clashing.practice, None, None)
    assert [len(dialog.boxes) for dialog in shown] == [1, 2]
    said: list[str] = []
    clashing.session.saved.connect(said.append)
    settle(clashing.session, clashing.practice, "kick-off.tell-staff", None)
    assert said == ["There is nothing to settle"]


# opening and sending


def test_a_locked_package_asks_until_its_passphrase_is_right(sides: Sides, qtbot: QtBot) -> None:
    path = sides.file(sides.manager, "four quite ordinary words")
    dialog = PassphraseDialog(path, partial(read_package, path))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.open_button.click()
    assert dialog._field.problem == "Type the passphrase."
    dialog.passphrase.setText("three other words")
    dialog.open_button.click()
    qtbot.waitUntil(lambda: bool(dialog._field.problem), timeout=20_000)
    assert dialog._field.problem.startswith("The passphrase is wrong")
    dialog.passphrase.setText("four quite ordinary words")
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        dialog.open_button.click()
    assert dialog.opened is not None and dialog.opened.locked


def test_a_package_is_read_beside_the_window_and_shown(sides: Sides, qtbot: QtBot) -> None:
    shown: list[tuple[str, int]] = []
    opening = PackageOpening(sides.services, lambda package, name, size: shown.append((name, size)))
    path = sides.file(sides.manager)
    opening.open(path)
    qtbot.waitUntil(lambda: bool(shown), timeout=5_000)
    assert shown == [("x.migdesk", path.stat().st_size)]


def test_a_file_that_is_refused_is_said_in_the_banner(sides: Sides, qtbot: QtBot, tmp_path: Path) -> None:
    opening = PackageOpening(sides.services, lambda *_: None)
    path = tmp_path / "y.migdesk"
    path.write_bytes(b"PK nonsense")
    opening.open(path)
    qtbot.waitUntil(lambda: bool(sides.warned), timeout=5_000)
    assert sides.warned[0].startswith("y.migdesk was refused")
    opening.open(tmp_path / "none.migdesk")
    assert "cannot be read" in sides.warned[1]


def test_sending_offers_a_passphrase_and_says_what_the_file_is(
    sides: Sides, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides.session.choose_practice(sides.practice)
    path = tmp_path / "sent.migdesk"
    monkeypatch.setattr("migdesk.ui.exchange.send_dialog.ask_where_to_save", lambda *_, **__: path)
    dialog = SendDialog(sides.services)
    qtbot.addWidget(dialog)
    assert dialog.locked.isChecked() and len(dialog.passphrase.text()) == 14
    assert dialog._file_name() == "Z99001 2027-01-11.migdesk"
    dialog.without_name.setChecked(True)
    assert dialog._file_name() == "migdesk 2027-01-11.migdesk"
    dialog.passphrase.clear()
    dialog.send_button.click()
    assert dialog._passphrase.problem
    dialog.locked.setChecked(False)
    dialog.to.setEditText("Kim Example")
    with qtbot.waitSignal(dialog.accepted, timeout=5_000):
        dialog.send_button.click()
    assert dialog.sent is not None and not dialog.sent.locked and path.exists()
    assert sides.manager.exchange.places(sides.practice)[0].place == "Kim Example"


def test_a_package_that_cannot_be_written_says_why_and_stays_open(
    sides: Sides, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides.session.choose_practice(sides.practice)
    monkeypatch.setattr(
        "migdesk.ui.exchange.send_dialog.ask_where_to_save", lambda *_, **__: tmp_path / "none" / "x.migdesk"
    )
    dialog = SendDialog(sides.services)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.send_button.click()
    qtbot.waitUntil(lambda: dialog._news.text().startswith("Not written."), timeout=5_000)
    assert dialog.send_button.isEnabled() and dialog.result() != QDialog.DialogCode.Accepted


def test_a_practice_is_named_where_none_is_in_hand(clashing: Sides, qtbot: QtBot) -> None:
    name = clashing.manager.practice(clashing.practice).name
    for practice_id, is_named in ((clashing.practice, False), ("", True)):
        clashing.session.choose_practice(practice_id)
        dialog = SettleDialog(clashing.session, clashing.manager.exchange.conflicts())
        qtbot.addWidget(dialog)
        assert any(name in label.text() for label in dialog.findChildren(QLabel)) == is_named
