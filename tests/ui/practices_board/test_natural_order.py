from hypothesis import given
from hypothesis import strategies as st

from migdesk.ui.practices_board.natural_order import natural


def test_numbers_count_as_numbers_and_capitals_as_small_letters() -> None:
    names = ["Surgery 10", "surgery 2", "Elm 9 West", "10th Street", "9th Street", "elm", "Surgery", "Elm 9"]
    assert sorted(names, key=natural) == [
        "9th Street", "10th Street", "elm", "Elm 9", "Elm 9 West", "Surgery", "surgery 2", "Surgery 10",
    ]  # fmt: skip


@given(st.lists(st.text(max_size=12)))
def test_any_names_can_be_put_in_order(names: list[str]) -> None:
    assert len(sorted(names, key=natural)) == len(names)


@given(st.text("abc ", max_size=5), st.integers(0, 10**6), st.integers(0, 10**6))
def test_names_that_differ_in_a_number_stand_as_the_numbers_do(name: str, first: int, second: int) -> None:
    assert (natural(f"{name}{first}") < natural(f"{name}{second}")) == (first < second)
