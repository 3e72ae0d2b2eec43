"""What is only painted is said to screen readers too, from the first visit on.

WCAG 2.2, 1.3.1, 3.3.2, 4.1.2 and 4.1.3.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from desk import Desk, named
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from migdesk.ui.checklist_pane import checklist_pane
from migdesk.ui.checklist_pane.checklist_filter import Wanted
from migdesk.ui.main_window import banner, status_line
from migdesk.ui.references_pane.references_header import ReferencesHeader
from migdesk.ui.widgets import calendar_popup, label
from migdesk.ui.widgets.calendar_popup import CalendarPopup
from migdesk.ui.widgets.date_field import DateField
from migdesk.ui.widgets.label import news_label
from migdesk.ui.widgets.labelled_field import LabelledField, line_edit

Spoken = list[str]


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> Spoken:
    """What a screen reader would have been told, in turn."""
    said: Spoken = []

    def hear(source: QObject, words: str) -> None:
        assert isinstance(source, QWidget)
        if words:
            said.append(words)

    for module in (checklist_pane, banner, status_line, calendar_popup, label):
        monkeypatch.setattr(module, "announce", hear)
    return said


def _state(widget: QWidget) -> QAccessible.State:
    return QAccessible.queryAccessibleInterface(widget).state()


def test_ticks_undo_filters_and_messages_are_announced(desk: Desk, spoken: Spoken) -> None:
    desk.start()
    desk.practice()
    work = desk.work
    title = work.session.progress.task(work.right.checklist.chosen_task()).title
    spoken.clear()
    steps: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: desk.key("Space"), f"Saved. Done: {title}"),
        (lambda: desk.key("Ctrl+Z"), "Saved. Undone: "),
        (lambda: work.right.checklist.set_filters(Wanted(critical=True)), " tasks shown"),
        (lambda: work.right.checklist.set_filters(Wanted()), "All tasks shown"),
        (lambda: work.status.say("The page was handed to your browser"), "The page was handed to your browser"),
        (lambda: work.banner.say("Not saved: the disk is full."), "Not saved: the disk is full."),
    )
    for do, words in steps:
        spoken.clear()
        do()
        assert any(words in said for said in spoken), (words, spoken)


def test_news_is_announced_and_how_far_something_is_is_not(qtbot: QtBot, spoken: Spoken) -> None:
    says = news_label("Before")
    qtbot.addWidget(says)
    says.setText("Not shown yet")
    says.show()
    says.setText("The guide could not be read.")
    says.setText("The guide could not be read.")
    says.show_quietly("Page 3 of 60")
    assert spoken == ["The guide could not be read."]
    says.hide()
    says.show()
    says.setText("")
    assert spoken == ["The guide could not be read."]


def test_no_label_of_the_window_hides_its_words_behind_a_name(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    assert [found.text() for found in window.findChildren(QLabel) if found.accessibleName()] == []


def test_hints_are_described_from_the_start_and_needed_is_said(qtbot: QtBot) -> None:
    code, name, when = line_edit(), line_edit(), DateField("Go-Live")
    fields = [
        LabelledField("ODS code", code, "one letter and five digits"),
        LabelledField("Practice name", name, needed=True),
        LabelledField("Go-Live", when, "as agreed"),
    ]
    for field in fields:
        qtbot.addWidget(field)
    assert code.accessibleDescription() == "one letter and five digits"
    assert name.accessibleDescription() == "Needed"
    assert "Practice name (needed)" in [shown.text() for shown in fields[1].findChildren(QLabel)]
    assert when.line.accessibleDescription().startswith("as agreed. A date such as")
    fields[0].show_problem("No such code")
    assert code.accessibleDescription() == "No such code"
    fields[0].show_problem("")
    assert code.accessibleDescription() == "one letter and five digits"
    when.show_problem("No date")
    assert when.line.accessibleDescription() == "No date"
    when.show_problem("")
    assert when.line.accessibleDescription().startswith("as agreed")


def test_a_task_says_whether_it_is_ticked(desk: Desk) -> None:
    desk.start()
    desk.practice()
    view = desk.work.right.checklist.view
    index = view.currentIndex()
    assert index.flags() & Qt.ItemFlag.ItemIsUserCheckable
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    desk.key("Space")
    assert view.currentIndex().data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert not view.currentIndex().parent().flags() & Qt.ItemFlag.ItemIsUserCheckable


def test_the_role_chip_is_on_only_while_it_filters(desk: Desk) -> None:
    window = desk.start()
    desk.practice()
    chip = named(window, QPushButton, "Role: All roles")
    assert not _state(chip).checked
    desk.work.right.checklist.set_filters(Wanted(role="practice-manager"))
    assert chip.isChecked()


def test_progress_says_that_it_is_progress(qtbot: QtBot, desk: Desk) -> None:
    window = desk.start()
    header = ReferencesHeader(window.theme)
    qtbot.addWidget(header)
    header.bar.show_progress(2, 9)
    assert QAccessible.queryAccessibleInterface(header.bar).role() == QAccessible.Role.ProgressBar
    assert header.bar.accessibleName() == "2 of 9 done"


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_days_of_the_calendar_have_weekday_and_month(qtbot: QtBot, spoken: Spoken) -> None:
    parent = QLineEdit()
    qtbot.addWidget(parent)
    popup = CalendarPopup(date(2027, 3, 16), date(2026, 11, 22), parent)
    popup.open_under(parent)
    qtbot.keyClick(popup.calendar.focusWidget() or popup.calendar, Qt.Key.Key_Right)
    assert spoken == ["Wed 17 March 2027"]
    popup.calendar.showNextMonth()
    assert spoken[-1] == "April 2027"
    names = {button.accessibleName() for button in popup.findChildren(QToolButton)}
    assert {"Month before", "Next month"} <= names
    popup.close()
