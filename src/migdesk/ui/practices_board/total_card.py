"""One figure of the board with its caption, on a card that can be pressed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QLabel, QSizePolicy, QWidget

from migdesk.ui.look.restyle import set_look
from migdesk.ui.look.theme import Theme
from migdesk.ui.widgets.label import text_label


class TotalCard(QAbstractButton):
    """A switch: on while, of the practices in sight, those behind the figure alone are shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.figure = QLabel()
        self.figure.setObjectName("total")
        self.caption = text_label(muted=True)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        for label in (self.figure, self.caption):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._layout.addWidget(label)
        self.set_low(False)

    def show_figure(self, figure: int, caption: str, *, danger: bool = False) -> None:
        """Say a figure and what it counts."""
        self.figure.setText(f"{figure:,}")
        set_look(self.figure, danger=danger)
        self.caption.setText(caption)
        self.setAccessibleName(f"{figure:,} {caption}")
        self.setToolTip("Press to show these practices alone, and again for the others too")
        self.setAccessibleDescription(self.toolTip())

    def set_low(self, low: bool) -> None:
        """Put the caption beside the figure rather than under it."""
        way = QBoxLayout.Direction
        self._layout.setDirection(way.LeftToRight if low else way.TopToBottom)
        self._layout.setContentsMargins(*((12, 4, 8, 4) if low else (18, 9, 12, 10)))
        self._layout.setSpacing(10 if low else 0)
        self._layout.setStretch(1, 1)
        across = Qt.AlignmentFlag.AlignVCenter if low else Qt.AlignmentFlag.AlignTop
        self.caption.setAlignment(Qt.AlignmentFlag.AlignLeft | across)

    def minimumSizeHint(self) -> QSize:
        return self._layout.totalMinimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card: a thick edge for where the keyboard is, a coloured one while it is on."""
        colours = self._theme.colours
        ground, edge, width = colours.panel, colours.border, 1
        if self.underMouse():
            ground, edge = colours.hover, colours.accent
        if self.isChecked():
            ground, edge, width = colours.hover, colours.accent, 2
        if self.hasFocus():
            ground, edge, width = colours.selected, colours.text, 3
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(ground))
        inset = width / 2
        painter.drawRoundedRect(self.rect().toRectF().adjusted(inset, inset, -inset, -inset), 4, 4)
        if self.isChecked():  # told apart by more than colour, also while the keyboard is here
            painter.fillRect(4, self.height() - 6, self.width() - 8, 3, QColor(colours.accent))
        painter.end()
