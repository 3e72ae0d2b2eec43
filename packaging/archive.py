"""Packs a folder so that the same files give the same archive, and writes what is in it and its checksums."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

SMALLEST_ZIP_TIME = 315532800  # ZIP counts from 1980


def pack(folder: Path, name: str, target: Path, time: int) -> Path:
    """Pack `folder` as `name` into `target`.tar.xz, on Windows .zip; every file bears `time` (seconds since 1970)."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if os.name == "nt":
        return _zip(folder, name, target.with_name(f"{target.name}.zip"), max(time, SMALLEST_ZIP_TIME))
    return _tar_xz(folder, name, target.with_name(f"{target.name}.tar.xz"), time)


def _tar_xz(folder: Path, name: str, path: Path, time: int) -> Path:
    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = time
        if not entry.issym():
            entry.mode = 0o755 if entry.isdir() or entry.mode & stat.S_IXUSR else 0o644
        return entry

    if not shutil.which("xz"):  # slower, as it uses one core
        with tarfile.open(path, "w:xz", preset=6) as tar:
            _fill(tar, folder, name, plain)
        return path
    with path.open("wb") as file:
        packer = subprocess.Popen(["xz", "-6", "--threads=2", "--stdout"], stdin=subprocess.PIPE, stdout=file)
        assert packer.stdin is not None
        with tarfile.open(fileobj=packer.stdin, mode="w|") as tar:
            _fill(tar, folder, name, plain)
        packer.stdin.close()
        if packer.wait():
            raise SystemExit("xz could not pack the bundle")
    return path


def _fill(tar: tarfile.TarFile, folder: Path, name: str, plain) -> None:  # type: ignore[no-untyped-def]
    tar.add(folder, name, recursive=False, filter=plain)
    for path in everything_in(folder):
        tar.add(path, f"{name}/{path.relative_to(folder).as_posix()}", recursive=False, filter=plain)


def _zip(folder: Path, name: str, path: Path, time: int) -> Path:
    moment = datetime.fromtimestamp(time, UTC).timetuple()[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in everything_in(folder):
            if file.is_file():
                entry = zipfile.ZipInfo(f"{name}/{file.relative_to(folder).as_posix()}", moment)
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, file.read_bytes())
    return path


def everything_in(folder: Path) -> list[Path]:
    """Return all that is in a folder, in an order that is the same everywhere."""
    return sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix())


def file_list(folder: Path) -> Iterator[str]:
    """Yield a line for every file: SHA-256, size in bytes, name; for a link, where it leads."""
    for path in everything_in(folder):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            yield f"{'link':<64} {'':>10} {name} -> {os.readlink(path)}"  # noqa: PTH115 (as it is written)
        elif path.is_file():
            yield f"{sha256(path)} {path.stat().st_size:>10} {name}"


def sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def write_sums(files: Iterable[Path], path: Path) -> Path:
    """Write the checksums of files as `sha256sum --check` reads them."""
    path.write_text("".join(f"{sha256(file)}  {file.name}\n" for file in sorted(files)), encoding="utf-8")
    return path


def biggest(folder: Path, count: int = 12) -> Iterator[str]:
    """Yield the biggest files in words, for whoever looks for something to trim."""
    files = [path for path in everything_in(folder) if path.is_file() and not path.is_symlink()]
    for path in sorted(files, key=lambda path: -path.stat().st_size)[:count]:
        yield f"{path.stat().st_size / 1e6:7.1f} MB  {path.relative_to(folder).as_posix()}"
