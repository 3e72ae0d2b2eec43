"""The contents at the left."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from migdesk.guide.model import Section
from migdesk.practice.details import PracticeDetails
from migdesk.ui.guide_pane.contents_model import OVERDUE_ROLE, ContentsModel, section_lines
from migdesk.ui.guide_pane.contents_view import ContentsView
from migdesk.ui.look.theme import Theme
from migdesk.ui.session.session import Session

TEXT = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def model(session: Session) -> ContentsModel:
    return ContentsModel(session.workspace.guide)


@pytest.fixture
def view(qtbot: QtBot, session: Session, theme: Theme) -> ContentsView:
    made = ContentsView(session.workspace.guide, theme)
    qtbot.addWidget(made)
    made.resize(212, 700)
    made.show()
    return made


def titles(model: ContentsModel) -> list[str]:
    return [model.line(row).title for row in range(model.rowCount())]


def test_model_keeps_qt_rules(model: ContentsModel, qtmodeltester: object) -> None:
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    model.show_page("/guide/kick-off")
    qtmodeltester.check(model)  # type: ignore[attr-defined]


def test_groups_come_in_order_and_pages_once(model: ContentsModel) -> None:
    lines = [model.line(row) for row in range(model.rowCount())]
    assert [line.title for line in lines if line.kind == "heading"] == ["Guide", "Checklists by role", "Reference"]
    pages = [line.permalink for line in lines if line.kind == "page"]
    assert len(pages) == len(set(pages))
    assert "/glossary/" in pages


def test_sections_stand_under_the_page_being_read_alone(model: ContentsModel) -> None:
    before = titles(model)
    model.show_page("/guide/kick-off")
    row = model.row_of("/guide/kick-off")
    assert model.line(row + 1).kind == "section"
    model.show_page("/guide/training")
    model.show_page("/")
    assert titles(model) == before


def test_rows_say_in_words_what_is_read(model: ContentsModel) -> None:
    model.show_page("/guide/kick-off")
    model.show_section("clinical-risk-assessments")
    page = model.index(model.row_of("/guide/kick-off"))
    section = model.index(model.row_of("/guide/kick-off", "clinical-risk-assessments"))
    assert model.data(page, TEXT).endswith("page being read")
    assert model.data(section, TEXT).endswith("being read")
    assert model.data(model.index(0), TEXT) == "Group: Guide"


def test_section_that_is_not_listed_marks_the_one_around_it(model: ContentsModel) -> None:
    model.show_page("/guide/kick-off")
    model.show_section("as-a-priority")
    assert "being read" in model.data(model.index(model.row_of("/guide/kick-off", "what-is-a-kick-off")), TEXT)


def test_subsections_are_listed_only_where_there_are_few() -> None:
    few = (Section("a", "A", 2), Section("b", "B", 3), Section("c", "C", 4))
    assert [(line.anchor, line.depth) for line in section_lines("/p", few)] == [("a", 1), ("b", 2)]
    many = tuple(Section(f"s{number}", "S", 2 + number % 2) for number in range(40))
    assert {line.depth for line in section_lines("/p", many)} == {1}


def test_arrow_keys_walk_past_headings_and_enter_opens(qtbot: QtBot, view: ContentsView) -> None:
    view.mark_page("/guide/training")
    view.setFocus()
    for _ in range(20):
        if view.model().data(view.currentIndex()) == "Practice managers & staff":
            break
        qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.page_requested) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["/guide/role/practice-staff", ""]


def test_click_on_a_section_asks_for_it(qtbot: QtBot, view: ContentsView) -> None:
    view.mark_page("/guide/kick-off")
    model = view.model()
    assert isinstance(model, ContentsModel)
    rect = view.visualRect(model.index(model.row_of("/guide/kick-off", "clinical-risk-assessments")))
    with qtbot.waitSignal(view.page_requested) as opened:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert opened.args == ["/guide/kick-off", "clinical-risk-assessments"]


def test_heading_cannot_be_opened(qtbot: QtBot, view: ContentsView) -> None:
    opened: list[str] = []
    view.page_requested.connect(lambda page, _anchor: opened.append(page))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0, 0)).center())
    assert opened == []


def test_no_two_lines_lie_over_each_other_in_a_narrow_pane(qtbot: QtBot, view: ContentsView) -> None:
    view.mark_page("/guide/kick-off")
    view.resize(150, 300)
    view.grab()
    rects = [view.visualRect(view.model().index(row, 0)) for row in range(view.model().rowCount())]
    for above, below in pairwise(rects):
        assert above.bottom() < below.top()
    assert all(
        rect.height() == view.sizeHintForIndex(view.model().index(row, 0)).height() for row, rect in enumerate(rects)
    )


def test_pages_with_overdue_tasks_are_marked_and_say_so(model: ContentsModel) -> None:
    row = model.row_of("/guide/kick-off")
    assert model.show_overdue({"/guide/kick-off": 2})
    assert model.data(model.index(row), OVERDUE_ROLE) == 2
    assert model.data(model.index(row), TEXT) == "Kick-off, 2 tasks overdue"
    assert model.data(model.index(row), Qt.ItemDataRole.ToolTipRole) == "Kick-off\n2 tasks overdue"
    model.show_page("/guide/kick-off")
    assert model.data(model.index(row), TEXT) == "Kick-off, page being read, 2 tasks overdue"
    assert not model.data(model.index(row + 1), OVERDUE_ROLE)
    assert not model.show_overdue({"/guide/kick-off": 1})
    assert "1 task overdue" in model.data(model.index(row), TEXT)
    assert model.show_overdue({})
    assert model.data(model.index(row), OVERDUE_ROLE) == 0


def test_overdue_marks_follow_the_practice(view: ContentsView, session: Session, sample: str) -> None:
    view.follow(session)
    model = view.model()
    assert isinstance(model, ContentsModel)
    practices, tasks = session.workspace.practices, session.workspace.tasks
    practices.edit(sample, PracticeDetails("Riverside Surgery", "Z99001", "", "", "", "", date(2026, 12, 1)))
    progress = session.progress
    assert progress is not None
    late = [task for task in progress.tasks if task.overdue and task.task.link.startswith("/guide/kick-off")]
    index = model.index(model.row_of("/guide/kick-off"))
    assert model.data(index, OVERDUE_ROLE) == len(late) > 1
    tasks.set_status(sample, late[0].id, "done")
    assert model.data(index, OVERDUE_ROLE) == len(late) - 1
    session.choose_practice("")
    assert model.data(index, OVERDUE_ROLE) == 0


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_overdue_mark_is_drawn_in_the_colour_of_danger(view: ContentsView, theme: Theme, choice: str) -> None:
    theme.choose(choice)  # type: ignore[arg-type]
    model = view.model()
    assert isinstance(model, ContentsModel)
    model.show_overdue({"/guide/kick-off": 3})
    row = view.visualRect(model.index(model.row_of("/guide/kick-off")))
    picture = view.viewport().grab(row).toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert theme.colours.danger in colours
