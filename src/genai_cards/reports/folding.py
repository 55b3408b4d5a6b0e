"""What is alike is said once: a kind of problem that a vault has a hundred times is one line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from genai_cards.diagnostics import Diagnostic, Severity

MOST_ALIKE = 10
"""More problems of one kind are folded."""

MOST_ERRORS = 50
"""More errors of one kind: what stops an export is listed as long as somebody can read it."""

MOST_FOLDERS = 3


def folded(problems: Iterable[Diagnostic], option: str) -> Iterator[Diagnostic | str]:
    """Yield problems in their order, but for those of a kind that there are many of: of them a line, behind the others.

    `option` is what lists them all.
    """
    kinds: dict[tuple[Severity, str], list[Diagnostic]] = defaultdict(list)
    ordered = list(problems)
    for problem in ordered:
        kinds[problem.severity, problem.code].append(problem)
    many = {
        kind for kind, alike in kinds.items() if len(alike) > (MOST_ERRORS if kind[0] is Severity.ERROR else MOST_ALIKE)
    }
    yield from (problem for problem in ordered if (problem.severity, problem.code) not in many)
    for kind in sorted(many, key=lambda kind: kind[1]):
        yield _line(kinds[kind], option)


def _line(alike: Sequence[Diagnostic], option: str) -> str:
    first = alike[0]
    said = f"{first.severity.value}: {len(alike)} × {first.code}, {_where(alike)} ({option} lists them); the first:"
    hint = f"\n  hint: {first.hint}" if first.hint else ""
    return f"{said}\n  {first.at}: {first.message}{hint}"


def _where(alike: Iterable[Diagnostic]) -> str:
    folders = Counter(problem.at.path.rpartition("/")[0] for problem in alike)
    named = [
        f"{folder}/ ({count})" if folder else f"here ({count})" for folder, count in folders.most_common(MOST_FOLDERS)
    ]
    more = len(folders) - len(named)
    return f"in {', '.join(named)}" + (f" and {more} more {'folder' if more == 1 else 'folders'}" if more else "")
