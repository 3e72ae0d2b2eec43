"""Whatever text somebody types: both packed formats open, and hold it but for what no file of their kind can."""

from __future__ import annotations

import io

import docx
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import load_workbook
from sample_report import busy_practice

from migdesk.report.blocks import Note, Notes
from migdesk.report.status.document import status_document
from migdesk.report.typed_text import for_workbook, without_noncharacters
from migdesk.report.writers.docx.file import write as write_docx
from migdesk.report.writers.xlsx.file import write as write_xlsx

BARE = replace(status_document(busy_practice().report()), blocks=(), contents=())
ANYTHING = st.text(st.characters(), min_size=1, max_size=80)


@settings(deadline=None, max_examples=25)
@given(ANYTHING, ANYTHING)
def test_a_word_document_holds_it(text: str, by: str) -> None:
    notes = Notes(items=(Note(text, by),), sheet="Notes")
    data = b"".join(part.data for part in write_docx(replace(BARE, blocks=(notes,), title=text, footer=by)))
    signs = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    read = docx.Document(io.BytesIO(data)).element.body
    found = "".join(signs.get(node.tag, node.text or "") for node in read.iter(qn("w:t"), *signs))
    assert f"{without_noncharacters(text)}\n{without_noncharacters(by)}" in found


@settings(deadline=None, max_examples=25)
@given(ANYTHING, ANYTHING)
def test_a_workbook_holds_it_and_runs_nothing(text: str, by: str) -> None:
    notes = Notes(items=(Note(text, by),), sheet="Notes")
    data = b"".join(part.data for part in write_xlsx(replace(BARE, blocks=(notes,), title=text, footer=by)))
    row = load_workbook(io.BytesIO(data))["Notes"][2]
    assert [cell.value for cell in row] == [for_workbook(text) or None, for_workbook(by) or None]
    assert {cell.data_type for cell in row} <= {"s", "n"}
