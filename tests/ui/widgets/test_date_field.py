from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from migdesk.base.errors import UserError
from migdesk.ui.widgets.calendar_popup import CalendarPopup
from migdesk.ui.widgets.date_field import DateField

DAY = date(2027, 3, 16)
NO_WINDOW_SYSTEM = "This plugin does not support"  # said of every popup on the offscreen screen


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    made = DateField("Go-Live", today=date(2026, 11, 22))
    qtbot.addWidget(made)
    made.show()
    return made


def type_in(qtbot: QtBot, field: DateField, text: str) -> None:
    field.line.selectAll()
    qtbot.keyClicks(field.line, text)


def test_a_typed_date_is_chosen_on_enter_and_shown_in_full(qtbot: QtBot, field: DateField) -> None:
    type_in(qtbot, field, "16/3/27")
    with qtbot.waitSignal(field.date_chosen) as caught:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert caught.args == [DAY]
    assert (field.date(), field.line.text()) == (DAY, "Tue 16 Mar 2027")


def test_a_text_that_is_no_date_stays_with_its_reason(qtbot: QtBot, field: DateField) -> None:
    field.set_date(DAY)
    type_in(qtbot, field, "31/2/2027")
    with qtbot.assertNotEmitted(field.date_chosen):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "31/2/2027"
    assert "no 31 February" in field.problem
    assert field.line.accessibleDescription() == field.problem
    assert field.date() == DAY
    with pytest.raises(UserError):
        field.read()


def test_the_reason_goes_when_the_text_is_put_right(qtbot: QtBot, field: DateField) -> None:
    type_in(qtbot, field, "16/3/")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.problem
    qtbot.keyClicks(field.line, "2027")
    assert not field.problem


def test_a_day_without_a_year_is_the_next_one_and_shows_its_year(qtbot: QtBot, field: DateField) -> None:
    type_in(qtbot, field, "16 Mar")
    with qtbot.waitSignal(field.date_chosen) as caught:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert caught.args == [DAY]
    assert field.line.text() == "Tue 16 Mar 2027"


def test_a_year_that_cannot_be_meant_is_refused(qtbot: QtBot, field: DateField) -> None:
    type_in(qtbot, field, "16 Mar 1066")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.problem == "Go-Live cannot be in the year 1066. Enter a date between 2000 and 2099."


def test_emptied_means_no_date(qtbot: QtBot, field: DateField) -> None:
    field.set_date(DAY)
    field.line.clear()
    with qtbot.waitSignal(field.date_chosen) as caught:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert caught.args == [None]


def test_setting_and_leaving_it_alone_announces_nothing(qtbot: QtBot, field: DateField) -> None:
    with qtbot.assertNotEmitted(field.date_chosen):
        field.set_date(DAY)
        qtbot.keyClick(field.line, Qt.Key.Key_Return)


@pytest.mark.qt_log_ignore(NO_WINDOW_SYSTEM)
def test_the_calendar_opens_by_key_and_picks_a_day(qtbot: QtBot, field: DateField, qapp: QApplication) -> None:
    field.set_date(DAY)
    qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = field.findChild(CalendarPopup)
    assert isinstance(popup, CalendarPopup)
    assert popup.calendar.selectedDate() == QDate(2027, 3, 16)
    with qtbot.waitSignal(field.date_chosen) as caught:
        popup.calendar.activated.emit(QDate(2027, 3, 18))
    assert caught.args == [date(2027, 3, 18)]
    assert field.line.text() == "Thu 18 Mar 2027"


@pytest.mark.qt_log_ignore(NO_WINDOW_SYSTEM)
def test_the_calendar_closes_on_escape_without_a_choice(qtbot: QtBot, field: DateField) -> None:
    field.open_calendar()
    popup = field.findChild(CalendarPopup)
    assert isinstance(popup, CalendarPopup)
    with qtbot.assertNotEmitted(field.date_chosen):
        qtbot.keyClick(popup, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: field.findChild(CalendarPopup) is None)
