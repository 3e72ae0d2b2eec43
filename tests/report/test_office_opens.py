"""LibreOffice opens every Word document and workbook that is written, and finds in it what was typed."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest
from sample_agenda import agenda_of
from sample_portfolio import line, page, portfolio
from sample_report import busy_practice, conflict

from migdesk.report.agenda.content import agenda_content
from migdesk.report.formats import FORMAT_BY_ID, Content, render
from migdesk.report.practices.content import practices_content
from migdesk.report.status.content import status_content

OFFICE = shutil.which("soffice")
SECONDS = 120
EVERY_SHEET = ":Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
TYPED = '=HYPERLINK("http://example.org")'

pytestmark = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")


def contents() -> dict[str, Content]:
    busy = busy_practice(name="Ünïcødé Surgery", sample=True)
    busy.note("decision.fund", TYPED)
    lines = [line("A", overdue=2), line("B", commissioner="Another ICB")]
    return {
        "status": status_content(busy.report(conflicts=[conflict(1)])),
        "agenda": agenda_content(agenda_of(busy, conflicts=(conflict(1),))),
        "practices": practices_content(portfolio(lines), [page(1, busy), page(2)]),
    }


def converted(folder: Path, suffix: str, target: str, filters: str = "") -> dict[str, Path]:
    """Write the three reports and let LibreOffice make another format of all of them at once."""
    for name, content in contents().items():
        (folder / f"{name}{suffix}").write_bytes(render(content, FORMAT_BY_ID[suffix.removeprefix(".")]))
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    names = [str(folder / f"{name}{suffix}") for name in contents()]
    made = folder / "made"
    command = [str(OFFICE), home, "--headless", "--convert-to", f"{target}{filters}", "--outdir", str(made), *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    assert done.returncode == 0, done.stderr
    return {path.stem: path for path in made.iterdir()}


def test_word_documents_are_opened_whole(tmp_path: Path) -> None:
    made = converted(tmp_path, ".docx", "txt:Text (encoded):UTF8")
    assert set(made) == {"status", "agenda", "practices"}
    for name, path in made.items():
        text = path.read_text(encoding="utf-8-sig")
        assert "Ünïcødé Surgery" in text, name
        assert "The contract is with the lawyers." in text
    assert TYPED in made["status"].read_text(encoding="utf-8-sig")


def test_word_documents_become_pages(tmp_path: Path) -> None:
    made = converted(tmp_path, ".docx", "pdf")
    assert all(path.read_bytes().startswith(b"%PDF") for path in made.values())
    assert set(made) == {"status", "agenda", "practices"}


def test_workbooks_are_opened_and_nothing_in_them_runs(tmp_path: Path) -> None:
    """A formula would have been worked out by now."""
    made = converted(tmp_path, ".xlsx", "csv", EVERY_SHEET)
    assert {"status-Tasks", "status-Notes", "practices-Practices", "agenda-Overdue"} <= set(made)
    with made["status-Notes"].open(encoding="utf-8", newline="") as file:
        assert TYPED in [row["Note"] for row in csv.DictReader(file)]
    with made["status-Tasks"].open(encoding="utf-8", newline="") as file:
        assert {"23 Nov 2026", "11/23/2026"} & {row["Due"] for row in csv.DictReader(file)}, "no day"
