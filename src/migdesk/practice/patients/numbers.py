"""NHS numbers in a text, however they are grouped; also CHI numbers of Scotland and those of Northern Ireland."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_GAP = r"[\s.,/\\\-_:;|*()\[\]]{0,4}"
_USUAL = re.compile(rf"(?<!\d)(\d{{3}}){_GAP}(\d{{3}}){_GAP}(\d{{4}})(?!\d)")
"""Ten figures at a stretch, or as they stand on letters: 3, 3 and 4."""
_ZERO_BEFORE = re.compile(rf"(?<!\d)0[\s\-]?(\d{{3}}){_GAP}(\d{{3}}){_GAP}(\d{{4}})(?!\d)")
_CHAIN = re.compile(r"(?<!\d)\d{1,9}(?!\d)(?:(?:\s{1,3}|\s{0,2}[-.]\s{0,2})\d{1,9}(?!\d))+")
"""Any other grouping, by one kind of space, hyphen or dot."""
_JOINT = re.compile(r"\D+")
_CHI = re.compile(rf"(?i:\bchi\b)\D{{0,15}}(\d{{6}}){_GAP}(\d{{4}})(?!\d)")
_NUMBER_WORD = re.compile(r"(?i:\bnhs\W{0,3}(?:no|num|number|nr)\b\W{0,5}$)")
_DECIMAL = re.compile(r"(?:^|[^\d])0\.$")

_ABROAD = re.compile(r"(?:\+|(?<!\d)00)(?:[\s.\-()]{0,3}\d){9,14}(?!\d)")
_AT_HOME = re.compile(r"(?<![\d.])\(?0(?=1|2|3|5[56]|7|8|9[018])(?:\)?[\s.\-/]{0,2}\d){10}(?!\d)")
"""Telephone numbers: with a country's code, or in a range that Ofcom has given out (National Telephone Numbering
Plan)."""
_ISSUED = re.compile(r"3[2-9]|[4-9]")
"""Where numbers begin: 32 to 39 in Northern Ireland, from 4 on in England and Wales (NHS Data Dictionary, NHS NUMBER;
9 for tests, 5 and 8 held back). Asked of figures in odd groups alone, which may be times, years and much else."""
_ODD_GROUPS_NOT_MEANT = ((1, 3, 3, 3),)
"""Thousands."""


def numbers_in(text: str) -> Iterator[tuple[int, int]]:
    """Return where in `text` valid NHS numbers stand."""
    rest = _without_phones(text)
    found: list[tuple[int, int]] = []
    for start, end in (*_usual(rest), *_with_zero(rest), *_chained(rest), *_chi(text)):
        if all(end <= other or start >= until for other, until in found):
            found.append((start, end))
    yield from sorted(found)


def is_nhs_number(digits: str) -> bool:
    """Tell whether ten digits are a valid NHS number: modulus 11 check digit (NHS Data Dictionary, NHS NUMBER)."""
    if len(digits) != 10 or not digits.isdecimal() or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


def _usual(text: str) -> Iterator[tuple[int, int]]:
    for match in _USUAL.finditer(text):
        digits = "".join(match.groups())
        if _DECIMAL.search(text[max(0, match.start() - 3) : match.start()]):
            continue
        if is_nhs_number(digits) and (digits[0] != "0" or _begins_with_day(digits)):
            yield match.span()


def _with_zero(text: str) -> Iterator[tuple[int, int]]:
    for match in _ZERO_BEFORE.finditer(text):
        if is_nhs_number("".join(match.groups())):
            yield match.span()


def _chained(text: str) -> Iterator[tuple[int, int]]:
    for chain in _CHAIN.finditer(text):
        for start, end in _runs(chain.group()):
            run = chain.group()[start:end]
            groups = _JOINT.split(run)
            digits, sizes = "".join(groups), tuple(map(len, groups))
            is_meant = bool(_ISSUED.match(digits)) or (sizes == (6, 4) and _begins_with_day(digits))
            if is_meant and is_nhs_number(digits) and sizes not in _ODD_GROUPS_NOT_MEANT and not _is_address(run):
                yield chain.start() + start, chain.start() + end


def _runs(chain: str) -> Iterator[tuple[int, int]]:
    """Return where figures are joined alike, as far as that goes on: in “1. 94 34 76”, the first and the last three."""
    start, after, kind = 0, 0, ""
    for joint in _JOINT.finditer(chain):
        sign = joint.group().strip() or " "
        if kind and sign != kind:
            yield start, joint.start()
            start = after
        kind, after = sign, joint.end()
    yield start, len(chain)


def _chi(text: str) -> Iterator[tuple[int, int]]:
    """The word says what it is, so that a slip in the check digit does not hide it."""
    for match in _CHI.finditer(text):
        if _begins_with_day("".join(match.groups())):
            yield match.span()


def _without_phones(text: str) -> str:
    """Return the text without telephone numbers, which hold ten figures in a row as well."""

    def blank(phone: re.Match[str]) -> str:
        said = _NUMBER_WORD.search(text[max(0, phone.start() - 20) : phone.start()])
        lonely = any(len(group) == 1 for group in _JOINT.split(phone.group()) if group)
        return (
            phone.group()
            if said or (lonely and not phone.group().startswith(("+", "00")))
            else "x" * len(phone.group())
        )

    return _AT_HOME.sub(blank, _ABROAD.sub(blank, text))


def _is_address(run: str) -> bool:
    """Tell whether it is an internet address, such as 62.24.128.100."""
    groups = run.split(".")
    return len(groups) == 4 and all(group.isdecimal() and int(group) < 256 for group in groups)


def _begins_with_day(digits: str) -> bool:
    """A CHI number begins with a day of birth: day, month, two figures of the year."""
    try:
        date(2000 + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return digits.startswith("2902")  # of a year that is a leap year in the other century
    return True
