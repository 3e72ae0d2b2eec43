"""The preview of a package: what is shown, what is chosen, and what becomes of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sides import DATES, Sides

from migdesk.ui.exchange.new_entries import NewEntries
from migdesk.ui.exchange.take_in_screen import TakeInScreen
from support import MANAGER, PARTNER, practice_set


def screen_of(sides: Sides, qtbot: QtBot, width: int = 1300) -> TakeInScreen:
    screen = TakeInScreen(sides.services, sides.package(sides.partner), "x.migdesk", 4_200)
    qtbot.addWidget(screen)
    screen.resize(width, 640)
    screen.show()
    return screen


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_conflicts_come_first_and_everything_is_for_later(sides: Sides, qtbot: QtBot) -> None:
    sides.clash()
    screen = screen_of(sides, qtbot)
    words = words_on(screen)
    for expected in (
        "✓ Whole and unchanged · not locked · x.migdesk, 4 KB",
        "Kim Example, Delivery partner",
        "Mon 19 Apr 2027",
        "Blocked: No answer",
        "Alex Sample, Mon 11 Jan 2027",
        "0 decided · 2 are for later",
        "⇄ to settle",
    ):
        assert expected in words, expected
    assert [row.key for row in screen.clashes.rows] == ["", ""]
    assert screen.take_button.text() == "Take in 3 changes"
    assert sides.manager.exchange.conflicts() == ()


def test_it_says_of_which_practice_a_package_is(sides: Sides, qtbot: QtBot) -> None:
    sides.clash()
    name = sides.manager.practice(sides.practice).name
    assert name and name in words_on(screen_of(sides, qtbot))


def test_what_is_decided_is_settled_and_the_rest_stays_in_sight(sides: Sides, qtbot: QtBot) -> None:
    sides.clash()
    screen = screen_of(sides, qtbot)
    row = next(row for row in screen.clashes.rows if row.clash.conflict.item == DATES)
    row.choice.buttons_in_order[0].click()
    assert "1 decided · 1 is for later" in words_on(screen)
    with qtbot.waitSignal(screen.taken) as taken:
        screen.take_button.click()
    assert taken.args == [[sides.practice]]
    assert sides.said == ["Taken in from Kim Example: 3 changes."]
    assert sides.manager.practice(sides.practice).status(DATES) == "blocked"
    assert [view.item for view in sides.manager.exchange.conflicts()] == ["go-live"]
    assert sides.manager.undo_label == "Settled: Agree the dates, status"


def test_leaving_changes_nothing(sides: Sides, qtbot: QtBot) -> None:
    sides.clash()
    screen = screen_of(sides, qtbot)
    before = sides.manager.store.counts()
    for press in (
        screen.leave_button.click,
        screen.back_button.click,
        lambda: QTest.keyClick(screen, Qt.Key.Key_Escape),
    ):
        with qtbot.waitSignal(screen.leave_requested):
            press()
    assert sides.manager.store.counts() == before


def test_what_is_all_here_already(sides: Sides, qtbot: QtBot) -> None:
    screen = screen_of(sides, qtbot)
    assert "nothing new in this package" in words_on(screen)
    assert not screen.take_button.isVisible()
    assert screen.leave_button.text() == "Close"


def test_files_alone_that_were_lacking_are_taken_in(sides: Sides, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(b"%PDF-1.7 made up")
    evidence = sides.partner.evidence
    evidence.state_no_patients(sides.practice)
    evidence.attach(sides.practice, DATES, evidence.prepare(path))
    first = screen_of(sides, qtbot)
    first.take_button.click()
    (there,) = sides.manager.evidence.of(sides.practice)
    assert there.is_here
    sides.manager.paths.attachments.joinpath(there.sha256).unlink()
    shutil.rmtree(sides.manager.paths.backups / "attachments", ignore_errors=True)
    screen = screen_of(sides, qtbot)
    assert screen.take_button.text() == "Take in 1 file"
    with qtbot.waitSignal(screen.taken) as taken:
        screen.take_button.click()
    assert taken.args == [[sides.practice]]
    assert sides.said[-1] == "Taken in from Kim Example: 1 file."
    assert sides.manager.evidence.of(sides.practice)[0].is_here


def test_the_keyboard_begins_at_a_choice_never_at_the_button_that_takes_in(sides: Sides, qtbot: QtBot) -> None:
    screen = screen_of(sides, qtbot)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.focus_first()
    assert QApplication.focusWidget() is screen.leave_button
    sides.clash()
    screen = screen_of(sides, qtbot)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.focus_first()
    later = screen.clashes.rows[0].choice.later
    assert QApplication.focusWidget() is later
    assert later.accessibleName() == "Decide later: Go-Live, date"
    QTest.keyClick(later, Qt.Key.Key_Left)
    assert screen.clashes.rows[0].choice.buttons_in_order[1].isChecked()
    assert screen.clashes.rows[0].choice.buttons_in_order[1].accessibleName() == "Theirs: Mon 3 May 2027, Go-Live, date"


def test_all_that_is_new_can_be_read(sides: Sides, qtbot: QtBot) -> None:
    for number in range(70):
        sides.partner.tasks.add_note(sides.practice, DATES, f"Note {number}")
    screen = screen_of(sides, qtbot)
    (group,) = screen.findChild(NewEntries).groups
    assert group.fold_button.text() == "▾  70 notes · Agree the dates"
    assert "Note 69" in words_on(screen) and "Note 61" not in words_on(screen)
    group.more_button.click()
    qtbot.waitUntil(lambda: "Note 61" in words_on(screen))
    assert group.more_button.text() == "12 more"
    group.more_button.click()
    qtbot.waitUntil(lambda: "Note 0" in words_on(screen))
    assert not group.more_button.isVisible()
    group.fold_button.click()
    assert "Note 69" not in words_on(screen)
    assert group.fold_button.accessibleName().endswith("hidden")


@pytest.mark.parametrize("width", [420, 700])
def test_a_narrow_window_puts_the_parts_under_each_other(sides: Sides, qtbot: QtBot, width: int) -> None:
    sides.clash()
    screen = screen_of(sides, qtbot, width)
    words = words_on(screen)
    assert "Yours" in words and "Theirs" in words
    (row, _) = screen.clashes.rows
    assert row._theirs.y() > row._yours.y()


def test_what_people_typed_is_shown_as_it_is(sides: Sides, qtbot: QtBot) -> None:
    sides.manager.tasks.set_owner(sides.practice, DATES, "<b>Ann</b> & co")
    sides.partner.tasks.set_owner(sides.practice, DATES, "<i>Bob</i>")
    screen = screen_of(sides, qtbot)
    assert "<b>Ann</b> & co" in words_on(screen)
    typed = [label for label in screen.clashes.findChildren(QLabel) if "<" in label.text()]
    assert typed and all(label.textFormat() == Qt.TextFormat.PlainText for label in typed)


def test_a_practice_made_on_both_computers_is_asked_about_and_kept_apart_unless_somebody_says_so(
    sides: Sides, qtbot: QtBot
) -> None:
    sides.partner.store.append("another", PARTNER, lambda _: [practice_set(name="Riverside", ods_code="Z99009")])
    sides.manager.store.append("mine", MANAGER, lambda _: [practice_set(name="Riverside", ods_code="Z99009")])
    sides.practice = "another"
    screen = screen_of(sides, qtbot)
    (question,) = screen.twice
    assert question.apart.isChecked()
    question.as_one.click()
    with qtbot.waitSignal(screen.taken) as taken:
        screen.take_button.click()
    assert taken.args == [["another"]]
    assert sides.manager.practice("mine").id == "another"
