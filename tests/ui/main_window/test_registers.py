"""The registers in the window: how one gets there, what leads to them and what they lead to, and a guide's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from desk import Answers, Desk, find_named, named
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from migdesk.base.assets import content_folder
from migdesk.ui.dialogs.history_dialog import HistoryDialog
from migdesk.ui.main_window.right_pane import Tab
from migdesk.ui.registers.registers_screen import RegistersScreen
from migdesk.workspace.registers.change import RowChange

KEYS = """\
id: keys
title: Keys to the building
short_title: Keys
order: 15
group: People
purpose: Who has a key, and until when.
link: /guide/kick-off#make-staff-aware
fills: The Practice Manager
tasks: [kick-off.agree-dates]
name_column: lock
key: [lock]
tally: {condition: {status: [back]}, words: given back}
columns:
  - {id: lock, title: Lock, required: true}
  - {id: holder, title: Who has it, type: person}
statuses:
  - {id: out, title: Given out}
  - {id: back, title: Given back, is_open: false, icon: tick}
seeds:
  - {id: front, fields: {lock: Front door}}
"""


def shown(desk: Desk) -> RegistersScreen:
    screen = desk.work.screens.shown_registers
    assert screen is not None
    return screen


def told(desk: Desk, count: int, of: int) -> None:
    """Have so many of so many third parties told."""
    changes = [
        RowChange(fields={"name": f"Party {n}", "kind": "other", "status": "told" if n < count else "to-tell"})
        for n in range(of)
    ]
    desk.workspace.registers.set_rows(desk.work.session.practice_id, "third-parties", changes)


def test_a_key_leads_to_the_registers_and_esc_back(desk: Desk) -> None:
    desk.start()
    desk.practice()
    desk.key("Ctrl+6")
    assert shown(desk).register_id == "contacts"
    assert shown(desk).isAncestorOf(QApplication.focusWidget())
    desk.key("Esc")
    assert desk.work.screens.current is None
    assert desk.work.right.isAncestorOf(QApplication.focusWidget())


def test_the_tab_lists_every_register_with_how_far_it_is(desk: Desk) -> None:
    desk.start()
    desk.practice()
    told(desk, 3, 4)
    desk.work.navigation.show_tab(Tab.REGISTERS)
    tab = desk.work.right._registers
    listed = [view.register.id for view in tab.list.registers.views]
    assert sorted(listed) == sorted(desk.workspace.registers.definitions.by_id)
    place = tab.list.registers.place_of("third-parties")
    words = tab.list.registers.index(place).data(11)  # AccessibleTextRole
    assert words.startswith("Third parties and links: 3 of 4 told, 4 open")
    tab.list.choose("third-parties")
    desk.key("Return")
    assert shown(desk).register_id == "third-parties"


def test_a_task_shows_its_register_with_the_state_and_opens_it(desk: Desk, qtbot: QtBot) -> None:
    desk.start()
    practice = desk.practice()
    told(desk, 7, 12)
    desk.work.navigation.open_task(practice, "pre.notify-services")
    qtbot.waitUntil(lambda: find_named(desk.work.right, QPushButton, "Third parties: 7 of 12 told ›") is not None)
    button = named(desk.work.right, QPushButton, "Third parties: 7 of 12 told ›")
    told(desk, 1, 1)
    qtbot.waitUntil(lambda: button.text() == "Third parties: 8 of 13 told ›")
    button.click()
    assert shown(desk).register_id == "third-parties"


def test_a_section_of_the_guide_shows_its_register_and_opens_it(desk: Desk, qtbot: QtBot) -> None:
    desk.start()
    desk.practice()
    told(desk, 2, 5)
    desk.work.navigation.open_link("/guide/kick-off#notifying-third-parties-and-links")
    words = "Third parties: 2 of 5 told"
    qtbot.waitUntil(lambda: words in _page(desk))
    told(desk, 1, 1)
    qtbot.waitUntil(lambda: "Third parties: 3 of 6 told" in _page(desk))
    desk.work.guide.view.links.follow(QUrl("register:third-parties"))
    assert shown(desk).register_id == "third-parties"


def _page(desk: Desk) -> str:
    return desk.work.guide.view.toPlainText().replace("\u00a0", " ")


def test_a_register_leads_to_its_tasks_and_to_the_guide(desk: Desk) -> None:
    desk.start()
    practice = desk.practice()
    desk.work.navigation.show_register("third-parties")
    head = shown(desk).head
    assert named(head, QPushButton, "☑ 0 of 11 tasks done ▾").menu().actions()
    head.task_requested.emit("pre.notify-services")
    assert desk.work.right.checklist.chosen_task() == "pre.notify-services"
    desk.work.navigation.show_register("third-parties")
    head.link_requested.emit("/guide/kick-off#notifying-third-parties-and-links")
    assert desk.work.guide.permalink == "/guide/kick-off"
    assert practice == desk.work.session.practice_id


def test_the_history_of_a_row_tells_its_changes_by_titles(desk: Desk, answers: Answers) -> None:
    desk.start()
    desk.practice()
    told(desk, 1, 1)
    desk.work.navigation.show_register("third-parties")
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, HistoryDialog)
        said.append(dialog.text.toPlainText())
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()

    answers.expect(read)
    shown(desk).commands.ask_history()
    assert "Status: Told" in said[0] and "Party 0" in said


def test_another_practice_shows_its_own_rows(desk: Desk) -> None:
    desk.start()
    desk.practice()
    told(desk, 1, 3)
    desk.work.navigation.show_register("third-parties")
    assert shown(desk).model.rowCount() == 3
    desk.practice("Larch Lane Surgery", "Z99801")
    desk.work.navigation.show_register("third-parties")
    assert shown(desk).model.rowCount() == 0


def test_what_is_begun_in_a_form_is_asked_about_before_the_window_closes(desk: Desk, answers: Answers) -> None:
    desk.start()
    desk.practice()
    desk.work.navigation.show_register("contacts")
    shown(desk).add_row()
    desk.type("Half a na")
    answers.expect(lambda box: box.reject())
    assert not desk.close()
    assert answers.seen
    shown(desk).form._give_up()
    assert desk.close()


@pytest.fixture
def own_guide(tmp_path: Path) -> Path:
    """A guide's folder with a register of its own."""
    folder = tmp_path / "guide"
    shutil.copytree(content_folder(), folder)
    (folder / "_data" / "migdesk" / "registers" / "keys.yml").write_text(KEYS, encoding="utf-8")
    return folder


def test_a_register_dropped_into_a_guide_is_on_every_screen(desk: Desk, own_guide: Path, qtbot: QtBot) -> None:
    desk.start(guide_folder=own_guide)
    practice = desk.practice()
    desk.work.navigation.show_register("keys")
    screen = shown(desk)
    assert screen.head.heading.text() == "Keys to the building"
    assert [view.register.id for view in screen.list.registers.views].count("keys") == 1
    screen.middle.empty.seeds.take.click()
    assert [row.name for row in screen.model.rows] == ["Front door"]
    assert {"lock", "holder", "status", "owner", "due"} == set(screen.form._fields.lines)
    desk.work.navigation.open_task(practice, "kick-off.agree-dates")
    words = "Keys: 0 of 1 given back"
    qtbot.waitUntil(lambda: find_named(desk.work.right, QPushButton, f"{words} ›") is not None)
    desk.work.navigation.open_link("/guide/kick-off#make-staff-aware")
    qtbot.waitUntil(lambda: words in _page(desk))


def test_a_window_that_closes_at_once_asks_no_closed_record_for_registers(desk: Desk, qtbot: QtBot) -> None:
    desk.start()
    practice = desk.practice()
    desk.work.navigation.open_task(practice, "pre.notify-services")
    shown_registers = desk.work.right.checklist._detail._registers
    on_page = desk.work.guide._tasks
    assert desk.close()
    qtbot.waitUntil(lambda: not shown_registers._at_leisure.isActive() and not on_page._at_leisure.isActive())
    assert not shown_registers._buttons and on_page._registers is None
