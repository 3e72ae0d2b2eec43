from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from migdesk.base.errors import UserError
from migdesk.practice.patient_data import find_patient_data
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.sample import add_sample_practice, add_samples
from migdesk.workspace.sample_practice import ods_code, sample_name
from migdesk.workspace.workspace import Workspace
from support import CountingIds, TickingClock, paths_in

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)


def opened(folder: Path) -> Workspace:
    return bootstrap(paths_in(folder), clock=TickingClock(NOW, timedelta(0)))


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


def test_the_first_sample_of_seed_1_is_riverside_surgery(real_workspace: Workspace) -> None:
    (practice,) = add_samples(real_workspace, 1, 1)
    progress = real_workspace.progress(practice)
    state = progress.state
    assert (state.name, state.ods_code, state.sample) == ("Riverside Surgery", "Z99001", True)
    assert (state.text("from_system"), state.text("to_system")) == ("EMIS Web", "SystmOne")
    assert state.text("commissioner") == "North Moor ICB"
    assert state.go_live == real_workspace.today + timedelta(days=114)
    assert 38 <= progress.percent <= 43
    assert progress.overdue == 3
    assert progress.due_soon >= 4
    assert progress.acknowledged == 5
    assert progress.phase_now is not None
    assert progress.phase_now.phase.id == "kick-off-meeting"


def test_the_one_sample_to_look_round_with_is_added_once(real_workspace: Workspace) -> None:
    first = add_sample_practice(real_workspace)
    assert real_workspace.store.state(first).name == "Riverside Surgery"
    assert add_sample_practice(real_workspace) == first
    real_workspace.recorder.actor = real_workspace.store.events(first)[0].actor
    real_workspace.practices.set_archived(first, True)
    assert real_workspace.store.state(add_sample_practice(real_workspace)).ods_code == "Z99002"


def test_a_seed_makes_the_same_practices_on_the_same_day(real_workspace: Workspace, tmp_path: Path) -> None:
    other = opened(tmp_path / "two")
    add_samples(real_workspace, 5, 7, CountingIds())
    add_samples(other, 5, 7, CountingIds())
    # Withdrawals name what they withdraw by a device's own number, so those are left out.
    mine, theirs = ([[e for e in one if e[2] != "withdrawn"] for one in record_of(w)] for w in (real_workspace, other))
    assert mine == theirs
    other.close()


def test_another_seed_makes_others(real_workspace: Workspace, tmp_path: Path) -> None:
    other = opened(tmp_path / "two")
    add_samples(real_workspace, 3, 7)
    add_samples(other, 3, 8)
    assert record_of(real_workspace) != record_of(other)
    other.close()


def test_thirty_samples_show_every_stage(real_workspace: Workspace) -> None:
    began = time.perf_counter()
    ids = add_samples(real_workspace, 30, 1)
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
    assert {one.overdue for one in every} >= {0, 1, 3}
    assert {one.acknowledged == 9 for one in every} == {True, False}
    assert any(reference.withdrawn for one in every for reference in one.references)
    assert any(reference.standing and not reference.acknowledged for one in every for reference in one.references)
    assert any(task.owner and task.notes for one in every for task in one.tasks)
    assert len({one.state.name for one in every}) == 30
    assert {one.state.ods_code for one in every} == {f"Z99{number:03}" for number in range(1, 31)}


def test_nothing_lies_in_the_future_and_time_only_goes_on(real_workspace: Workspace) -> None:
    for practice in add_samples(real_workspace, 10, 3):
        times = [event.at for event in real_workspace.store.events(practice)]
        assert times == sorted(times)
        assert times[-1] <= NOW
        assert times[-1] - times[0] > timedelta(days=14)


def test_no_sample_holds_what_looks_like_a_patient(real_workspace: Workspace) -> None:
    for practice in add_samples(real_workspace, 10, 3):
        state = real_workspace.store.state(practice)
        words = [note.text for note in state.notes.values()] + [state.reason(task) for task in state.tasks]
        assert not any(find_patient_data(text, real_workspace.today) for text in words)


def test_the_record_folds_to_what_is_stored(real_workspace: Workspace) -> None:
    add_samples(real_workspace, 4, 2)
    before = list(real_workspace.store.states())
    real_workspace.store.rebuild()
    assert list(real_workspace.store.states()) == before
    assert not any(state.newer for state in before)


def test_further_samples_go_on_with_their_codes(real_workspace: Workspace) -> None:
    add_samples(real_workspace, 2, 1)
    (third,) = add_samples(real_workspace, 1, 1)
    assert real_workspace.store.state(third).ods_code == "Z99003"
    assert real_workspace.store.state(third).name == sample_name(3)


def test_listeners_are_told(real_workspace: Workspace) -> None:
    told: list[str] = []
    real_workspace.recorder.subscribe(lambda changes: told.append(changes.practice_id))
    added = add_samples(real_workspace, 2, 1)
    assert tuple(told) == added


@pytest.mark.parametrize("number", [0, -3, 10_001])
def test_a_number_that_cannot_be_meant(real_workspace: Workspace, number: int) -> None:
    with pytest.raises(UserError, match="sample practices"):
        add_samples(real_workspace, number, 1)


def test_codes_never_leave_those_of_samples() -> None:
    assert ods_code(999) == "Z99999"
    assert ods_code(1000) == ""
    names = [sample_name(number) for number in range(1, 2001)]
    assert len(set(names)) == 2000
