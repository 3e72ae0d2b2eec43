"""The one place that knows where the program's own files are.

Three homes, looked for in this order: a packed program's folder, the `_assets` folder that a wheel carries inside the
package (a packed program has them at the same place in its own folder: pyproject.toml holds the one list), and the root
of the source tree (an editable install).
"""

from __future__ import annotations

import sys
from pathlib import Path

PACKAGE_FOLDER = Path(__file__).resolve().parent.parent


def assets_root(package_folder: Path = PACKAGE_FOLDER, frozen_folder: str | None = None) -> Path:
    """Return the folder that holds `content/` and `resources/`.

    `frozen_folder` is PyInstaller's `sys._MEIPASS`; both parameters exist so that each branch can be tested.
    """
    frozen = frozen_folder or getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "migdesk" / "_assets"
    installed = package_folder / "_assets"
    if installed.is_dir():
        return installed
    return package_folder.parent.parent


def content_folder() -> Path:
    """Return the built-in guide: pages, steps, navigation and the checklist's data."""
    return assets_root() / "content"


def resources_folder() -> Path:
    """Return icons, style sheets, component and report templates."""
    return assets_root() / "resources"
