"""A detail of a practice is told once, in `practice/details.py`: what shows, finds, imports or reports details has it.

Each of these tests is asked of every detail of the table, so that one that is added later is walked through all places.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from migdesk.base.date_words import long_date
from migdesk.base.paths import Paths
from migdesk.cli.main import main
from migdesk.practice.details import DETAILS, FILTERED, Detail, DetailKind, PracticeDetails, details_of
from migdesk.practice.event import Actor
from migdesk.ui.dialogs.practice_dialog import PracticeDialog, adding_dialog
from migdesk.ui.practices_board.board_columns import Column as BoardColumn
from migdesk.ui.practices_board.board_columns import tooltip_of
from migdesk.ui.practices_board.board_filter import is_shown, searched
from migdesk.ui.practices_board.board_settings import BoardFilters
from migdesk.ui.practices_board.filter_bar import BoardFilterBar
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.date_field import DateField
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.practice_import.import_plan import plan_import
from migdesk.workspace.practice_import.template import write_template
from migdesk.workspace.workspace import Workspace
from support import TODAY, TickingClock

GO_LIVE = date(2027, 6, 8)
TEXTS = {DetailKind.NAME: "Larkfield Surgery", DetailKind.ODS_CODE: "Z99123"}
EVERY = pytest.mark.parametrize("detail", DETAILS, ids=lambda detail: detail.id)
BESIDE_DATES = pytest.mark.parametrize(
    "detail", [detail for detail in DETAILS if detail.kind != DetailKind.DATE], ids=lambda detail: detail.id
)


def value_of(detail: Detail) -> str | date:
    """Return a value that stands nowhere else."""
    return GO_LIVE if detail.kind == DetailKind.DATE else TEXTS.get(detail.kind, f"Q{detail.id.upper()}")


def typed(detail: Detail) -> str:
    value = value_of(detail)
    return value.isoformat() if isinstance(value, date) else value


def full_details() -> PracticeDetails:
    return PracticeDetails(**{detail.id: value_of(detail) for detail in DETAILS})


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    opened = bootstrap(Paths(tmp_path, tmp_path / "cache", "test"), clock=TickingClock())
    opened.sign_in(Actor("Dana Field", "practice-manager", "Larkfield Surgery"))
    return opened


@pytest.fixture
def practice_id(workspace: Workspace) -> str:
    return workspace.practices.add(full_details())


@EVERY
def test_it_is_recorded_and_read(detail: Detail, workspace: Workspace, practice_id: str) -> None:
    assert getattr(details_of(workspace.find_practice(practice_id)), detail.id) == value_of(detail)


@EVERY
def test_the_history_names_it(detail: Detail, workspace: Workspace) -> None:
    plain = {name: value_of(named) for named in DETAILS if (name := named.id) in {"name", detail.id}}
    practice_id = workspace.practices.add(PracticeDetails("Alder Surgery"))
    workspace.practices.edit(practice_id, PracticeDetails(**{"name": "Alder Surgery", **plain}))
    told = workspace.history(practice_id)[-1].text
    shown = long_date(GO_LIVE) if detail.kind == DetailKind.DATE else typed(detail)
    assert f"{detail.title}: {shown}" in told


@EVERY
def test_the_list_for_scripts_has_it(detail: Detail, workspace: Workspace, practice_id: str) -> None:
    assert getattr(workspace.summary(practice_id), detail.id) == value_of(detail)
    assert [getattr(summary, detail.id) for summary in workspace.summaries()] == [value_of(detail)]


@EVERY
def test_the_command_line_takes_and_shows_it(
    detail: Detail, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str) -> str:
        capsys.readouterr()
        assert main(["--data-dir", str(tmp_path / "data"), *arguments]) == 0
        return capsys.readouterr().out

    who = ("--by", "Dana Field", "--role", "practice-manager")
    given = ["--name", "Alder Surgery"] if detail.option else ["--name", typed(detail)]
    given += [f"--{detail.option}", typed(detail)] if detail.option else []
    practice_id = run("practice", "add", *given, *who).strip()
    assert json.loads(run("practice", "show", practice_id, "--json"))[detail.id] == typed(detail)
    shown = "Tue 8 Jun 2027" if detail.kind == DetailKind.DATE else typed(detail)
    assert shown in run("practice", "show", practice_id)


@EVERY
def test_a_list_is_imported_with_it_and_the_template_asks_for_it(detail: Detail, tmp_path: Path) -> None:
    template = write_template(tmp_path / "template.csv")
    heads = next(csv.reader(io.StringIO(template.read_text(encoding="utf-8-sig"))))
    assert detail.list_title in heads
    path = tmp_path / "list.csv"
    rows = [heads, [typed(DETAILS[heads.index(head)]) for head in heads]]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    (row,) = plan_import(path, (), TODAY).rows
    assert row.details is not None and getattr(row.details, detail.id) == value_of(detail)
    assert row.shown[detail.id]


@BESIDE_DATES
def test_the_search_finds_the_practice_by_it(detail: Detail, workspace: Workspace, practice_id: str) -> None:
    from migdesk.workspace.search.entries import practice_entry

    entry = practice_entry(workspace.summary(practice_id))
    assert typed(detail) in f"{entry.title} {entry.heading} {entry.text}"


@BESIDE_DATES
def test_the_board_finds_and_tells_it(detail: Detail, workspace: Workspace, practice_id: str) -> None:
    summary = workspace.summary(practice_id)
    assert typed(detail).casefold() in searched(summary).text
    told = "\n".join(tooltip_of(summary, column, TODAY) for column in BoardColumn)
    assert typed(detail) in told


@pytest.mark.parametrize("detail", FILTERED, ids=lambda detail: detail.id)
def test_the_board_is_filtered_by_it(
    detail: Detail, workspace: Workspace, practice_id: str, qapp: QApplication
) -> None:
    other = workspace.summary(workspace.practices.add(PracticeDetails("Alder Surgery")))
    summary, filters = workspace.summary(practice_id), BoardFilters(**{detail.id: typed(detail)})
    assert is_shown(summary, filters, TODAY) and not is_shown(other, filters, TODAY)
    bar = BoardFilterBar()
    bar.offer([summary, other])
    bar.set_filters(filters)
    assert bar.choices[detail.id].value == typed(detail)


@EVERY
def test_the_form_shows_it_and_gives_it_back(detail: Detail, workspace: Workspace, qapp: QApplication) -> None:
    session = Session(workspace, lambda _question: True)
    dialog: PracticeDialog = adding_dialog(session, None)
    dialog.editors["name"].setText("Alder Surgery")
    editor = dialog.editors[detail.id]
    if isinstance(editor, DateField):
        editor.set_date(GO_LIVE)
    elif isinstance(editor, QComboBox):
        editor.setEditText(typed(detail))
    else:
        editor.setText(typed(detail))
    assert getattr(dialog.read(), detail.id) == value_of(detail)
    shown = [label.text() for label in dialog.fields[detail.id].findChildren(QLabel)]
    assert any(text.startswith(detail.label) for text in shown)  # "(needed)" may follow


@EVERY
@pytest.mark.parametrize("report", ["status.html", "status.json", "agenda.html", "all.html", "all.csv"])
def test_every_report_has_it(detail: Detail, report: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data-dir", str(tmp_path / "data")]
    given = [word for each in DETAILS if each.option for word in (f"--{each.option}", typed(each))]
    who = ("--by", "Dana Field", "--role", "practice-manager")
    assert main([*data, "practice", "add", "--name", TEXTS[DetailKind.NAME], *given, *who]) == 0
    path = tmp_path / report
    chosen = {"status": ["Z99123"], "agenda": ["Z99123", "--agenda"], "all": ["--all"]}[path.stem]
    assert main([*data, "report", *chosen, "--output", str(path)]) == 0
    capsys.readouterr()
    text = path.read_text(encoding="utf-8-sig")
    shown = (typed(detail), "Tue 8 June 2027", "Tue 8 Jun 2027") if detail.kind == DetailKind.DATE else (typed(detail),)
    assert any(words in text for words in shown)
