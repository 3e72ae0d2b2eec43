"""Makes a Debian package from a bundle: the bundle in /usr/lib/migdesk, and what desktop menus need.

No maintainer scripts: nothing runs as root at installation or removal, and a practice's record is never touched.
"""

from __future__ import annotations

import gzip
import hashlib
import platform
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import icons
import licences
import project
import trim

from migdesk.cli.main import COMMANDS

LINUX = project.PACKAGING / "linux"
MAINTAINER = "migdesk contributors <migdesk@users.noreply.github.com>"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
ICON_SIZES = (48, 64, 128, 256)
"""Pixels; 48 is what every desktop must find (Icon Theme Specification), 64 and 128 are software centres'."""
PROGRAM_FOLDER = "usr/lib/migdesk"
DESKTOP_FILES = {
    "migdesk.desktop": "usr/share/applications/migdesk.desktop",
    "io.github.migdesk.migdesk.metainfo.xml": "usr/share/metainfo/io.github.migdesk.migdesk.metainfo.xml",
    "migdesk.xml": "usr/share/mime/packages/migdesk.xml",
    "migdesk.lintian-overrides": "usr/share/lintian/overrides/migdesk",
}
"""Files of `packaging/linux/`, and where each goes."""


def build(bundle: Path, work: Path, target: Path) -> Path:
    """Make the package of an unpacked bundle and return it. `work` is emptied first."""
    root = work / "debian"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(bundle, root / PROGRAM_FOLDER, symlinks=True)
    _lay_out(root)
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text(control(root), encoding="utf-8")
    (root / "DEBIAN" / "md5sums").write_text(_md5sums(root), encoding="utf-8")
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path == root / PROGRAM_FOLDER / "migdesk"
            path.chmod(0o755 if runs else 0o644)
    package = target / f"migdesk_{project.version()}_{_architecture()}.deb"
    environment = {"SOURCE_DATE_EPOCH": str(project.commit_time()), "PATH": "/usr/bin:/bin:/usr/sbin:/sbin"}
    subprocess.run(
        ["dpkg-deb", "--build", "--root-owner-group", "-Zxz", "-z2", root, package],
        check=True, env=environment, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return package


def _lay_out(root: Path) -> None:
    for name, place in DESKTOP_FILES.items():
        _put(root / place, filled((LINUX / name).read_text(encoding="utf-8")).encode())
    for size in ICON_SIZES:
        _put(root / f"usr/share/icons/hicolor/{size}x{size}/apps/migdesk.png", icons.png(size))
    _put(root / "usr/share/man/man1/migdesk.1.gz", _gzip(filled((LINUX / "migdesk.1").read_text(encoding="utf-8"))))
    documents = root / "usr/share/doc/migdesk"
    _put(documents / "copyright", copyright_file().encode())
    _put(documents / "changelog.gz", _gzip(changelog()))
    _put(documents / "CHANGELOG.md.gz", _gzip((project.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")))
    link = root / "usr/bin/migdesk"
    link.parent.mkdir(parents=True)
    link.symlink_to("../lib/migdesk/migdesk")


def filled(text: str) -> str:
    """Return a file of `packaging/linux/` with @VERSION@, @DATE@ (the commit's day) and @COMMANDS@ filled in."""
    day = datetime.fromtimestamp(project.commit_time(), UTC).date().isoformat()
    commands = "\n".join(f".TP\n.B {name}\n{purpose[:1].upper()}{purpose[1:]}." for name, purpose in COMMANDS.items())
    for mark, value in (("@VERSION@", project.version()), ("@DATE@", day), ("@COMMANDS@", commands)):
        text = text.replace(mark, value)
    return text


def control(root: Path) -> str:
    size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return f"""Package: migdesk
Version: {project.version()}
Section: misc
Priority: optional
Architecture: {_architecture()}
Maintainer: {MAINTAINER}
Installed-Size: {size // 1024}
Depends: {", ".join(depends(root / PROGRAM_FOLDER))}
Recommends: libcups2
Description: migration guide and checklist for GP practices, offline
 migdesk shows the GP clinical system migration guide beside a checklist for
 each practice. It keeps the Information Governance sign-offs with who did what
 and when, and writes a status report for the commissioner. Everything stays
 on this computer.
"""


def depends(folder: Path) -> list[str]:
    """Return the packages, by this computer's names, with the libraries that the bundle takes from the system.

    The C library's version is this computer's too: a package made on an older Debian installs on newer ones.
    """
    binaries = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink() and _is_elf(path)]
    own = {path.name for path in folder.rglob("*.so*")}
    needed = {name for path in binaries for name in trim.libraries_of(str(path))} - own
    needed -= {"libcups.so.2"}  # only to print; without it, there is still the PDF
    packages = sorted({_package_of(name) for name in needed} - {"libc6"})
    version = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${Version}", "libc6"], capture_output=True, text=True, check=True
    ).stdout
    return [f"libc6 (>= {version.partition('-')[0]})", *packages]


def changelog() -> str:
    """Return the package's own changelog, in Debian's form; the program's is beside it."""
    day = format_datetime(datetime.fromtimestamp(project.commit_time(), UTC))
    return f"""migdesk ({project.version()}) stable; urgency=medium

  * See CHANGELOG.md.gz.

 -- {MAINTAINER}  {day}
"""


def copyright_file() -> str:
    licence = (project.ROOT / "LICENSE").read_text(encoding="utf-8").strip()
    indented = "\n".join(f" {line}" if line.strip() else " ." for line in licence.splitlines()[2:])
    return f"""Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: migdesk
Comment: This package holds Python, Qt and other libraries. The licence of each,
 with its text, is in /usr/lib/migdesk/_internal/migdesk/_assets/licences and in
 the program under Help, About, Licences.

Files: *
Copyright: migdesk contributors
License: Expat
{indented}
"""


def _package_of(library: str) -> str:
    """Return the Debian package of a shared library, as the loader of this computer finds it."""
    listed = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    found = re.search(rf"^\s*{re.escape(library)} \(libc6,.*\) => (\S+)$", listed, re.MULTILINE)
    if not found:
        raise SystemExit(f"The bundle needs {library}, which neither it nor this computer has.")
    return licences.owner(str(Path(found[1]).resolve())).partition(":")[0]


def _md5sums(root: Path) -> str:
    lines = []
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts:
            digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            lines.append(f"{digest}  {path.relative_to(root).as_posix()}\n")
    return "".join(lines)


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _gzip(text: str) -> bytes:
    return gzip.compress(text.encode(), 9, mtime=0)


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _architecture() -> str:
    return ARCHITECTURES[platform.machine()]


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), project.BUILD, project.DIST))
