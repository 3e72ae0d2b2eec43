"""`migdesk practice import` and `template`: the preview, what is refused, and what scripts get."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from command_line import Run

GOOD = "Practice,ODS,Go-Live\nRiverside Surgery,Z99001,05/04/2027\nHill Top,Z99002,\n"
MIXED = f"{GOOD}Bad One,X,\nMade-up Surgery,z99901,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "mixed.csv").write_text(MIXED, encoding="utf-8")
    return tmp_path


def names(run: Run) -> list[str]:
    return [one["name"] for one in run("practice", "list", "--json").json]


def test_a_good_list_is_added_whole(run: Run, folder: Path) -> None:
    ran = run("practice", "import", str(folder / "good.csv"))
    assert (ran.code, ran.out, ran.err) == (0, "2 practices were added.\n", "")
    assert names(run) == ["Riverside Surgery", "Hill Top"]
    assert run("practice", "show", "Z99001", "--json").json["go_live"] == "2027-04-05"
    again = run("practice", "import", str(folder / "good.csv"))
    assert (again.code, again.out) == (0, "Nothing was added, 2 were there already.\n")
    assert len(names(run)) == 2


def test_the_preview_is_a_table_and_adds_nothing(run: Run, practice: str, folder: Path) -> None:
    ran = run("practice", "import", str(folder / "mixed.csv"), "--preview")
    assert ran.code == 1
    head, bad, first, second, there, empty, said = ran.out.splitlines()
    assert head.split()[:3] == ["Row", "Result", "Practice"]
    assert bad.startswith("4    Fault") and "ODS: “X” is no ODS code." in bad
    assert first.startswith("2    Will be added") and "5 Apr 2027" in first
    assert second.startswith("3    Will be added")
    assert there.startswith("5    There already") and "Z99901 is Made-up Surgery." in there
    assert (empty, said) == ("", "2 practices will be added, 1 is there already, 1 row has a fault.")
    assert names(run) == ["Made-up Surgery"]
    assert run("practice", "import", str(folder / "mixed.csv"), "--preview", "--skip-bad").code == 0
    assert run("practice", "import", str(folder / "good.csv"), "--preview").code == 0


def test_one_bad_row_stops_the_import_unless_it_may_be_skipped(run: Run, practice: str, folder: Path) -> None:
    ran = run("practice", "import", str(folder / "mixed.csv"))
    assert ran.code == 1
    assert "“X” is no ODS code" in ran.out
    assert ran.out.endswith(
        "Nothing was added, as this row has a fault. Mend the list, or leave such rows out with --skip-bad.\n"
    )
    assert names(run) == ["Made-up Surgery"]
    ran = run("practice", "import", str(folder / "mixed.csv"), "--skip-bad")
    assert ran.code == 0
    assert ran.out.endswith("2 practices were added, 1 was there already. 1 row has a fault and was not added.\n")
    assert names(run) == ["Made-up Surgery", "Riverside Surgery", "Hill Top"]


def test_possible_doubles_are_named_and_can_be_left_out(run: Run, practice: str, folder: Path) -> None:
    path = folder / "doubles.csv"
    path.write_text("Practice\nmade-up surgery\nAnother\n", encoding="utf-8")
    ran = run("practice", "import", str(path), "--skip-doubles")
    assert "2    Maybe a double" in ran.out and "in the record already, with the code Z99901" in ran.out
    assert "\n1 practice was added, 1 left out as a possible double. No column was found" in ran.out
    assert names(run) == ["Made-up Surgery", "Another"]


def test_what_may_be_a_slip_is_told_and_added_all_the_same(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "slips.csv"
    path.write_text("Practice,To,Go-Live\nA,SystmOne,03/04/2027\nB,SystmOne,TBC\nC,,\n", encoding="utf-8")
    plan = run("practice", "import", str(path), "--preview", "--json").json
    assert plan["to_check"] == 2
    said = ["Go-Live falls on Sat 3 April 2027."], ["“TBC” is taken as no date."], []
    assert [row["remarks"] for row in plan["rows"]] == list(said)
    ran = run("practice", "import", str(path))
    assert "2    Add, but check" in ran.out and "C " not in ran.out
    assert ran.out.endswith("3 practices were added. No column was found for ODS code.\n")


def test_the_plan_for_scripts(run: Run, practice: str, folder: Path) -> None:
    ran = run("practice", "import", str(folder / "mixed.csv"), "--json")
    plan = ran.json
    assert ran.code == 1
    assert {key: plan[key] for key in ("file", "to_add", "there", "bad", "examples", "added", "left_out")} == {
        "file": "mixed.csv", "to_add": 2, "there": 1, "bad": 1, "examples": 0, "added": [], "left_out": [],
    }  # fmt: skip
    assert plan["columns"][1] == {"title": "ODS", "detail": "ods_code"}
    good, _, bad, there = plan["rows"]
    assert (good["row"], good["outcome"], good["name"], good["go_live"]) == (
        2,
        "add",
        "Riverside Surgery",
        "2027-04-05",
    )
    assert bad["outcome"] == "bad" and bad["go_live"] is None
    assert [fault["column"] for fault in bad["faults"]] == ["ODS"]
    assert (there["outcome"], there["practice_there"]) == ("there", practice)
    added = run("practice", "import", str(folder / "mixed.csv"), "--json", "--skip-bad").json["added"]
    assert [one["id"] for one in run("practice", "list", "--json").json][1:] == added


def test_what_is_no_list_is_refused_in_one_line(run: Run, folder: Path) -> None:
    (folder / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert (
        "old.xls was not read. It is in the old Excel form"
        in run("practice", "import", str(folder / "old.xls")).refusal
    )
    assert "There is no file" in run("practice", "import", str(folder / "gone.csv")).refusal


@pytest.mark.parametrize("name", ["template.csv", "template.xlsx"])
def test_the_template_is_written_and_understood(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    ran = run("practice", "template", "--output", str(path))
    assert (ran.code, ran.out) == (0, f"{path}\n")
    ran = run("practice", "import", str(path))
    assert ran.code == 0
    assert ran.out == "Nothing was added. The template's example row is left out.\n"
    assert "as .xlsx or .csv" in run("practice", "template", "--output", str(tmp_path / "t.pdf")).refusal


def test_a_row_that_looks_like_a_patient_is_a_fault_unless_it_is_said_to_be_none(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Practice,Current system\nElm Tree Surgery,Ref 943.476.5919\n", encoding="utf-8")
    ran = run("practice", "import", str(path))
    assert ran.code == 1
    assert "an NHS number (943.476.5919)" in ran.out
    assert run("practice", "import", str(path), "--no-patient-data").code == 0
    assert names(run) == ["Elm Tree Surgery"]


def test_a_list_on_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Practice,ODS\nAlder Lane,Z99101\n")))
    assert run("practice", "import", "-").out.startswith("1 practice was added.")


def test_columns_that_look_like_details_are_never_left_out_in_silence(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Practice,National Code\nAlder Lane,Z99101\n")
    ran = run("practice", "import", str(path))
    assert ran.code == 1
    assert '--map "National Code=ods"' in ran.out
    assert run("practice", "import", str(path), "--map", "National Code=ods").code == 0
    assert run("practice", "list", "--json").json[0]["ods_code"] == "Z99101"
    assert run("practice", "import", str(path), "--skip-columns", "--preview").code == 0
    assert "is no detail" in run("practice", "import", str(path), "--map", "National Code=colour").refusal
    assert "names no detail" in run("practice", "import", str(path), "--map", "National Code").refusal
    assert "nothing to use" in run("practice", "import", str(path), "--use", "magic").refusal


def test_updating_from_a_list(run: Run, practice: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Practice,ODS,From,Go-Live\nMade-up Surgery,Z99901,EMIS Web,23/03/2027\nAlder,Z99101,,\n")
    preview = run("practice", "import", str(path), "--update", "go-live,from", "--preview")
    assert "Go-Live Tue 16 Mar 2027 → Tue 23 Mar 2027" in preview.out
    assert "milestones and" in preview.out and "would move." in preview.out
    ran = run("practice", "import", str(path), "--update", "go-live")
    assert (ran.code, ran.out) == (0, "1 practice was added, 1 was updated.\n")
    shown = run("practice", "show", practice, "--json").json
    assert (shown["go_live"], shown["from_system"]) == ("2027-03-23", "")
    again = run("practice", "import", str(path), "--update", "go-live", "--json").json
    assert (again["to_update"], again["updated"], again["there"]) == (0, [], 2)
    assert again["rows"][0]["differs"] == [{"detail": "from_system", "before": "", "after": "EMIS Web"}]
