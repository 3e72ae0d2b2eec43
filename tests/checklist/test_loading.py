"""A faulty checklist names file, line, fault and expectation; a faultless one is read whole."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from migdesk.base.errors import DataFault
from migdesk.checklist.loading import find_faults, has_checklist, load_definitions
from support import SMALL_CHECKLIST, write_checklist

TASKS = SMALL_CHECKLIST["tasks"][1]
TASK_FILE = "_data/migdesk/tasks/01-kick-off.yml"


def changed(key: str, old: str, new: str, times: int = 1) -> tuple[dict[str, str], str]:
    """Return the files with `old` replaced in one of them, and that file's name."""
    name, text = SMALL_CHECKLIST[key]
    assert old in text
    return {key: text.replace(old, new, times)}, f"_data/migdesk/{name}"


def test_a_faultless_checklist_is_read_whole(tmp_path: Path) -> None:
    definitions = load_definitions(write_checklist(tmp_path))
    assert [task.id for task in definitions.tasks] == ["kick-off.first", "kick-off.second"]
    assert {task.phase for task in definitions.tasks} == {"kick-off"}
    assert find_faults(tmp_path) == ()


def test_a_guide_without_a_data_folder_has_no_checklist(tmp_path: Path) -> None:
    assert not has_checklist(tmp_path)
    assert has_checklist(write_checklist(tmp_path))


FAULTS = {
    "missing id": ("tasks", "- id: kick-off.second\n  title:", "- title:", 8, "missing required field `id`"),
    "missing title": ("tasks", "  title: Do the second thing\n", "", 8, "missing required field `title`"),
    "doubled id": ("tasks", "kick-off.second", "kick-off.first", 8, "'kick-off.first' is used twice"),
    "id in capitals": ("tasks", "id: kick-off.second", "id: Kick Off", 8, "should be lower-case words"),
    "unknown role": ("tasks", "    - practice-manager", "    - wizard", 11, "unknown role 'wizard'; expected one of"),
    "no role": ("tasks", "  roles: [practice-manager]\n", "", 3, "has no role; expected at least one of"),
    "unknown milestone": ("tasks", "anchor: go-live", "anchor: christmas", 14, "invalid enum value 'christmas'"),
    "milestone not in the plan": ("tasks", "anchor: go-live", "anchor: idp", 14, "the plan has no milestone 'idp'"),
    "days in words": ("tasks", "offset_days: 2", "offset_days: two", 15, "expected `int`, got `str`"),
    "half a day": ("tasks", "offset_days: 2", "offset_days: 2.5", 15, "expected `int`, got `float`"),
    "no reason for the date": (
        "tasks",
        "    basis: derived\n    because: so\n",
        "    basis: derived\n",
        14,
        "`because`",
    ),
    "no date rule": (
        "tasks",
        "  due: {anchor: order, offset_days: 1, basis: guide, because: so}\n",
        "",
        3,
        "has no date rule; expected due:",
    ),
    "wrong type": ("tasks", "title: Do the second thing", "title: [a, list]", 9, "expected `str`, got `array`"),
    "unknown field": ("tasks", "  due:\n", "  colour: red\n  due:\n", 13, "unknown field `colour`"),
    "unknown field inside": (
        "tasks",
        "    basis: derived",
        "    basis: derived\n    hue: red",
        17,
        "unknown field `hue`",
    ),
    "bad link": ("tasks", "/guide/kick-off#dates", "https://example.org/", 12, "should be a permalink such as"),
    "no link": ("tasks", "  link: /guide/kick-off#dates\n", "", 8, "the link '' should be a permalink"),
    "bad YAML": ("tasks", "title: Do the second", "title: Do: the second", 9, "not readable as YAML"),
    "a tab": ("tasks", "  title: Do the second", "\ttitle: Do the second", 9, "not readable as YAML"),
    "a control character": ("tasks", "Do the second", "Do the \x01second", 9, "a control character"),
    "a day that there is not": ("tasks", "title: Do the second thing", "since: 2027-02-30", 1, "not readable as YAML"),
    "no list": ("roles", SMALL_CHECKLIST["roles"][1], "id: practice-manager\n", 1, "expected `array`, got `object`"),
    "an empty file": ("references", SMALL_CHECKLIST["references"][1], "", 1, "expected `array`, got `null`"),
    "no milestones": ("plan", "milestones:", "dates:", 1, "expected 'milestones' here"),
    "no Go-Live": ("plan", "{id: go-live,", "{id: end,", 2, "no milestone 'go-live' here"),
    "doubled reference": (
        "references",
        "  why: It binds.\n",
        "  why: It binds.\n- id: gdpr\n  name: Again\n  why: so\n",
        4,
        "used twice",
    ),
    "title too long": ("tasks", "Do the second thing", "x" * 91, 9, "the title has 91 characters; expected at most 90"),
    "number in words": ("phases", "number: 1", "number: one", 2, "expected `int`, got `str`"),
    "a span without an end": (
        "plan",
        "      end: {anchor: order, offset: 7}\n",
        "",
        7,
        "either an end: or a length:",
    ),
    "a span with both": ("plan", "      basis", "      length: 3\n      basis", 7, "either an end: or a length:"),
    "a span of no phase": ("plan", "  - id: kick-off", "  - id: lunch", 5, "'lunch' is no phase; expected one of kick"),
    "a phase without a span": ("plan", "  - id: kick-off", "  - id: lunch", 5, "no phase 'kick-off' here; expected"),
    "a span from nowhere": ("plan", "start: {anchor: order", "start: {anchor: idp", 7, "no milestone 'idp' to count"),
    "a rule from nowhere": (
        "plan",
        "day: 0,",
        "day: 0, rule: {anchor: idp, offset: 1},",
        2,
        "the plan has no milestone 'idp' to count from",
    ),
    "after nothing": ("plan", "day: 91,", "day: 91, after: [end],", 3, "no milestone 'end' to come after"),
    "a rule of Go-Live's": (
        "plan",
        "day: 91,",
        "day: 91, rule: {anchor: order, offset: 91},",
        3,
        "Go-Live counts from nothing",
    ),
    "a rule that goes round": (
        "plan",
        "day: 0,",
        "day: 0, rule: {anchor: order, offset: 0},",
        2,
        "counts from itself in the end",
    ),
    "a day that the rule does not give": (
        "plan",
        "day: 0,",
        "day: 0, rule: {anchor: go-live, offset: -12, unit: weeks},",
        2,
        "the day 0 is not the one that the rule gives; expected 7",
    ),
    "an unknown unit": (
        "plan",
        "day: 0,",
        "day: 0, rule: {anchor: go-live, offset: -3, unit: moons},",
        2,
        "invalid enum value 'moons'",
    ),
    "too many noughts": (
        "plan",
        "day: 0,",
        "day: 0, rule: {anchor: go-live, offset: -910000},",
        2,
        "expected `int` >= -2000",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_names_file_line_and_expectation(name: str, tmp_path: Path) -> None:
    key, old, new, line, words = FAULTS[name]
    files, file = changed(key, old, new)
    found = find_faults(write_checklist(tmp_path, **files))
    matching = [fault for fault in found if (fault.file, fault.line) == (file, line) and words in fault.message]
    assert matching, f"expected {file}:{line}: …{words}…, found {[str(fault) for fault in found]}"
    with pytest.raises(DataFault):
        load_definitions(tmp_path)


def test_a_fault_before_it_does_not_shift_the_line(tmp_path: Path) -> None:
    """The second task's fault is named at its own line although the first task could not be read at all."""
    text = TASKS.replace("  title: Do the first thing\n", "  title: 1\n").replace("id: kick-off.second", "id: Kick Off")
    text = text.replace("    - practice-manager", "    - wizard")
    found = find_faults(write_checklist(tmp_path, tasks=text))
    assert [(fault.line, fault.message.split(";")[0]) for fault in found] == [
        (4, "expected `str`, got `int`"),
        (8, "the id 'Kick Off' should be lower-case words joined by - or ."),
        (11, "unknown role 'wizard'"),
    ]


def test_an_id_doubled_across_files_is_found(tmp_path: Path) -> None:
    write_checklist(tmp_path)
    second = tmp_path / "_data" / "migdesk" / "tasks" / "02-kick-off.yml"
    second.write_text(TASKS.replace("kick-off.second", "kick-off.third"), encoding="utf-8")
    assert [(fault.file, fault.line) for fault in find_faults(tmp_path)] == [("_data/migdesk/tasks/02-kick-off.yml", 3)]


def test_a_file_named_after_no_phase(tmp_path: Path) -> None:
    write_checklist(tmp_path)
    tasks = tmp_path / "_data" / "migdesk" / "tasks"
    (tasks / "01-kick-off.yml").rename(tasks / "01-kickoff.yml")
    (fault,) = find_faults(tmp_path)
    assert str(fault).startswith("_data/migdesk/tasks/01-kickoff.yml:")
    assert "'kickoff' is no phase" in fault.message


@pytest.mark.parametrize("name", ["roles.yml", "phases.yml", "references.yml", "plan.yml"])
def test_a_missing_file_is_named(name: str, tmp_path: Path) -> None:
    (write_checklist(tmp_path) / "_data" / "migdesk" / name).unlink()
    found = [fault for fault in find_faults(tmp_path) if fault.file == f"_data/migdesk/{name}"]
    assert [(fault.line, fault.message) for fault in found] == [
        (1, "the file cannot be read: no such file or directory")
    ]


def test_no_tasks_at_all(tmp_path: Path) -> None:
    (write_checklist(tmp_path) / TASK_FILE).unlink()
    (fault,) = find_faults(tmp_path)
    assert str(fault) == "_data/migdesk/tasks:1: no tasks found; expected NN-phase.yml files"


@pytest.mark.parametrize(
    ("raw", "words"),
    [(b"\xff\xfe\x00", "the file is not UTF-8 text"), (b"[" * 20_000, "not readable as YAML")],
    ids=["not UTF-8", "lists without end"],
)
def test_hostile_bytes_are_a_fault_not_a_crash(raw: bytes, words: str, tmp_path: Path) -> None:
    (write_checklist(tmp_path) / TASK_FILE).write_bytes(raw)
    assert any(fault.file == TASK_FILE and words in fault.message for fault in find_faults(tmp_path))


def test_a_faulty_role_is_not_blamed_on_the_tasks_that_name_it(tmp_path: Path) -> None:
    roles = SMALL_CHECKLIST["roles"][1].replace("title: Practice Manager", "title: 7")
    (fault,) = find_faults(write_checklist(tmp_path, roles=roles))
    assert str(fault) == "_data/migdesk/roles.yml:2: expected `str`, got `int`"


def test_many_faults_are_found_quickly(tmp_path: Path) -> None:
    """Each file is read a second time at most, however many faults it has."""
    one = "- id: t{0}\n  title: Do it\n  roles: [wizard, witch]\n  link: nowhere\n"
    text = "".join(one.format(number) for number in range(400))
    started = time.perf_counter()
    assert len(find_faults(write_checklist(tmp_path, tasks=text))) == 1600
    assert time.perf_counter() - started < 2


def test_every_fault_is_found_at_once_in_order(tmp_path: Path) -> None:
    text = TASKS.replace("[practice-manager]", "[wizard]").replace("    - practice-manager", "    - witch")
    found = find_faults(write_checklist(tmp_path, tasks=text))
    assert [fault.line for fault in found] == [5, 11]
    with pytest.raises(DataFault, match="wizard"):
        load_definitions(tmp_path)
