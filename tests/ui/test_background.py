"""Work beside the window and between what it does: told, cancelled, failing, closing, and always back in its thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from migdesk.base.errors import UserError
from migdesk.ui import background
from migdesk.ui.background import Background, Report, end_background_work
from migdesk.workspace.steps import Step


class Heard:
    """What came back, and in which threads."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.faults: list[str] = []
        self.steps: list[Step] = []
        self.slices: list[list[int]] = []
        self.threads: set[threading.Thread] = set()

    def done(self, result: object = "the end") -> None:
        self.threads.add(threading.current_thread())
        self.results.append(result)

    def failed(self, why: str) -> None:
        self.threads.add(threading.current_thread())
        self.faults.append(why)

    def progressed(self, step: Step) -> None:
        self.threads.add(threading.current_thread())
        self.steps.append(step)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.cancel()


@pytest.fixture
def slices_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every slice ends after one item: the clock jumps by a second each time it is read."""
    seconds = iter(range(1_000_000))
    monkeypatch.setattr(background, "perf_counter", lambda: next(seconds))
    monkeypatch.setattr(background, "SLICE_SECONDS", 1.5)


# in a thread


def test_the_work_is_done_elsewhere_and_comes_back_here(qtbot: QtBot, work: Background, heard: Heard) -> None:
    def where(_report: Report) -> threading.Thread:
        return threading.current_thread()

    work.run(where, heard.done, heard.failed)
    assert work.is_running
    qtbot.waitUntil(lambda: not work.is_running)
    assert heard.results and heard.results[0] is not threading.current_thread()
    assert heard.threads == {threading.current_thread()}


def test_the_last_step_is_told(qtbot: QtBot, work: Background, heard: Heard) -> None:
    def steps(report: Report) -> int:
        for done in range(5):
            report(done + 1, 5)
        return 5

    work.run(steps, heard.done, heard.failed, heard.progressed)
    qtbot.waitUntil(lambda: bool(heard.results))
    assert heard.steps[-1] == Step("", 5, 5)
    assert heard.threads == {threading.current_thread()}


@pytest.mark.parametrize("fault", [UserError("The disk is full."), OSError("The disk is full.")])
def test_what_stands_in_the_way_is_told_in_its_words(
    qtbot: QtBot, work: Background, heard: Heard, fault: Exception
) -> None:
    def failing(_report: Report) -> None:
        raise fault

    work.run(failing, heard.done, heard.failed)
    qtbot.waitUntil(lambda: not work.is_running)
    assert (heard.results, heard.faults) == ([], ["The disk is full."])


def test_a_bug_is_told_and_goes_on_to_the_crash_file(qtbot: QtBot, work: Background, heard: Heard) -> None:
    def wrong(_report: Report) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        work.run(wrong, heard.done, heard.failed)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert heard.faults == ["Something went wrong in migdesk itself (ZeroDivisionError)."]
    assert not work.is_running


def test_cancelled_work_ends_and_nothing_of_it_comes(qtbot: QtBot, work: Background, heard: Heard) -> None:
    ended = threading.Event()
    work.run(until_cancelled(ended), heard.done, heard.failed, heard.progressed)
    qtbot.waitUntil(lambda: bool(heard.steps))
    work.cancel()
    assert not work.is_running
    assert ended.wait(5)
    work.run(lambda _: "another", heard.done, heard.failed)
    qtbot.waitUntil(lambda: bool(heard.results))
    assert heard.results == ["another"] and heard.faults == []


def test_cancelling_while_the_progress_is_told(qtbot: QtBot, work: Background, heard: Heard) -> None:
    ended = threading.Event()
    work.run(until_cancelled(ended), heard.done, heard.failed, lambda _: work.cancel())
    qtbot.waitUntil(lambda: not work.is_running)
    assert ended.wait(5)
    assert (heard.results, heard.faults) == ([], [])


def test_closing_ends_threads_and_waits_for_them(qtbot: QtBot, work: Background, heard: Heard) -> None:
    ended = threading.Event()
    work.run(until_cancelled(ended), heard.done, heard.failed, heard.progressed)
    qtbot.waitUntil(lambda: bool(heard.steps))
    end_background_work()
    assert ended.is_set()
    qtbot.waitUntil(lambda: not work.is_running)
    assert (heard.results, heard.faults) == ([], [])


def test_closing_waits_for_nothing_that_need_not_be_whole(qtbot: QtBot, work: Background, heard: Heard) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def slow(_report: Report) -> bool:
        begun.set()
        return goes_on.wait(10)

    work.run(slow, heard.done, heard.failed, awaited=False)
    qtbot.waitUntil(begun.is_set)
    end_background_work()
    assert work.is_running
    goes_on.set()
    qtbot.waitUntil(lambda: not work.is_running)


def until_cancelled(ended: threading.Event) -> Callable[[Report], None]:
    def working(report: Report) -> None:
        try:
            while not ended.is_set():
                report(1, 0)
        finally:
            ended.set()

    return working


# in slices


def numbers(count: int, ended: list[str]) -> Iterator[int]:
    try:
        yield from range(count)
        ended.append("finished")
    except GeneratorExit:
        ended.append("closed")
        raise


def test_all_items_arrive_in_slices(slices_of_one: None, qtbot: QtBot, work: Background, heard: Heard) -> None:
    ended: list[str] = []
    work.take(numbers(3, ended), heard.slices.append, heard.done, heard.failed)
    assert work.is_running and heard.slices == []
    qtbot.waitUntil(lambda: bool(heard.results))
    assert heard.slices == [[0], [1], [2]]
    assert ended == ["finished"] and not work.is_running


def test_cancelling_closes_what_is_taken(slices_of_one: None, qtbot: QtBot, work: Background, heard: Heard) -> None:
    ended: list[str] = []
    work.take(numbers(5, ended), lambda taken: work.cancel() if taken == [1] else None, heard.done, heard.failed)
    qtbot.waitUntil(lambda: not work.is_running)
    assert ended == ["closed"] and heard.results == []
    work.cancel()


def test_a_fault_between_slices_is_told(qtbot: QtBot, work: Background, heard: Heard) -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise UserError("The disk is full.")

    work.take(failing(), heard.slices.append, heard.done, heard.failed)
    qtbot.waitUntil(lambda: not work.is_running)
    assert (heard.results, heard.faults) == ([], ["The disk is full."])
