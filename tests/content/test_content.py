"""The built-in content is complete, leads somewhere, and links only to those who may speak for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from migdesk.base.assets import content_folder
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.loading import MOST_TITLE_CHARACTERS, find_faults, load_definitions
from migdesk.checklist.plan.dates import due_by_plan, milestone_dates
from migdesk.guide.check import check_guide
from migdesk.guide.guide import Guide, open_guide
from migdesk.practice.patient_data import find_patient_data

CONTENT = content_folder()
DATA = Path(__file__).resolve().parent.parent / "data"
OFFICIAL_HOSTS = ("gov.uk", "nhs.uk", "legislation.gov.uk", "ico.org.uk")
GIVEN_BY_OFFICIAL_PAGES = ("forms.office.com",)
"""Hosts that the official guide's own pages send readers to."""

NOT_IN_THE_GUIDE = {"changes-since", "newer-guide"}
"""Sources of tasks that came up after the guide was written; everything else is a link into it."""


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def text_files() -> list[Path]:
    return sorted(path for path in CONTENT.rglob("*") if path.suffix in {".md", ".yml"})


def name_of(path: Path) -> str:
    return path.relative_to(CONTENT).as_posix()


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return load_definitions(CONTENT)


@pytest.fixture(scope="module")
def guide() -> Guide:
    return open_guide(CONTENT, None)


@pytest.fixture(scope="module")
def words(guide: Guide) -> dict[str, str]:
    """Each page's whole text, headings and steps included, with its white space squeezed."""
    return {page.permalink: squeezed(page_text(guide, page.permalink)) for page in guide.pages}


def squeezed(text: str) -> str:
    return " ".join(text.split())


def plain(heading: str) -> str:
    """Return a heading as both ways of writing three dots give it."""
    return squeezed(heading.replace("…", "..."))


def page_text(guide: Guide, permalink: str) -> str:
    page = guide.render(permalink)
    titles = {section.anchor: section.title for section in page.sections}
    parts = [page.title, page.subtitle]
    for anchor, text in page.text_by_section:
        parts += [titles.get(anchor, ""), text]
    return "\n".join(parts)


# how much there is


def test_there_is_as_much_as_there_should_be(definitions: Definitions) -> None:
    assert [phase.number for phase in definitions.phases] == list(range(1, 16))
    assert len(definitions.tasks) >= 120
    assert 1 <= sum(task.critical for task in definitions.tasks) <= 50
    assert len(definitions.references) == 9
    assert {task.phase for task in definitions.tasks} == {phase.id for phase in definitions.phases}


def test_nothing_is_at_fault() -> None:
    assert [str(fault) for fault in find_faults(CONTENT)] == []
    assert [f"{one.file}:{one.line}: {one.message}" for one in check_guide(CONTENT)] == []


def test_titles_are_short_and_say_something(definitions: Definitions) -> None:
    titles = [task.title for task in definitions.tasks]
    assert [title for title in titles if len(title) > MOST_TITLE_CHARACTERS or title.endswith(".")] == []
    assert len(set(titles)) == len(titles)


def test_every_task_says_why_it_is_due_then(definitions: Definitions) -> None:
    assert [task.id for task in definitions.tasks if task.due is None or not task.due.because] == []


def test_folded_tasks_lead_to_one_task_each(definitions: Definitions) -> None:
    folded = [old for task in definitions.tasks for old in task.folded]
    assert len(set(folded)) == len(folded)
    assert not set(folded) & {task.id for task in definitions.tasks}


def test_someone_of_the_practice_can_acknowledge(definitions: Definitions) -> None:
    ours = {role.id for role in definitions.roles if role.of_practice}
    of_practice = {"practice-manager", "practice-staff", "lead-gp", "caldicott-guardian"}
    # these were roles in people's own words, and what was acknowledged in them counted as the practice's
    counted_before = {"project-manager", "clinical-safety-officer", "data-protection-officer", "it-lead"}
    assert ours == of_practice | counted_before


def test_every_task_has_a_day_in_the_default_plan(definitions: Definitions) -> None:
    dates = milestone_dates(definitions.milestones, date(2027, 3, 16))
    assert [task.id for task in definitions.tasks if due_by_plan(task, dates) is None] == []


def test_days_that_the_guide_does_not_name_are_not_called_its_own(definitions: Definitions) -> None:
    ours = r"names no|no number|this checklist|without a date"
    dues = {task.id: task.due for task in definitions.tasks if task.due}
    assert [id for id, due in dues.items() if due.basis == "guide" and re.search(ours, due.because, re.I)] == []


def test_news_names_pages_and_tasks_that_there_are(guide: Guide, definitions: Definitions) -> None:
    news = definitions.news
    assert len(news.changes) >= 20
    assert len({change.id for change in news.changes}) == len(news.changes)
    assert len(news.newer_points) >= 15
    for change in news.changes:
        assert change.affects
        for affected in change.affects:
            if affected.startswith("/"):
                assert_leads_somewhere(guide, affected)
            else:
                assert affected in definitions.task_by_id, f"{change.id}: no task {affected}"
    named = {task for point in news.newer_points for task in point.affects_tasks}
    assert named <= set(definitions.task_by_id)
    of_tasks = {task.since for task in definitions.tasks} - {""}
    assert of_tasks <= {change.id for change in news.changes}


def test_figures_are_in_order_and_say_in_which_days(definitions: Definitions) -> None:
    assert len({timing.id for timing in definitions.timings}) == len(definitions.timings)
    for timing in definitions.timings:
        assert timing.unit or (timing.min_days is None and timing.max_days is None), timing.id
        if timing.min_days is not None and timing.max_days is not None:
            assert timing.min_days <= timing.max_days, timing.id


def test_roles_name_their_party_or_differ(definitions: Definitions) -> None:
    of_practice = {role.id for role in definitions.roles if role.of_practice}
    assert {role.id for role in definitions.roles if role.party == "practice"} <= of_practice
    used = {role for task in definitions.tasks for role in task.roles}
    assert {role.id for role in definitions.roles} == used


# links


def assert_leads_somewhere(guide: Guide, link: str) -> None:
    target = guide.resolve(link, "/")
    assert target.kind == "page", f"{link} leads nowhere"
    if target.anchor:
        anchors = {section.anchor for section in guide.render(target.permalink).sections}
        assert target.anchor in anchors, f"{target.permalink} has no heading #{target.anchor}"


def test_every_tasks_link_lands_on_a_heading(guide: Guide, definitions: Definitions) -> None:
    for task in definitions.tasks:
        sources = {task.source, task.due.source if task.due else ""} - {"", *NOT_IN_THE_GUIDE}
        for link in (task.link, *task.see_also, *sources):
            assert_leads_somewhere(guide, link)


def test_every_phases_and_milestones_link_lands(guide: Guide, definitions: Definitions) -> None:
    for phase in definitions.phases:
        assert_leads_somewhere(guide, phase.link)
    for milestone in definitions.milestones:
        if milestone.source:
            assert_leads_somewhere(guide, milestone.source)
        for choice in milestone.choices:
            assert_leads_somewhere(guide, choice.source)
    for phase in definitions.phases:
        assert phase.span is not None
        assert_leads_somewhere(guide, phase.span.source)
    for timing in definitions.timings:
        assert_leads_somewhere(guide, timing.source)


def role_questions() -> Iterator[tuple[str, dict[str, Any]]]:
    for checklist in read(CONTENT / "_data" / "migdesk" / "role_checklists.yml"):
        for group in checklist["groups"]:
            for question in group["questions"]:
                for item in question["items"]:
                    yield checklist["page"], item


def test_every_role_question_lands_and_names_its_task(guide: Guide, definitions: Definitions) -> None:
    questions = list(role_questions())
    assert len(questions) > 50
    for page, item in questions:
        assert_leads_somewhere(guide, page)
        if item.get("link") and not urlsplit(item["link"]).scheme:
            assert_leads_somewhere(guide, item["link"])
        for task in (item.get("task"), *item.get("also_tasks", ())):
            assert task is None or task in definitions.task_by_id, f"{item['ask']}: no task {task}"


def test_role_checklists_name_known_roles(definitions: Definitions) -> None:
    for checklist in read(CONTENT / "_data" / "migdesk" / "role_checklists.yml"):
        assert set(checklist["roles"]) <= set(definitions.role_by_id)


# how it reads

MOST_WORDS = 30
BLOCKS = r"</?(?:blockquote|br|dd|div|dl|dt|h[1-6]|hr|li|ol|p|summary|details|table|tbody|td|th|thead|tr|ul)\b[^>]*>"
NOT_CONFIRMED = "not-confirmed.md"


def sentences(text: str) -> Iterator[str]:
    for block in text.split("\n"):
        yield from re.split(r"(?<=[.!?])[\"”’)]*\s+", block)


def texts_of_data(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inside in value.values() if isinstance(value, dict) else value:
            yield from texts_of_data(inside)


def texts_of_page(guide: Guide, permalink: str) -> Iterator[str]:
    page = re.sub(BLOCKS, "\n\n", guide.render(permalink).html)
    for block in re.split(r"\n\s*\n", page):
        yield squeezed(unescape(re.sub(r"<[^>]*>", "", block)))


def test_no_sentence_is_long(guide: Guide) -> None:
    texts = [text for page in guide.pages for text in texts_of_page(guide, page.permalink)]
    texts += [text for path in text_files() if path.suffix == ".yml" for text in texts_of_data(read(path))]
    long = {
        sentence
        for text in texts
        for sentence in sentences(text)
        if len(re.findall(r"\S*\w\S*", sentence)) > MOST_WORDS
    }
    assert long == set()


def test_what_could_not_be_confirmed_stands_on_one_page() -> None:
    """The editors' own doubts belong there; everything else says what is known."""
    doubt = r"\bwe (?:could not|have not|found no|saw|rely|cannot)\b|could not be confirmed|as far as we"
    for path in text_files():
        text = squeezed(path.read_text(encoding="utf-8").replace("\n# ", " ")).replace("What we could not confirm", "")
        assert name_of(path) == NOT_CONFIRMED or not re.search(doubt, text, re.IGNORECASE), name_of(path)


def test_every_since_box_gives_an_address() -> None:
    for path in text_files():
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"\{% include since\.html content=(\w+)", text):
            box = text.partition(f"{{% capture {name} %}}")[2].partition("{% endcapture %}")[0]
            assert "](https://" in box, f"{name_of(path)}: {name}"


# the official guide's headings and figures

HEADINGS = read(DATA / "official-headings.yml")
FIGURES = read(DATA / "official-figures.yml")


@pytest.mark.parametrize("permalink", HEADINGS)
def test_official_headings_are_all_there(permalink: str, guide: Guide) -> None:
    """Bookmarks and other sites link to these anchors."""
    found = [(one.anchor, plain(one.title), one.level) for one in guide.render(permalink).sections]
    wanted = [
        (one["anchor"], plain(one.get("ours", one["heading"])), one.get("our_level", one["level"]))
        for one in HEADINGS[permalink]
    ]
    assert [one for one in wanted if one not in found] == []
    places = [found.index(one) for one in wanted]
    assert places == sorted(places), "the headings stand in another order"


@pytest.mark.parametrize("figure", FIGURES, ids=[figure["id"] for figure in FIGURES])
def test_official_figures_are_all_there(figure: dict[str, Any], words: dict[str, str]) -> None:
    for where in figure["where"]:
        text = words[where.partition("#")[0]]
        missing = [one for one in figure["patterns"] if not re.search(one, text, re.IGNORECASE | re.DOTALL)]
        assert missing == [], f"{where} does not give {figure['id']}"


# addresses and words


def addresses() -> Iterator[tuple[str, str]]:
    for path in text_files():
        for address in re.findall(r"https?://[^\s)\"'<>\]]+", path.read_text(encoding="utf-8")):
            yield name_of(path), address


def test_only_official_hosts_are_linked() -> None:
    wrong = []
    for file, address in addresses():
        host = urlsplit(address).hostname or ""
        official = any(host == one or host.endswith(f".{one}") for one in OFFICIAL_HOSTS)
        if not official and host not in GIVEN_BY_OFFICIAL_PAGES:
            wrong.append(f"{file}: {address}")
    assert wrong == []


def test_no_address_carries_a_tracking_code() -> None:
    """The form's own `id` is all that an address needs beside its path."""
    wrong = [
        f"{file}: {address}"
        for file, address in addresses()
        if set(parse_qs(urlsplit(address).query)) - {"id"}
        or re.search(r"utm_|_ga=|token|jsessionid|fbclid", address, re.I)
    ]
    assert wrong == []


def test_links_go_to_pages_by_http_only(guide: Guide) -> None:
    schemes = {
        urlsplit(link.href).scheme for page in guide.pages for link in guide.render(page.permalink).links if link.href
    }
    assert schemes <= {"", "http", "https", "mailto"}


ALLOWED_CCG = (
    r"formerly CCG\b",
    r"CCG-Practice Agreement",
    r"Clinical Commissioning Groups? \(CCGs?\)",
    r"called the CCG in the guide|(?:was|calls?) the CCG\b|guide says CCG",
    r"took over (?:from CCGs|the duties of CCGs)",
    r"CCGs (?:were abolished|the wrong way round)|ICBs replaced CCGs",
    r"term: CCG\b|\*\*CCG\*\*",
    r"- \[ICB, CCG, commissioner",  # the words that a search takes for one another
)
"""Where CCG stands for the official guide's label, or for what has become of it."""


@pytest.mark.parametrize("path", text_files(), ids=name_of)
def test_the_commissioner_is_not_called_ccg(path: Path) -> None:
    text = squeezed(path.read_text(encoding="utf-8"))
    for allowed in ALLOWED_CCG:
        text = re.sub(allowed, "", text)
    assert [text[max(0, one.start() - 40) : one.end() + 40] for one in re.finditer(r"CCG", text)] == []


def test_no_nhs_number_is_given_as_an_example() -> None:
    today = date(2027, 1, 1)
    found = [
        (name_of(path), one.found)
        for path in text_files()
        for one in find_patient_data(path.read_text(encoding="utf-8"), today)
        if one.what == "an NHS number"
    ]
    assert found == []
