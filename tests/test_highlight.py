from __future__ import annotations

import html
import re
import subprocess
import sys

import pytest

from genai_cards.cards.note_types import CSS
from genai_cards.page.highlight import MAX_CODE, highlighted


def test_words_of_code_have_classes() -> None:
    assert highlighted('def f(): return "a < b"  # c\n', "python") == (
        '<span class="hk">def</span> <span class="hf">f</span>(): <span class="hk">return</span>'
        ' <span class="hs">"a &lt; b"</span>  <span class="hc"># c</span>\n'
    )


@pytest.mark.parametrize("language", ["", "mermaid", "no-such-language", "TEXT"])
def test_code_in_an_unknown_language_is_plain(language: str) -> None:
    assert highlighted("if a < b:\n", language) == "if a &lt; b:\n"


def test_code_that_is_too_long_is_plain() -> None:
    code = "if a:\n" * (MAX_CODE // 6 + 1)

    assert highlighted(code, "python") == code


@pytest.mark.parametrize("language", ["python", "js", "html", "sql", "bash", "c++", "diff", "json", "latex", "console"])
@pytest.mark.parametrize("code", ["\n\n  a\tb\n\n", "<b>&amp;'\"\n", "\\( [sound:x]\n", "def 1 'x\n- y\n+ z\n$ ls\n"])
def test_no_character_of_the_code_is_lost(language: str, code: str) -> None:
    assert html.unescape(re.sub(r"</?span[^>]*>", "", highlighted(code, language))) == code


def test_each_class_has_a_colour() -> None:
    shown = highlighted('@d\ndef f(): return "a", 1, None # c\n', "python") + highlighted("- a\n+ b\n", "diff")

    assert {f".gc pre .{name} " in CSS for name in re.findall(r'class="(\w+)"', shown)} == {True}


def test_pages_without_code_do_not_load_the_highlighter() -> None:
    script = (
        "import sys; from genai_cards.reading import read_page;"
        "from genai_cards.settings.values import ProjectSettings;"
        "from genai_cards.source import Source;"
        "read_page(Source('a.md', 'a', '# A\\n\\n- **GAN**: b `c`\\n\\n```\\nd\\n```\\n'), ProjectSettings());"
        "print('pygments' in sys.modules, 'xml.etree' in sys.modules)"
    )

    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        == "False False\n"
    )
