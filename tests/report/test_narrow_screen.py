"""Web pages on a screen 320 pixels wide, as it is at 400 %: nothing is scrolled sideways. Measured by a browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from sample_agenda import agenda_of
from sample_portfolio import line, page, portfolio
from sample_report import busy_practice, conflict
from written import agenda_html, practices_html, status_html

from migdesk.base.assets import content_folder
from migdesk.guide.export import export_guide
from migdesk.guide.guide import open_guide

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
NARROW = 320
SECONDS = 120
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-web-security", "--allow-file-access-from-files")
MEASURING = """<!DOCTYPE html>
<iframe id="frame" width="%d" height="800" style="border: 0"></iframe><pre id="found"></pre>
<script>
(async () => {
  const found = {};
  for (const address of %s) {
    await new Promise(done => { frame.onload = done; frame.src = address; });
    const page = frame.contentDocument.documentElement;
    found[address] = page.scrollWidth - page.clientWidth;
  }
  document.getElementById("found").textContent = JSON.stringify(found);
})();
</script>"""

pytestmark = pytest.mark.skipif(not BROWSER, reason="no Chromium is installed")


def too_wide(folder: Path, files: list[Path]) -> dict[str, int]:
    """Return the pages that are wider than the screen, and by how many pixels."""
    addresses = [file.as_uri() for file in files]
    measuring = folder / "measuring.html"
    measuring.write_text(MEASURING % (NARROW, json.dumps(addresses)), encoding="utf-8")
    done = subprocess.run(
        [str(BROWSER), *FLAGS, f"--user-data-dir={folder / 'browser'}", "--virtual-time-budget=60000", "--dump-dom",
         measuring.as_uri()],
        capture_output=True, text=True, timeout=SECONDS, check=True,
    )  # fmt: skip
    told = re.search(r'<pre id="found">(.+?)</pre>', done.stdout)
    assert told is not None, done.stderr
    found: dict[str, int] = json.loads(unescape(told[1]))
    assert set(found) == set(addresses)
    return {address: width for address, width in found.items() if width > 0}


def test_reports_are_not_scrolled_sideways(tmp_path: Path) -> None:
    busy = busy_practice(name="Llanfairpwllgwyngyllgogerychwyrndrobwll Surgery", sample=True)
    busy.note("decision.fund", "https://example.org/" + "a-long-address/" * 20)
    pages = {
        "status": status_html(busy.report(conflicts=[conflict(1)])),
        "agenda": agenda_html(agenda_of(busy, conflicts=(conflict(1),))),
        "practices": practices_html(portfolio([line("A", overdue=2), line("B")]), [page(1, busy), page(2)]),
    }
    files = [tmp_path / f"{name}.html" for name in pages]
    for file, text in zip(files, pages.values(), strict=True):
        file.write_text(text, encoding="utf-8")
    assert too_wide(tmp_path, files) == {}


def test_the_exported_guide_is_not_scrolled_sideways(tmp_path: Path) -> None:
    files = list(export_guide(open_guide(content_folder(), tmp_path / "cache"), tmp_path / "guide"))
    assert too_wide(tmp_path, files) == {}
