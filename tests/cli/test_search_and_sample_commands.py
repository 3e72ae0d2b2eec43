from __future__ import annotations

import pytest
from command_line import PRACTICE_KEYS, Run


def test_search_for_scripts(run: Run, practice: str) -> None:
    run("task", "note", practice, "kick-off.agree-dates", "The zebra crossing is closed.")
    hits = run("search", "cutover", "planning", "--json").json
    assert all(set(hit) >= {"kind", "title", "link", "snippet"} for hit in hits)
    assert hits[0]["kind"] == "page"
    assert hits[0]["link"].startswith("/guide/planning-for-cut-over")
    (note,) = run("search", "zebra", "--json").json
    assert note["kind"] == "note"
    assert "‹zebra›" in note["snippet"]
    assert run("search", "Made-up", "Surgery", "--json").json[0]["kind"] == "practice"


def test_search_in_plain_text(run: Run) -> None:
    assert run("search", "smartcard").out.startswith("Glossary: Smartcard\n")
    nothing = run("search", "xyzzy")
    assert (nothing.code, nothing.out) == (0, "Nothing found for “xyzzy”.\n")


def test_a_slip_is_forgiven(run: Run) -> None:
    said, best, *_ = run("search", "prescirption").out.splitlines()
    assert said == "Nothing for “prescirption”; showing “prescription”."
    assert best == "Page: Prescriptions – Planning for cutover"
    assert run("search", "prescirption", "--json").json == run("search", "prescription", "--json").json != []


@pytest.mark.parametrize("words", ["cut-over", "DM&D", '"', "a OR", "NEAR(", "*", "title:x", "‹›", "\x00", "'; --"])
def test_no_words_are_an_error(run: Run, words: str) -> None:
    assert run("search", "--json", "--", words).code == 0


def test_samples(run: Run) -> None:
    ran = run("sample", "--practices", "3", "--seed", "4")
    assert ran.code == 0
    assert len(ran.out.split()) == 3
    listed = run("practice", "list", "--json").json
    assert [one["id"] for one in listed] == ran.out.split()
    assert all(set(one) >= PRACTICE_KEYS and one["sample"] for one in listed)
    assert [one["ods_code"] for one in listed] == ["Z99001", "Z99002", "Z99003"]


@pytest.mark.parametrize("number", ["0", "-1", "1000000", "some"])
def test_a_number_of_samples_that_cannot_be_meant(run: Run, number: str) -> None:
    assert run("sample", "--practices", number).refusal


def test_a_search_without_a_hit_can_fail(run: Run, practice: str) -> None:
    assert run("search", "zzzqqq").code == 0
    assert run("search", "zzzqqq", "--fail").code == 1
    assert run("search", "zzzqqq", "--fail", "--json").json == []
    assert run("search", "cutover", "--fail").code == 0
