"""Patients stay out of the record, and a plan's own dates and numbers do not raise the question."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.practice.patient_data import find_patient_data
from migdesk.practice.patients.numbers import is_nhs_number

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
        "943.476.5919",
        "943/476/5919",
        "943  476  5919",
        "943\n476\r\n5919",
        "943 - 476 - 5919",
        "943\u2014476\u20145919",
        "943\u2212476\u22125919",
        "94347 65919",
        "94347-65919",
        "9 4 3 4 7 6 5 9 1 9",
        "94 34 76 59 19",
        "943 4765919",
        "943476 5919",
        "9434 765 919",
        "943,476,5919",
        "943, 476, 5919",
        "(943) 476-5919",
        "943\u00b7476\u00b75919",
        "943\u00ad476\u00ad5919",
        "943\u200b476\u200b5919",
        "\ufeff94347\u206065919",
        "943\u2007476\u20075919",
        "\uff19\uff14\uff13 \uff14\uff17\uff16 \uff15\uff19\uff11\uff19",
        "1.9434765919",
        "1. 943 476 5919",
        "1. 94 34 76 59 19",
        "09434765919",
        "0943 476 5919",
        "NHS no. 0943 476 5919",
        "943&nbsp;476&nbsp;5919",
        "943&#160;476&#xA0;5919",
        "020 7946 0958, 943 476 5919",
        "+44 7700 900123 943 476 5919",
    ],
)
def test_a_valid_nhs_number_is_found_in_any_grouping(text: str) -> None:
    assert found(text) == ["an NHS number"]


def test_a_number_whose_check_digit_is_nought_is_found() -> None:
    assert is_nhs_number("4000000020")
    assert not any(is_nhs_number(f"400000002{digit}") for digit in range(1, 10))
    assert found("400 000 0020") == ["an NHS number"]


@pytest.mark.parametrize("text", ["CHI 0304601234", "chi: 030460 1234", "Her CHI number is 0304601234"])
def test_a_scottish_number_is_found_by_its_word(text: str) -> None:
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
        "+44 (0)20 7946 0958",
        "0044 1632 960 123",
        "(020) 7946 0958",
        "01632-960-123, then 2 more",
        "62.24.128.100",
        "£4,345,678,901",
        "2027-03-16 10:30",
        "4.5.2027 10.30",
        "phases 4, 5, 6, 7, 8, 9, 10, 11",
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
        "born 1947",
        "Joan Sample, born in 1947",
        "b. 03/04/1960",
        "Joan Sample (b. 1947)",
        "DOB\n03/04/1960",
        "Date of birth:\r\n  3 April 1960",
        "YOB 1947",
        "d/o/b 3/4/60",
        "DOB 03041960",
        "dob 3/4/29",
        "03/04/1960 (DOB)",
        "DOB 03 04 1960",
        "date-of-birth missing, DOB April 3, 1960",
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
        "SAMPLE, Joan (03-Apr-1960)",
        "SAMPLE Joan 3rd Apr 60",
        "JOAN SAMPLE 03/04/1960",
        "Mr J Sample 03/04/60",
        "mr sample 03/04/60",
        "J. Sample 03/04/1960",
        "Sample J 03/04/1960",
        "joan sample 03/04/1960",
        "03/04/1960 joan sample",
        "sample, joan 03.04.1960",
        "patient sample 03/04/1960",
        "Joan Sample\n03/04/1960",
        "Meeting Room, Joan Sample 03/04/1960",
        "Contract signed by Joan Sample 12/05/1948",
        "Baby Joan Sample 12/05/2026",
        "Tom Sample (son) 12/05/2026",
        "SAMPLE, Tom (12/05/2026)",
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
        "Contract signed by Anna Hill 12/05/2018",
        "GMS Contract 01/04/2004",
        "Policy agreed by Anna Hill on 3 May 2019",
        "EMIS Web installed 12/05/2009",
        "premises built 12/05/1972",
        "old server replaced 12/05/2009",
        "data from 01/04/1990 onwards",
        "records before 01/01/1985 are on paper",
        "Meeting with Kim Example 08/01/2027",
        "Check the date of birth fields by 12/04/2027",
    ],
)
def test_the_migrations_own_dates_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_no_telephone_number_is_taken_for_a_patients() -> None:
    """Forty thousand of the forms in which people write them; ten figures of every eleventh would pass the check."""
    chance = random.Random(1)

    def figures(count: int) -> str:
        return "".join(chance.choice("0123456789") for _ in range(count))

    forms = (
        lambda: f"07{figures(3)} {figures(6)}",
        lambda: f"07{figures(3)} {figures(3)} {figures(3)}",
        lambda: f"07{figures(9)}",
        lambda: f"01{figures(3)} {figures(6)}",
        lambda: f"01{figures(2)}-{figures(3)}-{figures(4)}",
        lambda: f"020 {figures(4)} {figures(4)}",
        lambda: f"+44 7{figures(3)} {figures(6)}",
        lambda: f"+44 (0)1{figures(3)} {figures(6)}",
    )
    for number in range(40_000):
        assert found(f"Ring {forms[number % len(forms)]()} today") == []


def test_of_references_with_ten_figures_no_more_than_one_in_eleven_raises_the_question() -> None:
    chance = random.Random(1)
    references = [f"{chance.randint(0, 9_999_999_999):010}" for _ in range(20_000)]
    assert sum(bool(found(f"ref {reference}")) for reference in references) / 20_000 <= 0.089


def test_what_is_found_is_shown_as_it_stands() -> None:
    (finding,) = find_patient_data("Ring back 943 476 5919 please", TODAY)
    assert finding.found == "943 476 5919"
    (finding,) = find_patient_data("Zoë: 943\u00ad476&nbsp;5919.", TODAY)
    assert finding.found == "943\u00ad476&nbsp;5919"


@given(text=st.text(alphabet="Aa Bb-’'1/2.\n9", max_size=400))
def test_any_text_can_be_looked_at(text: str) -> None:
    find_patient_data(text, TODAY)


def test_a_long_note_is_looked_at_quickly() -> None:
    import time

    started = time.perf_counter()
    for piece in ("A-", "Aa ", "Aa Bb-", "1/1/1", "Aa B’", "1 ", "9.", "1/1/60 ", "Aa Bb 1/1/60 ", "0", "&nbsp;", "+4"):
        find_patient_data(piece * (10_000 // len(piece)) + "1", TODAY)
    assert time.perf_counter() - started < 1
