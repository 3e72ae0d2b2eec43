"""Reads registers from a guide's `_data/migdesk/registers/`: those that come with the program, and a guide's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from migdesk.base.assets import content_folder
from migdesk.base.errors import DataFault
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.located_yaml import DATA_FOLDER, LocatedFile
from migdesk.checklist.registers.definitions import Register, Registers
from migdesk.checklist.registers.faults import reference_faults, register_faults

REGISTERS_FOLDER = DATA_FOLDER / "registers"


def register_files(guide_folder: Path) -> tuple[Path, ...]:
    """Return the files of a guide's own registers."""
    return tuple(sorted((guide_folder / REGISTERS_FOLDER).glob("*.yml")))


def load_registers(guide_folder: Path) -> Registers:
    """Return the program's registers with a guide's own in addition, or in place of those with the same id.

    A file with a fault is left out, and its faults are told in words.
    """
    ours, faults = _read_all(content_folder())
    own = ours
    if guide_folder != content_folder():
        own, faults = _read_all(guide_folder)
    found = {register.id: register for register, _file in (*ours.values(), *own.values())}
    in_order = sorted(found.values(), key=lambda register: (register.order, register.id))
    return Registers(tuple(in_order), tuple(str(fault) for fault in faults))


def find_register_faults(guide_folder: Path, definitions: Definitions | None) -> tuple[DataFault, ...]:
    """Return every fault of a guide's own registers by file and line.

    What they name is looked up in `definitions`, unless it is None because the checklist itself is at fault.
    """
    own, faults = _read_all(guide_folder)
    if definitions is not None and own:
        known = {register.id: register for register in load_registers(guide_folder).registers}
        milestones = {milestone.id for milestone in definitions.milestones}
        for register, file in own.values():
            for place, message in reference_faults(register, known, definitions.task_by_id, milestones):
                faults.append(file.fault(place, message))
    return tuple(sorted(faults, key=lambda fault: (fault.file, fault.line)))


_Read = Mapping[str, tuple[Register, LocatedFile]]


def _read_all(guide_folder: Path) -> tuple[_Read, list[DataFault]]:
    """Return the faultless registers of a guide by their ids, and the faults of the others."""
    found: dict[str, tuple[Register, LocatedFile]] = {}
    faults: list[DataFault] = []
    for path in register_files(guide_folder):
        try:
            file = LocatedFile(path, path.relative_to(guide_folder).as_posix())
            register = file.read(Register)
        except DataFault as fault:
            faults.append(fault)
            continue
        wrong = [file.fault(place, message) for place, message in register_faults(register, path.stem)]
        faults += wrong
        if not wrong:
            found[register.id] = register, file
    return found, faults
