"""Text that people type: tidied and bounded, and the question where it looks like a patient."""

from __future__ import annotations

from migdesk.base.errors import UserError
from migdesk.base.invisible import without_invisible
from migdesk.practice.patient_data import Finding

MOST_LINE_CHARACTERS = 200
MOST_NOTE_CHARACTERS = 10_000


class PatientDataQuestion(UserError):  # noqa: N818 (it asks; it is no error of anybody's)
    """The text looks as if it names a patient. Ask the person, and save only if they say that it does not."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        what = " and ".join(sorted({f"{finding.what} ({finding.found})" for finding in findings}))
        super().__init__(f"Not saved yet: this looks like patient data: {what}. Keep patients out of this record.")
        self.findings = findings


def one_line(text: str, what: str, most: int = MOST_LINE_CHARACTERS) -> str:
    """Return `text` on one line, without space at its ends and without characters that nobody sees.

    Raises UserError, naming `what`, where it is too long.
    """
    tidy = " ".join(without_invisible(_savable(text, what)).split())
    if len(tidy) > most:
        raise UserError(f"{what} has {len(tidy)} characters; it can have at most {most}.")
    return tidy


def paragraphs(text: str, what: str) -> str:
    """Return a longer text with its line breaks. Raises UserError where it is empty or too long."""
    tidy = "\n".join(line.rstrip() for line in _savable(text, what).replace("\r\n", "\n").strip().split("\n"))
    if not tidy:
        raise UserError(f"{what} is empty.")
    if len(tidy) > MOST_NOTE_CHARACTERS:
        raise UserError(f"{what} has {len(tidy):,} characters; it can have at most {MOST_NOTE_CHARACTERS:,}.")
    return tidy


def _savable(text: str, what: str) -> str:
    """Return `text` without null characters. Raises UserError for half characters, as a terminal may pass them on."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UserError(f"{what} holds characters that cannot be saved. Type it again.") from None
    return text.replace("\x00", "")
