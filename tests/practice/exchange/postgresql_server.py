"""A real PostgreSQL server of one's own, on a socket in a temporary folder, that can be killed and started again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

ADMINISTRATOR = "administrator"


def programs_folder() -> Path | None:
    """Return where PostgreSQL's programs lie on this computer; None where it is not installed."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    found = debian[-1] if debian else shutil.which("postgres")
    return Path(found).parent if found else None


class Server:
    """One server with one database. The programs refuse to run as root, so root runs them as somebody else."""

    def __init__(self, programs: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pg"))  # the name of a socket has room for 107 bytes
        self._programs = programs
        self._user = "postgres" if os.name == "posix" and os.geteuid() == 0 else None
        if self._user:
            shutil.chown(self.folder, self._user)
        self._data = self.folder / "data"
        self._process: subprocess.Popen[bytes] | None = None
        self._run("initdb", "-D", str(self._data), "-U", ADMINISTRATOR, "-A", "trust", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        options = ["-D", str(self._data), "-k", str(self.folder), "-c", "listen_addresses=", "-c", "fsync=off"]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", *options], stdout=log, stderr=log, user=self._user, cwd=self.folder
            )
        self._run("pg_isready", "-h", str(self.folder), "-U", ADMINISTRATOR, "-t", "20", wait=True)

    def kill(self) -> None:
        """End it as a power cut does."""
        assert self._process is not None
        listing = ["ps", "-o", "pid=", "--ppid", str(self._process.pid)]
        children = subprocess.run(listing, capture_output=True).stdout.split()
        for process in (self._process.pid, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def location(self, role: str = ADMINISTRATOR) -> str:
        return f"postgresql://{role}@/postgres?host={self.folder}"

    def execute(self, statements: str) -> None:
        psql = [self._programs / "psql", "-q", "-h", str(self.folder), "-U", ADMINISTRATOR, "-d", "postgres"]
        subprocess.run([*psql, "-v", "ON_ERROR_STOP=1"], input=statements.encode(), check=True, capture_output=True)

    def _run(self, program: str, *arguments: str, wait: bool = False) -> None:
        for _ in range(200 if wait else 1):
            ran = subprocess.run(
                [self._programs / program, *arguments], capture_output=True, user=self._user, cwd=self.folder
            )
            if ran.returncode == 0:
                return
        raise AssertionError(ran.stderr.decode())
