"""What README says is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from genai_cards import outcomes, report
from genai_cards.compiler import build
from genai_cards.lock import load
from genai_cards.project import find_pages, find_project, read_lock, read_page
from reading import pairs

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_page_becomes_what_is_said() -> None:
    (page,) = re.findall(r"```markdown\n(.*?)```", README, re.DOTALL)

    assert "becomes eight notes" in README
    assert pairs(page) == [
        ("Noise in, pictures out.", "Diffusion model"),
        ("Diffusion model", "A diffusion model is a generative model that learns to undo noise."),
        ("GAN: Speed?", "fast"),
        ("GAN: Weakness?", "mode collapse"),
        ("VAE: Speed?", "fast"),
        ("VAE: Weakness?", "blurred"),
        ("Can it be steered?", "Yes, by text, depth maps or poses."),
        ("What does the network predict?", "The noise that was added, ε, given x_t and the step t."),
    ]


@pytest.mark.skipif(not (ROOT / "source").is_dir(), reason="the project's own pages are not beside the tests")
def test_the_report_is_that_of_our_own_pages() -> None:
    project = find_project(ROOT)
    assert project is not None
    lock, _ = load(read_lock(project) or "", "genai-cards.lock")
    built = build(map(read_page, find_pages([], project)), project.settings, 1_700_000_000, lock)
    (shown,) = re.findall(r"```text\n(.*?)```", README, re.DOTALL)

    size = re.findall(r"\((\d+) kB\)", shown)
    told = report.as_text(built, Path("output/genai.apkg"), int(size[0]) * 1000)
    assert shown.strip() == f"{told}\n{outcomes.summary(built.changes)}"
