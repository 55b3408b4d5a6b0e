"""What an export does to notes that people already study, in words: a summary, the differences, Anki searches."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from genai_cards.cards.fields import plain_text
from genai_cards.cards.notes import Note, StoredNote, shown_id
from genai_cards.identity.changes import Change, Outcome
from genai_cards.identity.lock import Entry

SEARCHED_AT_ONCE = 100
"""GUIDs in one Browser search; longer ones are cut into several."""

_WORDS = {
    Outcome.ADDED: "new",
    Outcome.CHANGED: "changed",
    Outcome.MOVED: "moved",
    Outcome.RETIRED: "retired",
    Outcome.REVIVED: "back again",
    Outcome.SAME: "as before",
}
_FATES = {outcome.value: word for outcome, word in _WORDS.items()}
_FATES |= {"stale": "not updated", "duplicated": "duplicated", "lost": "lost"}
"""What a rehearsed import does to notes, in the same words."""

_CONSEQUENCES = {
    Outcome.ADDED: "a new card",
    Outcome.CHANGED: "updated in Anki, history kept",
    Outcome.MOVED: "history kept, nothing to update",
    Outcome.RETIRED: "stays in Anki until you delete it",
    Outcome.REVIVED: "updated in Anki, its history kept",
    Outcome.SAME: "left alone",
}
_SHOWN = 100
"""Characters of a question in a list."""

Paint = Callable[[str, str], str]
"""Gives a text in the colour of "gone", "come", "doubt" or "quiet"; on no terminal, as it is."""


def summary(changes: Sequence[Change], other: str = "") -> str:
    """Say in one line what became of the notes since the last export, or compared with another."""
    counts = Counter(change.outcome for change in changes)
    said = ", ".join(f"{counts[outcome]} {word}" for outcome, word in _WORDS.items() if counts[outcome])
    return f"{f'Compared with {other}' if other else 'Since the last export'}: {said or 'no notes'}."


def search(guids: Iterable[str]) -> list[str]:
    """Give what finds notes in Anki's Browser, one search a line."""
    every = list(guids)
    groups = [every[start : start + SEARCHED_AT_ONCE] for start in range(0, len(every), SEARCHED_AT_ONCE)]
    return [f'"note:genai-cards*" "ID:re:^({"|".join(map(_searched, group))})$"' for group in groups]


def _searched(guid: str) -> str:
    """Give a GUID as a regular expression in a search; in ours, nothing has a meaning of its own."""
    return guid if guid.isalnum() else re.escape(shown_id(guid)).replace('"', r"\"")


def retired_text(entries: Iterable[Entry]) -> str:
    """Give the text of the file that tells of retired notes; empty where there are none."""
    retired = [entry for entry in entries if entry.retired is not None]
    if not retired:
        return ""
    lines = [
        "These notes are in no page any more. An import deletes nothing: they stay in Anki and are still studied.",
        "To find them, paste a search into Anki's Browser; then suspend or delete them (Notes › Delete).",
        "A note that comes back into a page gets its history back, unless it was deleted.",
        "",
        *search(entry.guid for entry in retired),
        "",
        *(f"{entry.guid}  {entry.trace.key.page}: {_short(entry.trace.prompt)}" for entry in retired),
        "",
    ]
    return "\n".join(lines)


def moved_decks(changes: Iterable[Change]) -> list[str]:
    """Say which cards will not move to their new deck by themselves, and how to find them."""
    by_decks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for change in changes:
        if change.deck_changed and change.before is not None:
            by_decks[change.before.deck, change.after.deck].append(change.guid)
    lines = []
    for (old, new), guids in by_decks.items():
        lines.append(f"{len(guids)} notes belong to the deck “{new}” now; Anki leaves their cards in “{old}”.")
        lines.append("  To move them, search in the Browser, then Cards › Change Deck:")
        lines += [f"  {line}" for line in search(guids)]
    return lines


def after_export(changes: Sequence[Change], retired_file: str) -> list[str]:
    """Give what is to be said after an export that met a lock."""
    lines = [summary(changes)]
    if any(change.outcome is not Outcome.SAME for change in changes):
        lines[0] += " `genai-cards diff` lists them before an export."
    retired = [change.guid for change in changes if change.outcome is Outcome.RETIRED]
    if retired:
        lines.append(f"The {len(retired)} retired stay in Anki until you delete them; see {retired_file}, or search:")
        lines += [f"  {line}" for line in search(retired)]
    lines += moved_decks(changes)
    emptied = sum(change.emptied for change in changes)
    if emptied:
        lines.append(f"{_cards(emptied)} nothing any more; Tools › Empty Cards in Anki deletes what is empty.")
    return lines


def doubts(changes: Sequence[Change], paint: Paint) -> list[str]:
    """Say which notes are doubtful, and what settles each."""
    doubtful = [change for change in changes if change.doubt and change.note]
    if not doubtful:
        return []
    lines = [f"{len(doubtful)} {'is' if len(doubtful) == 1 else 'are'} doubtful; to settle them, now or later:"]
    for change in doubtful:
        lines += [f"  {_place(change)}: {_short(change.after.trace.prompt)}", *_doubt(change, paint)]
    return lines


def differences(changes: Iterable[Change], paint: Paint, held: Mapping[str, StoredNote]) -> Iterator[str]:
    """Say of each note that is not as before what becomes of it, in the order of the pages.

    `held` is what a package holds of those that changed where their texts did not, by GUID.
    """
    for change in changes:
        if change.outcome is Outcome.SAME and not change.deck_changed:
            continue
        word = paint(_WORDS[change.outcome], _COLOURS[change.outcome])
        yield f"{_place(change)}: {word}: {_short(change.after.trace.prompt)}"
        yield from _texts(change, paint, held.get(change.guid))
        yield paint(f"    {_consequence(change)} · {change.guid}", "quiet")
        if change.emptied:
            yield paint(f"    {_cards(change.emptied)} nothing any more (Tools › Empty Cards)", "doubt")
        yield from _doubt(change, paint)


def _place(change: Change) -> str:
    return f"{change.note.draft.at.path}:{change.note.draft.at.line}" if change.note else change.after.place


def _cards(count: int) -> str:
    return "1 card shows" if count == 1 else f"{count} cards show"


def _consequence(change: Change) -> str:
    stays = f"; Anki leaves its cards in “{change.before.deck}”" if change.deck_changed and change.before else ""
    return f"{_CONSEQUENCES[change.outcome]}{stays}"


_COLOURS = {
    Outcome.ADDED: "come",
    Outcome.CHANGED: "doubt",
    Outcome.MOVED: "quiet",
    Outcome.RETIRED: "gone",
    Outcome.REVIVED: "come",
    Outcome.SAME: "quiet",
}
_FATE_COLOURS = {**{outcome.value: colour for outcome, colour in _COLOURS.items()}, "stale": "doubt"}


def only_around(change: Change) -> bool:
    """Say whether a note changed though question and answer read as before."""
    if change.before is None or change.outcome is not Outcome.CHANGED:
        return False
    return all(old == new for _, old, new in _told(change.before, change.after))


def _told(before: Entry, after: Entry) -> Iterator[tuple[str, str, str]]:
    yield "question", before.trace.prompt, after.trace.prompt
    yield "answer", before.trace.answer, after.trace.answer
    yield "deck", before.deck, after.deck
    yield "page", before.trace.key.page, after.trace.key.page
    yield "section", " › ".join(before.trace.key.section), " › ".join(after.trace.key.section)


def _texts(change: Change, paint: Paint, held: StoredNote | None) -> Iterator[str]:
    if change.before is None or change.note is None:
        return
    for name, old, new in _told(change.before, change.after):
        if old != new:
            yield f"    {name}: {by_word(old, new, paint)}"
    if only_around(change):
        yield from _around(change.note, held, paint)


def _around(note: Note, held: StoredNote | None, paint: Paint) -> Iterator[str]:
    """Say what changed around question and answer, or in their looks."""
    if held is None:
        yield "    its title, its tags, its source, a picture, or what stands beside the answer"
        return
    changed = [(name, old, new) for name, new in note.fields().items() if (old := held.fields.get(name, "")) != new]
    if set(held.tags) != set(note.draft.tags):
        yield f"    tags: {by_word(' '.join(held.tags), ' '.join(note.draft.tags), paint)}"
    elif len(changed) > 1:  # each change gives the source a new line
        changed = [each for each in changed if each[0] != "Source"]
    for name, before, after in changed:
        old, new, called = plain_text(before), plain_text(after), _CALLED.get(name, name.lower())
        yield f"    {called}: {by_word(old, new, paint) if old != new else 'its looks, or a picture'}"


_CALLED = {"Prompt": "question", "Text": "text", "Context": "title and headings", "Extra": "beside the answer"}


def by_word(old: str, new: str, paint: Paint) -> str:
    """Show two texts as one, with the words that went and those that came."""
    mine, theirs = _split(old), _split(new)
    parts = []
    for kind, start, end, from_, to in difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            same = mine[start:end]
            parts.append("".join(same if len(same) <= 24 else [*same[:10], " … ", *same[-10:]]))
            continue
        if start < end:
            parts.append(paint("[-" + "".join(mine[start:end]) + "-]", "gone"))
        if from_ < to:
            parts.append(paint("{+" + "".join(theirs[from_:to]) + "+}", "come"))
    return "".join(parts)


def _split(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)


def _doubt(change: Change, paint: Paint) -> Iterator[str]:
    if change.doubted is None:
        return
    quoted = f"“{_short(change.doubted.trace.prompt)}” ({change.doubt})"
    if change.before is None:
        advice = f"perhaps it was {quoted}; if so: genai-cards accept {change.doubt} {change.guid}"
    elif change.doubt == change.guid:
        advice = f"taken for {quoted}; if it is another note: genai-cards reject {change.guid}"
    else:
        advice = (
            f"it may have been {quoted} instead; if so: genai-cards accept {change.doubt} {change.guid};"
            f" if neither: genai-cards reject {change.guid}"
        )
    yield paint(f"    doubtful: {advice}", "doubt")


def rehearsed(fates: Sequence[tuple[str, str, str]], paint: Paint) -> Iterator[str]:
    """Say what a rehearsed import did: each note (fate, GUID, question) that is not simply kept, and the counts."""
    for fate, guid, question in fates:
        if fate != Outcome.SAME:
            yield f"{paint(_FATES[fate], _FATE_COLOURS.get(fate, 'gone'))}: {_short(question)} ({guid})"
    counts = Counter(fate for fate, _, _ in fates)
    said = ", ".join(f"{counts[fate]} {word}" for fate, word in _FATES.items() if counts[fate])
    yield f"In Anki: {said or 'no notes'}."


def as_json(changes: Iterable[Change]) -> list[dict[str, object]]:
    """Give the changes, those that are as before left out, as plain values for a program."""
    return [_as_json(change) for change in changes if change.outcome is not Outcome.SAME or change.deck_changed]


def _as_json(change: Change) -> dict[str, object]:
    at = change.note.draft.at if change.note else None
    return {
        "outcome": change.outcome.value,
        "guid": change.guid,
        "path": at.path if at else None,
        "line": at.line if at else None,
        "page": change.after.trace.key.page,
        "question": change.after.trace.prompt,
        "answer": change.after.trace.answer,
        "was": {
            "question": change.before.trace.prompt,
            "answer": change.before.trace.answer,
            "page": change.before.trace.key.page,
            "section": change.before.trace.key.section,
            "deck": change.before.deck,
        }
        if change.before
        else None,
        "deck": change.after.deck,
        "consequence": _consequence(change),
        "doubt": change.doubt or None,
    }


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
