"""All that is wrong with a guide's files: its pages, and its checklist beside them."""

from __future__ import annotations

from pathlib import Path

from migdesk.checklist.loading import find_faults, has_checklist
from migdesk.guide.check import check_guide
from migdesk.guide.model import Problem


def guide_faults(folder: Path) -> tuple[Problem, ...]:
    """Return every fault of the guide in `folder`, by file and line. Raises UserError for a folder without one."""
    faults = list(check_guide(folder))
    if has_checklist(folder):
        faults += [Problem(fault.file, fault.line, "bad-data", fault.message) for fault in find_faults(folder)]
    return tuple(sorted(set(faults)))
