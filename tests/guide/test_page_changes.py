"""Two versions of a guide's pages: what differs is told once, in its place, and nothing else is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from migdesk.guide.page_changes import Effort, compare_pages, word_changes
from migdesk.guide.page_texts import PageText, SectionText, hash_of_words, sentences_of

SENTENCES = st.lists(st.sampled_from(["Order it.", "Test it.", "Tell the staff.", "Go live at 18:00."]), max_size=8)
TEXTS = SENTENCES.map(" ".join)


def section(anchor: str, text: str, title: str = "Title") -> SectionText:
    return SectionText(anchor, title, hash_of_words(f"{title}\n{text}"), text)


PAGES = st.lists(
    st.builds(
        lambda link, title, texts: PageText(
            f"/{link}", title, tuple(section(anchor, text) for anchor, text in texts.items())
        ),
        st.sampled_from("abcd"),
        st.sampled_from(["One", "Two"]),
        st.dictionaries(st.sampled_from(["", "x", "y"]), TEXTS),
    ),
    unique_by=lambda page: page.permalink,
).map(tuple)


@given(PAGES)
def test_the_same_guide_has_no_changes(pages: tuple[PageText, ...]) -> None:
    assert compare_pages(pages, pages) == ()
    assert compare_pages(pages, pages[::-1]) == ()


@given(PAGES, PAGES)
def test_every_page_that_differs_is_told_once_and_no_other(
    before: tuple[PageText, ...], now: tuple[PageText, ...]
) -> None:
    old, new = ({page.permalink: page for page in pages} for pages in (before, now))
    told = {change.permalink: change.kind for change in compare_pages(before, now)}
    assert len(told) == len(compare_pages(before, now))
    for link in {*old, *new}:
        if link not in old:
            assert told[link] == "added"
        elif link not in new:
            assert told[link] == "removed"
        else:
            same = old[link].title == new[link].title and set(old[link].sections) == set(new[link].sections)
            assert told.get(link) == (None if same else "changed")


@given(PAGES, PAGES)
def test_the_way_back_tells_the_same_pages(before: tuple[PageText, ...], now: tuple[PageText, ...]) -> None:
    there = {(change.permalink, len(change.sections)) for change in compare_pages(before, now)}
    assert there == {(change.permalink, len(change.sections)) for change in compare_pages(now, before)}


@given(TEXTS, TEXTS)
def test_changed_sentences_are_all_that_differs(before: str, now: str) -> None:
    changes = word_changes(before, now, Effort())
    assert bool(changes) == (before != now)
    old, new = sentences_of(before), sentences_of(now)
    gone = [sentence for change in changes for sentence in sentences_of(change.before)]
    came = [sentence for change in changes for sentence in sentences_of(change.now)]
    assert len(old) - len(gone) == len(new) - len(came)
    assert sorted([*old, *came]) == sorted([*new, *gone])


def test_white_space_and_the_shapes_of_quotes_and_dashes_do_not_count() -> None:
    assert hash_of_words("“Go-Live” –  don’t wait") == hash_of_words('"Go-Live" - don\'t\nwait')
    assert hash_of_words("at least 5 days") != hash_of_words("at least 6 days")


def test_a_section_that_stands_twice_is_compared_with_its_own() -> None:
    before = (PageText("/a", "A", (section("x", "First."), section("x", "Second."))),)
    now = (PageText("/a", "A", (section("x", "First."), section("x", "Another."))),)
    (page,) = compare_pages(before, now)
    assert [(change.kind, change.before.text) for change in page.sections if change.before] == [("changed", "Second.")]


def test_what_would_take_too_long_to_compare_is_shown_whole() -> None:
    many = "Test it.\n" * 400
    assert len(word_changes(many, many + "Order it.", Effort())) == 1
    assert word_changes(many, many, Effort()) == ()


def test_the_effort_is_spent_over_all_sections() -> None:
    effort, before, now = Effort(100), "Order it. Test it.", "Order it. Go live."
    told = [word_changes(before, now, effort)[0].before for _ in range(20)]
    assert told[0] == "Test it."
    assert told[-1] == before
