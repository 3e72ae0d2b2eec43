"""The screen of sign-offs over a real record: what is open first, signing as oneself, once as another, on paper."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from migdesk.practice.event import Actor
from migdesk.practice.signature import Signature
from migdesk.ui.look.theme import Theme
from migdesk.ui.people import person_dialog
from migdesk.ui.printing import preview
from migdesk.ui.session.services import Services
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.ui.sign_offs import paper_dialog
from migdesk.ui.sign_offs.paper_dialog import PaperDialog
from migdesk.ui.sign_offs.sign_offs_screen import SignOffsScreen
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.sign_offs.commands import OnPaper

LEAD = Actor("Dr Jo Example", "lead-gp", "", "practice")
BOARD = Actor("Bo <b>Example</b>", "commissioner", "Made-up ICB", "commissioner")


@pytest.fixture
def screen(qtbot: QtBot, session: Session, theme: Theme, sample: str) -> SignOffsScreen:
    window = QWidget()
    qtbot.addWidget(window)
    services = Services(
        session=session, settings=Settings(), theme=theme, parent=window, say=lambda _: None, warn=lambda _: None
    )
    made = SignOffsScreen(services, window)
    for widget in (window, made):
        widget.resize(1366, 640)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return made


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def button(widget: QWidget, beginning: str) -> QPushButton:
    found = [each for each in widget.findChildren(QPushButton) if each.text().startswith(beginning)]
    return next(each for each in found if not each.isHidden())


def signatures(screen: SignOffsScreen, sign_off: str = "so.data") -> tuple[Signature, ...]:
    practice = screen._session.practice
    assert practice is not None
    return practice.signatures_of(sign_off)


def press(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_lists_all_sign_offs_with_how_far_they_are(screen: SignOffsScreen) -> None:
    QAbstractItemModelTester(screen.list.entries)
    screen.show_sign_off("so.data")
    model = screen.list.entries
    spoken = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert len(spoken) == 22 + 4
    assert "Data checked: 0 of 1 have signed" in spoken
    assert any(words.startswith("Local boards: signed elsewhere") for words in spoken), "the sample has it ticked"


def test_what_is_open_comes_first_and_leads_to_its_place(
    qtbot: QtBot, screen: SignOffsScreen, session: Session
) -> None:
    fields = {"what": "Allergies arrive as notes", "found-on": "2026-11-20"}
    (row,) = session.workspace.registers.set_rows(session.practice_id, "data-issues", [RowChange(fields=fields)])
    screen.show_sign_off("so.data")
    shown = texts(screen.page)
    assert "things are still open" in shown
    assert screen.page._open_place.y() < screen.page._card.y(), "what is open is read before the words"
    assert "Allergies arrive as notes" in shown
    with qtbot.waitSignal(screen.register_requested) as asked:
        press(button(screen.page, "Open the row"))
    assert asked.args == ["data-issues", row]
    with qtbot.waitSignal(screen.task_opened) as opened:
        press(button(screen.page, "Open the task"))
    assert opened.args == [session.practice_id, "check.patient-records"]
    press(button(screen.page, "Open the sign-off"))
    assert screen.sign_off_id == "so.not-migrating"


def test_the_keyboard_starts_on_the_name_and_signing_is_recorded(screen: SignOffsScreen, session: Session) -> None:
    screen.show_sign_off("so.technical-form")
    screen.setFocus(Qt.FocusReason.OtherFocusReason)
    assert screen.window().focusWidget() is screen.form.name
    assert "______" in screen.page._words.text()
    press(screen.form.button)
    assert "missing" in screen.form.problem.text()
    assert signatures(screen, "so.technical-form") == ()
    QTest.keyClicks(screen.page.fields["dated"].first_field(), "20/11/2026")
    press(screen.form.button)
    (entry,) = signatures(screen, "so.technical-form")
    assert "form of Fri 20 November 2026" in entry.said.wording
    assert (entry.by.name, entry.by.party) == ("Dana Field", "practice")
    assert "Dana Field" in texts(screen.side)
    assert screen._session.workspace.undo_label == "Sign: Technical requirements form signed"


def test_somebody_else_signs_once_and_the_keyboard_goes_back(screen: SignOffsScreen, session: Session) -> None:
    screen.show_sign_off("so.data")
    screen.form.choose(LEAD)
    assert screen.form.once.isVisibleTo(screen)
    assert screen.form.once.text() == "Only this once, then back to Dana Field"
    assert "recorded as Dr Jo Example, Lead GP, Riverside Surgery" in screen.form._recorded.text()
    press(screen.form.button)
    (entry,) = signatures(screen)
    assert (entry.by.name, entry.by.organisation) == ("Dr Jo Example", "Riverside Surgery")
    at_keyboard = session.workspace.people.at_keyboard()
    assert at_keyboard is not None
    assert at_keyboard.name == "Dana Field"
    assert session.workspace.people.acting_once() is None


def test_an_outsider_names_an_organisation_and_nobody_is_guessed(screen: SignOffsScreen) -> None:
    screen.show_sign_off("so.data")
    screen.form.choose(Actor("Kim Example", "trainer"))
    press(screen.form.button)
    assert "for whom Kim Example speaks" in screen.form.problem.text()
    screen.form.choose(Actor("Kim Example", "delivery-partner"))
    press(screen.form.button)
    assert "for which organisation Kim Example speaks" in screen.form.problem.text()
    assert signatures(screen) == ()
    QTest.keyClicks(screen.form.organisation, "Made-up Partner")
    press(screen.form.button)
    assert signatures(screen)[0].by.organisation == "Made-up Partner"


def test_somebody_else_can_be_named(screen: SignOffsScreen, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def named(asked: Session, *_: object, **__: object) -> bool:
        asked.workspace.people.once(BOARD)
        return True

    monkeypatch.setattr(person_dialog, "ask_who_is_here", named)
    screen.show_sign_off("so.data")
    screen.form.name.setCurrentIndex(screen.form.name.count() - 1)
    screen.form.name.activated.emit(screen.form.name.currentIndex())
    assert screen.form.signer() == BOARD
    press(screen.form.button)
    assert "Bo &lt;b&gt;Example&lt;/b&gt;" in texts(screen.side), "names are never read as HTML"


def test_withdrawing_asks_why_and_keeps_the_words(screen: SignOffsScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    screen.show_sign_off("so.data")
    press(screen.form.button)
    monkeypatch.setattr("migdesk.ui.dialogs.reason_dialog.ask_reason", lambda *_: "The wrong week")
    withdraw = button(screen.side, "Withdraw")
    withdraw.setFocus()
    press(withdraw)
    assert screen.form.name.hasFocus(), "the keyboard stays in the sign-off, though the button pressed is gone"
    shown = texts(screen.side)
    assert "Withdrawn by Dana Field, Sun 22 Nov 2026" in shown
    assert "The wrong week" in shown
    assert "“We checked no record" in shown
    press(screen.form.button)
    assert len(signatures(screen)) == 2


@pytest.mark.parametrize(("entries", "words"), [(1, "1 entry"), (1204, "1,204 entries")])
def test_the_fingerprint_counts_its_entries_in_plain_words(
    screen: SignOffsScreen, session: Session, monkeypatch: pytest.MonkeyPatch, entries: int, words: str
) -> None:
    (entry, *_) = session.workspace.history(session.practice_id)
    monkeypatch.setattr(session.workspace, "history", lambda _: (entry,) * entries)
    screen.show_sign_off("so.data")
    assert any(text.endswith(f" · {words}") for text in texts(screen).splitlines())


def test_a_signature_on_paper(screen: SignOffsScreen, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = OnPaper(LEAD, date(2026, 11, 20), "Dana Field")
    monkeypatch.setattr(paper_dialog, "ask_paper", lambda *_: paper)
    screen.show_sign_off("so.data")
    press(screen.form.paper)
    (entry,) = signatures(screen)
    assert (entry.on_paper, entry.by.name, entry.actor.name) == (True, "Dr Jo Example", "Dana Field")
    assert "On paper on Fri 20 Nov 2026, seen by Dana Field" in texts(screen.side)


def test_the_dialog_of_paper_says_what_is_missing(qtbot: QtBot, session: Session, sample: str) -> None:
    dialog = PaperDialog(session, None, LEAD, None)
    qtbot.addWidget(dialog)
    dialog.accept()
    assert "Say on which day" in texts(dialog)
    dialog.day.set_date(date(2027, 1, 1))
    dialog.accept()
    assert "lies ahead" in texts(dialog)
    dialog.day.set_date(date(2026, 11, 20))
    dialog.seen_by.clear()
    dialog.accept()
    assert "who saw" in texts(dialog)
    dialog.seen_by.setText("Dana Field")
    dialog.accept()
    assert dialog.paper is not None
    assert (dialog.paper.by.organisation, dialog.paper.seen_by) == ("Riverside Surgery", "Dana Field")


def test_the_sheet_to_sign_is_previewed_with_what_is_typed(
    screen: SignOffsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(preview, "show_preview", lambda _parent, _printer, title, _paint: shown.append(title))
    screen.show_sign_off("so.order")
    press(screen.page.print)
    assert shown == ["Order approved, Riverside Surgery"]


def test_another_practice_begins_afresh(screen: SignOffsScreen, session: Session) -> None:
    screen.show_sign_off("so.order")
    system = screen.page.fields["system"].first_field()
    assert screen.page.typed() == {"system": "SystmOne"}
    QTest.keyClicks(system, " of the ICB")
    assert screen.has_unsaved_text()
    session.choose_practice(session.practice_id)
    assert not screen.has_unsaved_text() or screen.page.typed() == {"system": "SystmOne"}


def test_a_narrow_screen_has_a_box_for_the_list_and_all_under_one_another(screen: SignOffsScreen) -> None:
    screen.show_sign_off("so.data")
    screen.resize(640, 640)
    assert screen.box.isVisibleTo(screen)
    assert not screen._left.isVisibleTo(screen)
    assert screen._middle.isAncestorOf(screen.side)
    screen.box.setCurrentIndex(screen.box.findData("so.end"))
    screen.box.activated.emit(screen.box.currentIndex())
    assert screen.sign_off_id == "so.end"
    screen.resize(1366, 640)
    assert screen._right.isAncestorOf(screen.side)


def test_ticking_a_task_that_is_signed_leads_to_its_sign_off(qtbot: QtBot, session: Session, sample: str) -> None:
    with qtbot.waitSignal(session.sign_off_requested) as asked:
        session.tick(sample, "recheck.sign-off")
    assert asked.args == [sample, "so.data"]
    session.tick(sample, "kick-off.hold-meeting")
    progress = session.progress
    assert progress is not None
    task = progress.task("kick-off.hold-meeting")
    assert task is not None
    assert task.status == "done"
