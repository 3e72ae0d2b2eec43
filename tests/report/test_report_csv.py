"""The table: one row for each thing, nothing lost, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest
from sample_report import busy_practice
from written import status_csv

from migdesk.report.status.model import StatusReport
from migdesk.report.status.records import COLUMNS
from migdesk.report.writers.csv import defused


def rows_of(report: StatusReport) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(status_csv(report).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\tx", "\rx", "\n=1", "\u200f=1", " \u202e =1", "\ufeff=1", "＝1"],
)
def test_what_a_spreadsheet_would_run_is_defused(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "plain", "a=1", "1-2", "'=1", "  indented", "email@example.org"])
def test_what_it_would_not_run_stays_as_it_is(text: str) -> None:
    assert defused(text) == text


def test_the_file_opens_as_it_is_in_a_spreadsheet() -> None:
    data = status_csv(busy_practice().report())
    assert data.startswith("\ufeff".encode())
    assert data.split(b"\r\n")[0].decode("utf-8-sig") == ",".join(COLUMNS)
    assert data.endswith(b"\r\n")


def test_each_task_reference_and_milestone_has_its_row() -> None:
    report = busy_practice().report()
    rows = rows_of(report)
    kinds = [row["kind"] for row in rows]
    assert kinds.count("task") == sum(len(phase.tasks) for phase in report.phases)
    assert kinds.count("reference") == 3
    assert kinds.count("milestone") == 3
    assert kinds.count("not on the checklist") == 3
    assert all(None not in row and None not in row.values() for row in rows)
    fund = next(row for row in rows if row["id"] == "decision.fund")
    assert (fund["phase"], fund["status"], fund["due"], fund["overdue"], fund["owner"], fund["roles"]) == (
        "1 The decision", "To do", "2026-11-23", "yes", "Sam Sample", "Practice Manager",
    )  # fmt: skip
    assert next(row for row in rows if row["id"] == "kick-off.book")["due_set_by_hand"] == "yes"


def test_milestones_say_how_they_stand_and_where_their_days_come_from() -> None:
    marked = busy_practice(go_live=None, **{"happened.kick-off": ["2026-11-20", "2026-11-16"]})
    rows = {row["id"]: row for row in rows_of(marked.report()) if row["kind"] == "milestone"}
    assert {name: (row["status"], row["notes"]) for name, row in rows.items()} == {
        "order": ("past, not marked", "By its rule: 91 days before Go-Live"),
        "kick-off": ("happened", "Marked as happened, planned for Mon 16 Nov 2026"),
        "go-live": ("planned", "Worked out, not set"),
    }
    undated = rows_of(busy_practice(go_live=None).report())
    assert {row["status"] for row in undated if row["kind"] == "milestone"} == {"not dated"}


def test_every_note_reason_and_acknowledgement_is_there() -> None:
    practice = busy_practice()
    everything = "\n".join("\n".join(row.values()) for row in rows_of(practice.report()))
    for note in practice.progress.state.standing_notes():
        assert note.text in everything
        assert note.actor.name in everything
    for one in practice.progress.state.acknowledgements.values():
        assert one.wording in everything
    for words in ("The contract is with the lawyers.", "Read the wrong page.", "came from a newer version", "9.9.9"):
        assert words in everything


def test_a_sample_is_marked_in_every_row_and_told_first() -> None:
    rows = rows_of(busy_practice(sample=True).report())
    assert all(row["practice"] == "Sample: Riverside Surgery" for row in rows)
    assert rows[0]["kind"] == "report"
    assert rows[0]["notes"].startswith("Made-up sample.")


@pytest.mark.parametrize("text", ['=HYPERLINK("http://example.org")', "a;b\tc", 'say "yes", then\nleave', "😀" * 5000])
def test_whatever_is_typed_comes_back(text: str) -> None:
    practice = busy_practice(name=text[:200])
    practice.note("decision.fund", text)
    practice.set_task("decision.fund", owner=text[:120], status=["blocked", text[:500]])
    rows = rows_of(practice.report())
    fund = next(row for row in rows if row["id"] == "decision.fund")
    assert text in fund["notes"]
    assert fund["owner"].removeprefix("'") == text[:120]
    assert not any(value.lstrip()[:1] in {"=", "+", "-", "@"} for row in rows for value in row.values() if value)
