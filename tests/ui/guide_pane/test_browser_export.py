"""The page in the browser: at the section that is read, with the counts of its sections."""

from __future__ import annotations

from pathlib import Path

from migdesk.ui.guide_pane.browser_export import export_for_browser, with_counts
from migdesk.workspace.workspace import Workspace

KICK_OFF = "/guide/kick-off"
RISKS = "clinical-risk-assessments"


def test_page_opens_at_its_section_with_the_counts(workspace: Workspace, tmp_path: Path) -> None:
    guide = workspace.guide
    file = export_for_browser(guide.folder, tmp_path / "cache", KICK_OFF, tmp_path / "web", RISKS, {RISKS: (2, 5)})
    assert f'content="0; url=guide/kick-off.html#{RISKS}"' in file.read_text(encoding="utf-8")
    page = (tmp_path / "web" / "guide" / "kick-off.html").read_text(encoding="utf-8")
    heading = page[page.index(f'id="{RISKS}"') :]
    assert heading.index("2 of 5 tasks done") < heading.index("<p>") < heading.index("<h")


def test_counts_stand_under_headings_and_the_pages_own_under_its_title() -> None:
    page = '<h1>Title</h1>\n<h2 id="a">A <b>b</b></h2><p>x</p><h3 id="c">C</h3>'
    assert with_counts(page, {"": (1, 1), "a": (0, 2)}) == (
        '<h1>Title</h1>\n<p class="tasks">1 of 1 task done</p>\n<h2 id="a">A <b>b</b></h2>\n'
        '<p class="tasks">0 of 2 tasks done</p><p>x</p><h3 id="c">C</h3>'
    )
