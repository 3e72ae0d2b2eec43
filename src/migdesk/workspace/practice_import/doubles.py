"""Finds doubles in a list: codes that are there already or stand in it twice, and names that may be one practice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from migdesk.practice.details import PracticeDetails
from migdesk.practice.stored_lines import PracticeName
from migdesk.workspace.practice_import.row_check import CheckedRow
from migdesk.workspace.practice_lookup import loose_name_key

_MOST_NAMED = 5
"""Rows that a sentence names; of more it gives the count."""


class Doubles:
    """Knows the codes and names of the record and of all rows of a list."""

    def __init__(self, rows: Iterable[CheckedRow], known: Iterable[PracticeName]) -> None:
        self._there_by_code: dict[str, PracticeName] = {}
        self._there_by_name: dict[str, list[PracticeName]] = defaultdict(list)
        self._rows_by_code: dict[str, list[int]] = defaultdict(list)
        self._rows_by_name: dict[str, list[int]] = defaultdict(list)
        self._rows_without_code: dict[str, list[int]] = defaultdict(list)
        for practice in known:
            self._there_by_name[loose_name_key(practice.name)].append(practice)
            if practice.ods_code:
                self._there_by_code[practice.ods_code] = practice
        for row in rows:
            self._note(row)

    def _note(self, row: CheckedRow) -> None:
        if row.ods_code:
            self._rows_by_code[row.ods_code].append(row.number)
        if row.details and row.ods_code not in self._there_by_code:
            name = loose_name_key(row.details.name)
            self._rows_by_name[name].append(row.number)
            if not row.ods_code:
                self._rows_without_code[name].append(row.number)

    def there(self, ods_code: str) -> PracticeName | None:
        """Return the practice in the record that has this code."""
        return self._there_by_code.get(ods_code)

    def of_code(self, ods_code: str) -> str:
        """Say in which rows a code stands, where it is more than one; empty for no double."""
        rows = self._rows_by_code.get(ods_code, ())
        return f"{ods_code} stands in rows {_listed(rows[:_MOST_NAMED], len(rows))}." if len(rows) > 1 else ""

    def of_name(self, number: int, details: PracticeDetails) -> str:
        """Say which practice of the same name the row `number` may be. Two that both have a code are two practices."""
        name, code = loose_name_key(details.name), details.ods_code
        for practice in self._there_by_name.get(name, ()):
            if not (practice.ods_code and code):
                other = f"with the code {practice.ods_code}" if practice.ods_code else "without an ODS code"
                place = "in the archive" if practice.archived else "in the record"
                return f"A practice of this name is {place} already, {other}. It may be the same one."
        rows = (self._rows_without_code if code else self._rows_by_name).get(name, ())
        count = len(rows) - (not code)  # the row itself stands among those without a code
        if not count:
            return ""
        listed = _listed(tuple(islice((row for row in rows if row != number), _MOST_NAMED)), count)
        return (
            f"A practice of this name stands in {'row' if count == 1 else 'rows'} {listed} too. It may be the same one."
        )


def _listed(first: Sequence[int], count: int) -> str:
    """Return the first of `count` rows as "4 and 9", "4, 9 and 12", "4, 9, 12, 13, 17 and 3 more"."""
    shown = [f"{row:,}" for row in first]
    if count > len(shown):
        shown.append(f"{count - len(shown):,} more")
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]
