from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from command_line import Run

from migdesk import __version__


def test_every_key_that_scripts_rely_on(run: Run, practice: str, data_folder: Path) -> None:
    ran = run("self-check", "--json")
    assert ran.code == 0
    found = ran.json
    assert set(found) >= {"version", "python", "qt", "paths", "content", "store"}
    assert set(found["content"]) >= {"title", "version", "pages", "problems"}
    assert set(found["store"]) >= {"ok", "schema", "practices", "events"}
    assert found["version"] == __version__
    assert found["paths"]["data"] == str(data_folder)
    assert found["content"]["pages"] > 10
    assert found["content"]["problems"] == 0
    assert (found["store"]["ok"], found["store"]["practices"], found["store"]["events"]) == (True, 1, 1)
    assert run("self-check").out.endswith("All well.\n")


def test_it_leaves_no_trace(run: Run, data_folder: Path) -> None:
    before = sorted(data_folder.rglob("*"))
    assert run("self-check", "--json").json["store"]["ok"] is True
    assert sorted(data_folder.rglob("*")) == before


def test_a_damaged_record_is_the_answer_no(run: Run, data_folder: Path) -> None:
    (data_folder / "migdesk.db").write_bytes(b"no database at all, but some bytes" * 100)
    ran = run("self-check", "--json")
    assert ran.code == 1
    assert ran.json["store"]["ok"] is False


def test_a_faulty_guide_is_the_answer_no(run: Run, guide_copy: Path) -> None:
    with (guide_copy / "guide" / "02-kick-off.md").open("a", encoding="utf-8") as file:
        file.write("\n[away](/guide/no-such-page)\n")
    ran = run("--guide", str(guide_copy), "self-check", "--json")
    assert ran.code == 1
    assert ran.json["content"]["problems"] == 1


def test_practices_that_fell_off_the_list_are_reported(run: Run, practice: str, data_folder: Path) -> None:
    with closing(sqlite3.connect(data_folder / "migdesk.db", isolation_level=None)) as record:
        record.execute("DELETE FROM projection")
    ran = run("self-check", "--json")
    assert ran.code == 1
    assert ran.json["store"]["ok"] is False
    assert "1 of the practices with recorded changes are on no list" in ran.json["store"]["message"]
    assert run("practice", "list", "--json").json[0]["id"] == practice
    assert run("self-check").code == 0


def test_a_conflict_copy_and_a_synchronised_folder_are_not_well(
    run: Run, practice: str, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data_folder / "migdesk-LAPTOP7.db").touch()
    monkeypatch.setenv("OneDrive", str(data_folder.parent))
    ran = run("self-check", "--json")
    assert ran.code == 1
    assert "inside OneDrive" in ran.json["store"]["message"] and "migdesk-LAPTOP7.db" in ran.json["store"]["message"]
    assert "inside OneDrive" in run("practice", "list").err


def test_a_lost_record_is_not_well(run: Run, practice: str, data_folder: Path) -> None:
    (data_folder / "migdesk.db").unlink()
    ran = run("self-check", "--json")
    assert ran.code == 1 and "though there was one" in ran.json["store"]["message"]
