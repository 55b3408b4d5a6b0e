"""The note types we ship. Ids, names, fields and templates never change: Anki would make a second note type of them.

Only the text of templates and the CSS may change, and then `MODIFIED` moves too.
"""

from __future__ import annotations

from genai_cards.notes import Field, NoteType, Template

MODIFIED = 1795478400  # 2026-11-24 00:00 UTC

CSS = """\
.card {
  --ink: #1f2328; --quiet: #59636e; --paper: #ffffff; --panel: #f4f6f8; --line: #d5dae0; --accent: #0b57a4;
  margin: 0; padding: 20px 16px; background: var(--paper); color: var(--ink);
  font: 20px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
  text-align: start; overflow-wrap: break-word;
}
.card.nightMode, .card.night_mode, .nightMode .card, .night_mode .card {
  --ink: #e6e8eb; --quiet: #a6afb9; --paper: #1d2023; --panel: #282c31; --line: #444b53; --accent: #8ec2ff;
}
.card .gc { max-width: 38em; margin: 0 auto; }
.card .gc-context { margin-bottom: .9em; color: var(--quiet); font-size: .72em; line-height: 1.4; }
.card .gc-prompt { font-size: 1.15em; font-weight: 600; line-height: 1.4; }
.card .gc-cue { margin-top: .4em; color: var(--quiet); font-size: .8em; }
.card hr#answer { height: 0; margin: 1.1em 0; border: 0; border-top: 1px solid var(--line); }
.card .gc-extra {
  margin-top: 1.4em; padding: .7em .9em; border-radius: 8px; background: var(--panel);
  font-size: .8em; line-height: 1.45;
}
.card .gc-source { margin-top: 1.4em; color: var(--quiet); font-size: .62em; }
.card .gc p, .card .gc ul, .card .gc ol, .card .gc dl, .card .gc blockquote, .card .gc pre { margin: .5em 0; }
.card .gc-answer > :first-child, .card .gc-extra > :first-child, .card .gc-prompt > :first-child { margin-top: 0; }
.card .gc-answer > :last-child, .card .gc-extra > :last-child, .card .gc-prompt > :last-child { margin-bottom: 0; }
.card .gc ul, .card .gc ol { padding-inline-start: 1.5em; text-align: start; }
.card .gc li { margin: .25em 0; }
.card .gc :is(h1, h2, h3, h4, h5, h6) { margin: .9em 0 .3em; font-size: 1em; }
.card .gc a { color: var(--accent); }
.card .gc blockquote { padding-inline-start: .8em; border-inline-start: 3px solid var(--line); color: var(--quiet); }
.card .gc code, .card .gc kbd, .card .gc pre {
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono", monospace; font-size: .88em;
}
.card .gc code { padding: .1em .3em; border-radius: 4px; background: var(--panel); }
.card .gc-extra code { background: var(--paper); }
.card .gc pre { padding: .7em .9em; overflow-x: auto; border-radius: 8px; background: var(--panel); line-height: 1.4; }
.card .gc pre code { padding: 0; background: none; font-size: 1em; }
.card .gc-extra pre { padding: .4em 0; }
.card .gc-scroll, .card .gc mjx-container[display="true"] { max-width: 100%; overflow-x: auto; }
.card .gc table { border-collapse: collapse; }
.card .gc th, .card .gc td { padding: .3em .6em; border: 1px solid var(--line); vertical-align: top; }
.card .gc th { font-weight: 600; text-align: start; }
.card .gc .gc-row { width: 100%; }
.card .gc .gc-row th, .card .gc .gc-row td { padding: .25em 0; border-width: 0 0 1px; }
.card .gc .gc-row tr:last-child > * { border-bottom: 0; }
.card .gc .gc-row th { width: 32%; padding-inline-end: .9em; color: var(--quiet); font-weight: 400; }
.card .gc img { max-width: 100%; height: auto; }
.card .gc .gc-image { color: var(--quiet); font-style: italic; }
.card .gc .gc-footnotes { margin-top: .8em; color: var(--quiet); font-size: .8em; }
.card .gc .cloze { color: var(--accent); font-weight: 600; }
"""

_CONTEXT = '<div class="gc-context" dir="auto">{{Context}}</div>'
_CUE = '{{#Cue}}<div class="gc-cue" dir="auto">{{Cue}}</div>{{/Cue}}'
_REST = (
    '{{#Extra}}<div class="gc-extra" dir="auto">{{Extra}}</div>{{/Extra}}'
    '<div class="gc-source" dir="auto">{{Source}}</div>'
)


def _front(field: str) -> str:
    return f'<div class="gc">{_CONTEXT}<div class="gc-prompt" dir="auto">{{{{{field}}}}}</div>{_CUE}</div>'


def _back(field: str) -> str:
    answer = f'<div class="gc-answer" dir="auto">{{{{{field}}}}}</div>'
    return f'{{{{FrontSide}}}}<hr id=answer><div class="gc">{answer}{_REST}</div>'


def _fields(base: int, *names: str) -> tuple[Field, ...]:
    spare = ("Spare 1", "Spare 2", "Spare 3")
    return tuple(Field(base + place, name) for place, name in enumerate((*names, *spare), 1))


BASIC = NoteType(
    id=1795478400101,
    name="genai-cards",
    fields=_fields(
        1795478400100100,
        "Prompt",
        "Answer",
        "Cue",
        "Context",
        "Extra",
        "Source",
        "ID",
        "Reverse Prompt",
        "Reverse Answer",
    ),
    templates=(
        Template(1795478400100201, "Card", _front("Prompt"), _back("Answer")),
        Template(
            1795478400100202,
            "Reverse",
            "{{#Reverse Prompt}}" + _front("Reverse Prompt") + "{{/Reverse Prompt}}",
            _back("Reverse Answer"),
        ),
    ),
    css=CSS,
    modified=MODIFIED,
)

CLOZE = NoteType(
    id=1795478400102,
    name="genai-cards cloze",
    fields=_fields(1795478400100300, "Text", "Answer", "Cue", "Context", "Extra", "Source", "ID"),
    templates=(
        Template(
            1795478400100401,
            "Cloze",
            _front("cloze:Text"),
            f'<div class="gc">{_CONTEXT}<div class="gc-prompt" dir="auto">{{{{cloze:Text}}}}</div>'
            f'{{{{#Answer}}}}<div class="gc-answer" dir="auto">{{{{Answer}}}}</div>{{{{/Answer}}}}{_REST}</div>',
        ),
    ),
    css=CSS,
    modified=MODIFIED,
    cloze=True,
)

NOTE_TYPES = (BASIC, CLOZE)
