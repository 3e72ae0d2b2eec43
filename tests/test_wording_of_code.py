"""The words of the code are the trade's and the field's: what a thing is called says what it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "packaging").glob("*.py"), ROOT / "dev.py"])

SAY_NOTHING = {"grant", "one", "stuff", "thing", "told_plainly", "wish"}
"""Names that could stand for anything, or for what the trade calls a request, a change, or to apply one."""

GERUNDS_THAT_ARE_NOUNS = {"heading", "housekeeping", "loading", "opening", "printing", "reading", "spelling", "wording"}
"""A file is named after what it holds, not after what somebody does; these name a thing, or a stage of the start."""


def bound_names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield every name that a module gives to something, and the line."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name, node.lineno
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name, node.lineno
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield name, node.lineno


def test_no_name_says_nothing() -> None:
    assert [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in SOURCES
        for name, line in bound_names(ast.parse(path.read_text(encoding="utf-8")))
        if name.lower().strip("_") in SAY_NOTHING
    ] == []


def test_files_are_named_after_what_they_hold() -> None:
    gerunds = [path for path in SOURCES if path.stem.endswith("ing")]
    assert [
        str(path.relative_to(ROOT)) for path in gerunds if path.stem.split("_")[-1] not in GERUNDS_THAT_ARE_NOUNS
    ] == []
