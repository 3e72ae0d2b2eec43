"""Shares a practice through real file services: two Syncthing instances, and a Samba share where one can be mounted.

All of it is on loopback and in a temporary folder. Two people record at once; services are killed and started again;
in the end both hold the same, and all that either recorded. What is not on this computer is said and left out.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from campaign_tally import TakesTooLongError, Tally, cut_off

_MEETS_WITHIN_S = 120
_ROUNDS = 12
_TASKS = ("kick-off.hold-meeting", "kick-off.agree-dates")
GoesOn = Callable[[], bool]


def share_through_services(folder: Path, goes_on: GoesOn, chance: random.Random) -> Iterator[Tally]:
    """Share through each service that is here."""
    if shutil.which("syncthing"):
        yield _shared("shared by Syncthing", folder / "syncthing", _Syncthing, goes_on, chance)
    else:
        print("Syncthing is not here, so that nothing is shared by it.")
    why_not = _why_no_samba()
    if not why_not:
        yield _shared("shared by Samba", folder / "samba", _Samba, goes_on, chance)
    else:
        print(f"Nothing is shared by Samba: {why_not}.")


def _shared(kind: str, folder: Path, service: Callable[[Path], Any], goes_on: GoesOn, chance: random.Random) -> Tally:
    """Have two people record and look, with the service killed now and then, until they meet."""
    tally = Tally(kind)
    folder.mkdir()
    with ExitStack() as stack:
        running = service(folder)
        stack.callback(running.stop)
        running.start()
        desks = [_opened(folder / name, name) for name in ("joan", "kim")]
        for desk in desks:
            stack.callback(desk.close)
        practice = _begin(desks, running.folders)
        _until_they_meet(desks, practice, tally, running.keep_up)
        for number in range(_ROUNDS):
            if number and not goes_on():
                break
            tally.tried += 1
            for desk in desks:
                for _ in range(chance.randint(0, 3)):
                    desk.tasks.set_owner(practice, chance.choice(_TASKS), f"Owner {chance.randrange(1000)}")
                _look(desk)
            if chance.random() < 0.3:
                running.kill()
                running.start()
            _until_they_meet(desks, practice, tally, running.keep_up)
    return tally


def _begin(desks: list[Any], folders: list[Path]) -> str:
    from migdesk.practice.details import PracticeDetails

    joan, kim = desks
    practice = joan.practices.add(PracticeDetails("Made-up Surgery", "Z99901"))
    joan.shares.join(str(folders[0]), [practice])
    kim.shares.join(str(folders[1]))
    return str(practice)


def _until_they_meet(desks: list[Any], practice: str, tally: Tally, keep_up: Callable[[], None]) -> None:
    """Look until both have the same; count what is not there in time. The service is kept up meanwhile."""
    recorded = {row.hash for desk in desks for row in desk.store.rows(practice)}
    held: list[set[bytes]] = []
    try:
        with cut_off(_MEETS_WITHIN_S):
            while held != [recorded, recorded]:
                for desk in desks:
                    _look(desk)
                held = [{row.hash for row in desk.store.rows(practice)} for desk in desks]
                keep_up()
                time.sleep(0.2)
    except TakesTooLongError:
        missing = [len(recorded - own) for own in held]
        tally.note("lost", f"not here after {_MEETS_WITHIN_S} s: {missing} of {len(recorded)} changes")
    if held and desks[0].practice(practice) != desks[1].practice(practice):
        tally.note("wrong", "the same changes, and another state")


def _look(desk: Any) -> None:
    from migdesk.practice.exchange.carriers.carrier import CarrierAway

    with suppress(CarrierAway):  # while the service is away
        desk.shares.look()


def _opened(data: Path, name: str) -> Any:
    from migdesk.base.paths import find_paths
    from migdesk.practice.event import Actor
    from migdesk.workspace.bootstrap import bootstrap

    workspace = bootstrap(find_paths(str(data)))
    workspace.act_as(Actor(f"{name.title()} Example", "practice-manager"))
    return workspace


class _Syncthing:
    """Two instances that know of each other alone, each with its own folder."""

    def __init__(self, folder: Path) -> None:
        self.folders = [folder / "there", folder / "here"]
        self._homes = [folder / "home-there", folder / "home-here"]
        self._processes: dict[Path, subprocess.Popen[bytes]] = {}
        ports = [_free_port() for _ in self._homes]
        for home, shared in zip(self._homes, self.folders, strict=True):
            shared.mkdir()
            generate = ["syncthing", "generate", f"--home={home}", "--no-default-folder", "--skip-port-probing"]
            subprocess.run(generate, check=True, capture_output=True)
        own_ids = [self._device_id(home) for home in self._homes]
        for number, home in enumerate(self._homes):
            self._configure(home, self.folders[number], ports, own_ids, number)

    def start(self) -> None:
        for home in self._homes:
            command = ["syncthing", "serve", f"--home={home}", "--no-browser", "--no-restart", "--no-upgrade"]
            quiet = subprocess.DEVNULL
            self._processes[home] = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)

    def keep_up(self) -> None:
        """Start again what could not start, as its port was taken for a moment."""
        if any(process.poll() is not None for process in self._processes.values()):
            self.kill()
            self.start()

    def kill(self) -> None:
        for process in self._processes.values():
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    stop = kill

    def _device_id(self, home: Path) -> str:
        told = subprocess.run(
            ["syncthing", f"--home={home}", "--device-id"], check=True, capture_output=True, text=True
        )
        return told.stdout.strip()

    def _configure(self, home: Path, shared: Path, ports: list[int], own_ids: list[str], number: int) -> None:
        """Write what keeps it on loopback: nothing announced, no relays, no newer version looked for."""
        path = home / "config.xml"
        tree = ElementTree.parse(path)  # noqa: S314 (it has just been generated)
        root = tree.getroot()
        for device in root.findall("device"):
            root.remove(device)
        for other, own_id in enumerate(own_ids):
            device = ElementTree.SubElement(root, "device", id=own_id, name=str(other))
            ElementTree.SubElement(device, "address").text = f"tcp://127.0.0.1:{ports[other]}"
        options = root.find("options")
        assert options is not None
        for name, value in {
            "listenAddress": f"tcp://127.0.0.1:{ports[number]}",
            "globalAnnounceEnabled": "false",
            "localAnnounceEnabled": "false",
            "relaysEnabled": "false",
            "natEnabled": "false",
            "startBrowser": "false",
            "urAccepted": "-1",
            "autoUpgradeIntervalH": "0",
            "crashReportingEnabled": "false",
            "reconnectionIntervalS": "1",
        }.items():
            option = options.find(name)
            (ElementTree.SubElement(options, name) if option is None else option).text = value
        gui = root.find("gui")
        assert gui is not None
        gui.set("enabled", "false")
        about = {"id": "share", "path": str(shared), "type": "sendreceive", "rescanIntervalS": "2"}
        folder = ElementTree.SubElement(root, "folder", fsWatcherEnabled="true", fsWatcherDelayS="1", **about)
        for own_id in own_ids:
            ElementTree.SubElement(folder, "device", id=own_id)
        tree.write(path)


class _Samba:
    """A share of this computer's own, mounted twice as two computers would."""

    def __init__(self, folder: Path) -> None:
        self.folders = [folder / "mounted-there", folder / "mounted-here"]
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._state = folder / "state"
        shared = folder / "shared"
        for made in (*self.folders, self._state, shared):
            made.mkdir()
        self._settings = folder / "smb.conf"
        self._settings.write_text(
            f"[global]\nsmb ports = {self._port}\ninterfaces = 127.0.0.1\nbind interfaces only = yes\n"
            f"map to guest = bad user\nguest account = root\nload printers = no\n"
            + "".join(f"{kind} directory = {self._state}\n" for kind in ("private", "lock", "state", "cache", "pid"))
            + f"[share]\npath = {shared}\nread only = no\nguest ok = yes\n",
            encoding="utf-8",
        )

    def start(self) -> None:
        quiet = subprocess.DEVNULL
        command = ["smbd", "--foreground", "--no-process-group", f"--configfile={self._settings}"]
        self._process = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)
        deadline = time.monotonic() + 20
        for folder in self.folders:
            options = f"guest,port={self._port},vers=3.0,soft"
            mount = ["mount", "-t", "cifs", "//127.0.0.1/share", str(folder), "-o", options]
            while subprocess.run(mount, capture_output=True, check=False).returncode:
                if time.monotonic() > deadline:
                    raise RuntimeError("the Samba share could not be mounted")
                time.sleep(0.5)

    def keep_up(self) -> None:
        """It stays up by itself."""

    def kill(self) -> None:
        for folder in self.folders:
            subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    stop = kill


def _why_no_samba() -> str:
    """Return why no Samba share can be mounted here; empty where it can."""
    missing = [program for program in ("smbd", "mount.cifs") if not shutil.which(program)]
    if missing:
        return f"{' and '.join(missing)} not on this computer"
    if "cifs" not in Path("/proc/filesystems").read_text(encoding="ascii"):
        subprocess.run(["modprobe", "cifs"], capture_output=True, check=False)
    if "cifs" not in Path("/proc/filesystems").read_text(encoding="ascii"):
        return "this computer's kernel cannot mount such a share"
    return "" if os.geteuid() == 0 else "only the administrator may mount one"


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
