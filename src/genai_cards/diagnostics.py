"""Problems are values: what is wrong or left out, where, and what to do about it."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a page."""

    path: str
    """As the user knows it: relative to the project, with forward slashes."""

    line: int = 1
    """1-based, counted in the real file, front matter included."""

    column: int = 1
    """1-based, in characters."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Severity(enum.StrEnum):
    """What a diagnostic does to the run."""

    ERROR = "error"
    """Nothing is written."""

    WARNING = "warning"
    """The deck is written, but its author should look."""

    ADVICE = "advice"
    """Nothing is wrong, but cards could be better; `check` alone says it."""

    SKIPPED = "skipped"
    """A block that became no note, and why."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem, or one reason for leaving a block out."""

    code: str
    """A stable word that reads after "allow": `row-width`, `answer-missing`. All are in docs/diagnostics.md."""

    severity: Severity
    at: Location
    message: str
    """What is wrong, in the page's terms."""

    hint: str = ""
    """What to do."""

    def __str__(self) -> str:
        head = f"{self.at}: {self.severity}: {self.message} [{self.code}]"
        return f"{head}\n  hint: {self.hint}" if self.hint else head

    def as_json(self) -> dict[str, object]:
        """Give the diagnostic as plain values for a program."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "path": self.at.path,
            "line": self.at.line,
            "column": self.at.column,
            "message": self.message,
            "hint": self.hint,
        }


def error(code: str, at: Location, message: str, hint: str = "") -> Diagnostic:
    """Give a problem that blocks writing."""
    return Diagnostic(code, Severity.ERROR, at, message, hint)


def warning(code: str, at: Location, message: str, hint: str = "") -> Diagnostic:
    """Give a problem that does not block writing."""
    return Diagnostic(code, Severity.WARNING, at, message, hint)


def advice(code: str, at: Location, message: str, hint: str = "") -> Diagnostic:
    """Give what could be better."""
    return Diagnostic(code, Severity.ADVICE, at, message, hint)


def skipped(code: str, at: Location, message: str, hint: str = "") -> Diagnostic:
    """Give the reason why a block became no note."""
    return Diagnostic(code, Severity.SKIPPED, at, message, hint)


def by_place(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort problems as a reader meets them: by page, line and column."""
    return tuple(sorted(problems, key=lambda problem: (problem.at, problem.code, problem.message)))


def unreadable(broken: Exception) -> str:
    """Say what a parser found, also where Python's own words are about Python."""
    if isinstance(broken, RecursionError):
        return "it nests too deep"
    return "a number has thousands of digits" if type(broken) is ValueError else str(broken)


class Stop(Exception):
    """There is nothing to go on with: no project, no page, an unreadable file. Exit status 2."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"error: {self.message}\n  hint: {self.hint}" if self.hint else f"error: {self.message}"
