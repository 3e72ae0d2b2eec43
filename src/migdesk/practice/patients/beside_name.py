"""A name beside a date that a migration cannot be about: most likely somebody's date of birth."""

from __future__ import annotations

import re
from datetime import date

from migdesk.practice.patients.names import (
    CHILD,
    LIST_NAME_FORM,
    NAME_FORMS,
    OLD_NAME_FORMS,
    PATIENT_NAME_FORM,
    SMALL_NAME_FORM,
    has_forename,
    is_name,
)

YEARS_OF_A_PLAN = 3
"""Dates of a migration lie within a few years of today; an older one beside a name is taken for a date of birth."""
_YEARS_OF_PAPERS = 25
"""Contracts and systems that a note still speaks of are not older than this."""
_BEFORE, _AFTER = 80, 50
"""Characters beside a date that are looked at."""
_CHILD = re.compile(rf"\b{CHILD}\b")
_BETWEEN = r"[^\d]{0,20}"
_JOIN = r"[^\w]{0,6}"
_PAPERS = re.compile(
    r"(?i:\b(?:signed|agreed|approved|authorised|issued|certified|contract|licen[cs]e|agreement|written|confirmed|"
    r"completed|installed|trained|checked|minutes)\b[^\n]{0,40}\bby\b|\b(?:contract|licen[cs]e|agreement|policy)\b)"
)


def name_beside(text: str, place: tuple[int, int], day: date, today: date) -> tuple[int, int] | None:
    """Return where a name and the date at `place` in `text` stand, if the date is most likely of the person's birth."""
    start, end = place
    from_here = max(0, start - _BEFORE)
    before, after = text[from_here:start], text[end : end + _AFTER]
    if YEARS_OF_A_PLAN <= today.year - day.year < _YEARS_OF_PAPERS and _PAPERS.search(before):
        return None
    for form_before, form_after, is_meant in _FORMS:
        found = form_before.search(before)
        while found:
            if is_meant(found.group("name"), before, day, today):
                return from_here + found.start(), end
            found = form_before.search(before, found.start() + 1)
        found = form_after.match(after)
        if found and is_meant(found.group("name"), before + after, day, today):
            return start, end + found.end()
    return None


def _is_usual(name: str, _beside: str, day: date, today: date) -> bool:
    return _is_old(day, today) and is_name(name)


def _is_old_one(name: str, _beside: str, day: date, today: date) -> bool:
    return is_name(name) and (today.year - day.year >= _YEARS_OF_PAPERS or (_is_old(day, today) and has_forename(name)))


def _is_small(name: str, _beside: str, day: date, today: date) -> bool:
    return _is_old(day, today) and is_name(name) and has_forename(name)


def _is_listed(name: str, _beside: str, day: date, today: date) -> bool:
    return day < today and is_name(name)


def _is_child(name: str, beside: str, day: date, today: date) -> bool:
    return day < today and is_name(name) and bool(_CHILD.search(beside))


def _is_patient(name: str, _beside: str, day: date, today: date) -> bool:
    return _is_old(day, today) and is_name(name.split(maxsplit=1)[1])


def _is_old(day: date, today: date) -> bool:
    return 1900 <= day.year <= today.year - YEARS_OF_A_PLAN


def _both_sides(form: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    name = rf"(?P<name>{form})"
    return re.compile(rf"(?<!\w){name}(?!\w){_BETWEEN}$"), re.compile(rf"{_JOIN}{name}(?!\w)")


_FORMS = (
    (*_both_sides(LIST_NAME_FORM), _is_listed),
    *((*_both_sides(form), _is_usual) for form in NAME_FORMS),
    *((*_both_sides(form), _is_child) for form in NAME_FORMS),
    *((*_both_sides(form), _is_old_one) for form in OLD_NAME_FORMS),
    (*_both_sides(SMALL_NAME_FORM), _is_small),
    (*_both_sides(PATIENT_NAME_FORM), _is_patient),
)
