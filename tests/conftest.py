"""What the tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# A machine may be busy; time is measured in benchmarks/, not in tests.
settings.register_profile("no-deadline", deadline=None)
settings.load_profile("no-deadline")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the golden files; the git diff is the review")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, as the current folder."""
    folder = tmp_path / "notes"
    (folder / "source").mkdir(parents=True)
    (folder / "genai-cards.toml").write_text('deck = "Notes"\n')
    monkeypatch.chdir(folder)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return folder
