"""The sections of the status report, of which a person may choose: each once, with its id and title."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, get_args

from migdesk.base.errors import UserError

SectionId = Literal[
    "summary",
    "dates",
    "progress",
    "attention",
    "governance",
    "sign-offs",
    "tasks",
    "registers",
    "evidence",
    "notes",
    "recent",
]
SECTION_TITLES: dict[SectionId, str] = {
    "summary": "Summary",
    "dates": "Key dates",
    "progress": "Progress by phase",
    "attention": "Needs attention",
    "governance": "Information Governance",
    "sign-offs": "Sign-offs",
    "tasks": "All tasks and notes",
    "registers": "Registers",
    "evidence": "Evidence",
    "notes": "Other notes and records",
    "recent": "The last 14 days",
}
ALL_SECTIONS: tuple[SectionId, ...] = get_args(SectionId)


def sections_in(text: str) -> tuple[SectionId, ...]:
    """Return the sections that a text names by their ids, parted by commas. Raises UserError."""
    wanted = {name.strip().casefold() for name in text.split(",") if name.strip()}
    unknown = sorted(wanted - set(ALL_SECTIONS))
    if unknown or not wanted:
        what = f"There is no section “{unknown[0]}”." if unknown else "No section is named."
        raise UserError(f"{what} Use some of {', '.join(ALL_SECTIONS)}.")
    return tuple(section for section in ALL_SECTIONS if section in wanted)


def left_out_line(chosen: Collection[SectionId]) -> str:
    """Return what a report says of the sections that were left out of it; empty where it is whole."""
    missing = [title for section, title in SECTION_TITLES.items() if section not in chosen]
    return f"Left out of this report by choice: {', '.join(missing)}." if missing else ""
