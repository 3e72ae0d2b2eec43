from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from summaries import TODAY, practice

from migdesk.ui.practices_board.board_filter import SOON_DAYS, is_shown, searched, values_of
from migdesk.ui.practices_board.board_settings import BoardFilters
from migdesk.ui.practices_board.totals import totals_of
from migdesk.workspace.summary import PracticeSummary

IN_FOUR_WEEKS = TODAY + timedelta(days=SOON_DAYS)


@pytest.mark.parametrize(
    ("filters", "fits", "does_not"),
    [
        (BoardFilters(under_way=True), practice("A"), practice("B", phase=None)),
        (BoardFilters(overdue=True), practice("A", overdue=1), practice("B", overdue=0)),
        (BoardFilters(soon=True), practice("A", go_live=IN_FOUR_WEEKS), practice("B", go_live=date(2027, 1, 1))),
        (BoardFilters(soon=True), practice("A", go_live=TODAY), practice("B", go_live=TODAY - timedelta(days=1))),
        (BoardFilters(ig_incomplete=True), practice("A"), practice("B", references_acknowledged=9)),
        (BoardFilters(no_go_live=True), practice("A", go_live=None), practice("B", go_live=TODAY)),
        (BoardFilters(no_samples=True), practice("A"), practice("B", sample=True)),
        (BoardFilters(commissioner="Harbour ICB"), practice("A", commissioner="Harbour ICB"), practice("B")),
        (BoardFilters(from_system="Vision"), practice("A", from_system="Vision"), practice("B")),
        (BoardFilters(to_system="Medicus"), practice("A", to_system="Medicus"), practice("B")),
        (BoardFilters(), practice("A"), practice("B", archived=True)),
        (BoardFilters(archive="only"), practice("A", archived=True), practice("B")),
    ],
)
def test_each_filter_tells_practices_apart(
    filters: BoardFilters, fits: PracticeSummary, does_not: PracticeSummary
) -> None:
    assert is_shown(fits, filters, TODAY)
    assert not is_shown(does_not, filters, TODAY)


def test_the_archive_can_be_shown_among_the_others() -> None:
    for archived in (True, False):
        assert is_shown(practice("A", archived=archived), BoardFilters(archive="also"), TODAY)


def test_all_filters_that_are_set_must_hold() -> None:
    both = BoardFilters(overdue=True, no_go_live=True)
    assert is_shown(practice("A", overdue=2), both, TODAY)
    assert not is_shown(practice("A", overdue=2, go_live=TODAY), both, TODAY)


PRACTICES = st.lists(
    st.builds(
        practice,
        st.sampled_from("ABCDE"),
        phase=st.sampled_from([None, "kick-off"]),
        overdue=st.integers(0, 3),
        go_live=st.none() | st.dates(TODAY - timedelta(days=60), TODAY + timedelta(days=60)),
        archived=st.booleans(),
        sample=st.booleans(),
    )
)


@given(PRACTICES, st.builds(BoardFilters, no_samples=st.booleans(), overdue=st.booleans()))
def test_a_total_counts_what_its_filter_shows_of_what_is_in_sight(
    practices: list[PracticeSummary], filters: BoardFilters
) -> None:
    in_sight = [one for one in practices if is_shown(one, filters, TODAY)]
    totals = totals_of(in_sight, TODAY)

    def shown(also: BoardFilters) -> list[PracticeSummary]:
        return [one for one in in_sight if is_shown(one, also, TODAY)]

    assert totals.under_way == len(shown(BoardFilters(under_way=True)))
    assert totals.with_overdue == len(shown(BoardFilters(overdue=True)))
    assert totals.soon == len(shown(BoardFilters(soon=True)))
    assert totals.missing == 4 * len(shown(BoardFilters(ig_incomplete=True)))


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("20", ["Surgery 20", "Surgery 201", "Oak"]), ("2", ["Surgery 2", "Surgery 20", "Surgery 201", "Oak"]),
        ("99020", ["Elm"]), ("z99020", ["Elm"]), ("902", []), ("3", []), ("3 kick-off", []), ("surg", None),
    ],
)  # fmt: skip
def test_a_number_is_the_beginning_of_one_in_a_name_or_a_code(word: str, found: list[str] | None) -> None:
    every = [practice(f"Surgery {number}") for number in (2, 20, 201)]
    every += [practice("Elm", ods_code="Z99020"), practice("Oak", ods_code="Z20001")]
    wanted = [one.name for one in every if one.name.startswith("Surgery")] if found is None else found
    hits = [one.name for one in every if all(map(searched(one).has, word.split()))]
    assert hits == wanted


def test_values_to_choose_from_come_once_and_in_alphabetical_order() -> None:
    every = [practice("A", to_system=system) for system in ("Vision", "", "emis web", "Vision", "Medicus")]
    assert values_of(every, lambda one: one.to_system) == ("emis web", "Medicus", "Vision")
