"""Errors, ids and the calendar day."""

from __future__ import annotations

import os
import re
import time
from datetime import UTC, date, datetime

import pytest

from migdesk.base.clock import local_date, system_clock
from migdesk.base.errors import DataFault, EnvironmentFault, KnownError, UserError
from migdesk.base.ids import random_id, random_stream_id


def test_a_data_fault_names_file_and_line() -> None:
    fault = DataFault("_data/a.yml", 7, "wrong; expected right")
    assert str(fault) == "_data/a.yml:7: wrong; expected right"
    assert (fault.file, fault.line) == ("_data/a.yml", 7)


def test_there_are_three_families() -> None:
    assert {family for family in KnownError.__subclasses__() if family.__module__ == "migdesk.base.errors"} == {
        UserError,
        EnvironmentFault,
        DataFault,
    }


def test_ids_differ_and_can_be_typed() -> None:
    ids = {random_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(one) == 16 and int(one, 16) >= 0 for one in ids)


def test_ids_of_streams_are_short_and_differ() -> None:
    ids = {random_stream_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(re.fullmatch(r"[a-km-np-z2-9]{10}", stream_id) for stream_id in ids)


def test_the_clock_is_aware() -> None:
    assert system_clock().tzinfo is UTC


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="time zones of POSIX systems")
def test_today_is_where_the_person_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """In British summer time, half past midnight is still yesterday in UTC."""
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "GMT0BST,M3.5.0/1,M10.5.0")
    time.tzset()
    try:
        assert local_date(datetime(2027, 6, 30, 23, 30, tzinfo=UTC)) == date(2027, 7, 1)
    finally:
        if before is None:
            monkeypatch.delenv("TZ")
        else:
            monkeypatch.setenv("TZ", before)
        time.tzset()
