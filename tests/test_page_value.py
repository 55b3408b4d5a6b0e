"""A page is the unit of work: a plain value that can be stored, made elsewhere, and told apart by its digest."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from genai_cards.cards.media import Media
from genai_cards.project.find import find_project
from genai_cards.project.media import library
from genai_cards.project.pages import find_pages
from genai_cards.project.pages import read_page as read_file
from genai_cards.reading import Page, read_page
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import Source, decode

ROOT = Path(__file__).parent.parent
SETTINGS = ProjectSettings(deck="Root")
GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.md"))
PAGE = "---\nlang: de\n---\n\n# T\n\n- **GAN**: b `c`\n\n| a | b |\n|---|---|\n| x | y |\n"


def source(text: str = PAGE, path: str = "page.md") -> Source:
    return decode(text.encode(), path, path.removesuffix(".md"))


def own_pages() -> Iterable[Page]:
    project = find_project(ROOT)
    assert project is not None
    files = find_pages([], project)
    return [read_page(read_file(file), project.settings, library(files, project)) for file in files]


def test_our_own_pages_can_be_stored() -> None:
    pages = own_pages()

    assert pages
    assert pickle.loads(pickle.dumps(pages)) == pages


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_a_page_of_every_shape_can_be_stored(file: Path) -> None:
    page = read_page(source(file.read_text(encoding="utf-8")), SETTINGS)

    assert pickle.loads(pickle.dumps(page)) == page


def test_a_page_can_be_made_in_another_process() -> None:
    sources = [source(file.read_text(encoding="utf-8"), file.name) for file in GOLDEN[:4]]

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        made = list(pool.map(read_page, sources, [SETTINGS] * len(sources)))

    assert made == [read_page(each, SETTINGS) for each in sources]


def test_the_digest_of_a_page_moves_with_what_it_depends_on_and_with_nothing_else() -> None:
    first = read_page(source(), SETTINGS).digest

    assert read_page(source(), SETTINGS).digest == first
    assert read_page(source(), SETTINGS, keep=True).digest == first
    others = [
        read_page(source(PAGE.replace("b `c`", "b `d`")), SETTINGS),
        read_page(source(path="other.md"), SETTINGS),
        read_page(source(), replace(SETTINGS, tag_prefix="mine")),
    ]
    assert len({first, *(page.digest for page in others)}) == 4


def test_the_digest_of_a_page_moves_with_a_picture_that_it_shows(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "genai-cards.toml").write_text("")
    (tmp_path / "source" / "page.md").write_text("# T\n\n- **GAN**: ![a game](game.png)\n")

    def digest(picture: bytes) -> str:
        (tmp_path / "source" / "game.png").write_bytes(picture)
        project = find_project(tmp_path)
        assert project is not None
        files = find_pages([], project)
        page = read_page(read_file(files[0]), SETTINGS, library(files, project))
        assert [media for draft in page.drafts for media in draft.media if isinstance(media, Media)]
        return page.digest

    assert digest(b"\x89PNG one") == digest(b"\x89PNG one") != digest(b"\x89PNG two")
