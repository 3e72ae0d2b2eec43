"""Printouts as PDF: how many sheets, and what is on them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtPrintSupport import QPrinter

from migdesk.base.errors import EnvironmentFault
from migdesk.ui.printing.of_guide import one_page, whole_guide
from migdesk.ui.printing.of_phase import one_phase
from migdesk.ui.printing.paper import prepare
from migdesk.ui.printing.printout import Printout, Sheets, foot_words, paint_sheets, printout_to_pdf, sheet_size
from migdesk.ui.session.session import Session

SHEET = QSizeF(650, 940)


def sheets_in(pdf: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def test_one_page_as_pdf(session: Session, tmp_path: Path) -> None:
    guide, file = session.workspace.guide, tmp_path / "page.pdf"
    count = printout_to_pdf(one_page(guide, guide.render("/guide/kick-off")), file)
    assert sheets_in(file) == count > 1


def test_whole_guide_as_pdf(session: Session, tmp_path: Path) -> None:
    guide, file = session.workspace.guide, tmp_path / "guide.pdf"
    printout = whole_guide(guide)
    assert printout.foot == foot_words(guide)
    assert guide.title in printout.foot and guide.version in printout.foot
    count = printout_to_pdf(printout, file)
    assert sheets_in(file) == count > len(guide.pages)


def test_contents_name_the_sheet_on_which_each_page_begins(session: Session) -> None:
    guide = session.workspace.guide
    sheets = Sheets(whole_guide(guide), SHEET)
    assert list(sheets.remaining())[-1] == sheets.steps
    contents, *parts = sheets._documents()
    lines = [line for line in contents.toPlainText().split("\n") if line]
    number = contents.pageCount() + 1
    pages = [page for page in guide.pages if page.kind != "home"]
    for page, part in zip(pages, parts, strict=True):
        assert part.toPlainText().startswith(page.title)
        assert lines[lines.index(page.title) + 1] == str(number)
        number += part.pageCount()


@pytest.mark.parametrize("so_far", [True, False], ids=["practice", "blank"])
def test_every_phase_as_pdf(session: Session, sample: str, tmp_path: Path, so_far: bool) -> None:
    for phase in session.workspace.definitions.phases:
        file = tmp_path / f"{phase.id}.pdf"
        printout = one_phase(session.workspace, phase, session.progress if so_far else None)
        count = printout_to_pdf(printout, file)
        assert sheets_in(file) == count > 0
        assert ("Riverside Surgery" in printout.title) == so_far


def test_no_task_is_torn_over_two_sheets(session: Session, sample: str) -> None:
    for phase in session.workspace.definitions.phases:
        sheets = Sheets(one_phase(session.workspace, phase), SHEET)
        sheets.finish()
        (document,) = sheets._documents()
        layout = document.documentLayout()
        for frame in document.rootFrame().childFrames():
            rect = layout.frameBoundingRect(frame)
            assert int(rect.top() // SHEET.height()) == int((rect.bottom() - 1) // SHEET.height())


def test_only_the_sheets_asked_for_are_printed(session: Session, tmp_path: Path) -> None:
    guide, file = session.workspace.guide, tmp_path / "some.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    prepare(printer, "Some")
    sheets = Sheets(whole_guide(guide), sheet_size(printer))
    assert paint_sheets(printer, sheets, 2, 4) > 10
    assert sheets_in(file) == 3


def test_other_paper_is_laid_out_anew(session: Session, tmp_path: Path) -> None:
    guide = session.workspace.guide
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "small.pdf"))
    prepare(printer, "Small")
    sheets = Sheets(one_page(guide, guide.render("/guide/kick-off")), QSizeF(400, 500))
    sheets.finish()
    assert 1 < paint_sheets(printer, sheets) < sheets.count


def test_file_that_cannot_be_written_is_said(session: Session, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        printout_to_pdf(
            Printout(title="x", foot="y", parts=(lambda: "<p>z</p>",)), tmp_path / "no-such-folder" / "x.pdf"
        )
