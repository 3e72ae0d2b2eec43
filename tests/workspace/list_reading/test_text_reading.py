"""CSV in whatever encoding and with whatever separator comes back as it was; what is no table is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lists import HEADS, RIVERSIDE, csv_of, plan_for
from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.report.writers.csv import defused
from migdesk.workspace.list_reading import table
from migdesk.workspace.list_reading.reading import read_table
from migdesk.workspace.list_reading.table import MOST_BYTES, no_progress
from migdesk.workspace.list_reading.text_reading import plain, read_csv
from migdesk.workspace.practice_import.practice_list import PRACTICE_LIST


def names(data: bytes) -> list[str]:
    return [str(row.cells["name"]) for row in read_csv(data, PRACTICE_LIST, no_progress).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_encoding_and_separator(encoding: str, separator: str) -> None:
    data = csv_of(HEADS, ("St Zoë’s, “Old” Surgery; Hill", *RIVERSIDE[1:]), separator=separator, encoding=encoding)
    (row,) = read_csv(data, PRACTICE_LIST, no_progress).rows
    assert row.cells == dict(
        zip(
            ("name", "ods_code", "from_system", "to_system", "commissioner", "delivery_partner", "go_live"),
            ("St Zoë’s, “Old” Surgery; Hill", *RIVERSIDE[1:]),
            strict=True,
        )
    )


def test_row_numbers_are_those_of_a_spreadsheet_program() -> None:
    data = b'Our list,\r\n\r\nPractice,ODS\r\n"Two\r\nlines",Z99001\r\n\r\nLast,Z99002\r\n'
    assert [(row.number, row.cells["name"]) for row in read_csv(data, PRACTICE_LIST, no_progress).rows] == [
        (4, "Two\r\nlines"),
        (6, "Last"),
    ]


def test_a_line_that_names_the_separator_is_no_row() -> None:
    assert names(b"sep=;\r\nPractice;ODS\r\nRiverside;Z99001\r\n") == ["Riverside"]


def test_short_rows_and_rows_with_nothing_in_known_columns() -> None:
    assert names(b"Practice,ODS,Remarks\nRiverside\n,,only a remark\n , ,\n") == ["Riverside"]


def test_cells_that_our_own_tables_have_defused_are_understood() -> None:
    assert names(b"Practice\n'=Sum Surgery\n'Tis Surgery\n") == ["=Sum Surgery", "'Tis Surgery"]


@given(st.text().filter(lambda text: not text.startswith("'")))
def test_what_is_defused_comes_back(cell: str) -> None:
    assert plain(defused(cell)) == cell


_NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), min_size=1, max_size=20
).filter(lambda text: text.strip() and not text.startswith("'"))


@given(st.lists(_NAMES, min_size=1, max_size=8), st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-16"]))
def test_names_come_back_as_they_were(given_names: list[str], separator: str, encoding: str) -> None:
    rows = [("Practice name", "ODS code"), *((name, f"Z{number:05}") for number, name in enumerate(given_names))]
    assert names(csv_of(*rows, separator=separator, encoding=encoding)) == given_names


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_csv(data, PRACTICE_LIST, no_progress)
    except UserError as error:
        assert str(error).endswith(".")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "list.csv was not read. It is empty."),
        (b"\xef\xbb\xbf \r\n", "It is empty."),
        (b"1,2,3\n4,5,6\n", "No titles of columns were found in it."),
        (b"ODS code,To\nZ99001,Vision\n", "It has no column for the practices' names. Found in row 1: “ODS code” and"),
        (b"%PDF-1.7\n\x00\x01\x02", "It is no table."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "It is no table."),
        (b"<html><table><tr><td>Practice", "It is a web page or XML."),
        (b'Practice,ODS\n"Riverside,Z99001\nHill,Z99002\n', "Row 2 cannot be read: a quotation mark"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "the old Excel form (.xls)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
    ],
)
def test_what_is_no_list_is_refused_with_the_reason(tmp_path: Path, data: bytes, why: str) -> None:
    with pytest.raises(UserError) as told:
        plan_for(tmp_path, data)
    assert why in str(told.value)
    assert str(told.value).startswith("list.csv was not read. ")


def test_too_many_rows_and_too_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", 50)
    assert len(plan_for(tmp_path, b"Practice\n" + b"A\n" * 50).rows) == 50
    with pytest.raises(UserError, match="more than 50 rows"):
        plan_for(tmp_path, b"Practice\n" + b"A\n" * 51)
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(UserError, match=r"big\.csv was not read\. It is larger than 20 MB\."):
        read_table(path, PRACTICE_LIST)


def test_a_cell_without_an_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Row 2 cannot be read"):
        plan_for(tmp_path, b'Practice\n"' + b"x" * 200_000)


def test_a_file_that_is_not_there_a_folder_and_one_that_may_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UserError, match="There is no file"):
        read_table(tmp_path / "gone.csv", PRACTICE_LIST)
    with pytest.raises(UserError, match="is a folder"):
        read_table(tmp_path, PRACTICE_LIST)
    path = tmp_path / "locked.csv"
    path.write_bytes(b"Practice\nA\n")

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(EnvironmentFault, match=r"locked\.csv cannot be read: permission denied\. Close it"):
        read_table(path, PRACTICE_LIST)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Practice\n" + b"\n" * 19_000_000 + b"A\n", "more than 1,048,576 rows"),
        (b"Practice\r" + b"\r" * 19_000_000 + b"A\r", "more than 1,048,576 rows"),
        (b"Practice\n" + b"," * 19_000_000, "Line 2 has more than 250,000 characters"),
        (b"," * 19_000_000, "Line 1 has more than 250,000 characters"),
        (b"Practice\n" + (b"," * 90_000 + b"\n") * 200, "Row 2 has more than 1,000 cells"),
        (b"Practice\n" + b"".join(b"S %d\n" % number for number in range(1_000_000)), "more than 20,000 rows"),
        (b"\n" * 19_000_000, "It is empty"),
    ],
    ids=["newlines", "returns", "commas", "only commas", "wide rows", "a million rows", "only newlines"],
)
def test_a_list_made_to_take_for_ever_is_refused_in_some_seconds(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        plan_for(tmp_path, data)
