import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from migdesk.ui.widgets.calm_combo_box import CalmComboBox


def test_the_wheel_changes_nothing(qtbot: QtBot) -> None:
    """A wheel turned over a task's status changed the task, in the person's name."""
    box = CalmComboBox()
    qtbot.addWidget(box)
    box.addItems(["To do", "Done"])
    box.show()
    down = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, down)
    assert box.currentText() == "To do"


@pytest.mark.qt_log_ignore("does not support", extend=True)  # what the offscreen platform says of any popup
@pytest.mark.parametrize("key", ["Down", "Up", "PgDown", "End", "D", "2"])
@pytest.mark.parametrize("editable", [False, True])
def test_keys_over_the_closed_box_choose_nothing(qtbot: QtBot, key: str, editable: bool) -> None:
    """Three arrows wrote three statuses into a record that is never changed or deleted, one of them a false "Done"."""
    box = CalmComboBox()
    qtbot.addWidget(box)
    box.setEditable(editable)
    box.addItems(["To do", "Done", "2 weeks"])
    box.show()
    chosen: list[int] = []
    box.activated.connect(chosen.append)
    pressed = QKeySequence(key)[0].key()
    text = key if len(key) == 1 else ""
    event = QKeyEvent(QKeyEvent.Type.KeyPress, pressed, Qt.KeyboardModifier.NoModifier, text)
    QApplication.sendEvent(box, event)
    assert chosen == [] and box.currentIndex() == 0
    types = editable and key in {"End", "D", "2"}
    assert box.view().isVisible() != types


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_enter_in_the_open_list_chooses_and_esc_does_not(qtbot: QtBot) -> None:
    box = CalmComboBox()
    qtbot.addWidget(box)
    box.addItems(["To do", "In progress", "Done"])
    box.show()
    chosen: list[int] = []
    box.activated.connect(chosen.append)
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Escape)
    assert chosen == [] and box.currentIndex() == 0
    QTest.keyClicks(box, "d")
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    assert chosen == [2]


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_a_text_that_is_too_long_is_whole_in_its_list_and_its_tooltip(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = CalmComboBox()
    qtbot.addWidget(box)
    long = "Text messages and online consultation"
    box.addItems([long, "Other"])
    box.resize(120, 28)
    box.show()
    assert box._shown_text().endswith("…")
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, _of: said.append(text))
    QApplication.sendEvent(box, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5)))
    assert said == [long]
    box.showPopup()
    assert box.view().minimumWidth() > box.fontMetrics().horizontalAdvance(long)
    box.hidePopup()
    box.setCurrentIndex(1)
    QApplication.sendEvent(box, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5)))
    assert said == [long]


def test_at_its_own_size_no_entry_is_cut(qtbot: QtBot) -> None:
    """“Until Sunday” stood as “Until Sund…” where there was room for all of it."""
    box = CalmComboBox()
    qtbot.addWidget(box)
    box.setStyleSheet("QComboBox { padding: 3px 8px; border: 1px solid; } QComboBox::drop-down { width: 30px; }")
    box.addItems(["Until Sunday", "Next 14 days"])
    box.show()
    box.resize(box.sizeHint())
    for row in range(box.count()):
        box.setCurrentIndex(row)
        assert not box._is_cut()
