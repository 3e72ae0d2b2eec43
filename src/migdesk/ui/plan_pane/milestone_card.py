"""One milestone as a card: its name, its date, and how it stands. A press opens it for changing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from migdesk.base.date_words import date_with_weekday
from migdesk.ui.look.fonts import bold, small
from migdesk.ui.look.plain_tooltip import plain_tooltip
from migdesk.ui.look.theme import Theme
from migdesk.ui.plan_pane.milestone_sign import SIDE, draw_sign
from migdesk.ui.plan_pane.milestone_words import rule_line, small_line, spoken
from migdesk.ui.widgets.painted_button import PaintedButton
from migdesk.workspace.plan.view import MilestoneView

_PADDING = 7
_SIDE_PADDING = 8
_SIGN_GAP = 6
_ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}


class MilestoneCard(PaintedButton):
    """`clicked` asks to open it; `arrow_pressed` hands on a key that leads to another card."""

    arrow_pressed = Signal(int)

    def __init__(self, milestone: MilestoneView, today: date, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.show_milestone(milestone, today)

    @property
    def milestone(self) -> MilestoneView:
        return self._milestone

    def show_milestone(self, milestone: MilestoneView, today: date) -> None:
        """Show how a milestone stands today."""
        self._milestone = milestone
        self._small_line = small_line(milestone, today)
        self._date = date_with_weekday(milestone.date) if milestone.date else "Not dated"
        words = spoken(milestone, today)
        self.setAccessibleName(words)
        self.setAccessibleDescription(f"{rule_line(milestone)} Press Enter to change it.".strip())
        self.setToolTip(plain_tooltip("\n".join(line for line in (words, rule_line(milestone)) if line)))
        self.update()

    # size

    def sizeHint(self) -> QSize:
        name, when, line = (QFontMetricsF(font) for font in self._fonts())
        day = when.horizontalAdvance("Wed 30 Sep") + SIDE + _SIGN_GAP
        width = max(name.horizontalAdvance("Final data production"), day)
        height = name.height() + when.height() + line.height() + 2 * _PADDING + 2
        return QSize(round(width) + 2 * _SIDE_PADDING, round(height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _fonts(self) -> tuple[QFont, QFont, QFont]:
        smaller = small(self.font())
        return smaller, bold(self.font()), bold(smaller) if self._milestone.late else smaller

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.arrow_pressed.emit(event.key())
        else:
            super().keyPressEvent(event)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), self._theme.colours
        self._draw_frame(painter)
        lines = (
            (self._milestone.short_title, colours.muted),
            (self._date_that_fits(), colours.text if self._milestone.date else colours.muted),
            (self._small_line, self._line_colour()),
        )
        top, room = _PADDING + 1.0, self.width() - 2 * _SIDE_PADDING
        for number, ((text, colour), font) in enumerate(zip(lines, self._fonts(), strict=True)):
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            area = QRectF(_SIDE_PADDING, top, room, metrics.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
            if number == 1:
                left = _SIDE_PADDING + metrics.horizontalAdvance(elided) + _SIGN_GAP
                draw_sign(
                    painter, QRectF(left, top + (metrics.height() - SIDE) / 2, SIDE, SIDE), self._milestone, colours
                )
            top += metrics.height()

    def _date_that_fits(self) -> str:
        """Return the date, in a narrow card without its year: its name and hover text have it whole."""
        room = self.width() - 2 * _SIDE_PADDING - SIDE - _SIGN_GAP
        if QFontMetricsF(bold(self.font())).horizontalAdvance(self._date) <= room or not self._milestone.date:
            return self._date
        return self._date.removesuffix(f" {self._milestone.date.year}")

    def _draw_frame(self, painter: QPainter) -> None:
        colours = self._theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge, width = colours.panel, colours.border, 1
        if self.hasFocus():
            ground, edge, width = colours.selected, colours.text, 2
        elif self._is_open:
            edge, width = colours.accent, 2
        elif self.underMouse():
            ground, edge = colours.hover, colours.accent
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(edge), width))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)

    def _line_colour(self) -> str:
        colours = self._theme.colours
        if self._milestone.happened:
            return colours.warning if self._milestone.slipped > 0 else colours.done
        return colours.danger if self._milestone.late else colours.muted
