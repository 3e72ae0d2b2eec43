"""Hatchling's hook: a wheel carries commit and build date, as a bundle does. An editable install is "from source"."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

import project


class WheelHook(BuildHookInterface):  # type: ignore[misc]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        path = project.write_build_file(Path(tempfile.mkdtemp(prefix="migdesk-wheel-")))
        build_data["force_include"][str(path)] = f"{project.ASSETS}/{project.BUILD_FILE}"
