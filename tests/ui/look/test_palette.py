"""Every text meets WCAG 2.2 AA in every theme: 4.5:1 for text, 3:1 for what marks a control."""

import pytest

from migdesk.ui.look.palette import DARK, LIGHT, Colours, contrast

GROUNDS = ("ground", "panel", "selected", "hover", "group", "warning_ground")
TEXTS = ("text", "muted", "link", "danger", "done")
THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_texts_are_readable_wherever_they_stand(colours: Colours, ground: str, text: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("name", ["accent", "done", "danger", "focus", "header"])
def test_texts_on_filled_grounds_are_readable(colours: Colours, name: str) -> None:
    assert contrast(getattr(colours, name), getattr(colours, f"{name}_text")) >= 4.5


@THEMES
def test_words_that_a_search_found_are_readable(colours: Colours) -> None:
    assert contrast(colours.text, colours.found) >= 4.5


@THEMES
@pytest.mark.parametrize("ground", ["panel", "warning_ground"])
def test_warnings_are_readable(colours: Colours, ground: str) -> None:
    assert contrast(colours.warning, getattr(colours, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("ground", ["panel", "selected", "hover", "ground"])
def test_edges_of_controls_can_be_seen(colours: Colours, ground: str) -> None:
    assert contrast(colours.control, getattr(colours, ground)) >= 3
    assert contrast(colours.header_border, colours.header) >= 3


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
