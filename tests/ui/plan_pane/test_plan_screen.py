"""The Plan as a person uses it: cards, the editor under a card, the question, and what it says of the dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from migdesk.base.errors import EnvironmentFault
from migdesk.practice.details import PracticeDetails
from migdesk.ui.dialogs import save_file
from migdesk.ui.look.theme import Theme
from migdesk.ui.plan_pane.plan_change_dialog import PlanChangeDialog
from migdesk.ui.plan_pane.plan_screen import PlanScreen
from migdesk.ui.plan_pane.timeline import paper as timeline_paper
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.workspace.plan.change import PlanChange

GO_LIVE = date(2027, 3, 16)


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions asked so far; the person answers yes to all, unless `no` stands among them."""
    asked: list[str] = []

    def answer(dialog: PlanChangeDialog) -> int:
        asked.append(dialog.heading.text())
        return int("no" not in asked)

    monkeypatch.setattr(PlanChangeDialog, "exec", answer)
    return asked


@pytest.fixture
def open_plan(qtbot: QtBot, session: Session, theme: Theme) -> Callable[[], PlanScreen]:
    def open_it() -> PlanScreen:
        screen = PlanScreen(session, theme, Settings())
        qtbot.addWidget(screen)
        screen.resize(1366, 690)
        screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        screen.focus_current()
        return screen

    return open_it


@pytest.fixture
def screen(open_plan: Callable[[], PlanScreen], sample: str, questions: list[str]) -> PlanScreen:
    return open_plan()


def day_of(screen: PlanScreen, milestone: str) -> date | None:
    assert screen.plan is not None
    return screen.plan.milestone(milestone).date


def type_date(qtbot: QtBot, screen: PlanScreen, text: str) -> None:
    assert screen.editor is not None
    screen.editor.date.line.selectAll()
    qtbot.keyClicks(screen.editor.date.line, text)


def test_every_milestone_is_a_card_in_two_even_rows(qtbot: QtBot, screen: PlanScreen) -> None:
    cards = list(screen.cards.cards.values())
    assert len(cards) == 12
    for width in (1366, 910):
        screen.resize(width, 690)
        qtbot.waitUntil(lambda: len({card.y() for card in cards}) == 2)
        assert len([card for card in cards if card.y() == 0]) == 6
        assert screen.minimumSizeHint().width() <= 910
    assert screen.cards.cards["go-live"].accessibleName() == "Go-Live: Tue 16 March 2027, in 114 days, set by hand"
    assert "worked back from Go-Live" in screen.heading.about.text()


def test_the_keyboard_alone_changes_a_date(
    qtbot: QtBot, screen: PlanScreen, session: Session, questions: list[str]
) -> None:
    cards = screen.cards.cards
    assert cards["go-live"].hasFocus()
    qtbot.keyClick(cards["go-live"], Qt.Key.Key_Left)
    qtbot.keyClick(cards["cutover-start"], Qt.Key.Key_Left)
    assert cards["fdp"].hasFocus()
    qtbot.keyClick(cards["fdp"], Qt.Key.Key_Up)
    assert cards["order"].hasFocus()
    qtbot.keyClick(cards["order"], Qt.Key.Key_End)
    qtbot.keyClick(cards["old-system-read-only-until"], Qt.Key.Key_Home)
    cards["fdp"].setFocus()
    qtbot.keyClick(cards["fdp"], Qt.Key.Key_Return)
    assert screen.editor is not None and screen.editor.date.line.hasFocus()
    type_date(qtbot, screen, "9 Mar")
    events = session.workspace.store.counts().events
    qtbot.keyClick(screen.editor.date.line, Qt.Key.Key_Return)
    assert questions == ["Move Final Data Production to Tue 9 March 2027?"]
    assert day_of(screen, "fdp") == date(2027, 3, 9)
    assert session.workspace.store.counts().events == events + 1
    assert screen.editor is None
    assert cards["fdp"].hasFocus()
    assert "set by hand" in cards["fdp"].accessibleName()
    session.undo()
    assert day_of(screen, "fdp") == date(2027, 3, 2)


def test_leaving_it_as_it_is_keeps_the_editor_with_what_was_typed(
    qtbot: QtBot, screen: PlanScreen, questions: list[str]
) -> None:
    questions.append("no")
    screen.open_milestone("go-live")
    assert screen.editor is not None
    type_date(qtbot, screen, "23/3/2027")
    screen.editor.save_button.click()
    assert day_of(screen, "go-live") == GO_LIVE
    assert screen.editor is not None and screen.editor.date.line.text() == "Tue 23 Mar 2027"


def test_a_text_that_is_no_date_says_why_and_asks_nothing(
    qtbot: QtBot, screen: PlanScreen, questions: list[str]
) -> None:
    screen.open_milestone("go-live")
    assert screen.editor is not None
    for text, why in (("31/2/2027", "no 31 February"), ("1/1/1999", "cannot be in the year 1999")):
        type_date(qtbot, screen, text)
        screen.editor.save_button.click()
        assert why in screen.editor.date.problem
    assert questions == []


def test_escape_closes_the_editor_and_then_the_plan(qtbot: QtBot, screen: PlanScreen) -> None:
    screen.open_milestone("idp")
    assert screen.editor is not None
    with qtbot.assertNotEmitted(screen.leave_requested):
        qtbot.keyClick(screen.editor.date.line, Qt.Key.Key_Escape)
    assert screen.editor is None
    assert screen.cards.cards["idp"].hasFocus()
    with qtbot.waitSignal(screen.leave_requested):
        qtbot.keyClick(screen.cards.cards["idp"], Qt.Key.Key_Escape)


def test_tab_stays_in_the_editor(qtbot: QtBot, screen: PlanScreen) -> None:
    screen.open_milestone("idp")
    editor = screen.editor
    assert editor is not None
    seen = []
    for _ in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert all(editor.isAncestorOf(widget) for widget in seen)
    assert {editor.save_button, editor.keep_button, editor.guide_button, editor.close_button} <= set(seen)
    assert seen.count(editor.save_button) > 1 or editor.date.line in seen


def test_going_elsewhere_closes_the_editor_unless_something_is_typed(qtbot: QtBot, screen: PlanScreen) -> None:
    screen.open_milestone("idp")
    screen.cards.cards["go-live"].setFocus()
    assert screen.editor is None
    screen.open_milestone("idp")
    type_date(qtbot, screen, "1 Feb")
    screen.cards.cards["go-live"].setFocus()
    assert screen.editor is not None


def test_what_happened_is_marked_and_given_back_to_its_rule(
    qtbot: QtBot, screen: PlanScreen, session: Session, questions: list[str]
) -> None:
    screen.open_milestone("order")
    editor = screen.editor
    assert editor is not None
    type_date(qtbot, screen, "20/11/2026")
    qtbot.keyClick(editor.date.line, Qt.Key.Key_Tab)
    assert editor.happened.isEnabled()
    editor.happened.setChecked(True)
    editor.save_button.click()
    assert questions == ["Order placed happened on Fri 20 November 2026?"]
    assert "happened on Fri 20 November 2026" in screen.cards.cards["order"].accessibleName()
    screen.open_milestone("order")
    assert screen.editor is not None and screen.editor.rule_button.isVisibleTo(screen)
    assert screen.editor.rule_button.accessibleName().startswith("Back to the rule: 6 weeks before")
    screen.editor.rule_button.click()
    assert not screen.plan.milestone("order").happened  # type: ignore[union-attr]


def test_a_day_to_come_cannot_have_happened(qtbot: QtBot, screen: PlanScreen) -> None:
    screen.open_milestone("go-live")
    assert screen.editor is not None
    assert not screen.editor.happened.isEnabled()
    assert screen.editor.happened.toolTip() == "This day is still to come."


def test_a_date_is_kept_by_hand_without_a_question_as_nothing_moves(screen: PlanScreen, questions: list[str]) -> None:
    screen.open_milestone("kick-off")
    assert screen.editor is not None
    screen.editor.keep_button.click()
    assert questions == []
    assert screen.plan is not None and screen.plan.milestone("kick-off").by_hand


def test_the_old_systems_end_is_chosen_among_the_guides_figures(
    qtbot: QtBot, screen: PlanScreen, questions: list[str]
) -> None:
    name = "old-system-read-only-until"
    screen.open_milestone(name)
    editor = screen.editor
    assert editor is not None
    buttons = editor.choices.buttons.buttons()
    assert [button.text() for button in buttons] == [
        "45 days after Go-Live (Fri 30 Apr 2027, standard)",
        "3 months after Go-Live (Wed 16 Jun 2027)",
        "90 days after Go-Live (Mon 14 Jun 2027)",
    ]
    buttons[2].click()
    assert editor.date.line.text() == "Mon 14 Jun 2027"
    editor.save_button.click()
    assert day_of(screen, name) == date(2027, 6, 14)
    assert questions == ["Old system read-only until: 90 days after Go-Live?"]
    screen.open_milestone(name)
    assert screen.editor is not None
    assert screen.editor.choices.choice is not None and screen.editor.choices.choice.id == "90-days"
    assert not screen.editor.has_unsaved_answers


def test_links_lead_into_the_guide(qtbot: QtBot, screen: PlanScreen) -> None:
    screen.open_milestone("cutover-planning-meeting")
    assert screen.editor is not None
    with qtbot.waitSignal(screen.guide_requested) as caught:
        screen.editor.guide_button.click()
    assert caught.args == ["/guide/planning-for-cut-over#planning-for-the-cutover"]


def test_warnings_come_after_the_dates_the_gravest_first(qtbot: QtBot, screen: PlanScreen, session: Session) -> None:
    session.workspace.plans.apply(session.practice_id, PlanChange(planned={"go-live": date(2027, 3, 28)}))
    qtbot.waitUntil(lambda: len(screen.conflicts.boxes) == 2)
    assert "Go-Live falls on a day off" in screen.conflicts.boxes[0].accessibleName()
    assert screen.conflicts.more_button.text().endswith("more to check…")
    screen.conflicts.more_button.click()
    assert len(screen.conflicts.boxes) > 4
    with qtbot.waitSignal(screen.guide_requested) as caught:
        screen.conflicts.boxes[0].link.click()
    assert caught.args[0].startswith("/guide/kick-off#")
    screen.conflicts.more_button.click()
    assert len(screen.conflicts.boxes) == 2
    session.workspace.plans.apply(session.practice_id, PlanChange(planned={"go-live": date(2027, 6, 22)}))
    qtbot.waitUntil(lambda: not screen.conflicts.isVisible())


def test_a_practice_without_dates_is_asked_for_one(
    qtbot: QtBot, open_plan: Callable[[], PlanScreen], session: Session, questions: list[str]
) -> None:
    session.choose_practice(session.workspace.practices.add(PracticeDetails("Birch Lane Surgery")))
    screen = open_plan()
    assert screen.no_dates.isVisible()
    assert screen.no_dates.go_live.line.hasFocus()
    assert not screen.heading.print_button.isVisible()
    screen.no_dates.button.click()
    assert "Enter one of the two dates" in screen.no_dates.go_live.problem
    qtbot.keyClicks(screen.no_dates.go_live.line, "16 Mar")
    qtbot.keyClick(screen.no_dates.go_live.line, Qt.Key.Key_Return)
    assert questions == ["Plan Go-Live for Tue 16 March 2027?"]
    assert day_of(screen, "go-live") == GO_LIVE
    assert screen.cards.cards["go-live"].hasFocus()
    session.undo()
    assert screen.no_dates.isVisible()


def test_dates_run_forwards_from_the_order(
    qtbot: QtBot, open_plan: Callable[[], PlanScreen], session: Session, questions: list[str]
) -> None:
    session.choose_practice(session.workspace.practices.add(PracticeDetails("Birch Lane Surgery")))
    screen = open_plan()
    screen.no_dates.order.line.setText("2/11/2026")
    screen.no_dates.button.click()
    assert screen.plan is not None and screen.plan.milestone("order").happened
    assert day_of(screen, "go-live") == date(2027, 2, 1)
    assert "worked forwards from the order" in screen.heading.about.text()


def test_it_follows_what_changes_only_while_it_is_seen(
    qtbot: QtBot, screen: PlanScreen, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = session.workspace.practices.add(PracticeDetails("Birch Lane Surgery", go_live=date(2027, 6, 22)))
    session.choose_practice(other)
    assert day_of(screen, "go-live") == date(2027, 6, 22)
    screen.hide()
    session.workspace.plans.apply(other, PlanChange(planned={"go-live": date(2027, 6, 29)}))
    assert day_of(screen, "go-live") == date(2027, 6, 22)
    screen.show()
    assert day_of(screen, "go-live") == date(2027, 6, 29)
    monkeypatch.setattr(session.workspace.plans, "_clock", lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))
    session.day_changed()
    assert "in 218 days" in screen.cards.cards["go-live"].accessibleName()
    session.choose_practice("")
    assert screen.plan is None and not screen.cards.isVisible()
    with qtbot.waitSignal(screen.board_requested):
        screen.no_practice.button.click()


def test_a_change_from_elsewhere_never_takes_what_is_typed(qtbot: QtBot, screen: PlanScreen, session: Session) -> None:
    screen.open_milestone("idp")
    session.workspace.plans.apply(session.practice_id, PlanChange(planned={"go-live": date(2027, 3, 23)}))
    assert screen.editor is not None and screen.editor.date.line.text() == "Tue 2 Feb 2027"
    type_date(qtbot, screen, "5 Feb")
    session.workspace.plans.apply(session.practice_id, PlanChange(planned={"go-live": GO_LIVE}))
    assert screen.editor is not None and screen.editor.date.line.text() == "5 Feb"
    session.choose_practice(session.workspace.practices.add(PracticeDetails("Birch Lane Surgery")))
    assert screen.editor is None


def test_a_read_only_record_says_why_without_a_question(
    qtbot: QtBot, screen: PlanScreen, session: Session, questions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    why = "Another computer has this folder open."

    def refuse(*_: object, **__: object) -> None:
        raise EnvironmentFault(why)

    monkeypatch.setattr(session.workspace.store, "read_only_because", why, raising=False)
    monkeypatch.setattr(session.workspace.plans, "apply", refuse)
    screen.open_milestone("go-live")
    type_date(qtbot, screen, "Tue 23 Mar 2027")
    assert screen.editor is not None
    with qtbot.waitSignal(session.refused) as caught:
        screen.editor.save_button.click()
    assert caught.args == [why]
    assert questions == []
    assert day_of(screen, "go-live") == GO_LIVE


def test_the_timeline_opens_cards_and_is_zoomed_and_shown_as_a_table(
    qtbot: QtBot, screen: PlanScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.timeline.milestone_requested.emit("fdp")
    assert screen.editor is not None and screen.editor.milestone.id == "fdp"
    screen.close_editor()
    with qtbot.waitSignal(screen.phase_requested) as caught:
        screen.timeline.phase_requested.emit("training")
    assert caught.args == ["training"]
    for button in (screen.heading.zoom_in_button, screen.heading.zoom_out_button, screen.heading.zoom_fit_button):
        button.click()
    screen.heading.table_button.click()
    assert screen.heading.table_button.isChecked()


def test_the_plan_is_saved_as_a_picture_where_the_person_says(
    qtbot: QtBot, screen: PlanScreen, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    with qtbot.waitSignal(screen.message) as caught:
        screen.heading.picture_button.click()
    assert caught.args == [f"Picture written: {path}.png"]
    assert path.with_suffix(".png").read_bytes().startswith(b"\x89PNG")

    def full(*_: object) -> None:
        raise EnvironmentFault("The disk is full.")

    monkeypatch.setattr(timeline_paper, "write_picture", full)
    monkeypatch.setattr(save_file, "is_agreed", lambda *_, **__: True)  # the picture of before is there
    with qtbot.waitSignal(session.refused) as caught:
        screen.heading.picture_button.click()
    assert caught.args == ["The disk is full."]


def test_it_paints_in_every_theme_and_on_a_small_laptop(qtbot: QtBot, screen: PlanScreen, theme: Theme) -> None:
    for choice in ("light", "dark"):
        theme.choose(choice)
        screen.resize(910, 434)
        screen.open_milestone("old-system-read-only-until")
        assert screen.editor is not None
        assert screen.rect().contains(screen.editor.geometry())
        assert not screen.grab().isNull()
        screen.close_editor()
