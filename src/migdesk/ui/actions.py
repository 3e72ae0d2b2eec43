"""The one table of what can be done in the window: menus, keys, buttons' tips, the lists of keys and the tour read it.

To add an action, add a row. Rows stand in the order of their menus; `line_above` parts them into groups.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from migdesk.ui.main_window.panes import Side
from migdesk.ui.main_window.right_pane import Tab

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from migdesk.ui.guide_pane.page_style import TextWidth
    from migdesk.ui.look.theme import Choice
    from migdesk.ui.main_window.work import Work


class ActionId(StrEnum):
    """Every action of the window."""

    PRACTICES = "practices"
    CHECKLIST = "checklist"
    REFERENCES = "references"
    PLAN = "plan"
    SHARE = "share"
    LOOK_AT_SHARES = "look-at-shares"
    WEEK = "week"
    TASKS = "tasks"
    REGISTERS = "registers"
    RE_ENTRY = "re-entry"
    SIGN_OFFS = "sign-offs"
    CHOOSE_PRACTICE = "choose-practice"
    SEARCH = "search"
    FIND = "find"
    FILTER = "filter"
    NEXT_PANE = "next-pane"
    PREVIOUS_PANE = "previous-pane"
    BACK = "back"
    FORWARD = "forward"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    ZOOM_RESET = "zoom-reset"
    SAVE_REPORT = "save-report"
    PRINT_REPORT = "print-report"
    REGISTERS_REPORT = "registers-report"
    PRINT_REGISTER = "print-register"
    AGENDA = "agenda"
    HISTORY = "history"
    REPORT_ON_ALL = "report-on-all"
    CALENDAR = "calendar"
    UNDO = "undo"
    REDO = "redo"
    OWN_TASK = "own-task"
    HOW_FAR = "how-far"
    ADD_PRACTICE = "add-practice"
    IMPORT = "import"
    ONE_NAME = "one-name"
    OTHER_COMPUTERS = "other-computers"
    SEND = "send"
    TAKE_IN = "take-in"
    SETTLE = "settle"
    HAND_OVER = "hand-over"
    PUT_AWAY = "put-away"
    PRINT = "print"
    HEADINGS = "headings"
    BROWSER = "browser"
    OPEN_GUIDE = "open-guide"
    BUILT_IN_GUIDE = "built-in-guide"
    CHECK_GUIDE = "check-guide"
    WHAT_IS_NEW = "what-is-new"
    VIEW = "view"
    SHOW_CONTENTS = "show-contents"
    SHOW_CHECKLIST = "show-checklist"
    KEEP_ON_TOP = "keep-on-top"
    EXPLAIN_WORDS = "explain-words"
    TEXT_WIDTH = "text-width"
    NARROW_TEXT = "narrow-text"
    COMFORTABLE_TEXT = "comfortable-text"
    FULL_TEXT = "full-text"
    COLOURS = "colours"
    SYSTEM_COLOURS = "system-colours"
    LIGHT_COLOURS = "light-colours"
    DARK_COLOURS = "dark-colours"
    RECORD = "record"
    BACK_UP = "back-up"
    COPIES = "copies"
    CHECK_RECORD = "check-record"
    MOVE_OUT = "move-out"
    MOVE_IN = "move-in"
    USE_HERE = "use-here"
    IDENTITY = "identity"
    CLOSE = "close"
    HELP = "help"
    KEYS = "keys"
    ABOUT = "about"


class Menu(StrEnum):
    """The header's menus and what opens from them, by their titles."""

    REPORT = "Report"
    MORE = "More"
    OTHER_COMPUTERS = "Other computers"
    VIEW = "View"
    TEXT_WIDTH = "Text width"
    COLOURS = "Colours"
    RECORD = "The record"
    HELP = "Help"


def _nothing(work: Work) -> None:
    """What an entry does that opens a menu."""


def _always(work: Work) -> bool:
    return True


def _with_practice(work: Work) -> bool:
    return bool(work.session.practice_id)


def _can_write(work: Work) -> bool:
    return work.session.workspace.can_write


def _takes_a_whole_record(work: Work) -> bool:
    return _moved_on(work) or (_can_write(work) and not work.session.workspace.names())


def _moved_on(work: Work) -> bool:
    note = work.session.workspace.read_only_note
    return note is not None and note.why == "moved"


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can be done. `words` stand in its menu; `tip` says the same where there is room for more.

    `enabled`, `checked` and `words_now` are asked when its menu opens; a key works always, so what an action does must
    bear that it cannot be done. `button` shows the tip with the key. `at_welcome`: also while the first start asks.
    """

    id: ActionId
    words: str
    do: Callable[[Work], object]
    keys: tuple[str, ...] = ()
    tip: str = ""
    menu: Menu | None = None
    opens: Menu | None = None
    line_above: bool = False
    enabled: Callable[[Work], bool] = _always
    checked: Callable[[Work], bool] | None = None
    words_now: Callable[[Work], str] | None = None
    button: Callable[[Work], QWidget] | None = None
    at_welcome: bool = False

    @property
    def in_words(self) -> str:
        """What it does, for a list or a tip."""
        return self.tip or self.words.rstrip("…")

    @property
    def tip_with_key(self) -> str:
        return f"{self.in_words} ({self.keys[0]})" if self.keys else self.in_words


def action_of(action_id: ActionId) -> Action:
    """Return an action's row."""
    return next(action for action in ACTIONS if action.id == action_id)


def keys_in_words() -> tuple[tuple[str, str], ...]:
    """Return every key with what it does: those of the window, and those that a pane has for itself."""
    of_window = ((", ".join(action.keys), action.in_words) for action in ACTIONS if action.keys)
    return (*KEYS_OF_PANES, *of_window)


KEYS_OF_PANES = (
    ("Space", "Tick the task in hand, or open its phase"),
    ("Enter", "Open the section of the guide behind the task in hand; Esc comes back"),
    ("Ctrl+Enter", "Add the note you are writing"),
    ("F3, Shift+F3", "Next and previous match on this page"),
    ("H, Shift+H", "Next and previous heading, while the page has the keyboard"),
    ("Alt+R, Alt+M, Alt+H", "The menus Report, More and Help"),
    ("Shift+Up, Shift+Down, Ctrl+A", "Choose several tasks, practices or rows, or all of them"),
    ("Ctrl+Space", "Choose the one in hand as well; in a register and in the table of tasks, Space"),
    ("Ctrl+C, Ctrl+V", "Copy the chosen rows of a register, or paste rows from a spreadsheet"),
    ("Esc", "Close what is open"),
)
"""What keys do that are not the window's: they depend on where the keyboard is."""


def _shortened(text: str, most: int = 70) -> str:
    return (text if len(text) <= most else text[: most - 1] + "…").replace("&", "&&")


def _undo_in_words(work: Work) -> str:
    label = work.session.workspace.undo_label
    return _shortened(f"Undo: {label}") if label else "Undo"


def _redo_in_words(work: Work) -> str:
    label = work.session.workspace.redo_label
    return _shortened(f"Redo: {label}") if label else "Redo"


def _turn(work: Work, side: Side) -> None:
    work.shell.panes.set_shown(side, not work.shell.panes.is_shown(side))


def _show_help(work: Work) -> None:
    from migdesk.ui.dialogs.help_dialog import HelpDialog

    HelpDialog(work.shell, work.services.theme, keys_in_words()).exec()


def _show_keys(work: Work) -> None:
    from migdesk.ui.dialogs.keys_dialog import KeysDialog

    KeysDialog(work.shell, keys_in_words()).exec()


def _text_width(action_id: ActionId, words: str, width: TextWidth) -> Action:
    return Action(
        id=action_id,
        words=words,
        menu=Menu.TEXT_WIDTH,
        checked=lambda work: work.guide.view.text_width == width,
        do=lambda work: work.guide.view.set_text_width(width),
    )


def _colours(action_id: ActionId, words: str, choice: Choice) -> Action:
    return Action(
        id=action_id,
        words=words,
        menu=Menu.COLOURS,
        checked=lambda work: work.services.theme.choice == choice,
        do=lambda work: work.services.theme.choose(choice),
    )


ACTIONS: tuple[Action, ...] = (
    Action(
        id=ActionId.PRACTICES,
        words="All practices",
        tip="Show all practices",
        keys=("Ctrl+1",),
        button=lambda work: work.header.board_button,
        do=lambda work: work.navigation.show_board(),
    ),
    Action(
        id=ActionId.CHECKLIST,
        words="Checklist",
        keys=("Ctrl+2",),
        do=lambda work: work.navigation.show_tab(Tab.CHECKLIST),
    ),
    Action(
        id=ActionId.REFERENCES,
        words="Information governance",
        keys=("Ctrl+3",),
        do=lambda work: work.navigation.show_tab(Tab.REFERENCES),
    ),
    Action(
        id=ActionId.CHOOSE_PRACTICE,
        words="Choose another practice",
        keys=("Ctrl+O",),
        button=lambda work: work.header.practice_button,
        do=lambda work: work.header.practice_button.open_menu(),
    ),
    Action(
        id=ActionId.SEARCH,
        words="Search the guide, tasks, registers and notes",
        keys=("Ctrl+K",),
        do=lambda work: work.header.start_search(),
    ),
    Action(
        id=ActionId.FIND,
        words="Find words on this page",
        keys=("Ctrl+F",),
        button=lambda work: work.guide.toolbar.find_words,
        do=lambda work: work.navigation.find_words(),
    ),
    Action(
        id=ActionId.FILTER,
        words="Filter the checklist by words",
        keys=("Ctrl+L",),
        do=lambda work: work.navigation.filter_checklist(),
    ),
    Action(
        id=ActionId.NEXT_PANE,
        words="Go round the panes: contents, page, checklist",
        keys=("F6",),
        do=lambda work: work.navigation.next_pane(),
    ),
    Action(
        id=ActionId.PREVIOUS_PANE,
        words="Go round the panes the other way",
        keys=("Shift+F6",),
        do=lambda work: work.navigation.next_pane(-1),
    ),
    Action(
        id=ActionId.BACK,
        words="Go back to the page before",
        keys=("Alt+Left",),
        button=lambda work: work.guide.toolbar.back,
        do=lambda work: work.guide.back(),
    ),
    Action(
        id=ActionId.FORWARD,
        words="Go forward again",
        keys=("Alt+Right",),
        button=lambda work: work.guide.toolbar.forward,
        do=lambda work: work.guide.forward(),
    ),
    Action(
        id=ActionId.ZOOM_IN,
        words="Larger text, in the whole window",
        keys=("Ctrl++", "Ctrl+="),
        do=lambda work: work.text_size(1),
    ),
    Action(
        id=ActionId.ZOOM_OUT,
        words="Smaller text, in the whole window",
        keys=("Ctrl+-",),
        do=lambda work: work.text_size(-1),
    ),
    Action(
        id=ActionId.ZOOM_RESET,
        words="Text in its usual size",
        keys=("Ctrl+0",),
        do=lambda work: work.text_size(0),
    ),
    # Report
    Action(
        id=ActionId.SAVE_REPORT,
        words="Save status report…",
        keys=("Ctrl+S",),
        menu=Menu.REPORT,
        enabled=_with_practice,
        do=lambda work: work.commands.save_report(),
    ),
    Action(
        id=ActionId.PRINT_REPORT,
        words="Print status report…",
        menu=Menu.REPORT,
        enabled=_with_practice,
        do=lambda work: work.commands.preview_report(),
    ),
    Action(
        id=ActionId.REGISTERS_REPORT,
        words="Save a report on registers…",
        menu=Menu.REPORT,
        enabled=_with_practice,
        do=lambda work: work.commands.save_registers_report(),
    ),
    Action(
        id=ActionId.PRINT_REGISTER,
        words="Print a register, or a sheet to fill in…",
        menu=Menu.REPORT,
        enabled=_with_practice,
        do=lambda work: work.commands.print_register(),
    ),
    Action(
        id=ActionId.AGENDA,
        words="Agenda for a visit…",
        menu=Menu.REPORT,
        enabled=_with_practice,
        do=lambda work: work.commands.prepare_agenda(),
    ),
    Action(
        id=ActionId.HISTORY,
        words="History of this practice…",
        menu=Menu.REPORT,
        line_above=True,
        enabled=_with_practice,
        do=lambda work: work.commands.show_history(),
    ),
    Action(
        id=ActionId.REPORT_ON_ALL,
        words="Report on all practices…",
        menu=Menu.REPORT,
        line_above=True,
        do=lambda work: work.commands.report_on_practices(),
    ),
    Action(
        id=ActionId.CALENDAR,
        words="Calendar file…",
        menu=Menu.REPORT,
        do=lambda work: work.commands.save_calendar(),
    ),
    # More
    Action(
        id=ActionId.UNDO,
        words="Undo",
        keys=("Ctrl+Z",),
        menu=Menu.MORE,
        enabled=lambda work: bool(work.session.workspace.undo_label),
        words_now=_undo_in_words,
        do=lambda work: work.session.undo(),
    ),
    Action(
        id=ActionId.REDO,
        words="Redo",
        keys=("Ctrl+Shift+Z", "Ctrl+Y"),
        menu=Menu.MORE,
        enabled=lambda work: bool(work.session.workspace.redo_label),
        words_now=_redo_in_words,
        do=lambda work: work.session.redo(),
    ),
    Action(
        id=ActionId.OWN_TASK,
        words="Add a task of your own…",
        keys=("Ctrl+N",),
        menu=Menu.MORE,
        line_above=True,
        enabled=_with_practice,
        do=lambda work: work.right.checklist.add_own_task(),
    ),
    Action(
        id=ActionId.HOW_FAR,
        words="How far are you?…",
        tip="Mark phases that are past as done",
        menu=Menu.MORE,
        enabled=_with_practice,
        do=lambda work: work.commands.ask_how_far(),
    ),
    Action(
        id=ActionId.ADD_PRACTICE,
        words="Add a practice…",
        menu=Menu.MORE,
        do=lambda work: work.commands.add_practice(),
    ),
    Action(
        id=ActionId.IMPORT,
        words="Import practices from a file…",
        menu=Menu.MORE,
        do=lambda work: work.commands.import_practices(),
    ),
    Action(
        id=ActionId.ONE_NAME,
        words="One name for each system…",
        tip="Make spellings of one system or commissioner one",
        menu=Menu.MORE,
        do=lambda work: work.commands.make_one_name(),
    ),
    Action(
        id=ActionId.OTHER_COMPUTERS,
        words="Other computers",
        menu=Menu.MORE,
        opens=Menu.OTHER_COMPUTERS,
        line_above=True,
        do=_nothing,
    ),
    Action(
        id=ActionId.SEND,
        words="Send to another computer…",
        tip="Write practices to one file for another computer",
        menu=Menu.OTHER_COMPUTERS,
        do=lambda work: work.commands.send_practices(),
    ),
    Action(
        id=ActionId.TAKE_IN,
        words="Take in a package…",
        tip="Take in what comes from another computer",
        menu=Menu.OTHER_COMPUTERS,
        do=lambda work: work.commands.take_in_package(),
    ),
    Action(
        id=ActionId.SETTLE,
        words="Settle what two people changed…",
        tip="Settle what was changed on two computers",
        menu=Menu.OTHER_COMPUTERS,
        do=lambda work: work.commands.settle_changes(),
    ),
    Action(
        id=ActionId.HAND_OVER,
        words="Hand over this practice…",
        tip="Say who looks after this practice",
        menu=Menu.OTHER_COMPUTERS,
        enabled=_with_practice,
        do=lambda work: work.commands.hand_over(),
    ),
    Action(
        id=ActionId.PUT_AWAY,
        words="Practices put away…",
        menu=Menu.OTHER_COMPUTERS,
        enabled=lambda work: work.session.workspace.has_put_away,
        do=lambda work: work.commands.show_put_away(),
    ),
    Action(
        id=ActionId.SHARE,
        words="Share with colleagues…",
        menu=Menu.OTHER_COMPUTERS,
        do=lambda work: work.share(),
    ),
    Action(
        id=ActionId.LOOK_AT_SHARES,
        words="Look for colleagues’ changes now",
        menu=Menu.OTHER_COMPUTERS,
        enabled=lambda work: work.session.workspace.has_shares,
        do=lambda work: work.shares.look(),
    ),
    Action(
        id=ActionId.PLAN,
        words="Plan of this practice",
        keys=("Ctrl+4",),
        menu=Menu.MORE,
        line_above=True,
        do=lambda work: work.navigation.show_plan(),
    ),
    Action(
        id=ActionId.WEEK,
        words="What needs me this week",
        keys=("Ctrl+5",),
        menu=Menu.MORE,
        do=lambda work: work.navigation.show_week(),
    ),
    Action(
        id=ActionId.TASKS,
        words="All tasks in a table",
        keys=("Ctrl+9",),
        menu=Menu.MORE,
        do=lambda work: work.navigation.show_tasks(),
    ),
    Action(
        id=ActionId.REGISTERS,
        words="Registers of this practice",
        keys=("Ctrl+6",),
        menu=Menu.MORE,
        do=lambda work: work.navigation.show_register(),
    ),
    Action(
        id=ActionId.RE_ENTRY,
        words="Re-entry after Cutover",
        tip="Re-entry: what was logged in Cutover, down to nothing",
        keys=("Ctrl+7",),
        menu=Menu.MORE,
        do=lambda work: work.navigation.show_re_entry(),
    ),
    Action(
        id=ActionId.SIGN_OFFS,
        words="Sign-offs of this practice",
        keys=("Ctrl+8",),
        menu=Menu.MORE,
        do=lambda work: work.navigation.show_sign_off(),
    ),
    Action(
        id=ActionId.PRINT,
        words="Print…",
        tip="Print this page, the guide or a phase",
        keys=("Ctrl+P",),
        menu=Menu.MORE,
        line_above=True,
        button=lambda work: work.guide.toolbar.print,
        do=lambda work: work.guide.print(),
    ),
    Action(
        id=ActionId.HEADINGS,
        words="Headings on this page…",
        keys=("Ctrl+Shift+H",),
        menu=Menu.MORE,
        do=lambda work: work.guide.choose_heading(),
    ),
    Action(
        id=ActionId.BROWSER,
        words="Open this page in my browser",
        keys=("Ctrl+B",),
        menu=Menu.MORE,
        button=lambda work: work.guide.toolbar.browser,
        do=lambda work: work.guide.open_in_browser(),
    ),
    Action(
        id=ActionId.OPEN_GUIDE,
        words="Open a guide…",
        menu=Menu.MORE,
        line_above=True,
        do=lambda work: work.guide_choice.open_another(),
    ),
    Action(
        id=ActionId.BUILT_IN_GUIDE,
        words="Back to the built-in guide",
        menu=Menu.MORE,
        enabled=lambda work: work.guide_choice.may_go_back,
        do=lambda work: work.guide_choice.back_to_built_in(),
    ),
    Action(
        id=ActionId.CHECK_GUIDE,
        words="Check this guide…",
        menu=Menu.MORE,
        do=lambda work: work.check_guide(),
    ),
    Action(
        id=ActionId.WHAT_IS_NEW,
        words="What is new since you last read…",
        menu=Menu.MORE,
        do=lambda work: work.commands.show_what_is_new(),
    ),
    Action(id=ActionId.VIEW, words="View", menu=Menu.MORE, opens=Menu.VIEW, line_above=True, do=_nothing),
    Action(
        id=ActionId.SHOW_CONTENTS,
        words="Show the guide's contents",
        menu=Menu.VIEW,
        checked=lambda work: work.shell.panes.is_shown(Side.CONTENTS),
        do=lambda work: _turn(work, Side.CONTENTS),
    ),
    Action(
        id=ActionId.SHOW_CHECKLIST,
        words="Show the checklist",
        menu=Menu.VIEW,
        checked=lambda work: work.shell.panes.is_shown(Side.CHECKLIST),
        do=lambda work: _turn(work, Side.CHECKLIST),
    ),
    Action(
        id=ActionId.KEEP_ON_TOP,
        words="Keep this window on top",
        menu=Menu.VIEW,
        checked=lambda work: work.services.settings.keep_on_top,
        do=lambda work: work.keep_on_top(not work.services.settings.keep_on_top),
    ),
    Action(
        id=ActionId.EXPLAIN_WORDS,
        words="Explain words on the page",
        menu=Menu.VIEW,
        checked=lambda work: work.services.settings.explain_words,
        do=lambda work: work.explain_words(not work.services.settings.explain_words),
    ),
    Action(id=ActionId.TEXT_WIDTH, words="Text width", menu=Menu.VIEW, opens=Menu.TEXT_WIDTH, do=_nothing),
    _text_width(ActionId.NARROW_TEXT, "Narrow", "narrow"),
    _text_width(ActionId.COMFORTABLE_TEXT, "Comfortable", "comfortable"),
    _text_width(ActionId.FULL_TEXT, "Full width", "full"),
    Action(id=ActionId.COLOURS, words="Colours", menu=Menu.VIEW, opens=Menu.COLOURS, do=_nothing),
    _colours(ActionId.SYSTEM_COLOURS, "As the system", "system"),
    _colours(ActionId.LIGHT_COLOURS, "Light", "light"),
    _colours(ActionId.DARK_COLOURS, "Dark", "dark"),
    Action(id=ActionId.RECORD, words="The record", menu=Menu.MORE, opens=Menu.RECORD, line_above=True, do=_nothing),
    Action(
        id=ActionId.BACK_UP,
        words="Back up now",
        tip="Make a copy of the record now",
        menu=Menu.RECORD,
        enabled=_can_write,
        do=lambda work: work.records.back_up(),
    ),
    Action(
        id=ActionId.COPIES,
        words="Copies…",
        tip="List the copies of the record, look into one, go back to one",
        menu=Menu.RECORD,
        do=lambda work: work.records.show_copies(),
    ),
    Action(
        id=ActionId.CHECK_RECORD,
        words="Check the record…",
        tip="Check that nothing was changed since it was recorded or handed over",
        menu=Menu.RECORD,
        line_above=True,
        do=lambda work: work.records.check(),
    ),
    Action(
        id=ActionId.MOVE_OUT,
        words="Move to another computer…",
        tip="Take everything to another computer in one file",
        menu=Menu.RECORD,
        line_above=True,
        enabled=_can_write,
        do=lambda work: work.records.move_out(),
    ),
    Action(
        id=ActionId.MOVE_IN,
        words="I come from another computer…",
        tip="Bring in the file that another computer wrote when its record moved",
        menu=Menu.RECORD,
        enabled=_takes_a_whole_record,
        do=lambda work: work.records.move_in(),
    ),
    Action(
        id=ActionId.USE_HERE,
        words="Use it here after all…",
        tip="Use a record here again that moved to another computer",
        menu=Menu.RECORD,
        enabled=_moved_on,
        do=lambda work: work.records.use_here(),
    ),
    Action(
        id=ActionId.IDENTITY,
        words="Who is at the keyboard…",
        menu=Menu.MORE,
        line_above=True,
        do=lambda work: work.commands.change_person(),
    ),
    Action(
        id=ActionId.CLOSE,
        words="Close migdesk",
        keys=("Ctrl+Q",),
        menu=Menu.MORE,
        do=lambda work: work.shell.close(),
        at_welcome=True,
    ),
    # Help
    Action(
        id=ActionId.HELP,
        words="How to use migdesk",
        keys=("F1",),
        menu=Menu.HELP,
        do=_show_help,
        at_welcome=True,
    ),
    Action(id=ActionId.KEYS, words="Keys", keys=("Ctrl+/",), menu=Menu.HELP, do=_show_keys, at_welcome=True),
    Action(
        id=ActionId.ABOUT,
        words="About migdesk",
        menu=Menu.HELP,
        line_above=True,
        do=lambda work: work.commands.show_about(),
    ),
)
