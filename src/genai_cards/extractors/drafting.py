"""What each extractor needs to make drafts: the place it reads, and one way to fill the fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from genai_cards.cards.active import escaped
from genai_cards.cards.kinds import Kind, kind_of
from genai_cards.cards.note_types import BASIC
from genai_cards.cards.notes import Draft, Key
from genai_cards.diagnostics import Location
from genai_cards.language import prompts
from genai_cards.language.phrases import Phrases, phrases
from genai_cards.page import markup
from genai_cards.page.document import Block, Document, Section
from genai_cards.page.text import Text
from genai_cards.settings.asked import Asked

SECTION_SIGN = " › "
LONG_LIST = 4
"""From so many items on, the question says how many there are."""

_EMOJI = re.compile(r"(?:^|(?<=\s)):[a-z][a-z0-9_+-]+:(?:\s+|$)")
"""A picture that a site puts in the place of its name: `:rocket:`."""

_NOT_IN_TAGS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A section as an extractor sees it."""

    document: Document
    section: Section
    deck: str
    context: str
    """Plain text: page › section."""

    tags: tuple[str, ...]
    citation: str
    phrases: Phrases
    asked: Asked = field(default_factory=Asked)
    """What its author asks for here."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The section's own blocks."""
        return self.section.blocks

    def above(self) -> Place:
        """Give the place without its heading, for a note that asks by the heading itself."""
        heading = self.section.path[-1] if self.section.path else ""
        tag, *others = self.tags
        return replace(
            self,
            context=self.context.removesuffix(SECTION_SIGN + heading) if heading else "",
            tags=(tag.rpartition("::")[0] or tag, *others),
        )

    def draft(
        self,
        kind: Kind,
        subject: Iterable[str],
        prompt: str,
        answer: str,
        at: Location,
        *,
        extra: str = "",
        cue: str = "",
        under: str = "",
        hide: str = "",
        named: Location | None = None,
    ) -> Draft:
        """Make a draft of fields in HTML.

        An id that its author wrote is looked for at `named`, else at `at`.

        The context ends with `under` (plain text), and has a gap where it would give `hide` (plain text) away.
        """
        subject = tuple(subject)
        context = _context(self.context, under, subject[-1] if subject else "")
        if hide:
            context = with_gap(context, hide)
        fields = {"Prompt": prompt, "Answer": answer, "Context": escaped(context)}
        if extra:
            fields["Extra"] = markup.not_heard_again(extra, answer)
        if cue:
            fields["Cue"] = cue
        return Draft(
            key=Key(self.document.page, self.section.path, kind_of(kind.name).name, subject),
            note_type=BASIC,
            fields=fields,
            deck=self.deck,
            tags=(*self.tags, _kind_tag(kind)),
            at=at,
            citation=self.citation,
            own_id="" if kind.of_many else self.document.own_ids.get((named or at).line, ""),
        )

    def count_cue(self, count: int) -> str:
        """Say how many items the answer has, where that helps."""
        return self.phrases.items.format(count) if count >= LONG_LIST else ""


def _context(above: str, under: str, asked: str) -> str:
    """Give what stands above a prompt: each name once, without the prompt itself, and without "Contents"."""
    crumbs = SECTION_SIGN.join(filter(None, (above, under))).split(SECTION_SIGN)
    seen = {asked.casefold()}
    kept: list[str] = []
    for crumb in crumbs:
        name = crumb.casefold().strip(" :")
        silent = (kept and prompts.is_dead(crumb) and not prompts.may_be_term(crumb)) or prompts.leads_back(crumb)
        if name not in seen and not silent:
            kept.append(_EMOJI.sub("", crumb) or crumb)
        seen.add(name)
    return SECTION_SIGN.join(kept)


def derived(draft: Draft, kind: Kind, subject: str, fields: Mapping[str, str]) -> Draft:
    """Make a note of another kind out of one; it asks for `subject` (plain text), in the same place."""
    return replace(
        draft,
        key=replace(draft.key, kind=kind_of(kind.name).name, subject=(subject,)),
        fields=fields,
        tags=(*draft.tags[:-1], _kind_tag(kind)),
    )


def _kind_tag(kind: Kind) -> str:
    return f"kind::{kind.name}"


def place(document: Document, section: Section, deck: str, tag_prefix: str) -> Place:
    """Give the place of a section."""
    title = subject(document.title)
    return Place(
        document=document,
        section=section,
        deck=deck,
        context=SECTION_SIGN.join((title, *section.path)),
        tags=(section_tag(title, section.path, tag_prefix), *document.settings.tags),
        citation=citation(document.settings.source),
        phrases=phrases(document.settings.lang),
    )


def subject(text: Text) -> str:
    """Give the plain text on one line, as keys and contexts hold it."""
    return " ".join(text.plain.split())


def slug(words: str) -> str:
    """Give words as one level of a tag: lower case letters and digits of any script, joined by hyphens."""
    return _NOT_IN_TAGS.sub("-", words.lower().replace("_", "-")).strip("-")


def section_tag(title: str, path: tuple[str, ...], prefix: str) -> str:
    """Give the hierarchical tag of a section; a level does not repeat the page's title."""
    page = slug(title) or "page"
    levels = [slug(heading).removeprefix(f"{page}-") or "section" for heading in path]
    return "::".join(filter(None, (prefix, page, *levels)))


def citation(source: str) -> str:
    """Give where the facts come from as HTML: a link where it is one."""
    if re.fullmatch(r"https?://[^\s<>\"]+", source):
        url = escaped(source)
        return f'<a href="{url}">{url}</a>'
    return escaped(source)


def with_gap(context: str, answer: str) -> str:
    """Give a context that does not tell an answer."""
    return re.sub(rf"(?<!\w){re.escape(answer)}(?!\w)", "[…]", context, flags=re.IGNORECASE)
