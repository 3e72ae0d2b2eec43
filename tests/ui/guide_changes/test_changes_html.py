"""What differs, in words and HTML: nothing of a guide is read as HTML, and a wholly other guide stays a page."""

from __future__ import annotations

import re
from time import perf_counter

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from migdesk.checklist.checklist_texts import ChecklistText, MilestoneText, ReferenceText, TaskText
from migdesk.guide.page_changes import Effort
from migdesk.guide.page_texts import PageText, SectionText, hash_of_words
from migdesk.ui.guide_changes.changes_html import MOST_ENTRIES, ChangesPage, Place, PracticePart, changes_page
from migdesk.ui.guide_changes.was_and_now import was_and_now
from migdesk.workspace.guide_updates.practice_effect import PracticeEffect
from migdesk.workspace.guide_updates.snapshot import GuideSnapshot, compare
from migdesk.workspace.guide_updates.update import GuideUpdate

HOSTILE = '<script>x</script><a href="file:///etc/passwd">here</a> & “quotes”'


def page(link: str, title: str, **sections: str) -> PageText:
    texts = (SectionText(anchor, anchor.title(), hash_of_words(text), text) for anchor, text in sections.items())
    return PageText(link, title, tuple(texts))


def task(id: str, title: str = "Do it", words: str = "", phase: str = "Kick-off", due: str = "") -> TaskText:
    return TaskText(id, title, words, phase.lower(), phase, due, due)


def snapshot(version: str, *pages: PageText, tasks: tuple[TaskText, ...] = (), **checklist: tuple) -> GuideSnapshot:
    return GuideSnapshot("The guide", version, "2026-11", pages, ChecklistText(tasks, **checklist))


def update(before: GuideSnapshot, now: GuideSnapshot) -> GuideUpdate:
    return GuideUpdate(
        place="", checklist_place="", state="s", is_new=True, before=before, now=now, changes=compare(before, now)
    )


def written(before: GuideSnapshot, now: GuideSnapshot, effect: PracticeEffect | None = None) -> ChangesPage:
    practice = PracticePart("Riverside <b>Surgery</b>", effect) if effect else None
    return changes_page(update(before, now), practice, muted="#444444", marks=True)


def words(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


def test_every_kind_of_change_is_told(qapp: QApplication) -> None:
    before = snapshot(
        "1.0",
        page("/a", "Order", x="Order it on Monday. Wait.", gone="Old."),
        page("/gone", "Faxes", x="Send it."),
        tasks=(task("moved", "Move it"), task("dated", "Date it", due="the same day as Order"),
               task("words", words="A."), task("gone", "Fax it")),
        references=(ReferenceText("gdpr", "GDPR", "I have read GDPR.", "1"),),
        milestones=(MilestoneText("order", "Order", "", ""),),
    )  # fmt: skip
    now = snapshot(
        "1.1",
        page("/a", "Order now", x="Order it on Friday. Wait.", new="New."),
        page("/b", "Test", x="Test it."),
        tasks=(task("moved", "Move it", phase="Go-Live"), task("dated", "Date it", due="1 day after Order"),
               task("words", words="B."), task("new", "Be new")),
        references=(ReferenceText("gdpr", "GDPR", "I have read UK GDPR.", "2"),),
        milestones=(MilestoneText("order", "Order placed", "", ""),),
    )  # fmt: skip
    told = words(written(before, now).html)
    for said in (
        "From version 1.0 (as of November 2026) to version 1.1 (as of November 2026): 3 pages changed, 1 task added, "
        "2 tasks moved, 1 task in other words, 1 task withdrawn, 1 reference changed, 1 milestone changed.",
        "Be new Kick-off",
        "Move it: from “Kick-off” to “Go-Live”",
        "Date it: due 1 day after Order, not the same day as Order",
        "Was: A.\nNow: B.",
        "Fax it",
        "Now: I have read UK GDPR.",
        "Order placed (was called “Order”)",
        "Order now was called “Order” · Mark as read",
        "X\nWas: Order it on Monday.\nNow: Order it on Friday.",
        "New: a new section",
        "Gone: no longer there",
        "Test: a new page · Mark as read",
        "Faxes: the page is gone · Mark as read",
    ):
        assert said in told
    assert "Wait." not in told  # what stays as it was is no change


def test_links_lead_to_their_places_by_number(qapp: QApplication) -> None:
    before, now = (
        snapshot("1.0", page("/a", "A", x="One.")),
        snapshot("1.1", page("/a", "A", x="Two."), tasks=(task("t"),)),
    )
    shown = written(before, now)
    of_page = (Place("guide", "/a"), Place("page-read", "/a"), Place("guide", "/a#x"))
    assert shown.places == (Place("task", "t"), Place("checklist-read"), *of_page)
    assert re.findall(r'href="(\d+)"', shown.html) == ["0", "1", "2", "3", "4"]


def test_nothing_of_a_guide_is_read_as_html(qapp: QApplication) -> None:
    before = snapshot(HOSTILE, page("/a", HOSTILE, x="One."), tasks=(task("t", HOSTILE), task("g", HOSTILE, HOSTILE)))
    now = snapshot("2", page("/a", HOSTILE + "!", x=HOSTILE), tasks=(task("t", HOSTILE + "!", HOSTILE),))
    effect = PracticeEffect(compare(before, now).checklist.reworded, (), compare(before, now).checklist.withdrawn)
    html = written(before, now, effect).html
    assert not re.search(r"<(?!/?(?:p|b|i|h3|ul|li|div|a|span)\b)", html)
    assert not re.search(r'href="\D', html)
    assert "Riverside &lt;b&gt;Surgery&lt;/b&gt;" in html and "<script>" in words(html)


def test_a_practice_reads_that_its_work_stays(qapp: QApplication) -> None:
    reworded = (task("t", "Do it"),), (task("t", "Do it well"),)
    before, now = (snapshot(version, tasks=tasks) for version, tasks in zip(("1.0", "1.1"), reworded, strict=True))
    told = words(written(before, now, PracticeEffect(compare(before, now).checklist.reworded, (), ())).html)
    assert "All that was recorded stays as it was." in told
    assert "marked as done under version 1.0:" in told


@pytest.mark.parametrize(("before", "now"), [(3 * MOST_ENTRIES, 0), (0, 3 * MOST_ENTRIES), (2_000, 2_000)])
def test_a_wholly_other_guide_is_a_page_all_the_same(before: int, now: int, qapp: QApplication) -> None:
    old = snapshot("1", *(page(f"/{n}", "P", x=f"One {n}. " * 50) for n in range(before)),
                   tasks=tuple(task(f"a{n}") for n in range(before)))  # fmt: skip
    new = snapshot("2", *(page(f"/{n}", "P", x=f"Two {n}. " * 50) for n in range(now)),
                   tasks=tuple(task(f"b{n}") for n in range(now)))  # fmt: skip
    html = written(old, new).html
    assert len(html) < 1_000_000
    assert "more</span>" in html


def test_a_guide_made_to_be_slow_to_compare_keeps_nobody_waiting(qapp: QApplication) -> None:
    texts = ("Test it. " * 150, "Test it. Go. " * 75)
    old, new = (snapshot("1", *(page(f"/{n}", "P", x=text, y=text, z=text) for n in range(300))) for text in texts)
    began = perf_counter()
    written(old, new)
    assert perf_counter() - began < 10  # a hundred times that without a bound


def test_words_that_differ_are_bold_and_long_ones_are_cut() -> None:
    assert was_and_now("Order it on Monday.", "Order it on <Friday>.", Effort()).count("<b>") == 2
    assert "<b>&lt;Friday&gt;.</b>" in was_and_now("Order it on Monday.", "Order it on <Friday>.", Effort())
    assert "Was" not in was_and_now("", "New.", Effort())
    assert len(was_and_now("a" * 100_000, "b " * 100_000, Effort())) < 2_500
