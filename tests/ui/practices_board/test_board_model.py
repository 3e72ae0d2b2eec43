from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from summaries import TODAY, practice

from migdesk.ui.practices_board.board_columns import Column, spoken, text_of
from migdesk.ui.practices_board.board_model import BoardModel
from migdesk.ui.practices_board.board_settings import BoardFilters
from migdesk.ui.practices_board.totals import Totals, totals_of
from migdesk.workspace.summary import NextMilestone
from migdesk.workspace.workspace import Workspace

DOWN = Qt.SortOrder.DescendingOrder


@pytest.fixture
def model(workspace: Workspace) -> BoardModel:
    made = BoardModel(workspace.definitions, TODAY)
    made.fill(
        [
            practice("Birch", go_live=date(2027, 3, 16), overdue=10, sample=True),
            practice("Alder", go_live=date(2026, 12, 9), overdue=9),
            practice("Cedar", overdue=10),
            practice("Old", archived=True, overdue=3),
        ],
        TODAY,
    )
    return made


def names(model: BoardModel) -> list[str]:
    return [model.index(row, Column.NAME).data() for row in range(model.rowCount())]


def test_model_keeps_qts_rules(model: BoardModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    model.sort(Column.OVERDUE, DOWN)
    model.put(practice("Dogwood"))
    model.put(practice("Birch", archived=True))
    model.show_only("a", BoardFilters(archive="also"))
    model.drop("alder")


def test_rows_start_by_name_without_the_archive(model: BoardModel) -> None:
    assert names(model) == ["Alder", "Birch", "Cedar"]


def test_figures_sort_as_figures_and_equals_keep_their_order(model: BoardModel) -> None:
    model.sort(Column.NAME, DOWN)
    model.sort(Column.OVERDUE, DOWN)
    assert names(model) == ["Cedar", "Birch", "Alder"]
    model.sort(Column.OVERDUE)
    assert names(model) == ["Alder", "Cedar", "Birch"]


def test_a_date_that_is_not_set_stands_last_either_way(model: BoardModel) -> None:
    model.sort(Column.GO_LIVE)
    assert names(model) == ["Alder", "Birch", "Cedar"]
    model.sort(Column.GO_LIVE, DOWN)
    assert names(model) == ["Birch", "Alder", "Cedar"]


def test_names_sort_as_people_count(workspace: Workspace) -> None:
    made = BoardModel(workspace.definitions, TODAY)
    made.fill([practice(name) for name in ("Surgery 10", "surgery 2", "Surgery 1")], TODAY)
    assert names(made) == ["Surgery 1", "surgery 2", "Surgery 10"]


def test_a_filter_keeps_the_order_and_so_do_changes_since(model: BoardModel) -> None:
    model.sort(Column.OVERDUE, DOWN)
    model.show_only("", BoardFilters(overdue=True))
    assert names(model) == ["Birch", "Cedar", "Alder"]
    model.put(practice("Alder", overdue=99))
    model.extend([practice("Dogwood", overdue=50)])
    assert names(model) == ["Alder", "Dogwood", "Birch", "Cedar"]
    model.drop("dogwood")
    model.show_only("", BoardFilters())
    assert names(model) == ["Alder", "Birch", "Cedar"]


@pytest.mark.parametrize("column", Column)
def test_every_column_sorts_and_speaks(model: BoardModel, column: Column) -> None:
    model.sort(column)
    model.sort(column, DOWN)
    assert model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.headerData(column, Qt.Orientation.Horizontal)


def test_search_takes_words_in_any_order_from_any_field(model: BoardModel) -> None:
    model.show_only("moor alder", BoardFilters())
    assert names(model) == ["Alder"]
    model.show_only("", BoardFilters(archive="also"))
    assert names(model) == ["Alder", "Birch", "Cedar", "Old"]


def test_a_change_touches_its_row_alone_and_leaves_it_in_place(model: BoardModel, qtbot: object) -> None:
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.put(practice("Alder", go_live=date(2028, 1, 1), overdue=99))
    assert (told, resets) == ([(0, 0)], [])
    assert model.index(0, Column.OVERDUE).data() == "99"


def test_selection_follows_its_practice_through_a_sort(model: BoardModel) -> None:
    from PySide6.QtCore import QPersistentModelIndex

    alder = QPersistentModelIndex(model.index(0, 0))
    model.sort(Column.NAME, DOWN)
    assert (alder.row(), alder.data()) == (2, "Alder")


def test_each_party_and_the_sign_offs_that_are_overdue_are_told(model: BoardModel) -> None:
    parties = {"practice": 5, "delivery-partner": 4, "commissioner": 0}
    told = practice("Alder", acknowledged_by_party=parties, sign_offs_made=3, sign_offs_total=22, sign_offs_overdue=2)
    model.put(told)
    assert model.index(0, Column.SIGN_OFFS).data() == "3 of 22"
    asked = (Column.REFERENCES, Column.SIGN_OFFS)
    tips = [str(model.index(0, column).data(Qt.ItemDataRole.ToolTipRole)) for column in asked]
    assert "4 of 9 for the delivery partner" in tips[0]
    assert "3 of 22 sign-offs made, 2 overdue" in tips[1]
    assert "commissioner" not in tips[0]


def test_a_row_speaks_in_words(model: BoardModel) -> None:
    said = model.index(1, Column.NAME).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == (
        "Birch, sample, North Moor ICB, no ODS code, from EMIS Web to SystmOne, phase 3 Kick-off meeting, "
        "41 percent done, Go-Live Tue 16 March 2027, in 114 days, 10 tasks overdue, "
        "5 of 9 Information Governance references acknowledged by the practice, 0 of 0 sign-offs made, "
        "last change today, Practice Manager"
    )


def test_totals_are_of_the_practices_in_sight(model: BoardModel) -> None:
    assert totals_of(model.shown, TODAY) == Totals(
        under_way=3, overdue=29, with_overdue=3, soon=1, missing=12, samples=1
    )


def test_a_finished_migration_is_not_under_way() -> None:
    assert totals_of([practice("Done", phase=None, phase_title="Finished")], TODAY).under_way == 0


def test_a_go_live_that_is_past_is_told_from_one_that_happened() -> None:
    day = TODAY - timedelta(days=9)
    unmarked, marked = practice("Elm", go_live=day), practice("Ash", go_live=day, went_live=True)
    assert text_of(unmarked, Column.GO_LIVE, TODAY) == "Fri 13 Nov 2026, past, not marked"
    assert text_of(marked, Column.GO_LIVE, TODAY) == "Fri 13 Nov 2026, 9 days ago"
    assert "Go-Live Fri 13 November 2026, past, not marked" in spoken(unmarked, TODAY)


def test_a_row_tells_of_what_is_next_blocked_and_exchanged() -> None:
    told = practice(
        "Elm",
        blocked=2,
        critical_open=1,
        next_milestone=NextMilestone("survey", "Technical survey", "Survey", date(2026, 12, 3)),
        last_visit=date(2026, 11, 17),
        lead="Sam Okoro",
        exchanged_with="Practice",
        sent=datetime(2026, 11, 10, 12, tzinfo=UTC),
        taken_in=datetime(2026, 11, 12, 12, tzinfo=UTC),
        changes_since=14,
    )
    said = spoken(told, TODAY).replace("\N{NO-BREAK SPACE}", " ")
    for words in (
        "next Survey Thu 3 Dec, 0 tasks overdue, 2 blocked, 1 critical open",
        "last visit Tue 17 Nov, looked after by Sam Okoro, taken in Thu 12 Nov, 14 changes since",
    ):
        assert words in said
    assert text_of(practice("Ash"), Column.EXCHANGE, TODAY) == "not yet"
