"""What a report carries to be checked by later."""

from __future__ import annotations

from pathlib import Path

from migdesk.practice.record_mark import mark_of, marks_in
from support import add_note, add_practice, new_workspace


def test_a_mark_is_found_again_wherever_it_stands() -> None:
    mark = mark_of("p1", ("ab" * 32, "01" * 32))
    assert mark.tips == ("01" * 32, "ab" * 32)
    page = f'<meta name="record" content="{mark.line}"><p>{mark.line}</p>'.encode()
    assert marks_in(page) == (mark,)
    assert marks_in(b"migdesk-record p1 abc") == ()


def test_the_mark_grows_with_the_record_but_not_by_private_notes(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    practice = add_practice(workspace)
    before = workspace.record_mark(practice)
    assert len(before.tips) == 1
    assert before.fingerprint
    event = add_note(workspace.store, practice_id=practice)
    after = workspace.record_mark(practice)
    assert after.tips == (event.hash,)
    assert after.fingerprint != before.fingerprint
    workspace.close()


def test_nothing_recorded_has_no_mark(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    assert workspace.record_mark("nobody").fingerprint == ""
    workspace.close()
