"""The bill of materials beside a bundle, in CycloneDX 1.6 (JSON): its parts, for whoever looks for known faults.

Written from the list that the bundle carries for Help, About, Licences, so that the two cannot differ; and, from the
bundle's files themselves, each program and library with its hash, and what is inside of libraries (see `inner_parts`).
The format: https://cyclonedx.org/docs/1.6/json/
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import project
from inner_parts import Binary, InnerPart, binaries, inner_parts

from migdesk.base.licences import Component

SPDX = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "LGPL-3.0-only", "blessing"}
"""The licence names here that are SPDX ids as they stand; an OR or WITH makes an expression, any other is a name."""


def write(parts: Iterable[Component], folder: Path, path: Path, archive_sha256: str) -> Path:
    """Write the bill of the unpacked bundle in `folder`, which was packed into a file with that SHA-256."""
    files = [*map(_inner, inner_parts(folder)), *map(_file, binaries(folder))]
    text = json.dumps(bill(tuple(parts), files, archive_sha256), indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def bill(parts: tuple[Component, ...], files: list[dict[str, Any]], archive_sha256: str) -> dict[str, Any]:
    """Return the bill, with components for `files` after those of the parts.

    The serial number follows from the archive, so that the same bundle has the same one.
    """
    itself = next(part for part in parts if part.name == "migdesk")
    others = [part for part in parts if part is not itself]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, archive_sha256)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(project.commit_time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                **_component(itself, "application"),
                "hashes": [{"alg": "SHA-256", "content": archive_sha256}],
                "properties": [{"name": "migdesk:commit", "value": project.commit() or "unknown"}],
            },
        },
        "components": [*(_component(part, "library") for part in others), *files],
        "dependencies": [
            {"ref": _ref(itself), "dependsOn": [_ref(part) for part in others]},
            *({"ref": _ref(part)} for part in others),
        ],
    }


def _component(part: Component, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {"type": kind, "bom-ref": _ref(part), "name": part.name, "version": part.version}
    found["licenses"] = [_licence(part.licence)]
    if part.origin:
        found["purl"] = part.origin
    return found


def _inner(part: InnerPart) -> dict[str, Any]:
    """A library inside another: the hash is that of the file that it is inside."""
    slug = part.name.lower()
    found: dict[str, Any] = {"type": "library", "bom-ref": f"{slug}@{part.version}#{part.file}", "name": part.name}
    if part.version:
        found["version"] = part.version
    found["licenses"] = [{"license": {"id": part.licence}}]
    found["purl"] = f"pkg:generic/{slug}" + (f"@{part.version}" if part.version else "")
    version = [] if part.version else [{"name": "migdesk:version", "value": "not named in the file that it is inside"}]
    found["properties"] = [
        {"name": "migdesk:inside", "value": part.file},
        {"name": "migdesk:inside-sha256", "value": part.sha256},
        *version,
    ]
    return found


def _file(binary: Binary) -> dict[str, Any]:
    return {
        "type": "file",
        "bom-ref": f"file:{binary.place}",
        "name": binary.place,
        "hashes": [{"alg": "SHA-256", "content": binary.sha256}],
    }


def _licence(name: str) -> dict[str, Any]:
    words = name.split()
    if name in SPDX:
        return {"license": {"id": name}}
    if len(words) > 1 and all(word in {"OR", "AND", "WITH"} for word in words[1::2]) and ";" not in name:
        return {"expression": name}
    return {"license": {"name": name}}


def _ref(part: Component) -> str:
    return part.origin or f"{part.name}@{part.version}"
