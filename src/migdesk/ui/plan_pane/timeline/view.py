"""The drawing of the plan: scrolls and zooms, says what was chosen or opened, and tells what is under the pointer.

Its table says the same in words, and is the way for screen readers; keys work here as well.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from migdesk.ui.look.theme import Theme
from migdesk.ui.plan_pane.timeline.fonts import Fonts
from migdesk.ui.plan_pane.timeline.layout import TimelineLayout
from migdesk.ui.plan_pane.timeline.painter import Window, paint_edge, paint_timeline
from migdesk.ui.plan_pane.timeline.placement import place, title_width
from migdesk.ui.plan_pane.timeline.rows import Item, day_of, has_dates, in_date_order, span_of
from migdesk.ui.plan_pane.timeline.scale import Scale, Step, fitting, kept_in_view, sized, zoomed
from migdesk.ui.plan_pane.timeline.words import spoken, tip_html
from migdesk.workspace.plan.view import PlanView

KEYS_IN_WORDS = "Up and Down go through phases and milestones by date, Left and Right scroll, plus and minus zoom."
_NOTCH = 120  # a wheel's click, in eighths of a degree
_TITLES_AT_MOST = 0.36  # of the width
_ROWS_SHOWN = 6  # in the least height
_ZOOM_KEYS: dict[int, Step] = {
    Qt.Key.Key_Plus: "in",
    Qt.Key.Key_Equal: "in",
    Qt.Key.Key_Minus: "out",
    Qt.Key.Key_0: "fit",
}


class TimelineView(QAbstractScrollArea):
    """Shows a plan; fits the whole of it into its width until it is zoomed."""

    item_chosen = Signal(object)  # Item
    item_opened = Signal(object)  # Item, by double click or Enter
    zoom_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: PlanView | None = None
        self._scale: Scale | None = None
        self._fits = True
        self._layout: TimelineLayout | None = None
        self._chosen: Item | None = None
        self._turned = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Timeline")
        self.setMinimumHeight(round(Fonts(self.font()).least_row_height * _ROWS_SHOWN))
        theme.changed.connect(self.viewport().update)

    @property
    def chosen(self) -> Item | None:
        return self._chosen

    @property
    def layout_shown(self) -> TimelineLayout | None:
        """What is drawn and where; None while there is nothing to draw."""
        return self._layout

    def show_plan(self, view: PlanView) -> None:
        """Draw this plan in place of the one before, at the same zoom; what was chosen stays so if it is there."""
        self._view = view
        if self._chosen not in in_date_order(view):
            self._chosen = None
        self._arrange()
        self._describe()

    def choose(self, item: Item | None) -> None:
        """Mark an item and bring it into view."""
        if item == self._chosen:
            return
        self._chosen = item
        self._bring_into_view()
        self._describe()
        self.viewport().update()

    # zoom

    def zoom(self, step: Step, around: float | None = None) -> None:
        """Zoom a step; the day at `around`, in pixels from the first day in view, stays where it is.

        Without it that is the chosen item's day, else today.
        """
        scale = self._scale
        if scale is None or self._layout is None:
            return
        room = self._room(self._layout.title_width)
        new = fitting(scale.first, scale.last, room) if step == "fit" else zoomed(scale, step, room)
        self._fits = new == fitting(scale.first, scale.last, room)
        scrolled = self.horizontalScrollBar().value()
        day = scale.day_at(scrolled + around) if around is not None else self._day_to_keep(scale)
        self._scale = new
        self._arrange()
        self.horizontalScrollBar().setValue(round(kept_in_view(scale, new, day, scrolled, room)))
        self.zoom_changed.emit()

    @property
    def can_zoom_in(self) -> bool:
        return self._zoomed("in") != self._scale

    @property
    def can_zoom_out(self) -> bool:
        return self._zoomed("out") != self._scale

    def _zoomed(self, step: Step) -> Scale | None:
        if self._scale is None or self._layout is None:
            return self._scale
        return zoomed(self._scale, step, self._room(self._layout.title_width))

    def _day_to_keep(self, scale: Scale) -> date:
        view = self._view
        day = day_of(view, self._chosen) if view and self._chosen else None
        if day and scale.holds(day):
            return day
        if view and scale.holds(view.today):
            return view.today
        return scale.day_at(scale.width / 2)

    # placing

    def _room(self, titles: float) -> float:
        """Return the pixels that there are for the days."""
        return max(80.0, self.viewport().width() - titles)

    def _arrange(self) -> None:
        view = self._view
        if view is None or not has_dates(view):
            self._layout = self._scale = None
            self._set_ranges(QSizeF(0, 0))
            self.viewport().update()
            return
        fonts = Fonts(self.font())
        titles = title_width(view, fonts, self.viewport().width() * _TITLES_AT_MOST)
        room, (first, last) = self._room(titles), span_of(view)
        fit = self._fits or self._scale is None
        self._scale = (
            fitting(first, last, room) if fit or self._scale is None else sized(self._scale, first, last, room)
        )
        self._layout = place(view, self._scale, fonts, titles, self.viewport().height())
        self._set_ranges(QSizeF(self._scale.width - room, self._layout.rows_height - self._rows_room()))
        self.viewport().update()

    def _rows_room(self) -> float:
        head = self._layout.head_height if self._layout else 0.0
        return self.viewport().height() - head

    def _set_ranges(self, beyond: QSizeF) -> None:
        for bar, rest, page in (
            (self.horizontalScrollBar(), beyond.width(), self.viewport().width()),
            (self.verticalScrollBar(), beyond.height(), self._rows_room()),
        ):
            bar.setRange(0, max(0, round(rest)))
            bar.setPageStep(max(1, round(page)))
            bar.setSingleStep(24)

    def _bring_into_view(self) -> None:
        layout = self._layout
        rect = layout.rect_of(self._chosen) if layout and self._chosen else None
        if layout is None or rect is None or self._chosen is None:
            return
        room, bar = self._room(layout.title_width), self.horizontalScrollBar()
        if rect.left() < bar.value() or rect.right() > bar.value() + room:
            bar.setValue(round(rect.center().x() - room / 2 if rect.width() < room else rect.left() - 20))
        row = layout.row_of(self._chosen)
        if row:
            down = self.verticalScrollBar()
            down.setValue(round(min(max(down.value(), row.top + layout.row_height - self._rows_room()), row.top)))

    # words

    def _describe(self) -> None:
        view = self._view
        if view is None:
            return
        chosen = spoken(view, self._chosen) if self._chosen else ""
        self.setAccessibleDescription(chosen or f"{len(view.phases)} phases. {KEYS_IN_WORDS}")

    # the pointer

    def item_at(self, place: QPoint) -> Item | None:
        """Return what is drawn at a place of the viewport; a phase also by its title."""
        layout = self._layout
        if layout is None:
            return None
        x = place.x() - layout.title_width + self.horizontalScrollBar().value()
        y = place.y() - layout.head_height + self.verticalScrollBar().value()
        if place.y() < layout.head_height:
            return layout.band_in_head(QPointF(x, place.y())) if place.x() >= layout.title_width else None
        if place.x() < layout.title_width:
            row = layout.row_at(y)
            return row.title_item if row else None
        return layout.item_at(QPointF(x, y))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose_here(self.item_at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item = self.item_at(event.position().toPoint())
        if item and event.button() == Qt.MouseButton.LeftButton:
            self._choose_here(item)
            self.item_opened.emit(item)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._layout:
            self._turned += turned
            if abs(self._turned) >= _NOTCH:
                self.zoom("in" if self._turned > 0 else "out", event.position().x() - self._layout.title_width)
                self._turned = 0
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - turned // 2)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._view:
            item = self.item_at(event.pos())
            if item:
                QToolTip.showText(event.globalPos(), tip_html(self._view, item), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    # keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _ZOOM_KEYS:
            event.accept()  # else Ctrl and plus would go to the guide's page, which is not in sight
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _ZOOM_KEYS:
            self.zoom(_ZOOM_KEYS[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            self._walk(key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen:
            self.item_opened.emit(self._chosen)
        else:
            super().keyPressEvent(event)

    def _walk(self, key: int) -> None:
        view = self._view
        items = [item for item in in_date_order(view) if day_of(view, item)] if view else []
        if not items:
            return
        at = items.index(self._chosen) if self._chosen in items else -1 if key == Qt.Key.Key_Down else len(items)
        step = {Qt.Key.Key_Up: at - 1, Qt.Key.Key_Down: at + 1, Qt.Key.Key_Home: 0}.get(Qt.Key(key), len(items) - 1)
        self._choose_here(items[min(max(step, 0), len(items) - 1)])

    def _choose_here(self, item: Item | None) -> None:
        self.choose(item)
        self.item_chosen.emit(item)

    # painting and size

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        colours = self._theme.colours
        if self._layout is None:
            painter.fillRect(self.viewport().rect(), QColor(colours.panel))
        else:
            scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
            window = Window(QSizeF(self.viewport().size()), scrolled)
            paint_timeline(painter, self._layout, colours, window, self._chosen)
        if self.hasFocus():
            paint_edge(painter, self.viewport().rect(), colours.accent)
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()  # head and titles stay, so that nothing can be moved as a block

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self.zoom_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
