"""Makes the Windows setup program from the built bundle, with Inno Setup. Run on Windows after `py dev.py bundle`."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import icons
import project

from migdesk.base.platform import RUNNING_MUTEX

SCRIPT = project.PACKAGING / "windows" / "migdesk.iss"


def command(
    compiler: str,
    bundle: Path,
    icon: str,
    script: Path = SCRIPT,
    root: Path = project.ROOT,
    target: Path = project.DIST,
) -> list[str]:
    """Return the call of Inno Setup's compiler; the script takes version and folders from it alone."""
    values = {
        "Version": project.version(),
        "Numbers": ".".join(map(str, project.version_numbers())),
        "Libraries": project.libraries_folder("win32"),
        "Mutex": RUNNING_MUTEX,
        "Bundle": bundle,
        "Root": root,
        "Icon": icon,
    }
    return [compiler, "/Q", f"/O{target}", *(f"/D{name}={value}" for name, value in values.items()), str(script)]


def main() -> int:
    import bundle

    compiler = shutil.which("ISCC") or str(Path(os.environ.get("PROGRAMFILES(X86)", "")) / "Inno Setup 6" / "ISCC.exe")
    icon = icons.for_system(project.BUILD / "bundle", "win32")
    assert icon is not None
    done = subprocess.run(command(compiler, bundle.OUT / "migdesk", icon), check=False).returncode
    if done == 0:
        bundle.write_sums()
    return done


if __name__ == "__main__":
    raise SystemExit(main())
