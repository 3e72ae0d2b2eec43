"""What Windows, macOS and Linux do each in their own way. Nothing else in the package asks which of them it is on.

Windows's own calls, with their types, are in `base.windows`.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePath, PureWindowsPath

SYSTEM = sys.platform
OPENS_FILES_BY_EVENTS = sys.platform == "darwin"
"""Whether a double click on a file comes to the program as an event, and not as its argument."""
ALWAYS_HAS_A_DISPLAY = sys.platform in {"win32", "darwin"}

OWNER_ONLY_FILE = 0o600
OWNER_ONLY_FOLDER = 0o700

_NETWORK_FILE_SYSTEMS = ("nfs", "cifs", "smb", "afs", "afp", "sshfs", "davfs", "webdav", "9p", "glusterfs", "ceph")
_WINDOWS_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW

_HELD_BY_OTHERS = frozenset({5, 32, 33})  # ERROR_ACCESS_DENIED, _SHARING_VIOLATION, _LOCK_VIOLATION
_WAITS = (0.05, 0.1, 0.2, 0.3, 0.4)
"""Seconds between tries to replace a file: scanners and synchronising programs hold each new file for a moment."""


# this computer


def computer_name() -> str:
    """Return the name by which people know this computer."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "this computer")


def machine_id() -> str:
    """Return the number that the system gave itself when it was installed; a network card's where there is none."""
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    try:
        return Path("/etc/machine-id").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        import uuid

        return f"{uuid.getnode():012x}"


# folders and files


def is_on_network(folder: Path) -> bool:
    """Return True where the system says that `folder` is on another computer; False where it cannot tell.

    SQLite's write-ahead log cannot be used there.
    """
    if sys.platform == "win32":
        from migdesk.base.windows import drive_type

        # A folder that leads elsewhere, or a drive that stands for a share, is known by where it ends.
        return is_remote_on_windows(PureWindowsPath(os.path.realpath(folder)), drive_type)
    mounts = _mounts_of_macos() if sys.platform == "darwin" else _mounts_of_linux()
    return file_system_of(folder.absolute(), mounts).startswith(_NETWORK_FILE_SYSTEMS)


def is_remote_on_windows(folder: PureWindowsPath, drive_type: Callable[[str], int]) -> bool:
    r"""Tell by its drive. “\\?\C:\…” is this computer's, “\\?\UNC\server\share” and “\\server\share” another's."""
    drive = folder.drive
    for prefix in ("\\\\?\\", "\\\\.\\"):
        if drive.startswith(prefix):
            drive = drive.removeprefix(prefix)
            if drive[:3].upper() == "UNC":
                return True
    return drive.startswith("\\\\") or drive_type(f"{drive}\\") == _WINDOWS_REMOTE_DRIVE


def file_system_of(folder: PurePath, mounts: list[tuple[str, str]]) -> str:
    """Return the type of the file system with the longest mount point above `folder`; mounts are (point, type)."""
    best, kind = "", ""
    for point, mounted in mounts:
        if len(point) >= len(best) and folder.is_relative_to(point):
            best, kind = point, mounted
    return kind


def _mounts_of_linux() -> list[tuple[str, str]]:
    try:
        return read_proc_mounts(Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return []


def read_proc_mounts(text: str) -> list[tuple[str, str]]:
    """Read Linux's list: “source point type options …”, a space in a name as \\040 (proc(5))."""
    fields = (line.split(" ") for line in text.splitlines())
    return [(line[1].replace("\\040", " "), line[2].removeprefix("fuse.")) for line in fields if len(line) >= 3]


def _mounts_of_macos() -> list[tuple[str, str]]:
    import subprocess

    try:
        told = subprocess.run(["/sbin/mount"], capture_output=True, timeout=5, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    return read_mount_output(told.decode("utf-8", "replace"))


def read_mount_output(text: str) -> list[tuple[str, str]]:
    """Read what macOS's mount(8) prints: “//kim@server/share on /Volumes/share (smbfs, nodev, …)”."""
    found = []
    for line in text.splitlines():
        place, bracket, options = line.rpartition(" (")
        source, on, point = place.partition(" on ")
        if source and on and bracket:
            found.append((point, options.partition(",")[0].rstrip(")")))
    return found


def make_owner_only_folder(folder: Path) -> None:
    """Make one folder that is its owner's alone; what is made in it later is too.

    Windows knows no modes: there the folder's access list names the person, administrators and the system alone. A file
    system without rights (FAT, exFAT) keeps none of this.
    """
    if sys.platform == "win32":
        from migdesk.base.windows import make_folder_of_this_person

        try:
            make_folder_of_this_person(str(folder))
        except FileExistsError:
            if not folder.is_dir():
                raise
        return
    folder.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)


def replace_file(source: Path, target: Path) -> None:
    """Rename over what is there. Windows refuses while anybody has that open, so there it is tried for a second."""
    for wait in _WAITS:
        try:
            source.replace(target)
        except OSError as error:
            if not is_held_by_another(error):
                raise
            time.sleep(wait)
        else:
            return
    source.replace(target)


def is_held_by_another(error: OSError) -> bool:
    """Tell whether Windows refused because some program has the file open; it says so of missing rights too."""
    return getattr(error, "winerror", None) in _HELD_BY_OTHERS


def rename_to_unused(finished: Path, target: Path) -> None:
    """Give a file a name that nothing has. Raises FileExistsError: a plain rename would replace what is there."""
    if sys.platform == "win32":
        finished.rename(target)  # which refuses a name in use
        return
    try:
        target.hardlink_to(finished)
    except OSError as error:
        if error.errno in {errno.EEXIST, errno.ENOSPC, errno.EIO}:
            raise
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from error
        finished.rename(target)  # a file system without hard links
    else:
        finished.unlink()


def can_write_in(folder: Path, trial: str) -> bool:
    """Tell whether files can be made in a folder. Windows does not say so before one has tried, with a file `trial`."""
    return os.access(folder, os.W_OK) and (sys.platform != "win32" or _can_be_made(folder / trial))


def _can_be_made(path: Path) -> bool:
    try:
        path.touch(exist_ok=False)
        path.unlink()
    except OSError:
        return False
    return True


def program_command() -> list[str]:
    """Return what starts this same program as a process of its own."""
    # Without -P a guide's folder that is the current one could hold a `yaml.py` to be run.
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "migdesk"]


def mark_as_from_elsewhere(path: Path) -> None:
    """Have Windows treat a file as one from the internet, so that what opens it protects itself ([MS-FSCC] 5.6.1).

    Where the disk keeps no such mark, as a memory stick does not, there is none.
    """
    if sys.platform == "win32":
        with suppress(OSError):
            Path(f"{path}:Zone.Identifier").write_text("[ZoneTransfer]\r\nZoneId=3\r\n", encoding="ascii")


def folder_of_program(executable: Path) -> Path:
    """Return the folder in which a person sees a packed program: on macOS the one that holds migdesk.app."""
    folder = executable.absolute().parent
    inside_app = sys.platform == "darwin" and folder.parent.name == "Contents"  # migdesk.app/Contents/MacOS/migdesk
    return folder.parent.parent.parent if inside_app else folder


# processes


def mark_as_running() -> None:
    """Let a setup program know that the program is in use, which it must not replace then; only Windows needs it."""
    if sys.platform == "win32":
        from migdesk.base.windows import hold_mutex

        hold_mutex(RUNNING_MUTEX)


RUNNING_MUTEX = "migdesk-is-running"
"""Named in the setup script too, which looks for it in the person's own session and in all of them (Global)."""


def is_reader_gone(error: OSError) -> bool:
    """Tell whether an error says that nobody reads our output any more. Windows calls that an invalid argument."""
    if isinstance(error, BrokenPipeError):
        return True
    return sys.platform == "win32" and error.errno == errno.EINVAL and error.filename is None


def write_bytes_as_they_are(*descriptors: int) -> None:
    """Have no line end translated on its way through these descriptors, as Windows does."""
    if sys.platform == "win32":
        import msvcrt

        for descriptor in descriptors:
            msvcrt.setmode(descriptor, os.O_BINARY)


def limit_memory(most_bytes: int) -> None:
    """Bound this process's memory, where the system can, and leave no dump of it."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_processor(seconds: int) -> None:
    """End this process once it has computed for so many seconds more, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    most = int(usage.ru_utime + usage.ru_stime) + seconds + 1
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (most if hard < 0 else min(most, hard), hard))


def resident_bytes() -> int:
    """Return how much memory this process has resident; its peak where the system does not tell the present."""
    if sys.platform == "win32":
        from migdesk.base.windows import working_set_bytes

        return working_set_bytes()
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


# Qt


def give_fonts_to_offscreen() -> None:
    """Tell Qt's offscreen screen where Windows's fonts are; it looks in a folder of its own there and finds none.

    To be called before Qt's application is made.
    """
    if sys.platform == "win32" and os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen"):
        os.environ.setdefault("QT_QPA_FONTDIR", str(Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts"))
