"""Reads sign-offs from a guide's `_data/migdesk/sign_offs.yml`: those that come with the program, and a guide's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from migdesk.base.errors import DataFault
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.located_yaml import LocatedFile
from migdesk.checklist.registers.loading import load_registers
from migdesk.checklist.sign_offs.definitions import SignOff, SignOffs
from migdesk.checklist.sign_offs.faults import reference_faults, sign_off_faults
from migdesk.checklist.sign_offs.files import FILE, sign_off_files


def load_sign_offs(guide_folder: Path) -> SignOffs:
    """Return the program's sign-offs with a guide's own in addition, or in place of those with the same id.

    A sign-off with a fault is left out, and its faults are told in words.
    """
    found: dict[str, SignOff] = {}
    faults: list[DataFault] = []
    for path in sign_off_files(guide_folder):
        read, faults = _read(path, path.parents[2])
        found |= {sign_off.id: sign_off for sign_off in read.values()}
    return SignOffs(tuple(found.values()), tuple(map(str, faults)))


def find_sign_off_faults(guide_folder: Path, definitions: Definitions | None) -> tuple[DataFault, ...]:
    """Return every fault of a guide's own sign-offs by file and line.

    What they name is looked up in `definitions`, unless it is None because the checklist itself is at fault.
    """
    path = guide_folder / FILE
    if not path.exists():
        return ()
    own, faults = _read(path, guide_folder)
    if definitions is not None and own:
        file, registers = _open(path, guide_folder), load_registers(guide_folder)
        known = [sign_off.id for sign_off in load_sign_offs(guide_folder).sign_offs]
        for number, sign_off in own.items():
            for place, message in reference_faults(sign_off, definitions, registers, known):
                faults.append(file.fault((number, *place), message))
    return tuple(sorted(faults, key=lambda fault: (fault.file, fault.line)))


def _open(path: Path, guide_folder: Path) -> LocatedFile:
    return LocatedFile(path, path.relative_to(guide_folder).as_posix())


def _read(path: Path, guide_folder: Path) -> tuple[Mapping[int, SignOff], list[DataFault]]:
    """Return the faultless sign-offs of a file by their places in it, and the faults of the others."""
    if not path.exists():
        return {}, []
    try:
        file = _open(path, guide_folder)
        count = len(file.read(list))
    except DataFault as fault:
        return {}, [fault]
    found: dict[int, SignOff] = {}
    faults: list[DataFault] = []
    seen: set[str] = set()
    for number in range(count):
        try:
            sign_off = file.read(SignOff, (number,))
        except DataFault as fault:
            faults.append(fault)
            continue
        wrong = [file.fault((number, *place), message) for place, message in sign_off_faults(sign_off)]
        if sign_off.id in seen:
            wrong.append(file.fault((number, "id"), f"the id {sign_off.id!r} is used twice; expected one of its own"))
        seen.add(sign_off.id)
        faults += wrong
        if not wrong:
            found[number] = sign_off
    return found, faults
