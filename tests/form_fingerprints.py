"""Fingerprints of what makes a stored value, for the hand-kept numbers that tell old ones from new."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

_LENGTH = 16


def fingerprint(kind: Any, modules: Iterable[str]) -> str:
    """Return the fingerprint of a value's schema and of the code that makes it: its lines but imports, comments,
    docstrings and empty ones, so that words alone change nothing."""
    digest = hashlib.sha256(msgspec.json.encode(_without_words(msgspec.json.schema(kind)), order="sorted"))
    for name in modules:
        digest.update("\n".join(_code_of(import_module(name))).encode())
    return digest.hexdigest()[:_LENGTH]


def _code_of(module: ModuleType) -> list[str]:
    assert module.__file__ is not None
    text = Path(module.__file__).read_text(encoding="utf-8")
    told = {line for node in ast.walk(ast.parse(text)) for line in _lines_of_words(node)}
    lines = [line.rstrip() for number, line in enumerate(text.splitlines(), 1) if number not in told]
    return [line for line in lines if line and not line.lstrip().startswith("#")]


def _lines_of_words(node: ast.AST) -> range:
    """Return the lines of a docstring, whatever it stands under, or of an import."""
    is_import = isinstance(node, (ast.Import, ast.ImportFrom))
    is_words = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    if not isinstance(node, ast.stmt) or not (is_import or is_words):
        return range(0)
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _without_words(schema: Any) -> Any:
    """Return a schema without what docstrings say in it."""
    if isinstance(schema, dict):
        return {name: _without_words(value) for name, value in schema.items() if name != "description"}
    return [_without_words(value) for value in schema] if isinstance(schema, list) else schema
