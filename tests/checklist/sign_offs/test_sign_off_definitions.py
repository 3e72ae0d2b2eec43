"""The 22 sign-offs of the guide; a guide brings its own, and what is wrong with one is told by file and line."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from migdesk.base.assets import content_folder
from migdesk.checklist.compiled import definitions_of
from migdesk.checklist.loading import load_definitions
from migdesk.checklist.sign_offs.compiled import sign_offs_of
from migdesk.checklist.sign_offs.files import FILE
from migdesk.checklist.sign_offs.loading import find_sign_off_faults, load_sign_offs

GOOD = """\
- id: so.tea
  title: Tea is ready
  short_title: Tea
  group: Cutover and Go-Live
  link: /guide/kick-off#as-a-priority
  signers: [{role: practice-manager, party: practice}]
  due: {anchor: go-live, offset: -1}
  words: "{cups} made by {cook} for {practice}."
  fields: [{id: cook, title: Cook, required: true}]
  figures: [{id: cups, title: cups, register: costs, singular: cup is, plural: cups are, none: No cup is}]
"""


@pytest.fixture(scope="module")
def small_guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("guide")
    (folder / FILE).parent.mkdir(parents=True)
    yield folder


def test_the_guide_has_its_22_without_a_fault() -> None:
    found = load_sign_offs(content_folder())
    assert len(found.sign_offs) == 22
    assert found.faults == ()
    assert find_sign_off_faults(content_folder(), load_definitions(content_folder())) == ()


def test_every_task_that_is_signed_has_its_sign_off() -> None:
    definitions = load_definitions(content_folder())
    signed = [task.id for task in definitions.tasks if task.kind == "sign-off"]
    assert len(signed) == 8
    assert set(signed) <= definitions.sign_off_of_task.keys()


def test_a_guide_adds_and_replaces(tmp_path: Path, small_guide: Path) -> None:
    (small_guide / FILE).write_text(GOOD + GOOD.replace("so.tea", "so.data"), encoding="utf-8")
    found = sign_offs_of(small_guide, tmp_path)
    assert len(found.sign_offs) == 23
    assert found.by_id["so.data"].title == "Tea is ready"
    (small_guide / FILE).write_text(GOOD, encoding="utf-8")
    assert sign_offs_of(small_guide, tmp_path).by_id["so.data"].title == "Data checked and accepted"


def test_a_change_of_sign_offs_alone_makes_the_checklist_anew(tmp_path: Path) -> None:
    guide, cache = tmp_path / "guide", tmp_path / "cache"
    shutil.copytree(content_folder() / "_data", guide / "_data")
    assert "so.tea" not in definitions_of(guide, cache).sign_off_by_id
    with (guide / FILE).open("a", encoding="utf-8") as file:
        file.write("\n" + GOOD)
    assert definitions_of(guide, cache).sign_off_by_id["so.tea"].short_title == "Tea"


@pytest.mark.parametrize(
    ("right", "wrong", "line", "why"),
    [
        ("id: so.tea", "id: tea", 1, "should be so. and lower-case words"),
        ("link: /guide", "link: https://a.example/guide", 5, "should be a permalink"),
        ("signers: [{role: practice-manager, party: practice}]", "signers: []", 6, "nobody has to sign"),
        ("{role: practice-manager, party: practice}", "{title: Cook}", 6, "expected a role, a party or both"),
        ("party: practice", "party: neighbour", 6, "invalid enum value"),
        ("role: practice-manager", "role: cook", 6, "unknown role 'cook'"),
        ("offset: -1", "offset: soon", 7, "expected `int`"),
        ("by {cook}", "by {chef}", 8, "there is no field and no figure 'chef'"),
        ("by {cook}", "by him", 8, "'cook' stands nowhere in the words"),
        ("by {cook}", "by {cook} { ", 8, "a { that begins no place"),
        ("id: cook,", "id: cups,", 9, "used twice"),
        ("title: Cook,", "title: Cook, framed: by hand,", 9, "expected {value} in it"),
        ("register: costs", "register: kettle", 10, "there is no register 'kettle'"),
        ("register: costs", "register: costs, of: colour", 10, "there is no column 'colour'"),
        ("register: costs", "register: costs, condition: {status: [hot]}", 10, "no choice 'hot'"),
    ],
)
def test_a_fault_is_told_by_its_line(small_guide: Path, right: str, wrong: str, line: int, why: str) -> None:
    assert right in GOOD
    (small_guide / FILE).write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    faults = find_sign_off_faults(small_guide, load_definitions(content_folder()))
    told = [fault for fault in faults if why in fault.message]
    assert [(fault.file, fault.line) for fault in told] == [(FILE.as_posix(), line)]


@pytest.mark.parametrize("text", ["{}", "- [", "so: tea", "- 1\n- two"])
def test_a_file_that_is_no_list_of_sign_offs_leaves_the_others(small_guide: Path, text: str) -> None:
    (small_guide / FILE).write_text(text, encoding="utf-8")
    found = load_sign_offs(small_guide)
    assert len(found.sign_offs) == 22
    assert found.faults
    assert find_sign_off_faults(small_guide, None)
