"""A guide as a ZIP file is read like its folder; one that is hostile or damaged is refused whole."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migdesk.base.errors import EnvironmentFault, KnownError, UserError
from migdesk.guide import archive
from migdesk.guide.archive import folder_of
from migdesk.guide.guide import open_guide

PAGE = "---\npermalink: /a\ntitle: A\n---\nHello *there*.\n"
GUIDE = {"_config.yml": "title: Zipped guide\n", "guide/a.md": PAGE}
Entry = str | bytes


def zipped(folder: Path, files: Mapping[str, Entry], name: str = "guide.zip", method: int = 8) -> Path:
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / name, "w", compression=method) as file:
        for path, text in files.items():
            file.writestr(zipfile.ZipInfo(path), text, compress_type=method)
    return folder / name


def with_entry(folder: Path, change: Callable[[zipfile.ZipInfo], None], text: Entry = "x") -> Path:
    """Return the guide as a ZIP file with one more entry, which `change` makes special."""
    path = zipped(folder, GUIDE)
    with zipfile.ZipFile(path, "a") as file:
        info = zipfile.ZipInfo("more.md")
        info.compress_type = 8
        change(info)
        file.writestr(info, text)
    return path


def refusal(place: Path, cache: Path) -> str:
    """Return why a ZIP file was refused, after seeing that nothing is left behind."""
    with pytest.raises(UserError) as error:
        open_guide(place, cache)
    assert [path for path in cache.rglob("*") if path.is_file()] == []
    assert sorted(path.name for path in place.parent.parent.iterdir()) == ["cache", "in"]
    return str(error.value)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    (tmp_path / "cache").mkdir()
    return tmp_path / "cache"


@pytest.fixture
def box(tmp_path: Path) -> Path:
    return tmp_path / "in"


@pytest.mark.parametrize("top", ["", "prm-practice-migration-master/", "outer/inner/"])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_reads_like_its_folder(box: Path, cache: Path, top: str, method: int) -> None:
    place = zipped(box, {top + path: text for path, text in GUIDE.items()}, method=method)
    before = place.read_bytes()
    guide = open_guide(place, cache)
    assert guide.title == "Zipped guide"
    assert "<em>there</em>" in guide.render("/a").html
    assert guide.folder.is_relative_to(cache)
    assert place.read_bytes() == before
    assert [path.name for path in box.iterdir()] == ["guide.zip"]


def test_what_a_mac_or_windows_adds_is_looked_past(box: Path, cache: Path) -> None:
    files = {f"top\\{path}".replace("/", "\\"): text for path, text in GUIDE.items()}
    place = zipped(box, {**files, "__MACOSX/top/._a.md": "x", ".DS_Store": "x"})
    assert [page.permalink for page in open_guide(place, cache).pages] == ["/a"]


def test_the_same_zip_is_unpacked_once(box: Path, cache: Path) -> None:
    place = zipped(box, GUIDE)
    folder = folder_of(place, cache)
    state = (folder / "_config.yml").stat()
    assert folder_of(place.rename(box / "moved.zip"), cache) == folder
    assert (folder / "_config.yml").stat().st_mtime_ns == state.st_mtime_ns
    other = zipped(box, {**GUIDE, "b.md": PAGE.replace("/a", "/b")}, "other.zip")
    assert folder_of(other, cache) != folder


def test_a_cache_that_was_tidied_is_unpacked_again(box: Path, cache: Path) -> None:
    place = zipped(box, GUIDE)
    (folder_of(place, cache) / "guide" / "a.md").unlink()
    assert (folder_of(place, cache) / "guide" / "a.md").read_text(encoding="utf-8") == PAGE


def test_files_are_for_their_owner_alone(box: Path, cache: Path) -> None:
    def everyone_may_run(info: zipfile.ZipInfo) -> None:
        info.external_attr = (stat.S_IFREG | 0o4777) << 16

    folder = folder_of(with_entry(box, everyone_may_run), cache)
    assert stat.S_IMODE((folder / "more.md").stat().st_mode) & 0o4077 == 0


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("/etc/passwd", "absolute"),
        ("\\\\server\\share\\x.md", "absolute"),
        ("C:\\x.md", "absolute"),
        ("c:x.md", "absolute"),
        ("../x.md", "leads out"),
        ("guide/../../x.md", "leads out"),
        ("guide\\..\\..\\x.md", "leads out"),
        ("guide/.. /x.md", "leads out"),
        ("guide/.../x.md", "leads out"),
        ("guide/a.md:stream", "not one that every computer"),
        ("guide/a\x07.md", "not one that every computer"),
        ("guide/CON.md", "not one that every computer"),
        ("guide/nul", "not one that every computer"),
    ],
)
def test_a_name_that_leads_elsewhere(box: Path, cache: Path, name: str, why: str) -> None:
    assert why in refusal(zipped(box, {**GUIDE, name: PAGE}), cache)


def test_links_and_devices(box: Path, cache: Path) -> None:
    for kind, why in ((stat.S_IFLNK, "is a link"), (stat.S_IFIFO, "neither a file"), (stat.S_IFBLK, "neither a file")):

        def special(info: zipfile.ZipInfo, kind: int = kind) -> None:
            info.create_system = 3
            info.external_attr = (kind | 0o777) << 16

        assert why in refusal(with_entry(box, special, "../../secret"), cache)


def test_two_files_of_one_name_and_a_file_as_a_folder(box: Path, cache: Path) -> None:
    def again(info: zipfile.ZipInfo) -> None:
        info.filename = "guide//a.md"

    assert "twice" in refusal(with_entry(box, again), cache)
    assert "a file, not a folder" in refusal(zipped(box, {**GUIDE, "guide/a.md/b.md": PAGE}), cache)


def test_bounds(box: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "packed so tightly" in refusal(zipped(box, {**GUIDE, "b.md": b"\0" * 4 * archive.MIB}), cache)
    for bound, value, why in (
        ("MOST_ENTRIES", 1, "more than"),
        ("MOST_DIRECTORY_BYTES", 50, "more than"),
        ("LARGEST_FILE", 5, "is larger than"),
        ("MOST_BYTES", 40, "is larger than"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(archive, bound, value)
            assert why in refusal(zipped(box, GUIDE), cache)
    with monkeypatch.context() as patch:
        patch.setattr(archive, "MOST_BYTES", 500)
        assert "would unpack to more" in refusal(zipped(box, {**GUIDE, "b.md": "b" * 2_000}), cache)


def test_many_empty_files(box: Path, cache: Path) -> None:
    files = {f"{number}.md": "" for number in range(archive.MOST_ENTRIES + 1)}
    assert "more than 5,000 files" in refusal(zipped(box, {**GUIDE, **files}), cache)


def test_a_count_that_lies_is_counted_again(box: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = zipped(box, GUIDE)
    data = bytearray(place.read_bytes())
    end = data.rfind(b"PK\x05\x06")
    data[end + 8 : end + 12] = struct.pack("<HH", 1, 1)
    place.write_bytes(data)
    monkeypatch.setattr(archive, "MOST_ENTRIES", 1)
    assert "more than" in refusal(place, cache)


def test_a_size_that_lies(box: Path, cache: Path) -> None:
    place = zipped(box, {**GUIDE, "b.md": "b" * 5_000})
    data = bytearray(place.read_bytes())
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    place.write_bytes(data)
    assert "damaged" in refusal(place, cache)


def test_a_password_and_an_unusual_packing(box: Path, cache: Path) -> None:
    place = zipped(box, GUIDE)
    data = bytearray(place.read_bytes())
    data[data.find(b"PK\x01\x02") + 8] |= 1
    place.write_bytes(data)
    assert "locked by a password" in refusal(place, cache)
    assert "unusual way" in refusal(zipped(box, GUIDE, method=zipfile.ZIP_LZMA), cache)


def test_no_zip_and_no_guide(box: Path, cache: Path, tmp_path: Path) -> None:
    place = zipped(box, {"readme.txt": "hello"})
    assert refusal(place, cache) == f"No guide found in {place}: expected a `_config.yml` or a page with a permalink"
    assert "No guide found" in refusal(zipped(box, {}), cache)
    for data, why in (
        (b"", "No guide found"),
        (b"%PDF-1.7", "No guide found"),
        (b"PK\x05\x06", "only a part"),
        (zipped(box, GUIDE).read_bytes()[:-30], "only a part"),
    ):
        place.write_bytes(data)
        assert why in refusal(place, cache)
    with pytest.raises(EnvironmentFault, match="Unpack it yourself"):
        open_guide(zipped(box, GUIDE), None)


def test_a_cache_that_cannot_be_written(box: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EnvironmentFault):
        open_guide(zipped(box, GUIDE), tmp_path / "file" / "cache")


def test_guides_not_used_for_long_are_taken_away(box: Path, cache: Path) -> None:
    import os

    folders = []
    for number in range(5):
        place = zipped(box, {**GUIDE, "more.md": PAGE.replace("/a", f"/{number}")}, f"{number}.zip")
        folders.append(folder_of(place, cache))
        os.utime(folders[-1].parent, (1_000_000 + number, 1_000_000 + number))
    folder_of(zipped(box, GUIDE), cache)
    assert [folder.exists() for folder in folders] == [False, False, False, True, True]


def damaged() -> st.SearchStrategy[bytes]:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression=8) as file:
        for path, text in GUIDE.items():
            file.writestr(path, text * 20)
    whole = made.getvalue()

    def change(edits: list[tuple[int, int]]) -> bytes:
        data = bytearray(whole)
        for place, value in edits:
            data[place % len(data)] = value
        return bytes(data)

    return st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), max_size=6).map(change)


@given(data=damaged())
def test_any_damage_is_refused_or_harmless(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    home = tmp_path_factory.mktemp("damaged")
    (home / "in").mkdir()
    (home / "cache").mkdir()
    (home / "in" / "guide.zip").write_bytes(data)
    try:
        open_guide(home / "in" / "guide.zip", home / "cache")
    except KnownError as error:
        assert type(error) is UserError, error
        assert list((home / "cache").rglob("*")) == []
    assert sorted(path.name for path in home.iterdir()) == ["cache", "in"]
