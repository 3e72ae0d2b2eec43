"""Re-entry as a person uses it, by keyboard alone: counting a day, entering down to zero, setting aside, checking."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from re_entry_days import AFTER_GO_LIVE, IN_CUTOVER, Log, Show

from migdesk.checklist.registers.grid import GridColumn
from migdesk.practice.event import Draft
from migdesk.ui.re_entry.categories_dialog import CategoriesDialog
from migdesk.ui.re_entry.day_dialog import DayDialog
from migdesk.ui.re_entry.re_entry_screen import ReEntryScreen
from migdesk.ui.re_entry.second_check_dialog import SecondCheckDialog
from migdesk.ui.re_entry.set_aside_dialog import SetAsideDialog
from migdesk.ui.session.session import Session
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.registers.re_entry import Cell

TODAY = date(2027, 1, 13)


def keys(*pressed: str) -> None:
    """Type where the keyboard is: a text, or a key by its name."""
    for key in pressed:
        named = getattr(Qt.Key, f"Key_{key}", None) if len(key) > 1 else None
        if named is not None:
            QTest.keyClick(QApplication.focusWidget(), named)
            continue
        for letter in key:
            QTest.keyClicks(QApplication.focusWidget(), letter)


def cell(screen: ReEntryScreen, category: str, day: int = 13) -> Cell:
    found = screen.re_entry and screen.re_entry.cell(f"re-entry.{category}.2027-01-{day:02}")
    assert found
    return found


def text(screen: ReEntryScreen, category: str, day: int = 13) -> str:
    screen.grid.go_to(category, date(2027, 1, day))
    return str(screen.grid.currentIndex().data())


def test_a_days_counts_are_typed_down_its_column(show: Show) -> None:
    screen = show(IN_CUTOVER)
    assert screen.grid.current_day() == TODAY
    assert screen.grid.current_line().id == "consultations"
    keys("31", "Return", "17", "Return", "0", "Return", "Return", "12", "Return")
    counted = {line: cell(screen, line).logged for line in ("consultations", "telephone-calls", "home-visits")}
    assert counted == {"consultations": 31, "telephone-calls": 17, "home-visits": 0}
    assert cell(screen, "unregistered").logged is None
    assert cell(screen, "prescriptions").logged == 12
    assert screen.grid.current_line().id == "repeat-requests"
    assert text(screen, "home-visits") == "·" and text(screen, "unregistered") == ""
    assert "today: 4 of 23 categories counted" in screen.cards.left.lines.text()


def test_a_count_is_mended_and_one_undo_takes_it_back(show: Show, session: Session) -> None:
    screen = show(IN_CUTOVER)
    keys("31", "Return", "Up", "13", "Return")
    assert cell(screen, "consultations").logged == 13
    keys("Up", "+", "5", "Return")
    assert cell(screen, "consultations").logged == 18
    assert session.workspace.undo_label == "Logged: 5 Consultations, Wed 13 January 2027"
    session.undo()
    assert cell(screen, "consultations").logged == 13


def test_tab_goes_right_and_esc_keeps_nothing(show: Show, qtbot: QtBot) -> None:
    screen = show(IN_CUTOVER)
    screen.grid.go_to("letters", date(2027, 1, 4))
    keys("5", "Tab", "6", "Tab", "7", "Escape")
    assert [cell(screen, "letters", day).logged for day in (4, 5, 6)] == [5, 6, None]
    assert screen.grid.hasFocus() and not screen.grid.is_typing
    with qtbot.waitSignal(screen.leave_requested):
        keys("Escape")


def test_what_is_typed_says_what_it_will_mean(show: Show, log: Log) -> None:
    log("consultations", 13, logged=8)
    screen = show(AFTER_GO_LIVE)
    assert screen.grid.measure is GridColumn.ENTERED
    assert text(screen, "consultations") == "8 of 8"
    keys("4")
    assert screen.measures.about.text().endswith("8 logged, 8 left. 4 entered, then 4 left.")
    keys("Return")
    assert text(screen, "consultations") == "4 of 8"
    keys("9", "Return")
    assert screen.grid.is_typing and "only 4 are left" in screen.measures.about.text()
    assert "only 4 are left" in screen.grid.editor.accessibleDescription()
    keys("Backspace", "4", "Return")
    assert text(screen, "consultations") == "8"
    assert cell(screen, "consultations").left == 0


def test_what_cannot_be_entered_asks_why_and_joins_its_list(
    show: Show, log: Log, session: Session, practice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    log("letters", 5, logged=6)
    screen = show(AFTER_GO_LIVE)

    def answer(dialog: SetAsideDialog) -> int:
        dialog.text.setPlainText("Pages cannot be read")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(SetAsideDialog, "exec", answer)
    screen.measures.buttons[GridColumn.CANNOT_ENTER].click()
    screen.grid.go_to("letters", date(2027, 1, 5))
    keys("2", "Return")
    assert (cell(screen, "letters", 5).cannot_enter, cell(screen, "letters", 5).left) == (2, 4)
    (listed,) = session.workspace.registers.view(practice, "not-migrating").rows
    assert listed.fields["why"] == "Pages cannot be read"
    monkeypatch.setattr(SetAsideDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    keys("1", "Return")
    assert cell(screen, "letters", 5).left == 4


def test_groups_at_zero_are_folded_on_arrival_and_never_under_the_hand(show: Show, log: Log) -> None:
    log("registrations", 5, logged=2)
    log("registrations", 5, entered=2)
    log("letters", 5, logged=6)
    screen = show(AFTER_GO_LIVE)
    folded = [row.group for row in screen.model.rows if row.folded]
    assert "Letters and messages" not in folded
    assert "Prescribing" in folded and "Patients and appointments" not in folded  # its second check is to do
    screen.grid.go_to("letters", date(2027, 1, 5))
    keys("6", "Return")
    assert not any(row.folded for row in screen.model.rows if row.group == "Letters and messages")
    row = next(n for n, shown in enumerate(screen.model.rows) if shown.group == "Prescribing")
    screen.grid.setCurrentIndex(screen.model.index(row, 4))
    assert "Press Enter to open it" in str(screen.model.index(row, 4).data(Qt.ItemDataRole.AccessibleTextRole))
    keys("Return")
    assert screen.grid.current_line().id == "prescriptions"


def test_a_second_check_is_noted_by_enter_in_its_column(show: Show, log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log("consultations", 5, logged=6)
    log("consultations", 5, entered=6)
    screen = show(AFTER_GO_LIVE)

    def answer(dialog: SecondCheckDialog) -> int:
        dialog.accept()
        assert dialog.isVisible() is False and dialog.result() == 0  # nothing said yet
        dialog.looked_at.setText("3")
        dialog.wrong.setText("1")
        dialog.by.setEditText("Ann Example")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(SecondCheckDialog, "exec", answer)
    screen.grid.go_to("consultations", None)
    keys("Return")
    line = screen.re_entry.line("consultations")
    assert (line.sample.looked_at, line.sample.wrong, line.sample.by) == (3, 1, "Ann Example")
    assert "1 wrong in 3 looked at" in screen.cards.following.danger.text()


def test_a_day_in_full_keeps_where_the_log_lies_and_takes_a_count_back(
    show: Show, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    log("letters", 13, logged=6)
    screen = show(IN_CUTOVER)
    monkeypatch.setattr("migdesk.ui.re_entry.re_entry_changes.ask_reason", lambda *_: "Another day's")

    def answer(dialog: DayDialog) -> int:
        assert dialog.state.text() == "6 logged, 6 left."
        dialog.withdraw_requested.emit(cell(screen, "letters").counts[0].id)
        assert dialog.state.text() == "Not counted yet."
        dialog.place.setText("Green folder")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(DayDialog, "exec", answer)
    screen.grid.go_to("letters", TODAY)
    keys("Space")
    assert cell(screen, "letters").logged is None
    assert cell(screen, "letters").log_place == "Green folder"
    assert "Log: Green folder" in screen.measures.about.text()


def test_what_does_not_apply_is_named_and_can_come_back(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = show(IN_CUTOVER)

    def untick(dialog: CategoriesDialog) -> int:
        dialog.boxes["formulary"].setChecked(not dialog.boxes["formulary"].isChecked())
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(CategoriesDialog, "exec", untick)
    screen.hidden_button.click()
    assert screen.hidden.text() == "1 category does not apply here: Formulary lines."
    assert len(screen.model.rows) == 22
    screen.hidden_button.click()
    assert len(screen.model.rows) == 23 and not screen.hidden.text()


def test_weekends_can_be_counted_too(show: Show) -> None:
    screen = show(IN_CUTOVER)
    assert len(screen.re_entry.days) == 10
    screen.weekend_button.click()
    assert len(screen.re_entry.days) == 14
    screen.grid.go_to("letters", date(2027, 1, 9))
    keys("2", "Return")
    screen.weekend_button.click()
    assert date(2027, 1, 9) in screen.re_entry.days and len(screen.re_entry.days) == 11


def test_a_merge_that_enters_too_much_is_said_and_led_to(show: Show, log: Log, session: Session, practice: str) -> None:
    log("letters", 5, logged=2)
    body = {"register": "re-entry", "row": "re-entry.letters.2027-01-05", "measure": "entered", "n": 4, "reason": ""}
    actor = session.workspace.actor
    session.workspace.store.append(practice, actor, lambda _: [Draft("row-counted", body)])
    screen = show(AFTER_GO_LIVE)
    assert "More entered than logged: count again" in screen.problem.words.text()
    screen.problem.button.click()
    assert screen.grid.current_cell().row == body["row"]


def test_every_cell_is_spoken_in_words(show: Show, log: Log) -> None:
    log("letters", 5, logged=1200)
    log("letters", 5, entered=200)
    screen = show(AFTER_GO_LIVE)
    screen.grid.go_to("letters", date(2027, 1, 5))
    spoken = screen.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Letters to scan, Tue 5 January: 1,200 logged, 200 entered, 1,000 left"
    screen.grid.go_to("letters", date(2027, 1, 6))
    assert str(screen.grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)).endswith("not counted yet")
    assert screen.foot.accessibleName() == "Left, all categories: 1,000"


def test_the_screen_follows_practice_plan_and_undo(show: Show, log: Log, session: Session, practice: str) -> None:
    screen = show(IN_CUTOVER)
    keys("31", "Return")
    session.workspace.plans.apply(practice, PlanChange(planned={"go-live": date(2027, 1, 25)}))
    assert screen.re_entry.days[-1] == date(2027, 1, 22)
    session.choose_practice("")
    assert screen.nothing.title.text() == "No practice is in hand"
    session.choose_practice(practice)
    assert cell(screen, "consultations").logged == 31


def test_without_dates_the_way_to_the_plan_is_offered(
    show: Show, session: Session, practice: str, qtbot: QtBot
) -> None:
    session.workspace.plans.apply(practice, PlanChange(planned={"go-live": None}))
    screen = show(IN_CUTOVER)
    assert screen.nothing.title.text() == "Cutover has no dates yet"
    with qtbot.waitSignal(screen.plan_requested):
        screen._ways_out["plan"].click()


@pytest.mark.parametrize(("width", "height"), [(1366, 650), (860, 400), (500, 560), (420, 560)])
def test_a_day_can_be_counted_in_any_size(show: Show, width: int, height: int) -> None:
    screen = show(IN_CUTOVER)
    screen.resize(width, height)
    screen.grid.go_to("letters", date(2027, 1, 6))
    keys("3", "Tab")
    assert cell(screen, "letters", 6).logged == 3
    assert screen.grid.current_day() == date(2027, 1, 7)
    assert not screen.grid.isColumnHidden(screen.grid.currentIndex().column())


def test_what_comes_first_is_led_to(show: Show) -> None:
    screen = show(IN_CUTOVER)
    assert screen.cards.following.link.text() == "7 categories come first ›"
    screen.cards.following.link.click()
    assert screen.grid.current_line().id == "repeat-dispensing" and screen.grid.hasFocus()
    assert str(screen.model.index(screen.grid.currentIndex().row(), len(screen.model.columns) - 1).data()).startswith(
        "first, by Thu"
    )


def test_the_model_is_a_good_one(show: Show, log: Log, qtmodeltester: object) -> None:
    log("letters", 5, logged=6)
    screen = show(AFTER_GO_LIVE)
    qtmodeltester.check(screen.model)  # type: ignore[attr-defined]


def test_log_sheets_are_shown_for_the_day_in_hand(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = show(IN_CUTOVER)
    shown: list[str] = []
    monkeypatch.setattr(
        "migdesk.ui.printing.preview.show_preview", lambda _parent, _printer, title, _paint: shown.append(title)
    )
    assert screen.head.of_day.text().replace("\N{NO-BREAK SPACE}", " ") == "Print for Wed 13 Jan…"
    screen.head.of_day.trigger()
    assert shown and "log sheets" in shown[0]


def test_more_entered_than_logged_stands_in_its_cell(show: Show, log: Log, session: Session, practice: str) -> None:
    log("letters", 5, logged=2)
    body = {"register": "re-entry", "row": "re-entry.letters.2027-01-05", "measure": "entered", "n": 4, "reason": ""}
    session.workspace.store.append(practice, session.workspace.actor, lambda _: [Draft("row-counted", body)])
    screen = show(AFTER_GO_LIVE)
    assert text(screen, "letters", 5) == "2 over"
    keys("F2")
    assert screen.grid.is_typing
    screen.measures.buttons[GridColumn.LOGGED].click()
    keys("4", "Return")
    assert text(screen, "letters", 5) == "4"


def test_after_go_live_it_leads_to_its_sign_off(show: Show, session: Session, practice: str, qtbot: QtBot) -> None:
    assert show(IN_CUTOVER).head.sign_off_button.isHidden()
    screen = show(AFTER_GO_LIVE)
    with qtbot.waitSignal(session.sign_off_requested) as asked:
        screen.head.sign_off_button.click()
    assert asked.args == [practice, "so.re-entry"]
