"""Why a block became what it became, in sentences: `check --explain FILE:LINE`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from genai_cards.cards.fields import plain_text
from genai_cards.cards.kinds import Kind
from genai_cards.cards.notes import Note
from genai_cards.checks.ledger import Account, Ledger
from genai_cards.page.outline import Node

_QUESTION = "`Question? Answer.` in a list item, or `Question? (Answer: …)`, makes a question of it"
_LABEL = "`- **Name**: what it is`"

REASONS = {
    "about-repository": "The page tells about its repository: only questions and definitions are read on it. Rename"
    " the file, or move what is to be learned to a page of its own.",
    "above-headings": "With `cards: headings` only headings ask. Put it below one, or leave `cards: headings` out.",
    "answer-asks": "What stands below is another question, or a task, and answers nothing. Write the answer.",
    "answer-cut": "The text ends in a colon, and nothing follows that it could announce. Write what comes, or end it in"
    " a full stop.",
    "answer-empty": "Nothing is left of the answer once links are gone. Write it in words.",
    "answer-missing": "There is nothing behind the question. Write the answer behind it or below it.",
    "answer-unclosed": "The bracket of `(Answer: …` never closes. Write `)` behind the answer.",
    "cell-empty": "An empty cell answers nothing. Fill it, or leave it empty: the other cells are notes.",
    "check-box": "A check box is a task, not a fact. Take the box away; or put it below a question, where ticked boxes"
    " are the right choices.",
    "choices": "Choices ask nothing as long as no one is marked as right. Write `Answer: b` below them, tick the right"
    " check box, or write a key at the end of the page.",
    "cloze-bare": "Nothing but the deletion is left to ask by. Write a sentence around it.",
    "code": f"Code is shown in answers, but asks nothing itself. Put it below a question; {_QUESTION}.",
    "data": "Numbers and signs are data: write what they say.",
    "duplicate": "The same question with the same answer stands on another line; one note is enough.",
    "footnote-unused": "A footnote is shown on the card of the text that cites it. No card has such a text.",
    "generic": "The name only says what kind of text stands here: Note, Example, Summary. Name what it is about.",
    "header-empty": "Without a header there is no question for the cell. Write what the column tells in its header.",
    "html": "No rule reads this HTML: scripts, forms and frames show nothing on a card. Write it in Markdown.",
    "key": "The key at the end of a page says which choices are right; it is on the cards of the questions.",
    "leads-elsewhere": "A section of this name leads elsewhere, or is about the page: contents, references, licence."
    " Rename it to have it read.",
    "left-out": "A menu, a footer or the like of the page that it was copied from is no content.",
    "links": "Links, or pictures that the deck does not hold, are no answer. Write in words what is behind them.",
    "math": "A formula by itself asks nothing. Put it behind a name: `- **Name**: $formula$`, or below a question.",
    "navigation": "It only leads elsewhere in the page, or is a mere sign.",
    "not-asked": "Its kind, or all of them, is switched off here. Take the word out of `cards:`, or the comment away.",
    "nothing-to-see": "Its question or its answer shows nothing on a card.",
    "one-column": "One column says nothing about its rows. Add a second one, or make a list of it.",
    "prose": f"No rule sees a fact in it. To make a note of it, name what it tells: {_LABEL} makes a label of it,"
    f" {_QUESTION}; a heading that ends in `?` asks for all that stands below it.",
    "question-missing": "There is an answer, and no question before it.",
    "row-unnamed": "The first cell names the row, and here it is empty.",
    "row-width": "The row has more or fewer cells than the header, so that nobody knows which belongs where.",
    "rows-alike": "The first column does not tell the rows apart, so that “row: column?” has no one answer. Put the"
    " column that names the rows first.",
    "placeholder": "It only holds the place of a text that its author is to write: `[Your word]`, `____`.",
    "question-long": "The question, with the code that belongs to it, is longer than anybody reads on a card.",
    "says-itself": "The answer is the question again.",
    "table-empty": "A header without rows. Write the rows, without an empty line between.",
    "table-no-facts": "Its cells are no facts about its rows: measurements, a schedule, a grid, links. Name the rows in"
    " the first column, or write what is to be learned as list items.",
    "tagline-leaks": "The line under the title holds the title that it should ask for. Say it without.",
}
"""What each reason means, and what makes a note of the block all the same."""

OTHERWISE = {
    "item": f"{_LABEL} makes a label of a list item, `Question? Answer.` a question; a question with lines below it"
    " takes them as the answer.",
    "row": "Take the row out of the table and write it as a list item to ask for it in words of your own;"
    " a second column called `Meaning` makes term → meaning of each row.",
    "paragraph": f"{_QUESTION}; in a list, {_LABEL} makes a label; below a heading “Definition” it defines the heading"
    " above; below a heading that ends in `?` it is the answer.",
    "term": "`Term` and below it `: definition` makes term → definition.",
}
"""What to write for a block to become another kind, by what it is."""

_SILENT = {"comment": "a comment: no card shows it", "rule": "a line across the page: no card shows it"}
_NOTHING = "no block: an empty line, front matter, or the frame of a block"
_NAMES = {"row": "a row of a table", "item": "a list item", "term": "a term", "entry": "a term with its definition"}
_SHOWN = 80


def explain(ledger: Ledger, page: Node, line: int, notes: Sequence[Note]) -> Iterator[str]:
    """Yield sentences about the block at a line: its rule, its notes, and what would make another kind of it.

    `page` is the outline that the ledger accounts for.
    """
    found = [each for each in ledger.accounts if each.node.first <= line <= each.node.last]
    if found:
        yield from _block(ledger.path, page, found[-1])
        return
    heading = next((node for node in page.walk() if node.name == "heading" and node.first == line), None)
    if heading is not None:
        yield from _heading(ledger.path, page, heading, notes)
        return
    here = [node.name for node in page.walk() if node.first <= line <= node.last and node.name in _SILENT]
    yield f"{ledger.path}:{line}: {_SILENT[here[0]] if here else _NOTHING}."


def _block(path: str, page: Node, found: Account) -> Iterator[str]:
    node = found.node
    lines = f"line {node.first}" if node.first == node.last else f"lines {node.first} to {node.last}"
    holders = [each.name for each in page.walk() if each.first <= node.first and node.last <= each.last]
    name = "item" if node.name == "paragraph" and "item" in holders else node.name
    yield f"{path}:{node.first}: {_NAMES.get(name, f'a {name}')}, {lines}."
    for kind in dict.fromkeys(note.draft.kind for note in found.notes):
        given = [note for note in found.notes if note.draft.kind == kind]
        yield from _given(kind, given, found.shows)
    if found.skipped is not None:
        part = " of a part of it" if found.notes else ""
        yield f"No note{part}: {found.skipped.message} [{found.skipped.code}]."
        yield from filter(None, [REASONS.get(found.skipped.code, found.skipped.hint)])
    elif name in OTHERWISE:
        yield f"To make another kind of it: {OTHERWISE[name]}"


def _given(kind: Kind, notes: Sequence[Note], shows: bool) -> Iterator[str]:
    if shows:
        yield f"It is part of the note at line {notes[0].draft.at.line}, by the rule “{kind.name}”: {kind.rule}."
    else:
        count = "1 note" if len(notes) == 1 else f"{len(notes)} notes"
        yield f"It gave {count}, by the rule “{kind.name}”: {kind.rule}."
    for note in notes:
        fields = [note.draft.fields.get(name, "") for name in ("Prompt", "Text", "Answer")]
        yield f"  {' → '.join(_short(field) for field in fields if field)}  ({note.guid})"


def _heading(path: str, page: Node, heading: Node, notes: Sequence[Note]) -> Iterator[str]:
    section = next(node for node in page.walk() if heading in node.parts)
    lines = range(section.first, section.last + 1)
    here = [note for note in notes if note.draft.at.path == path and note.draft.at.line in lines]
    asked = [note for note in here if note.draft.at.line == heading.first]
    yield f"{path}:{heading.first}: a heading, over lines {section.first} to {section.last}."
    for note in asked:
        yield from _given(note.draft.kind, [note], shows=False)
    others = len(here) - len(asked)
    if others:
        yield f"It is shown above {'the note' if others == 1 else f'each of the {others} notes'} from below it."
    if not asked:
        yield "To make it ask for what stands below it, end it in `?`; or write `cards: headings` in the front matter."


def _short(field: str) -> str:
    text = plain_text(field)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
