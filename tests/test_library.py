"""Which files a page may show: found as people name them, and none from outside of the project."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from genai_cards.cards.media import Found
from genai_cards.diagnostics import Location
from genai_cards.project.find import find_project
from genai_cards.project.media import library
from genai_cards.project.pages import find_pages


def write(path: str, content: bytes = b"x") -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def find(reference: str, *, page: str = "source/page.md", wiki: bool = False) -> Found:
    if not Path(page).exists():
        write(page, b"# A\n")
    project = find_project(Path.cwd())
    (file,) = find_pages([Path(page)], project)
    return library([file], project)(reference, Location(file.path), wiki)


def content(found: Found) -> bytes:
    assert found.media is not None, found.problems
    return found.media.content


def said(found: Found) -> str:
    (problem,) = found.problems
    return f"{problem.code}: {problem.message}; {problem.hint}"


def test_a_file_is_looked_for_from_the_page(project: Path) -> None:
    write("source/deep/a.png", b"deep")
    write("source/a.png", b"high")

    assert content(find("a.png", page="source/deep/page.md")) == b"deep"
    assert content(find("../a.png", page="source/deep/page.md")) == b"high"
    assert content(find("./deep/a.png")) == b"deep"


def test_spaces_and_per_cent_signs_are_read_as_a_name_first(project: Path) -> None:
    write("source/a b.png", b"space")
    assert content(find("a%20b.png")) == b"space"

    write("source/a%20b.png", b"per cent")
    assert content(find("a%20b.png")) == b"per cent"
    assert content(find("a b.png")) == b"space"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_are_found_however_their_accents_are_stored(project: Path, form: str) -> None:
    write("source/" + unicodedata.normalize(form, "é/Äpfel.png"), form.encode())  # type: ignore[arg-type]

    assert content(find("é/%C3%84pfel.png")) == form.encode()
    assert content(find("é/Äpfel.png", wiki=True)) == form.encode()


def test_a_wiki_embed_is_found_by_its_name_nearest_first(project: Path) -> None:
    write("source/attachments/a.png", b"far")
    assert content(find("a.png", wiki=True)) == b"far"
    assert content(find("attachments/a.png", wiki=True, page="source/x/page.md")) == b"far"

    write("source/x/img/a.png", b"near")
    assert content(find("a.png", wiki=True, page="source/x/page.md")) == b"near"


def test_of_two_wiki_files_as_near_the_author_decides(project: Path) -> None:
    write("source/x/a.png")
    write("source/y/a.png")

    assert (
        said(find("a.png", wiki=True)) == "media-missing: 2 files are called a.png; write which one: x/a.png, y/a.png"
    )


def test_a_missing_file_is_told_with_the_nearest_name(project: Path) -> None:
    write("source/img/Cat.png")

    assert said(find("img/cat.png")) == "media-missing: there is no file img/cat.png; did you mean img/Cat.png?"
    assert said(find("old/Cat.png")) == "media-missing: there is no file old/Cat.png; there is img/Cat.png"
    assert said(find("zebra.mp3")).endswith("; files are looked for from the page's own folder")
    assert find("img/").media is None


@pytest.mark.parametrize(
    "reference", ["../../secret.png", "{}/secret.png", "x/../../../secret.png", "..%2F..%2Fsecret.png"]
)
def test_nothing_outside_of_the_project_is_read(project: Path, tmp_path: Path, reference: str) -> None:
    write("../secret.png")

    for wiki in (False, True):
        found = find(reference.format(tmp_path), wiki=wiki)
        assert found.media is None
        assert [problem.code for problem in found.problems] in (["media-outside"], ["media-missing"])


@pytest.mark.parametrize("written", ["/img/a.png", "img/a.png", "a.png"])
@pytest.mark.parametrize("folder", ["static", "docs", "assets", "public", "source", ""])
def test_a_path_may_count_from_the_top_of_a_site(project: Path, written: str, folder: str) -> None:
    write(f"{folder}/img/a.png".lstrip("/"), b"site")

    assert content(find(written, page="source/deep/page.md")) == b"site"


def test_a_name_alone_is_found_wherever_the_file_is_the_nearest_first(project: Path) -> None:
    write("source/deep/pictures/a.png", b"near")
    write("source/other/a.png", b"far")

    assert content(find("a.png", page="source/deep/page.md")) == b"near"


def test_no_link_leads_out_of_the_project(project: Path) -> None:
    write("../secret.png")
    write("../folder/secret.png")
    Path("source/a.png").symlink_to("../../secret.png")
    Path("source/folder").symlink_to("../../folder")

    assert said(find("a.png")).startswith("media-outside: a.png is outside of the project")
    assert said(find("folder/secret.png")).startswith("media-outside")
    assert said(find("secret.png", wiki=True)).startswith("media-missing")


def test_a_link_inside_the_project_is_followed(project: Path) -> None:
    write("pictures/a.png", b"inside")
    Path("source/a.png").symlink_to("../pictures/a.png")

    assert content(find("a.png")) == b"inside"


def test_the_project_may_allow_another_folder(project: Path) -> None:
    write("../shared/a.png", b"shared")
    write("../secret.png")
    Path("genai-cards.toml").write_text('media = ["../shared"]\n')

    assert content(find("../../shared/a.png")) == b"shared"
    assert content(find("a.png", wiki=True)) == b"shared"
    assert said(find("../../shared/../secret.png")).startswith("media-outside")


def test_outside_a_project_the_folder_that_is_exported_is_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write("notes/img/a.png", b"inside")
    write("notes/sub/page.md", b"# A\n")
    write("a.png")

    (page,) = find_pages([Path("notes")], None)
    look = library([page], None)
    assert content(look("../img/a.png", Location(page.path), False)) == b"inside"
    assert look("../../a.png", Location(page.path), False).problems[0].code == "media-outside"

    (page,) = find_pages([Path("notes/sub/page.md")], None)
    assert library([page], None)("../img/a.png", Location(page.path), False).problems[0].code == "media-outside"


def test_a_large_file_is_warned_of(project: Path) -> None:
    write("source/a.png", bytes(1_200_000))
    assert find("a.png").problems == ()

    Path("genai-cards.toml").write_text("media_limit = 1\n")
    found = find("a.png")
    assert found.media is not None
    assert said(found).startswith("media-large: a.png has 1.2 MB")


def test_what_cannot_be_drawn_or_read_is_an_error(project: Path) -> None:
    write("source/a.svg", b"<svg")
    assert said(find("a.svg")).startswith("media-broken: a.svg is no SVG")

    write("source/c.png", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n")
    assert said(find("c.png")).startswith("media-broken: c.png is not here, only its address; git lfs pull")

    write("source/d.png", b"")
    assert said(find("d.png")).startswith("media-broken: d.png is empty")

    os.mkfifo("source/b.png")
    assert said(find("b.png")).startswith("media-missing")


def test_a_file_is_read_once(project: Path) -> None:
    write("source/a.png", b"once")
    write("source/page.md", b"# A\n")
    pages = find_pages([], find_project(Path.cwd()))
    look = library(pages, find_project(Path.cwd()))

    assert look("a.png", Location(pages[0].path), False).media is look("./a.png", Location(pages[0].path), False).media
