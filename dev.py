#!/usr/bin/env python3
"""Sets up and runs migdesk from its source, with nothing but Python 3.11 there already.

    python3 dev.py run        start the program (without a display: show its main job in pictures)
    python3 dev.py test       run the tests
    python3 dev.py check      ruff, the type checker, the guide's check and a start of the real window
    python3 dev.py bench      measure speed and memory against a bare window
    python3 dev.py pictures   make the README's pictures anew
    python3 dev.py campaign   attack the record for some minutes: kills, damages, faults at every statement
    python3 dev.py windows    build and try out what Windows gets, here under wine (see packaging/on_wine.py)
    python3 dev.py bundle     build what runs without Python, into dist/, and prove it (see packaging/README.md)

The first use makes `.venv` beside this file and installs what `packaging/constraints.txt` pins. Where packages of the
system are missing it says which, and asks a person at a terminal before it has sudo install them; `--yes` answers that.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
YES = "--yes"
INSTALLED_MARK = VENV / "installed-for.txt"

# What Qt's own libraries need from the system on Linux: the library to look for, and Debian's package that has it.
LINUX_LIBRARIES = {
    "glib-2.0": "libglib2.0-0",
    "EGL": "libegl1",
    "GL": "libgl1",
    "xkbcommon": "libxkbcommon0",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-shape": "libxcb-shape0",
    "fontconfig": "libfontconfig1",
    "dbus-1": "libdbus-1-3",
}
BUNDLE_TOOLS = {"objdump": "binutils", "xz": "xz-utils"}
CHECK_TOOLS = {
    "lintian": "lintian",
    "appstreamcli": "appstream",
    "desktop-file-validate": "desktop-file-utils",
    "Xvfb": "xvfb",
}
WINDOWS_TOOLS = {
    "wine": "wine64",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "xvfb-run": "xvfb",
    "xauth": "xauth",
    "osslsigncode": "osslsigncode",
    "wixl": "wixl",
    "msibuild": "msitools",
    "debootstrap": "debootstrap",
    "npm": "npm",
}
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")


def main(arguments: list[str]) -> int:
    words = {
        "run": run,
        "test": test,
        "check": check,
        "bench": bench,
        "pictures": pictures,
        "campaign": campaign,
        "bundle": bundle,
        "windows": windows,
    }
    if not arguments or arguments[0] not in words:
        print(__doc__)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036 (this file is what an older Python meets first)
        print(f"migdesk needs Python 3.11 or later; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    set_up()
    return words[arguments[0]]([argument for argument in arguments[1:] if argument != YES])


def run(arguments: list[str]) -> int:
    if arguments or has_display():
        return call("-m", "migdesk", *arguments)
    output = ROOT / "out" / "tour"
    print(f"There is no display here, so the window cannot be shown. Its main job goes into pictures in {output}.")
    return call("-m", "migdesk", "tour", "--output", str(output))


def test(arguments: list[str]) -> int:
    chosen = arguments or ["-n", "2"]
    return call("-m", "pytest", *chosen, offscreen=True)


def check(_: list[str]) -> int:
    steps = (
        ("-m", "ruff", "check", "."),
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "mypy"),
        ("-m", "migdesk", "guide", "check"),
        ("-m", "migdesk", "--data-dir", str(ROOT / "out" / "self-check"), "self-check", "--window"),
    )
    for step in steps:
        print("$ python", *step, flush=True)
        code = call(*step, offscreen=True)
        if code:
            return code
    return 0


def bench(arguments: list[str]) -> int:
    return call(str(ROOT / "packaging" / "bench.py"), *arguments, offscreen=True)


def pictures(_: list[str]) -> int:
    return call(str(ROOT / "packaging" / "pictures.py"), offscreen=True)


def campaign(arguments: list[str]) -> int:
    return call(str(ROOT / "packaging" / "campaign.py"), *arguments, offscreen=True)


def bundle(arguments: list[str]) -> int:
    tools = BUNDLE_TOOLS | (CHECK_TOOLS if "--check" in arguments else {})
    missing = [package for tool, package in tools.items() if not shutil.which(tool)]
    if sys.platform.startswith("linux") and missing:
        install_by_apt(missing)
    return call(str(ROOT / "packaging" / "bundle.py"), *arguments)


def windows(arguments: list[str]) -> int:
    missing = [package for tool, package in WINDOWS_TOOLS.items() if not shutil.which(tool)]
    if not sys.platform.startswith("linux") or (missing and not install_by_apt(missing)):
        print("Windows is tried out on Linux, with the packages named above.", file=sys.stderr)
        return 2
    return call(str(ROOT / "packaging" / "on_wine.py"), *arguments)


def set_up() -> None:
    """Make the environment and install what is pinned, unless that has been done for just this state of the project."""
    wanted = hashlib.sha256(
        CONSTRAINTS.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + sys.version.encode()
    ).hexdigest()
    if sys.platform.startswith("linux"):
        install_system_packages()
    if INSTALLED_MARK.is_file() and INSTALLED_MARK.read_text() == wanted and PYTHON.exists():
        return
    print("Setting up .venv; this takes a minute or two the first time.", flush=True)
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    install = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", CONSTRAINTS]
    if subprocess.run([*install, "-e", f"{ROOT}[test,check,bundle,hub]"], check=False).returncode:
        print("The libraries could not be installed; pip says why above. Mend that, then try again.", file=sys.stderr)
        raise SystemExit(2)
    # As an installer does it: else a start from source translates every file anew wherever Python may not write.
    subprocess.run([PYTHON, "-m", "compileall", "-q", ROOT / "src"], check=False)
    INSTALLED_MARK.write_text(wanted)


def install_system_packages() -> None:
    """See to the libraries that Qt and venv need: by apt where that is allowed, else by saying what to type."""
    missing = [package for library, package in LINUX_LIBRARIES.items() if not ctypes.util.find_library(library)]
    if not any(next(folder.rglob("*.[to]tf"), None) for folder in FONT_FOLDERS if folder.is_dir()):
        missing.append("fonts-dejavu-core")
    if not PYTHON.exists() and not has_ensurepip():
        missing.append("python3-venv")
    if missing and not install_by_apt(missing) and not has_ensurepip() and not PYTHON.exists():
        raise SystemExit(2)


def install_by_apt(missing: list[str]) -> bool:
    """Install Debian's packages where that is allowed, else say what to type; True where they are there now.

    Root, and a script without a terminal, wanted it by calling this; a person at a terminal is asked before sudo.
    """
    apt = shutil.which("apt-get")
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    may_sudo = bool(shutil.which("sudo")) and not is_root
    command = [*(["sudo"] if may_sudo else []), "apt-get", "install", "-y", "--no-install-recommends", *missing]
    if apt and (is_root or may_sudo) and (is_root or agrees(missing)):
        print("Installing system packages:", *missing, flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run([*command[: command.index("install")], "update"], check=False, **quiet)
        if subprocess.run(command, check=False, **quiet).returncode == 0:
            return True
    print("Some system packages are missing. Please install them, then try again:", file=sys.stderr)
    print("  " + " ".join(command), file=sys.stderr)
    return False


def agrees(packages: list[str]) -> bool:
    """Ask the person at the terminal whether sudo may install packages; where nobody can be asked, it may."""
    if YES in sys.argv or not sys.stdin.isatty():
        return True
    print("migdesk needs these packages of your system:", *packages)
    try:
        return input("Install them now, with sudo apt-get? [y/N] ").strip().lower() in {"y", "yes"}
    except EOFError:
        return False


def has_ensurepip() -> bool:
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        return False
    return True


def has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))


def call(*arguments: str, offscreen: bool = False) -> int:
    environment = {**os.environ, "PYTHONUTF8": "1"}
    if offscreen:
        environment["QT_QPA_PLATFORM"] = "offscreen"
        if os.name == "nt":  # where that screen knows no fonts of its own accord
            environment["QT_QPA_FONTDIR"] = str(Path(os.environ["SYSTEMROOT"]) / "Fonts")
    return subprocess.run([PYTHON, *arguments], cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
