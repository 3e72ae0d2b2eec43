"""The house's rules, read off the source: imports point down only, Qt stays on top, and no module holds state."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src"
PACKAGE = SOURCE / "migdesk"

MAY_IMPORT = {
    "base": set(),
    "guide": {"base"},
    "checklist": {"base"},
    "practice": {"base", "checklist"},
    "report": {"base", "checklist", "practice"},
    "workspace": {"base", "checklist", "practice", "guide", "report"},
    "ui": {"base", "checklist", "practice", "guide", "report", "workspace"},
    "cli": {"base", "checklist", "practice", "guide", "report", "workspace"},
}
"""Each layer's layers below. A layer may always import itself."""

STARTS_THE_WINDOW = {"cli/main.py", "cli/tour.py", "cli/self_check.py"}
"""These may import `ui`, inside the functions that need it."""

QT_BELOW_THE_SCREENS = "report/writers/pdf/"
"""The one folder that may."""


def files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imports_of(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Yield every module imported, the line, and whether it is imported when the file is loaded."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        at_load = id(node) not in inside
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, at_load
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level:
                parents = path.relative_to(SOURCE).parts[: -node.level]
                module = ".".join((*parents, module)).rstrip(".")
            yield module, node.lineno, at_load
            for alias in node.names:
                yield f"{module}.{alias.name}", node.lineno, at_load


def module_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_by_module() -> dict[str, set[str]]:
    """Return which modules of ours each of ours imports, wherever in the file and whatever for."""
    modules = {module_of(path): path for path in files()}
    return {
        module: {
            name for name, _, _ in imports_of(path) if name in modules and name != module and _is_meant(name, path)
        }
        for module, path in modules.items()
    }


def _is_meant(name: str, path: Path) -> bool:
    """Tell an import of a package itself from one of a module in it, which only passes through the package."""
    return not (PACKAGE.parent / Path(*name.split("."))).is_dir() or name not in module_of(path)


def circles_of(imports: dict[str, set[str]]) -> list[list[str]]:
    """Return the groups of modules that import each other, straight or through one another."""
    reached = {module: _reached_from(module, imports) for module in imports}
    circles = {
        tuple(sorted({module, *(other for other in reached[module] if module in reached[other])}))
        for module in imports
        if module in reached[module]
    }
    return sorted(list(circle) for circle in circles)


def _reached_from(module: str, imports: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(imports[module])
    while waiting:
        following = waiting.pop()
        if following not in found:
            found.add(following)
            waiting += imports[following]
    return found


def layer_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if parts[0] == "migdesk" and len(parts) > 1 else ""


def test_every_folder_is_a_known_layer() -> None:
    found = {path.name for path in PACKAGE.iterdir() if path.is_dir() and list(path.glob("*.py"))}
    assert found <= set(MAY_IMPORT)


@pytest.mark.parametrize("layer", sorted(MAY_IMPORT))
def test_imports_point_down_only(layer: str) -> None:
    wrong = []
    for path in sorted((PACKAGE / layer).rglob("*.py")):
        for module, line, at_load in imports_of(path):
            target = layer_of(module)
            if target not in MAY_IMPORT or target == layer or target in MAY_IMPORT[layer]:
                continue
            if target == "ui" and name_of(path) in STARTS_THE_WINDOW and not at_load:
                continue
            wrong.append(f"{name_of(path)}:{line} imports {module}")
    assert wrong == []


def test_no_circle_of_imports() -> None:
    """Also not one that only types or a late import close: nobody could say which of its files comes first."""
    assert circles_of(imports_by_module()) == []


def test_no_screen_imports_the_window() -> None:
    """What screens need of the window is handed to them (`ui/session/services.py`)."""
    may = ("ui/main_window/", "ui/start/", "ui/tour/", "ui/actions.py")
    assert [
        f"{name_of(path)}:{line} imports {module}"
        for path in files()
        if name_of(path).startswith("ui/") and not name_of(path).startswith(may)
        for module, line, _ in imports_of(path)
        if module.startswith("migdesk.ui.main_window")
    ] == []


def test_what_may_start_the_window_is_there() -> None:
    assert {name_of(path) for path in files()} >= STARTS_THE_WINDOW


def test_the_top_level_imports_no_layer() -> None:
    assert [
        f"{name_of(path)}:{line} imports {module}"
        for path in PACKAGE.glob("*.py")
        if path.name != "__main__.py"
        for module, line, _ in imports_of(path)
        if layer_of(module) in MAY_IMPORT
    ] == []


def test_qt_stays_under_the_screens() -> None:
    assert [
        f"{name_of(path)}:{line} imports {module}"
        for path in files()
        if not name_of(path).startswith(("ui/", QT_BELOW_THE_SCREENS))
        for module, line, _ in imports_of(path)
        if module.split(".")[0] in {"PySide6", "shiboken6"}
    ] == []


def test_front_ends_go_through_the_workspace() -> None:
    """A screen or command that reaches past the workspace could change the record without anybody being told."""
    assert [
        f"{name_of(path)}:{node.lineno} uses .{node.attr}"
        for path in files()
        if name_of(path).startswith(("ui/", "cli/"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"store", "recorder"}
    ] == []


def test_no_module_holds_state() -> None:
    """What is written in capitals is a constant, also where it is a dict or a list; nothing else at module level is."""
    assert [
        f"{name_of(path)}:{node.lineno} {name}"
        for path in files()
        for node, name in _assigned(ast.parse(path.read_text(encoding="utf-8")))
        if name != name.upper() and _is_mutable(node.value)
    ] == []


def test_no_function_changes_a_global() -> None:
    assert [
        f"{name_of(path)}:{node.lineno}"
        for path in files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Global)
    ] == []


def _assigned(tree: ast.Module) -> Iterator[tuple[ast.Assign | ast.AnnAssign, str]]:
    """Yield what is assigned to a name at module level, by which name; `__all__` and its like are Python's own."""
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        for target in targets:
            if isinstance(target, ast.Name) and not target.id.startswith("__"):
                yield node, target.id


def _is_mutable(value: ast.expr | None) -> bool:
    if isinstance(value, (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)):
        return True
    makers = {"list", "dict", "set", "defaultdict", "deque", "Counter", "OrderedDict", "bytearray"}
    if isinstance(value, ast.Call):
        made = value.func
        return (made.id if isinstance(made, ast.Name) else getattr(made, "attr", "")) in makers
    return False
