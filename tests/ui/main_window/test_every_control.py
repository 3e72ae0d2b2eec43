"""All windows and dialogs, at 1366 by 768: every control has a name, no text is cut, and nothing needs more room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date

import pytest
from desk import DANA, Answers, Desk, escape, named
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.exceptions import TimeoutError
from pytestqt.qtbot import QtBot
from walk import faults, large_font, tab_faults

from migdesk.practice.backup import copy_now
from migdesk.practice.faults import DamagedRecord
from migdesk.practice.patient_data import Finding
from migdesk.ui.actions import keys_in_words
from migdesk.ui.dialogs import own_task_dialog, recovery_dialog, report_dialog
from migdesk.ui.dialogs.about_dialog import AboutDialog
from migdesk.ui.dialogs.details_dialog import crash_details
from migdesk.ui.dialogs.help_dialog import HelpDialog
from migdesk.ui.dialogs.keys_dialog import KeysDialog
from migdesk.ui.dialogs.patient_question import PatientQuestionDialog
from migdesk.ui.dialogs.practice_dialog import adding_dialog
from migdesk.ui.dialogs.reason_dialog import ReasonDialog
from migdesk.ui.evidence.address_dialog import AddressDialog
from migdesk.ui.main_window.panes import SIDE_BY_SIDE
from migdesk.ui.main_window.right_pane import Tab
from migdesk.ui.main_window.shell import SMALLEST_HEIGHT, SMALLEST_WIDTH, Shell
from migdesk.ui.welcome.welcome_page import WelcomePage
from migdesk.ui.widgets.calendar_popup import CalendarPopup
from migdesk.workspace.free_text import PatientDataQuestion

SHORT = "Riverside Surgery"
LONG = "The Very Long Name of a Surgery at the Far End of the County"
OWN_TASK = "Tell the care home next door, and the pharmacy, on which days we shall not be able to send prescriptions"
Found = list[str]


@pytest.fixture(params=["as it is", "half as large again"])
def font(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    before = QApplication.font()
    if request.param != "as it is":
        large_font()
    yield request.param
    QApplication.setFont(before)


@pytest.fixture(params=[SHORT, LONG])
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def look(qtbot: QtBot) -> Callable[[str, QWidget, Found], None]:
    """Look over one screen, once it is laid out, and add what is wrong with it."""

    def looking(title: str, screen: QWidget, found: Found) -> None:
        with qtbot.waitExposed(screen.window()):
            screen.window().show()
        with suppress(TimeoutError):  # what is not well at once may still be on its way
            qtbot.waitUntil(lambda: not faults(screen), timeout=400)
        found += [f"{title}: {fault}" for fault in faults(screen)]

    return looking


def test_the_walk_finds_what_it_looks_for(qtbot: QtBot) -> None:
    screen = QWidget()
    qtbot.addWidget(screen)
    QLineEdit(screen)
    QLabel("This label is far too long for its place", screen).resize(40, 20)
    QPushButton("This button too", screen).setGeometry(0, 30, 40, 30)
    screen.resize(1400, 200)
    screen.show()
    wrong = "\n".join(faults(screen))
    for expected in ("is 1400 by 200", "QLineEdit “” in QWidget has no name", "QLabel “This", "QPushButton “This"):
        assert expected in wrong
    assert len(LONG) == 60


def test_the_window(desk: Desk, font: str, name: str, look: Callable, qtbot: QtBot) -> None:
    found: Found = []
    window = desk.start()
    practice = desk.practice(name)
    look("checklist", window, found)
    own = desk.workspace.tasks.add_own(practice, "kick-off-meeting", OWN_TASK)
    desk.workspace.tasks.set_status(practice, own, "not-applicable", "Nobody there is registered with us")
    desk.workspace.tasks.set_due(practice, own, date(2026, 12, 3))
    for text in ("A note", "See https://www.gov.uk/" + "very-long-address-" * 12):
        desk.workspace.tasks.add_note(practice, own, text)
    desk.work.right.show_task(own)
    look("own task", window, found)
    desk.workspace.references.acknowledge(practice, "gdpr")
    desk.work.right.show_reference("gdpr")
    look("reference", window, found)
    desk.workspace.sign_offs.make(practice, "so.data", {}, "A remark that is rather long, " * 8)
    for sign_off in ("so.data", "so.project-manager", "so.go-no-go"):
        desk.work.navigation.show_sign_off(practice, sign_off)
        look(sign_off, window, found)
    found += tab_faults(desk.work.screens.sign_offs)
    desk.work.navigation.back_to_work()
    window.guide.find_words()
    look("find bar", window, found)
    desk.work.banner.say("Not saved: the disk is full. What was saved before is safe. " * 3, "Show the details")
    look("banner", window, found)
    desk.work.header.search_box.setFocus()
    desk.work.header.search_box.setText("zzzz")
    look("search", window, found)
    desk.work.header.search_box.leave()
    desk.work.navigation.show_tasks()
    desk.work.screens.tasks.view.selectAll()
    look("tasks", window, found)
    found += tab_faults(desk.work.screens.tasks)
    desk.work.navigation.show_board()
    qtbot.waitUntil(lambda: desk.work.screens.board.model.rowCount() == 1)
    desk.work.screens.board.view.setCurrentIndex(desk.work.screens.board.model.index(0, 0))
    look("board", window, found)
    desk.workspace.registers.count(practice, "re-entry", "re-entry.letters.2027-03-09", "logged", 6)
    desk.work.navigation.show_re_entry()
    look("re-entry", window, found)
    assert not found, "\n".join(found)


def test_the_registers(desk: Desk, font: str, name: str, look: Callable) -> None:
    found: Found = []
    window = desk.start()
    practice = desk.practice(name)
    registers = desk.workspace.registers
    desk.work.navigation.show_tab(Tab.REGISTERS)
    look("tab", window, found)
    for register in ("third-parties", "hazards", "contacts", "risks"):
        offered = [seed.id for seed in registers.seeds_not_taken(practice, register)]
        desk.work.navigation.show_register(register)
        look(f"{register}, empty", window, found)
        registers.take_seeds(practice, register, offered)
        look(register, window, found)
        screen = desk.work.screens.registers
        screen.table.selectAll()
        screen.form._show_all(True)
        look(f"{register}, all chosen, all fields", window, found)
        screen.add_row()
        look(f"{register}, new row", window, found)
        screen.form._give_up()
    assert not found, "\n".join(found)


def test_the_smallest_window(desk: Desk, look: Callable, qtbot: QtBot) -> None:
    found: Found = []
    window = desk.start()
    desk.practice(LONG)
    window.resize(window.minimumSize())
    look("checklist", window, found)
    assert (window.width(), window.height()) == (SMALLEST_WIDTH, SMALLEST_HEIGHT)
    desk.work.right.show_reference("gdpr")
    look("reference", window, found)
    window.guide.find_words()
    look("page", window, found)
    window.resize(SIDE_BY_SIDE, 480)  # in a narrower one, a screen that takes the whole window is scrolled sideways
    desk.work.navigation.show_sign_off("", "so.project-manager")
    look("sign-off", window, found)
    desk.work.navigation.show_board()
    qtbot.waitUntil(lambda: desk.work.screens.board.model.rowCount() == 1)
    look("board", window, found)
    assert not found, "\n".join(found)


def test_the_first_start(desk: Desk, font: str, look: Callable) -> None:
    found: Found = []
    window = desk.start(signed_in=False)
    look("welcome", window, found)
    window.findChild(WelcomePage).visits_door.click()
    look("welcome with problems", window, found)
    desk.workspace.sign_in(DANA)
    window.findChild(WelcomePage).finished.emit("")
    look("board with nothing on it", window, found)
    assert not found, "\n".join(found)


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_every_dialog(
    desk: Desk, font: str, name: str, look: Callable, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: Found = []
    window = desk.start()
    practice = desk.practice(name)
    copy_now(desk.paths.database, desk.paths.backups, desk.workspace.now)
    desk.paths.crash_file.write_text("Traceback\n" * 80, encoding="utf-8")
    for title, opening in dialogs_of(desk, window, practice).items():

        def answer(dialog: QDialog, title: str = title) -> None:
            look(title, dialog, found)
            found.extend(f"{title}: {fault}" for fault in tab_faults(dialog))
            escape(dialog)
            if dialog.isVisible():
                found.append(f"{title}: Esc does not close it")

        waiting = len(answers.seen)
        answers.expect(answer)
        opening()
        assert len(answers.seen) == waiting + 1, title
    named(window, QPlainTextEdit, "New note").clear()
    calendar = CalendarPopup(None, desk.workspace.today, window)
    calendar.open_under(desk.work.right.checklist._detail._due.line)
    look("calendar", calendar, found)
    calendar.close()
    assert not found, "\n".join(found)


def dialogs_of(desk: Desk, window: Shell, practice: str) -> dict[str, Callable[[], object]]:
    """Return how each dialog of the program is opened."""
    session, task = desk.work.session, desk.work.right.checklist.chosen_task()
    question = PatientDataQuestion((Finding("an NHS number", "943 476 5919"), Finding("a date of birth", "1 May 1961")))
    why = "Why is “Agree a date by which nothing more is changed in the current clinical system” blocked?"

    def wrong_practice() -> None:
        dialog = adding_dialog(session, window)
        dialog.ods_code.setText("nonsense")
        dialog.editors["go_live"].line.setText("31/2/2027")
        dialog.save_button.click()
        dialog.exec()

    def unsaved_note() -> None:
        named(window, QPlainTextEdit, "New note").setPlainText("begun")
        window.close()

    return {
        "about": lambda: AboutDialog(session, window).exec(),
        "crash": lambda: crash_details(window, desk.paths.crash_file).exec(),
        "help": lambda: HelpDialog(window, window.theme, keys_in_words()).exec(),
        "history of the practice": lambda: desk.work.commands.show_history(),
        "history of a task": lambda: desk.work.commands.show_history(task),
        "who": desk.work.commands.change_person,
        "keys": lambda: KeysDialog(window, keys_in_words()).exec(),
        "outside": lambda: desk.work.commands.open_outside("https://www.gov.uk/" + "very-long-address/" * 20),
        "own task": desk.work.right.checklist.add_own_task,
        "rename": lambda: own_task_dialog.ask_title(window, OWN_TASK),
        "patient": lambda: PatientQuestionDialog(window, question).exec(),
        "print": window.guide.print,
        "add a practice": desk.work.commands.add_practice,
        "edit a practice": desk.work.commands.edit_practice,
        "a practice with problems": wrong_practice,
        "address": lambda: AddressDialog(window, None).exec(),
        "reason": lambda: ReasonDialog(window, "Blocked", why, "Mark as blocked").exec(),
        "report": lambda: desk.work.commands.save_report(),
        "report on registers": lambda: desk.work.commands.save_registers_report(),
        "print a register": lambda: desk.work.commands.print_register(),
        "report is ready": lambda: report_dialog.offer_to_open(window, desk.paths.data / "status.html", "html"),
        "cannot start": lambda: recovery_dialog.cannot_start("No guide found in " + "/folder" * 12),
        "damaged": lambda: recovery_dialog.recover(desk.paths, DamagedRecord("The record is damaged.")),
        "unsaved note": unsaved_note,
    }
