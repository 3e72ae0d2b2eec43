"""All that is wrong with a guide's files: its pages, and its checklist beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import msgspec

from migdesk.base.assets import content_folder
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.links import links_to_pages
from migdesk.checklist.loading import find_faults, has_checklist, load_definitions
from migdesk.checklist.located_yaml import DATA_FOLDER
from migdesk.checklist.registers.loading import find_register_faults
from migdesk.checklist.sign_offs.loading import find_sign_off_faults
from migdesk.guide.cache import GuideIndex
from migdesk.guide.check import GuideCheck
from migdesk.guide.guide import Progress
from migdesk.guide.model import Problem, RenderedPage
from migdesk.guide.reader import reader_of
from migdesk.workspace.search.synonyms import find_synonym_faults

_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*(?:\{.*\})?\s*#*\s*$")


class GuideFindings(msgspec.Struct, frozen=True):
    """The faults of a guide, by file and line; `page_of` gives the permalink where a file is to be seen, if any.

    `index` is all that is shown of the guide before a page is opened.
    """

    faults: tuple[Problem, ...]
    page_of: Mapping[str, str]
    index: GuideIndex


def guide_faults(folder: Path) -> tuple[Problem, ...]:
    """Return every fault of the guide in `folder`, by file and line. Raises UserError for a folder without one."""
    return look_through(folder).faults


def look_through(folder: Path, progress: Progress = lambda _done, _of: None) -> GuideFindings:
    """Return every fault and where each is to be seen; `progress` as in `guide.check`. Raises UserError."""
    with closing(reader_of(folder)) as reader:
        check = GuideCheck(folder, reader, progress)
        faults = set(check.problems())
        if (folder / DATA_FOLDER).is_dir():
            told = {(fault.file, fault.line) for fault in faults}  # a page may show what is the checklist's
            faults |= {fault for fault in _faults_of_checklist(folder, check) if (fault.file, fault.line) not in told}
    return GuideFindings(tuple(sorted(faults)), check.pages_by_file(), check.index)


def _faults_of_checklist(folder: Path, check: GuideCheck) -> Iterator[Problem]:
    links, unreadable = links_to_pages(folder)
    in_checklist = find_faults(folder) if has_checklist(folder) else ()
    in_registers = find_register_faults(folder, None if in_checklist else _definitions(folder))
    in_sign_offs = find_sign_off_faults(folder, None if in_checklist else _definitions(folder))
    in_data = (*in_checklist, *in_registers, *in_sign_offs, *find_synonym_faults(folder))
    data_faults = [Problem(fault.file, fault.line, "bad-data", fault.message) for fault in in_data]
    data_faults += [Problem(fault.file, fault.line, "bad-data", fault.message) for fault in unreadable]
    yield from data_faults
    told = {(fault.file, fault.line) for fault in data_faults}  # one fault is not told twice
    for link in links:
        wrong = check.leads_nowhere(link.link)
        if wrong and (link.file, link.line) not in told:
            yield Problem(link.file, link.line, *wrong)


def _definitions(folder: Path) -> Definitions:
    return load_definitions(folder if has_checklist(folder) else content_folder())


def section_of_line(folder: Path, fault: Problem, page: RenderedPage) -> str:
    """Return the anchor of the section of `page` that a fault's line stands in; "" where none can be told."""
    try:
        lines = (folder / fault.file).read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return ""
    anchors = {_plain(section.title): section.anchor for section in reversed(page.sections)}
    for line in reversed(lines[: fault.line]):
        heading = _HEADING.match(line)
        if heading and _plain(heading[1]) in anchors:
            return anchors[_plain(heading[1])]
    return ""


def _plain(title: str) -> str:
    """Return a heading's words alone: quotes and dashes differ between what is written and what is shown."""
    return re.sub(r"[\W_]+", "", title).casefold()
