"""Time the reading of pasted text, ordinary and made to be slow: seconds of CPU for each, worst first.

usage: python benchmarks/paste.py [KILOBYTES]
"""

from __future__ import annotations

import sys
import time

from genai_cards.importers import import_page

ORDINARY = (
    "Birds of the mill\n\nThe owl hunts at night. It hears a mouse under the snow, and flies without a sound.\n\n"
    "Brood\nThe young of one nest.\n\nowl – die Eule\nwren – der Zaunkönig\ncrow – die Krähe\n\n"
    "1. Which bird hoots?\nAnswer: The owl.\n2. Which bird is small?\nAnswer: The wren.\n\n"
)
SIGNS = (
    "=",
    " ",
    ".",
    "(",
    "\\(",
    '"',
    "[1] ",
    "| ",
    "a, ",
    "a: ",
    "<",
    "&#11;",
    "_ ",
    "什",
    "ModelSpeed",
    "lorem ipsum dolor ",
)
LINES = (
    "? ", "a) item", "[7] note", "\\[", "a, b, c", "│   ├── file", "Item", "| a | b |", "a\tb",
    "What is it?", "Term: meaning of it", "a - b - c", "ModelSpeedYear", "• a", "- x", "x = f(y);",
    "```", "a  b", "a ____ b", "# a", "Answer: x", "cell 7", "Front: a", "○ a",
    "Rock is a thing that is hard.", "this line is broken because it was full and", "2 comments",
    "Related terms", "水：一种液体。",
)  # fmt: skip


def seconds(text: str) -> float:
    """Give the CPU seconds that the import of a text takes."""
    before = time.process_time()
    import_page(text.encode(), "page.txt", "2026-11-24")
    return time.process_time() - before


def main() -> None:
    """Print the times."""
    size = 1000 * int(sys.argv[1] if len(sys.argv) > 1 else "100")
    seconds(ORDINARY)
    texts = {"ordinary text": ORDINARY * (size // len(ORDINARY))}
    texts |= {f"one line of {sign!r}": sign * (size // len(sign)) for sign in SIGNS}
    texts |= {f"lines {line!r}": f"{line}\n" * (size // (len(line) + 1)) for line in LINES}
    texts |= {f"apart {line!r}": f"{line}\n\n" * (size // (len(line) + 2)) for line in LINES}
    for taken, name in sorted(((seconds(text), name) for name, text in texts.items()), reverse=True):
        print(f"{taken:8.2f} s  {name}")


if __name__ == "__main__":
    main()
