"""The people who own a task, as one text names them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from migdesk.practice.owners import owner_text, owners_in


def test_several_names_are_parted_and_each_stands_once() -> None:
    assert owners_in("") == owners_in(" ; ;") == ()
    assert owners_in("Ann Example") == ("Ann Example",)
    assert owners_in(" Ann  Example;Bo; ann example ;") == ("Ann Example", "Bo")
    assert owner_text(("Ann Example", "Bo")) == "Ann Example; Bo"


@given(st.text(max_size=60))
def test_what_was_parted_is_put_together_again(text: str) -> None:
    owners = owners_in(text)
    assert owners_in(owner_text(owners)) == owners
