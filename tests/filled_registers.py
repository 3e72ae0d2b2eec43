"""A made-up practice's nineteen registers, filled as people would who migrate from order to end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.workspace import Workspace

PEOPLE = (
    ("Ann Example", "Made-up Surgery", "lead-gp", "practice", "confirmed"),
    ("Joan Madeup", "Made-up Surgery", "practice-manager", "practice", "confirmed"),
    ("Pat Sample", "Moor Delivery", "project-manager", "delivery-partner", "confirmed"),
    ("Kim Fiction", "New Systems", "new-supplier", "new-supplier", "confirmed"),
    ("Lee Invented", "Old Systems", "current-supplier", "current-supplier", "confirmed"),
    ("Sam Story", "Moor ICB", "clinical-safety-officer", "commissioner", "proposed"),
)
LINKS = {
    "pathology": "switched-off",
    "one-one-one": "agreed",
    "nhs-app": "told",
    "hospital-letters": "on-untested",
    "pharmacies": "on-tested",
    "text-messages": "to-tell",
    "mesh": "ends",
}


def rows_by_register(go_live: date) -> dict[str, list[dict[str, Any]]]:
    """Return rows to add, by their registers; days are counted from Go-Live."""

    def day(days: int) -> date:
        return go_live + timedelta(days=days)

    return {
        "contacts": [
            {"name": name, "organisation": organisation, "role": role, "party": party, "status": status,
             "phone": "01632 960001", "available-until": day(20) if role == "project-manager" else ""}
            for name, organisation, role, party, status in PEOPLE
        ],
        "risks": [
            {"risk": "The new devices come late", "impact": "High", "likelihood": "Medium", "review": day(-60),
             "mitigation": "Ordered early; the old ones stay until Go-Live.", "owner": "Joan Madeup"},
            {"risk": "A trainer is ill", "impact": "Low", "likelihood": "Low", "status": "watched"},
        ],
        "costs": [
            {"item": "Migration by the delivery partner", "kind": "migration", "amount": "8,400", "status": "approved",
             "paid-by": "commissioner"},
            {"item": "Two label printers", "kind": "hardware", "amount": "£312.50", "paid-by": "practice"},
        ],
        "equipment": [
            {"item": "PC 1, reception", "place": "Reception", "kind": "pc", "status": "tested"},
            {"item": "Label printer", "place": "Reception", "kind": "label-printer", "status": "to-do",
             "action": "replace", "planned": day(-10), "owner": "Lee Invented"},
        ],
        "templates": [
            {"name": "Referral letter", "kind": "letter", "status": "exported"},
            {"name": "Diabetes review", "kind": "data-entry", "status": "to-decide"},
        ],
        "data-issues": [
            {"what": "Allergies without a code", "found-on": day(-50), "reported-on": day(-48), "scale": "some",
             "clinical-impact": "high", "status": "accepted"},
            {"what": "Two letters in the wrong order", "found-on": day(-46), "scale": "single", "status": "found"},
        ],
        "people-ready": [
            {"person": "Ann Example", "staff-role": "GP", "planned": "; ".join(map(str, (day(-20), day(-6)))),
             "attended": str(day(-20)), "status": "booked", "smartcard-tested": "yes"},
            {"person": "Joan Madeup", "staff-role": "Manager", "status": "trained", "account": "yes"},
        ],
        "lessons": [
            {"lesson": "Ask for the extract two weeks earlier", "recipient": "supplier", "kind": "would-change"},
        ],
    }  # fmt: skip


def fill_registers(workspace: Workspace, practice_id: str, go_live: date) -> None:
    """Fill every register of a practice; re-entry is counted and not brought to zero."""
    registers = workspace.registers
    for register, rows in rows_by_register(go_live).items():
        registers.set_rows(practice_id, register, [RowChange(fields=row) for row in rows])
    for register in registers.definitions.registers:
        if register.seeds and register.id not in ("third-parties",):
            registers.take_seeds(practice_id, register.id, [seed.id for seed in register.seeds])
    registers.take_seeds(practice_id, "third-parties", list(LINKS))
    registers.set_rows(
        practice_id,
        "third-parties",
        [
            RowChange(row=f"third-parties.{name}", fields={"status": status, "notice": 14})
            for name, status in LINKS.items()
        ],
    )
    _set_some(workspace, practice_id, go_live)
    _count(workspace, practice_id, go_live)


def _set_some(workspace: Workspace, practice_id: str, go_live: date) -> None:
    registers = workspace.registers
    hazard = {"severity-before": "major", "likelihood-before": "medium", "severity-after": "major",
              "likelihood-after": "very low", "status": "controlled", "control-owner": "Ann Example"}  # fmt: skip
    changes = {
        "hazards": {"hazards.results-unseen": hazard, "hazards.old-mesh-box": {**hazard, "likelihood-after": "high"}},
        "extracts": {
            "extracts.current-initial": {
                "form-asked": go_live - timedelta(days=110), "asked-for": go_live - timedelta(days=90),
                "status": "sent",
            },
            "extracts.documents-initial": {"asked-for": go_live - timedelta(days=88), "status": "asked"},
        },
        "clean-up": {
            "clean-up.fp69": {"at-start": 40, "left-over": 6, "series": "5 Jan 2027: 40; 19/01/2027: 22; 02/02/2027: 6",
                              "status": "in-hand"},
            "clean-up.inboxes": {"at-start": 120, "left-over": 0, "status": "done"},
        },
        "baselines": {
            "baselines.list-size": {"old-value": 8412, "round-1": 8412, "status": "same"},
            "baselines.repeats": {"old-value": 3104, "round-1": 3098, "status": "issue"},
        },
        "cutover-processes": {
            "cutover-processes.appointments": {
                "what": "Paper sheets, one for each clinic, printed the evening before.",
                "logged-where": "Folder at reception", "who": "Joan Madeup", "status": "agreed",
                "re-entered-by": "Ann Example; Joan Madeup",
            },
        },
        "decisions": {"decisions.rollback": {"decided": "No links by noon of day 1.", "decided-by": "Ann Example",
                                             "status": "decided"}},
        "not-migrating": {"not-migrating.audit-trails": {"hours": 3, "status": "agreed"}},
        "messages": {"messages.posters": {"from": go_live - timedelta(days=56), "status": "out"}},
        "old-access": {"old-access.read-only": {"until": go_live + timedelta(days=45), "in-writing": "yes"}},
    }  # fmt: skip
    for register, rows in changes.items():
        registers.set_rows(practice_id, register, [RowChange(row=row, fields=fields) for row, fields in rows.items()])
    registers.add_note(practice_id, "third-parties", "third-parties.pathology", "Rang them; they want it in writing.")


def _count(workspace: Workspace, practice_id: str, go_live: date) -> None:
    for days_before, category, logged in ((5, "letters", 12), (5, "consultations", 30), (4, "consultations", 28)):
        row = f"re-entry.{category}.{go_live - timedelta(days=days_before)}"
        workspace.registers.set_rows(practice_id, "re-entry", [RowChange(row=row, fields={"logged": logged})])
