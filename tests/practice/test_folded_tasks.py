"""What was ticked or noted under an id that was folded later is not lost from the checklist."""

from datetime import UTC, date, datetime

from migdesk.checklist.definitions import Definitions, Offset, Phase, Span, Task
from migdesk.checklist.roles import Role
from migdesk.practice.event import Actor, Event
from migdesk.practice.fold import fold
from migdesk.practice.progress import progress_of

SPAN = Span(Offset("order", 0), Offset("order", 7), "derived")
DEFINITIONS = Definitions(
    (Role("practice-manager", "Practice Manager", "Practice Managers", True),),
    (Phase("plan", 1, "Plan", "Plan", "/guide", SPAN),),
    (Task("plan.rotas", "Plan the rotas", phase="plan", roles=("practice-manager",), folded=("plan.breather-slots",)),),
    (),
    (),
)


def event(seq: int, kind: str, body: dict) -> Event:
    when = datetime(2026, 11, seq, tzinfo=UTC)
    return Event(
        device_id="device",
        seq=seq,
        practice_id="p",
        clock=seq,
        at=when,
        actor=Actor("A. Sample", "practice-manager"),
        kind=kind,
        body=body,
    )


def test_a_tick_and_a_note_under_a_folded_id_are_the_kept_tasks_own():
    events = [
        event(1, "task-set", {"task": "plan.rotas", "fields": {"status": ["in-progress", ""], "owner": "A. Sample"}}),
        event(2, "task-set", {"task": "plan.breather-slots", "fields": {"status": ["done", ""]}}),
        event(3, "note-added", {"task": "plan.breather-slots", "text": "Two a session."}),
    ]
    task = progress_of(fold("p", events), DEFINITIONS, date(2026, 11, 23)).task("plan.rotas")
    assert (task.status, task.owner, [note.text for note in task.notes]) == ("done", "A. Sample", ["Two a session."])


def test_the_later_of_both_wins():
    events = [
        event(2, "task-set", {"task": "plan.rotas", "fields": {"status": ["blocked", "No rota yet"]}}),
        event(1, "task-set", {"task": "plan.breather-slots", "fields": {"status": ["done", ""]}}),
    ]
    assert progress_of(fold("p", events), DEFINITIONS, date(2026, 11, 23)).task("plan.rotas").status == "blocked"
