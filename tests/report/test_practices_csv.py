"""The table of several practices: a row for each, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from sample_portfolio import line, portfolio

from migdesk.report.practices.model import BoardLine
from migdesk.report.practices.records import COLUMNS, practices_records
from migdesk.report.writers.csv import ROWS_AT_ONCE, write


def written(lines: Sequence[BoardLine]) -> bytes:
    return b"".join(part.data for part in write(practices_records(portfolio(lines))))


def rows_of(lines: Sequence[BoardLine]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(lines).decode("utf-8-sig"), newline="")))


def test_the_file_opens_as_it_is_in_a_spreadsheet() -> None:
    data = written([line()])
    assert data.startswith("\ufeff".encode())
    assert data.split(b"\r\n")[0].decode("utf-8-sig") == ",".join(COLUMNS)
    assert data.endswith(b"\r\n")
    assert written([]).count(b"\r\n") == 1


def test_a_row_says_how_a_practice_stands() -> None:
    (row,) = rows_of([line(overdue=3)])
    assert {name: row[name] for name in ("practice", "phase", "percent_done", "go_live", "days_to_go_live")} == {
        "practice": "Riverside Surgery",
        "phase": "3 Kick-off",
        "percent_done": "41",
        "go_live": "2027-03-18",
        "days_to_go_live": "114",
    }
    assert (row["overdue"], row["references_acknowledged"], row["references_total"]) == ("3", "5", "9")
    assert (row["last_change"], row["last_change_role"]) == ("2026-11-24", "Practice Manager")
    assert (row["as_of"], row["sample"], row["archived"]) == ("2026-11-24", "no", "no")


def test_what_is_not_known_is_empty() -> None:
    (row,) = rows_of([line(days=None, last_change=None, phase_now="", sample=True)])
    assert (row["go_live"], row["days_to_go_live"], row["last_change"], row["last_change_by"]) == ("", "", "", "")
    assert row["phase"] == "Finished"
    assert (row["practice"], row["sample"]) == ("Sample: Riverside Surgery", "yes")


def test_what_a_spreadsheet_would_run_is_defused() -> None:
    typed = '=HYPERLINK("http://example.org")'
    (row,) = rows_of([line(typed, commissioner="+1", delivery_partner="@x", from_system="-1", to_system='a,"b"\nc')])
    assert row["practice"] == f"'{typed}"
    assert (row["commissioner"], row["delivery_partner"], row["from_system"]) == ("'+1", "'@x", "'-1")
    assert row["to_system"] == 'a,"b"\nc'


def test_thousands_come_in_parts_that_say_how_far_they_are() -> None:
    lines = [line(f"Practice {number}") for number in range(2 * ROWS_AT_ONCE + 1)]
    parts = list(write(practices_records(portfolio(lines))))
    assert [part.done for part in parts] == [0, ROWS_AT_ONCE, 2 * ROWS_AT_ONCE, len(lines)]
    assert {part.total for part in parts} == {len(lines)}
    assert len(rows_of(lines)) == len(lines)
