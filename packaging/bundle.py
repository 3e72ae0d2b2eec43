"""Builds what a practice starts and what IT hands out, and proves it.

    python3 dev.py bundle            the bundle, its sums and bill of materials, on Linux the Debian package; smoke
    python3 dev.py bundle --check    besides: a wheel in an empty environment, Debian's checkers, the package in and out

Everything goes into `dist/`. `build/` can be deleted at any time.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path

import archive
import debian
import project
import sbom
import start_times

from migdesk.base.licences import components

MOST_MB = 45  # the design's budget for the packed Linux bundle
PROMPT_COMMAND = b'@"%~dp0..\\migdesk-cli.exe" %*\r\n'
SUMS = "SHA256SUMS"
PROGRAM = "migdesk.exe" if os.name == "nt" else "migdesk"
OUT = project.BUILD / "bundle" / "out"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="also what CI asks for")
    options = parser.parse_args()
    shutil.rmtree(project.DIST, ignore_errors=True)
    project.DIST.mkdir()
    folder = build()
    packed = pack(folder)
    package = None
    if sys.platform == "linux" and shutil.which("dpkg-deb"):
        package = step("Debian package", debian.build, folder, project.BUILD, project.DIST)
    portable = [] if sys.platform == "darwin" else ["--portable"]  # there the folder to copy is not the program's own
    smoke(program_in(folder), *portable, *(["--display"] if options.check else []))
    write_sums()
    start_times.compare(program_in(folder))
    if options.check:
        step("wheel in an empty environment", check_wheel)
        if package:
            import debian_check

            step("desktop files and package", debian_check.check, package)
        write_sums()
    print(f"{packed.name}: {packed.stat().st_size / 1e6:.1f} MB. All is in {project.DIST}.")
    return 0


def write_sums() -> None:
    """Write the sums of all that is in `dist/` by now; early, as a later check may stop."""
    archive.write_sums((path for path in project.DIST.iterdir() if path.name != SUMS), project.DIST / SUMS)


def step(name, action, *arguments):  # type: ignore[no-untyped-def]
    begun = time.perf_counter()
    result = action(*arguments)
    print(f"{name}: {time.perf_counter() - begun:.0f} s", flush=True)
    return result


def build() -> Path:
    """Run PyInstaller and return the unpacked bundle."""
    step("PyInstaller", run_pyinstaller)
    folder = OUT / "migdesk"
    finish(folder)
    print("The biggest parts:", *archive.biggest(folder), sep="\n", flush=True)
    return folder


def finish(folder: Path, platform: str = sys.platform) -> None:
    """Look through what PyInstaller made for a system, and put beside it what a person finds there."""
    libraries = project.libraries_folder(platform)
    compare_data_files(folder / libraries)
    told = (project.PACKAGING / "READ ME.txt").read_text(encoding="utf-8")
    (folder / "READ ME.txt").write_text(told.replace("LIBRARIES", libraries), encoding="utf-8")
    if platform == "win32":  # where this folder is in PATH, a prompt that is asked for “migdesk” finds what can print
        (folder / "bin").mkdir(exist_ok=True)
        (folder / "bin" / "migdesk.cmd").write_bytes(PROMPT_COMMAND)


def run_pyinstaller() -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, *pyinstaller(str)],
        env={**os.environ, **build_variables()},
        cwd=project.ROOT,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr.decode("utf-8", "replace"))


def pyinstaller(named: Callable[[Path], str]) -> list[str]:
    """Return what Python is told; `named` says how the system that builds calls a file."""
    places = ["--distpath", named(OUT), "--workpath", named(project.BUILD / "bundle" / "work")]
    return [
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--log-level",
        "ERROR",
        *places,
        named(project.PACKAGING / "migdesk.spec"),
    ]


def build_variables() -> dict[str, str]:
    """Return what makes two builds of one commit alike: its time, the day, and a fixed order of sets."""
    return {
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(project.commit_time()),
        project.BUILD_DATE_VARIABLE: project.build_date(),
    }


def assets_in(folder: Path) -> Path:
    """Return the program's own files in an unpacked bundle."""
    return folder / project.libraries_folder() / project.ASSETS


def compare_data_files(libraries: Path) -> None:
    """Stop unless the bundle's folder of libraries holds exactly the files that the wheel's list names."""
    for source, target in project.data_files().items():
        wanted, found = files_in(project.ROOT / source), files_in(libraries / target)
        if wanted != found:
            raise SystemExit(f"The bundle's {target} differs from {source}: {sorted(map(str, wanted ^ found))}")


def files_in(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def program_in(folder: Path) -> Path:
    app = folder.parent / "migdesk.app" / "Contents" / "MacOS" / "migdesk"
    return app if sys.platform == "darwin" else folder / ("migdesk-cli.exe" if os.name == "nt" else "migdesk")


def pack(folder: Path) -> Path:
    """Write archive, file list and bill of materials; stop where the archive is over its budget."""
    name = project.bundle_name()
    shipped = folder
    if sys.platform == "darwin":
        shipped = OUT / name
        shutil.copytree(OUT / "migdesk.app", shipped / "migdesk.app", symlinks=True)
        shutil.copyfile(folder / "READ ME.txt", shipped / "READ ME.txt")
    packed = step("archive", archive.pack, shipped, name, project.DIST / name, project.commit_time())
    (project.DIST / f"{name}.files.txt").write_text("\n".join(archive.file_list(shipped)) + "\n", encoding="utf-8")
    parts = components(assets_in(folder) / "licences")
    sbom.write(parts, shipped, project.DIST / f"{name}.cdx.json", archive.sha256(packed))
    megabytes = packed.stat().st_size / 1e6
    if sys.platform == "linux" and megabytes > MOST_MB:
        raise SystemExit(f"{packed.name} is {megabytes:.1f} MB, over the budget of {MOST_MB} MB: see packaging/trim.py")
    return packed


def smoke(program: Path, *options: str) -> None:
    done = subprocess.run([sys.executable, project.PACKAGING / "smoke.py", program, *options], check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def check_wheel() -> None:
    """Build the wheel, install it and what it needs into an empty environment, and smoke it there."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", project.DIST, project.ROOT], check=True)
    wheel = next(project.DIST.glob("*.whl"))
    place = project.BUILD / "wheel"
    shutil.rmtree(place, ignore_errors=True)
    venv.create(place, with_pip=True)
    scripts = place / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    constraints = project.PACKAGING / "constraints.txt"
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", constraints, wheel]
    subprocess.run(install, check=True)
    smoke(scripts / PROGRAM)
    shutil.rmtree(place)


if __name__ == "__main__":
    raise SystemExit(main())
