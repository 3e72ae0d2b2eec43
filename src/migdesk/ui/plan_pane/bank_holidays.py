"""Has the bank holidays read beside the window's work: importing them takes 0.15 s, in which nothing would move."""

from __future__ import annotations

from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

_LOOK_EVERY_MS = 15


class BankHolidays(QObject):
    """`ready` is sent once they are there, from the window's own thread; always after what is being done now.

    A plain thread, looked at now and then, may outlive the window, which a QThread may not.
    """

    ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading: Thread | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def ask(self) -> None:
        """Have `ready` sent as soon as bank holidays can be asked for without a wait."""
        self._timer.start(0)

    def _look(self) -> None:
        if self._reading is None:  # only now: what is being painted goes first
            self._reading = Thread(target=_read, daemon=True)
            self._reading.start()
            self._timer.start(_LOOK_EVERY_MS)
        elif not self._reading.is_alive():
            self._timer.stop()
            self.ready.emit()


def _read() -> None:
    from migdesk.checklist.working_days import bank_holidays

    bank_holidays(2027)  # any year: it is the import that takes long
