"""Small guides on disk for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

GuideMaker = Callable[[Mapping[str, str]], Path]


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the small guides of tests in this process, as the program's own is: a process for each would take long."""
    monkeypatch.setattr("migdesk.guide.reader.is_trusted", lambda _folder: True)


@pytest.fixture
def make_guide(tmp_path: Path) -> GuideMaker:
    """Return a function that writes files into a fresh guide folder and returns it.

    A file whose text does not start with `---` and is no YAML file gets front matter made from its name:
    `guide/kick-off.md` becomes the page `/guide/kick-off`.
    """

    def make(files: Mapping[str, str]) -> Path:
        folder = tmp_path / "guide-folder"
        for name, text in {"_config.yml": "title: Test guide\n", **files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if name.endswith(".md") and not text.startswith("---"):
                stem = name.removesuffix(".md")
                text = f"---\npermalink: /{stem}\ntitle: {stem}\n---\n{text}"
            path.write_text(text, encoding="utf-8")
        return folder

    return make
