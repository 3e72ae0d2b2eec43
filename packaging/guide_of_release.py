"""Makes the file of what a released version showed, `resources/guide-VERSION.bin`, from the content at its commit.

    .venv/bin/python packaging/guide_of_release.py 0.1.0 f5d40e9

Only for releases that kept nothing of what they showed: 0.1.0. Its pages are rendered by the program as it is now, so
that what differs later is the guide's own words.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from tarfile import TarFile

import project

from migdesk.checklist.loading import load_definitions
from migdesk.guide.guide import open_guide
from migdesk.workspace.guide_updates.shown_file import packed
from migdesk.workspace.guide_updates.snapshot import GuideSnapshot, snapshot_of


def main() -> int:
    version, commit = sys.argv[1:]
    target = project.ROOT / "resources" / f"guide-{version}.bin"
    target.write_bytes(packed(snapshot_at(commit)))
    print(f"{target}: {target.stat().st_size:,} bytes")
    return 0


def snapshot_at(commit: str) -> GuideSnapshot:
    """Return the built-in guide as it was at a commit."""
    archive = subprocess.run(
        ["git", "archive", commit, "content"], cwd=project.ROOT, check=True, capture_output=True
    ).stdout
    with tempfile.TemporaryDirectory() as folder:
        TarFile(fileobj=BytesIO(archive)).extractall(folder, filter="data")
        content = Path(folder) / "content"
        return snapshot_of(open_guide(content, None), load_definitions(content))


if __name__ == "__main__":
    raise SystemExit(main())
