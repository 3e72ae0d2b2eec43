"""Columns are found by their titles, in whatever case, spacing and usual wording."""

from __future__ import annotations

import pytest

from migdesk.practice.details import DETAILS
from migdesk.workspace.list_reading.columns import best_head, head_in
from migdesk.workspace.practice_import.practice_list import PRACTICE_LIST


def details(*titles: str) -> dict[str, str]:
    return {column.title: column.field for column in head_in(1, titles, PRACTICE_LIST).columns}


@pytest.mark.parametrize(
    ("title", "detail"),
    [
        ("Practice", "name"),
        ("PRACTICE  NAME *", "name"),
        ("Surgery", "name"),
        ("ODS", "ods_code"),
        ("ods_code", "ods_code"),
        ("Practice code", "ods_code"),
        ("Organisation Code", "ods_code"),
        ("From", "from_system"),
        ("from_system", "from_system"),
        ("Current system (supplier)", "from_system"),
        ("To", "to_system"),
        ("New system", "to_system"),
        ("Commissioner (ICB)", "commissioner"),
        ("ICB", "commissioner"),
        ("CCG", "commissioner"),
        ("Sub-ICB", "commissioner"),
        ("Delivery partner", "delivery_partner"),
        ("CSU", "delivery_partner"),
        ("Go-Live", "go_live"),
        ("Go live date", "go_live"),
        ("GO-LIVE (planned)", "go_live"),
        ("Planned go-live date", "go_live"),
    ],
)
def test_usual_titles_are_known(title: str, detail: str) -> None:
    assert list(details(title).values()) == [detail]


def test_the_templates_titles_are_known_best() -> None:
    for detail in DETAILS:
        assert details(detail.list_title) == {detail.list_title: detail.id}


def test_no_title_stands_for_two_details() -> None:
    every = [title for detail in DETAILS for title in detail.known_as]
    assert len(set(every)) == len(every)


def test_of_two_columns_for_one_detail_the_better_title_is_read() -> None:
    head = head_in(1, ("Organisation", "Code", "Practice name", "ODS code", "Telephone", ""), PRACTICE_LIST)
    assert [(column.index, column.field) for column in head.columns] == [(2, "name"), (3, "ods_code")]
    assert head.left_out == ("Organisation", "Code", "Telephone")


def test_the_titles_may_stand_under_a_heading() -> None:
    rows = [(1, ["Practices"]), (2, []), (3, ["Practice", "To"]), (4, ["Riverside", "Vision"])]
    head = best_head(rows, PRACTICE_LIST)
    assert head is not None and head.row == 3


def test_a_row_with_a_name_beats_one_with_more_titles() -> None:
    head = best_head([(1, ["From", "To"]), (2, ["Practice"])], PRACTICE_LIST)
    assert head is not None and head.row == 2 and "name" in head.fields


def test_no_titles_at_all() -> None:
    assert best_head([(1, ["1", "2"]), (2, [])], PRACTICE_LIST) is None
    assert best_head([], PRACTICE_LIST) is None
