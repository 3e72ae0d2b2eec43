"""Long writing in steps: in slices, with what it needs loaded beside, and stopped without leaving anything."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from migdesk.base.errors import UserError
from migdesk.ui import step_run
from migdesk.ui.step_run import StepRun
from migdesk.workspace.steps import Step


@pytest.fixture(autouse=True)
def slices_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every slice ends after one step: the clock jumps by a second each time it is read."""
    seconds = iter(range(1_000_000))
    monkeypatch.setattr(step_run, "perf_counter", lambda: next(seconds))
    monkeypatch.setattr(step_run, "SLICE_SECONDS", 1.5)


def steps_of(number: int, ended: list[str]) -> Iterator[Step]:
    try:
        for one in range(number):
            yield Step("Writing", one + 1, number)
        ended.append("finished")
    except GeneratorExit:
        ended.append("closed")
        raise


def test_all_steps_are_taken_and_told(qtbot: QtBot) -> None:
    run, ended, told = StepRun(), [], []
    run.progressed.connect(lambda step: told.append(step.done))
    with qtbot.waitSignal(run.finished):
        run.start(steps_of(3, ended))
        assert run.is_running
    assert told == [1, 2, 3]
    assert ended == ["finished"]
    assert not run.is_running


def test_what_is_needed_is_loaded_first(qtbot: QtBot) -> None:
    run, ended, loaded = StepRun(), [], threading.Event()
    told: list[bool] = []
    run.progressed.connect(lambda _: told.append(loaded.is_set()))
    with qtbot.waitSignal(run.finished):
        run.start(steps_of(2, ended), loaded.set)
    assert told == [True, True]


def test_stopping_closes_the_steps(qtbot: QtBot) -> None:
    run, ended = StepRun(), []
    run.progressed.connect(lambda step: run.stop() if step.done == 2 else None)
    run.start(steps_of(5, ended))
    qtbot.waitUntil(lambda: not run.is_running)
    assert ended == ["closed"]
    run.stop()


def test_a_fault_is_told_in_its_words(qtbot: QtBot) -> None:
    def failing() -> Iterator[Step]:
        yield Step("Writing", 1, 2)
        raise UserError("The disk is full.")

    run = StepRun()
    with qtbot.waitSignal(run.failed) as caught:
        run.start(failing())
    assert caught.args == ["The disk is full."]
    assert not run.is_running
