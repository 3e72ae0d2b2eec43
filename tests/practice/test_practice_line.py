"""A practice's line says what its progress says, on any day, and is kept beside the state."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from migdesk.practice.event import PROGRAMME
from migdesk.practice.practice_line import LineMaker, line_of, read_line
from migdesk.practice.progress import progress_of
from migdesk.practice.state import PracticeState
from migdesk.practice.status import STATUSES
from migdesk.practice.store import Store, Write
from migdesk.practice.store_opening import open_store_read_only
from migdesk.practice.stored_lines import StoredLines
from support import (
    MANAGER,
    PRACTICE,
    TODAY,
    TickingClock,
    name_practice,
    new_store,
    practice_set,
    small_definitions,
    state_of,
    task_set,
)

DEFINITIONS = small_definitions()
RELEASES = Path(__file__).resolve().parent.parent / "data" / "releases"
days = some.dates(date(2026, 1, 1), date(2028, 12, 31))
statuses = some.sampled_from(STATUSES)


@given(days, days, some.lists(some.tuples(some.sampled_from(DEFINITIONS.tasks), statuses, some.none() | days)))
def test_the_line_says_what_the_progress_of_any_day_says(go_live: date, today: date, settings: list) -> None:
    drafts = [practice_set(name="Made-up Surgery", ods_code="Z99001", go_live=go_live.isoformat())]
    for task, status, due in settings:
        fields = {"status": [status, "because"], "due": due.isoformat() if due else None}
        drafts.append(task_set(task.id, **fields))
    state = state_of(drafts)
    line = read_line(LineMaker(DEFINITIONS).make(state))
    progress = progress_of(state, DEFINITIONS, today)
    assert line == line_of(progress, DEFINITIONS)
    assert line.due_before(today) == progress.overdue
    assert (line.tasks_done, line.tasks_total) == (progress.done, progress.total)
    assert line.phase == (progress.phase_now.phase.id if progress.phase_now else None)
    assert line.go_live == go_live


def test_a_task_is_overdue_from_the_day_after() -> None:
    line = line_of(
        progress_of(state_of([practice_set(name="A", go_live="2027-04-12")]), DEFINITIONS, TODAY), DEFINITIONS
    )
    first = date(2027, 1, 25)  # the kick-off, 11 weeks before Go-Live
    assert [line.due_before(first + timedelta(days=days)) for days in (0, 1, 8)] == [0, 1, 2]


def test_a_go_live_that_has_happened() -> None:
    planned = state_of([practice_set(name="A", go_live="2027-04-12")])
    happened = state_of([practice_set(**{"name": "A", "happened.go-live": ["2027-04-13", "2027-04-12"]})])
    lines = [line_of(progress_of(state, DEFINITIONS, TODAY), DEFINITIONS) for state in (planned, happened)]
    assert [(line.go_live, line.went_live) for line in lines] == [(date(2027, 4, 12), False), (date(2027, 4, 13), True)]


@pytest.fixture
def kept(store: Store) -> Store:
    store.keep_lines(LineMaker(DEFINITIONS))
    return store


def test_a_line_is_written_with_what_it_tells(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    name_practice(kept)
    monkeypatch.setattr(kept, "_make_lines_anew", None)  # nothing is left to make
    assert [line.name for line in kept.lines()] == ["Made-up Surgery"]
    name_practice(kept, "Another Surgery")
    assert [(line.id, line.name) for line in kept.lines()] == [(PRACTICE, "Another Surgery")]


def test_a_practice_whose_adding_was_undone_has_no_line(kept: Store) -> None:
    name_practice(kept)
    name_practice(kept, "")
    assert list(kept.lines()) == []
    assert kept.names() == ()
    assert kept.count_not_archived() == 0


def test_names_and_count(kept: Store) -> None:
    name_practice(kept, "Elm Tree Practice", "p1")
    kept.append("p2", MANAGER, lambda _: [practice_set(name="Ash House", ods_code="Z99002", archived=True)])
    assert [(one.id, one.name, one.ods_code, one.archived) for one in kept.names()] == [
        ("p1", "Elm Tree Practice", "", False),
        ("p2", "Ash House", "Z99002", True),
    ]
    assert kept.count_not_archived() == 1


def test_another_checklist_makes_the_lines_anew_and_keeps_them(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(120):
        name_practice(kept, f"Surgery {number}", f"p{number}")
    fewer = replace(DEFINITIONS, tasks=DEFINITIONS.tasks[:1])
    kept.keep_lines(LineMaker(fewer))
    assert [(line.name, line.tasks_total) for line in kept.lines()] == [(f"Surgery {n}", 1) for n in range(120)]
    monkeypatch.setattr(kept, "_make_lines_anew", None)
    assert len(list(kept.lines())) == 120


def test_what_changes_while_lines_are_made_anew_is_not_lost(kept: Store) -> None:
    for number in range(60):
        name_practice(kept, f"Surgery {number}", f"p{number}")
    kept.keep_lines(LineMaker(replace(DEFINITIONS, tasks=())))
    lines = kept.lines()
    next(lines)
    name_practice(kept, "Renamed", "p59")
    list(lines)
    assert [line.name for line in kept.lines()][-1] == "Renamed"


def test_a_line_spoilt_on_disk_is_made_anew(kept: Store) -> None:
    name_practice(kept, "Elm Tree Practice", "p1")
    name_practice(kept, "Ash House", "p2")
    kept._connection.execute("UPDATE practice_line SET line = x'00' WHERE practice_id = 'p1'")
    assert [line.name for line in kept.lines()] == ["Elm Tree Practice", "Ash House"]


def test_a_spoilt_line_in_the_midst_of_those_of_another_checklist(kept: Store) -> None:
    for number in range(120):
        name_practice(kept, f"Surgery {number}", f"p{number}")
    kept._connection.execute("UPDATE practice_line SET form = 'another' WHERE practice_id <> 'p3'")
    kept._connection.execute("UPDATE practice_line SET line = x'00' WHERE practice_id = 'p3'")
    assert [line.name for line in kept.lines()] == [f"Surgery {number}" for number in range(120)]


def test_lines_are_made_for_a_record_that_is_held_elsewhere(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    name_practice(store)  # nobody keeps lines here
    with closing(sqlite3.connect(tmp_path / "migdesk.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("SELECT 1").fetchone()
        store._connection.execute("PRAGMA busy_timeout = 10")
        store.keep_lines(LineMaker(DEFINITIONS))
        assert [line.name for line in store.lines()] == ["Made-up Surgery"]
    store.close()


def test_a_record_of_an_earlier_version_opened_for_reading(tmp_path: Path) -> None:
    """It cannot be migrated where it is, so that it is in memory."""
    shutil.copytree(RELEASES / "0.1.0", tmp_path / "data")
    store = open_store_read_only(tmp_path / "data" / "migdesk.db", TickingClock(), "another computer has it")
    store.keep_lines(LineMaker(DEFINITIONS))
    named = [one.name for one in store.names()]
    assert named and [line.name for line in store.lines()] == named
    assert store.count_not_archived() == len(named)
    store.close()


def test_rebuilding_makes_the_lines_too(kept: Store) -> None:
    name_practice(kept)
    kept._connection.execute("DELETE FROM practice_line")
    kept.rebuild()
    assert [line.name for line in kept.lines()] == ["Made-up Surgery"]


def test_lines_of_very_many_practices_are_left_for_whoever_lists_them(kept: Store) -> None:
    every = [practice_set(name=f"Surgery {number}") for number in range(300)]
    kept.append_all(Write(f"p{n}", MANAGER, lambda _, draft=draft: [draft]) for n, draft in enumerate(every))
    made = "SELECT count(*) FROM practice_line WHERE form > ''"
    assert kept._connection.execute(made).fetchone() == (0,)
    assert len(kept.names()) == 300
    assert [line.name for line in kept.lines()] == [f"Surgery {number}" for number in range(300)]
    assert kept._connection.execute(made).fetchone() == (300,)


def test_only_a_few_states_stay_in_memory(kept: Store) -> None:
    for number in range(100):
        name_practice(kept, f"Surgery {number}", f"p{number}")
    assert len(kept._states) < 50
    assert [state.name for state in kept.states()] == [f"Surgery {number}" for number in range(100)]


def test_names_of_an_empty_record(store: Store) -> None:
    assert StoredLines(store._connection, store.state).names() == ()
    assert line_of(progress_of(PracticeState("p"), DEFINITIONS, TODAY), DEFINITIONS).name == ""


def test_what_belongs_to_no_practice_is_on_no_list(kept: Store) -> None:
    name_practice(kept)
    kept.append(PROGRAMME, MANAGER, lambda _: [practice_set(name="Register of risks")])
    assert kept.practice_ids() == (PRACTICE,)
    assert [state.id for state in kept.states()] == [PRACTICE]
    assert [practice.id for practice in kept.names()] == [PRACTICE]
    assert [line.id for line in kept.lines()] == [PRACTICE]
    assert kept.state(PROGRAMME).name == "Register of risks"


@pytest.mark.parametrize(
    "spoilt",
    ["practice_id = 'p9'", "name = ''", "ods_code = 'Z99009'", "archived = 1", "line = x'00'", "hash = NULL"],
)
def test_lists_are_right_though_a_line_was_spoilt(spoilt: str, kept: Store) -> None:
    for number in range(3):
        name_practice(kept, f"Surgery {number}", f"p{number}")
    names, lines, ids = kept.names(), list(kept.lines()), kept.practice_ids()
    kept._connection.execute(f"UPDATE practice_line SET {spoilt} WHERE practice_id = 'p1'")
    assert (kept.names(), list(kept.lines()), kept.practice_ids()) == (names, lines, ids)


def test_lists_are_right_though_all_lines_are_gone(kept: Store) -> None:
    name_practice(kept)
    kept._connection.execute("DELETE FROM practice_line")
    assert [practice.name for practice in kept.names()] == ["Made-up Surgery"]
    assert [line.name for line in kept.lines()] == ["Made-up Surgery"]
