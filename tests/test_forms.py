"""Stored states, stored lines and the compiled checklist are read only in the form of this version.

Each form has a number that is raised by hand. A forgotten raise would show people states of before, or lines that
cannot be read, and no other test would notice: so the fingerprint of what makes each stands beside its number here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from form_fingerprints import fingerprint
from migdesk.checklist import compiled
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.registers import compiled as compiled_registers
from migdesk.checklist.registers.definitions import Registers
from migdesk.checklist.sign_offs import compiled as compiled_sign_offs
from migdesk.checklist.sign_offs.definitions import SignOffs
from migdesk.practice import practice_line, store
from migdesk.practice.practice_line import PracticeLine
from migdesk.practice.state import PracticeState

KINDS = tuple(
    f"migdesk.practice.kinds.{file.stem}"
    for file in sorted((Path(store.__file__).parent / "kinds").glob("*.py"))
    if file.stem != "__init__"
)
STATE = (
    "state", "heads", "entries", "signature", "attachment", "rows", "removal", "status", "event", "fold",
    "causal_order", "kinds",
)  # fmt: skip
LINE = (
    "practice_line", "progress", "re_entry", "sign_off_progress", "parties", "folded_tasks", "plan_record", "open_rows",
    "exchanged", "visit_record",
)  # fmt: skip
PLAN = ("plan.dates", "working_days", "roles", "wording", "registers.computed", "registers.due")
CHECKLIST = ("definitions", "news", "loading", "plan.rules", "located_yaml", "role_checklists", "roles")

FORMS: dict[str, tuple[int, str, Any, tuple[str, ...]]] = {
    "STATE_FORM in practice/store.py": (
        store.STATE_FORM,
        "11 6b645c6285eb65ee",
        PracticeState,
        (*(f"migdesk.practice.{name}" for name in STATE), *KINDS),
    ),
    "LINE_FORM in practice/practice_line.py": (
        practice_line.LINE_FORM,
        "9 92350b0ddb597fb9",
        PracticeLine,
        (*(f"migdesk.practice.{name}" for name in LINE), *(f"migdesk.checklist.{name}" for name in PLAN)),
    ),
    "FORM in checklist/compiled.py": (
        compiled.FORM,
        "4 256355676c434a36",
        Definitions,
        tuple(f"migdesk.checklist.{name}" for name in CHECKLIST),
    ),
    "SIGN_OFF_FORM in checklist/sign_offs/compiled.py": (
        compiled_sign_offs.SIGN_OFF_FORM,
        "1 8c0e3e71bc94a252",
        SignOffs,
        tuple(f"migdesk.checklist.sign_offs.{name}" for name in ("definitions", "loading", "faults", "files")),
    ),
    "REGISTER_FORM in checklist/registers/compiled.py": (
        compiled_registers.REGISTER_FORM,
        "3 f08ae67e541063f4",
        Registers,
        tuple(
            f"migdesk.checklist.registers.{name}" for name in ("definitions", "loading", "faults", "report_line_faults")
        ),
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_raised_when_what_makes_it_changes(name: str) -> None:
    number, known, kind, modules = FORMS[name]
    now = f"{number} {fingerprint(kind, modules)}"
    assert now == known, (
        f"What makes the values of {name} has changed. Where those that are stored would be misread, or differ from "
        f"what is made anew, raise {name.split()[0]} by one. Then put number and fingerprint into FORMS of this test: "
        f"they are “{now}”."
    )
