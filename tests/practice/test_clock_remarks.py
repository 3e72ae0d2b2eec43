"""What a wrong clock dated is told beside the entry."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from migdesk.practice.hybrid_clock import reading_of
from support import START, TickingClock, add_note, add_practice, new_store, new_workspace, texts


def test_an_entry_of_a_clock_that_was_ahead_says_when_it_came_in(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    practice = add_practice(workspace)
    (there := tmp_path / "there").mkdir()
    ahead = new_store(there, "ahead", clock=TickingClock(START + timedelta(days=4000)))
    ahead.take(workspace.store.rows(practice))
    assert add_note(ahead, "Rung them", practice).clock > reading_of(START + timedelta(days=4000))
    workspace.take_in(ahead.rows(practice))
    ahead.close()
    for summary in (workspace.summary(practice), *workspace.summaries()):
        assert summary.last_change is not None
        assert summary.last_change.at.date() == START.date(), "the day it came in, not the one it claims"
    assert texts(workspace.history(practice))[-1] == (
        "Note: Rung them (the clock of that computer was ahead; it came in on Mon 11 Jan 2027)"
    )
    workspace.close()


def test_an_entry_of_a_clock_that_was_behind_says_after_what_it_came(tmp_path: Path) -> None:
    clock = TickingClock()
    workspace = new_workspace(tmp_path, clock=clock)
    practice = add_practice(workspace)
    clock.moment = START - timedelta(days=1000)
    add_note(workspace.store, "Rung them", practice)
    clock.moment = START + timedelta(days=1)
    add_note(workspace.store, "Rung them again", practice)
    _, behind, right = texts(workspace.history(practice))
    assert behind == (
        "Note: Rung them (the clock of that computer was behind: it was recorded after an entry of Mon 11 Jan 2027)"
    )
    assert right == "Note: Rung them again"
    workspace.close()


def test_an_hour_is_nothing_to_tell(tmp_path: Path) -> None:
    clock = TickingClock()
    workspace = new_workspace(tmp_path, clock=clock)
    practice = add_practice(workspace)
    clock.moment = START - timedelta(hours=20)
    add_note(workspace.store, "Rung them", practice)
    assert texts(workspace.history(practice))[-1] == "Note: Rung them"
    workspace.close()
