"""What was recorded, read from an open record: only what can be trusted counts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from migdesk.practice.event import Draft
from support import MANAGER, PARTNER, PRACTICE, add_note, new_store


def forge(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "migdesk.db", isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER event_is_never_changed")
        connection.execute(statement)


def test_a_name_that_somebody_forged_is_nobody_to_sign_in_as(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    add_note(store)
    store.append("p2", PARTNER, lambda _: [Draft("note-added", {"task": "t", "text": "Another"})])
    assert store.people() == (PARTNER, MANAGER)
    forge(tmp_path, "UPDATE event SET actor_name = 'Forger' WHERE practice_id = 'p2'")
    assert store.people() == (MANAGER,)
    store.close()


def test_a_state_in_hand_is_folded_without_what_is_found_to_be_changed(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    add_note(store, "As it was")
    assert store.state(PRACTICE).notes
    forge(tmp_path, "UPDATE event SET body = replace(body, 'was', 'is')")
    store.check(PRACTICE)
    assert store.is_doubted(PRACTICE)
    assert not store.state(PRACTICE).notes
    store.close()
