"""The plan as a picture and as pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QImage, QPageLayout, QTextDocument
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from timeline_plans import AWAY, JANUARY, milestone, phase, plan, some_plan

from migdesk.base.errors import EnvironmentFault
from migdesk.ui.plan_pane.timeline.dates_html import dates_html
from migdesk.ui.plan_pane.timeline.paper import (
    PICTURE_SCALE,
    PICTURE_WIDTH,
    lie_down,
    paint_plan,
    picture,
    preview_plan,
    write_picture,
)
from migdesk.ui.plan_pane.timeline.sheet import LEGEND, Sheet
from migdesk.ui.printing.paper import paper_font

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
EMPTY = plan([phase(1, "Order", None, None)], [milestone("Go-Live", None)])


def printer(file: Path) -> QPrinter:
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(file))
    lie_down(made, "Plan")
    return made


def sheets_in(pdf: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def test_picture_is_a_file_that_opens(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "plan.png"
    assert write_picture(picture(some_plan(), "Riverside Surgery", "Made-up sample"), path) == path
    image = QImage(str(path))
    assert image.width() == PICTURE_WIDTH * PICTURE_SCALE
    assert image.pixelColor(0, 0).name() == "#ffffff"


def test_picture_that_cannot_be_written_is_said(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"plan\.png could not be written"):
        write_picture(picture(some_plan(), "Riverside Surgery", ""), tmp_path / "no-such-folder" / "plan.png")


def test_picture_has_its_title_and_is_the_same_in_any_theme(qapp: QApplication) -> None:
    named, other = picture(some_plan(), "Riverside Surgery", ""), picture(some_plan(), "Elm Tree Practice", "")
    assert named.size() == other.size() and named != other
    assert picture(some_plan(), "Riverside Surgery", "") == named


def test_legend_tells_every_sign_within_the_width(qapp: QApplication) -> None:
    sheet = Sheet(some_plan(), "Title", "", paper_font(12), 500)
    lines = list(sheet._legend_lines())
    assert [entry for line in lines for entry, _ in line] == list(LEGEND)
    for line in lines:
        entry, left = line[-1]
        assert left + entry.width + sheet.fonts.width_of_small(entry.words) < 500


def test_plan_without_dates_says_so_on_paper(qapp: QApplication, tmp_path: Path) -> None:
    assert picture(EMPTY, "Riverside Surgery", "").height() > 0
    assert paint_plan(printer(tmp_path / "plan.pdf"), EMPTY, "Riverside Surgery", "") >= 2


def test_one_sheet_drawn_and_the_dates_behind_it(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    device = printer(file)
    assert device.pageLayout().orientation() == QPageLayout.Orientation.Landscape
    count = paint_plan(device, some_plan(), "Riverside Surgery", "Made-up sample")
    assert sheets_in(file) == count >= 2


def test_only_the_sheets_asked_for_are_printed(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    assert paint_plan(printer(file), some_plan(), "Riverside Surgery", "", 2, 2) >= 2
    assert sheets_in(file) == 1


def test_dates_are_in_words_with_where_they_come_from(qapp: QApplication) -> None:
    document = QTextDocument()
    document.setHtml(dates_html(some_plan(rehearsal=JANUARY[17]), "Riverside <Surgery>", "sample"))
    lines = [line for line in document.toPlainText().splitlines() if line.strip()]
    assert lines[:2] == ["Riverside <Surgery>", "sample"]
    at = lines.index("Sign-off")
    assert lines[at : at + 4] == [
        "Sign-off",
        "Mon 25 Jan 2027",
        "Planned",
        "2 weeks before Go-Live (worked out from the guide’s figures)",
    ]
    at = lines.index("3 Go-Live")
    assert lines[at : at + 3] == ["3 Go-Live", "Fri 29 Jan 2027", "Fri 29 Jan 2027"]
    assert "Cutover rehearsal" in lines


def test_what_a_person_typed_is_printed_as_it_is(qapp: QApplication) -> None:
    html = dates_html(some_plan(leave=(replace(AWAY, name="<i>Dr</i>"),)), "x", "")
    assert "&lt;i&gt;Dr&lt;/i&gt;" in html and "<i>" not in html


def test_preview_paints_the_plan(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def look(dialog: QPrintPreviewDialog) -> int:
        assert dialog.windowTitle() == "Print preview: Plan, Riverside Surgery"
        dialog.paintRequested.emit(printer(tmp_path / "shown.pdf"))
        return 1

    monkeypatch.setattr(QPrintPreviewDialog, "exec", look)
    preview_plan(some_plan(), parent, "Riverside Surgery", "")
    assert sheets_in(tmp_path / "shown.pdf") >= 2
