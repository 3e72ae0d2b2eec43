"""Reports from a workspace, written where the person wants them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from migdesk import __version__
from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.reports.status import status_report, write_report
from migdesk.workspace.workspace import Workspace
from support import FakeGuide, add_practice


class NamedGuide(FakeGuide):
    title, version, as_of = "The guide", "1.0", "2026-11"


@pytest.fixture
def practice_id(workspace: Workspace) -> str:
    workspace.guide = NamedGuide()  # type: ignore[assignment]
    return add_practice(workspace)


def test_a_report_says_where_it_comes_from(workspace: Workspace, practice_id: str) -> None:
    report = status_report(workspace, practice_id)
    assert report.practice.name == "Made-up Surgery"
    assert (report.guide.title, report.migdesk_version) == ("The guide", __version__)
    assert report.made_by is not None
    assert report.made_by.name == "Alex Sample"
    assert len(report.recent) == 1


def test_a_report_says_what_speaks_against_the_dates(workspace: Workspace, practice_id: str, tmp_path: Path) -> None:
    assert status_report(workspace, practice_id).date_warnings == ()
    workspace.plans.apply(practice_id, PlanChange(planned={"go-live": date(2027, 4, 18)}))
    report = json.loads(write_report(workspace, practice_id, tmp_path / "report.json").read_bytes())
    warning = next(one for one in report["date_warnings"] if one["id"].startswith("day-off"))
    assert warning.keys() == {"id", "title", "text", "source"}
    assert "Sun 18 April 2027" in warning["text"]


def test_it_is_written_in_the_format_of_its_name(workspace: Workspace, practice_id: str, tmp_path: Path) -> None:
    written = write_report(workspace, practice_id, tmp_path / "report.json")
    assert json.loads(written.read_bytes())["practice"]["id"] == practice_id
    written = write_report(workspace, practice_id, tmp_path / "report.txt", "html")
    assert written.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_an_unknown_ending_writes_nothing(workspace: Workspace, practice_id: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"\.html, \.pdf"):
        write_report(workspace, practice_id, tmp_path / "report.xyz")
    assert not (tmp_path / "report.xyz").exists()


def test_a_place_that_cannot_be_written_is_named(workspace: Workspace, practice_id: str, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="no folder"):
        write_report(workspace, practice_id, tmp_path / "nowhere" / "report.html")
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(EnvironmentFault, match="is a folder"):
        write_report(workspace, practice_id, tmp_path / "folder.html")
