"""Back and forward, without Qt."""

from __future__ import annotations

from migdesk.ui.guide_pane.page_history import LONGEST, PageHistory, Visit
from migdesk.ui.guide_pane.place import Place

HALFWAY = Place("who", 3, 0.5)


def test_new_history_leads_nowhere() -> None:
    history = PageHistory()
    assert history.current is None
    assert history.back(None) is None
    assert history.forward(None) is None


def test_back_returns_to_the_place_that_was_left() -> None:
    history = PageHistory()
    history.visit("/a", "", None)
    history.visit("/b", "x", HALFWAY)
    assert history.back(Place("x", 1)) == Visit("/a", "", HALFWAY)
    assert not history.can_go_back
    assert history.forward(None) == Visit("/b", "x", Place("x", 1))


def test_opening_a_page_drops_what_lay_ahead() -> None:
    history = PageHistory()
    for page in ("/a", "/b", "/c"):
        history.visit(page, "", Place())
    history.back(Place())
    history.visit("/d", "", Place())
    assert not history.can_go_forward
    assert history.back(Place()).permalink == "/b"


def test_the_same_section_counts_once_and_another_section_counts() -> None:
    history = PageHistory()
    for anchor in ("", "", "x"):
        history.visit("/a", anchor, Place())
    assert history.back(Place()) == Visit("/a", "", Place())
    assert history.back(Place()) is None


def test_history_has_an_end() -> None:
    history = PageHistory()
    for number in range(LONGEST + 50):
        history.visit(f"/{number}", "", Place())
    steps = 0
    while history.back(Place()):
        steps += 1
    assert steps == LONGEST - 1
