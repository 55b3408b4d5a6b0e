"""Names of the files that are written."""

from __future__ import annotations

import re
from pathlib import Path

from genai_cards.diagnostics import Stop
from genai_cards.targets import PACKAGE, TARGETS


def package_file(output: Path | None, folder: Path, name: str) -> Path:
    """Give the file to write: `output` if it is one, else the package `name` in the folder `output`, or in `folder`.

    A Stop if its suffix names no format, or its name no deck.
    """
    if output is None or output.is_dir() or not output.suffix:
        file = (output or folder) / f"{_file_name(name)}{PACKAGE.suffix}"
    elif output.suffix.lower() in TARGETS or _means_backup(output.name):
        file = output
    else:
        hint = f"a file ends in {', '.join(TARGETS)}; a folder whose name has a dot must be there"
        raise Stop(f"{output.name} names no format that can be written", hint)
    if _means_backup(file.name):
        hint = "Anki takes collection.apkg, backup-*.apkg and *.colpkg for backups, and replaces everything by them"
        raise Stop(f"{file.name} is no good name for a deck", hint)
    return file


def free_name(name: str) -> str:
    """Give a name for a page: lower case, words joined by hyphens."""
    return _file_name(name)


def _file_name(name: str) -> str:
    words = re.sub(r"[^\w]+", "-", name.lower()).strip("-")[:80] or "deck"
    return f"deck-{words}" if _means_backup(f"{words}.apkg") else words


def _means_backup(name: str) -> bool:
    name = name.lower()
    return name == "collection.apkg" or name.startswith("backup-") or name.endswith(".colpkg")
