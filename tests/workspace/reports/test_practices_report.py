"""The report on several practices from a workspace: the right ones, step by step, and wholly or not at all."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.report import formats
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.reports import practices
from migdesk.workspace.reports.practices import portfolio_steps, write_portfolio
from migdesk.workspace.steps import Step
from migdesk.workspace.workspace import Workspace
from support import FakeGuide, add_practice


class NamedGuide(FakeGuide):
    title, version, as_of = "The guide", "1.0", "2026-11"


@pytest.fixture
def ids(workspace: Workspace) -> list[str]:
    """Three practices, the last of them in the archive."""
    workspace.guide = NamedGuide()  # type: ignore[assignment]
    added = [
        add_practice(workspace, "Elm Tree", commissioner="North ICB"),
        add_practice(workspace, "Ash Grove", commissioner="North ICB"),
        add_practice(workspace, "Old Mill", commissioner="South ICB"),
    ]
    workspace.practices.set_archived(added[2], True)
    workspace.tasks.set_status(added[0], "kick-off.agree-dates", "done")
    return added


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_it_is_on_every_practice_that_is_not_in_the_archive(
    workspace: Workspace, ids: list[str], tmp_path: Path
) -> None:
    rows = rows_of(write_portfolio(workspace, tmp_path / "all.csv"))
    assert [(row["practice"], row["commissioner"]) for row in rows] == [
        ("Ash Grove", "North ICB"),
        ("Elm Tree", "North ICB"),
    ]
    assert (rows[1]["tasks_done"], rows[1]["tasks_total"], rows[1]["go_live"]) == ("1", "3", "2027-04-12")
    assert rows[1]["last_change_role"] == "Practice Manager"


def test_or_on_those_that_are_named_in_their_order(workspace: Workspace, ids: list[str], tmp_path: Path) -> None:
    rows = rows_of(write_portfolio(workspace, tmp_path / "some.csv", [ids[2], ids[0], "gone"]))
    assert [row["practice"] for row in rows] == ["Elm Tree", "Old Mill"]  # by commissioner, and then as named
    assert [row["archived"] for row in rows] == ["no", "yes"]
    path = write_portfolio(workspace, tmp_path / "two.html", [ids[0], ids[1]], scope="Chosen ones")
    html = path.read_text(encoding="utf-8")
    assert html.index("Elm Tree") < html.index("Ash Grove")
    assert '<h1 dir="auto">Chosen ones</h1>' in html


def test_each_practice_has_a_page_unless_it_is_left_out(workspace: Workspace, ids: list[str], tmp_path: Path) -> None:
    path = tmp_path / "all.html"
    html = write_portfolio(workspace, path).read_text(encoding="utf-8")
    assert html.count("Back to the board") == 2
    assert "The first phase with open tasks is 1 Kick-off meeting." in html
    html = write_portfolio(workspace, path, pages=False).read_text(encoding="utf-8")
    assert html.count("Back to the board") == 0


def test_a_page_says_what_speaks_against_the_dates(workspace: Workspace, ids: list[str], tmp_path: Path) -> None:
    workspace.plans.apply(ids[0], PlanChange(planned={"go-live": date(2027, 4, 18)}))
    html = write_portfolio(workspace, tmp_path / "all.html").read_text(encoding="utf-8")
    assert html.count("Check these dates") == 1
    assert "Go-Live falls on Sun 18 April 2027." in html


def test_the_format_follows_the_name_or_is_chosen(workspace: Workspace, ids: list[str], tmp_path: Path) -> None:
    path = write_portfolio(workspace, tmp_path / "report.txt", chosen="csv")
    assert rows_of(path)
    for name in ("report.json", "report.ics"):
        with pytest.raises(UserError, match=r"Use Web page \(\.html\), PDF \(\.pdf\)"):
            portfolio_steps(workspace, tmp_path / name)
    with pytest.raises(EnvironmentFault, match="no folder"):
        portfolio_steps(workspace, tmp_path / "nowhere" / "report.csv")


def test_steps_say_how_far_it_is(
    workspace: Workspace, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practices, "READ_AT_ONCE", 1)
    said: list[Step] = []
    write_portfolio(workspace, tmp_path / "all.html", progress=said.append)
    assert said[0] == Step("Reading practices: 1 so far", 0, 0)
    assert said[-1].done == said[-1].total == 4
    assert "Writing pages: 2 of 2" in [step.doing for step in said]
    done = [step.done for step in said if step.total]
    assert done == sorted(done)


@pytest.mark.parametrize("name", ["all.csv", "all.html"])
def test_stopping_leaves_the_old_file_and_nothing_beside_it(
    workspace: Workspace, ids: list[str], tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / name).write_bytes(b"old")

    class Stop(Exception):
        pass

    def stop(step: Step) -> None:
        if step.total:
            raise Stop

    with pytest.raises(Stop):
        write_portfolio(workspace, folder / name, progress=stop)
    steps = portfolio_steps(workspace, folder / name)
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert [path.name for path in folder.iterdir()] == [name]
    assert (folder / name).read_bytes() == b"old"


def test_too_many_pages_are_refused_before_anything_is_written(
    workspace: Workspace, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(formats.BY_SUFFIX, ".html", replace(formats.FORMAT_BY_ID["html"], most_pages=1))
    with pytest.raises(UserError, match="At most 1 practices can have a page of their own; these are 2"):
        write_portfolio(workspace, tmp_path / "all.html")
    assert not (tmp_path / "all.html").exists()
    assert write_portfolio(workspace, tmp_path / "all.html", pages=False).exists()


def test_without_practices_there_is_still_a_report(workspace: Workspace, tmp_path: Path) -> None:
    workspace.guide = NamedGuide()  # type: ignore[assignment]
    assert rows_of(write_portfolio(workspace, tmp_path / "none.csv")) == []
    html = write_portfolio(workspace, tmp_path / "none.html").read_text(encoding="utf-8")
    assert "There are no practices to report on." in html
