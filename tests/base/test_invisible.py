"""What nobody sees is not kept in names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.base.invisible import without_invisible


@pytest.mark.parametrize(
    "hidden",
    [
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u00ad",
        "\u2060",
        "\u202e",
        "\u2066",
        "\u200f",
        "\u3164",
        "\u2800",
        "\x07",
        "\x1b",
        "\x00",
    ],
)
def test_a_name_is_the_same_with_and_without_it(hidden: str) -> None:
    assert without_invisible(f"Made-up{hidden} Surgery{hidden}") == "Made-up Surgery"
    assert without_invisible(hidden) == ""


def test_a_letter_and_its_accent_are_one_character() -> None:
    assert without_invisible("Zoe\u0308") == "Zo\u00eb"


@given(st.text())
def test_what_is_left_stays(text: str) -> None:
    assert without_invisible(without_invisible(text)) == without_invisible(text)
