"""Which files can be attached, by name and by content, and what names they get on this computer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attachment_examples import BAD, GOOD
from migdesk.practice.attachment_types import safe_name, suffix_of, why_refused


@pytest.mark.parametrize("name", GOOD)
def test_a_document_picture_or_archive_can_be_attached(name: str) -> None:
    assert why_refused(name, GOOD[name]) == ""


@pytest.mark.parametrize("name", BAD)
def test_what_runs_or_pretends_is_refused_with_the_reason(name: str) -> None:
    content, why = BAD[name]
    assert why in why_refused(name, content)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("../../etc/minutes.pdf", "etc-minutes.pdf"),
        ("C:\\Windows\\minutes.pdf", "C--Windows-minutes.pdf"),
        ("con.pdf", "con-file.pdf"),
        ("minutes.pdf.", "minutes.pdf"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("", "file"),
        (f"{'x' * 300}.pdf", f"{'x' * 80}.pdf"),
    ],
)
def test_a_name_from_elsewhere_can_be_written_anywhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert not set(safe) & set('/\\:\0<>"|?*')
    assert safe not in (".", "..")
    assert len(safe.encode()) < 700
    assert suffix_of(safe) == suffix_of(safe).lower()
