"""Documents as real programs save them: LibreOffice, pandoc, a browser's print. All of them hold the same notes."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pptx
import pytest

from command import run
from genai_cards.build import build
from genai_cards.importers import Imported, import_page
from genai_cards.importers.archive import unpack
from genai_cards.importers.documents.layout import Piece, Sheet, running, told
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import decode
from reading import plain

FOLDER = Path(__file__).parent / "documents"

BIRDS = {
    ("Brood", "the young birds of one nest."),
    ("Precocial", "able to run and feed soon after hatching."),
    ("Incubation", "keeping the eggs warm until they hatch."),
    ("Owl: Nest?", "hollow tree"),
    ("Kingfisher: Eggs?", "7"),
    ("Which bird digs a tunnel into the bank?", "The kingfisher."),
}


def imported(name: str) -> Imported:
    return import_page((FOLDER / name).read_bytes(), name, "2026-11-27")


def pairs(made: Imported) -> list[tuple[str, str]]:
    built = build([decode(made.text.encode(), "page.md", "page")], ProjectSettings(deck="Root"), 1_700_000_000)
    return [(plain(note.draft.fields["Prompt"]), plain(note.draft.fields["Answer"])) for note in built.notes]


@pytest.mark.parametrize("name", sorted(file.name for file in FOLDER.glob("birds-*")))
def test_a_document_gives_the_same_notes_whatever_saved_it(name: str) -> None:
    made = imported(name)

    assert set(pairs(made)) >= BIRDS
    assert len(pairs(made)) == 17


@pytest.mark.parametrize("name", ["nests-office.xlsx", "nests-office.ods"])
def test_a_spreadsheet_is_read_whatever_saved_it(name: str) -> None:
    assert ("Owl: Eggs?", "4") in pairs(imported(name))


def test_columns_of_a_pdf_are_read_one_after_the_other() -> None:
    found = pairs(imported("sailing-browser.pdf"))

    assert [prompt for prompt, _ in found[:12]] == (
        "Abeam Bight Cleat Draught Fender Halyard Jibe Leeward Reef Sheet Tack Transom".split()
    )
    assert found[-1] == ("What is the word for on the side away from the wind?", "Leeward")
    assert len(found) == 20


def test_a_pdf_in_japanese_is_read() -> None:
    assert ("核", "DNA を保存する小器官。") in pairs(imported("cells-office.pdf"))


def test_a_cell_of_a_pdf_on_two_lines_is_one_cell() -> None:
    assert ("Light reactions: Product?", "ATP and NADPH") in pairs(imported("slides-office.pdf"))


def test_a_pdf_is_said_to_be_a_guess_and_its_pages_are_its_lines() -> None:
    made = imported("slides-office.pdf")

    assert "pdf-guessed" in [problem.code for problem in made.problems]
    assert max(made.lines) == 5


def test_slides_ask_by_their_titles() -> None:
    found = dict(pairs(imported("slides.pptx")))

    assert "chloroplasts" in found["What is photosynthesis?"]
    assert found["Stoma"] == "a pore in the leaf"
    assert found["Calvin cycle: Place?"] == "stroma"
    assert found["Which gas is released?"] == "oxygen"


def test_what_a_speaker_notes_is_on_the_page() -> None:
    assert "Ask the class for the equation first." in imported("slides.pptx").text


def test_slides_within_a_group_and_without_a_title_are_read() -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    group = slide.shapes.add_group_shape()
    frame = group.shapes.add_textbox(0, 0, 100, 100).text_frame
    frame.text = "Osmosis: water goes through a membrane"
    frame.add_paragraph().text = "Diffusion: particles spread"
    out = io.BytesIO()
    deck.save(out)

    assert ("Osmosis", "water goes through a membrane") in pairs(import_page(out.getvalue(), "a.pptx", "2026-11-27"))


def line(text: str, top: float, left: float = 50, size: float = 10) -> Piece:
    return Piece(left, top, left + 5 * len(text), top + size, text, size)


def test_running_heads_and_page_numbers_are_known_by_their_place() -> None:
    sheets = [
        Sheet(n, 600, 800, (line("My book, part 3", 20), line(f"Text of page {n}", 300), line(str(n), 770)))
        for n in range(1, 5)
    ]

    assert [piece.text for piece, page in running(sheets) if page == 2] == ["My book, part 3", "2"]


def test_a_word_that_a_line_broke_is_whole_again() -> None:
    long = "This line is so long that the last word of it had to be hyphen-"
    sheet = Sheet(1, 600, 800, (line(long, 100), line("ated, and the text goes on.", 112)))

    assert [each.text for each in told([sheet])] == [f"{long[:-1]}ated, and the text goes on."]


def test_a_page_without_text_has_no_lines() -> None:
    assert [each.text for each in told([Sheet(1, 600, 800, ()), Sheet(2, 600, 800, (line("Text.", 300),))])] == [
        "Text."
    ]


@pytest.mark.parametrize("suffix", ["pdf", "odt", "pptx", "docx", "epub", "xlsx", "ods"])
def test_a_broken_document_is_an_error_with_a_hint(suffix: str) -> None:
    whole = next(FOLDER.glob(f"*.{suffix}")).read_bytes()
    wild = random.Random(1)
    broken = [b"", b"nothing", whole[: len(whole) // 2], b"PK\x03\x04" + whole[4:40]]
    for _ in range(20):
        mutant = bytearray(whole)
        for _ in range(20):
            mutant[wild.randrange(len(mutant))] = wild.randrange(256)
        broken.append(bytes(mutant))

    for content in broken:
        made = import_page(content, f"a.{suffix}", "2026-11-27")
        assert made.counts or all(problem.hint for problem in made.problems)


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


ID, OTHER = "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"
EXPORT = {
    f"Biology {ID}.md": (
        f"# Biology\n\n[Cells](Biology%20{ID}/Cells%20{OTHER}.md)\n\n![x](Biology%20{ID}/helix.png)\n".encode()
    ),
    f"Biology {ID}/Cells {OTHER}.md": b"# Cells\n\n- What is a cell? (Answer: the smallest unit of life)\n",
    f"Biology {ID}/Birds {ID}.csv": b"Name,Meaning\nOwl,bird of the night\n",
    f"Biology {ID}/Birds {ID}_all.csv": b"Name,Meaning\nOwl,bird of the night\nWren,small bird\n",
    f"Biology {ID}/helix.png": b"\x89PNG",
    "__MACOSX/._a.md": b"x",
    "notes.html": b"<html><body><h1>Notes</h1><p><b>Gene</b>: a piece of DNA.</p><img src='pic.png'></body></html>",
    "pic.png": b"\x89PNG 2",
    "data.bin": b"x",
}


def test_an_archive_becomes_pages_in_their_folders(project: Path) -> None:
    (project / "export.zip").write_bytes(zipped({"Part-1.zip": zipped(EXPORT)}))

    done = run("import", "export.zip")

    assert done.returncode == 0, done.stderr
    folder = project / "source/export"
    files = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    assert [name for name in files if name.endswith(".md")] == [
        "Biology.md",
        "Biology/Birds.md",
        "Biology/Cells.md",
        "notes.md",
    ]
    assert (folder / "Biology.md").read_text() == "# Biology\n\n[Cells](Biology/Cells.md)\n\n![x](Biology/helix.png)\n"
    assert (folder / "Biology/helix.png").read_bytes() == b"\x89PNG"
    assert "Left out: export.zip/data.bin" in done.stdout
    assert "a part of the same table" in done.stdout
    assert "Wren" in (folder / "Biology/Birds.md").read_text()
    assert run("export").returncode == 0


def test_an_archive_overwrites_nothing_unless_it_may(project: Path) -> None:
    (project / "export.zip").write_bytes(zipped(EXPORT))
    assert run("import", "export.zip").returncode == 0
    page = project / "source/export/Biology/Cells.md"
    page.write_text("mine")

    refused = run("import", "export.zip")

    assert refused.returncode != 0
    assert "Cells.md is there already" in refused.stderr
    assert page.read_text() == "mine"
    assert run("import", "export.zip", "--force").returncode == 0
    assert "smallest unit" in page.read_text()


def test_an_archive_leads_to_no_file_outside_of_its_folder() -> None:
    found = unpack(
        zipped({"../evil.md": b"# A\n", "/etc/evil.md": b"# A\n", "good.md": b"# A\n"}), "a.zip", "2026-11-27"
    )

    assert [each.page for each in found.pages] == ["good.md"]


def test_a_page_of_an_archive_that_cannot_be_read_is_said_and_the_others_are_written(project: Path) -> None:
    (project / "export.zip").write_bytes(zipped({"a.docx": b"nothing", "b.md": b"# B\n"}))

    done = run("import", "export.zip")

    assert done.returncode == 1
    assert "export.zip/a.docx" in done.stderr
    assert (project / "source/export/b.md").is_file()


def test_an_archive_without_pages_and_a_broken_one_are_said(project: Path) -> None:
    (project / "empty.zip").write_bytes(zipped({"a.bin": b"x"}))
    (project / "broken.zip").write_bytes(b"PK\x03\x04 nothing")

    assert "holds no page" in run("import", "empty.zip").stderr
    assert "is no archive that can be read" in run("import", "broken.zip").stderr
