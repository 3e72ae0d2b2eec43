"""The one quiet line about what is shared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from migdesk.practice.exchange.share import LastChange, Looked
from migdesk.ui.share.share_words import share_line, state_of
from migdesk.workspace.share.commands import ShareStatus

NOW = datetime(2026, 11, 27, 9, 12).astimezone()
TODAY = NOW.date()
LOOKED = Looked(at=NOW.astimezone(UTC), last=LastChange("Joan", NOW - timedelta(days=1)))
STATUS = ShareStatus(
    location="/home/kim/OneDrive", practices=("p1",), every=False, locked=False, looked=LOOKED, failure=""
)


def test_a_share_that_is_well() -> None:
    line = share_line([STATUS], TODAY)
    assert line.full == "Shared folder: looked 09:12, Joan’s last change yesterday"
    assert (line.short, line.needs_a_look) == ("Shared", False)


def test_what_is_to_settle_stands_last() -> None:
    line = share_line([replace(STATUS, looked=replace(LOOKED, to_settle=1))], TODAY)
    assert line.full == "Shared folder: looked 09:12, Joan’s last change yesterday, 1 thing to settle"
    assert (line.short, line.needs_a_look) == ("Shared, 1 to settle", True)


def test_older_days_have_their_weekday() -> None:
    old = replace(LOOKED, last=LastChange("Joan", NOW - timedelta(days=9)))
    assert "Joan’s last change on Wed 18 Nov" in share_line([replace(STATUS, looked=old)], TODAY).full


def test_a_share_that_is_away_says_since_when() -> None:
    line = share_line([replace(STATUS, failure="The shared folder is not there just now.")], TODAY + timedelta(days=1))
    assert line.full == "Shared folder: not reached since yesterday 09:12"
    assert (line.short, line.needs_a_look) == ("Share not reached", True)


def test_several_shares_and_a_database() -> None:
    database = replace(STATUS, location="postgresql://hub/migdesk", looked=replace(LOOKED, not_arrived=2))
    assert share_line([STATUS, database], TODAY).full.startswith("2 shares: looked 09:12")
    assert share_line([database], TODAY).full.startswith("Shared database: looked 09:12")
    assert "2 parts still to arrive" in state_of(database, TODAY)


def test_one_that_was_never_looked_at() -> None:
    assert share_line([replace(STATUS, looked=None)], TODAY).full == "Shared folder: not looked at yet"
