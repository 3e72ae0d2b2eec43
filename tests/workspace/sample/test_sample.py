from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from migdesk.base.clock import local_date
from migdesk.base.errors import UserError
from migdesk.practice.patient_data import find_patient_data
from migdesk.practice.progress import Progress, TaskProgress
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.sample.history import sittings_of
from migdesk.workspace.sample.practice import ods_code, riverside, sample_name, sample_practice
from migdesk.workspace.sample.signatures import SIGNED_IN_FULL
from migdesk.workspace.sample.stories import RIVERSIDE_STORIES
from migdesk.workspace.sample.words import BLOCKED_BECAUSE, NOT_APPLICABLE_BECAUSE
from migdesk.workspace.workspace import Workspace
from support import CountingIds, TickingClock, paths_in, small_definitions

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)


def opened(folder: Path, now: datetime = NOW) -> Workspace:
    return bootstrap(paths_in(folder), clock=TickingClock(now, timedelta(0)))


@pytest.fixture
def real_workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace over the built-in guide, on a Sunday afternoon."""
    workspace = opened(tmp_path / "one")
    yield workspace
    workspace.close()


def record_of(workspace: Workspace) -> list[list[Any]]:
    return [
        [(event.at, event.actor, event.kind, event.body) for event in workspace.store.events(practice)]
        for practice in workspace.store.practice_ids()
    ]


def statuses(progress: Progress, status: str) -> list[TaskProgress]:
    return [task for task in progress.tasks if task.status == status]


def days_to_go_live(progress: Progress) -> int | None:
    return (progress.state.go_live - progress.today).days if progress.state.go_live else None


def lag(task: TaskProgress) -> int:
    """Return how many days after its due date a done task was done."""
    assert task.status_set is not None
    assert task.due is not None
    return (local_date(task.status_set.at) - task.due).days


def test_the_first_sample_of_seed_1_is_riverside_surgery(real_workspace: Workspace) -> None:
    (practice,) = real_workspace.samples.add(1, 1)
    state = real_workspace.progress(practice).state
    assert (state.name, state.ods_code, state.sample) == ("Riverside Surgery", "Z99001", True)
    assert (state.text("from_system"), state.text("to_system")) == ("EMIS Web", "SystmOne")
    assert state.text("commissioner") == "North Moor ICB"


@pytest.mark.parametrize("days_later", range(7))
def test_riverside_is_on_the_eve_of_its_first_extract_on_every_day_of_the_week(tmp_path: Path, days_later: int) -> None:
    workspace = opened(tmp_path, NOW + timedelta(days=days_later))
    progress = workspace.progress(workspace.samples.add_riverside())
    workspace.close()
    assert progress.state.go_live is not None
    assert progress.state.go_live.weekday() < 5
    assert days_to_go_live(progress) in {50, 51, 52}
    assert (progress.done, progress.total, progress.percent) == (60, 157, 38)
    assert progress.acknowledged == 5
    assert sum(bool(reference.withdrawn) for reference in progress.references) == 1
    by_partner_alone = [one for one in progress.references if one.standing and not one.acknowledged]
    assert [one.standing[0].actor.role for one in by_partner_alone] == ["delivery-partner"]
    assert progress.phase_now is not None
    assert progress.phase_now.phase.id == "pre-migration-tasks"
    extract = progress.task("idp.extract-delivered")
    assert extract is not None
    assert extract.due_soon
    assert progress.due_soon == 12


def test_riverside_follows_its_plan(real_workspace: Workspace) -> None:
    progress = real_workspace.progress(real_workspace.samples.add_riverside())
    overdue = [task for task in progress.tasks if task.overdue]
    assert [task.id for task in overdue] == ["pre.test-criteria", "pre.notify-services", "pre.select-records"]
    assert [task.task.critical for task in overdue] == [False, True, False]
    assert not any(task.due_by_hand for task in overdue)
    assert sum(task.due_by_hand for task in progress.tasks) == 1
    assert len(statuses(progress, "blocked")) == 2
    assert len(statuses(progress, "in-progress")) == 4
    assert [(task.id, task.reason) for task in statuses(progress, "not-applicable")] == [
        ("survey.dispensary", "We are not a dispensing practice"),
        ("go-live.dispensary", "We are not a dispensing practice"),
    ]
    assert sum(len(task.notes) for task in progress.tasks) == 12
    assert 68 <= sum(bool(task.owner) for task in progress.tasks) <= 82
    early = [task for task in statuses(progress, "done") if task.due and task.due >= real_workspace.today]
    assert {task.id for task in early} >= {"survey.icons", "training.schedule"}
    assert len(early) == 7


def test_riverside_has_signed_what_lies_behind_it_but_for_two_parties(real_workspace: Workspace) -> None:
    progress = real_workspace.progress(real_workspace.samples.add_riverside())
    behind = {one.id: one for one in progress.sign_offs if one.due and one.due < real_workspace.today}
    assert {one.id for one in behind.values() if one.state == "made"} == SIGNED_IN_FULL
    assert behind.keys() - SIGNED_IN_FULL == {"so.ig-party"}
    party = behind["so.ig-party"]
    assert (party.count, party.overdue) == (3, True)
    assert [line.signer.party for line in party.lines if not line.signature] == ["current-supplier", "new-supplier"]
    for signature in progress.state.signatures.values():
        assert local_date(signature.at) < real_workspace.today
        assert "…" not in signature.said.wording
    assert not [one for one in progress.sign_offs if one.elsewhere]


def test_what_the_story_of_riverside_tells_is_in_the_checklist(real_workspace: Workspace) -> None:
    told = {*RIVERSIDE_STORIES, *NOT_APPLICABLE_BECAUSE, *BLOCKED_BECAUSE}
    assert told <= real_workspace.definitions.task_by_id.keys()
    conditional = {task.id for task in real_workspace.definitions.tasks if task.applies_if}
    assert conditional - NOT_APPLICABLE_BECAUSE.keys() == set()


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_the_first_seven_samples_have_something_of_every_stage(real_workspace: Workspace, seed: int) -> None:
    every = [real_workspace.progress(practice) for practice in real_workspace.samples.add(7, seed)]
    days = [days_to_go_live(one) for one in every]
    assert days.count(None) == 1
    assert sum(day is not None and 0 < day <= 7 for day in days) == 1
    assert [one.percent for one in every].count(100) == 1
    phases = [one.phase_now.phase.number if one.phase_now else None for one in every]
    assert phases[:1] + phases[2:] == [5, 12, None, 1, 8, 3]
    assert phases[1] in {13, 14}


@pytest.mark.parametrize("seed", [1, 5])
def test_every_sample_is_where_its_plan_has_it(real_workspace: Workspace, seed: int) -> None:
    today = real_workspace.today
    done: list[int] = []
    for practice in real_workspace.samples.add(60, seed):
        progress = real_workspace.progress(practice)
        for task in progress.tasks:
            if task.overdue:
                assert task.due is not None
                assert (today - task.due).days <= 14
                assert not task.due_by_hand
            if task.due and task.due < today:
                assert task.overdue or task.status in {"done", "not-applicable"}
        assert progress.overdue <= 4
        assert sum(task.due_by_hand for task in progress.tasks) <= 2
        done += [lag(task) for task in statuses(progress, "done") if task.due]
        days = days_to_go_live(progress)
        if days is not None and days < -28:
            assert progress.phase_now is None
        if days is not None and days > 126:
            touched = {task.id for task in progress.tasks if task.status != "to-do"}
            # The id of one task of the decision is older than its place there.
            assert all(task.startswith("decision.") for task in touched - {"order.confirm-framework"})
    assert max(done) <= 8
    assert sum(lag >= -7 for lag in done) > 0.94 * len(done)


@pytest.mark.parametrize("seed", [1, 5])
def test_no_sample_did_what_had_to_wait(real_workspace: Workspace, seed: int) -> None:
    """What is due on or after a milestone is not done before it, but for a weekend's shift to the Friday."""
    for practice in real_workspace.samples.add(30, seed):
        if practice == real_workspace.store.practice_ids()[0]:
            continue  # Riverside's story is told by hand
        progress = real_workspace.progress(practice)
        dates = {one.milestone.id: one.date for one in progress.milestones}
        for task in progress.tasks:
            if task.status == "done" and task.task.due and task.task.due.offset_days >= 0:
                at = dates[task.task.due.anchor]
                assert task.status_set is not None
                assert at is None or local_date(task.status_set.at) >= at - timedelta(days=2)


def test_the_phase_under_way_has_the_phases_before_it_behind_it(real_workspace: Workspace) -> None:
    """Work goes on in a phase for a week beyond its end in the plan, and begins at most two weeks ahead of it."""
    for practice in real_workspace.samples.add(60, 1):
        progress = real_workspace.progress(practice)
        now = progress.phase_now
        if now and now.start and now.end and now.phase.number > 1:
            assert now.end >= real_workspace.today - timedelta(days=8)
            assert now.start <= real_workspace.today + timedelta(days=14)


def test_milestones_behind_a_sample_have_happened_mostly_as_planned(real_workspace: Workspace) -> None:
    may_slip = {"cutover-planning-meeting", "data-sign-off"}
    slips: list[int] = []
    for practice in real_workspace.samples.add(30, 1):
        progress = real_workspace.progress(practice)
        for one in progress.milestones:
            if one.happened:
                assert one.date is not None and one.planned is not None
                assert one.date < real_workspace.today
                slips.append(one.slipped)
            elif one.date and one.milestone.staffed and one.milestone.id not in may_slip:
                assert one.date >= real_workspace.today - timedelta(days=2)
        marked = [event for event in real_workspace.store.events(practice) if "happened." in str(event.body)]
        for event in marked:
            for value in (value for name, value in event.body["fields"].items() if name.startswith("happened.")):
                assert local_date(event.at).isoformat() >= value[0]
    assert slips.count(0) > 0.7 * len(slips)
    assert {slip for slip in slips if slip} and max(slips) <= 7 and min(slips) == 0


def test_riverside_has_its_first_three_milestones_behind_it(real_workspace: Workspace) -> None:
    progress = real_workspace.progress(real_workspace.samples.add_riverside())
    happened = [one.milestone.id for one in progress.milestones if one.happened]
    assert happened == ["order", "kick-off", "technical-survey"]


def test_tasks_that_share_a_reason_not_to_apply_go_together(real_workspace: Workspace) -> None:
    for practice in real_workspace.samples.add(20, 1):
        left_out = {task.id for task in statuses(real_workspace.progress(practice), "not-applicable")}
        reasons = {NOT_APPLICABLE_BECAUSE[task] for task in left_out}
        assert left_out == {task for task, reason in NOT_APPLICABLE_BECAUSE.items() if reason in reasons}


@pytest.mark.parametrize("days", [-60, -5, 3, 200])
def test_samples_over_another_checklist(days: int) -> None:
    """A guide of somebody else's has other tasks, some of them without a date."""
    definitions = small_definitions()
    undated = replace(definitions.tasks[0], id="kick-off.own", due=None)
    strange = replace(definitions.tasks[0], id="kick-off.strange", roles=("caretaker",))
    definitions = replace(definitions, tasks=(*definitions.tasks, undated, strange))
    today = local_date(NOW)
    for number in range(1, 9):
        sample = sample_practice(number, today, random.Random(number))
        for one in (riverside(number, today), replace(sample, planned=today + timedelta(days=days), overdue=3)):
            sittings = sittings_of(one, definitions, NOW, random.Random(1))
            assert sittings[0].drafts[0].kind == "practice-set"
            assert all(sitting.at <= NOW for sitting in sittings)


def test_the_one_sample_to_look_round_with_is_added_once(real_workspace: Workspace) -> None:
    first = real_workspace.samples.add_riverside()
    assert real_workspace.store.state(first).name == "Riverside Surgery"
    assert real_workspace.samples.add_riverside() == first
    real_workspace.recorder.actor = real_workspace.store.events(first)[0].actor
    real_workspace.practices.set_archived(first, True)
    assert real_workspace.store.state(real_workspace.samples.add_riverside()).ods_code == "Z99002"


def test_a_seed_makes_the_same_practices_on_the_same_day(real_workspace: Workspace, tmp_path: Path) -> None:
    other = opened(tmp_path / "two")
    real_workspace.samples.add(5, 7, CountingIds())
    other.samples.add(5, 7, CountingIds())
    # Withdrawals name what they withdraw by a device's own number, so those are left out.
    mine, theirs = ([[e for e in one if e[2] != "withdrawn"] for one in record_of(w)] for w in (real_workspace, other))
    assert mine == theirs
    other.close()


def test_another_seed_makes_others(real_workspace: Workspace, tmp_path: Path) -> None:
    other = opened(tmp_path / "two")
    real_workspace.samples.add(3, 7)
    other.samples.add(3, 8)
    assert record_of(real_workspace) != record_of(other)
    other.close()


def test_thirty_samples_show_every_stage(real_workspace: Workspace) -> None:
    began = time.perf_counter()
    ids = real_workspace.samples.add(30, 1)
    assert time.perf_counter() - began < 3
    every = [real_workspace.progress(practice) for practice in ids]
    today = real_workspace.today
    days = [(one.state.go_live - today).days for one in every if one.state.go_live]
    assert min(days) >= -92
    assert max(days) <= 155
    assert {task.status for one in every for task in one.tasks} == {
        "to-do", "in-progress", "done", "blocked", "not-applicable",
    }  # fmt: skip
    assert all(task.reason for one in every for task in one.tasks if task.status in {"blocked", "not-applicable"})
    assert {one.percent == 100 for one in every} == {True, False}
    assert any(one.state.go_live is None for one in every)
    assert {one.overdue for one in every} >= {0, 1, 2, 3}
    assert {one.acknowledged == 9 for one in every} == {True, False}
    assert any(reference.withdrawn for one in every for reference in one.references)
    assert any(reference.standing and not reference.acknowledged for one in every for reference in one.references)
    assert any(task.owner and task.notes for one in every for task in one.tasks)
    assert len({one.state.name for one in every}) == 30
    assert {one.state.ods_code for one in every} == {f"Z99{number:03}" for number in range(1, 31)}


def test_nothing_lies_in_the_future_and_time_only_goes_on(real_workspace: Workspace) -> None:
    for practice in real_workspace.samples.add(10, 3):
        times = [event.at for event in real_workspace.store.events(practice)]
        assert times == sorted(times)
        assert times[-1] <= NOW
        assert times[-1] - times[0] > timedelta(days=14)


def test_no_sample_holds_what_looks_like_a_patient(real_workspace: Workspace) -> None:
    for practice in real_workspace.samples.add(10, 3):
        state = real_workspace.store.state(practice)
        words = [note.text for note in state.notes.values()] + [state.reason(task) for task in state.tasks]
        assert not any(find_patient_data(text, real_workspace.today) for text in words)


def test_the_record_folds_to_what_is_stored(real_workspace: Workspace) -> None:
    real_workspace.samples.add(4, 2)
    before = list(real_workspace.store.states())
    real_workspace.store.rebuild()
    assert list(real_workspace.store.states()) == before
    assert not any(state.newer for state in before)


def test_further_samples_go_on_with_their_codes(real_workspace: Workspace) -> None:
    real_workspace.samples.add(2, 1)
    (third,) = real_workspace.samples.add(1, 1)
    assert real_workspace.store.state(third).ods_code == "Z99003"
    assert real_workspace.store.state(third).name == sample_name(3)


def test_listeners_are_told(real_workspace: Workspace) -> None:
    told: list[str] = []
    real_workspace.recorder.subscribe(lambda changes: told.extend(changes.practices))
    added = real_workspace.samples.add(2, 1)
    assert sorted(told) == sorted(added)


@pytest.mark.parametrize("number", [0, -3, 10_001])
def test_a_number_that_cannot_be_meant(real_workspace: Workspace, number: int) -> None:
    with pytest.raises(UserError, match="sample practices"):
        real_workspace.samples.add(number, 1)


def test_codes_never_leave_those_of_samples() -> None:
    assert ods_code(999) == "Z99999"
    assert ods_code(1000) == ""
    names = [sample_name(number) for number in range(1, 2001)]
    assert len(set(names)) == 2000
