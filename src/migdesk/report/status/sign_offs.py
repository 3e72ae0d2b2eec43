"""Sign-offs in the status report: one table of all of them, and under it the words of those that somebody signed."""

from __future__ import annotations

from collections.abc import Iterable

from migdesk.base.date_words import date_with_weekday
from migdesk.report import words
from migdesk.report.blocks import Block, Cell, Column, Heading, Kind, Paragraph, Row, Signed, SignedWords, Table, Tone
from migdesk.report.status.model import ElsewhereLine, SignatureLine, SignOffSection, StatusReport

SHEET = "Sign-offs"


def sign_offs(report: StatusReport) -> tuple[Block, ...]:
    """Return the section; nothing where the checklist has no sign-offs."""
    if not report.sign_offs:
        return ()
    return (
        Heading(text="Sign-offs", id="sign-offs"),
        Paragraph(text=summary_of(report.sign_offs)),
        _table(report.sign_offs),
        *(_signed_words(found) for found in report.sign_offs if found.signatures),
    )


def summary_of(found: Iterable[SignOffSection]) -> str:
    """Return how far the sign-offs are, in a sentence or two."""
    every = [each for each in found if each.applies]
    done, late = sum(not each.open for each in every), sum(each.overdue for each in every)
    overdue = f" {late} {'is' if late == 1 else 'are'} overdue." if late else ""
    return f"{done} of {words.count(len(every), 'sign-off')} {'is' if done == 1 else 'are'} made.{overdue}"


def elsewhere_words(line: ElsewhereLine) -> str:
    """Return who signed somewhere else."""
    if not line.by:
        return f"Signed elsewhere, not said by whom; marked by {line.recorded_by.name}"
    on = f", {date_with_weekday(line.on)}" if line.on else ""
    where = f" ({line.where})" if line.where else ""
    return f"Signed elsewhere by {line.by}{on}{where}; marked by {line.recorded_by.name}"


def signature_remarks(line: SignatureLine) -> str:
    """Return what is to be said of a signature beside its words."""
    remarks = [f"For the {words.party_words(line.by.party)}"] if line.by.party else []
    if line.signed_on:
        remarks.append(f"On paper on {date_with_weekday(line.signed_on)}, seen by {line.seen_by}")
    if line.first_time:
        remarks.append("The first time")
    if line.remark:
        remarks.append(f"Remark: {line.remark.rstrip('.')}")
    if line.open:
        number = len(line.open)
        remarks.append(f"{number} {'thing was' if number == 1 else 'things were'} open: {'; '.join(line.open)}")
    if line.withdrawn:
        because = f": {line.withdrawn.reason}" if line.withdrawn.reason else ""
        remarks.append(f"Withdrawn by {words.byline(line.withdrawn.by, line.withdrawn.at)}{because}")
    return ". ".join(remarks)


def _table(found: Iterable[SignOffSection]) -> Table:
    columns = (
        Column(title="Sign-off", width=28),
        Column(title="Due", width=17, kind=Kind.NEAR_DAY),
        Column(title="State", width=17),
        Column(title="Signed by", width=18),
        Column(title="Still to sign", width=20),
    )
    return Table(
        look="tasks",
        columns=columns,
        rows=tuple(map(_row, found)),
        sheet=SHEET,
        caption="All sign-offs, with who has signed and who has to",
    )


def _row(found: SignOffSection) -> Row:
    state = f"{found.state_word}, overdue" if found.overdue else found.state_word
    standing = [line.by.name for line in found.signatures if line.withdrawn is None and not line.first_time]
    by = "; ".join((*standing, *map(elsewhere_words, found.elsewhere)))
    cells = (
        Cell(value=found.title),
        Cell(value=found.due),
        Cell(value=state, tone=Tone.ALERT if found.overdue else Tone.PLAIN),
        Cell(value=by),
        Cell(value="; ".join(found.missing) if found.open else ""),
    )
    return Row(cells, look="" if found.open else "past")


def _signed_words(found: SignOffSection) -> SignedWords:
    return SignedWords(
        title=found.title,
        settled=not found.open,
        verdict=found.state_word,
        why=f"Still to sign: {'; '.join(found.missing)}." if found.open and found.missing else "",
        addresses=(),
        lines=tuple(map(_signed, found.signatures)),
        sheet="Signatures",
        what="Sign-off",
        verb="signed",
    )


def _signed(line: SignatureLine) -> Signed:
    return Signed(
        name=line.by.name,
        role=line.by.role,
        organisation=line.by.organisation,
        at=line.at,
        wording=line.wording,
        remarks=signature_remarks(line),
        withdrawn=line.withdrawn is not None,
    )
