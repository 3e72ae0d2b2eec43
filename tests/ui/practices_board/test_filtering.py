"""The board's filters as a person uses them: chips, cards and choices over the table, and the next start."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from migdesk.practice.details import PracticeDetails
from migdesk.ui.look.theme import Theme
from migdesk.ui.practices_board.board import PracticesBoard
from migdesk.ui.practices_board.board_columns import USUAL, Column
from migdesk.ui.practices_board.board_view import BoardView
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings, load_settings, save_settings

DOWN = Qt.SortOrder.DescendingOrder


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def board(qtbot: QtBot, session: Session, theme: Theme, settings: Settings) -> PracticesBoard:
    """Three practices under way, one of them archived; Elm goes live soon and has tasks overdue."""
    practices = session.workspace.practices
    elm = PracticeDetails("Elm", "Z99001", "Vision", "Medicus", "Harbour ICB", "", date(2026, 12, 9))
    practices.add(elm)
    practices.add(PracticeDetails("Oak", "Z99002", "EMIS Web", "SystmOne", "North Moor ICB", "", date(2028, 3, 16)))
    practices.add(PracticeDetails("Birch", "Z99003", "EMIS Web", "Medicus", "North Moor ICB"), sample=True)
    practices.set_archived(practices.add(PracticeDetails("Old", "Z99004")), True)
    return shown_board(qtbot, session, theme, settings)


def shown_board(qtbot: QtBot, session: Session, theme: Theme, settings: Settings) -> PracticesBoard:
    made = PracticesBoard(session, theme, settings)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made


def names(board: PracticesBoard) -> list[str]:
    return [board.model.index(row, 0).data() for row in range(board.model.rowCount())]


def said(board: PracticesBoard) -> str:
    return board.shown_line.text.text()


def pick(board: PracticesBoard, choice: str, value: str) -> None:
    box = board.filter_bar.choices[choice]
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_chips_narrow_the_table_and_a_line_says_so(board: PracticesBoard) -> None:
    assert said(board) == "3 practices"
    assert not board.shown_line.clear_button.isVisible()
    board.filter_bar.chips["overdue"].click()
    assert names(board) == ["Elm"]
    assert said(board) == "List and totals show 1 of 3 practices: overdue."
    assert board.shown_practices() == (board.model.practice_at(0).id,)
    assert board.totals.cards["under_way"].figure.text() == "1"
    board.shown_line.clear_button.click()
    assert names(board) == ["Birch", "Elm", "Oak"]
    assert not board.filter_bar.chips["overdue"].isChecked()


def test_filters_and_words_hold_together(qtbot: QtBot, board: PracticesBoard) -> None:
    board.filter_bar.chips["under_way"].click()
    pick(board, "from_system", "EMIS Web")
    assert names(board) == ["Birch", "Oak"]
    board.search.setText("medicus")
    qtbot.waitUntil(lambda: names(board) == ["Birch"])
    assert said(board) == "List and totals show 1 of 3 practices: “medicus”, under way, from EMIS Web."
    assert board.totals.cards["under_way"].figure.text() == "1"


def test_choices_offer_what_is_there(board: PracticesBoard, session: Session) -> None:
    box = board.filter_bar.choices["commissioner"]
    assert [box.itemText(row) for row in range(box.count())] == ["All commissioners", "Harbour ICB", "North Moor ICB"]
    session.workspace.practices.add(PracticeDetails("Ash", commissioner="Three Valleys ICB"))
    assert box.itemText(3) == "Three Valleys ICB"
    pick(board, "commissioner", "Three Valleys ICB")
    assert names(board) == ["Ash"]


def test_a_choice_that_nobody_has_any_more_can_still_be_taken_back(board: PracticesBoard, session: Session) -> None:
    pick(board, "commissioner", "Harbour ICB")
    practice = board.model.practice_at(0)
    session.workspace.practices.edit(practice.id, PracticeDetails("Elm", commissioner="North Moor ICB"))
    assert board.filter_bar.choices["commissioner"].isVisible()
    assert board.filter_bar.choices["commissioner"].currentText() == "Harbour ICB"
    pick(board, "commissioner", "")
    assert "Elm" in names(board)


def test_a_long_name_ends_in_an_ellipsis_and_is_whole_in_the_list(board: PracticesBoard, session: Session) -> None:
    name = "NHS Bath and North East Somerset, Swindon and Wiltshire ICB"
    session.workspace.practices.add(PracticeDetails("Ash", commissioner=name))
    box = board.filter_bar.choices["commissioner"]
    pick(board, "commissioner", name)
    assert box.toolTip() == name
    assert box.width() < box.fontMetrics().horizontalAdvance(name)
    assert box.view().minimumWidth() > box.fontMetrics().horizontalAdvance(name)
    assert not box.grab().isNull()


def test_a_total_shows_the_practices_behind_it_and_all_of_them_again(board: PracticesBoard) -> None:
    pick(board, "commissioner", "Harbour ICB")
    soon = board.totals.cards["soon"]
    assert soon.figure.text() == "1"
    soon.click()
    assert names(board) == ["Elm"]
    assert soon.isChecked() and board.filter_bar.chips["soon"].isChecked()
    soon.click()
    pick(board, "commissioner", "")
    assert len(names(board)) == 3 and not soon.isChecked()


def test_columns_are_chosen_and_kept(
    qtbot: QtBot, board: PracticesBoard, session: Session, theme: Theme, settings: Settings, tmp_path: Path
) -> None:
    def shown(view: BoardView) -> list[Column]:
        return [column for column in Column if not view.isColumnHidden(column)]

    board.resize(2400, 690)
    assert shown(board.view) == list(USUAL)
    entries = {action.text(): action for action in board.view.column_entries(board)}
    entries["Wave"].trigger()
    entries["Exchange"].trigger()
    wanted = sorted({*USUAL, Column.WAVE} - {Column.EXCHANGE})
    assert shown(board.view) == wanted
    save_settings(tmp_path / "settings.json", settings)
    again = shown_board(qtbot, session, theme, load_settings(tmp_path / "settings.json"))
    assert shown(again.view) == wanted
    again.view.choose_columns(())
    again.resize(2400, 690)
    assert shown(again.view) == list(USUAL)


def test_a_named_view_brings_filters_order_and_columns_back(
    qtbot: QtBot, board: PracticesBoard, session: Session, theme: Theme, settings: Settings, tmp_path: Path
) -> None:
    pick(board, "commissioner", "North Moor ICB")
    board.view.horizontalHeader().setSortIndicator(Column.NAME, DOWN)
    board.view.choose_columns((Column.NAME, Column.WAVE))
    board.views_button.save_requested.emit("Weekly")
    board.views_button.everything_requested.emit()
    board.view.arrange("", descending=False, columns=())
    assert names(board) == ["Birch", "Elm", "Oak"]
    save_settings(tmp_path / "settings.json", settings)
    again = shown_board(qtbot, session, theme, load_settings(tmp_path / "settings.json"))
    entries = {entry.words: entry for entry in again.views_button.entries()}
    assert list(entries) == ["Every practice", "Weekly", "Save this view…", "Remove a view"]
    entries["Weekly"].do()
    assert names(again) == ["Oak", "Birch"]
    assert again.view.wanted_columns() == (Column.NAME, Column.WAVE)
    entries["Remove a view"].within[0].do()
    assert [entry.words for entry in again.views_button.entries()] == ["Every practice", "Save this view…"]


def test_twelve_practices_stand_in_sight_on_a_small_laptop(board: PracticesBoard) -> None:
    """1366 by 728 leaves 650 for the board, under the header and over the line at the foot."""
    board.resize(1366, 650)
    assert board.view.viewport().height() >= 12 * board.view.rowHeight(0)


def test_a_total_takes_the_keyboard(qtbot: QtBot, board: PracticesBoard) -> None:
    card = board.totals.cards["overdue"]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Space)
    assert names(board) == ["Elm"]
    assert card.accessibleName().endswith("overdue tasks in 1 practice")


def test_the_archive_is_hidden_shown_too_or_shown_alone(board: PracticesBoard) -> None:
    bar = board.filter_bar
    bar.show_archived.click()
    assert names(board) == ["Birch", "Elm", "Oak", "Old"]
    assert said(board) == "List and totals show 4 of 4 practices: archived or not."
    bar.only_archived.click()
    assert names(board) == ["Old"]
    assert not bar.show_archived.isChecked()
    bar.only_archived.click()
    assert names(board) == ["Birch", "Elm", "Oak"]


def test_totals_leave_out_samples_that_are_hidden_and_the_line_says_so(board: PracticesBoard) -> None:
    card = board.totals.cards["under_way"]
    assert (card.figure.text(), card.caption.text()) == ("3", "migrations under way, 1 sample")
    board.filter_bar.chips["no_samples"].click()
    assert (card.figure.text(), card.caption.text()) == ("2", "migrations under way")
    assert board.totals.cards["ig_incomplete"].figure.text() == "18"
    assert said(board) == "List and totals show 2 of 3 practices: no samples."
    board.filter_bar.chips["no_samples"].click()
    assert card.figure.text() == "3"


def test_a_total_leaves_samples_hidden(board: PracticesBoard) -> None:
    board.filter_bar.chips["no_samples"].click()
    under_way = board.totals.cards["under_way"]
    under_way.click()
    assert names(board) == ["Elm", "Oak"] and under_way.isChecked()
    assert board.filter_bar.chips["no_samples"].isChecked()
    under_way.click()
    assert names(board) == ["Elm", "Oak"] and not under_way.isChecked()


@pytest.mark.parametrize("width", [2000, 1366, 1100, 910, 700])
def test_no_chip_stands_lower_than_the_choices(board: PracticesBoard, width: int) -> None:
    board.resize(width, 690)
    bar = board.filter_bar
    choice = bar.choices["commissioner"]
    across = choice.mapTo(bar, choice.rect().center()).y()
    for chip in (*bar.chips.values(), bar.show_archived, bar.only_archived):
        assert chip.isVisible() and chip.mapTo(bar, chip.rect().center()).y() <= across + 1
        assert chip.mapTo(bar, chip.rect().bottomRight()).x() < bar.width()


def test_the_first_press_of_overdue_shows_the_most_overdue(qtbot: QtBot, board: PracticesBoard) -> None:
    def press(column: Column) -> None:
        head = board.view.horizontalHeader()
        place = QPoint(head.sectionViewportPosition(column) + 20, head.height() // 2)
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)

    press(Column.OVERDUE)
    assert names(board)[0] == "Elm"
    press(Column.OVERDUE)
    assert names(board)[-1] == "Elm"
    for column in (Column.PROGRESS, Column.REFERENCES, Column.NAME):
        press(column)
        assert board.view.horizontalHeader().sortIndicatorOrder() == Qt.SortOrder.AscendingOrder


def test_practices_that_were_imported_are_shown_whatever_would_hide_them(
    board: PracticesBoard, session: Session
) -> None:
    board.filter_bar.chips["overdue"].click()
    board.search.setText("elm")
    added = session.workspace.practices.add_all([PracticeDetails("Rowan"), PracticeDetails("Ash")])
    board.show_practices(added)
    assert board.selected_practice() == added[0]
    assert set(added) <= set(board.shown_practices()) and board.search.text() == ""


def test_practices_that_are_in_sight_leave_the_filters_alone(board: PracticesBoard) -> None:
    board.filter_bar.chips["under_way"].click()
    elm = board.model.practice_at(1)
    board.show_practices((elm.id,))
    assert board.selected_practice() == elm.id and board.filter_bar.chips["under_way"].isChecked()
    board.show_practices(("gone",))
    assert board.selected_practice() == elm.id


def test_a_board_out_of_sight_shows_them_when_it_comes_back(board: PracticesBoard, session: Session) -> None:
    board.hide()
    added = session.workspace.practices.add_all([PracticeDetails("Rowan"), PracticeDetails("Ash")])
    board.show_practices(added)
    board.show()
    assert board.selected_practice() == added[0]


def test_what_would_change_nothing_is_not_offered(qtbot: QtBot, session: Session, theme: Theme) -> None:
    session.workspace.practices.add(PracticeDetails("Elm", "Z99001", "Vision", "Medicus", "Harbour ICB"))
    board = shown_board(qtbot, session, theme, Settings())
    bar = board.filter_bar
    hidden = (bar.show_archived, bar.only_archived, bar.chips["no_samples"], *bar.choices.values())
    assert not any(control.isVisible() for control in hidden)


def test_escape_in_the_filters_clears_them(qtbot: QtBot, board: PracticesBoard) -> None:
    chip = board.filter_bar.chips["no_samples"]
    chip.click()
    assert names(board) == ["Elm", "Oak"]
    qtbot.keyClick(chip, Qt.Key.Key_Escape)
    assert len(names(board)) == 3


def test_a_row_stays_where_it_is_when_it_stops_fitting(board: PracticesBoard, session: Session) -> None:
    board.filter_bar.chips["no_go_live"].click()
    practice = board.model.practice_at(0)
    session.workspace.practices.edit(practice.id, PracticeDetails("Birch", go_live=date(2027, 5, 4)))
    assert names(board) == ["Birch"]
    board.filter_bar.chips["no_go_live"].click()
    board.filter_bar.chips["no_go_live"].click()
    assert names(board) == []


def test_no_practice_fits_and_the_board_says_what_was_asked(board: PracticesBoard) -> None:
    board.filter_bar.chips["overdue"].click()
    board.filter_bar.chips["no_go_live"].click()
    assert board.nothing.isVisible()
    assert board.nothing.title.text() == "No practice fits these filters"
    assert board.nothing.text.text().startswith("You asked for: overdue, no Go-Live date.")
    board.nothing.clear_button.click()
    assert len(names(board)) == 3


def test_filters_order_and_widths_are_as_they_were_left(
    qtbot: QtBot, board: PracticesBoard, session: Session, theme: Theme, settings: Settings, tmp_path: Path
) -> None:
    board.filter_bar.chips["under_way"].click()
    pick(board, "to_system", "Medicus")
    board.view.horizontalHeader().setSortIndicator(Column.ODS_CODE, DOWN)
    board.view.horizontalHeader().resizeSection(Column.PHASE, 333)
    save_settings(tmp_path / "settings.json", settings)
    again = shown_board(qtbot, session, theme, load_settings(tmp_path / "settings.json"))
    assert names(again) == ["Birch", "Elm"]
    assert again.filter_bar.chips["under_way"].isChecked()
    assert again.filter_bar.choices["to_system"].currentText() == "Medicus"
    assert again.view.columnWidth(Column.PHASE) == 333
    again.view.share_width()
    assert again.view.columnWidth(Column.PHASE) != 333
    assert again.view.horizontalHeader().length() == again.view.viewport().width()


def test_settings_that_name_what_is_not_there_any_more_do_no_harm(
    qtbot: QtBot, session: Session, theme: Theme, tmp_path: Path
) -> None:
    session.workspace.practices.add(PracticeDetails("Elm"))
    path = tmp_path / "settings.json"
    path.write_bytes(msgspec.json.encode({"board": {"sorted_by": "SHOE_SIZE", "widths": {"SHOE_SIZE": 40}}}))
    assert names(shown_board(qtbot, session, theme, load_settings(path))) == ["Elm"]
    path.write_bytes(msgspec.json.encode({"board": {"filters": {"archive": "burnt"}}}))
    assert names(shown_board(qtbot, session, theme, load_settings(path))) == ["Elm"]


def test_adding_a_practice_gives_up_filters_that_hide_it(
    board: PracticesBoard, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from migdesk.ui.dialogs import practice_dialog

    added = session.workspace.practices.add
    monkeypatch.setattr(practice_dialog, "add_practice", lambda *_: added(PracticeDetails("Willow")))
    board.filter_bar.chips["soon"].click()
    board.head.add_button.click()
    assert "Willow" in names(board)
    assert board.selected_practice()


def test_the_buttons_at_the_top_ask_the_window(qtbot: QtBot, board: PracticesBoard) -> None:
    for button, signal in (
        (board.head.week_button, board.week_requested),
        (board.head.portfolio_button, board.portfolio_requested),
        (board.head.import_button, board.import_requested),
    ):
        with qtbot.waitSignal(signal):
            button.click()


def test_everything_fits_a_small_laptop_with_filters_set(qtbot: QtBot, board: PracticesBoard) -> None:
    """1366 by 768 at 150 % scaling leaves 910 by 434 for the board."""
    board.resize(910, 434)
    qtbot.waitUntil(lambda: board.view.horizontalScrollBar().maximum() == 0)
    assert board.minimumSizeHint().width() <= 836 + 24
    assert board.view.viewport().height() >= 2 * board.view.rowHeight(0)
