"""Two data folders that send each other packages: what is taken in, what clashes, what is settled, what is noted."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.practice.exchange.package import Package, read_package
from migdesk.workspace.exchange.commands import COPY_BEFORE
from migdesk.workspace.exchange.put_away import load_put_away
from migdesk.workspace.exchange.settlement import find_conflict, find_value
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.reports.calendar import write_calendar
from migdesk.workspace.workspace import Workspace
from support import MANAGER, PARTNER, START, TickingClock, add_practice, new_workspace, practice_set

DATES, STAFF = "kick-off.agree-dates", "kick-off.tell-staff"


class Folder:
    """A data folder with its person, and the way of its packages."""

    def __init__(self, tmp_path: Path, name: str, actor: Actor, clock: TickingClock | None = None) -> None:
        self.path = tmp_path / name
        self.path.mkdir()
        self.actor = actor
        self.workspace: Workspace = new_workspace(self.path, name, clock)
        self.workspace.recorder.actor = actor

    def package(self, practice: str, to: str = "") -> Package:
        file = self.path / "sent.migdesk"
        self.workspace.exchange.send([practice], file, passphrase=None, sender=self.actor, to=to)
        return read_package(file)


@pytest.fixture
def manager(tmp_path: Path) -> Folder:
    return Folder(tmp_path, "manager", MANAGER)


@pytest.fixture
def partner(tmp_path: Path) -> Folder:
    return Folder(tmp_path, "partner", PARTNER, TickingClock(START + timedelta(minutes=30)))


@pytest.fixture
def practice(manager: Folder, partner: Folder) -> str:
    """A practice that the manager added and the partner has."""
    practice_id = add_practice(manager.workspace, ods_code="Z99001")
    partner.workspace.exchange.take_in(manager.package(practice_id, "Kim Example"))
    return practice_id


def clash(manager: Folder, partner: Folder, practice: str) -> None:
    """Have both change the status of a task and Go-Live."""
    manager.workspace.tasks.set_status(practice, DATES, "blocked", "No answer")
    manager.workspace.plans.apply(practice, PlanChange(planned={"go-live": date(2027, 4, 19)}))
    partner.workspace.tasks.set_status(practice, DATES, "done")
    partner.workspace.plans.apply(practice, PlanChange(planned={"go-live": date(2027, 5, 3)}))
    partner.workspace.tasks.add_note(practice, STAFF, "Room booked.")


# taking in


def test_a_practice_arrives_whole_and_once(manager: Folder, partner: Folder, practice: str) -> None:
    assert partner.workspace.practice(practice).name == "Made-up Surgery"
    assert partner.workspace.store.tips(practice) == manager.workspace.store.tips(practice)
    again = partner.workspace.exchange.take_in(manager.package(practice))
    assert (again.new, again.conflicts, again.copy) == ({}, 0, None)


def test_private_notes_stay_at_home(manager: Folder, partner: Folder, practice: str) -> None:
    manager.workspace.tasks.add_note(practice, DATES, "for us alone", private=True)
    assert partner.workspace.exchange.preview(manager.package(practice)).new == 0


def test_what_is_foreseen_and_nothing_changed_by_it(manager: Folder, partner: Folder, practice: str) -> None:
    clash(manager, partner, practice)
    before = manager.workspace.store.counts()
    preview = manager.workspace.exchange.preview(partner.package(practice))
    assert manager.workspace.store.counts() == before
    (found,) = preview.practices
    assert (found.changes, found.notes, found.acknowledgements, found.waiting, found.added) == (2, 1, 0, 0, False)
    assert [new.entry.text.partition(" (")[0] for new in found.new] == [
        "Note: Room booked.",
        "Go-Live: Mon 3 May 2027",
        "Done",
    ]
    shown = [
        (each.conflict.kind, each.conflict.item, each.yours.words, each.theirs.words, each.will_be.words)
        for each in found.clashes
    ]
    assert shown == [
        ("milestone", "go-live", "Mon 19 Apr 2027", "Mon 3 May 2027", "Mon 3 May 2027"),
        ("task", DATES, "Blocked: No answer", "Done", "Done"),
    ]
    assert found.last_taken_in is None


def test_taking_in_makes_a_copy_and_notes_here_what_came(manager: Folder, partner: Folder, practice: str) -> None:
    clash(manager, partner, practice)
    told: list[object] = []
    manager.workspace.subscribe(told.append)
    taken = manager.workspace.exchange.take_in(partner.package(practice))
    assert (taken.new, taken.waiting, taken.conflicts) == ({practice: 3}, 0, 2)
    assert taken.copy is not None and COPY_BEFORE in taken.copy.name and taken.copy.exists()
    assert len(told) == 1
    assert manager.workspace.history(practice)[-1].text == "Taken in from Kim Example: 3 changes"
    assert b"Taken in from" not in b"".join(b"".join(row.columns) for row in manager.workspace.store.rows(practice))


def test_a_copy_that_cannot_be_made_keeps_all_from_being_taken_in(
    manager: Folder, partner: Folder, practice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clash(manager, partner, practice)
    package = partner.package(practice)

    def fail(*_: object) -> None:
        raise EnvironmentFault("The disk is full.")

    monkeypatch.setattr("migdesk.workspace.exchange.commands.make_safety_copy", fail)
    before = manager.workspace.store.counts()
    with pytest.raises(EnvironmentFault, match="disk is full"):
        manager.workspace.exchange.take_in(package)
    assert manager.workspace.store.counts() == before


def test_a_clock_that_runs_ahead_and_another_guide_are_remarked_on(tmp_path: Path, manager: Folder) -> None:
    ahead = Folder(tmp_path, "ahead", PARTNER, TickingClock(START + timedelta(days=3)))
    practice = add_practice(ahead.workspace)
    package = ahead.package(practice)
    preview = manager.workspace.exchange.preview(package)
    assert preview.remarks == (
        "Their clock runs about 3 days ahead of yours; your own clock stays as it is.",
        "1 change bears a date in the future; it is taken in, and marked.",
    )
    package.manifest = replace(package.manifest, content_version="9")
    manager.workspace.guide.version = "1"
    remarks = manager.workspace.exchange.preview(package).remarks
    assert "It was made with version 9 of the guide; here it is 1." in remarks


# settling


def test_both_ways_give_the_same_conflicts_and_settling_ends_them_everywhere(
    manager: Folder, partner: Folder, practice: str
) -> None:
    clash(manager, partner, practice)
    package = manager.package(practice)
    manager.workspace.exchange.take_in(partner.package(practice))
    partner.workspace.exchange.take_in(package)
    views = manager.workspace.exchange.conflicts()
    assert views == partner.workspace.exchange.conflicts(practice)
    assert [view.people for view in views] == [("Alex Sample", "Kim Example")] * 2
    for view, wanted in zip(views, ("2027-04-19", "done"), strict=True):
        manager.workspace.exchange.settle(view, find_value(view, wanted).key)
    assert manager.workspace.exchange.conflicts() == ()
    assert manager.workspace.practice(practice).status(DATES) == "done"
    assert manager.workspace.undo_label == "Settled: Agree the dates, status"
    with pytest.raises(UserError, match="settled already"):
        manager.workspace.exchange.settle(views[1], views[1].values[0].key)
    partner.workspace.exchange.take_in(manager.package(practice))
    assert partner.workspace.exchange.conflicts() == ()
    assert partner.workspace.practice(practice).go_live == date(2027, 4, 19)


def test_what_one_action_set_together_is_settled_together(manager: Folder, partner: Folder, practice: str) -> None:
    for folder, commissioner, lead in ((manager, "An ICB", "Elm"), (partner, "Another ICB", "Ash")):
        folder.workspace.practices.edit(
            practice,
            PracticeDetails(
                "Made-up Surgery",
                ods_code="Z99001",
                go_live=date(2027, 4, 12),
                commissioner=commissioner,
                delivery_partner=lead,
            ),
        )
    manager.workspace.exchange.take_in(partner.package(practice))
    first, _ = manager.workspace.exchange.conflicts(practice)
    assert len(first.together) == 1
    manager.workspace.exchange.settle(first, first.values[1].key)
    state = manager.workspace.practice(practice)
    assert (state.text("commissioner"), state.text("delivery_partner")) == ("Another ICB", "Ash")
    assert manager.workspace.exchange.conflicts() == ()
    manager.workspace.undo()
    assert len(manager.workspace.exchange.conflicts(practice)) == 2


def test_a_removal_beside_a_change_is_settled_either_way(manager: Folder, partner: Folder, practice: str) -> None:
    own = manager.workspace.tasks.add_own(practice, "kick-off", "Buy cake")
    partner.workspace.exchange.take_in(manager.package(practice))
    manager.workspace.tasks.remove_own(practice, own)
    partner.workspace.tasks.set_owner(practice, own, "Kim Example")
    manager.workspace.exchange.take_in(partner.package(practice))
    (view,) = manager.workspace.exchange.conflicts(practice)
    assert [value.words for value in view.values] == ["Removed", "Kept: changed meanwhile"]
    manager.workspace.exchange.settle(view, find_value(view, "Removed").key)
    assert manager.workspace.practice(practice).removed(own)
    assert manager.workspace.exchange.conflicts() == ()
    manager.workspace.undo()
    (view,) = manager.workspace.exchange.conflicts(practice)
    manager.workspace.exchange.settle(view, find_value(view, "Kept: changed meanwhile").key)
    assert not manager.workspace.practice(practice).removed(own)
    assert manager.workspace.exchange.conflicts() == ()


def test_a_value_that_changed_meanwhile_is_looked_at_again(manager: Folder, partner: Folder, practice: str) -> None:
    clash(manager, partner, practice)
    manager.workspace.exchange.take_in(partner.package(practice))
    view = find_conflict(manager.workspace.exchange.conflicts(), DATES, "Status")
    manager.workspace.tasks.set_status(practice, DATES, "in-progress")
    with pytest.raises(UserError, match="changed again meanwhile"):
        manager.workspace.exchange.settle(view, view.values[0].key)


def test_naming_what_is_not_there(manager: Folder, partner: Folder, practice: str) -> None:
    with pytest.raises(UserError, match="nothing to settle"):
        find_conflict((), DATES, "status")
    clash(manager, partner, practice)
    manager.workspace.exchange.take_in(partner.package(practice))
    views = manager.workspace.exchange.conflicts()
    with pytest.raises(UserError, match=r"go-live go_live; kick-off\.agree-dates status"):
        find_conflict(views, DATES, "owner")
    for item, field in (("go-live", "go_live"), ("practice", "go_live"), ("Go-Live", "date"), ("", "go_live")):
        assert find_conflict(views, item, field) == views[0]
    assert find_conflict(views, "Agree the dates", "status") == views[1]
    for form in ("blocked", "Blocked: No answer", "blocked: no answer", '["blocked", "No answer"]'):
        assert find_value(views[1], form).by == "Alex Sample"
    with pytest.raises(UserError, match=r"“blocked: No answer” \(Alex Sample\); “done” \(Kim Example\)"):
        find_value(views[1], "to-do")


# what went where


def test_what_was_sent_and_taken_in_and_what_came_since(manager: Folder, partner: Folder, practice: str) -> None:
    (place,) = manager.workspace.exchange.status(practice).places
    assert (place.place, place.taken_in, place.changes_since) == ("Kim Example", None, 0)
    (place,) = partner.workspace.exchange.status(practice).places
    assert (place.place, place.sent, place.changes_since) == ("Alex Sample", None, 0)
    clash(manager, partner, practice)
    manager.workspace.exchange.take_in(partner.package(practice, "Alex Sample"))
    found = manager.workspace.exchange.status(practice)
    assert (found.conflicts, found.waiting, found.places[0].changes_since) == (2, 0, 2)
    assert found.places[0].sent and found.places[0].taken_in
    (place,) = partner.workspace.exchange.status(practice).places
    assert place.changes_since == 0  # all was sent
    partner.workspace.tasks.set_owner(practice, STAFF, "Ann")
    assert partner.workspace.exchange.places(practice)[0].changes_since == 1


def test_who_looks_after_it_travels_and_locks_nothing(manager: Folder, partner: Folder, practice: str) -> None:
    manager.workspace.exchange.hand_over(practice, "Kim Example")
    assert manager.workspace.history(practice)[-1].text == "Looked after by: Kim Example"
    recorded = manager.workspace.actions_recorded
    manager.workspace.exchange.hand_over(practice, "Kim Example")
    assert manager.workspace.actions_recorded == recorded
    partner.workspace.exchange.take_in(manager.package(practice))
    assert partner.workspace.exchange.status(practice).looked_after_by == "Kim Example"


def test_a_package_of_nothing_and_to_nowhere(manager: Folder, practice: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Name the practices"):
        manager.workspace.exchange.send([], tmp_path / "x.migdesk", passphrase=None, sender=None)
    with pytest.raises(EnvironmentFault):
        manager.workspace.exchange.send([practice], tmp_path / "none" / "x", passphrase=None, sender=None)


def test_nobody_is_named_as_the_sender_who_did_not_say_so(manager: Folder, practice: str, tmp_path: Path) -> None:
    manager.workspace.exchange.send([practice], tmp_path / "x.migdesk", passphrase=None, sender=None)
    assert read_package(tmp_path / "x.migdesk").manifest.sender.name == ""


# what waits


def test_what_waits_is_counted_and_gone_on_without(manager: Folder, partner: Folder, practice: str) -> None:
    partner.workspace.tasks.set_owner(practice, STAFF, "Ann")
    partner.workspace.tasks.set_owner(practice, STAFF, "Bob")
    package = partner.package(practice)
    events = package.events[practice]
    gap = next(own for own, (_, event) in events.items() if event.body.get("fields") == {"owner": "Ann"})
    del events[gap]
    preview = manager.workspace.exchange.preview(package)
    assert (preview.new, preview.waiting) == (0, 1)
    assert preview.remarks == ("1 change waits for others that are neither here nor in this package.",)
    taken = manager.workspace.exchange.take_in(package)
    assert (taken.new, taken.waiting) == ({}, 1)
    assert manager.workspace.exchange.status(practice).waiting == 1
    assert manager.workspace.exchange.go_on_without(practice) == 1
    assert manager.workspace.practice(practice).owner(STAFF) == "Bob"
    with pytest.raises(UserError, match="Nothing of this practice waits"):
        manager.workspace.exchange.go_on_without(practice)


# made twice


def test_a_practice_made_on_both_sides_is_one_by_one_question(manager: Folder, partner: Folder) -> None:
    here = add_practice(manager.workspace, "Riverside Surgery", ods_code="Z99001")
    there = add_practice(partner.workspace, "Riverside Surgery", ods_code="Z99001")
    manager.workspace.tasks.set_owner(here, DATES, "Ann")
    partner.workspace.tasks.set_status(there, DATES, "done")
    package = partner.package(there)
    (found,) = manager.workspace.exchange.preview(package).practices
    assert (found.added, found.made_twice) == (True, (here,))
    manager.workspace.exchange.take_in(package)
    assert manager.workspace.exchange.made_twice(here) == (there,)
    with pytest.raises(UserError, match=f"Use one of {here}, {there}"):
        manager.workspace.find_practice("Z99001")
    one = manager.workspace.exchange.pair(there, here)
    assert one == min(here, there)
    for wanted in ("Z99001", here, there):
        state = manager.workspace.find_practice(wanted)
        assert (state.id, state.owner(DATES), state.status(DATES)) == (one, "Ann", "done")
    assert len(manager.workspace.names()) == 1
    assert manager.workspace.history(one)[-1].text.startswith("Made in two places")
    partner.workspace.exchange.take_in(manager.package(one))
    assert partner.workspace.practice(there).owner(DATES) == "Ann"
    partner.workspace.tasks.set_owner(there, DATES, "Bob")
    manager.workspace.exchange.take_in(partner.package(there))
    assert manager.workspace.practice(one).owner(DATES) == "Bob"
    assert manager.workspace.exchange.conflicts() == ()
    manager.workspace.exchange.part(one)
    assert len(manager.workspace.names()) == 2
    with pytest.raises(UserError, match="not made of two entries"):
        manager.workspace.exchange.part(one)


def test_pairing_is_undone(manager: Folder) -> None:
    one = add_practice(manager.workspace, "Riverside", ods_code="Z99001")
    other = manager.workspace._new_id()
    manager.workspace.store.append(other, MANAGER, lambda _: [practice_set(name="Riverside", ods_code="Z99001")])
    manager.workspace.exchange.pair(one, other)
    assert len(manager.workspace.names()) == 1
    manager.workspace.undo()
    assert len(manager.workspace.names()) == 2
    manager.workspace.redo()
    assert len(manager.workspace.names()) == 1


def test_what_cannot_be_one(manager: Folder) -> None:
    exchange = manager.workspace.exchange
    one = add_practice(manager.workspace, "One", ods_code="Z99001")
    other = add_practice(manager.workspace, "Other", ods_code="Z99002")
    sample = manager.workspace.practices.add(PracticeDetails("Sample", ods_code="Z99003"), sample=True)
    for first, second, why in (
        (one, other, "different"),
        (one, one, "already"),
        (one, sample, "made-up"),
        (one, "x", "no practice"),
    ):
        with pytest.raises(UserError, match=why):
            exchange.pair(first, second)
    assert exchange.made_twice(sample) == ()


# put away here


def test_what_is_put_away_stands_on_no_list_here_and_nobody_else_hears_of_it(
    manager: Folder, partner: Folder, practice: str
) -> None:
    other = add_practice(manager.workspace, "Other", ods_code="Z99002")
    before = manager.workspace.store.counts()
    manager.workspace.exchange.put_away(practice)
    workspace = manager.workspace
    assert workspace.store.counts() == before
    assert [name.id for name in workspace.names()] == [other]
    assert [summary.id for summary in workspace.summaries()] == [other]
    assert workspace.count_not_archived() == 1 and workspace.has_put_away
    assert {task.practice_id for task in workspace.open_tasks(date(2030, 1, 1))} == {other}
    assert workspace.find_practice("Z99001").id == practice  # a script finds it all the same
    with pytest.raises(UserError, match="belongs to"):
        add_practice(workspace, "Again", ods_code="Z99001")
    assert load_put_away(manager.path) == {practice}
    assert workspace.exchange.status(practice).put_away
    assert [name.id for name in workspace.exchange.names_put_away()] == [practice]
    workspace.exchange.bring_back(practice)
    assert len(workspace.names()) == 2 and not workspace.has_put_away
    with pytest.raises(UserError, match="not put away"):
        workspace.exchange.bring_back(practice)


def test_the_calendar_is_told_that_what_is_put_away_is_cancelled(
    manager: Folder, practice: str, tmp_path: Path
) -> None:
    add_practice(manager.workspace, "Other", ods_code="Z99002")
    manager.workspace.exchange.put_away(practice)
    path = tmp_path / "all.ics"
    write_calendar(manager.workspace, path)
    events = path.read_text(encoding="utf-8").split("BEGIN:VEVENT")[1:]
    away = [event for event in events if practice in event.replace("\n ", "")]
    assert away and all("STATUS:CANCELLED" in event for event in away)
    assert any("STATUS:CANCELLED" not in event for event in events)
