"""A migration walked to its end: all 22 sign-offs made, one on paper, one withdrawn and made again, one of them twice;
each party acknowledges every reference; the signed sheet is attached and found again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from attachment_examples import PDF
from migdesk.base.paths import Paths
from migdesk.checklist.definitions import Signer
from migdesk.checklist.registers.definitions import ColumnType
from migdesk.checklist.sign_offs.definitions import SignOffField
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.practice.sign_off_progress import SIGN_OFF
from migdesk.report.status.sections import sections_in
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.plan.change import PlanChange
from migdesk.workspace.reports.status import write_report
from migdesk.workspace.search.search import SearchIndex
from migdesk.workspace.sign_offs.commands import OnPaper
from migdesk.workspace.workspace import Workspace
from support import MANAGER, TODAY, CountingIds, TickingClock

PARTIES = ("practice", "delivery-partner", "commissioner", "current-supplier", "new-supplier")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = bootstrap(Paths(tmp_path / "data", tmp_path / "cache", ""), clock=TickingClock(), new_id=CountingIds())
    opened.sign_in(MANAGER)
    yield opened
    opened.close()


def somebody(signer: Signer) -> Actor:
    role = signer.role or ("IG lead" if signer.party == "practice" else signer.party)
    party = signer.party or ("delivery-partner" if role == "project-manager" else "practice")
    return Actor(f"Sam {role.title()}", role, f"Made-up {party}", party)


def value(field: SignOffField) -> str:
    if field.type is ColumnType.DATE:
        return "2027-01-04"
    if field.type is ColumnType.CHOICE:
        return next(iter(field.choices))
    return "1200" if field.type is ColumnType.MONEY else f"Made-up {field.title.lower()}"


def sign(workspace: Workspace, practice: str, sign_off: str) -> None:
    for signer in workspace.definitions.sign_off_by_id[sign_off].signers:
        fields = {field.id: value(field) for field in workspace.sign_offs.find(sign_off).fields if field.required}
        on_paper = OnPaper(somebody(signer), TODAY, "Alex Sample") if sign_off == "so.order" else None
        workspace.act_as(MANAGER if on_paper else somebody(signer))
        workspace.sign_offs.make(practice, sign_off, fields, on_paper=on_paper)


def test_every_sign_off_is_made(workspace: Workspace, tmp_path: Path) -> None:
    practice = workspace.practices.add(PracticeDetails(name="Made-up Surgery", go_live=date(2027, 1, 4)))
    for rule in workspace.definitions.sign_offs:
        sign(workspace, practice, rule.id)
    progress = workspace.progress(practice)
    assert [found.id for found in progress.sign_offs if found.state != "made"] == []
    assert all(task.status == "done" for task in progress.tasks if task.task.kind == SIGN_OFF)
    assert sum(entry.on_paper for entry in progress.state.signatures.values()) == 1

    first = workspace.sign_offs.signature(practice, "so.data")
    workspace.sign_offs.withdraw(practice, first.key, "The wrong week")
    assert workspace.progress(practice).sign_offs_made == 21
    sign(workspace, practice, "so.data")
    assert workspace.progress(practice).sign_offs_made == 22

    workspace.act_as(MANAGER)
    workspace.plans.apply(practice, PlanChange(happened={"fdp": TODAY}))
    again = workspace.progress(practice).sign_off("so.risk-assessment")
    assert again is not None
    assert (again.state, again.is_again, len(again.earlier)) == ("open", True, 2), "it is signed again before Go-Live"

    scan = tmp_path / "order signed by hand.pdf"
    scan.write_bytes(PDF)
    workspace.evidence.state_no_patients(practice)
    workspace.evidence.attach(practice, "so.order", workspace.evidence.prepare(scan))

    report = tmp_path / "report.html"
    write_report(workspace, practice, report, sections=sections_in("sign-offs,evidence"))
    page = report.read_text(encoding="utf-8")
    assert scan.name in page
    assert "so.order" in {hit.item for hit in SearchIndex(workspace).find("signed by hand")}
    assert "On paper on" in page
    assert "The wrong week" in page
    hits = [hit for hit in SearchIndex(workspace).find("Sam Clinical-Safety-Officer") if hit.kind == "sign-off"]
    assert [hit.item for hit in hits][:1] == ["so.risk-assessment"]


def test_each_party_acknowledges_every_reference(workspace: Workspace) -> None:
    practice = workspace.practices.add(PracticeDetails(name="Made-up Surgery"))
    for party in PARTIES:
        workspace.act_as(Actor(f"Sam {party.title()}", "Head of digital", f"Made-up {party}", party))
        for reference in workspace.definitions.references:
            workspace.references.acknowledge(practice, reference.id, "A policy" if reference.asks_for else "")
    progress = workspace.progress(practice)
    assert {party: progress.acknowledged_by_party[party] for party in PARTIES} == dict.fromkeys(PARTIES, 9)
    assert progress.acknowledged == 9
