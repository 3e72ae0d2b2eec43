"""What can be wrong with the definition of a sign-off that its types cannot say, each with its place in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from migdesk.checklist.definitions import Definitions, Offset
from migdesk.checklist.registers.definitions import Condition, Registers
from migdesk.checklist.registers.faults import LINK, MOST_TITLE_CHARACTERS, wrong_values
from migdesk.checklist.registers.report_line_faults import Fault, Place
from migdesk.checklist.sign_offs.definitions import ORGANISATION, PLACE, PRACTICE, VALUE, SignOff

SHAPE_OF_ID = re.compile(r"so\.[a-z0-9]+(?:-[a-z0-9]+)*")


def sign_off_faults(sign_off: SignOff) -> Iterator[Fault]:
    """Yield what is wrong with one sign-off, whatever else there is."""
    if not SHAPE_OF_ID.fullmatch(sign_off.id):
        yield ("id",), f"the id {sign_off.id!r} should be so. and lower-case words joined by -"
    if len(sign_off.title) > MOST_TITLE_CHARACTERS:
        yield ("title",), f"the title is longer than {MOST_TITLE_CHARACTERS} characters"
    if not LINK.fullmatch(sign_off.link):
        yield ("link",), f"the link {sign_off.link!r} should be a permalink such as /guide/kick-off#as-a-priority"
    if not sign_off.signers:
        yield ("signers",), "nobody has to sign; expected at least one role or party"
    for number, signer in enumerate(sign_off.signers):
        if not (signer.role or signer.party):
            yield ("signers", number), "expected a role, a party or both"
    yield from _faults_of_words(sign_off)
    for number, field in enumerate(sign_off.fields):
        if field.computed or field.accumulates or field.due or field.register:
            yield ("fields", number), f"{field.id!r} is typed, so it is neither computed, counted nor a row"
        if VALUE not in field.framed:
            yield ("fields", number, "framed"), f"expected {VALUE} in it"


def _faults_of_words(sign_off: SignOff) -> Iterator[Fault]:
    given = [*(field.id for field in sign_off.fields), *(figure.id for figure in sign_off.figures)]
    places = set(PLACE.findall(sign_off.words))
    for place in sorted(places - {*given, PRACTICE, ORGANISATION}):
        yield ("words",), f"there is no field and no figure {place!r}"
    for name in sorted({*given} - places):
        yield ("words",), f"{name!r} stands nowhere in the words"
    for name in sorted({name for name in given if given.count(name) > 1 or name in (PRACTICE, ORGANISATION)}):
        yield ("fields",), f"the id {name!r} is used twice; expected one of its own"
    if "{" in PLACE.sub("", sign_off.words):
        yield ("words",), "a { that begins no place; expected {name}"


def reference_faults(
    sign_off: SignOff, definitions: Definitions, registers: Registers, known: Iterable[str]
) -> Iterator[Fault]:
    """Yield what a sign-off names that is not there: roles, tasks, milestones, registers, `known` sign-offs."""
    for number, signer in enumerate(sign_off.signers):
        if signer.role and signer.role not in definitions.role_by_id:
            yield ("signers", number, "role"), f"unknown role {signer.role!r}"
    for number, task in enumerate(sign_off.tasks):
        if task not in definitions.task_by_id:
            yield ("tasks", number), f"there is no task {task!r}"
    sign_offs = {*known}
    for number, needed in enumerate(sign_off.needs):
        if needed not in definitions.task_by_id and needed not in sign_offs:
            yield ("needs", number), f"there is no task and no sign-off {needed!r}"
    for number, milestone in enumerate(sign_off.gates):
        if milestone not in definitions.milestone_by_id:
            yield ("gates", number), f"the plan has no milestone {milestone!r}"
    for place, rule in _rules(sign_off):
        if rule.anchor not in definitions.milestone_by_id:
            yield (*place, "anchor"), f"the plan has no milestone {rule.anchor!r} to count from"
    yield from _register_faults(sign_off, registers)


def _rules(sign_off: SignOff) -> Iterator[tuple[Place, Offset]]:
    yield ("due",), sign_off.due
    if sign_off.again:
        yield ("again", "due"), sign_off.again.due


def _register_faults(sign_off: SignOff, registers: Registers) -> Iterator[Fault]:
    parts: list[tuple[Place, str, Condition, tuple[str, ...]]] = []
    for number, figure in enumerate(sign_off.figures):
        of = (figure.of,) if figure.of else ()
        parts.append((("figures", number), figure.register, figure.condition, of))
    for number, listed in enumerate(sign_off.lists):
        parts.append((("lists", number), listed.register, listed.condition, listed.columns))
    for place, name, condition, columns in parts:
        register = registers.by_id.get(name)
        if register is None:
            yield (*place, "register"), f"there is no register {name!r}"
            continue
        yield from (
            (place, f"there is no column {column!r}") for column in columns if column not in register.column_by_id
        )
        for column, values in condition.items():
            yield from (((*place, "condition", column), message) for message in wrong_values(column, values, register))
