"""What each system does in its own way, walked with the others' answers put in, and on Windows with its own."""

from __future__ import annotations

import errno
import os
import re
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import SimpleNamespace

import pytest

from migdesk.base import platform
from migdesk.base.atomic import write_atomically
from migdesk.base.errors import EnvironmentFault

PACKAGE = Path(__file__).resolve().parent.parent.parent / "src" / "migdesk"
windows_only = pytest.mark.skipif(sys.platform != "win32", reason="calls of Windows")


def as_system(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(platform, "sys", SimpleNamespace(platform=name))


def test_nothing_else_asks_which_system_this_is() -> None:
    asks = re.compile(r"\bos\.name\b|\bsys\.platform\b|\bimport (?:winreg|msvcrt|resource|ctypes)\b")
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if asks.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"base/platform.py", "base/windows.py"}


# network folders

PROC_MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/share /mnt/share cifs rw 0 0
me@host:/ /mnt/ssh fuse.sshfs rw 0 0
server:/export /mnt/with\\040space nfs4 rw 0 0
broken line
/dev/sdb1 /mnt/share/stick vfat rw 0 0
"""
MOUNT_OUTPUT = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//kim@fileserver/practice%20data on /Volumes/practice data (smbfs, nodev, nosuid, mounted by kim)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
broken line
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/kim", "ext4"),
        ("/mnt/share/migdesk", "cifs"),
        ("/mnt/share/stick/data", "vfat"),
        ("/mnt/ssh", "sshfs"),
        ("/mnt/with space/data", "nfs4"),
        ("/mnt/shared", "ext4"),
    ],
)
def test_the_file_system_of_a_folder_on_linux(folder: str, kind: str) -> None:
    assert platform.file_system_of(PurePosixPath(folder), platform.read_proc_mounts(PROC_MOUNTS)) == kind


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/Users/kim", "apfs"), ("/Volumes/practice data/migdesk", "smbfs"), ("/Volumes/stick", "apfs")],
)
def test_the_file_system_of_a_folder_on_macos(folder: str, kind: str) -> None:
    assert platform.file_system_of(PurePosixPath(folder), platform.read_mount_output(MOUNT_OUTPUT)) == kind


@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        (r"C:\data", False),
        (r"\\?\C:\data", False),
        (r"Z:\data", True),
        (r"\\?\Z:\data", True),
        (r"\\server\share\data", True),
        (r"\\?\UNC\server\share\data", True),
    ],
)
def test_a_folder_on_another_computer_on_windows(folder: str, remote: bool) -> None:
    def drive_type(root: str) -> int:
        return {"Z:\\": 4}.get(root, 3)

    assert platform.is_remote_on_windows(PureWindowsPath(folder), drive_type) is remote


# replacing


def held(times: int, winerror: int = 32) -> object:
    """Return a `Path.replace` that fails so many times, as Windows does while somebody has the file open."""
    real, left = Path.replace, [times]

    def replace(self: Path, target: Path) -> Path:
        if left[0]:
            left[0] -= 1
            error = PermissionError(errno.EACCES, "Permission denied")
            error.winerror = winerror
            raise error
        return real(self, target)

    return replace


def test_a_file_that_somebody_holds_for_a_moment_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(platform.time, "sleep", waits.append)
    monkeypatch.setattr(Path, "replace", held(3))
    (tmp_path / "report.html").write_bytes(b"old")
    write_atomically(tmp_path / "report.html", b"new")
    assert (tmp_path / "report.html").read_bytes() == b"new"
    assert len(waits) == 3


def test_a_file_that_stays_open_elsewhere_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(platform.time, "sleep", waits.append)
    monkeypatch.setattr(Path, "replace", held(100, 5))
    (tmp_path / "report.html").write_bytes(b"old")
    with pytest.raises(EnvironmentFault, match=r"another program has it open.*close it in that program"):
        write_atomically(tmp_path / "report.html", b"new")
    assert (tmp_path / "report.html").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert 0.5 < sum(waits) < 2


def test_what_is_no_open_file_fails_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform.time, "sleep", lambda _: pytest.fail("it waited"))
    with pytest.raises(FileNotFoundError):
        platform.replace_file(tmp_path / "nothing", tmp_path / "target")


# output, fonts, folders


def test_who_has_stopped_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    closed, bad_name = OSError(errno.EINVAL, "Invalid argument"), OSError(errno.EINVAL, "Invalid argument", "a\tb")
    assert platform.is_reader_gone(BrokenPipeError())
    as_system(monkeypatch, "linux")
    assert not platform.is_reader_gone(closed)
    as_system(monkeypatch, "win32")
    assert platform.is_reader_gone(closed)
    assert not platform.is_reader_gone(bad_name)


def test_the_offscreen_screen_of_windows_is_shown_the_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"QT_QPA_PLATFORM": "offscreen:configfile=a.json", "SYSTEMROOT": "/win"})
    as_system(monkeypatch, "linux")
    platform.give_fonts_to_offscreen()
    assert "QT_QPA_FONTDIR" not in os.environ
    as_system(monkeypatch, "win32")
    platform.give_fonts_to_offscreen()
    assert os.environ["QT_QPA_FONTDIR"] == str(Path("/win/Fonts"))
    os.environ["QT_QPA_FONTDIR"] = "chosen"
    platform.give_fonts_to_offscreen()
    assert os.environ["QT_QPA_FONTDIR"] == "chosen"


def test_where_a_person_sees_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = Path(f"{Path.cwd().anchor}Applications/migdesk.app/Contents/MacOS/migdesk")
    as_system(monkeypatch, "linux")
    assert platform.folder_of_program(inside) == inside.parent
    as_system(monkeypatch, "darwin")
    assert platform.folder_of_program(inside) == inside.parents[3]


def test_a_file_shows_whether_a_folder_of_windows_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_system(monkeypatch, "win32")
    assert platform.can_write_in(tmp_path, "trial.tmp")
    assert not list(tmp_path.iterdir())
    (tmp_path / "trial.tmp").touch()
    assert not platform.can_write_in(tmp_path, "trial.tmp")


def test_this_process_has_memory() -> None:
    assert 5e6 < platform.resident_bytes() < 5e9


def test_this_computer_has_a_number() -> None:
    assert platform.machine_id() == platform.machine_id() != ""


def test_marking_the_program_as_running_is_harmless() -> None:
    platform.mark_as_running()


# Windows itself


@windows_only
def test_a_folder_of_ones_own_names_nobody_else(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    platform.make_owner_only_folder(folder)
    platform.make_owner_only_folder(folder)
    allowed = set(re.findall(r"\(A;[^;]*;[^;]*;[^;]*;[^;]*;([^)]+)\)", access_list(folder)))
    assert allowed
    assert allowed & {"WD", "BU", "AU", "IU"} == set()  # everybody, users, whoever has signed in, or sits here


def access_list(path: Path) -> str:
    """Return who may do what with a file or folder, in Windows's words (SDDL)."""
    import ctypes
    from ctypes import wintypes

    library = ctypes.WinDLL("advapi32")
    pointer, out = ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p)
    library.GetNamedSecurityInfoW.argtypes = (wintypes.LPCWSTR, ctypes.c_int, wintypes.DWORD, *(pointer,) * 4, out)
    name = "ConvertSecurityDescriptorToStringSecurityDescriptorW"
    getattr(library, name).argtypes = (pointer, wintypes.DWORD, wintypes.DWORD, out, pointer)
    descriptor, text = pointer(), pointer()
    assert library.GetNamedSecurityInfoW(str(path), 1, 4, None, None, None, None, ctypes.byref(descriptor)) == 0
    assert getattr(library, name)(descriptor, 1, 4, ctypes.byref(text), None)
    return ctypes.wstring_at(text.value)


@windows_only
def test_the_mutex_can_be_found_by_its_name() -> None:
    import ctypes
    from ctypes import wintypes

    platform.mark_as_running()
    look = ctypes.WinDLL("kernel32").OpenMutexW
    look.restype, look.argtypes = wintypes.HANDLE, (wintypes.DWORD, wintypes.BOOL, wintypes.LPCWSTR)
    assert look(0x00100000, False, platform.RUNNING_MUTEX)
