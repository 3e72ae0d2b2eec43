"""Shared by all tests: hypothesis without a clock of its own, and stores that are closed at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from migdesk.practice.store import Store
from migdesk.workspace.workspace import Workspace
from support import new_store, new_workspace

settings.register_profile(
    "migdesk", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("migdesk")


@pytest.fixture(autouse=True)
def no_folder_of_the_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep every test out of the record of whoever runs it."""
    monkeypatch.setenv("MIGDESK_DATA_DIR", str(tmp_path / "data-of-the-person"))


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What can be made again of the built-in guide, shared by all tests that do not look into it.

    Everything in it goes by the hash of what it was made from, so that a test with another guide finds nothing of this.
    """
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = new_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = new_workspace(tmp_path)
    yield opened
    opened.close()
