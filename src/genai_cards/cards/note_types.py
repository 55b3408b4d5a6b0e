"""The note types we ship. Ids, names, fields and templates never change: Anki would make a second note type of them.

Only the text of templates and the CSS may change, and then `MODIFIED` moves too.
"""

from __future__ import annotations

from genai_cards.cards.notes import Field, NoteType, Template

MODIFIED = 1795737600  # 2026-11-27 00:00 UTC

CSS = """\
.card {
  --ink: #1f2328; --quiet: #59636e; --paper: #ffffff; --panel: #f3f5f7; --line: #d5dae0; --accent: #0b57a4;
  --keyword: #8f1d78; --string: #0b6138; --number: #8a4300; color-scheme: light;
  --ground: var(--paper); --inset: var(--panel);
  margin: 0; padding: 20px 16px 40px; background: var(--paper); color: var(--ink);
  font: 20px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif;
  font-size: clamp(18px, 15px + .8vw, 20px); text-align: start; overflow-wrap: break-word;
}
/* The apps style body.nightMode themselves: background and color must be said again here to win over them. */
.card.nightMode, .card.night_mode, .nightMode .card, .night_mode .card {
  --ink: #e4e7ea; --quiet: #a3acb6; --paper: #1e2124; --panel: #2a2e33; --line: #454c54; --accent: #8ec2ff;
  --keyword: #f2a6dc; --string: #9bdcab; --number: #f3b87f; color-scheme: dark;
  background: var(--paper); color: var(--ink);
}

/* From top to bottom. */
.card .gc, .card hr#answer { max-width: 38em; margin: 0 auto; }
.card .gc-context { margin-bottom: .8em; color: var(--quiet); font-size: .75em; line-height: 1.4; }
.card .gc-prompt { font-size: 1.12em; font-weight: 600; line-height: 1.4; }
.card .gc-prompt > :is(pre, ul, ol, blockquote, .gc-scroll) { font-size: .89em; font-weight: 400; }
.card .gc-cue { margin-top: .4em; color: var(--quiet); font-size: .8em; }
.card hr#answer { height: 0; margin: 1.1em auto; border: 0; border-top: 1px solid var(--line); }
.card .gc-prompt + .gc-answer { margin-top: 1em; }
.card .gc-extra {
  --ground: var(--panel); --inset: var(--paper);
  margin-top: 1.5em; padding: .8em 1em; border-radius: 8px; background: var(--ground);
  font-size: .85em; line-height: 1.45;
}
.card .gc-source { margin-top: 1.6em; color: var(--quiet); font-size: .67em; line-height: 1.4; }
.card .gc .gc-source a { color: inherit; }

/* Text. */
.card .gc :is(p, ul, ol, dl, blockquote, pre, table, details) { margin: .6em 0; }
.card .gc :is(h1, h2, h3, h4, h5, h6) { margin: 1em 0 .4em; font-size: 1em; font-weight: 600; }
.card .gc ul { padding-inline-start: 1.4em; }
.card .gc ol { padding-inline-start: 1.9em; }
.card .gc :is(li, li > ul, li > ol) { margin: .3em 0; }
.card .gc :is(.gc-prompt, .gc-answer, .gc-extra, blockquote, ul, ol) > :first-child { margin-top: 0; }
.card .gc :is(.gc-prompt, .gc-answer, .gc-extra, blockquote, ul, ol) > :last-child { margin-bottom: 0; }
.card .gc li > p:first-child { margin-top: 0; }
.card .gc dt { font-weight: 600; }
.card .gc dd { margin: 0; margin-inline-start: 1.5em; }
.card .gc blockquote { padding-inline-start: .9em; border-inline-start: 3px solid var(--line); }
.card .gc .gc-callout { padding-block: .1em; border-color: var(--accent); }
.card .gc .gc-title { font-weight: 600; }
.card .gc hr { margin: 1em 0; border: 0; border-top: 1px solid var(--line); background: none; }
.card .gc :is(sub, sup) { font-size: .7em; line-height: 0; }
.card .gc abbr[title] { text-decoration: underline dotted; }
.card .gc a[href] { color: var(--accent); text-decoration: underline; text-underline-offset: .15em; }
.card .gc mark { background: #f6dc7c; color: #1f2328; }
/* Drawings are dark lines upon nothing: at night, too, they need their paper. */
.card .gc img { max-width: 100%; height: auto; background: #ffffff; color-scheme: light; }
.card .gc .gc-image { color: var(--quiet); font-style: italic; }
.card .gc .gc-footnotes { margin-top: 1em; color: var(--quiet); font-size: .8em; }
.card .gc .cloze { color: var(--accent); font-weight: 600; }
.card .gc :is(pre, code, kbd) {
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono", monospace;
}
.card .gc :is(code, kbd) {
  padding: .1em .3em; font-size: .86em; border-radius: 4px; background: var(--inset); unicode-bidi: isolate;
  -webkit-box-decoration-break: clone; box-decoration-break: clone;
}
.card .gc kbd { box-shadow: inset 0 0 0 1px var(--line); }
.card .gc pre { --ground: var(--inset); padding: .7em .9em; border-radius: 8px; line-height: 1.25; direction: ltr; }
.card .gc pre code { padding: 0; background: none; }
.card .gc pre .hc { color: var(--quiet); font-style: italic; }
.card .gc pre .hk { color: var(--keyword); }
.card .gc pre .hs { color: var(--string); }
.card .gc pre .hn { color: var(--number); }
.card .gc pre .hf { color: var(--accent); }
.card .gc table { border-collapse: collapse; font-size: .88em; }
.card .gc table code { white-space: nowrap; }
.card .gc :is(th, td) {
  min-width: 4em; padding: .4em 0; padding-inline-end: 1.2em; border-bottom: 1px solid var(--line); vertical-align: top;
}
.card .gc th { font-weight: 600; text-align: start; }
.card .gc tr > :last-child { padding-inline-end: 0; }

/* What is too wide scrolls inside itself; a shadow says at which side there is more. */
.card .gc-prompt, .card .gc-answer { margin-inline: -16px; padding-inline: 16px; }
.card .gc-prompt, .card .gc-answer, .card .gc-extra { overflow-x: auto; overflow-y: hidden; }
.card .gc :is(pre, table, mjx-container[display="true"]) {
  display: block; overflow-x: auto; overflow-y: hidden;
  background:
    linear-gradient(90deg, var(--ground) 50%, transparent) -1px -1px / 2em calc(100% + 2px) local,
    linear-gradient(270deg, var(--ground) 50%, transparent) calc(100% + 1px) -1px / 2em calc(100% + 2px) local,
    linear-gradient(90deg, var(--line), transparent) 0 / .6em 100%,
    linear-gradient(270deg, var(--line), transparent) 100% / .6em 100% var(--ground);
  background-repeat: no-repeat;
}
.card .gc mjx-container[display="true"] { margin: .6em 0; padding: .3em 0; }

/* A table's whole row, in the extra. */
.card .gc .gc-row { display: table; width: 100%; background: none; font-size: 1em; }
.card .gc .gc-row code { white-space: normal; }
.card .gc .gc-row :is(th, td) { padding: .3em 0; overflow-wrap: anywhere; }
.card .gc .gc-row th { width: 30%; min-width: 6.5em; padding-inline-end: 1em; color: var(--quiet); font-weight: 400; }
.card .gc .gc-row .gc-asked > * { color: var(--ink); font-weight: 600; }
.card .gc .gc-row .gc-asked > th { border-inline-start: 3px solid var(--accent); padding-inline-start: .5em; }
.card .gc .gc-row tr:first-child > * { padding-top: 0; }
.card .gc .gc-row tr:last-child > * { padding-bottom: 0; border-bottom: 0; }
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
