from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.search.query import for_index, pattern_of, terms_of
from migdesk.workspace.search.search import Hit, SearchIndex
from migdesk.workspace.search.snippet import MOST_CHARACTERS, snippet
from migdesk.workspace.workspace import Workspace
from support import add_practice, paths_in

TASK = "kick-off.agree-dates"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """An index over the built-in guide, for tests that only ask."""
    workspace = bootstrap(paths_in(tmp_path_factory.mktemp("shared")))
    index = SearchIndex(workspace)
    yield index
    index.close()
    workspace.close()


@pytest.fixture(scope="module")
def large(shared: SearchIndex, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """An index with so many entries that most words are too common to weigh each."""
    workspace = bootstrap(paths_in(tmp_path_factory.mktemp("large")))
    index = SearchIndex(workspace)
    index.find("build")
    for _ in range(8):
        index.entries.add(shared.entries.everything())
    yield index
    index.close()
    workspace.close()


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Workspace]:
    workspace = bootstrap(paths_in(tmp_path))
    workspace.recorder.actor = Actor("Alex Sample", "practice-manager")
    yield workspace
    workspace.close()


def titles(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.title for hit in hits]


@pytest.mark.parametrize("text", ["cutover", "cut-over", "cut over", "Cut–over", "CUTOVER", "cut ov", "cuto"])
def test_words_that_are_written_in_several_ways(shared: SearchIndex, text: str) -> None:
    hits = shared.find(text)
    assert len(hits) == 40
    assert {"Cutover", "Planning for cutover"} <= set(titles(hits))
    assert all("cut" in (hit.title + hit.snippet).lower() for hit in hits[:10])


@pytest.mark.parametrize("text", ["dm+d", "DM&D", "dmd", "dm d", "DM + D"])
def test_dictionary_of_medicines_and_devices(shared: SearchIndex, text: str) -> None:
    assert shared.find(text)[0].title == "dm+d"
    assert shared.find(text) == shared.find("dm+d")


def test_a_heading_beats_a_mention(shared: SearchIndex) -> None:
    assert shared.find("cutover")[0] == Hit(
        kind="page", title="Cutover", link="/guide/cutover", snippet=shared.find("cutover")[0].snippet
    )
    assert shared.find("smartcard")[0].title == "Smartcard"
    assert shared.find("what is a kick-off")[0].link == "/guide/kick-off#what-is-a-kick-off"
    assert shared.find("prescriptions")[0].title == "Prescriptions"


def test_beginnings_of_words_are_enough(shared: SearchIndex) -> None:
    assert "Prescriptions" in titles(shared.find("prescr"))


def test_every_kind_is_found(opened: Workspace) -> None:
    practice = opened.practices.add(PracticeDetails("Zebra Lane Surgery", "Z99001", commissioner="Zebra ICB"))
    opened.tasks.add_note(practice, TASK, "The zebra crossing is closed.")
    opened.tasks.set_status(practice, "kick-off.rollback", "blocked", "No zebra to hand")
    own = opened.tasks.add_own(practice, "training", "Feed the zebra")
    index = SearchIndex(opened)
    hits = index.find("zebra")
    assert {(hit.kind, hit.link, hit.item) for hit in hits} == {
        ("practice", f"practice:{practice}", ""),
        ("note", opened.definitions.task_by_id[TASK].link, TASK),
        ("note", opened.definitions.task_by_id["kick-off.rollback"].link, "kick-off.rollback"),
        ("task", "", own),
    }
    assert {hit.practice_id for hit in hits} == {practice}
    assert {hit.kind for hit in index.find("data")} == {"page", "task", "reference", "glossary", "sign-off"}
    (gdpr,) = [hit for hit in index.find("GDPR") if hit.kind == "reference"]
    assert gdpr.link.startswith("https://ico.org.uk/")


def test_it_follows_what_is_recorded(opened: Workspace) -> None:
    index = SearchIndex(opened)
    assert index.find("zebra") == ()
    practice = opened.practices.add(PracticeDetails("Made-up Surgery"))
    note = opened.tasks.add_note(practice, TASK, "The zebra crossing is closed.")
    (hit,) = index.find("zebra")
    assert hit.title == f"{opened.definitions.task_by_id[TASK].title} (Made-up Surgery)"
    assert hit.snippet == "The ‹zebra› crossing is closed."
    opened.tasks.withdraw_note(practice, note, "")
    assert index.find("zebra") == ()


def test_notes_of_other_practices_can_be_left_out(opened: Workspace) -> None:
    mine = opened.practices.add(PracticeDetails("Mine"))
    other = opened.practices.add(PracticeDetails("Other"))
    for practice in (mine, other):
        opened.tasks.add_note(practice, TASK, "About a zebra.")
    index = SearchIndex(opened)
    assert {hit.practice_id for hit in index.find("zebra")} == {mine, other}
    assert {hit.practice_id for hit in index.find("zebra", mine)} == {mine}
    assert [hit.kind for hit in index.find("other", mine)][:1] == ["practice"]


def test_notes_of_very_many_practices_are_left_out_and_that_is_said(opened: Workspace) -> None:
    first, second = (add_practice(opened, name) for name in ("Elm Tree Practice", "Ash House"))
    for practice in (first, second):
        opened.tasks.add_note(practice, "kick-off.hold-meeting", "Xylophones are welcome")
    index = SearchIndex(opened, most_with_notes=1)
    found = index.search("xylophones")
    assert (found.hits, found.without_notes) == ((), True)
    in_hand = index.search("xylophones", first)
    assert ([hit.practice_id for hit in in_hand.hits], in_hand.without_notes) == ([first], False)
    assert [hit.title for hit in index.find("elm tree")][:1] == ["Elm Tree Practice"]


def test_it_follows_a_practice_in_hand_and_one_that_was_added_by_mistake(opened: Workspace) -> None:
    mine = opened.practices.add(PracticeDetails("Mine"))
    index = SearchIndex(opened)
    assert index.find("zebra", mine) == ()
    opened.tasks.add_note(mine, TASK, "About a zebra.")
    assert [hit.kind for hit in index.find("zebra", mine)] == ["note"]
    opened.practices.add(PracticeDetails("Zebra Surgery"))
    assert [hit.kind for hit in index.find("zebra", mine)] == ["practice", "note"]
    opened.recorder.undo()
    assert [hit.kind for hit in index.find("zebra")] == ["note"]


def test_every_word_counts_and_then_any(shared: SearchIndex) -> None:
    both = shared.find("pathology screening")
    text = (both[0].title + both[0].snippet).lower()
    assert "pathology" in text or "screening" in text
    assert {"Smartcard", "Activate Smartcards"} <= set(titles(shared.find("smartcard xyzzy")))


REPEAT_PRESCRIPTIONS = "/guide/planning-for-cut-over#prescriptions"


@pytest.mark.parametrize(
    "text",
    [
        "repeat prescriptions during cutover",
        "what do I do with repeat prescriptions during cutover",
        "What do I do with the repeat prescriptions during the cut-over?",
        "repeat script cutover",
        "scripts during switchover",
        "repeat prescirptions during cutovre",
    ],
)
def test_a_question_is_answered_among_the_first_three(shared: SearchIndex, text: str) -> None:
    assert REPEAT_PRESCRIPTIONS in [hit.link for hit in shared.find(text)[:3] if hit.kind == "page"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("script", "Prescriptions"),
        ("information governance", "IG"),
        ("IG", "Information Governance"),
        ("commissioner", "ICB"),
        ("booking", "Appointments"),
        ("lab", "Registration and Pathology"),
        ("repeat dispensing", "eRD"),
        ("smart cards", "Smartcard"),
        ("trial extract", "IDP"),
        ("first day", "Go-Live"),
    ],
)
def test_words_that_people_use_for_one_another(shared: SearchIndex, typed: str, title: str) -> None:
    assert title in titles(shared.find(typed)[:12])


@pytest.mark.parametrize(("one", "several"), [("appointment", "appointments"), ("pharmacy", "pharmacies")])
def test_plurals_find_singulars(shared: SearchIndex, one: str, several: str) -> None:
    assert {hit.link for hit in shared.find(one)} == {hit.link for hit in shared.find(several)} != set()


def test_a_slip_is_forgiven_and_said(shared: SearchIndex) -> None:
    found = shared.search("prescirption")
    assert found.slips_in_words == "Nothing for “prescirption”; showing “prescription”"
    assert found.hits == shared.find("prescription")
    both = shared.search("prescirption cutovr")
    assert both.slips_in_words == "Nothing for “prescirption” and “cutovr”; showing “prescription” and “cutover”"
    assert shared.search("prescription").slips_in_words == ""
    assert shared.search("xyzzy").hits == ()


@pytest.mark.parametrize("typed", ["whihc", "shoud", "duirng", "woudl"])
def test_a_word_that_says_nothing_is_never_what_was_meant(shared: SearchIndex, typed: str) -> None:
    """Nobody looks for “which”: a slip of it must not take the place of what else there may be to find."""
    assert shared.search(f"{typed} cutover").slips_in_words == ""


def test_words_of_a_question_alone_are_looked_for(shared: SearchIndex) -> None:
    assert shared.find("what to do")
    assert shared.find("during the") != shared.find("the")


def test_some_of_each_kind(shared: SearchIndex) -> None:
    hits = shared.search("data", limit=42, of_a_kind=7).hits
    counts = [[hit.kind for hit in hits].count(kind) for kind in ("page", "task", "glossary", "reference")]
    assert counts[:2] == [7, 7]
    assert all(0 < count <= 7 for count in counts)


def test_a_large_index_gives_the_same_best(shared: SearchIndex, tmp_path: Path) -> None:
    """Where words stand in thousands of entries, not all are weighed; what leads to a heading still comes first."""
    from msgspec.structs import replace

    workspace = bootstrap(paths_in(tmp_path))
    index = SearchIndex(workspace)
    assert index.find("cutover")
    content = index.entries.everything()
    for copy in range(20):
        index.entries.add([replace(entry, title=f"{entry.title} {copy}") for entry in content])
    for text in ("c", "cutover", "smartcard", "what is a kick-off", "data checking"):
        assert index.find(text)[0].title == shared.find(text)[0].title or text == "c"
        assert len(index.find(text)) == 40
    assert "Prescriptions" in {title[:13] for title in titles(index.find("repeat prescriptions during cutover"))}
    index.close()
    workspace.close()


@given(st.text(max_size=60))
@example("prescirption OR (")
@example('smartcrad" NEAR')
def test_no_text_is_an_error_in_a_large_index_either(large: SearchIndex, text: str) -> None:
    for practice in (None, "nobody"):
        large.search(text, practice, limit=42, of_a_kind=7)


def test_the_limit(shared: SearchIndex) -> None:
    assert len(shared.find("data", limit=7)) == 7
    assert shared.find("data", limit=7) == shared.find("data")[:7]


@given(st.text(max_size=80))
@example('"')
@example('cut-over" OR title:x')
@example("_ _")
@example("NEAR(a b)")
@example("\x00\ud800²̈")
@example("a" * 5000)
@example("(((")
def test_no_text_is_an_error(shared: SearchIndex, text: str) -> None:
    for hit in shared.find(text, limit=5):
        assert hit.kind in {"page", "task", "reference", "note", "glossary", "practice", "sign-off"}


@given(st.text(alphabet="cutover-gol ive+&d", max_size=30))
def test_compounds_typed_bit_by_bit(shared: SearchIndex, text: str) -> None:
    shared.find(text, limit=3)


@given(st.text(max_size=400), st.text(min_size=1, max_size=20))
def test_a_snippet_is_short_and_says_nothing_new(text: str, words: str) -> None:
    terms = terms_of(words)
    if not terms:
        return
    part = snippet(text, pattern_of(terms))
    plain = part.removeprefix("…").removesuffix("…")
    if "‹" not in text and "›" not in text and "…" not in text:
        plain = plain.replace("‹", "").replace("›", "")
        assert plain in text
        assert len(plain) <= MOST_CHARACTERS


def test_a_snippet_shows_where_most_of_the_words_are() -> None:
    text = "One zebra. " + "Nothing here to see at all, go on. " * 10 + "Two zebras and a zebra crossing."
    assert snippet(text, pattern_of(terms_of("zebra"))).endswith("Two ‹zebras› and a ‹zebra› crossing.")


def test_compounds_in_the_index() -> None:
    assert for_index("The cut-over, then Go-Live.") == "The cut-over cutover, then Go-Live GoLive."
    assert for_index("recut overall") == "recut overall"


def test_a_keystroke_takes_no_time(shared: SearchIndex) -> None:
    """The budget is 5 ms (design, section 8); ten times that keeps a busy computer from failing the test."""
    shared.find("warm")
    for text in ("c", "cut", "what is the kick-off", "data checking of the practice"):
        took = []
        for _ in range(5):
            began = time.perf_counter()
            shared.find(text)
            took.append(time.perf_counter() - began)
        assert min(took) < 0.05


def test_it_is_built_bit_by_bit(opened: Workspace) -> None:
    index = SearchIndex(opened)
    steps = list(index.prepare())
    assert len(steps) > len(opened.guide.pages)
    assert list(index.prepare()) == []


def test_a_faulty_glossary_is_left_out(tmp_path: Path) -> None:
    import shutil

    from migdesk.base.assets import content_folder

    folder = Path(shutil.copytree(content_folder(), tmp_path / "guide"))
    (folder / "_data" / "migdesk" / "glossary.yml").write_text("- term: [\n", encoding="utf-8")
    workspace = bootstrap(paths_in(tmp_path / "data"), folder)
    hits = SearchIndex(workspace).find("smartcard")
    assert hits
    assert "glossary" not in {hit.kind for hit in hits}
    workspace.close()
