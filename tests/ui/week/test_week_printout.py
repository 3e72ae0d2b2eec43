from datetime import date
from pathlib import Path

import pytest
from due_tasks import TODAY, due_task, of_oak
from pytestqt.qtbot import QtBot

from migdesk.practice.details import PracticeDetails
from migdesk.ui.look.theme import Theme
from migdesk.ui.printing.printout import printout_to_pdf
from migdesk.ui.session.session import Session
from migdesk.ui.session.settings import Settings
from migdesk.ui.week import week_printout
from migdesk.ui.week.groups import grouped, in_order
from migdesk.ui.week.week_screen import WeekScreen
from migdesk.ui.week.week_sheet import week_html

LATE = date(2026, 11, 12)


def test_a_sheet_has_boxes_and_says_everything_in_words() -> None:
    tasks = in_order([due_task("Late", LATE, critical=True, status="blocked", status_word="Blocked"), of_oak("B")])
    html = week_html("What needs me", "25 November", grouped(tasks, "date", TODAY, ()), TODAY, names_practices=True)
    assert html.count("☐") == 2
    assert "<h2>Overdue</h2>" in html
    assert "<b>Critical</b> · Elm Tree Practice · Z99001 · 3 Kick-off meeting · Practice Manager · Blocked</p>" in html
    assert "Thu 12 Nov 2026<br>13 days late" in html


def test_what_was_typed_is_printed_as_it_is() -> None:
    groups = grouped([due_task("<b>Bold</b> & more", owner="<i>")], "practice", TODAY, ())
    html = week_html("T", "S", groups, TODAY, names_practices=False)
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; more" in html
    assert "<i>" not in html


@pytest.fixture
def week(qtbot: QtBot, session: Session, theme: Theme) -> WeekScreen:
    session.workspace.practices.add(PracticeDetails("Elm", go_live=date(2026, 12, 9)))
    made = WeekScreen(session, theme, Settings())
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_list_is_printed_as_it_is_shown(week: WeekScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = []
    monkeypatch.setattr(week_printout, "preview", lambda _parent, printout: printed.append(printout))
    week.head.print_button.click()
    assert printed[0].foot == "What needs me this week, Sun 22 November 2026, Dana Field, Practice Manager"
    html = printed[0].parts[0]()
    assert html.count("☐") == len(week.model.open_shown) > 0
    assert printout_to_pdf(printed[0], tmp_path / "week.pdf") >= 1


def test_a_list_too_long_for_paper_says_what_to_do(
    qtbot: QtBot, week: WeekScreen, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(week_printout, "MOST_PRINTED", 3)
    with qtbot.waitSignal(session.refused) as caught:
        week.head.print_button.click()
    assert "a printout 3 at most" in caught.args[0]


def test_an_empty_list_is_not_printed(week: WeekScreen) -> None:
    week.bar.words.setText("zzz")
    week._words_timer.timeout.emit()
    assert not week.head.print_button.isEnabled()
