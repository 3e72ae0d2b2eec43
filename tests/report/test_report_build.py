"""The neutral report, held against the record that it was made from."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sample_report import GO_LIVE, MANAGER, NOW, PARTNER, TODAY, MadeUpPractice, busy_practice, conflict

from migdesk.report.status.model import StatusReport, TaskLine


def task(report: StatusReport, task_id: str) -> TaskLine:
    return next(line for phase in report.phases for line in phase.tasks if line.id == task_id)


def test_every_standing_note_is_there_once_with_its_author_and_time() -> None:
    practice = busy_practice()
    report = practice.report()
    shown = [note for phase in report.phases for line in phase.tasks for note in line.notes]
    shown += [*report.practice_notes, *(note for one in report.off_checklist for note in one.notes)]
    kept = practice.progress.state.standing_notes()
    assert sorted((note.text, note.by.name, note.at) for note in shown) == sorted(
        (note.text, note.actor.name, note.at) for note in kept
    )
    assert len(kept) == 6


def test_a_withdrawn_note_is_left_out_and_counted() -> None:
    assert busy_practice().report().notes_withdrawn == 1


def test_items_that_the_checklist_does_not_show_are_kept_with_the_reason() -> None:
    off = {one.id: one for one in busy_practice().report().off_checklist}
    assert off.keys() == {"own.2", "task.of-another-guide", "act-of-another-guide"}
    assert off["own.2"].title == "Buy a cake"
    assert off["own.2"].why == "The practice removed this task from its checklist"
    assert off["act-of-another-guide"].acknowledgements[0].by.name == "Pat Example"


def test_the_headline_counts_as_the_progress_does() -> None:
    practice = busy_practice()
    head, progress = practice.report().headline, practice.progress
    assert (head.percent, head.done, head.total) == (progress.percent, progress.done, progress.total) == (20, 1, 5)
    assert (head.overdue, head.due_soon, head.blocked) == (progress.overdue, progress.due_soon, 1)
    assert head.critical_open == 1
    assert (head.go_live, head.days_to_go_live) == (GO_LIVE, 112)
    assert (head.references_acknowledged, head.references_total) == (1, 3)
    assert head.phase_now == "1 The decision"


def test_overdue_blocked_and_due_soon_are_listed_by_date() -> None:
    report = busy_practice().report()
    assert [line.id for line in report.overdue] == ["decision.fund"]
    assert report.overdue[0].days_overdue == 1
    assert [(line.id, line.reason) for line in report.blocked] == [
        ("decision.sign", "The contract is with the lawyers.")
    ]
    assert [(line.id, line.due) for line in report.due_soon] == [
        ("decision.sign", date(2026, 11, 26)),
        ("kick-off.book", date(2026, 12, 1)),
    ]
    assert task(report, "kick-off.book").due_by_hand
    assert not task(report, "decision.fund").due_by_hand


def test_references_say_who_acknowledged_them_and_whether_that_counts() -> None:
    by_id = {one.id: one for one in busy_practice().report().references}
    gdpr, records, old = by_id["gdpr"], by_id["records"], by_id["old-act"]
    assert gdpr.verdict == "Acknowledged by the practice"
    assert [(one.by.name, one.by.role, one.by.organisation, one.for_practice) for one in gdpr.acknowledgements] == [
        ("Ellis Example", "Caldicott Guardian", "Riverside Surgery", True),
        ("Sam Sample", "Delivery partner", "Example Partners", False),
    ]
    assert gdpr.acknowledgements[0].wording == gdpr.wording
    assert records.verdict == "Not yet acknowledged by the practice"
    assert records.acknowledgements[0].withdrawn is not None
    assert records.acknowledgements[0].withdrawn.reason == "Read the wrong page."
    assert old.words_changed
    assert old.verdict.startswith("Not yet acknowledged by the practice in its present wording")
    assert not old.acknowledgements[0].current_wording


def test_the_last_fourteen_days_are_told_newest_first() -> None:
    report = busy_practice().report()
    assert report.recent
    assert all(one.at >= NOW - timedelta(days=14) for one in report.recent)
    assert report.recent[0].text.startswith("Something that a newer version")
    assert "Not applicable, because: There is no branch surgery. (was to do)" in [one.text for one in report.recent]
    assert not any(one.text.startswith("Practice added") for one in report.recent)


def test_it_says_what_made_it() -> None:
    report = busy_practice().report()
    assert report.made_at == NOW
    assert report.made_by is not None
    assert (report.made_by.name, report.made_by.role, report.made_by.organisation) == (
        "Sam Sample",
        "Delivery partner",
        "Example Partners",
    )
    assert (report.guide.title, report.guide.version, report.guide.as_of) == (
        "GP Clinical System Migration Guide",
        "1.0",
        "2026-11",
    )
    assert report.migdesk_version == "9.9.9"
    assert MadeUpPractice().report(made_by=None).made_by is None


@pytest.mark.parametrize(("count", "line"), [(0, ""), (1, "1 entry in"), (3, "3 entries in")])
def test_entries_of_a_newer_version_are_counted_in_one_line(count: int, line: str) -> None:
    practice = MadeUpPractice()
    for _ in range(count):
        practice.add("kind-of-the-future", {})
    report = practice.report()
    assert report.newer_events == count
    assert report.newer_line.startswith(line)
    assert bool(report.newer_line) == bool(count)


def test_a_sample_is_marked_and_a_real_practice_is_not() -> None:
    assert busy_practice(sample=True).report().sample_notice.startswith("Made-up sample")
    assert busy_practice().report().sample_notice == ""


def test_a_practice_without_a_date_has_no_due_dates() -> None:
    report = MadeUpPractice(go_live=None).report()
    assert report.headline.days_to_go_live is None
    assert all(one.date is None and one.days is None and not one.set for one in report.milestones)
    assert not report.overdue
    assert not report.due_soon


def test_what_speaks_against_the_dates_is_in_it_and_go_live_comes_first() -> None:
    report = MadeUpPractice().report(conflicts=[conflict(1, "order"), conflict(2, "fdp", "go-live"), conflict(3)])
    assert [one.id for one in report.date_warnings] == ["c2", "c1", "c3"]
    assert report.date_warnings[0].source == "/guide/kick-off#dates"
    assert MadeUpPractice().report().date_warnings == ()


def test_a_finished_practice() -> None:
    practice = MadeUpPractice(go_live=(TODAY - timedelta(days=60)).isoformat())
    for line in list(practice.progress.tasks):
        practice.set_task(line.id, status=["done", ""])
    head = practice.report().headline
    assert (head.percent, head.overdue, head.critical_open, head.phase_now) == (100, 0, 0, "")
    assert head.days_to_go_live == -60


def test_the_person_who_set_a_status_is_named() -> None:
    report = busy_practice().report()
    assert task(report, "decision.sign").status_by is not None
    assert task(report, "decision.sign").status_by == report.made_by
    assert PARTNER != MANAGER
    assert task(report, "own.1").status_by is None
