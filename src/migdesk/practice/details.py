"""The details of a practice, each told once: a field of `PracticeDetails`, with all that is to be known about it.

Whatever shows, checks, records, finds, imports or reports a practice's details reads this table. To add a detail is to
add a field here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import msgspec

from migdesk.base.date_words import long_date

if TYPE_CHECKING:  # the settings name details, and a start that only shows a page needs no state
    from migdesk.practice.state import PracticeState


class DetailKind(StrEnum):
    """What a detail may hold: its check, its field on a form and its cell in a list follow from this."""

    NAME = "name"
    ODS_CODE = "ods-code"
    DATE = "date"
    SYSTEM = "system"
    TEXT = "text"


class Detail(msgspec.Struct, frozen=True, kw_only=True):
    """One detail of a practice.

    `title` is its name in histories, reports and lists; `label` and `hint` stand on its form, `list_title` and
    `head` over its column in a list to fill in and in a narrow table, where these are other words. `in_words` is what
    stands before its value where no title does; without it a value speaks for itself. `known_as` are its titles in
    other people's lists, best first, in small letters without spaces. `example` and `width` (in characters) are for a
    list to fill in. `option` is its option on the command line, with `metavar` and `purpose`. `every` is what a filter
    for it says while it lets everything through; without it there is no filter, and `filtered` what it says before
    the value that it lets through.
    """

    id: str = ""
    kind: DetailKind = DetailKind.TEXT
    title: str
    label: str = ""
    hint: str = ""
    list_title: str = ""
    head: str = ""
    in_words: str = ""
    known_as: tuple[str, ...] = ()
    example: str | date = ""
    width: int = 18
    option: str = ""
    metavar: str = "TEXT"
    purpose: str = ""
    every: str = ""
    filtered: str = ""

    def shown(self, value: Any) -> str:
        """Return a value as people read it; empty for none."""
        return long_date(value) if isinstance(value, date) else str(value or "")

    def worded(self, value: Any) -> str:
        """Return a value that stands without its title, such as "Wave 2"; empty for none."""
        shown = self.shown(value)
        return f"{self.in_words} {shown}" if shown and self.in_words else shown


class PracticeDetails(msgspec.Struct, frozen=True):
    """What is known of a practice. Empty texts and no date mean "not known yet"; only the name is needed.

    A field's order is the details' order everywhere.
    """

    name: Annotated[
        str,
        Detail(
            kind=DetailKind.NAME,
            title="Name",
            label="Practice name",
            list_title="Practice name",
            head="Practice",
            known_as=(
                "practicename",
                "gppracticename",
                "nameofpractice",
                "surgeryname",
                "practice",
                "gppractice",
                "surgery",
                "gpsurgery",
                "organisationname",
                "orgname",
                "organisation",
                "name",
            ),
            width=42,
        ),
    ]
    ods_code: Annotated[
        str,
        Detail(
            kind=DetailKind.ODS_CODE,
            title="ODS code",
            hint="one letter and five digits",
            known_as=(
                "odscode",
                "practiceodscode",
                "odscodeofpractice",
                "ods",
                "practicecode",
                "gppracticecode",
                "organisationcode",
                "orgcode",
                "nacscode",
                "nationalpracticecode",
                "code",
            ),
            example="Z99000",
            width=12,
            option="ods",
            metavar="CODE",
            purpose="its ODS code, a letter and five digits",
        ),
    ] = ""
    from_system: Annotated[
        str,
        Detail(
            kind=DetailKind.SYSTEM,
            title="Current system",
            head="From",
            known_as=(
                "currentsystem",
                "currentclinicalsystem",
                "currentgpsystem",
                "fromsystem",
                "systemfrom",
                "migratingfrom",
                "oldsystem",
                "outgoingsystem",
                "existingsystem",
                "sourcesystem",
                "legacysystem",
                "from",
                "currentsupplier",
                "outgoingsupplier",
                "losingsupplier",
                "existingsupplier",
                "systemcurrent",
                "systemold",
                "systemexisting",
                "clinicalsystem",
                "system",
                "supplier",
            ),
            example="EMIS Web",
            option="from",
            metavar="SYSTEM",
            purpose="its current clinical system",
            every="From any system",
            filtered="from",
        ),
    ] = ""
    to_system: Annotated[
        str,
        Detail(
            kind=DetailKind.SYSTEM,
            title="New system",
            head="To",
            known_as=(
                "newsystem",
                "newclinicalsystem",
                "newgpsystem",
                "tosystem",
                "systemto",
                "migratingto",
                "futuresystem",
                "targetsystem",
                "incomingsystem",
                "destinationsystem",
                "chosensystem",
                "to",
                "newsupplier",
                "incomingsupplier",
                "gainingsupplier",
                "futuresupplier",
                "systemnew",
                "systemfuture",
            ),
            example="SystmOne",
            option="to",
            metavar="SYSTEM",
            purpose="its new clinical system",
            every="To any system",
            filtered="to",
        ),
    ] = ""
    commissioner: Annotated[
        str,
        Detail(
            title="Commissioner",
            label="Commissioner (ICB)",
            known_as=(
                "commissioner",
                "commissionername",
                "commissionericb",
                "icb",
                "icbname",
                "integratedcareboard",
                "subicb",
                "subicbname",
                "subicblocation",
                "ccg",
                "ccgname",
                "commissioningorganisation",
            ),
            example="NHS Made-up ICB",
            width=30,
            option="commissioner",
            metavar="ICB",
            purpose="its commissioner",
            every="All commissioners",
            filtered="commissioner",
        ),
    ] = ""
    delivery_partner: Annotated[
        str,
        Detail(
            title="Delivery partner",
            known_as=(
                "deliverypartner",
                "deliverypartnername",
                "gpitdeliverypartner",
                "itdeliverypartner",
                "migrationpartner",
                "csu",
                "csuname",
                "commissioningsupportunit",
                "partner",
            ),
            example="Made-up CSU",
            width=24,
            option="delivery-partner",
            metavar="NAME",
            purpose="who runs the migration for the commissioner",
        ),
    ] = ""
    go_live: Annotated[
        date | None,
        Detail(
            kind=DetailKind.DATE,
            title="Go-Live",
            label="Go-Live date",
            known_as=(
                "golivedate",
                "golive",
                "plannedgolivedate",
                "plannedgolive",
                "goliveplanned",
                "targetgolivedate",
                "targetgolive",
                "dateofgolive",
                "livedate",
                "datelive",
            ),
            example=date(2027, 3, 16),
            width=14,
            option="go-live",
            metavar="DATE",
            purpose="2027-03-16 or 16/03/2027, or “none”",
        ),
    ] = None
    wave: Annotated[
        str,
        Detail(
            title="Wave",
            hint="of a programme",
            in_words="Wave",
            known_as=("wave", "wavenumber", "programmewave", "rolloutwave", "tranche", "cohort", "batch"),
            example="2",
            width=10,
            option="wave",
            metavar="WAVE",
            purpose="which wave of a programme it belongs to",
            every="All waves",
            filtered="wave",
        ),
    ] = ""


def _table() -> Iterator[Detail]:
    for name, hint in get_type_hints(PracticeDetails, include_extras=True).items():
        detail: Detail = hint.__metadata__[0]
        yield msgspec.structs.replace(
            detail,
            id=name,
            label=detail.label or detail.title,
            list_title=detail.list_title or detail.title,
            head=detail.head or detail.title,
        )


DETAILS = tuple(_table())
DETAIL_BY_ID = {detail.id: detail for detail in DETAILS}
FILTERED = tuple(
    sorted((detail for detail in DETAILS if detail.every), key=lambda detail: detail.kind == DetailKind.SYSTEM)
)
"""The details by which practices can be filtered, the systems last."""
TEXT_DETAILS = tuple(detail for detail in DETAILS if detail.kind != DetailKind.DATE)


def details_of(state: PracticeState) -> PracticeDetails:
    """Return a practice's details as they stand; a date is the planned one."""
    return PracticeDetails(**detail_values(state))


def detail_values(state: PracticeState) -> dict[str, Any]:
    """Return the values of a practice's details by their ids."""
    return {
        detail.id: state.day(detail.id) if detail.kind == DetailKind.DATE else state.text(detail.id)
        for detail in DETAILS
    }


def facts_of(details: PracticeDetails) -> tuple[tuple[str, str], ...]:
    """Return title and value of what is known of a practice beside its name and dates, for a list of facts."""
    return tuple((detail.title, value) for detail, value in _known(details))


def facts_line(details: PracticeDetails) -> tuple[str, ...]:
    """Return what is known of a practice beside its name and dates in few words, the two systems as one: code, "EMIS
    Web to SystmOne", commissioner and so on."""
    systems = " to ".join(value for detail, value in _known(details) if detail.kind == DetailKind.SYSTEM)
    before = [value for detail, value in _known(details) if detail.kind == DetailKind.ODS_CODE]
    after = [detail.worded(value) for detail, value in _known(details) if detail.kind == DetailKind.TEXT]
    return (*before, *filter(None, (systems,)), *after)


def _known(details: PracticeDetails) -> Iterator[tuple[Detail, str]]:
    for detail in TEXT_DETAILS:
        value = getattr(details, detail.id)
        if value and detail.kind != DetailKind.NAME:
            yield detail, value
