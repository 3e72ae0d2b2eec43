"""Spellings of one system or commissioner over all practices, made one."""

from migdesk.practice.details import PracticeDetails
from migdesk.workspace.practice_import.one_name import one_names, updates_for
from migdesk.workspace.workspace import Workspace


def test_spellings_become_one_and_one_undo_brings_them_back(workspace: Workspace) -> None:
    add = workspace.practices.add
    add(PracticeDetails("Elm", "Z99001", "EMIS", "SystmOne", "North Moor ICB"))
    oak = add(PracticeDetails("Oak", "Z99002", "emis web", "TPP", "north moor  icb."))
    add(PracticeDetails("Ash", "Z99003", "EMIS Web", "Vision 3", "North Moor ICB"))
    add(PracticeDetails("Yew", "Z99004", "Paper", "", "Harbour ICB"))
    found = one_names(workspace.summaries())
    assert [(change.name, change.practices) for change in found] == [
        ("EMIS Web", 1), ("EMIS Web", 1), ("North Moor ICB", 1), ("SystmOne", 1),
    ]  # fmt: skip
    workspace.practices.update_all(updates_for(found))
    kept = {practice.name: practice for practice in workspace.summaries()}
    assert {practice.from_system for practice in kept.values()} == {"EMIS Web", "Paper"}
    assert (kept["Oak"].to_system, kept["Oak"].commissioner) == ("SystmOne", "North Moor ICB")
    assert kept["Ash"].to_system == "Vision 3"
    assert one_names(workspace.summaries()) == ()
    workspace.undo()
    assert workspace.summary(oak).from_system == "emis web"
    assert len(one_names(workspace.summaries())) == 4


def test_the_most_used_spelling_of_a_commissioner_stands(workspace: Workspace) -> None:
    for number, name in enumerate(("NHS MOOR ICB", "NHS Moor ICB", "NHS Moor ICB", "")):
        workspace.practices.add(PracticeDetails(f"Practice {number}", commissioner=name))
    assert [(change.spelling, change.name) for change in one_names(workspace.summaries())] == [
        ("NHS MOOR ICB", "NHS Moor ICB")
    ]
