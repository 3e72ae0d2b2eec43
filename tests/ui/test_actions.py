"""The table of actions: each has words and a way to it, no key does two things, and every list says the same."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QTextBrowser
from pytestqt.qtbot import QtBot

from migdesk.base.assets import resources_folder
from migdesk.ui.actions import ACTIONS, KEYS_OF_PANES, ActionId, Menu, keys_in_words
from migdesk.ui.dialogs.help_dialog import HelpDialog
from migdesk.ui.dialogs.keys_dialog import KeysDialog
from migdesk.ui.look.theme import Theme
from migdesk.ui.main_window.menus import MenuEntry, Menus
from migdesk.ui.main_window.shell import Shell
from migdesk.ui.main_window.work import Work
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings

SCREENS = Path(__file__).resolve().parents[2] / "src" / "migdesk" / "ui"
KEY_IN_BRACKETS = re.compile(r"\(((?:Ctrl|Alt)\+[^)\s]+|F\d+)\)")
KEY_IN_HELP = re.compile(r"\b(?:Ctrl|Alt)\+(?:\+|-|\w+)|\bF\d+\b")


@pytest.fixture
def work(qtbot: QtBot, session: Session, theme: Theme, sample: str) -> Work:
    shell = Shell(session.workspace.guide, theme, Settings())
    qtbot.addWidget(shell)
    shell.open_page("/guide/kick-off")
    return Work(shell, session)


def keys() -> list[str]:
    """Return every key of the window and of its panes, each written as Qt writes it."""
    of_panes = [key for written, _ in KEYS_OF_PANES for key in written.split(", ")]
    return [QKeySequence(key).toString() for action in ACTIONS for key in action.keys] + of_panes


def open_menus(work: Work) -> dict[str, QMenu]:
    """Return the header's menus and those that open from them, each as it is once it has been opened."""
    header = work.header
    menus = {Menu.REPORT: header.report_menu, Menu.MORE: header.more_menu, Menu.HELP: header.help_menu}
    found: dict[str, QMenu] = {}
    for title, menu in menus.items():
        menu.aboutToShow.emit()
        found[title] = menu
        for within in menu.findChildren(QMenu):
            within.aboutToShow.emit()
            found[within.title()] = within
    return found


def test_every_action_has_one_row() -> None:
    assert Counter(action.id for action in ACTIONS) == Counter(ActionId)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_words_and_a_way_to_it(action) -> None:
    assert action.words[:1].isupper()
    assert action.in_words and not action.in_words.endswith(("…", "."))
    assert action.menu or action.keys


def test_no_key_does_two_things() -> None:
    assert [key for key, times in Counter(keys()).items() if times > 1] == []


def test_every_key_is_one_that_qt_knows() -> None:
    for action in ACTIONS:
        for key in action.keys:
            assert QKeySequence(key).count() == 1
            assert QKeySequence(key).toString() == key


def test_keys_dialog_lists_exactly_these(qtbot: QtBot) -> None:
    dialog = KeysDialog(None, keys_in_words())
    qtbot.addWidget(dialog)
    labels = [label.text() for label in dialog.area.widget().findChildren(QLabel)]
    assert list(zip(labels[::2], labels[1::2], strict=True)) == list(keys_in_words())
    listed = [key for written, _ in keys_in_words() for key in written.split(", ")]
    assert sorted(QKeySequence(key).toString() or key for key in listed) == sorted(
        QKeySequence(key).toString() or key for key in keys()
    )


def test_help_lists_exactly_these(qtbot: QtBot, theme: Theme, session: Session) -> None:
    dialog = HelpDialog(None, theme, keys_in_words())
    qtbot.addWidget(dialog)
    words = dialog.findChild(QTextBrowser).toPlainText().partition("\nKeys\n")[2].splitlines()
    assert [line for line in words if line] == [part for row in keys_in_words() for part in row]


def test_help_speaks_of_no_other_key() -> None:
    text = (resources_folder() / "help.md").read_text(encoding="utf-8")
    assert {found[0] for found in KEY_IN_HELP.finditer(text)} <= set(keys())


def test_tips_and_fields_name_keys_of_the_table() -> None:
    """A key is also named where a tip is not the table's own: in the search field, and on screens built later."""
    wrong = [
        f"{path.relative_to(SCREENS)}: {found[1]}"
        for path in SCREENS.rglob("*.py")
        for found in KEY_IN_BRACKETS.finditer(path.read_text(encoding="utf-8"))
        if found[1] not in keys()
    ]
    assert wrong == []


def test_menus_have_exactly_what_the_table_says(work: Work) -> None:
    Menus(work)
    for title, menu in open_menus(work).items():
        entries = [entry for entry in menu.actions() if not entry.isSeparator()]
        rows = [action for action in ACTIONS if action.menu == title]
        assert [entry.action.id if isinstance(entry, MenuEntry) else entry.menu().title() for entry in entries] == [
            action.opens or action.id for action in rows
        ]
        for entry, action in zip(entries, rows, strict=True):
            assert [key.toString() for key in entry.shortcuts()] == [
                QKeySequence(key).toString() for key in action.keys
            ]


def test_every_key_of_the_table_works_before_any_menu_was_opened(work: Work) -> None:
    Menus(work)
    live = [key.toString() for entry in work.shell.actions() if entry.isEnabled() for key in entry.shortcuts()]
    assert sorted(live) == sorted(QKeySequence(key).toString() for action in ACTIONS for key in action.keys)


def test_buttons_tell_their_key(work: Work) -> None:
    Menus(work)
    for action in ACTIONS:
        if action.button is not None:
            assert action.button(work).toolTip() == action.tip_with_key
    assert work.guide.toolbar.back.toolTip() == "Go back to the page before (Alt+Left)"
    work.guide.view.zoom_in()
    work.guide.view.zoom_in()
    assert work.guide.toolbar.larger.toolTip() == "Larger text on this page, now 125 %"


def test_without_a_practice_what_needs_one_is_not_offered(work: Work, session: Session) -> None:
    Menus(work)
    session.choose_practice("")
    for menu in open_menus(work).values():
        for entry in menu.actions():
            if isinstance(entry, MenuEntry):
                assert entry.isEnabled() == entry.action.enabled(work)
        menu.aboutToHide.emit()
    assert all(entry.isEnabled() for entry in work.shell.actions()), "or their keys were dead until a menu opens again"


def test_welcome_leaves_only_the_keys_that_lead_nowhere(work: Work) -> None:
    Menus(work)
    work.welcoming.emit(True)
    left = {entry.action.id for entry in work.shell.actions() if entry.isEnabled()}
    assert left == {action.id for action in ACTIONS if action.at_welcome and action.keys}
    work.welcoming.emit(False)
    assert all(entry.isEnabled() for entry in work.shell.actions())
