"""A small checklist and made-up practices, folded from events as the store would fold them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from migdesk.checklist.definitions import (
    Address,
    Definitions,
    Due,
    Milestone,
    Offset,
    Phase,
    Reference,
    Role,
    Span,
    Task,
)
from migdesk.checklist.plan.conflicts import Conflict
from migdesk.checklist.wording import hash_of, wording_of
from migdesk.practice.event import Actor, Event
from migdesk.practice.fold import fold
from migdesk.practice.history import history
from migdesk.practice.progress import Progress, progress_of
from migdesk.practice.record_mark import mark_of
from migdesk.report.status.build import build_report
from migdesk.report.status.model import GuideName, StatusReport, Vouched
from migdesk.report.words import FINGERPRINT_WORTH

NOW = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)
GO_LIVE = date(2027, 3, 16)
MANAGER = Actor("Pat Example", "practice-manager", "Riverside Surgery")
GUARDIAN = Actor("Ellis Example", "Caldicott Guardian", "Riverside Surgery")
PARTNER = Actor("Sam Sample", "delivery-partner", "Example Partners")
GUIDE = GuideName("GP Clinical System Migration Guide", "1.0", "2026-11")
MARK = mark_of("p1", ("ab" * 32, "cd" * 32))
LEFT_OUT = ("Entry 7 of Tue 3 Nov 2026 cannot be read. It is left out.",)
DETAILS = {
    "name": "Riverside Surgery",
    "ods_code": "Z99001",
    "from_system": "Old System",
    "to_system": "New System",
    "commissioner": "Example ICB",
    "delivery_partner": "Example Partners",
    "go_live": GO_LIVE.isoformat(),
}


def _phase(number: int, name: str, title: str) -> Phase:
    span = Span(Offset("order", 0), Offset("kick-off", 7), "derived")
    return Phase(name, number, title, title, f"/guide/{name}", span)


def _task(name: str, title: str, days: int, phase: str, *, critical: bool = False) -> Task:
    due = Due("go-live", days, "derived", "A round figure.")
    return Task(name, title, roles=("practice-manager",), link="/guide/x", due=due, critical=critical, phase=phase)


DEFINITIONS = Definitions(
    roles=(
        Role("practice-manager", "Practice Manager", "Practice Managers", of_practice=True),
        Role("delivery-partner", "Delivery partner", "Delivery partners"),
    ),
    phases=(_phase(1, "decision", "The decision"), _phase(2, "kick-off", "Kick-off meeting")),
    tasks=(
        _task("decision.choose", "Choose a system", -115, "decision", critical=True),
        _task("decision.fund", "Agree the funding", -113, "decision"),
        _task("decision.sign", "Sign the agreement", -110, "decision", critical=True),
        _task("kick-off.book", "Book the meeting", -100, "kick-off"),
        _task("kick-off.branch", "Tell the branch surgery", -20, "kick-off"),
    ),
    references=(
        Reference("gdpr", "UK GDPR", "It protects data.", (Address("The law", "https://example.org/law"),), year=2018),
        Reference("records", "Records Code", "It tells how long."),
        Reference("old-act", "The Old Act", "It was first."),
    ),
    milestones=(
        Milestone("order", "Order placed", "Order", 0, "guide"),
        Milestone("kick-off", "Kick-off meeting", "Kick-off", 14, "derived"),
        Milestone("go-live", "Go-Live", "Go-Live", 91, "guide"),
    ),
)


def conflict(number: int, *milestones: str) -> Conflict:
    """Return something that speaks against the dates of `milestones`."""
    place = "/guide/kick-off#dates"
    return Conflict(
        f"c{number}", f"Go-Live falls on a day off ({number})", "Ask who will be at work.", place, milestones
    )


class MadeUpPractice:
    """Collects events; `ago` is in days before NOW."""

    def __init__(self, **details: object) -> None:
        self.events: list[Event] = []
        self.add("practice-set", {"fields": {**DETAILS, **details}}, ago=60)

    def add(self, kind: str, body: dict[str, object], actor: Actor = MANAGER, ago: float = 1) -> str:
        number = len(self.events) + 1
        at = NOW - timedelta(days=ago)
        self.events.append(
            Event(device_id="d1", seq=number, practice_id="p1", clock=number, at=at, actor=actor, kind=kind, body=body)
        )
        return self.events[-1].id

    def set_task(self, task: str, actor: Actor = MANAGER, ago: float = 1, **fields: object) -> None:
        self.add("task-set", {"task": task, "fields": fields}, actor, ago)

    def note(self, task: str, text: str, actor: Actor = MANAGER, ago: float = 1) -> str:
        return self.add("note-added", {"task": task, "text": text}, actor, ago)

    def acknowledge(self, reference: str, actor: Actor = MANAGER, ago: float = 1, wording: str = "") -> str:
        known = DEFINITIONS.reference_by_id.get(reference)
        words = wording or (wording_of(known) if known else "I have read it.")
        body: dict[str, object] = {"reference": reference, "wording": words, "wording_hash": hash_of(words)}
        return self.add("acknowledged", body, actor, ago)

    def withdraw(self, target: str, reason: str, ago: float = 1) -> None:
        self.add("withdrawn", {"target": target, "reason": reason}, ago=ago)

    @property
    def progress(self) -> Progress:
        return progress_of(fold("p1", self.events), DEFINITIONS, TODAY)

    def report(self, made_by: Actor | None = PARTNER, conflicts: Iterable[Conflict] = ()) -> StatusReport:
        entries = history("p1", self.events, DEFINITIONS)
        record = Vouched(MARK.fingerprint, MARK.line, FINGERPRINT_WORTH, LEFT_OUT)
        return build_report(self.progress, DEFINITIONS, entries, GUIDE, NOW, made_by, "9.9.9", conflicts, record)


def busy_practice(**details: object) -> MadeUpPractice:
    """Return a practice with something of everything that a report can show."""
    practice = MadeUpPractice(**details)
    practice.set_task("decision.choose", status=["done", ""], ago=30)
    practice.note("decision.choose", "Chosen at the partners' meeting.\nMinutes are in the red folder.", ago=30)
    practice.set_task("decision.fund", PARTNER, owner="Sam Sample", ago=3)
    practice.note("decision.fund", "The ICB wants a quote first.", PARTNER, ago=3)
    practice.note("decision.fund", "Quote sent.", GUARDIAN, ago=2)
    practice.set_task("decision.sign", PARTNER, status=["blocked", "The contract is with the lawyers."], ago=2)
    practice.set_task("kick-off.book", due="2026-12-01", status=["in-progress", ""])
    practice.set_task("kick-off.branch", status=["not-applicable", "There is no branch surgery."])
    practice.add("own-task-added", {"task": "own.1", "phase": "kick-off", "title": "Tell the pharmacy next door"})
    practice.add("own-task-added", {"task": "own.2", "phase": "kick-off", "title": "Buy a cake"})
    practice.note("own.2", "Carrot, said the vote.")
    practice.set_task("own.2", removed=True)
    practice.note("", "The practice shares its building with a pharmacy.")
    practice.note("task.of-another-guide", "Written under a task that this guide has not.")
    practice.withdraw(practice.note("decision.choose", "Written by mistake."), "Wrong practice.")
    practice.acknowledge("gdpr", GUARDIAN, ago=20)
    practice.acknowledge("gdpr", PARTNER, ago=19)
    practice.withdraw(practice.acknowledge("records"), "Read the wrong page.")
    practice.acknowledge("old-act", wording="I have read earlier words.", ago=50)
    practice.acknowledge("act-of-another-guide", wording="I have read an act that this guide has not.")
    practice.add("kind-of-the-future", {"what": "ever"})
    return practice
