"""The cached checklist: quick where nothing changed, never wrong where something did, never in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from migdesk.base.errors import DataFault
from migdesk.checklist import compiled
from migdesk.checklist.compiled import definitions_of
from migdesk.checklist.loading import load_definitions
from support import SMALL_CHECKLIST, write_checklist

READS = """
import sys
from pathlib import Path
from migdesk.checklist.compiled import definitions_of
print(len(definitions_of(Path(sys.argv[1]), Path(sys.argv[2])).tasks), "yaml" in sys.modules)
"""


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    return write_checklist(tmp_path / "guide")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def read_in_a_new_process(guide: Path, cache: Path) -> str:
    source = Path(compiled.__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(source)}
    command = [sys.executable, "-c", READS, str(guide), str(cache)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def test_a_second_start_reads_no_yaml(guide: Path, cache: Path) -> None:
    assert read_in_a_new_process(guide, cache) == "2 True"
    assert read_in_a_new_process(guide, cache) == "2 False"


def test_what_comes_from_the_cache_is_what_was_read(guide: Path, cache: Path) -> None:
    first = definitions_of(guide, cache)
    assert definitions_of(guide, cache) == first == load_definitions(guide)


def test_a_changed_source_is_noticed(guide: Path, cache: Path) -> None:
    definitions_of(guide, cache)
    name, text = SMALL_CHECKLIST["tasks"]
    (guide / "_data" / "migdesk" / name).write_text(text.replace("first thing", "other thing"), encoding="utf-8")
    assert definitions_of(guide, cache).tasks[0].title == "Do the other thing"
    assert len(list(cache.glob("checklist-*.json"))) == 1


def test_a_new_tasks_file_is_noticed(guide: Path, cache: Path) -> None:
    definitions_of(guide, cache)
    text = SMALL_CHECKLIST["tasks"][1].replace("id: kick-off.", "id: kick-off.more.")
    (guide / "_data" / "migdesk" / "tasks" / "02-kick-off.yml").write_text(text, encoding="utf-8")
    assert len(definitions_of(guide, cache).tasks) == 4


@pytest.mark.parametrize("rubbish", [b"", b"{}", b"\xff\xff", b'{"roles": 1}'])
def test_a_damaged_cache_is_read_anew(rubbish: bytes, guide: Path, cache: Path) -> None:
    whole = definitions_of(guide, cache)
    (kept,) = cache.glob("checklist-*.json")
    kept.write_bytes(rubbish)
    assert definitions_of(guide, cache) == whole


def test_a_cache_that_cannot_be_written_is_ignored(guide: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert len(definitions_of(guide, tmp_path / "file" / "cache").tasks) == 2
    assert len(definitions_of(guide, None).tasks) == 2


def test_a_faulty_checklist_is_not_cached(guide: Path, cache: Path) -> None:
    (guide / "_data" / "migdesk" / "roles.yml").write_text("{", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(DataFault):
            definitions_of(guide, cache)
    assert not list(cache.glob("checklist-*.json"))
