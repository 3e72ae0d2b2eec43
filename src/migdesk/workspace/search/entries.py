"""What can be found: sections of the guide, tasks, references, sign-offs, glossary terms, practices and notes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec

from migdesk.base.assets import content_folder
from migdesk.base.errors import DataFault, UserError
from migdesk.checklist.compiled import compiled
from migdesk.checklist.definitions import Definitions, Reference, SignOffRule, Task
from migdesk.checklist.located_yaml import LocatedFile
from migdesk.guide.glossary import GLOSSARY_FILE, GLOSSARY_PAGE, letter_of
from migdesk.guide.guide import Guide
from migdesk.guide.model import RenderedPage
from migdesk.practice.details import TEXT_DETAILS, DetailKind
from migdesk.practice.history import title_of
from migdesk.practice.parties import speaker
from migdesk.practice.rows import OWN_TASKS
from migdesk.practice.sign_off_progress import signer_title
from migdesk.practice.signature import Signature
from migdesk.practice.state import PracticeState
from migdesk.practice.status import STATUS_WORDS
from migdesk.workspace.summary import PracticeSummary

REFERENCES_SECTION = "/guide#information-governance"
SIGN_OFFS_SECTION = "/guide/kick-off#as-a-priority"
"""Where the guide first asks for a signature; what leads to a sign-off needs a practice in hand."""


class SearchEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can be found.

    `title` counts most, then `heading` (what the thing belongs to, and other names for it), then `text`. `link` is a
    permalink with its anchor, a reference's address, or `practice:` and an id. `item` is a task's or reference's id.
    `within` says where a title stands that many could have: a section's page, a task's phase.
    """

    kind: str
    title: str
    heading: str
    text: str
    link: str
    practice_id: str = ""
    item: str = ""
    within: str = ""


class _Term(msgspec.Struct, frozen=True):
    term: str
    definition: str
    expansion: str | None = None
    changed: str | None = None
    also: tuple[str, ...] = ()


def page_entries(page: RenderedPage) -> Iterator[SearchEntry]:
    """Return a page's sections; the text before its first heading goes under the page's own title."""
    titles = {section.anchor: section.title for section in page.sections}
    texts = dict(page.text_by_section)
    for anchor in dict.fromkeys(("", *titles, *texts)):
        link = f"{page.permalink}#{anchor}" if anchor else page.permalink
        title = titles.get(anchor) or page.title
        heading = page.title if anchor else page.subtitle
        yield SearchEntry(
            kind="page",
            title=title,
            heading=heading,
            text=texts.get(anchor, ""),
            link=link,
            within=page.title if anchor else "",
        )


def checklist_entries(definitions: Definitions) -> Iterator[SearchEntry]:
    """Return the guide's tasks and references."""
    for task in definitions.tasks:
        yield _task_entry(task, definitions)
    for reference in definitions.references:
        yield _reference_entry(reference)
    for sign_off in definitions.sign_offs:
        yield _sign_off_entry(sign_off, definitions)


def _task_entry(task: Task, definitions: Definitions) -> SearchEntry:
    phase = definitions.phase_by_id[task.phase].title
    roles = ", ".join(definitions.role_title(role) for role in task.roles)
    text = " ".join((task.detail, *(f"{step.rstrip('.')}." for step in task.steps)))
    return SearchEntry(
        kind="task", title=task.title, heading=f"{phase} {roles}", text=text, link=task.link, item=task.id, within=phase
    )


def _reference_entry(reference: Reference) -> SearchEntry:
    address = reference.addresses[0].url if reference.addresses else REFERENCES_SECTION
    text = " ".join(filter(None, (reference.why, reference.notes, reference.changed)))
    return SearchEntry(
        kind="reference",
        title=reference.name,
        heading="Information Governance",
        text=text,
        link=address,
        item=reference.id,
    )


def _sign_off_entry(sign_off: SignOffRule, definitions: Definitions) -> SearchEntry:
    who = ", ".join(signer_title(signer, definitions) for signer in sign_off.signers)
    return SearchEntry(
        kind="sign-off",
        title=sign_off.title,
        heading=f"Sign-off {sign_off.short_title}",
        text=f"Signed by: {who}.",
        link=SIGN_OFFS_SECTION,
        item=sign_off.id,
        within="Sign-off",
    )


def glossary_entries(guide: Guide, cache_folder: Path) -> tuple[SearchEntry, ...]:
    """Return the terms of the guide's glossary, else of the built-in one; none where its file is faulty."""
    folder = guide.folder if (guide.folder / GLOSSARY_FILE).is_file() else content_folder()
    try:
        link = guide.page(GLOSSARY_PAGE).permalink
        terms = _terms(folder, cache_folder)
    except (DataFault, UserError, OSError):
        return ()
    return tuple(
        SearchEntry(
            kind="glossary",
            title=term.term,
            heading=" ".join(filter(None, (term.expansion, *term.also))),
            text=" ".join(filter(None, (term.definition, term.changed))),
            link=f"{link}#{letter_of(term.term)}",
        )
        for term in terms
    )


def _terms(folder: Path, cache_folder: Path) -> tuple[_Term, ...]:
    read = partial(LocatedFile, folder / GLOSSARY_FILE, GLOSSARY_FILE.as_posix())
    return compiled(
        tuple[_Term, ...], "glossary", (folder / GLOSSARY_FILE,), cache_folder, lambda: read().read(tuple[_Term, ...])
    )


def practice_entry(practice: PracticeSummary) -> SearchEntry:
    """Return a practice by its name and details."""
    details = (detail.worded(getattr(practice, detail.id)) for detail in TEXT_DETAILS if detail.kind != DetailKind.NAME)
    text = ", ".join(filter(None, details))
    return SearchEntry(
        kind="practice",
        title=practice.name,
        heading=practice.ods_code,
        text=text,
        link=f"practice:{practice.id}",
        practice_id=practice.id,
    )


def words_of_practice(state: PracticeState, definitions: Definitions) -> Iterator[SearchEntry]:
    """Return what a practice wrote itself: its own tasks, its standing notes, what it attached, and the
    reasons it gave."""
    for row in state.rows(OWN_TASKS):
        yield SearchEntry(
            kind="task",
            title=row.values["title"],
            heading=state.name,
            text="",
            link="",
            practice_id=state.id,
            item=row.id,
            within=state.name,
        )
    for note in state.standing_notes():
        yield _words_on(note.task, note.text, "Only for us: " if note.private else "", state, definitions)
    for attached in state.standing_attachments() if state.attachments else ():
        said = attached.said
        text = said.name if said.address in ("", said.name) else f"{said.name}, {said.address}"
        yield _words_on(attached.item, text, "Attached: ", state, definitions)
    gone = state.withdrawn()
    for signature in state.signatures.values():
        yield _signature_entry(signature, signature.key in gone, state, definitions)
    for task in state.tasks:
        if state.reason(task):
            yield _words_on(task, state.reason(task), f"{STATUS_WORDS[state.status(task)]}: ", state, definitions)


def _signature_entry(
    signature: Signature, withdrawn: bool, state: PracticeState, definitions: Definitions
) -> SearchEntry:
    said = signature.said
    paper = f", on paper, seen by {said.seen_by}" if signature.on_paper else ""
    who = f"{'Withdrawn' if withdrawn else 'Signed'}: {speaker(said.by, definitions.roles)}{paper}."
    return SearchEntry(
        kind="sign-off",
        title=f"{title_of(said.sign_off, state, definitions)} ({state.name})",
        heading=said.by.name,
        text=" ".join(filter(None, (who, said.wording, said.remark))),
        link=f"practice:{state.id}",
        practice_id=state.id,
        item=said.sign_off,
    )


def _words_on(task: str, text: str, before: str, state: PracticeState, definitions: Definitions) -> SearchEntry:
    """Return something that people wrote on a task, or on the practice where `task` is empty."""
    known = definitions.task_by_id.get(task)
    subject = f"{title_of(task, state, definitions)} ({state.name})" if task else state.name
    link = known.link if known else f"practice:{state.id}"
    return SearchEntry(
        kind="note", title=before + subject, heading="", text=text, link=link, practice_id=state.id, item=task
    )
