"""No patient data: finds what looks like a patient in what is typed, so that a person is asked before it is saved."""

from __future__ import annotations

import re
from datetime import date

import msgspec

_FIGURE = re.compile(r"\d")


class Finding(msgspec.Struct, frozen=True):
    """Something in a text that looks like patient data: `what` in plain words, `found` as it stands in the text."""

    what: str
    found: str


def find_patient_data(text: str, today: date) -> tuple[Finding, ...]:
    """Return what in `text` looks like a patient: valid NHS numbers, and dates of birth beside a name or the word.

    Every sign of a patient has figures in it; a text without any costs next to nothing.
    """
    if not _FIGURE.search(text):
        return ()
    from migdesk.practice.patients.births import births_in
    from migdesk.practice.patients.numbers import numbers_in
    from migdesk.practice.patients.seen_text import SeenText

    seen = SeenText(text)
    found = [Finding("an NHS number", seen.original(start, end)) for start, end in numbers_in(seen.text)]
    found += [Finding(what, seen.original(start, end)) for start, end, what in births_in(seen.text, today)]
    return tuple(found)
