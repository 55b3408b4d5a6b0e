"""What is learned from about glued tables: tables and usual words out of folders of Markdown.

    python benchmarks/collect.py FOLDER --tables FILE    # writes FILE, for learn_tables.py --more FILE
    python benchmarks/collect.py FOLDER --words          # rewrites words.txt: words that are usual in texts

FOLDER holds one folder for each source, such as a repository: a word is usual by how many sources use it, and no source
gives more than some tables. Leave out the sources that are measured on.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from genai_cards.importers.tables import model

WORDS = Path(model.__file__).with_name(model.WORDS)
SUFFIXES = {".md", ".mdx", ".markdown", ".rst", ".cnxml", ".mediawiki"}

MOST_TABLES = 20  # of one source
MOST_ROWS = 40  # of one table
MOST_EMPTY = 0.15  # share of cells
LONGEST_CELL = 900  # characters
MOST_WORDS = 3000  # of the page around a table

FEW = 50_000  # words of a source so small that one that is found once counts
LATIN = 0.9  # share of characters in a text that is counted
LEAST_SOURCES = {2: 10, 3: 10, 4: 5}  # of a word, by its length; longer ones: 3
LEAST_OF_NAMES = 2  # sources of a name with capitals inside
LONGEST_LINE = 118

MARKDOWN = MarkdownIt("commonmark").enable("table")


def texts(source: Path) -> Iterator[str]:
    """Give the texts of a source."""
    for file in sorted(source.rglob("*")):
        if file.suffix.lower() in SUFFIXES and file.is_file():
            yield file.read_text(encoding="utf-8", errors="replace")


# --- Tables ---------------------------------------------------------------------------------------------------------


def plain(inline: Token) -> str:
    """Give the text of a cell or paragraph."""
    parts = []
    for token in inline.children or ():
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak") or token.content.startswith("<br"):
            parts.append(" ")
    return " ".join("".join(parts).split())


def tables_of(text: str) -> tuple[list[list[list[str]]], set[str]]:
    """Give the tables of a page, and the words outside of them."""
    tables: list[list[list[str]]] = []
    words: set[str] = set()
    inside = False
    for token in MARKDOWN.parse(text):
        if token.type in ("table_open", "table_close"):
            inside = token.type == "table_open"
            if inside:
                tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type == "inline" and inside:
            tables[-1][-1].append(plain(token))
        elif token.type in ("inline", "fence", "code_block"):
            words.update((plain(token) or token.content).split())
    return tables, words


def is_usable(rows: list[list[str]]) -> bool:
    """Say whether a table can be glued and cut again."""
    cells = [cell for row in rows for cell in row]
    return (
        len(rows) > 2
        and 2 <= len(rows[0]) <= 8
        and all(rows[0])
        and cells.count("") <= MOST_EMPTY * len(cells)
        and max(map(len, cells)) <= LONGEST_CELL
    )


def collect(source: Path, luck: random.Random) -> list[dict[str, Any]]:
    """Give the tables of a source as learn_tables.py reads them, no more than two with the same header."""
    found: list[dict[str, Any]] = []
    headers: Counter[tuple[str, ...]] = Counter()
    for text in texts(source):
        tables, words = tables_of(text) if "|" in text and "--" in text else ([], set[str]())
        for table in tables:
            rows = [row for row in table if len(row) == len(table[0]) and any(row)][:MOST_ROWS]
            if not is_usable(rows) or headers[tuple(rows[0])] > 1:
                continue
            headers[tuple(rows[0])] += 1
            others = {
                word for other in tables if other is not table for row in other for c in row for word in c.split()
            }
            around = sorted(words | others)
            found.append(
                {
                    "repo": source.name,
                    "rows": rows,
                    "words": sorted(luck.sample(around, min(MOST_WORDS, len(around)))),
                    "has_empty": any("" in row for row in rows),
                    "capitalised": not any(cell[:1].islower() for row in rows for cell in row[1:]),
                }
            )
    luck.shuffle(found)
    return found[:MOST_TABLES]


# --- Words ----------------------------------------------------------------------------------------------------------

_NO_TEXT = re.compile(r"```.*?```|\]\([^)]*\)|https?://\S+|<[^>]*>", re.DOTALL)
_WORD = re.compile(r"[^\W\d_][^\W_]+")
_NAME = re.compile(r"[^\W\d_]+[a-z][A-Z]|[A-Z]{2,}[a-z]{2}")
_CODE = re.compile(r"[A-Za-z]\d+")


def count(source: Path) -> set[str]:
    """Give the words that a source uses: those with capitals inside or digits as they are, all others in lower case."""
    counts: Counter[str] = Counter()
    for text in texts(source):
        bare = html.unescape(_NO_TEXT.sub("", text))
        if sum(char < "ʰ" for char in bare) >= LATIN * len(bare):
            counts.update(word.lower() if word[1:].islower() else word for word in _WORD.findall(bare))
    least = 1 if counts.total() < FEW else 2
    return {word for word, number in counts.items() if number >= least}


def usual(sources: list[set[str]]) -> list[str]:
    """Give the words that enough sources use; not those in capitals that are usual in small letters."""
    counts = Counter(word for source in sources for word in source)
    words = {word for word, number in counts.items() if number >= _least(word)}
    return sorted(
        word
        for word in words
        if not _CODE.fullmatch(word)
        and not (word.isupper() and word.isalpha() and len(word) > 4 and word.lower() in words)
    )


def _least(word: str) -> int:
    if _NAME.match(word) and len(word) > 4:
        return LEAST_OF_NAMES
    return LEAST_SOURCES.get(len(word), 3)


def write_words(words: list[str], path: Path) -> None:
    """Write words, some a line."""
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) >= LONGEST_LINE:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Collect tables or words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tables", type=Path)
    parser.add_argument("--words", action="store_true")
    options = parser.parse_args()
    sources = sorted(path for path in options.folder.iterdir() if path.is_dir())
    if options.tables:
        luck = random.Random(7)
        tables = [table for source in sources for table in collect(source, luck)]
        options.tables.write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
        print(f"{options.tables}: {len(tables)} tables")
    if options.words:
        words = usual([count(source) for source in sources])
        write_words(words, WORDS)
        print(f"{WORDS.name}: {len(words)} words")


if __name__ == "__main__":
    main()
