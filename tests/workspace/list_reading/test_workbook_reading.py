"""Excel workbooks are read as they are meant; hostile and damaged ones are refused whole."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lists import HEADS, RIVERSIDE, plan_for, repacked, workbook_of
from migdesk.base.errors import UserError
from migdesk.workspace.list_reading import workbook_reading
from migdesk.workspace.list_reading.table import Table, no_progress
from migdesk.workspace.list_reading.workbook_reading import MOST_UNPACKED, read_workbook
from migdesk.workspace.practice_import.practice_list import PRACTICE_LIST

GOOD = workbook_of(HEADS, RIVERSIDE)
SHEET = "xl__worksheets__sheet1_dot_xml"


def read(data: bytes) -> Table:
    return read_workbook(data, PRACTICE_LIST, no_progress)


def refusal(data: bytes) -> str:
    with pytest.raises(UserError) as told:
        read(data)
    return str(told.value)


def test_real_dates_text_dates_and_numbers_as_text() -> None:
    table = read(
        workbook_of(
            HEADS,
            ("Riverside", "Z99001", 4, 1.5, None, True, datetime(2027, 3, 16, 9, 30)),  # noqa: DTZ001 (a workbook knows no zones)
            ("Hill Top", "Z99002", None, None, None, None, date(2027, 4, 1)),
            ("Ash Lane", 99003, None, None, None, None, "1/5/2027"),
        )
    )
    first, second, third = table.rows
    assert first.cells["go_live"] == date(2027, 3, 16)
    assert (first.cells["from_system"], first.cells["to_system"]) == ("4", "1.5")
    assert second.cells["go_live"] == date(2027, 4, 1)
    assert (third.cells["ods_code"], third.cells["go_live"]) == ("99003", "1/5/2027")
    assert [row.number for row in table.rows] == [2, 3, 4]
    assert table.sheet == "Practices"


def test_the_first_visible_sheet_with_titles_is_read() -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Notes"
    book.active.append(["Made for the ICB"])
    hidden = book.create_sheet("Old")
    hidden.append(["Practice"])
    hidden.append(["Wrong"])
    hidden.sheet_state = "hidden"
    sheet = book.create_sheet("List")
    for row in (["Practices of North Moor"], [], ["Practice", "ODS"], ["Riverside", "Z99001"]):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.row_dimensions[4].hidden = True
    data = io.BytesIO()
    book.save(data)
    table = read(data.getvalue())
    assert table.sheet == "List"
    assert [(row.number, row.cells) for row in table.rows] == [(4, {"name": "Riverside", "ods_code": "Z99001"})]


def test_formulas_give_the_values_last_calculated() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="str"><v>Practice</v></c></row>'
        b'<row r="2"><c r="A2" t="str"><f>"Riverside"</f><v>Riverside</v></c></row>'
        b'<row r="3"><c r="A3" t="e"><f>NA()</f><v>#N/A</v></c></row></sheetData></worksheet>'
    )
    assert [row.cells["name"] for row in read(repacked(GOOD, **{SHEET: sheet})).rows] == ["Riverside", "#N/A"]


def test_no_titles_on_any_sheet() -> None:
    assert "No titles of columns were found" in refusal(workbook_of((1, 2)))
    assert "no column for the practices' names" in refusal(workbook_of(("ODS code", "To"), ("Z99001", "Vision")))


def test_rows_far_down_and_columns_far_out_are_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_reading, "MOST_SHEET_ROWS", 5_000)
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:A1"/>'
        b'<sheetData><row r="1"><c r="A1" t="str"><v>Practice</v></c></row>'
        b'<row r="3000"><c r="A3000" t="str"><v>Last</v></c><c r="XFD3000" t="str"><v>Far out</v></c></row>'
        b'<row r="99999999"><c r="A99999999" t="str"><v>Beyond</v></c></row></sheetData></worksheet>'
    )
    assert [row.number for row in read(repacked(GOOD, **{SHEET: sheet})).rows] == [3_000]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'.encode(encoding)
    assert "declarations" in refusal(repacked(GOOD, xl__sharedStrings_dot_xml=bomb))
    assert "declarations" in refusal(repacked(GOOD, xl__extra_dot_xml=b" " * (1 << 20) + bomb))


def test_what_unpacks_to_too_much_is_refused() -> None:
    assert "unpacks to more than 80 MB" in refusal(repacked(GOOD, xl__huge_dot_xml=bytes(MOST_UNPACKED)))


@pytest.mark.parametrize(
    ("part", "markup"),
    [
        ("xl/worksheets/sheet1.xml", b"<row/>" * 3_000_000),
        ("xl/worksheets/sheet1.xml", b'<row><c r="C1"><v>1</v></c></row>' * 500_000),
        ("xl/worksheets/sheet1.xml", b"<row>" * 3_000_000),
        ("xl/styles.xml", b"<font/>" * 300_000),
        ("xl/workbook.xml", b'<definedName name="a">1</definedName>' * 150_000),
    ],
    ids=["empty rows", "rows", "nesting", "styles", "names"],
)
def test_more_markup_than_can_be_read_in_some_seconds_is_refused_at_once(part: str, markup: bytes) -> None:
    with ZipFile(io.BytesIO(GOOD)) as book:
        whole = book.read(part)
    cut = whole.rindex(b"</")
    name = part.replace("/", "__").replace(".", "_dot_")
    assert "more rows, cells or styles" in refusal(repacked(GOOD, **{name: whole[:cut] + markup + whole[cut:]}))


def test_one_tag_with_millions_of_attributes_is_refused_at_once() -> None:
    attributes = b" ".join(b'a%d=""' % number for number in range(400_000))
    assert "a text longer than" in refusal(repacked(GOOD, **{SHEET: b"<worksheet " + attributes + b"/>"}))


def test_other_kinds_of_file_are_named() -> None:
    types = b'<Types><Override ContentType="application/vnd.ms-excel.%s.main+xml"/></Types>'
    content_types = "[Content_Types]_dot_xml"
    assert "with macros (.xlsm)" in refusal(repacked(GOOD, **{content_types: types % b"sheet.macroEnabled"}))
    assert "with macros (.xlsm)" in refusal(repacked(GOOD, xl__vbaProject_dot_bin=b"x"))
    assert "(.xlsb)" in refusal(repacked(GOOD, **{content_types: types % b"sheet.binary.macro"}))
    opendocument = io.BytesIO()
    with ZipFile(opendocument, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "OpenDocument table (.ods)" in refusal(opendocument.getvalue())
    other = io.BytesIO()
    with ZipFile(other, "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert "no Excel workbook" in refusal(other.getvalue())


def test_a_password_on_the_zip_file() -> None:
    flagged = bytearray(GOOD)
    at = flagged.index(b"PK\x01\x02")
    flagged[at + 8] |= 1
    assert "protected by a password" in refusal(bytes(flagged))


def test_a_workbook_that_was_cut_off() -> None:
    assert "damaged" in refusal(GOOD[: len(GOOD) // 2])
    assert "damaged" in refusal(repacked(GOOD, **{SHEET: b"<worksheet><sheetData><row"}))
    assert "damaged" in refusal(repacked(GOOD, xl__workbook_dot_xml=b"nonsense"))


def test_the_name_of_the_file_does_not_matter(tmp_path: Path) -> None:
    assert len(plan_for(tmp_path, GOOD, name="list.csv").rows) == 1


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
@settings(max_examples=40)
def test_a_spoilt_byte_is_harmless_or_told_plainly(at: int, change: int) -> None:
    spoilt = bytearray(GOOD)
    spoilt[at] ^= change
    try:
        read(bytes(spoilt))
    except UserError as error:
        assert str(error).endswith(".")
