"""A record whose practices are to be folded anew is opened so that each is folded once, and its opener told how far."""

from __future__ import annotations

from pathlib import Path

import pytest

from migdesk.practice import store
from migdesk.practice.backup import copy_now
from migdesk.practice.copy_file import unpack
from migdesk.practice.practice_line import LineMaker
from migdesk.practice.store import Store
from migdesk.practice.store_opening import Folding, ManyToFold, open_store
from support import START, CountingIds, TickingClock, name_practice, new_store, small_definitions

PRACTICES = 7


@pytest.fixture
def put_back(tmp_path: Path) -> Path:
    """A record as it stands after going back to a copy: nothing but events."""
    opened = new_store(tmp_path)
    for number in range(PRACTICES):
        name_practice(opened, f"Surgery {number}", practice_id=f"p{number}")
    copy = copy_now(tmp_path / "migdesk.db", tmp_path / "backups", START)
    opened.close()
    path = tmp_path / "back" / "migdesk.db"
    path.parent.mkdir()
    unpack(copy, path)
    return path


def opened(path: Path, folding: Folding) -> Store:
    return open_store(path, TickingClock(), CountingIds("new-"), "this-computer", folding)


def test_each_practice_is_folded_once_for_its_state_and_its_line(
    put_back: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded: list[str] = []
    really = store.fold
    monkeypatch.setattr(store, "fold", lambda own, *rest: (folded.append(own), really(own, *rest))[1])
    told: list[tuple[int, int]] = []
    maker = LineMaker(small_definitions())
    with_lines = opened(put_back, Folding(maker=lambda: maker, report=lambda *step: told.append(step)))
    with_lines.keep_lines(maker)
    assert [line.name for line in with_lines.lines()] == [f"Surgery {number}" for number in range(PRACTICES)]
    with_lines.close()
    assert sorted(folded) == [f"p{number}" for number in range(PRACTICES)]
    assert told == [(number, PRACTICES) for number in range(PRACTICES)]


def test_too_many_to_fold_is_said_before_anything_is_done(put_back: Path) -> None:
    with pytest.raises(ManyToFold):
        opened(put_back, Folding(at_most=PRACTICES - 1))
    opened(put_back, Folding(at_most=PRACTICES)).close()
    opened(put_back, Folding(at_most=0)).close()  # nothing is to be folded any more


def test_what_ends_it_leaves_it_to_be_done(put_back: Path) -> None:
    def end(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        opened(put_back, Folding(report=end))
    with pytest.raises(ManyToFold):
        opened(put_back, Folding(at_most=0))
