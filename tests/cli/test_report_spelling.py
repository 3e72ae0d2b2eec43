"""What 0.1.0 asked for is another spelling of what is asked for today: scripts go on as they are."""

from __future__ import annotations

import shlex

import pytest

from migdesk.cli.arguments import general_options
from migdesk.cli.report_spelling import respelled


def spelled(command: str) -> str:
    return shlex.join(respelled(shlex.split(command), general_options()))


@pytest.mark.parametrize(
    ("before", "today"),
    [
        ("report Elm --output a.html", "report status Elm --output a.html"),
        ("report --output a.html Elm", "report status --output a.html Elm"),
        ("report 'Elm Tree' --output a --format json", "report status 'Elm Tree' --output a --format json"),
        (
            "report Elm --agenda --since 1/2/26 --output a.pdf",
            "report agenda Elm --since 1/2/26 --output a.pdf",
        ),
        ("report --all --output a.csv", "report practices --output a.csv"),
        ("report --all --board-only --output a.pdf", "report practices --board-only --output a.pdf"),
        ("report --all --commissioner x --output=a.htm", "report practices --commissioner x --output=a.htm"),
        ("report Elm --output a.ics", "report calendar Elm --output a.ics"),
        ("report Elm --tasks --output a --format .ICS", "report calendar Elm --tasks --output a --format .ICS"),
        ("report --all --for-role trainer --output a.ics", "report calendar --for-role trainer --output a.ics"),
        ("--by report --role x report Elm --output a.html", "--by report --role x report status Elm --output a.html"),
        (
            "--guide=g report --by status Elm --output a",
            "--guide=g report status --by status Elm --output a",
        ),
    ],
)
def test_a_spelling_of_before_has_its_word(before: str, today: str) -> None:
    assert spelled(before) == today
    assert spelled(today) == today


@pytest.mark.parametrize(
    "today",
    [
        "report",
        "report --help",
        "report -h",
        "report status --help",
        "report agenda Elm --output a.html",
        "report calendar --output a.ics",
        "search report --json",
        "practice show report",
        "--by report",
    ],
)
def test_what_is_spelled_as_today_stays(today: str) -> None:
    assert spelled(today) == today


def test_a_word_is_found_behind_options() -> None:
    assert spelled("report --output a.html status Elm") == "report status --output a.html Elm"
    assert spelled("report --format status status Elm") == "report status --format status Elm"


@pytest.mark.parametrize("clash", ["report Elm --all --output a.html", "report --all --agenda --output a.html"])
def test_what_was_refused_is_still_refused(clash: str) -> None:
    """`--all` is no option of any report, so the parser says so."""
    assert "--all" in spelled(clash)
