"""What macOS is told about the program: the Info.plist of its .app."""

from __future__ import annotations

from typing import Any

IDENTIFIER = "io.github.migdesk.migdesk"
OLDEST_MACOS = "12.0"  # the oldest that Qt 6.8 and its successors run on


def info_plist(version: str) -> dict[str, Any]:
    """Return the entries of Info.plist that differ from PyInstaller's own."""
    return {
        "CFBundleName": "migdesk",
        "CFBundleDisplayName": "migdesk",
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSApplicationCategoryType": "public.app-category.medical",
        "LSMinimumSystemVersion": OLDEST_MACOS,
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": "MIT licence; the licences of its parts are under Help, About",
    }
