"""A place that holds no guide: every door says why in the same words, and none lets an exception through."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from migdesk.base.assets import content_folder
from migdesk.base.paths import Paths
from migdesk.cli.main import main
from migdesk.ui.another_guide.open_guide_dialog import OpenGuideDialog
from migdesk.ui.session.settings import Settings
from migdesk.ui.start.guide_at_start import GuideAtStart

NO_GUIDE = "No guide found in {}: expected "
NO_PAGES = "The guide in {} has no pages."


def _empty(place: Path) -> None:
    place.mkdir()


def _without_pages(place: Path) -> None:
    place.mkdir()
    (place / "_config.yml").write_text("title: Nothing yet\n", encoding="utf-8")


def _bytes_for_a_configuration(place: Path) -> None:
    place.mkdir()
    (place / "_config.yml").write_bytes(b"title: \xff\xfe: [\n")


def _folder_for_a_configuration(place: Path) -> None:
    (place / "_config.yml").mkdir(parents=True)


def _pipe_for_a_configuration(place: Path) -> None:
    place.mkdir()
    os.mkfifo(place / "_config.yml")


def _file(place: Path) -> None:
    place.write_text("no guide", encoding="utf-8")


def _circle(place: Path) -> None:
    place.symlink_to(place.name)


def _gone(place: Path) -> None:
    """Nothing is there."""


KINDS = {
    _empty: NO_GUIDE,
    _without_pages: NO_PAGES,
    _bytes_for_a_configuration: NO_PAGES,
    _folder_for_a_configuration: NO_GUIDE,
    _pipe_for_a_configuration: NO_GUIDE,
    _file: NO_GUIDE,
    _circle: NO_GUIDE,
    _gone: NO_GUIDE,
}


@pytest.mark.parametrize(("make", "said"), KINDS.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_every_door_says_the_same(
    make: Callable[[Path], None], said: str, tmp_path: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    if make in (_pipe_for_a_configuration, _circle) and os.name == "nt":
        return  # Windows has no such thing
    place, data = tmp_path / "guide", tmp_path / "data"
    make(place)
    begins = said.format(place)
    answers = []
    for command in (["guide", "check", str(place)], ["guide", "export", str(place), "--output", str(tmp_path / "out")],
                    ["--guide", str(place), "self-check"], ["--guide", str(place), "self-check", "--window"],
                    ["--guide", str(place), "search", "cutover"]):  # fmt: skip
        capsys.readouterr()
        assert main(["--data-dir", str(data), *command]) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
        answers.append(err.removeprefix("migdesk: ").strip())
    dialog = OpenGuideDialog(None, tmp_path / "cache", lambda _guide, _report: None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.field.setText(str(place))
    dialog.accept()
    qtbot.waitUntil(dialog.problem.isVisible, timeout=30_000)
    answers.append(dialog.problem.text())
    assert {answer.startswith(begins) for answer in answers} == {True}
    assert len(set(answers)) == 1
    for settings, folder in ((Settings(guide=str(place)), None), (Settings(), place)):
        at_start = GuideAtStart(Paths(data, tmp_path / "cache", "test"), settings)
        assert at_start.choose(folder).folder == content_folder()
        assert answers[0] in at_start.notice
