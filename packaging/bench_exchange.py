"""How long a package takes to be shown and taken in: of one practice, and of 34 with 300 changes each.

A passphrase's own time, some second and a half each way, is left out: it is slow on purpose.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

Row = Callable[..., list[str]]
PRACTICES, CHANGES = 34, 300
BUDGET_ONE_S, BUDGET_MANY_S = 0.3, 2.0


def exchange_rows(folder: Path, row: Row) -> list[str]:
    """Write packages from one record and take them into another that knows the practices as they were before."""
    from migdesk.base.paths import Paths
    from migdesk.practice.event import Actor
    from migdesk.practice.exchange.package import read_package
    from migdesk.workspace.bootstrap import bootstrap

    there = bootstrap(Paths(folder / "there", folder / "cache", "bench"))
    here = bootstrap(Paths(folder / "here", folder / "cache", "bench"))
    sender = Actor("Kim Example", "delivery-partner")
    there.act_as(sender)
    ids = [_practice(there, number) for number in range(PRACTICES)]
    path = folder / "x.migdesk"

    def send(chosen: list[str]) -> None:
        there.exchange.send(chosen, path, passphrase=None, sender=sender)

    send(ids)
    here.exchange.take_in(read_package(path))
    for practice in ids:
        _changes(there, practice)
    over = []
    for chosen, what, budget in (
        (ids[:1], "a package of one practice", BUDGET_ONE_S),
        (ids, f"{PRACTICES} practices with {CHANGES} changes each", BUDGET_MANY_S),
    ):
        send(chosen)
        begun = time.perf_counter()
        package = read_package(path)
        preview = here.exchange.preview(package)
        shown = time.perf_counter() - begun
        begun = time.perf_counter()
        here.exchange.take_in(package)
        taken = time.perf_counter() - begun
        about = f"{preview.new:,} changes; read and previewed before in {shown:.2f} s"
        over += row(f"taking in {what}", taken, "s", budget, about)
    there.close()
    here.close()
    return over


def _practice(workspace: object, number: int) -> str:
    from migdesk.practice.details import PracticeDetails

    details = PracticeDetails(f"Practice {number}", ods_code=f"Z99{number:03}")
    return workspace.practices.add(details)  # type: ignore[attr-defined,no-any-return]


def _changes(workspace: object, practice: str) -> None:
    """Record what a migration brings: ticks, owners and notes, in one action."""
    from migdesk.practice.kinds import note_added, task_set

    tasks = [task.id for task in workspace.definitions.tasks]  # type: ignore[attr-defined]
    drafts = []
    for number in range(CHANGES):
        task = tasks[number % len(tasks)]
        kinds = (
            lambda task=task: task_set.draft(task, status=["done", ""]),
            lambda task=task, number=number: task_set.draft(task, owner=f"Person {number % 7}"),
            lambda task=task, number=number: note_added.draft(task, f"Rang the supplier, call {number}."),
        )
        drafts.append(kinds[number % 3]())
    workspace.recorder.record(practice, "Changes", lambda _: drafts)  # type: ignore[attr-defined]
