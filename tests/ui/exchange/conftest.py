"""Two data folders, and a window's session over one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sides import Sides


@pytest.fixture
def sides(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Sides]:
    both = Sides(tmp_path, qtbot, qapp)
    yield both
    for workspace in (both.manager, both.partner):
        workspace.close()
