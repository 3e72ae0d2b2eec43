from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from command_line import Run


def test_the_built_in_guide_has_no_faults(run: Run) -> None:
    ran = run("guide", "check", "--json")
    assert ran.json == []
    assert ran.code == 0
    assert run("guide", "check").out == "No faults found.\n"


def test_faults_are_named_with_file_line_and_kind(run: Run, guide_copy: Path) -> None:
    page = guide_copy / "guide" / "02-kick-off.md"
    lines = page.read_text(encoding="utf-8").count("\n")
    with page.open("a", encoding="utf-8") as file:
        file.write("\n[away](/guide/no-such-page) and [here](/guide/kick-off#no-such-anchor)\n")
    roles = guide_copy / "_data" / "migdesk" / "roles.yml"
    roles.write_text(roles.read_text(encoding="utf-8").replace("of_practice: true", "of_practise: true", 1), "utf-8")
    ran = run("guide", "check", str(guide_copy), "--json")
    assert ran.code == 1
    assert all(set(fault) >= {"file", "line", "kind", "message"} for fault in ran.json)
    found = {(fault["file"], fault["kind"]): fault["line"] for fault in ran.json}
    assert found["guide/02-kick-off.md", "broken-link"] == lines + 2
    assert found["guide/02-kick-off.md", "missing-anchor"] == lines + 2
    assert found["_data/migdesk/roles.yml", "bad-data"] > 1
    plain = run("--guide", str(guide_copy), "guide", "check")
    assert plain.code == 1
    assert f"guide/02-kick-off.md:{lines + 2}: broken-link: " in plain.out


def test_a_folder_that_is_no_guide(run: Run, empty_record: None, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in ("empty", "missing"):
        assert "No guide found in" in run("guide", "check", str(tmp_path / folder)).refusal
        assert "No guide found in" in run("--guide", str(tmp_path / folder), "practice", "list").refusal


def test_a_faulty_checklist_is_survived_and_said(run: Run, empty_record: None, guide_copy: Path) -> None:
    roles = guide_copy / "_data" / "migdesk" / "roles.yml"
    roles.write_text("- id: trainer\n", encoding="utf-8")
    ran = run("--guide", str(guide_copy), "practice", "list", "--json")
    assert ran.json == []
    assert "the built-in checklist is shown" in ran.err
    assert "_data/migdesk/roles.yml:1:" in ran.err


def test_export_writes_pages_where_jekyll_would(run: Run, tmp_path: Path) -> None:
    ran = run("guide", "export", "--output", str(tmp_path / "site"))
    assert ran.code == 0
    page = (tmp_path / "site" / "guide.html").read_text(encoding="utf-8")
    assert page.count("<main") == 1
    assert (tmp_path / "site" / "glossary" / "index.html").is_file()
    assert str(tmp_path / "site" / "guide.html") in ran.out.splitlines()


def test_export_to_where_nothing_can_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "cannot be made" in run("guide", "export", "--output", str(tmp_path / "file" / "site")).refusal


def test_a_zip_is_taken_wherever_a_folder_is(run: Run, empty_record: None, guide_copy: Path, tmp_path: Path) -> None:
    config = guide_copy / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("title: GP", "title: Zipped GP", 1), "utf-8")
    place = shutil.make_archive(str(tmp_path / "site"), "zip", guide_copy.parent, guide_copy.name)
    assert run("guide", "check", place).out == "No faults found.\n"
    assert run("--guide", place, "guide", "check", "--json").json == []
    assert run("guide", "export", place, "--output", str(tmp_path / "pages")).code == 0
    assert "Zipped GP" in (tmp_path / "pages" / "guide.html").read_text(encoding="utf-8")
    assert run("--guide", place, "practice", "list", "--json").json == []
    assert run("--guide", place, "search", "cutover").code == 0
    assert run("--guide", place, "self-check", "--json").json["content"]["title"].startswith("Zipped GP")


def test_a_hostile_zip_is_refused_in_one_line(run: Run, empty_record: None, tmp_path: Path) -> None:
    place = tmp_path / "bad.zip"
    with zipfile.ZipFile(place, "w") as file:
        file.writestr("../../_config.yml", "title: T\n")
    assert "leads out of its folder" in run("guide", "check", str(place)).refusal
    assert "leads out of its folder" in run("--guide", str(place), "practice", "list").refusal
