"""The tour's stops at the registers: suggested rows taken, told and followed, a list taken in, and what is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from migdesk.ui.dialogs.print_register_dialog import PrintRegisterDialog
from migdesk.ui.register_import.preview_dialog import PreviewDialog
from migdesk.ui.tour.stage import Stage
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.reports.registers import prepare_registers
from migdesk.workspace.reports.sheets import prepare_sheets

if TYPE_CHECKING:
    from migdesk.ui.registers.registers_screen import RegistersScreen

THIRD_PARTIES = "third-parties"
TOLD = {
    "pathology": "agreed",
    "one-one-one": "told",
    "out-of-hours": "told",
    "pharmacies": "agreed",
    "nhs-app": "to-tell",
    "hospital-letters": "to-tell",
    "text-messages": "told",
    "document-management": "agreed",
}
HAZARDS = ("results-unseen", "old-mesh-box", "reports-unread", "urgent-referral")
_LIST = """Name,Organisation,Part in the migration,Status,Phone
Ann Example,Riverside Surgery,Lead GP,Confirmed,01632 960001
Joan Madeup,Riverside Surgery,Practice Manager,Confirmed,01632 960002
Pat Sample,Moor Delivery,Project Manager,Proposed,01632 960003
Kim Fiction,New Systems,Astronaut,Confirmed,
"""


def _third_parties(tour: Stage) -> None:
    """The rows that the guide suggests, taken and set as a person would."""
    registers, attempt = tour.workspace.registers, tour.work.session.attempt
    attempt(registers.take_seeds, tour.practice, THIRD_PARTIES, list(TOLD))
    links = {f"{THIRD_PARTIES}.{seed}": status for seed, status in TOLD.items()}
    changes = [
        RowChange(row=row, fields={"status": status, "owner": "Alex Sample", "notice": 14})
        for row, status in links.items()
    ]
    attempt(registers.set_rows, tour.practice, THIRD_PARTIES, changes)
    _shown(tour, THIRD_PARTIES).show_register(THIRD_PARTIES, f"{THIRD_PARTIES}.pathology")
    tour.picture("register-third-parties")


def _hazards(tour: Stage) -> None:
    registers, attempt = tour.workspace.registers, tour.work.session.attempt
    attempt(registers.take_seeds, tour.practice, "hazards", HAZARDS)
    rated = {"severity-before": "major", "likelihood-before": "medium", "severity-after": "major",
             "likelihood-after": "very-low", "status": "controlled"}  # fmt: skip
    attempt(registers.set_rows, tour.practice, "hazards", [RowChange(row=f"hazards.{HAZARDS[0]}", fields=rated)])
    _shown(tour, "hazards")
    tour.picture("register-hazards")


def _list(tour: Stage) -> None:
    """A list of people as it is shown before it is taken in, with the row that has a fault first."""
    path = tour.output / "people-to-take-in.csv"
    path.write_text(_LIST, encoding="utf-8")
    _shown(tour, "contacts")
    plan = tour.workspace.registers.plan_list(tour.practice, "contacts", path)
    tour.dialog(PreviewDialog(tour.work.shell, tour.work.services.theme, plan), "take-rows-from-a-list")
    tour.work.session.attempt(tour.workspace.registers.set_rows, tour.practice, "contacts", plan.changes)
    tour.picture("register-contacts")


def _paper(tour: Stage) -> None:
    """What is printed, and the report on registers in two forms."""
    parent: QWidget = tour.work.shell
    tour.dialog(PrintRegisterDialog(parent, tour.workspace, tour.practice, "cutover-processes"), "print-a-register")
    wall = prepare_sheets(tour.workspace, tour.practice, tour.output / "cutover.pdf", "cutover-processes", "wall")
    print(wall.write())  # noqa: T201 (the tour's result is what it says)
    for form in ("html", "pdf"):
        report = prepare_registers(tour.workspace, tour.practice, tour.output / f"registers.{form}")
        print(report.write())  # noqa: T201


def _shown(tour: Stage, register: str) -> RegistersScreen:
    tour.work.navigation.show_register(register)
    screen = tour.work.screens.shown_registers
    assert screen is not None
    return screen


REGISTER_STOPS = (_third_parties, _hazards, _list, _paper)
