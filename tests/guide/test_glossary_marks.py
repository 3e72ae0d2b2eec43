"""Words of the glossary on a page: which are found, where they are left alone, and that nothing else changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.guide.glossary import letter_of, load_terms
from migdesk.guide.glossary_marks import explained, is_case_sensitive
from migdesk.guide.guide import Guide, open_guide
from migdesk.guide.model import Term

LINK = re.compile(r'<a class="term" href="(term:[^"]*)">([^<]*)</a>')
TERMS = tuple(
    Term(*entry)
    for entry in (
        ("IG", "Looking after information.", "Information Governance"),
        ("ICB", "Plans local care.", "Integrated Care Board"),
        ("NHS England", "Leads the NHS."),
        ("NHS England region", "A part of it."),
        ("GP", "A doctor.", "General Practitioner"),
        ("CCG-Practice Agreement", "An agreement."),
        ("CCG", "Planned local care.", "Clinical Commissioning Group", "ICBs took over."),
        ("Formulary", "A list of medicines."),
        ("Read codes", "An old code list."),
        ("dm+d", "Codes of medicines."),
        ("Go-Live", "The first day."),
        ("Test", "A trial."),
    )
)


def found(html: str) -> list[str]:
    """Return the words that were made links, in order."""
    return [words for _address, words in LINK.findall(explained(html, TERMS)[0])]


def test_first_use_only() -> None:
    html, terms = explained("<p>An ICB and an ICB. CCG.</p><p>ICBs</p>", TERMS)
    assert html == (
        '<p>An <a class="term" href="term:icb">ICB</a> and an ICB. '
        '<a class="term" href="term:ccg">CCG</a>.</p><p>ICBs</p>'
    )
    assert [term.term for term in terms] == ["ICB", "CCG"]


def test_longest_term_wins_and_is_passed_over_whole() -> None:
    assert found("<p>An NHS England region, then NHS England.</p>") == ["NHS England region", "NHS England"]
    assert found("<p>The CCG-Practice Agreement, twice: the CCG-Practice Agreement.</p>") == ["CCG-Practice Agreement"]


@pytest.mark.parametrize("words", ["Big igloo", "digIG", "IGs5", "an ig", "GP-led", "non-GP", "protest", "a.GP", "1GP"])
def test_no_part_of_another_word_and_no_other_case(words: str) -> None:
    assert found(f"<p>{words}</p>") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("several ICBs,", "ICBs"),
        ("the CCG’s money", "CCG"),
        ("two formularies", "formularies"),
        ("one Read code", "Read code"),
        ("after go-live.", "go-live"),
        ("the dm+d list", "dm+d"),
        ("(integrated care boards)", "integrated care boards"),
        ("NHS\nEngland", "NHS\nEngland"),
        ("‘GP’", "GP"),
        ("a test", "test"),
    ],
)
def test_plurals_long_forms_and_case(text: str, words: str) -> None:
    assert found(f"<p>{text}</p>") == [words]


@pytest.mark.parametrize(
    "html",
    [
        "<h2>ICB<a name='icb'></a></h2>",
        '<p><a href="/x">The <b>ICB</b> page</a></p>',
        '<table class="carecard"><tr><td class="carecard-heading">ICB</td></tr></table>',
        '<table class="button"><tr><td class="button">ICB</td></tr></table>',
        '<td class="since-heading">ICB</td>',
        '<p class="step-subtitle">ICB</p>',
        "<p><code>ICB</code></p>",
        "<p><strong>Is the ICB told?</strong></p>",
        '<img alt="ICB">',
    ],
)
def test_titles_links_and_buttons_are_left_alone(html: str) -> None:
    assert explained(html, TERMS) == (html, ())


def test_what_follows_a_part_left_alone_is_explained() -> None:
    html = "<h2>ICB</h2><p><strong>ICB</strong>: a body. The <em>CCG</em> went.<br>IG</p>"
    assert found(html) == ["ICB", "CCG", "IG"]


def test_entities_are_no_words() -> None:
    terms = (Term("amp", "A unit."), Term("R&D", "Research."))
    assert explained("<p>A &amp; B</p>", terms)[1] == ()
    assert '">R&amp;D</a>' in explained("<p>Our R&amp;D</p>", terms)[0]


@pytest.mark.parametrize("words", ["IG", "GP2GP", "INR Star", "e-RS", "dm+D", "GPSoC"])
def test_initials_are_known_by_their_capitals(words: str) -> None:
    assert is_case_sensitive(words)


@pytest.mark.parametrize("words", ["Go-Live", "Read codes", "Core hours", "dm+d", "Hazard Log"])
def test_ordinary_words_are_not(words: str) -> None:
    assert not is_case_sensitive(words)


@given(st.text(alphabet="<>/pab &;ICBGNHS England-\n\"'=", max_size=80))
def test_any_markup_stays_as_it_is_but_for_the_links(html: str) -> None:
    marked, _terms = explained(html, TERMS)
    assert LINK.sub(r"\2", marked) == html


# the built-in guide


@pytest.fixture(scope="module")
def guide() -> Guide:
    from migdesk.base.assets import content_folder

    return open_guide(content_folder(), None)


def test_built_in_pages_are_explained_and_otherwise_the_same(guide: Guide) -> None:
    for info in guide.pages:
        page = guide.render(info.permalink)
        addresses = [address for address, _words in LINK.findall(page.explained_html)]
        assert addresses == [term.address for term in page.terms]
        assert len(set(addresses)) == len(addresses)
        assert LINK.sub(r"\2", page.explained_html) in ("", page.viewer_html)
    kick_off = {term.term for term in guide.render("/guide/kick-off").terms}
    assert {"ICB", "Rota", "Core hours", "DCB0129 and DCB0160"} <= kick_off


def test_glossary_explains_itself(guide: Guide) -> None:
    page = guide.render("/glossary/")
    assert (page.explained_html, page.terms) == ("", ())


def test_every_term_has_an_address_of_its_own_and_a_place_in_the_glossary(guide: Guide) -> None:
    terms = load_terms(guide.folder)
    assert len({term.address for term in terms}) == len(terms) >= 117
    anchors = {section.anchor for section in guide.render("/glossary/").sections}
    assert {letter_of(term.term) for term in terms} <= anchors


def test_what_changed_stands_on_the_glossary_page(guide: Guide) -> None:
    words = " ".join(text for _anchor, text in guide.render("/glossary/").text_by_section)
    changed = [term for term in load_terms(guide.folder) if term.changed]
    assert words.count("Since the guide:") == len(changed) > 10


def test_guide_without_a_glossary_has_the_built_in_one(tmp_path: Path, guide: Guide) -> None:
    assert load_terms(tmp_path) == load_terms(guide.folder)


@pytest.mark.parametrize("text", ["- term: [", "term: x", "- 1\n- term: A\n- {term: B, definition: b}"])
def test_faulty_glossary_stops_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "_data" / "migdesk" / "glossary.yml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    assert [term.term for term in load_terms(tmp_path)] in ([], ["B"])
