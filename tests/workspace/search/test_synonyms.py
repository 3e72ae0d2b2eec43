from __future__ import annotations

from pathlib import Path

import pytest

from migdesk.base.assets import content_folder
from migdesk.workspace.guide_faults import guide_faults
from migdesk.workspace.search.synonyms import FILE, find_synonym_faults, load_synonyms
from support import write_checklist


def write(folder: Path, text: str) -> Path:
    (folder / FILE).parent.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_each_word_leads_to_the_others_of_its_group(tmp_path: Path) -> None:
    found = load_synonyms(write(tmp_path, "- [Prescription, script, FP10]\n- [Go-Live, first day]\n"), tmp_path / "c")
    assert found["script"] == ("prescription", "fp10")
    assert found["golive"] == ("first day",)
    assert found["first day"] == ("golive",)


def test_they_are_read_once_and_again_after_a_change(tmp_path: Path) -> None:
    folder, cache = write(tmp_path, "- [a, b]\n"), tmp_path / "cache"
    cache.mkdir()
    load_synonyms(folder, cache)
    (compiled,) = cache.iterdir()
    compiled.write_text('[["a", "from the cache"]]', encoding="utf-8")
    assert load_synonyms(folder, cache)["a"] == ("from the cache",)
    write(folder, "- [a, c]\n")
    assert load_synonyms(folder, cache)["a"] == ("c",)
    assert len(list(cache.iterdir())) == 1


def test_a_guide_without_any_has_the_built_in_ones(tmp_path: Path) -> None:
    assert "prescription" in load_synonyms(tmp_path, tmp_path)["script"]
    assert find_synonym_faults(tmp_path) == ()


def test_faulty_ones_do_not_stop_a_search(tmp_path: Path) -> None:
    assert load_synonyms(write(tmp_path, "- [a, [\n"), tmp_path / "cache") == {}


def test_the_built_in_ones_have_no_fault() -> None:
    assert find_synonym_faults(content_folder()) == ()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("- [a, b]\n- [c]\n", 2, "a group of one word"),
        ("- [a, b]\n-\n  - c\n  - A\n", 4, "'A' is here already as 'a'"),
        ("- [scripts, b]\n- [c, script]\n", 2, "'script' is here already as 'scripts'"),
        ("- [a, b]\n- [c, '+&']\n", 2, "has no letter or digit"),
        ("- [a, one two three four five six]\n", 1, "more than 5 words"),
        ("- [a, 3]\n", 1, "expected `str`, got `int`"),
        ("a: b\n", 1, "expected `array`, got `object`"),
        ("- [a\n", 2, "not readable as YAML"),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    (fault,) = find_synonym_faults(write(tmp_path, text))
    assert (fault.file, fault.line) == (FILE.as_posix(), line)
    assert message in fault.message


def test_guide_check_tells_them(tmp_path: Path) -> None:
    folder = write_checklist(tmp_path)
    (folder / "_config.yml").write_text("title: A guide\n", encoding="utf-8")
    (folder / "index.md").write_text("---\npermalink: /\ntitle: Home\n---\nWords.\n", encoding="utf-8")
    write(folder, "- [one]\n")
    faults = [(fault.file, fault.line, fault.kind) for fault in guide_faults(folder)]
    assert (FILE.as_posix(), 1, "bad-data") in faults
