"""History tells rows in the words of their register: titles of columns, choices, statuses, rows and milestones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from migdesk.base.paths import Paths
from migdesk.practice.details import PracticeDetails
from migdesk.practice.kinds import row_set
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.workspace import Workspace
from support import MANAGER, CountingIds, TickingClock


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = bootstrap(Paths(tmp_path / "data", tmp_path / "cache", ""), clock=TickingClock(), new_id=CountingIds())
    opened.sign_in(MANAGER)
    yield opened
    opened.close()


@pytest.fixture
def practice(workspace: Workspace) -> str:
    return workspace.practices.add(PracticeDetails(name="Made-up Surgery", go_live=date(2027, 4, 20)))


def latest(workspace: Workspace, practice: str) -> tuple[str, str]:
    entry = workspace.history(practice)[-1]
    return entry.title, entry.text


def test_what_was_set_is_told_by_titles(workspace: Workspace, practice: str) -> None:
    registers = workspace.registers
    ann = {"name": "Ann Example", "organisation": "Made-up Surgery", "role": "lead-gp"}
    (contact,) = registers.set_rows(practice, "contacts", [RowChange(fields=ann)])
    assert latest(workspace, practice)[0] == "Ann Example"
    fields = {"kind": "gp-links", "name": "GP Links", "contact": contact, "due": "2 weeks before fdp", "fee": "1200"}
    (row,) = registers.set_rows(practice, "third-parties", [RowChange(fields=fields)])
    assert latest(workspace, practice) == (
        "GP Links",
        "Row added; Kind: PCSE and GP Links; Name: GP Links; Contact: Ann Example; "
        "Due: 2 weeks before Final Data Production; Licence fee: £1,200.00",
    )
    registers.set_rows(practice, "third-parties", [RowChange(row=row, fields={"status": "on-tested"})])
    registers.set_rows(practice, "third-parties", [RowChange(row=row, fields={"status": "ends"})])
    assert latest(workspace, practice) == ("GP Links", "Status: Ends (was On, tested)")


def test_counts_and_rows_named_by_their_key_are_told_by_titles(workspace: Workspace, practice: str) -> None:
    counted = RowChange(row="re-entry.referrals-urgent.2027-04-06", fields={"logged": 8})
    workspace.registers.set_rows(practice, "re-entry", [counted])
    assert latest(workspace, practice) == ("Referrals, urgent, Tue 6 Apr 2027", "Logged: 8 more")


def test_a_register_that_is_not_known_is_told_by_its_ids(workspace: Workspace, practice: str) -> None:
    draft = row_set.draft("their-own", "r1", {"on-hold": True, "name": "Of another guide"})
    workspace.recorder.record(practice, "Another guide's", lambda _: [draft])
    assert latest(workspace, practice) == ("Of another guide", "Row added; On hold: yes; Name: Of another guide")
