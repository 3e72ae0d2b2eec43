"""No patient data: finds what looks like a patient in free text, so that a person is asked before it is saved."""

from __future__ import annotations

import re
from datetime import date

import msgspec

_GAP = r"[ \t\u00a0\u2009\u202f\u2010-\u2013-]?"  # copied from a letter or a clinical system, it can be any of these
_TEN_DIGITS = re.compile(rf"(?<!\d)(?<!\d\.)(\d{{3}}){_GAP}(\d{{3}}){_GAP}(\d{{4}})(?!\d)")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = (
    r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?i:{_MONTHS})[a-z]* \d{{4}}"
    r"|\d{4}-\d{2}-\d{2})"
)
_BIRTH_WORD = re.compile(rf"(?i:\bd\.?\s?o\.?\s?b\b\.?|\bborn\b|\bdate of birth\b)[^\n\d]{{0,25}}({_DATE})")
_NAME_THEN_DATE = re.compile(rf"\b[A-Z][a-z'’-]+ [A-Z][A-Za-z'’-]+\b[^\n\d]{{0,20}}({_DATE})")
_DATE_THEN_NAME = re.compile(rf"({_DATE})[^\n\d\w]{{0,6}}\b[A-Z][a-z'’-]+ [A-Z][A-Za-z'’-]+\b")
_YEAR = re.compile(r"\d{4}")
_SHORT_YEAR = re.compile(r"\d{2}$")

YEARS_OF_A_PLAN = 3
"""Dates of a migration lie within a few years of today; an older one beside a name is taken for a date of birth."""


class Finding(msgspec.Struct, frozen=True):
    """Something in a text that looks like patient data: `what` in plain words, `found` as it stands in the text."""

    what: str
    found: str


def find_patient_data(text: str, today: date) -> tuple[Finding, ...]:
    """Return what in `text` looks like a patient: valid NHS numbers, and dates of birth beside a name or the word."""
    found = [Finding("an NHS number", match.group(0)) for match in _TEN_DIGITS.finditer(text) if _valid(match)]
    found += [Finding("a date of birth", match.group(0)) for match in _BIRTH_WORD.finditer(text)]
    if any(finding.what == "a date of birth" for finding in found):
        return tuple(found)
    for pattern in (_NAME_THEN_DATE, _DATE_THEN_NAME):
        for match in pattern.finditer(text):
            if 1900 <= _year_of(match.group(1), today) <= today.year - YEARS_OF_A_PLAN:
                found.append(Finding("a name beside a date of birth", match.group(0)))
    return tuple(found)


def is_nhs_number(digits: str) -> bool:
    """Tell whether ten digits are a valid NHS number: modulus 11 check digit (NHS Data Dictionary, NHS NUMBER)."""
    if len(digits) != 10 or not digits.isdecimal() or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


def _year_of(day: str, today: date) -> int:
    """Return the year of a date; of two digits, the one that is not later than the migration's own dates."""
    year = _YEAR.search(day)
    if year:
        return int(year.group())
    short = _SHORT_YEAR.search(day)
    latest = today.year + YEARS_OF_A_PLAN
    return latest - (latest - int(short.group())) % 100 if short else 0


def _valid(match: re.Match[str]) -> bool:
    return is_nhs_number("".join(match.groups()))
