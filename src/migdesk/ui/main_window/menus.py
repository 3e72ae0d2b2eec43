"""The header's menus and the window's keys: one list says what there is, how it is called and which key does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from migdesk.ui.main_window.more_reports import prepare_agenda, report_on_practices, save_calendar_file
from migdesk.ui.main_window.reports import preview_report, save_report

if TYPE_CHECKING:
    from migdesk.ui.main_window.main_window import MainWindow

KEYS = (
    ("Space", "Tick the task in hand, or open its phase"),
    ("Ctrl+K", "Search the guide, tasks and notes"),
    ("Ctrl+F", "Find on this page"),
    ("Ctrl+L", "Filter the checklist by words"),
    ("F6, Shift+F6", "Go round the panes: contents, page, checklist"),
    ("Alt+Left, Alt+Right", "Back and forward in the guide"),
    ("Ctrl+Z, Ctrl+Shift+Z", "Undo and redo"),
    ("Ctrl+Enter", "Add the note you are writing"),
    ("Ctrl+N", "Add a task of your own"),
    ("Ctrl+P", "Print this page, the guide or a phase"),
    ("Ctrl+S", "Save a status report"),
    ("Ctrl+O", "Choose another practice"),
    ("Ctrl+1, Ctrl+2, Ctrl+3", "Practices, checklist, information governance"),
    ("Ctrl+4, Ctrl+5", "The plan, and what needs me this week"),
    ("Ctrl++, Ctrl+-, Ctrl+0", "Text of the page larger, smaller, as it was"),
    ("Alt+R, Alt+M, Alt+H", "The menus Report, More and Help"),
    ("F1", "Help"),
    ("?", "These keys"),
    ("Esc", "Close what is open"),
)


def fill_menus(window: MainWindow) -> None:
    """Fill the header's menus and set the window's keys."""
    _report_menu(window, window.header.report_menu)
    _more_menu(window, window.header.more_menu)
    _help_menu(window, window.header.help_menu)
    _keys(window)


def _report_menu(window: MainWindow, menu: QMenu) -> None:
    _add(window, menu, "Save status report…", lambda: save_report(window), "Ctrl+S")
    _add(window, menu, "Print status report…", lambda: preview_report(window))
    _add(window, menu, "Agenda for a visit…", lambda: prepare_agenda(window))
    menu.addSeparator()
    _add(window, menu, "History of this practice…", lambda: window.show_history())
    of_practice = [action for action in menu.actions() if not action.isSeparator()]
    menu.addSeparator()
    _add(window, menu, "Report on all practices…", lambda: report_on_practices(window))
    _add(window, menu, "Calendar file…", lambda: save_calendar_file(window))

    def refresh() -> None:
        window.take_chosen_practice()
        _enable(of_practice, bool(window.session.practice_id))

    menu.aboutToShow.connect(refresh)
    menu.aboutToHide.connect(lambda: _enable(of_practice, True))  # or their keys would be dead until it opens again


def _more_menu(window: MainWindow, menu: QMenu) -> None:
    workspace = window.session.workspace
    undo = _add(window, menu, "Undo", window.session.undo, "Ctrl+Z")
    redo = _add(window, menu, "Redo", window.session.redo, "Ctrl+Shift+Z")
    redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
    menu.addSeparator()
    own = _add(window, menu, "Add a task of your own…", window.right.checklist.add_own_task, "Ctrl+N")
    _add(window, menu, "Add a practice…", window.add_practice)
    _add(window, menu, "Import practices from a file…", window.import_practices)
    menu.addSeparator()
    _add(window, menu, "Plan of this practice", window.show_plan)
    _add(window, menu, "What needs me this week", window.show_week)
    menu.addSeparator()
    _add(window, menu, "Print…", window.guide.print, "Ctrl+P")
    _add(window, menu, "Open this page in my browser", window.guide.open_in_browser)
    menu.addSeparator()
    _guide_entries(window, menu)
    menu.addSeparator()
    contents, checklist = (
        _add(window, menu, title, lambda pane=pane: window.show_pane(pane, pane.isHidden()))  # type: ignore[misc]
        for title, pane in (("Show the guide's contents", window.contents), ("Show the checklist", window.right))
    )
    explain = _add(window, menu, "Explain words on the page", lambda: window.explain_words(explain.isChecked()))
    for action in (contents, checklist, explain):
        action.setCheckable(True)
    _width_menu(window, menu.addMenu("Text width"))
    _theme_menu(window, menu.addMenu("Colours"))
    menu.addSeparator()
    _add(window, menu, "Who is at the keyboard…", window.change_identity)
    _add(window, menu, "Close migdesk", window.close, "Ctrl+Q")

    def refresh() -> None:
        undo.setText(_shortened(f"Undo: {workspace.undo_label}") if workspace.undo_label else "Undo")
        undo.setEnabled(bool(workspace.undo_label))
        redo.setText(_shortened(f"Redo: {workspace.redo_label}") if workspace.redo_label else "Redo")
        redo.setEnabled(bool(workspace.redo_label))
        own.setEnabled(bool(window.session.practice_id))
        contents.setChecked(not window.contents.isHidden())
        checklist.setChecked(not window.right.isHidden())
        explain.setChecked(window.settings.explain_words)

    # A shortcut works only while its action is enabled, so all are enabled again once the menu has closed.
    menu.aboutToShow.connect(refresh)
    menu.aboutToHide.connect(lambda: _enable([undo, redo, own], True))


def _guide_entries(window: MainWindow, menu: QMenu) -> None:
    def open_another() -> None:
        from migdesk.ui.another_guide.choosing import open_a_guide

        open_a_guide(window)

    def go_back() -> None:
        from migdesk.ui.another_guide.choosing import back_to_built_in

        back_to_built_in(window)

    def check() -> None:
        from migdesk.ui.guide_check.checking import check_this_guide

        check_this_guide(window)

    def refresh() -> None:
        from migdesk.ui.another_guide.choosing import may_go_back

        back.setEnabled(may_go_back(window))

    _add(window, menu, "Open a guide…", open_another)
    back = _add(window, menu, "Back to the built-in guide", go_back)
    _add(window, menu, "Check this guide…", check)
    menu.aboutToShow.connect(refresh)


def _theme_menu(window: MainWindow, menu: QMenu) -> None:
    for choice, title in (("system", "As the system"), ("light", "Light"), ("dark", "Dark")):
        action = _add(window, menu, title, lambda c=choice: window.theme.choose(c))  # type: ignore[misc]
        action.setCheckable(True)
        action.setData(choice)

    def check_choice() -> None:
        for action in menu.actions():
            action.setChecked(action.data() == window.theme.choice)

    menu.aboutToShow.connect(check_choice)


def _width_menu(window: MainWindow, menu: QMenu) -> None:
    for choice, title in (("narrow", "Narrow"), ("comfortable", "Comfortable"), ("full", "Full width")):
        action = _add(window, menu, title, lambda c=choice: window.guide.view.set_text_width(c))  # type: ignore[misc]
        action.setCheckable(True)
        action.setData(choice)

    def check_choice() -> None:
        for action in menu.actions():
            action.setChecked(action.data() == window.guide.view.text_width)

    menu.aboutToShow.connect(check_choice)


def _help_menu(window: MainWindow, menu: QMenu) -> None:
    def show_help() -> None:
        from migdesk.ui.dialogs.help_dialog import HelpDialog

        HelpDialog(window, window.theme).exec()

    def show_keys() -> None:
        from migdesk.ui.dialogs.keys_dialog import KeysDialog

        KeysDialog(window, KEYS).exec()

    def show_about() -> None:
        from migdesk.ui.dialogs.about_dialog import AboutDialog

        AboutDialog(window.session, window).exec()

    _add(window, menu, "How to use migdesk", show_help, "F1")
    _add(window, menu, "Keys", show_keys, "?")
    menu.addSeparator()
    _add(window, menu, "About migdesk", show_about)


def _keys(window: MainWindow) -> None:
    for keys, action in (
        ("Ctrl+K", window.header.search_box.start),
        ("Ctrl+F", window.find_words),
        ("Ctrl+L", lambda: _filter_checklist(window)),
        ("F6", window.next_pane),
        ("Shift+F6", lambda: window.next_pane(-1)),
        ("Alt+Left", window.guide.back),
        ("Alt+Right", window.guide.forward),
        ("Ctrl+O", window.header.practice_button.open_menu),
        ("Ctrl+1", window.show_board),
        ("Ctrl+2", lambda: _show_tab(window, 0)),
        ("Ctrl+3", lambda: _show_tab(window, 1)),
        ("Ctrl+4", window.show_plan),
        ("Ctrl+5", window.show_week),
        ("Ctrl++", window.guide.view.zoom_in),
        ("Ctrl+=", window.guide.view.zoom_in),
        ("Ctrl+-", window.guide.view.zoom_out),
        ("Ctrl+0", window.guide.view.zoom_reset),
    ):
        QShortcut(QKeySequence(keys), window).activated.connect(action)


def _show_tab(window: MainWindow, tab: int) -> None:
    window.show_work()
    window.show_pane(window.right, True)
    window.right.show_tab(tab)
    window.right.focus_current()


def _filter_checklist(window: MainWindow) -> None:
    _show_tab(window, 0)
    if window.session.practice_id:
        window.right.checklist.focus_filter()


def _add(window: MainWindow, menu: QMenu, title: str, action: Callable[[], object], keys: str = "") -> QAction:
    entry = QAction(title, menu)
    entry.triggered.connect(lambda _=False: action())
    if keys:
        entry.setShortcut(QKeySequence(keys))
        window.addAction(entry)  # so that the key works while the menu is closed
    menu.addAction(entry)
    return entry


def _enable(actions: Sequence[QAction], enabled: bool) -> None:
    for action in actions:
        action.setEnabled(enabled)


def _shortened(text: str, most: int = 70) -> str:
    return (text if len(text) <= most else text[: most - 1] + "…").replace("&", "&&")
