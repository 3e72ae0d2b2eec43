"""Words with a letter too many, too few, wrong or swapped, and how common words are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.workspace.search.vocabulary import Vocabulary, folded

TEXTS = ("Prescriptions during the cutover", "A prescription", "Prescription forms", "Café staff", "smartcard")


@pytest.fixture
def words() -> Vocabulary:
    vocabulary = Vocabulary()
    for text in TEXTS:
        vocabulary.add(text)
    return vocabulary


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("prescirption", "prescription"),  # swapped
        ("presription", "prescription"),  # left out
        ("prescrription", "prescription"),  # added
        ("prescriptiom", "prescription"),  # wrong
        ("qrescription", "prescription"),
        ("smartcrad", "smartcard"),
        ("prescirp", "prescription"),  # not typed to its end yet
        ("PRESCIRPTION", "prescription"),
        ("kafe", "cafe"),
        ("prezcirption", ""),  # two letters away
        ("stf", ""),  # too short to tell
        ("zzzzzzz", ""),
        ("x" * 1000, ""),
    ],
)
def test_what_a_slip_stands_for(words: Vocabulary, typed: str, meant: str) -> None:
    assert words.meant_by(typed) == meant


def test_counts(words: Vocabulary) -> None:
    assert words.count("prescription", begun=False) == 2
    assert words.count("prescription", begun=True) == 3
    assert words.count("café", begun=False) == words.count("cafe", begun=False) == 1
    assert words.count("zz", begun=True) == 0


def test_words_that_are_gone_are_not_meant(words: Vocabulary) -> None:
    words.remove("smartcard")
    assert words.count("smart", begun=True) == 0
    assert words.meant_by("smartcrad") == ""


@given(st.text(max_size=40))
def test_any_text_can_be_asked_for(text: str) -> None:
    vocabulary = Vocabulary()
    for one in TEXTS:
        vocabulary.add(one)
    vocabulary.add(text)
    assert vocabulary.count(text, begun=True) >= vocabulary.count(text, begun=False) >= 0
    assert vocabulary.meant_by(text) in {*(word for one in (*TEXTS, text) for word in folded(one).split()), ""} or text
