"""What to print: the page being read, the whole guide, or one phase with boxes to tick; looked at first, or at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QProgressBar, QRadioButton, QVBoxLayout, QWidget

from migdesk.guide.guide import Guide
from migdesk.guide.model import RenderedPage
from migdesk.ui.background import Background, busy_pointer
from migdesk.ui.dialogs.dialog_frame import DialogFrame
from migdesk.ui.printing.of_guide import one_page, whole_guide
from migdesk.ui.printing.of_phase import one_phase
from migdesk.ui.printing.paper import prepare
from migdesk.ui.printing.preview import NOT_PRINTED, new_printer, show_preview
from migdesk.ui.printing.printout import Printout, Sheets, paint_sheets, sheet_size
from migdesk.ui.session.session import Session
from migdesk.ui.widgets.calm_combo_box import CalmComboBox
from migdesk.ui.widgets.label import news_label, text_label

INDENT = 24  # pixels, under a choice that has choices of its own


def ask_what_to_print(parent: QWidget, guide: Guide, page: RenderedPage, session: Session | None) -> str:
    """Ask what to print and print it. Returns the title of what went to the printer; "" where nothing did."""
    dialog = PrintDialog(parent, guide, page, session)
    dialog.exec()
    return dialog.printed


class PrintDialog(DialogFrame):
    """Asks what to print, shows it as it will be, and prints it. `printed` is the title of what went to the printer."""

    def __init__(self, parent: QWidget | None, guide: Guide, page: RenderedPage, session: Session | None) -> None:
        super().__init__(parent, "What to print", width_in_characters=62)
        self.printed = ""
        self._guide = guide
        self._page = page
        self._session = session
        self._layout_work = Background(self)
        self._fill()
        self._add_buttons()
        self.fit()

    def _fill(self) -> None:
        self._choices = QWidget()
        choices = QVBoxLayout(self._choices)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(8)
        self.this_page = QRadioButton("This page")
        self.whole = QRadioButton("The whole guide")
        self.phase = QRadioButton("One phase, with boxes to tick on paper")
        self.this_page.setChecked(True)
        about_page = f"“{self._page.title}”"
        about_guide = "All pages behind a list of contents, each on a new sheet."
        choices.addWidget(self.this_page)
        choices.addWidget(_under(self.this_page, about_page))
        choices.addWidget(self.whole)
        choices.addWidget(_under(self.whole, about_guide))
        if self._session is not None:
            choices.addWidget(self.phase)
            choices.addLayout(self._phase_choices(self._session))
        self.content.addWidget(self._choices)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Getting the sheets ready")
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.trouble = news_label(wrong=True)
        self.trouble.hide()
        self.content.addWidget(self.progress)
        self.content.addWidget(self.trouble)

    def _phase_choices(self, session: Session) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setContentsMargins(INDENT, 0, 0, 0)
        box.setSpacing(8)
        self.phases = CalmComboBox()
        self.phases.setAccessibleName("Phase to print")
        for phase in session.workspace.definitions.phases:
            self.phases.addItem(f"{phase.number}. {phase.title}", phase.id)
        self.phases.setCurrentIndex(self.phases.findData(self._likely_phase(session)))
        box.addWidget(self.phases)
        self.so_far = QCheckBox("With what the practice in hand has done so far")
        self.so_far.setChecked(session.progress is not None)
        self.so_far.setVisible(session.progress is not None)
        box.addWidget(self.so_far)
        if session.practice is not None:
            name = text_label(session.practice.name, muted=True)
            name.setIndent(INDENT)
            box.addWidget(name)
        for choice in (self.phases, self.so_far):
            choice.setEnabled(False)
            self.phase.toggled.connect(choice.setEnabled)
        return box

    def _likely_phase(self, session: Session) -> str:
        """The phase that the page being read is about, else the one at which the practice is, else the first."""
        phases, progress = session.workspace.definitions.phases, session.progress
        now = progress.phase_now if progress else None
        about = [phase.id for phase in phases if phase.link.partition("#")[0] == self._page.permalink]
        return now.phase.id if now and (now.phase.id in about or not about) else (about or [phases[0].id])[0]

    def _add_buttons(self) -> None:
        cancel = self.add_button("Cancel")
        cancel.clicked.connect(self.reject)
        self.print_button = self.add_button("Print…")
        self.preview_button = self.add_button("Preview…", primary=True, default=True)
        self.print_button.clicked.connect(lambda: self._begin(self._print))
        self.preview_button.clicked.connect(lambda: self._begin(self._preview))

    def chosen(self) -> Printout:
        """Return what the person chose."""
        session = self._session
        if self.phase.isChecked() and session is not None:
            phase = session.workspace.definitions.phase_by_id[self.phases.currentData()]
            return one_phase(session.workspace, phase, session.progress if self.so_far.isChecked() else None)
        return whole_guide(self._guide) if self.whole.isChecked() else one_page(self._guide, self._page)

    # laying out, a part at a time

    def _begin(self, then: Callable[[QPrinter, Sheets], None]) -> None:
        printout = self.chosen()
        printer = new_printer()
        prepare(printer, printout.title)
        sheets = Sheets(printout, sheet_size(printer))
        self.trouble.hide()
        self.progress.setRange(0, sheets.steps)
        self.progress.setValue(0)
        self.progress.setVisible(sheets.steps > 2)
        self._let_choose(False)
        self._layout_work.take(
            sheets.remaining(), self._progressed, lambda: self._laid_out(printer, sheets, then), self._say
        )

    def _progressed(self, laid_out: list[int]) -> None:
        self.progress.setValue(laid_out[-1])

    def _laid_out(self, printer: QPrinter, sheets: Sheets, then: Callable[[QPrinter, Sheets], None]) -> None:
        self._end_layout()
        then(printer, sheets)

    def _say(self, trouble: str) -> None:
        self._end_layout()
        self.trouble.setText(trouble)
        self.trouble.show()

    def _end_layout(self) -> None:
        self.progress.hide()
        self._let_choose(True)

    def _let_choose(self, may: bool) -> None:
        for widget in (self._choices, self.print_button, self.preview_button):
            widget.setEnabled(may)

    # on paper

    def _preview(self, printer: QPrinter, sheets: Sheets) -> None:
        if show_preview(self, printer, sheets.printout.title, lambda device: _paint(device, sheets)):
            self._end(sheets.printout.title)

    def _print(self, printer: QPrinter, sheets: Sheets) -> None:
        ask = QPrintDialog(printer, self)
        ask.setWindowTitle(f"Print: {sheets.printout.title}")
        if not ask.exec():
            return
        with busy_pointer():
            taken = _paint(printer, sheets)
        if taken:
            self._end(sheets.printout.title)
        else:
            self._say(NOT_PRINTED)

    def _end(self, title: str) -> None:
        self.printed = title
        self.accept()

    def done(self, result: int) -> None:
        self._layout_work.cancel()
        super().done(result)


def _under(button: QRadioButton, words: str) -> QWidget:
    button.setAccessibleDescription(words)
    label = text_label(words, muted=True)
    label.setIndent(INDENT)
    return label


def _paint(printer: QPrinter, sheets: Sheets) -> int:
    """Paint the sheets that were asked for."""
    return paint_sheets(printer, sheets, printer.fromPage(), printer.toPage())
