"""Proves a built program by using it: from another folder, an empty home, no Python, its own folder read-only.

    python packaging/smoke.py PROGRAM [--portable] [--display]

PROGRAM is the file that a person would start: of an unpacked bundle, of an environment that a wheel was installed
into, or of an installed package. With `--portable` its folder is copied, for the checks of portable mode; with
`--display` the window also opens on a real display (Xvfb's, on a Linux without one). Standard error must stay empty.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from migdesk.base.assets import content_folder
from migdesk.practice.details import DETAILS
from migdesk.report.formats import FORMATS

NOBODY = 65534  # Linux's user without rights, whom a read-only folder stops even where the script itself runs as root
PRACTICE = "Smoke Test Surgery"
BY = ("--by", "Smoke Test")
AWKWARD = "Ünïcødé – mit Leerzeichen"
SECONDS = 120


class Smoke:
    """One program under test, with a home and a working folder that nothing has been in before."""

    def __init__(self, program: Path, place: Path) -> None:
        self.program = program
        self.home = _folder(place / "home")
        self.away = _folder(place / "somewhere else")
        self.output = _folder(place / "output")
        self.no_programs = _folder(place / "no programs")
        # Windows asks its registry where the person's folder is, so there the home must be named.
        self.data_dir = str(self.home / "migdesk") if os.name == "nt" else ""

    def run(self, *arguments: object, code: int = 0, silent: bool = True, platform: str = "offscreen") -> str:
        """Run the program and return its standard output."""
        begun = time.perf_counter()
        done = subprocess.run(
            [self.program, *map(str, arguments)],
            cwd=self.away,
            env=self._environment(platform),
            capture_output=True,
            check=False,
            timeout=SECONDS,
            **_as_nobody(),
        )
        out, err = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
        words = " ".join(str(argument) for argument in arguments)
        if done.returncode != code or (silent and err):
            raise SystemExit(f"migdesk {words}: exit code {done.returncode}, expected {code}\n{out}\n{err}")
        words = words.replace(str(self.output), "…")
        print(f"  ok  {time.perf_counter() - begun:5.1f} s  migdesk {words}"[:118], flush=True)
        return out if silent else err

    def json(self, *arguments: object) -> Any:
        return json.loads(self.run(*arguments, "--json"))

    def _environment(self, platform: str) -> dict[str, str]:
        """Return next to nothing: no Python, no settings, and for Windows what no process there can do without."""
        kept = ("SYSTEMROOT", "TEMP", "TMP", "LANG", "DISPLAY", "WINDIR", "XAUTHORITY")
        environment = {name: os.environ[name] for name in kept if name in os.environ}
        # No system's own table of time zones is to be found, as Windows has none.
        environment |= {"HOME": str(self.home), "PATH": str(self.no_programs), "PYTHONTZPATH": ""}
        if self.data_dir:
            environment["MIGDESK_DATA_DIR"] = self.data_dir
        if platform:
            environment["QT_QPA_PLATFORM"] = platform
        return environment


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path)
    parser.add_argument("--portable", action="store_true")
    parser.add_argument("--display", action="store_true")
    options = parser.parse_args()
    program = options.program.absolute()
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="migdesk smoke ", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        _open_for_all(place)
        smoke = Smoke(program, place)
        the_main_job(smoke)
        if options.display:
            with a_display():
                check(smoke.run("self-check", "--window", platform="").endswith("All well.\n"), "the real display")
        if options.portable:
            portable_mode(program, place)
    print(f"{program.name}: all well, {time.perf_counter() - begun:.0f} s")
    return 0


def the_main_job(smoke: Smoke) -> None:
    check(smoke.run("--version").startswith("migdesk "), "the version")
    found = smoke.json("self-check", "--window")
    check(found["ready_ms"] > 0 and found["content"]["pages"] > 10, "the self-check")
    check(Path(found["paths"]["data"]).is_relative_to(smoke.home), "the data folder is in the home")
    smoke.run("practice", "add", "--name", PRACTICE, "--ods", "Z99999", "--go-live", "2027-03-16", *BY)
    task = smoke.json("task", "list", PRACTICE)[0]["id"]
    smoke.run("task", "set", PRACTICE, task, "--status", "done", "--note", "Ticked by the smoke test.", *BY)
    ticked = next(entry for entry in smoke.json("task", "list", PRACTICE) if entry["id"] == task)
    check(ticked["status"] == "done" and len(ticked["notes"]) == 1, "the tick and its note")
    check(bool(smoke.json("search", "cutover")), "the search")
    check("conflicts" in smoke.json("plan", "show", PRACTICE), "the plan, with the bank holidays")
    lists(smoke)
    reports(smoke)
    another_computer(smoke)
    guides(smoke)
    print_and_pictures(smoke)


def lists(smoke: Smoke) -> None:
    """A list of practices is written and read, as an Excel workbook and as CSV."""
    for name in ("template.xlsx", "template.csv"):
        smoke.run("practice", "template", "--output", smoke.output / name)
        found = smoke.json("practice", "import", smoke.output / name)
        check(len(found["columns"]) == len(DETAILS) and found["examples"] == 1, f"the list in {name}")


OF_REPORTS = {"practices": (), "sheet": (PRACTICE, "cutover-processes", "--kind", "wall")}
"""What to give the reports that are not of one practice as a whole."""


def reports(smoke: Smoke) -> None:
    """Every report that the command line writes is written in each of its formats; that of tasks is the window's."""
    for form in FORMATS:
        for report in (each for each in form.reports if each != "tasks"):
            path = smoke.output / f"{report}{form.suffix}"
            smoke.run("report", report, *OF_REPORTS.get(report, (PRACTICE,)), "--output", path)
            check(path.stat().st_size > 200, f"the report {path.name}")
    check((smoke.output / "status.pdf").read_bytes().startswith(b"%PDF"), "the PDF")


def another_computer(smoke: Smoke) -> None:
    """A practice goes into a locked file and comes back as nothing new: what locks it is in the bundle."""
    words, package = smoke.output / "words.txt", smoke.output / "smoke.migdesk"
    words.write_text("four quite ordinary words", encoding="utf-8")
    smoke.run("exchange", "export", PRACTICE, "--output", package, "--passphrase-file", words)
    check(package.read_bytes().startswith(b"age-encryption.org/v1"), "the package is locked")
    found = smoke.json("exchange", "preview", package, "--passphrase-file", words)
    check(found["practices"][0]["new_events"] == 0, "nothing new in one's own package")
    smoke.run("exchange", "take-in", package, "--passphrase-file", words)


def guides(smoke: Smoke) -> None:
    """The built-in guide is checked and exported, and one is opened from a ZIP file."""
    smoke.run("guide", "check")
    smoke.run("guide", "export", "--output", smoke.output / "pages")
    check((smoke.output / "pages" / "guide.html").is_file(), "the exported guide")
    packed = smoke.output / "a guide.zip"
    with ZipFile(packed, "w") as target:
        for path in sorted(content_folder().rglob("*")):
            if path.is_file():
                target.write(path, path.relative_to(content_folder()))
    smoke.run("guide", "check", packed)
    found = smoke.json("--guide", packed, "self-check", "--window")
    check(found["content"]["pages"] > 10, "the guide from a ZIP file")


def print_and_pictures(smoke: Smoke) -> None:
    smoke.run("tour", "--output", smoke.output / "tour")
    pictures = sorted((smoke.output / "tour").glob("*.png"))
    check(len(pictures) > 10 and all(path.stat().st_size > 10_000 for path in pictures), "the pictures of the tour")
    for name in ("status-report.pdf", "printed-page.pdf"):
        check((smoke.output / "tour" / name).stat().st_size > 10_000, name)


def portable_mode(program: Path, place: Path) -> None:
    """Data beside the program, from a path with spaces and other letters; else, where it is read-only, in the home."""
    folder = place / AWKWARD / "migdesk"
    shutil.copytree(program.parent, folder, symlinks=True)
    (folder / "portable").touch()
    _open_for_all(place / AWKWARD)
    _open_for_all(folder)
    own = _folder(place / "a second home")
    portable = Smoke(folder / program.name, place / "portable")
    portable.home, portable.data_dir = own, ""
    portable.run("practice", "add", "--name", PRACTICE, *BY)
    portable.run("self-check", "--window")
    check((folder / "migdesk-data" / "migdesk.db").is_file(), "the record is beside the program")
    check(not list(own.rglob("*.db")), "nothing is left in the home")
    moved = folder.with_name("moved stick")
    folder.rename(moved)
    portable.program = moved / program.name
    check(portable.json("practice", "list")[0]["name"] == PRACTICE, "the record moves with the program")
    shutil.rmtree(moved / "migdesk-data")
    with read_only(moved):
        said = portable.run("practice", "add", "--name", PRACTICE, *BY, silent=False)
        check("portable" in said and said.count("\n") == 1, "it says that it cannot keep the record beside the program")
        check(os.name == "nt" or len(list(own.rglob("migdesk.db"))) == 1, "the record is in the person's own folder")


@contextlib.contextmanager
def a_display() -> Iterator[None]:
    """Have a display: X is what people on Linux use, and the offscreen screen does not prove it."""
    if sys.platform != "linux" or os.environ.get("DISPLAY"):
        yield
        return
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-ac", "-screen", "0", "1366x768x24"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    number = os.read(reading, 16).decode().strip()
    os.environ["DISPLAY"] = f":{number}"
    try:
        yield
    finally:
        del os.environ["DISPLAY"]
        server.terminate()
        server.wait()
        os.close(reading)


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Have nobody write into a folder for a while."""
    if os.name == "nt":
        everyone = "*S-1-1-0"
        rights = ["icacls", str(folder), "/q"]
        subprocess.run([*rights, "/deny", f"{everyone}:(OI)(CI)(WD,AD)"], check=True, capture_output=True)
        yield
        subprocess.run([*rights, "/remove:d", everyone], check=True, capture_output=True)
        return
    before = stat.S_IMODE(folder.stat().st_mode)
    folder.chmod(0o555)
    yield
    folder.chmod(before)


def check(right: bool, what: str) -> None:
    if not right:
        raise SystemExit(f"Not as it should be: {what}")


def _folder(path: Path) -> Path:
    path.mkdir(parents=True)
    _open_for_all(path.parent)
    _open_for_all(path)
    return path


def _open_for_all(path: Path) -> None:
    if os.name != "nt":
        path.chmod(0o777)


def _as_nobody() -> dict[str, Any]:
    """Return what makes a child of root run without rights: root may write into read-only folders, nobody may not."""
    if sys.platform == "linux" and os.geteuid() == 0:
        return {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    return {}


if __name__ == "__main__":
    raise SystemExit(main())
