"""What was learned about glued tables, and how it is weighed."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned, by name of the feature."""

    gaps: Mapping[str, float] = field(default_factory=dict)
    """Log-odds of a seam, by what stands around the gap."""
    cells: Mapping[str, float] = field(default_factory=dict)
    """How much a likeness of a cell to its column counts, and how cells of first, middle and last columns look."""
    usual: Mapping[str, float] = field(default_factory=dict)
    """How often a trait is found in the cells of all tables."""
    counts: Mapping[str, float] = field(default_factory=dict)
    """What speaks for a number of columns."""
    rows: Mapping[str, float] = field(default_factory=dict)
    """What speaks for a row being cut right."""
    looks: Mapping[str, float] = field(default_factory=dict)
    """What speaks for lines being a glued table."""


UNITS = {"gaps": 100, "cells": 100, "usual": 10000, "counts": 1000, "rows": 1000, "looks": 1000}
"""How many units of the file of weights make 1, by table: it holds whole numbers."""

FILE = "weights.json"
"""Beside this module; `python benchmarks/learn_tables.py` writes it."""


@cache
def shipped() -> Weights:
    """Give the weights that come with the package."""
    tables = json.loads(resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
    return Weights(**{name: {n: v / unit for n, v in tables[name].items()} for name, unit in UNITS.items()})


WORDS = "words.txt"
"""Beside this module: words that are usual in texts, in lower case but for those with capitals inside."""


@cache
def usual_words() -> frozenset[str]:
    """Give words that are usual in texts; `python benchmarks/collect.py FOLDER --words` counts them."""
    return frozenset(resources.files(__package__).joinpath(WORDS).read_text(encoding="utf-8").split())


def weigh(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give the sum of features times weights."""
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def chance(log_odds: float) -> float:
    """Give the probability that log-odds stand for."""
    return 1 / (1 + math.exp(-limit(log_odds, 30)))


def limit(value: float, most: float) -> float:
    """Keep a value within bounds on both sides."""
    return max(-most, min(most, value))


def surety(share: float) -> float:
    """Give the log-odds of a probability, within bounds."""
    return limit(math.log(max(share, 1e-9) / max(1 - share, 1e-9)), 8)


def add_logs(values: Sequence[float]) -> float:
    """Give the logarithm of a sum of exponentials."""
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))
