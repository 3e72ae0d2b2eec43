"""The cache saves the work at the next start, notices every change, and never stands in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from migdesk.guide import cache as cache_module
from migdesk.guide.guide import open_guide

GuideMaker = Callable[[Mapping[str, str]], Path]
WARM = """
import sys
from pathlib import Path
from migdesk.guide.guide import open_guide
from migdesk.guide.viewer_html import for_viewer
guide = open_guide(Path(sys.argv[1]), Path(sys.argv[2]))
print(for_viewer(guide.render("/a")))
heavy = {"yaml", "liquid", "nh3", "subprocess"}
ours = ("guide.worker", "guide.kramdown.kramdown")
print(*sorted(name for name in sys.modules if name.partition(".")[0] in heavy or any(part in name for part in ours)))
"""


def test_a_warm_start_imports_nothing_heavy(make_guide: GuideMaker, tmp_path: Path) -> None:
    folder = make_guide({"a.md": "## Hello\n"})
    outputs = [
        subprocess.run(
            [sys.executable, "-c", WARM, str(folder), str(tmp_path / "cache")],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert "migdesk.guide.worker.client" in outputs[0][-1]
    assert "yaml" not in outputs[0][-1]  # not even a cold start reads a guide from outside in its own process
    assert outputs[1][-1] == ""
    assert outputs[0][:-1] == outputs[1][:-1]


def test_the_cached_guide_is_the_same(make_guide: GuideMaker, tmp_path: Path) -> None:
    folder = make_guide({"a.md": "## Hello\n[b](/b)\n", "b.md": "x"})
    first, second = open_guide(folder, tmp_path / "c"), None
    rendered = first.render("/a")
    second = open_guide(folder, tmp_path / "c")
    assert second.pages == first.pages
    assert second.render("/a") == rendered
    assert second.render("/b").html == "<p>x</p>\n"


def test_a_changed_page_step_or_configuration_is_noticed(make_guide: GuideMaker, tmp_path: Path) -> None:
    step = "---\ntitle: S\ngroup: g\n---\n{}\n"
    files = {
        "a.md": "one {{ site.title }}\n\n{% include steps/steps.html group='g' %}\n",
        "_steps/g/1.md": step.format("st1"),
    }
    for change in ({}, {"_steps/g/1.md": step.format("st2")}, {"_config.yml": "title: New\n"}):
        files |= change
        folder = make_guide(files)
        html = open_guide(folder, tmp_path / "c").render("/a").html
        assert ("st2" in html) == ("st2" in files["_steps/g/1.md"])
    assert "one New" in html


def test_a_replaced_file_with_the_same_size_and_time_is_noticed(make_guide: GuideMaker, tmp_path: Path) -> None:
    folder = make_guide({"a.md": "old\n"})
    open_guide(folder, tmp_path / "c").render("/a")
    state = (folder / "a.md").stat()
    replacement = folder / "a.new"
    replacement.write_text((folder / "a.md").read_text().replace("old", "new"))
    os.utime(replacement, ns=(state.st_atime_ns, state.st_mtime_ns))
    replacement.replace(folder / "a.md")
    assert "new" in open_guide(folder, tmp_path / "c").render("/a").html


def test_files_touched_but_not_changed_keep_the_cache(make_guide: GuideMaker, tmp_path: Path) -> None:
    folder = make_guide({"a.md": "same\n"})
    open_guide(folder, tmp_path / "c").render("/a")
    os.utime(folder / "a.md", (1, 1))
    warm = cache_module.GuideCache(folder, tmp_path / "c")
    assert warm.load_index() is not None
    assert warm.load_page("/a") is not None


def test_a_broken_or_unwritable_cache_is_done_without(make_guide: GuideMaker, tmp_path: Path) -> None:
    folder = make_guide({"a.md": "text\n"})
    open_guide(folder, tmp_path / "c").render("/a")
    for file in (tmp_path / "c").rglob("*.json"):
        file.write_bytes(b'{"signature": 3')
    assert "text" in open_guide(folder, tmp_path / "c").render("/a").html
    shutil.rmtree(tmp_path / "c")
    (tmp_path / "c").write_text("a file where the folder should be")
    assert "text" in open_guide(folder, tmp_path / "c").render("/a").html


def test_two_guides_share_a_cache_folder(make_guide: GuideMaker, tmp_path: Path) -> None:
    folder = make_guide({"a.md": "first\n"})
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    (other / "a.md").write_text("---\npermalink: /a\ntitle: a\n---\nsecond\n")
    for _ in range(2):
        assert "first" in open_guide(folder, tmp_path / "c").render("/a").html
        assert "second" in open_guide(other, tmp_path / "c").render("/a").html
