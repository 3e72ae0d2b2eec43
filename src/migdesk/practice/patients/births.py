"""Dates of birth in a text: beside the word, or beside a name where a migration's own dates cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_WORD_WITHIN = 80
"""Characters before a date that are looked at for the word."""
_LATEST_YEARS = 3
"""A year of two figures is at most so many years from now: the migration's own dates."""

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"(?P<month{{0}}>(?i:{'|'.join(_MONTHS)}))[a-z]{{{{0,6}}}}\.?"
_NTH = r"(?:st|nd|rd|th)?"
_DATE = re.compile(
    r"(?<![\d/.\-])(?:"
    r"(?P<day1>\d{1,2})\s?[/.\-]\s?(?P<number1>\d{1,2})\s?[/.\-]\s?(?P<year1>\d{4}|\d{2})"
    rf"|(?P<day2>\d{{1,2}}){_NTH}[ \-/.]{{0,2}}(?:of )?{_MONTH.format(2)}"
    r",?[ \-/.]{0,2}(?P<year2>\d{4}|['’]?\d{2})"
    rf"|{_MONTH.format(3)} (?P<day3>\d{{1,2}}){_NTH},? (?P<year3>\d{{4}})"
    r"|(?P<year4>\d{4})[/.\-](?P<number4>\d{1,2})[/.\-](?P<day4>\d{1,2})"
    r"|(?P<day5>\d{2}) (?P<number5>\d{2}) (?P<year5>(?:19|20)\d{2})"
    r")(?![\d])"
)
_WORD = r"\b(?:(?i:d[./]?\s?o[./]?\s?b)\b\.?|(?i:born)\b|(?i:date of birth|birth ?dat[ea]|birthday)\b|(?<![\w.])b\.)"
_WORD_BEFORE = re.compile(rf"{_WORD}[^\d]{{0,25}}$")
_WORD_AFTER = re.compile(r"[\s(,:;\-]{0,4}(?i:d[./]?\s?o[./]?\s?b\b|date of birth\b|birthday\b)")
_FIGURES_AFTER = re.compile(rf"{_WORD}\D{{0,15}}(?:\d{{8}}|\d{{6}})(?!\d)")
_YEAR_OF_BIRTH = re.compile(
    r"(?i:\bborn\b(?: in| about| around)?|\by\.?o\.?b\b\.?|\byear of birth\b|\bd\.?o\.?b\b\.?|(?<![\w.])b\.)"
    r"[\s:(]{0,3}(?:c\.? ?)?((?:19|20)\d{2})\b(?![/.\-]\d)"
)


def births_in(text: str, today: date) -> Iterator[tuple[int, int, str]]:
    """Return where in `text` dates of birth stand, the words before them included, and what each is in plain words.

    Where the text itself says that a date is one of birth, other dates beside names are not told as well.
    """
    dates = [(match, day) for match in _DATE.finditer(text) if (day := _day_of(match, today)) is not None]
    said = [*_by_their_word(text, dates, today), *_years(text, today)]
    said += [(*match.span(), "a date of birth") for match in _FIGURES_AFTER.finditer(text)]
    if said or not dates:
        yield from said
        return
    from migdesk.practice.patients.beside_name import name_beside

    for match, day in dates:
        name = name_beside(text, match.span(), day, today)
        if name:
            yield *name, "a name beside a date of birth"


def _by_their_word(text: str, dates: list[tuple[re.Match[str], date]], today: date) -> Iterator[tuple[int, int, str]]:
    for match, day in dates:
        start = max(0, match.start() - _WORD_WITHIN)
        before = _WORD_BEFORE.search(text[start : match.start()])
        after = _WORD_AFTER.match(text, match.end())
        is_past = day <= today or not any(len(year or "") == 4 for year in _years_written(match))
        if is_past and (before or after):
            yield start + before.start() if before else match.start(), match.end(), "a date of birth"


def _years_written(match: re.Match[str]) -> Iterator[str | None]:
    return (match.group(f"year{form}") for form in "12345")


def _years(text: str, today: date) -> Iterator[tuple[int, int, str]]:
    for match in _YEAR_OF_BIRTH.finditer(text):
        if int(match.group(1)) <= today.year:
            yield match.start(), match.end(), "a date of birth"


def _day_of(match: re.Match[str], today: date) -> date | None:
    """Return the day written, None for what is none; of two figures, the year that is not after a migration's own."""
    parts = match.groupdict()
    for form in "12345":
        if parts.get(f"day{form}"):
            named = parts.get(f"month{form}")
            month = _MONTHS.index(named.lower()) + 1 if named else int(parts[f"number{form}"])
            try:
                return date(_year(parts[f"year{form}"].lstrip("'’"), today), month, int(parts[f"day{form}"]))
            except ValueError:
                return None
    return None


def _year(written: str, today: date) -> int:
    if len(written) == 4:
        return int(written)
    latest = today.year + _LATEST_YEARS
    return latest - (latest - int(written)) % 100
