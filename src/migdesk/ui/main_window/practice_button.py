"""The practice in hand, always named at the top: its name, code and Go-Live; press it for another one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from migdesk.base.date_words import date_with_weekday
from migdesk.practice.state import PracticeState
from migdesk.ui.look.fonts import bold, small
from migdesk.ui.look.theme import Theme
from migdesk.ui.look.words import counted, days_from
from migdesk.ui.session.session import Session

_MOST_LISTED = 25
_PADDING = 12


class PracticeButton(QPushButton):
    """Two lines on white, with a menu of practices. Says in words when there is none, or when it is a sample."""

    practice_requested = Signal(str)
    board_requested = Signal()
    edit_requested = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._lines = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Choose another practice (Ctrl+O)")
        self.clicked.connect(self.open_menu)
        session.practice_chosen.connect(self.refresh)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say which practice is in hand."""
        practice = self._session.practice
        if practice is None:
            count = self._session.workspace.count_not_archived()
            self._lines = ("All practices", counted(count, "practice"))
        else:
            self._lines = (practice.name, self._about(practice))
        self.setAccessibleName(f"Practice in hand: {', '.join(self._lines)}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(330, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self._height())

    def _height(self) -> int:
        return max(44, 2 * self.fontMetrics().height() + 14)

    def open_menu(self) -> None:
        """List the practices that are not archived, and what else can be done with practices."""
        menu = QMenu(self)
        names = self._session.workspace.names(archived=False)
        practices = sorted(names, key=lambda practice: practice.name.casefold())
        for listed in practices[:_MOST_LISTED]:
            action = QAction(
                listed.name.replace("&", "&&") + (f"   {listed.ods_code}" if listed.ods_code else ""), menu
            )
            action.setCheckable(True)
            action.setChecked(listed.id == self._session.practice_id)
            action.triggered.connect(lambda _=False, chosen=listed.id: self.practice_requested.emit(chosen))
            menu.addAction(action)
        menu.addSeparator()
        if self._session.practice_id:
            menu.addAction("Edit this practice's details…").triggered.connect(self.edit_requested)
        menu.addAction("All practices").triggered.connect(self.board_requested)
        menu.setMinimumWidth(self.width())
        menu.exec(self.mapToGlobal(QPoint(0, self.height())))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.focus), 3) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.panel))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        self._paint_texts(painter)
        x, y = self.width() - 18, self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.text))
        painter.drawPolygon([QPointF(x - 4, y - 2), QPointF(x + 4, y - 2), QPointF(x, y + 3)])
        painter.end()

    def _paint_texts(self, painter: QPainter) -> None:
        colours = self._theme.colours
        second = small(self.font())
        second.setBold(False)  # the window's style makes a button's text heavier
        width = self.width() - 2 * _PADDING - 18
        half = self.height() // 2
        for font, text, colour, top in (
            (bold(self.font()), self._lines[0], colours.text, 3),
            (second, self._lines[1], colours.muted, half),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
            area = QRect(_PADDING, top, width, half - 2)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _about(self, practice: PracticeState) -> str:
        parts = ["Sample"] if practice.sample else []
        if practice.archived:
            parts.append("Archived")
        parts.append(practice.ods_code or "no ODS code yet")
        if practice.go_live:
            today = self._session.workspace.today
            parts.append(f"Go-Live {date_with_weekday(practice.go_live)} · {days_from(practice.go_live, today)}")
        else:
            parts.append("Go-Live not set yet")
        return " · ".join(parts)
