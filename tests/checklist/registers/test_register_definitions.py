"""The program's registers are faultless; a faulty one of a guide's names file, line and fault, and is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from migdesk.base.assets import content_folder
from migdesk.checklist.loading import load_definitions
from migdesk.checklist.registers.compiled import registers_of
from migdesk.checklist.registers.definitions import ColumnType
from migdesk.checklist.registers.loading import find_register_faults, load_registers
from support import write_checklist

IDS = {
    "contacts", "third-parties", "extracts", "hazards", "risks", "costs", "equipment", "clean-up", "templates",
    "baselines", "data-issues", "not-migrating", "people-ready", "cutover-processes", "re-entry", "messages",
    "decisions", "lessons", "old-access",
}  # fmt: skip
FOLDER = "_data/migdesk/registers"
KEYS = """id: keys
title: Keys
short_title: Keys
purpose: Who has which key.
group: People
link: /guide/kick-off
fills: The caretaker
name_column: key
tasks: [kick-off.first]
columns:
  - {id: key, title: Key, required: true}
  - {id: colour, title: Colour, type: choice, choices: {red: Red, blue: Blue}}
  - {id: made, title: Made, type: number}
  - {id: lost, title: Lost, type: number}
  - {id: there, title: There, type: number, computed: {kind: difference, of: [made, lost]}}
statuses:
  - {id: here, title: Here}
  - {id: back, title: Back, is_open: false}
gates:
  - {milestone: go-live, condition: {status: [here]}, words: Keys that are out}
"""


def write_register(folder: Path, text: str = KEYS, name: str = "keys") -> Path:
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def test_all_registers_that_the_guide_asks_for_are_there_and_faultless() -> None:
    folder = content_folder()
    registers = load_registers(folder)
    assert {register.id for register in registers.registers} == IDS
    assert registers.faults == ()
    assert find_register_faults(folder, load_definitions(folder)) == ()


def test_no_register_has_a_field_for_a_patient() -> None:
    for register in load_registers(content_folder()).registers:
        for column in register.columns:
            assert not {"patient", "patients", "nhs-number", "birth"} & {column.id, column.title.casefold()}


def test_each_row_of_another_register_and_each_task_can_be_found() -> None:
    registers = load_registers(content_folder())
    rows = [column for register in registers.registers for column in register.columns if column.type is ColumnType.ROW]
    assert rows and all(column.register in registers.by_id for column in rows)
    assert [register.id for register in registers.of_task("kick-off.third-party-list")] == ["third-parties"]


def test_a_guide_adds_a_register_and_replaces_one(tmp_path: Path) -> None:
    write_register(tmp_path)
    write_register(tmp_path, KEYS.replace("id: keys\ntitle: Keys", "id: risks\ntitle: Our risks"), "risks")
    registers = load_registers(tmp_path)
    assert {register.id for register in registers.registers} == IDS | {"keys"}
    assert registers.by_id["risks"].title == "Our risks"


def test_a_faulty_register_is_left_out_and_told(tmp_path: Path) -> None:
    write_register(tmp_path, KEYS.replace("red: Red", "RED: Red"))
    write_register(tmp_path, "- no\n", "risks")
    registers = load_registers(tmp_path)
    assert {register.id for register in registers.registers} == IDS
    assert registers.by_id["risks"].title == "Project risks"
    assert len(registers.faults) == 2


def test_registers_are_read_once_and_again_when_a_file_changes(tmp_path: Path) -> None:
    guide, cache = write_register(tmp_path / "guide"), tmp_path / "cache"
    first = registers_of(guide, cache)
    (kept,) = cache.glob("registers-*.json")
    assert registers_of(guide, cache) == first
    write_register(guide, KEYS.replace("title: Keys", "title: All keys", 1))
    assert registers_of(guide, cache).by_id["keys"].title == "All keys"
    assert not kept.exists()


FAULTS = {
    "another name than its file": ("id: keys", "id: locks", 1, "should be the file's name"),
    "unknown column type": ("type: number}", "type: figure}", 13, "invalid enum value 'figure'"),
    "unknown field": ("short_title: Keys", "short_titel: Keys", 3, "unknown field"),
    "no such name column": ("name_column: key", "name_column: lock", 8, "there is no column 'lock'"),
    "column that every row has": ("id: made", "id: owner", 13, "what every row has"),
    "doubled column": ("id: lost", "id: made", 14, "used twice"),
    "choices without a choice": ("type: choice, ", "", 12, "choices go with the type choice"),
    "computed of nothing": ("of: [made, lost]", "of: [made, found]", 15, "there is no column 'found'"),
    "computed of words": ("of: [made, lost]", "of: [made, key]", 15, "computed of numbers"),
    "computed of one": ("of: [made, lost]", "of: [made]", 15, "computed of two columns"),
    "condition with no such status": ("status: [here]", "status: [away]", 20, "has no choice 'away'"),
    "gate before nothing": ("milestone: go-live, ", "", 20, "before a milestone or before a sign_off"),
    "link to elsewhere": ("/guide/kick-off", "https://www.gov.uk/", 6, "should be a permalink"),
    "unknown task": ("kick-off.first", "kick-off.third", 9, "there is no task 'kick-off.third'"),
    "milestone not in the plan": ("milestone: go-live", "milestone: idp", 20, "the plan has no milestone 'idp'"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_names_file_line_and_what_is_expected(name: str, tmp_path: Path) -> None:
    old, new, line, message = FAULTS[name]
    assert old in KEYS
    write_register(write_checklist(tmp_path), KEYS.replace(old, new, 1))
    faults = find_register_faults(tmp_path, load_definitions(tmp_path))
    assert [(fault.file, fault.line) for fault in faults][:1] == [(f"{FOLDER}/keys.yml", line)]
    assert message in faults[0].message


def test_a_matrix_of_the_wrong_size_is_a_fault(tmp_path: Path) -> None:
    text = (content_folder() / FOLDER / "hazards.yml").read_text(encoding="utf-8")
    write_register(tmp_path, text.replace("very-low: [1, 1, 2, 2, 3]", "very-low: [1, 1, 2, 2]"), "hazards")
    faults = find_register_faults(tmp_path, None)
    assert faults and all("expected a line for each of 5 choices" in fault.message for fault in faults)
