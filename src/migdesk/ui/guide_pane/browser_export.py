"""Writes the guide as web pages beside the window's work, since a whole guide may take longer than a blink."""

from __future__ import annotations

from pathlib import Path


def export_for_browser(folder: Path, cache: Path, permalink: str, output: Path) -> Path:
    """Write the guide in `folder` under `output` and return the file that holds the page `permalink`.

    It opens a guide of its own: the window's is used by the window's thread alone. Raises KnownError, OSError.
    """
    from migdesk.guide.export import export_page
    from migdesk.guide.guide import open_guide

    return export_page(open_guide(folder, cache), permalink, output)
