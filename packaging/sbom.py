"""The bill of materials beside a bundle, in CycloneDX 1.6 (JSON): its parts, for whoever looks for known faults.

Written from the list that the bundle carries for Help, About, Licences, so that the two cannot differ.
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

from migdesk.base.licences import Component

SPDX = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "LGPL-3.0-only", "blessing"}
"""The licence names here that are SPDX ids as they stand; an OR or WITH makes an expression, any other is a name."""


def write(parts: Iterable[Component], path: Path, archive_sha256: str) -> Path:
    text = json.dumps(bill(tuple(parts), archive_sha256), indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def bill(parts: tuple[Component, ...], archive_sha256: str) -> dict[str, Any]:
    """Return the bill; the serial number follows from the archive, so that the same bundle has the same one."""
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
        "components": [_component(part, "library") for part in others],
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


def _licence(name: str) -> dict[str, Any]:
    words = name.split()
    if name in SPDX:
        return {"license": {"id": name}}
    if len(words) > 1 and all(word in {"OR", "AND", "WITH"} for word in words[1::2]) and ";" not in name:
        return {"expression": name}
    return {"license": {"name": name}}


def _ref(part: Component) -> str:
    return part.origin or f"{part.name}@{part.version}"
