"""Shared by the tests of the workspace."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the small guides of tests in this process, as the program's own is: a process for each would take long."""
    monkeypatch.setattr("migdesk.guide.reader.is_trusted", lambda _folder: True)
