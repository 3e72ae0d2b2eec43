"""Patients stay out of the record, and a plan's own dates and numbers do not raise the question."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.practice.patient_data import find_patient_data, is_nhs_number

TODAY = date(2027, 1, 11)
VALID = "9434765919"  # the NHS Data Dictionary's own example


def found(text: str) -> list[str]:
    return [finding.what for finding in find_patient_data(text, TODAY)]


@pytest.mark.parametrize(
    "text",
    [
        VALID,
        "943 476 5919",
        "943-476-5919",
        "943\u00a0476\u00a05919",
        "943\u2013476\u20115919",
        f"NHS no.{VALID}",
        f"(NHS{VALID})",
        f"See {VALID}.",
        f"{VALID}, then ring back",
        f"line one\n{VALID}\nline three",
    ],
)
def test_a_valid_nhs_number_is_found_however_it_is_written(text: str) -> None:
    assert found(text) == ["an NHS number"]


@pytest.mark.parametrize(
    "text",
    [
        "9434765918",
        "943 476 5910",
        "0000000000",
        "1111111111",
        f"1{VALID}",
        f"{VALID}1",
        f"0.{VALID}",
        "07700 900123",
        "07700900123",
        "+447700900123",
        "020 7946 0958",
        "01632 960 123",
        "ticket 94347 65919",
        "",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert found(text) == []


@given(first=st.integers(100_000_000, 999_999_999))
def test_one_check_digit_at_most_fits_and_only_it_is_found(first: int) -> None:
    fitting = [digit for digit in range(10) if is_nhs_number(f"{first}{digit}")]
    assert len(fitting) <= 1
    for digit in range(10):
        assert bool(found(f"about {first}{digit} today")) is (digit in fitting)


@pytest.mark.parametrize("digits", ["", "943476591", "94347659199", "943476591x", "943476591²"])
def test_what_is_not_ten_digits_is_no_nhs_number(digits: str) -> None:
    assert not is_nhs_number(digits)


@pytest.mark.parametrize(
    "text",
    [
        "dob 01/02/1960",
        "DOB: 1.2.60",
        "D.O.B. 1960-02-01",
        "born 3 May 1950",
        "Date of birth - 12th March 1958",
        "born on 1 Jan 2026",
    ],
)
def test_a_date_of_birth_by_its_word(text: str) -> None:
    assert found(text) == ["a date of birth"]


@pytest.mark.parametrize(
    "text",
    [
        "Rang Joan Sample 01/02/1960 about her repeat",
        "Joan Sample, 1 February 1960",
        "Joan Sample-Jones (01.02.1960)",
        "Joan O’Sample 1960-02-01",
        "Joan Sample 01/02/60",
        "Joan Sample 01/02/99",
        "01/02/1960 Joan Sample",
    ],
)
def test_a_date_beside_a_name(text: str) -> None:
    assert found(text) == ["a name beside a date of birth"]


@pytest.mark.parametrize(
    "text",
    [
        "Agreed with Joan Sample on 12/04/2027",
        "Joan Sample 12/04/27",
        "Joan Sample 01/02/25",
        "Go Live 12 April 2027",
        "Final Data Production 29/03/2027 with Kim Example",
        "Kim Example rang on 4 January 2027 and 5 January 2027",
        "Order placed 2026-12-01, Kim Example to confirm",
        "the record of 01/02/1960 was missing",
        "version 4.5.2010 of the manual",
    ],
)
def test_the_migrations_own_dates_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_what_is_found_is_shown_as_it_stands() -> None:
    (finding,) = find_patient_data("Ring back 943 476 5919 please", TODAY)
    assert finding.found == "943 476 5919"


@given(text=st.text(alphabet="Aa Bb-’'1/2.\n9", max_size=400))
def test_any_text_can_be_looked_at(text: str) -> None:
    find_patient_data(text, TODAY)


def test_a_long_note_is_looked_at_quickly() -> None:
    import time

    started = time.perf_counter()
    for piece in ("A-", "Aa ", "Aa Bb-", "1/1/1", "Aa B’"):
        find_patient_data(piece * (10_000 // len(piece)), TODAY)
    assert time.perf_counter() - started < 1
