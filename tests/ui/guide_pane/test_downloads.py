"""Files that a page links to: what is read is opened, what could be a program never is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from migdesk.ui.guide_pane.downloads import open_file


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    addresses: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: addresses.append(QUrl(url).toLocalFile()) or True)
    return addresses


def test_a_document_is_opened(qtbot: QtBot, opened: list[str]) -> None:
    assert open_file(Path("/guide/lists/The List.PDF")) == "Opened The List.PDF."
    assert opened == ["/guide/lists/The List.PDF"]


@pytest.mark.parametrize("name", ["a.exe", "a.bat", "a.docm", "a.html", "a.pdf.lnk", "a", "a.svg", "a.sh"])
def test_what_could_be_a_program_is_not(qtbot: QtBot, opened: list[str], name: str) -> None:
    assert "is not opened from here, as it could be a program" in open_file(Path("/guide") / name)
    assert opened == []
