"""Boxes on the role pages: drawn before each line, ticked by click and by key, up to date without losing the place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from migdesk.ui.guide_pane.guide_pane import GuidePane
from migdesk.ui.guide_pane.page_additions import with_additions
from migdesk.ui.guide_pane.page_shapes import words_rect
from migdesk.ui.look.theme import Theme
from migdesk.ui.session.session import Session
from migdesk.workspace.role_pages import TaskBox

STAFF = "/guide/role/practice-staff"
TASK = "pre.data-quality-review"  # of the sixth line


def box(task: str, status: str = "to-do", words: str = "To do") -> TaskBox:
    return TaskBox(task, status, words, f"{task}: {words}", status == "done")


@pytest.fixture
def pane(qtbot: QtBot, session: Session, theme: Theme, sample: str) -> GuidePane:
    made = GuidePane(session.workspace.guide, theme)
    made.follow(session)
    qtbot.addWidget(made)
    made.resize(690, 650)
    made.show()
    made.open(STAFF, "key-questions-and-suggested-reading-by-phase")
    return made


def status_of(session: Session, task: str) -> str:
    progress = session.progress
    found = progress.task(task) if progress else None
    assert found is not None
    return found.status


def line_of(pane: GuidePane, words: str) -> str:
    lines = pane.view.toPlainText().replace("\u00a0", " ").splitlines()
    return next(line for line in lines if words in line).strip()


def middle_of_box(pane: GuidePane, task: str) -> QPoint:
    view = pane.view
    mark = next(mark for mark in view.places.boxes if mark.href == f"task:{task}")
    rect = words_rect(view.document(), view.document().findBlock(mark.start), mark.start, mark.end)
    assert rect is not None
    middle = rect.center().toPoint() - QPoint(0, view.verticalScrollBar().value())
    return middle - QPoint(round(rect.width() / 4), 0)


def test_box_and_words_stand_around_the_line() -> None:
    html = with_additions("<ul>\n<li>One\n<ul>\n<li>Two</li>\n</ul>\n</li>\n</ul>", {}, {0: box("a"), 1: box("b.c")})
    spaces = "\u00a0" * 5
    assert html == (
        f'<ul class="boxed">\n<li class="boxed"><a class="task-box" href="task:a">{spaces}</a>One '
        '<span class="task-words"><a name="task-words"></a>\u00a0To\u00a0do</span><ul class="boxed">\n'
        f'<li class="boxed"><a class="task-box" href="task:b.c">{spaces}</a>Two '
        '<span class="task-words"><a name="task-words"></a>\u00a0To\u00a0do</span></li>\n</ul>\n</li>\n</ul>'
    )


def test_list_with_other_lines_keeps_its_bullets() -> None:
    html = with_additions("<ul><li>One</li><li><p>Two</p><p>more</p></li></ul>", {}, {1: box("a", "done", "Done")})
    assert html.startswith('<ul><li>One</li><li class="boxed"><p class="boxed"><a class="task-box"')
    assert 'Two <span class="task-words-done"><a name="task-words"></a>\u00a0Done</span></p><p>more</p>' in html


def test_page_tells_each_status_in_words(pane: GuidePane, session: Session, sample: str) -> None:
    session.workspace.tasks.set_status(sample, "order.provisional-go-live", "done")
    assert line_of(pane, "Agree a provisional Go-Live date").endswith("Done")
    assert line_of(pane, "Get ahead and clean up your data").endswith("To do")
    assert len(pane.view.places.boxes) == len(pane.view.places.task_words) == 54


def test_without_a_practice_the_page_is_as_it_was(pane: GuidePane, session: Session) -> None:
    session.choose_practice("")
    assert pane.view.places.boxes == []
    assert line_of(pane, "Agree a provisional").endswith("date")


def test_click_ticks_and_the_place_stays(qtbot: QtBot, pane: GuidePane, session: Session) -> None:
    before = pane.view.verticalScrollBar().value()
    for status, words in (("done", "Done"), ("to-do", "To do")):
        qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of_box(pane, TASK))
        assert status_of(session, TASK) == status
        assert line_of(pane, "Get ahead").endswith(words)
    assert pane.view.verticalScrollBar().value() == before


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_key_ticks_and_the_focus_stays(qtbot: QtBot, pane: GuidePane, session: Session, key: Qt.Key) -> None:
    view = pane.view
    view.setFocus()
    said_last: list[str] = []
    pane.view.requests.hovered.connect(said_last.append)
    for _ in range(40):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        if view.textCursor().charFormat().anchorHref() == f"task:{TASK}":
            break
    assert said_last[-1].endswith(": To do")
    with qtbot.waitSignal(pane.view.requests.hovered) as said:
        qtbot.keyClick(view, key)
    assert status_of(session, TASK) == "done"
    assert said.args[0].endswith(": Done")
    assert view.textCursor().charFormat().anchorHref() == f"task:{TASK}"
    qtbot.keyClick(view, key)
    assert status_of(session, TASK) == "to-do"


def test_change_made_elsewhere_is_shown(pane: GuidePane, session: Session, sample: str) -> None:
    session.workspace.tasks.set_status(sample, TASK, "blocked", "Waiting for the supplier")
    assert line_of(pane, "Get ahead").endswith("Blocked")
    session.workspace.tasks.set_status(sample, TASK, "in-progress")
    assert line_of(pane, "Get ahead").endswith("In progress")
    assert len(pane.view.places.task_words) == 54


def test_box_is_drawn(pane: GuidePane, session: Session, sample: str, theme: Theme) -> None:
    session.workspace.tasks.set_status(sample, TASK, "done")
    picture = pane.view.viewport().grab().toImage()
    side = middle_of_box(pane, TASK)
    near = {picture.pixelColor(side.x() + dx, side.y() + dy).name() for dx in range(-8, 9) for dy in range(-5, 6)}
    assert theme.colours.done in near


@pytest.mark.qt_log_ignore("This plugin does not support")  # said of every popup on the offscreen screen
def test_tooltip_names_the_task(pane: GuidePane, qapp: QApplication) -> None:
    at = middle_of_box(pane, TASK)
    viewport = pane.view.viewport()
    qapp.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at)))
    assert "data quality" in QToolTip.text()
    QToolTip.hideText()
