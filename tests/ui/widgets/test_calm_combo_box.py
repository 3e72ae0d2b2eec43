from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
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
