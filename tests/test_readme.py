"""What README and the docs say is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from genai_cards.build import build
from genai_cards.identity.lock import load
from genai_cards.project.find import find_project, read_lock
from genai_cards.project.pages import find_pages, read_page
from genai_cards.reports import changes as outcomes
from genai_cards.reports import export as report
from reading import drafts, pairs, plain

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHAPES = ROOT / "docs" / "shapes.md"


def test_the_example_page_becomes_what_is_said() -> None:
    (page,) = re.findall(r"```markdown\n(.*?)```", README, re.DOTALL)

    assert "becomes eight notes" in README
    assert pairs(page) == [
        ("Noise in, pictures out.", "Diffusion model"),
        ("Diffusion model", "A diffusion model is a generative model that learns to undo noise."),
        ("GAN: Speed?", "fast"),
        ("VAE: Speed?", "fast"),
        ("GAN: Weakness?", "mode collapse"),
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


EXAMPLES = re.findall(r"```markdown\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", SHAPES.read_text("utf-8"), re.DOTALL)


def cards_of(page: str) -> str:
    """Give the cards of a page as docs/shapes.md shows them."""
    lines = []
    for draft in drafts(f"# Page\n\n{page}"):
        cue = plain(draft.fields.get("Cue", ""))
        front = f"{plain(draft.fields['Prompt'])} [{cue}]" if cue else plain(draft.fields["Prompt"])
        lines.append(f"{front} → {plain(draft.fields['Answer'])}\n")
    return "".join(lines)


@pytest.mark.parametrize(("page", "cards"), EXAMPLES)
def test_each_shape_gives_the_cards_that_the_docs_show(page: str, cards: str, update: bool) -> None:
    found = cards_of(page)
    if update:
        text = SHAPES.read_text("utf-8")
        behind = text.split(f"```markdown\n{page}```\n", 1)[1]
        behind = re.sub(r"\A\n```text\n.*?```\n", "", behind, flags=re.DOTALL)
        before = text.split(f"```markdown\n{page}```\n", 1)[0]
        SHAPES.write_text(f"{before}```markdown\n{page}```\n\n```text\n{found}```\n{behind}", "utf-8")
        cards = found

    assert found == cards
