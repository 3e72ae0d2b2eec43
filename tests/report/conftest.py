"""The PDF needs Qt. One whole application serves it and the screens' tests, wherever they run first in a process."""

import os

import pytest
from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def one_application(qapp: QApplication) -> None:
    """Have the application made before a report asks for one."""
