"""Lines of the role pages joined to tasks, by where their links lead."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from migdesk.base.paths import Paths
from migdesk.checklist.role_checklists import RoleItem
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.role_pages import Address, RolePages, join, lines_of
from migdesk.workspace.workspace import Workspace

STAFF = "/guide/role/practice-staff"


def address(href: str) -> Address:
    return (href, "", "")


def items(*links: str) -> list[RoleItem]:
    """Return items named 0, 1, … with the links given."""
    return [RoleItem(str(number), str(number), link) for number, link in enumerate(links)]


def joined(lines: list[str], links: list[str]) -> dict[int, str]:
    html = "".join(f'<li><a href="{line}">x</a></li>' if line else "<li>x</li>" for line in lines)
    return {line: item.ask for line, item in join(lines_of(html, address), items(*links), address).items()}


def test_items_meet_their_lines_in_order() -> None:
    assert joined(["/a", "/b", "/a"], ["/a", "/b", "/a"]) == {0: "0", 1: "1", 2: "2"}


def test_lines_of_other_things_are_passed_over() -> None:
    assert joined(["/z", "/a", "/y", "/b"], ["/a", "/b"]) == {1: "0", 3: "1"}


def test_items_without_a_link_fill_the_gap_if_it_fits() -> None:
    assert joined(["/a", "", "", "/b", ""], ["/a", "", "", "/b", ""]) == {0: "0", 1: "1", 2: "2", 3: "3", 4: "4"}
    assert joined(["/a", "", "/b"], ["/a", "", "", "/b"]) == {0: "0", 2: "3"}


def test_item_whose_link_the_page_has_not_is_left_out() -> None:
    assert joined(["/a", "/b"], ["/a", "/gone", "/b"]) == {0: "0", 1: "2"}


def test_line_inside_another_has_links_of_its_own() -> None:
    html = '<ul><li>Outer <a href="/a">x</a><ul><li><a href="/b?x=1&amp;y">y</a></li></ul> <a href="/c">z</a></li></ul>'
    assert lines_of(html, address) == [{address("/a"), address("/c")}, {address("/b?x=1&y")}]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    opened = bootstrap(Paths(tmp_path, tmp_path / "cache", "test"))
    opened.sign_in(Actor("Dana Field", "practice-manager", "Riverside Surgery"))
    return opened


def test_every_question_of_the_built_in_pages_has_its_box(workspace: Workspace) -> None:
    practice = workspace.practices.add(PracticeDetails("Riverside", "Z99001", "", "", "", "", date(2027, 3, 16)))
    pages = RolePages(workspace)
    progress = workspace.progress(practice)
    counts = {page.permalink: len(pages.boxes(page.permalink, progress)) for page in workspace.guide.pages}
    assert {page: count for page, count in counts.items() if count} == {
        STAFF: 54,
        "/guide/role/project-managers": 54,
        "/guide/role/clinical-comissioning-groups": 14,
    }
    workspace.close()


def test_box_tells_the_status_of_its_task_and_of_those_beside_it(workspace: Workspace) -> None:
    practice = workspace.practices.add(PracticeDetails("Riverside", "Z99001", "", "", "", "", date(2027, 3, 16)))
    pages = RolePages(workspace)
    assert pages.boxes(STAFF, None) == {}
    assert pages.boxes(STAFF, workspace.progress(practice))[4].words == "To do, and 1 more"
    workspace.tasks.set_status(practice, "order.request-extract-form", "done")
    box = pages.boxes(STAFF, workspace.progress(practice))[4]
    assert (box.task, box.status, box.words, box.settled) == (
        "order.request-extract-form",
        "done",
        "Done, 1 more to do",
        False,
    )
    assert box.tip.count("\n") == 1
    assert box.tip.endswith(": To do")
    workspace.tasks.set_status(practice, "order.return-extract-form", "not-applicable", "Not used here")
    box = pages.boxes(STAFF, workspace.progress(practice))[4]
    assert (box.words, box.settled) == ("Done", True)
    workspace.close()
