"""Calls of Windows's own libraries. Every one states its types: a handle has 64 bits, which ctypes would cut to 32.

Imported on Windows alone, by `base.platform`.
"""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from typing import Any

_TOKEN_QUERY = 0x0008
_TOKEN_USER = 1
_SDDL_REVISION = 1
_EVERY_RIGHT = "(A;OICI;FA;;;{who})"
"""In Windows's words for access lists: allow, for files and folders within, every right (SDDL, [MS-DTYP] 2.5.1)."""


def _function(library: str, name: str, result: Any, *arguments: Any) -> Any:
    function = getattr(ctypes.WinDLL(library, use_last_error=True), name)  # type: ignore[attr-defined,unused-ignore]
    function.restype, function.argtypes = result, arguments
    return function


def _failure() -> OSError:
    code = ctypes.get_last_error()  # type: ignore[attr-defined,unused-ignore]
    return ctypes.WinError(code)  # type: ignore[attr-defined,no-any-return,unused-ignore]


def drive_type(root: str) -> int:
    r"""Return what kind of drive “C:\” is, as GetDriveTypeW counts them."""
    return int(_function("kernel32", "GetDriveTypeW", wintypes.UINT, wintypes.LPCWSTR)(root))


def hold_mutex(name: str) -> None:
    """Hold a mutex for as long as this process lives, in the person's session and, where that is allowed, for all."""
    create = _function("kernel32", "CreateMutexW", wintypes.HANDLE, ctypes.c_void_p, wintypes.BOOL, wintypes.LPCWSTR)
    for space in ("", "Global\\"):
        create(None, False, f"{space}{name}")  # the handle is never closed: Windows does so where the process ends


class _SecurityAttributes(ctypes.Structure):
    _fields_ = (
        ("nLength", wintypes.DWORD),
        ("lpSecurityDescriptor", ctypes.c_void_p),
        ("bInheritHandle", wintypes.BOOL),
    )


def make_folder_of_this_person(path: str) -> None:
    """Make a folder for this person, administrators and the system alone. Raises OSError (FileExistsError)."""
    rights = "".join(_EVERY_RIGHT.format(who=who) for who in ("SY", "BA", person_sid()))
    descriptor = ctypes.c_void_p()
    describe = _function(
        "advapi32", "ConvertStringSecurityDescriptorToSecurityDescriptorW", wintypes.BOOL,
        wintypes.LPCWSTR, wintypes.DWORD, ctypes.POINTER(ctypes.c_void_p), ctypes.c_void_p,
    )  # fmt: skip
    if not describe(f"D:P{rights}", _SDDL_REVISION, ctypes.byref(descriptor), None):
        raise _failure()
    attributes = _SecurityAttributes(ctypes.sizeof(_SecurityAttributes), descriptor, False)
    create = _function("kernel32", "CreateDirectoryW", wintypes.BOOL, wintypes.LPCWSTR, ctypes.c_void_p)
    try:
        if not create(path, ctypes.byref(attributes)):
            raise _failure()
    finally:
        _free(descriptor)


def person_sid() -> str:
    """Return the security identifier of the person whose process this is, such as S-1-5-21-…-1001."""
    token = wintypes.HANDLE()
    this_process = _function("kernel32", "GetCurrentProcess", wintypes.HANDLE)()
    open_token = _function(
        "advapi32", "OpenProcessToken", wintypes.BOOL,
        wintypes.HANDLE, wintypes.DWORD, ctypes.POINTER(wintypes.HANDLE),
    )  # fmt: skip
    if not open_token(this_process, _TOKEN_QUERY, ctypes.byref(token)):
        raise _failure()
    try:
        return _sid_in(token)
    finally:
        _function("kernel32", "CloseHandle", wintypes.BOOL, wintypes.HANDLE)(token)


def _sid_in(token: wintypes.HANDLE) -> str:
    ask = _function(
        "advapi32", "GetTokenInformation", wintypes.BOOL,
        wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD, ctypes.POINTER(wintypes.DWORD),
    )  # fmt: skip
    size = wintypes.DWORD()
    ask(token, _TOKEN_USER, None, 0, ctypes.byref(size))
    told = ctypes.create_string_buffer(size.value)
    if not ask(token, _TOKEN_USER, told, size, ctypes.byref(size)):
        raise _failure()
    sid = ctypes.c_void_p.from_buffer(told)  # TOKEN_USER begins with a pointer to it
    text = ctypes.c_void_p()
    write = _function(
        "advapi32", "ConvertSidToStringSidW", wintypes.BOOL, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p)
    )
    if not write(sid, ctypes.byref(text)):
        raise _failure()
    try:
        return ctypes.wstring_at(text.value or 0)
    finally:
        _free(text)


def _free(memory: ctypes.c_void_p) -> None:
    _function("kernel32", "LocalFree", ctypes.c_void_p, ctypes.c_void_p)(memory)


class _MemoryCounters(ctypes.Structure):
    _fields_ = (
        ("cb", wintypes.DWORD),
        ("PageFaultCount", wintypes.DWORD),
        *((name, ctypes.c_size_t) for name in ("PeakWorkingSetSize", "WorkingSetSize", "a", "b", "c", "d", "e", "f")),
    )


def working_set_bytes() -> int:
    """Return how much memory this process has resident."""
    counters = _MemoryCounters(cb=ctypes.sizeof(_MemoryCounters))
    this_process = _function("kernel32", "GetCurrentProcess", wintypes.HANDLE)()
    ask = _function(
        "kernel32", "K32GetProcessMemoryInfo", wintypes.BOOL, wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD
    )
    ask(this_process, ctypes.byref(counters), counters.cb)
    return int(counters.WorkingSetSize)
