"""The tour's stops over many practices: filters, what is due this week, an import, a visit, and the reports on all."""

from __future__ import annotations

from migdesk.ui.actions import ActionId
from migdesk.ui.practice_import.import_dialog import ImportDialog
from migdesk.ui.practices_board.board_settings import BoardFilters
from migdesk.ui.tour.stage import Stage, settle_until
from migdesk.ui.visit.agenda_dialog import AgendaDialog
from migdesk.workspace.reports.agenda import write_agenda
from migdesk.workspace.reports.practices import write_portfolio

_LIST = """Practice,ODS code,Current system,New system,Commissioner,Go-Live
Larch Lane Surgery,Z99801,EMIS Web,SystmOne,North Moor ICB,16/03/2027
Quarry Road Practice,Z99802,Vision,EMIS Web,Harbour ICB,
Millrace Medical Centre,Z9980,SystmOne,EMIS Web,Harbour ICB,12/04/2027
Castle Street Surgery,Z99804,EMIS Web,SystmOne,North Moor ICB,31/02/2027
"""


def _filtered_board(tour: Stage) -> None:
    board = tour.work.screens.board
    assert board is not None
    board.set_filters(BoardFilters(overdue=True))
    tour.picture("practices-with-overdue-tasks")
    board.set_filters(BoardFilters())


def _week(tour: Stage) -> None:
    tour.do(ActionId.WEEK)
    week = tour.work.screens.week
    settle_until(lambda: week is not None and not week.is_reading)
    tour.picture("what-needs-me-this-week")


def _all_tasks(tour: Stage) -> None:
    """The table of all tasks of the sample, with three of them chosen."""
    tour.work.navigation.open_practice(tour.practice)
    tour.do(ActionId.TASKS)
    table = tour.work.screens.tasks
    assert table is not None
    in_hand = table.view.current_task()
    first = table.shown_tasks.index(in_hand.id) if in_hand else 0
    table.view.restore(table.shown_tasks[first], table.shown_tasks[first : first + 3])
    tour.picture("all-tasks-in-a-table")


def _import(tour: Stage) -> None:
    path = tour.output / "practices-to-import.csv"
    path.write_text(_LIST, encoding="utf-8")
    dialog = ImportDialog(tour.work.session, tour.work.services.theme, tour.work.shell)
    dialog.read(path)
    settle_until(lambda: not dialog.is_reading)
    tour.dialog(dialog, "import-practices")


def _visit(tour: Stage) -> None:
    tour.dialog(AgendaDialog(tour.work.shell, tour.work.session, tour.work.services.settings), "agenda-for-a-visit")
    for form in ("pdf", "html"):
        print(write_agenda(tour.workspace, tour.practice, tour.output / f"visit-agenda.{form}"))  # noqa: T201


def _all_practices(tour: Stage) -> None:
    for form in ("html", "pdf", "csv"):
        print(write_portfolio(tour.workspace, tour.output / f"all-practices.{form}"))  # noqa: T201


PRACTICES_STOPS = (_filtered_board, _week, _all_tasks, _import, _visit, _all_practices)
