"""What macOS is told about the program: the Info.plist of its .app."""

from __future__ import annotations

from typing import Any

IDENTIFIER = "io.github.migdesk.migdesk"
PACKAGE_TYPE = f"{IDENTIFIER}.package"
OLDEST_MACOS = "13.0"  # what Qt's libraries in PySide6's wheel ask for, as its name says (macosx_13_0)


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
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "migdesk package",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [PACKAGE_TYPE],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": PACKAGE_TYPE,
                "UTTypeDescription": "migdesk package",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {"public.filename-extension": ["migdesk"]},
            }
        ],
        "NSHumanReadableCopyright": "MIT licence; the licences of its parts are under Help, About",
    }
