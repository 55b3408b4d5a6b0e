"""Lists of pairs and documents as files, made by the programs that people keep them in."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from genai_cards.build import build
from genai_cards.importers import Imported, import_page
from genai_cards.importers.documents import failing
from genai_cards.settings.values import ProjectSettings
from genai_cards.source import decode
from reading import plain

BIRDS = [("owl", "die Eule"), ("the crow, black", "die Krähe\n(schwarz)"), ("wren", "der Zaunkönig")]


def imported(content: bytes | str, name: str) -> Imported:
    return import_page(content if isinstance(content, bytes) else content.encode(), name, "2026-11-24")


def pairs(made: Imported) -> list[tuple[str, str]]:
    source = decode(made.text.encode(), "page.md", "page")
    notes = build([source], ProjectSettings(deck="Root"), now=1).notes
    return [(plain(note.draft.fields["Prompt"]), plain(note.draft.fields["Answer"])) for note in notes]


def codes(made: Imported) -> list[str]:
    return [problem.code for problem in made.problems]


@pytest.mark.parametrize(("name", "separator"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t"), ("a.csv", "|")])
def test_the_separator_of_a_list_is_found(name: str, separator: str) -> None:
    rows = [f'"{front}"{separator}"{back}"' for front, back in BIRDS]

    found = pairs(imported("\n".join(rows) + "\n", name))

    assert found == [(front, back.replace("\n", " ")) for front, back in BIRDS]


def test_a_quote_that_nothing_closes_swallows_no_rows() -> None:
    text = 'foot,a length of 12"\nhand,a length of 4"\n"yard,a length of three feet\nmile,a way of 1760 yards\n'

    assert len(pairs(imported(text, "a.csv"))) == 4


def test_a_first_row_is_a_header_where_it_names_the_columns() -> None:
    wide = "Bird,Nest,Eggs\nOwl,hollow tree,4\nCrow,tree top,5\n"

    assert ("Owl: Nest?", "hollow tree") in pairs(imported(wide, "a.csv"))
    assert pairs(imported("Term,Definition\nowl,die Eule\nwren,der Zaunkönig\n", "a.csv"))[0] == ("owl", "die Eule")
    assert pairs(imported("finch,der Fink\nowl,die Eule\n", "a.csv"))[0] == ("finch", "der Fink")


def test_cells_that_are_too_many_stay_with_the_last_one_and_are_said() -> None:
    made = imported("owl,die Eule\nwren,der Zaunkönig, klein\ncrow,die Krähe\n", "a.csv")

    assert pairs(made)[1] == ("wren", "der Zaunkönig, klein")
    assert codes(made) == ["cells-shifted"]


def test_a_file_without_any_separator_is_read_as_text() -> None:
    assert "Nothing is parted here." in imported("Birds\n\nNothing is parted here.\n", "a.csv").text


def test_a_text_that_anki_exported_is_read(tmp_path: Path) -> None:
    from anki.collection import Collection

    collection = Collection(str(tmp_path / "collection.anki2"))
    model = collection.models.by_name("Basic")
    assert model is not None
    for front, back in [("Which bird hoots?", "the <b>owl</b>"), ("Which bird caws?", "the crow &amp; others")]:
        note = collection.new_note(model)
        note["Front"], note["Back"] = front, back
        note.tags = ["birds"]
        collection.add_note(note, collection.decks.id("Nature::Birds") or 1)  # type: ignore[arg-type]
    out = tmp_path / "notes.txt"
    collection.export_note_csv(
        out_path=str(out),
        limit=None,
        with_html=True,
        with_tags=True,
        with_deck=True,
        with_notetype=True,
        with_guid=True,
    )
    collection.close()

    made = import_page(out.read_bytes(), out.name, "2026-11-24")

    assert pairs(made) == [("Which bird hoots?", "the owl"), ("Which bird caws?", "the crow & others")]
    assert "the **owl**" in made.text
    whys = [part.why for part in made.left_out]
    assert "the ids of notes in another program; they keep their history by them" in whys
    assert any(part.text == "birds" for part in made.left_out)


def test_each_sheet_of_a_spreadsheet_is_a_list() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [("Bird", "Nest", "Eggs"), ("Owl", "hollow tree", 4), ("Crow", "tree top", 5)]:
        sheet.append(row)
    words = book.create_sheet("Words")
    words.append(("owl", "die Eule"))
    words.append(("wren", "der Zaunkönig"))
    out = io.BytesIO()
    book.save(out)

    found = pairs(imported(out.getvalue(), "birds.xlsx"))

    assert ("Owl: Eggs?", "4") in found
    assert ("wren", "der Zaunkönig") in found


def test_a_text_document_is_read_with_its_tables() -> None:
    document = docx.Document()
    document.add_heading("Birds", 1)
    document.add_paragraph("Here stands what everybody should know of them before the first walk of the year.")
    document.add_heading("What is a clutch?", 2)
    document.add_paragraph("The eggs of one nest.")
    document.add_heading("Nests", 2)
    table = document.add_table(rows=3, cols=3)
    for at, row in enumerate([("Bird", "Nest", "Eggs"), ("Owl", "hollow tree", "4"), ("Crow", "tree top", "5")]):
        for cell, text in zip(table.rows[at].cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)

    found = pairs(imported(out.getvalue(), "birds.docx"))

    assert ("What is a clutch?", "The eggs of one nest.") in found
    assert ("Crow: Nest?", "tree top") in found


def book(chapter: str) -> bytes:
    """Give a book of one chapter."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "META-INF/container.xml", '<container><rootfiles><rootfile full-path="o.opf"/></rootfiles></container>'
        )
        metadata = '<metadata xmlns:dc="x"><dc:title>Birds</dc:title></metadata>'
        items = '<manifest><item id="a" href="a%20b.xhtml"/></manifest><spine><itemref idref="a"/></spine>'
        archive.writestr("o.opf", f"<package>{metadata}{items}</package>")
        archive.writestr("a b.xhtml", chapter)
    return out.getvalue()


def test_a_book_is_read_chapter_by_chapter() -> None:
    chapter = "<html><body><h1>Clutch</h1><p>A clutch is the eggs that one bird lays into one nest.</p></body></html>"

    made = imported(book(chapter), "birds.epub")

    assert "# Birds\n\n## Clutch\n\nA clutch is" in made.text


def test_entities_of_a_book_are_not_unfolded() -> None:
    bomb = '<!DOCTYPE c [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    bomb += "<container><rootfiles>&b;</rootfiles></container>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("META-INF/container.xml", bomb)

    assert codes(imported(out.getvalue(), "birds.epub")) == ["unreadable"]


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failing, "MOST_BYTES", 100)

    for name in ("a.epub", "a.docx", "a.xlsx"):
        assert codes(imported(book("x" * 1000), name)) == ["unreadable"]


def test_a_notebook_keeps_its_text_its_code_and_what_it_prints() -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# Lists\n", "\n", "## What does `append` give back?\n"]},
        {
            "cell_type": "code",
            "source": "print([].append(1))",
            "outputs": [{"output_type": "stream", "text": "None\n"}],
        },
    ]
    made = imported(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}), "lists.ipynb")

    assert "```python\nprint([].append(1))\n```\n\n```text\nNone\n```" in made.text
    assert [front for front, _ in pairs(made)] == ["What does append give back?"]


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.docx", "a.epub", "a.ipynb"])
@given(content=st.binary(max_size=200) | st.just(b"PK\x03\x04 broken") | st.just(b'{"cells": 3}'))
def test_a_broken_file_is_an_error_with_its_name(name: str, content: bytes) -> None:
    made = import_page(content, name, "2026-11-24")

    assert made.counts == {} or name == "a.ipynb"
    assert set(codes(made)) <= {"unreadable", "no-text"}
    assert codes(made)


@pytest.mark.parametrize("place", ["²", "٣", "0", "9" * 5000])
def test_a_column_that_is_no_place_names_none(place: str) -> None:
    assert pairs(imported(f"#separator:tab\n#guid column:{place}\nowl\tEule\nwren\tZaunkönig\n", "a.txt")) == [
        ("owl", "Eule"),
        ("wren", "Zaunkönig"),
    ]


def test_half_a_character_in_a_notebook_is_no_text() -> None:
    cells = [{"cell_type": kind, "source": ["# A\ud800b"]} for kind in ("markdown", "code")]

    assert "# A?b" in imported(json.dumps({"cells": cells, "nbformat": 4}), "a.ipynb").text


@given(st.text(alphabet='ab,;\t"\n#|:\r\x00', max_size=60))
def test_any_text_is_a_list_or_is_read_as_text(text: str) -> None:
    assert import_page(text.encode(), "a.csv", "2026-11-24") is not None


@pytest.mark.parametrize("suffix", ["txt", "csv"])
@pytest.mark.parametrize(("between", "row"), [(",", ";"), ("\t", ";"), (" - ", " ## "), ("\t", "***"), ("=", "|")])
def test_rows_on_one_line_are_parted_by_a_sign_of_their_own(between: str, row: str, suffix: str) -> None:
    pairs_told = [("owl", "die Eule"), ("wren", "der Zaunkönig"), ("crow", "die Krähe")]

    made = imported(row.join(f"{term}{between}{meaning}" for term, meaning in pairs_told), f"birds.{suffix}")

    assert pairs(made) == pairs_told


def test_a_sentence_with_semicolons_is_a_sentence() -> None:
    assert not pairs(imported("Owls hoot at night; wrens sing, at dawn; crows caw, croak, and steal.", "a.txt"))


ANKI = "#separator:tab\n#html:true\n"


def test_what_only_numbers_or_repeats_is_left_out_of_a_wide_list() -> None:
    rows = [
        "bird_01\t<img src='a.jpg'>\tdie Eule, -n\tEule\towl\t[sound:a.mp3]",
        "bird_02\t\tder Zaunkönig\tZaunkönig\twren\t",
    ]
    rows += ["bird_04\t\tdie Krähe, -n\tKrähe\tcrow\t", "bird_05\t\tder Star\tStar\tstarling\t"]

    made = imported(ANKI + "#columns:Key\tPicture\tGerman\tSearch\tEnglish\tSound\n" + "\n".join(rows), "birds.txt")

    assert pairs(made)[0] == ("die Eule, -n", "owl")
    assert {part.why for part in made.left_out} >= {
        "the numbers of the rows", "pictures and sounds, which a text does not hold", "the same as in another column"
    }  # fmt: skip


def test_rows_of_a_wide_list_without_heads_are_terms() -> None:
    made = imported("鹿\tlù\tdeer\n鹰\tyīng\teagle\n鼠\tshǔ\tmouse\n龟\tguī\tturtle\n", "words.tsv")

    assert pairs(made)[0] == ("鹿", "lù deer")


def test_a_first_row_with_a_code_as_the_others_have_is_no_header() -> None:
    rows = "\n".join(("鹿\tdeer\tL01", "鹰\teagle\tL01", "鼠\tmouse\tL02", "龟\tturtle\tL03"))

    assert [term for term, _ in pairs(imported(rows, "words.tsv"))] == ["鹿", "鹰", "鼠", "龟"]
    assert [term for term, _ in pairs(imported(rows, "words.txt"))] == ["鹿", "鹰", "鼠", "龟"]


def test_sentences_with_gaps_stay_so() -> None:
    made = imported(
        f"{ANKI}The {{{{c1::owl}}}} hoots at {{{{c2::night}}}}.\tsee the book\nA {{{{c1::wren}}}} sings.\t\n", "a.txt"
    )

    assert "cards: cloze" in made.text
    notes = build([decode(made.text.encode(), "a.md", "a")], ProjectSettings(deck="Root"), 1_700_000_000).notes
    assert [note.draft.note_type.cloze for note in notes] == [True, True]
    assert [note.cards() for note in notes] == [(0, 1), (0,)]
