"""The window as it begins: the guide's page, and a place kept for everything that comes once the record is open."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from migdesk.guide.guide import Guide
from migdesk.ui.guide_pane.guide_pane import GuidePane
from migdesk.ui.look.theme import Theme
from migdesk.ui.main_window.heights import header_height, status_height
from migdesk.ui.main_window.page_stack import PageStack, in_scroll_area
from migdesk.ui.main_window.panes import SIDE_BY_SIDE, Panes, empty_place
from migdesk.ui.session.settings import Settings

SMALLEST_WIDTH, SMALLEST_HEIGHT = 420, 300
"""Half of a laptop's screen beside the clinical system, and what is left of one at 200 %. In logical pixels."""
FRAME = QSize(16, 40)
"""What a system puts round a window, its title bar above all, in logical pixels. It is known only once the window is
shown, and the status line must never be pushed off a small screen."""


class Shell(QMainWindow):
    """One window. It needs the guide alone, so that the page is there at once; `Work` is built into it afterwards."""

    def __init__(self, guide: Guide, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.theme = theme
        self.settings = settings
        self.guide = GuidePane(guide, theme)
        self.panes = Panes(self.guide, settings)
        self.stack = PageStack()
        self._places = {"header": empty_place("header"), "status": empty_place("status")}
        self.setMinimumSize(SMALLEST_WIDTH, SMALLEST_HEIGHT)
        self.setWindowTitle("migdesk")
        self._lay_out()
        self._restore()

    def open_page(self, permalink: str, anchor: str = "") -> None:
        """Show a page of the guide, at a section if there is one."""
        self.panes.show_guide()
        self.guide.open(permalink, anchor)

    def keep_on_top(self, kept: bool) -> None:
        """Keep the window on top of others, or no longer; remembered."""
        self.settings.keep_on_top = kept
        self._put_on_top()

    def add_narrow_bar(self, bar: QWidget) -> None:
        """Put what a narrow window needs over the panes, under the header and the banner."""
        self._layout.insertWidget(2, bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panes.set_narrow(event.size().width() < SIDE_BY_SIDE)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.settings.keep_on_top:
            self._put_on_top()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._places["status"].setFixedHeight(status_height(self.fontMetrics().height()))

    def _put_on_top(self) -> None:
        """Tell the system: the flag of a window that is there, so that it need not be hidden for it."""
        handle = self.windowHandle()
        if handle is not None:
            handle.setFlag(Qt.WindowType.WindowStaysOnTopHint, self.settings.keep_on_top)

    def take_in(self, header: QWidget, banner: QWidget, status: QWidget) -> None:
        """Put the bars into the places that were kept for them, and the banner under the header."""
        for name, widget in (("header", header), ("status", status)):
            self._layout.replaceWidget(self._places[name], widget)
            self._places[name].hide()  # kept, as those of the panes are
        self._layout.insertWidget(1, banner)

    def remember(self) -> None:
        """Write sizes, places and choices into the settings."""
        settings = self.settings
        settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        settings.panes = self.panes.widths()
        settings.zoom_percent = self.guide.view.zoom_percent
        settings.text_width = self.guide.view.text_width
        settings.theme = self.theme.choice

    def _lay_out(self) -> None:
        self.stack.addWidget(self.panes)
        whole = QWidget()
        whole.setObjectName("ground")
        self._layout = QVBoxLayout(whole)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._places["header"].setFixedHeight(header_height(self.fontMetrics().height()))
        self._places["status"].setFixedHeight(status_height(self.fontMetrics().height()))
        self._layout.addWidget(self._places["header"])
        self._layout.addWidget(in_scroll_area(self.stack), 1)
        self._layout.addWidget(self._places["status"])
        self.setCentralWidget(whole)

    def _restore(self) -> None:
        settings = self.settings
        if not settings.geometry or not self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode())):
            self.resize(1366, 740)
        room = self.screen().availableSize() - FRAME  # another screen, or another scaling, than when it was left
        self.resize(min(self.width(), room.width()), min(self.height(), room.height()))
        self.panes.restore()
        self.guide.view.set_zoom(settings.zoom_percent)
        self.guide.view.set_text_width(settings.text_width)
        self.guide.view.set_explained(settings.explain_words)
