"""The parts of others that the program is made of, each with its version, licence and texts.

A packed program carries the list and the texts among its own files, written by `packaging/licences.py`. Anywhere else
they are read off the installed packages, by the same functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import msgspec

from migdesk.base.assets import assets_root, resources_folder

FOLDER = "licences"
INDEX = "index.json"
ITSELF = "migdesk"

_TEXT_NAMES = re.compile(r"(?:licen[cs]e|copying|notice|authors)[^/\\]*", re.IGNORECASE)
_MIT = "Permission is hereby granted, free of charge, to any person obtaining a copy of this software"
_QT_PARTS = {"pyside6-essentials", "pyside6", "pyside6_essentials", "shiboken6"}
_QT_TEXTS = ("qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt")
_RULE = "\n\n" + "-" * 72 + "\n\n"
_NAME = re.compile(r"[A-Za-z0-9._-]+")


class Component(msgspec.Struct, frozen=True):
    """One part. `licence` is its name in short, `texts` its files, `origin` a package URL (purl) where it has one."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...] = ()
    origin: str = ""


def components(folder: Path | None = None) -> tuple[Component, ...]:
    """Return all parts, by name: those of `folder` (the packed program's own list), else those installed."""
    packed = folder or assets_root() / FOLDER
    try:
        listed = msgspec.json.decode((packed / INDEX).read_bytes(), type=tuple[Component, ...], dec_hook=_path)
    except (OSError, msgspec.MsgspecError):
        return tuple(sorted(_installed(), key=lambda component: component.name.lower()))
    return tuple(
        msgspec.structs.replace(component, texts=tuple(packed / text for text in component.texts))
        for component in listed
    )


def text_of(component: Component) -> str:
    """Return the licence texts of a part, one after another; what is missing is named instead."""
    texts = []
    for path in component.texts:
        try:
            texts.append(path.read_text(encoding="utf-8", errors="replace").strip())
        except OSError:
            texts.append(f"The text {path.name} is missing from this copy of migdesk.")
    return _RULE.join(texts) or f"{component.name} came with no text but the name: {component.licence}."


def of_distribution(distribution: metadata.Distribution) -> Component:
    """Return an installed Python package as a part."""
    name, version = distribution.metadata["Name"], distribution.version
    origin = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
    return Component(name, version, _licence_name(distribution), _texts(distribution), origin)


def _installed() -> Iterator[Component]:
    """Yield every package that migdesk's own needs lead to."""
    seen: set[str] = set()
    to_do = list(_needs(_own_requirements()))
    while to_do:
        name = to_do.pop()
        if name.lower() in seen:
            continue
        seen.add(name.lower())
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        to_do += _needs(distribution.requires or ())
        yield of_distribution(distribution)


def _own_requirements() -> list[str]:
    """Return what migdesk itself needs; in a source tree that is not installed, pyproject.toml says so."""
    try:
        return metadata.requires(ITSELF) or []
    except metadata.PackageNotFoundError:
        import tomllib

        path = assets_root() / "pyproject.toml"
        return list(tomllib.loads(path.read_text("utf-8"))["project"]["dependencies"]) if path.is_file() else []


def _needs(requirements: Iterable[str]) -> Iterator[str]:
    for requirement in requirements:
        found = _NAME.match(requirement)
        if found and "extra ==" not in requirement:
            yield found[0]


def _licence_name(distribution: metadata.Distribution) -> str:
    """Return the licence as the package names it: an expression, a short word, or what its classifiers say."""
    fields = distribution.metadata
    for field in ("License-Expression", "License"):
        value = (fields[field] if field in fields else "").strip()  # noqa: SIM401 (its type has no `get`)
        if value and "\n" not in value:
            return value
    classifiers = [
        line.rpartition("::")[2].strip() for line in fields.get_all("Classifier") or () if line.startswith("License")
    ]
    return ", ".join(classifiers) or _named_by_text(distribution)


def _named_by_text(distribution: metadata.Distribution) -> str:
    """Return the licence that a package's own text is, where it names none beside it."""
    for text in _texts(distribution):
        if _MIT in " ".join(text.read_text(encoding="utf-8", errors="replace").split()):
            return "MIT"
    return "not named"


def _texts(distribution: metadata.Distribution) -> tuple[Path, ...]:
    if distribution.metadata["Name"].lower() in _QT_PARTS:  # these come without their texts
        return tuple(resources_folder() / FOLDER / name for name in _QT_TEXTS)
    beside = [
        file for file in distribution.files or () if ".dist-info" in str(file) and _TEXT_NAMES.fullmatch(file.name)
    ]
    return tuple(Path(str(file.locate())) for file in beside)


def _path(kind: type, value: object) -> object:
    return Path(str(value)) if issubclass(kind, Path) else value
