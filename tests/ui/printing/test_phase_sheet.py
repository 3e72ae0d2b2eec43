"""A phase on paper: every task with its box, and in words what is known of it."""

from __future__ import annotations

import re
from datetime import date

from migdesk.checklist.definitions import Phase, Task, Timeline
from migdesk.ui.printing.phase_sheet import LINES_AT_END, SheetTask, blank_tasks, phase_html, tasks_so_far
from migdesk.workspace.workspace import Workspace

PHASE = Phase("idp", 6, "Initial <data>", "IDP", "/guide/idp", timeline=Timeline("1 to 2 weeks"))


def words(html: str) -> str:
    return re.sub(r"<[^>]+>", "|", html)


def test_blank_sheet_has_empty_boxes_and_room_to_write() -> None:
    tasks = blank_tasks([Task("a", "Check <it>", critical=True, steps=("First & last", "Second"))])
    html = phase_html(PHASE, tasks)
    assert "6. Initial &lt;data&gt;" in html
    assert "The guide’s estimate: 1 to 2 weeks" in html
    assert "Check &lt;it&gt;" in html and "☐ First &amp; last" in html
    assert (html.count("☐"), html.count("☑")) == (3, 0)
    assert "Critical" in html
    assert "|Practice|" in words(html) and "|Date|" in words(html)
    assert html.count('class="line"') == 2 + 1 + LINES_AT_END


def test_sheet_says_in_words_how_tasks_stand() -> None:
    due = date(2027, 1, 19)
    tasks = [
        SheetTask(title="Done one", status="done", due=due, steps=("Step",)),
        SheetTask(
            title="Blocked one", status="blocked", reason="No <answer>", due=due, overdue=True, owner="Dana & Co"
        ),
        SheetTask(title="Other one", status="not-applicable", reason="No branch"),
        SheetTask(title="By hand", due=due, due_by_hand=True),
    ]
    html = phase_html(PHASE, tasks, "Riverside <Surgery>")
    assert "Riverside &lt;Surgery&gt;" in html and "|Practice|" not in words(html)
    assert "Blocked: No &lt;answer&gt; · Due Tue 19 Jan 2027 (overdue) · Owner: Dana &amp; Co" in html
    assert "Not applicable: No branch" in html
    assert "Due Tue 19 Jan 2027 (set by hand)" in html
    assert (html.count("☑"), html.count("☐")) == (1, 2)
    assert "Step" not in html, "the steps of what is done would stand there as if they were still to do"


def test_every_task_of_a_practice_is_on_a_sheet(workspace: Workspace, sample: str) -> None:
    own = workspace.tasks.add_own(sample, "kick-off-meeting", "Book the large room")
    workspace.tasks.set_status(sample, own, "done")
    progress = workspace.progress(sample)
    for phase in progress.phases:
        html = phase_html(phase.phase, tasks_so_far(phase), "x")
        assert html.count('class="box"') == len(phase.tasks)
        assert html.count("☑") == phase.done
        if phase.phase.id == "kick-off-meeting":
            assert "Book the large room" in html
