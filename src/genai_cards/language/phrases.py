"""The few words that cards add to a page's own, by language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """What a card says in one language."""

    acronym: str
    """Asks what {} stands for."""

    acronyms: str
    """The same of more than one: VAEs."""

    term: str
    """Asks for the term that a tagline describes."""

    items: str
    """How many items, {}, the answer has."""


ENGLISH = Phrases("What does {} stand for?", "What do {} stand for?", "Which term is this?", "{} items")

PHRASES = {
    "en": ENGLISH,
    "de": Phrases("Wofür steht {}?", "Wofür stehen {}?", "Welcher Begriff ist das?", "{} Punkte"),
    "es": Phrases("¿Qué significa {}?", "¿Qué significan {}?", "¿Qué término es?", "{} elementos"),
    "fr": Phrases("Que signifie {} ?", "Que signifient {} ?", "Quel est ce terme ?", "{} éléments"),
    "it": Phrases("Che cosa significa {}?", "Che cosa significano {}?", "Quale termine è?", "{} elementi"),
    "nl": Phrases("Waar staat {} voor?", "Waar staan {} voor?", "Welk begrip is dit?", "{} punten"),
    "pt": Phrases("O que significa {}?", "O que significam {}?", "Qual é este termo?", "{} itens"),
}


def phrases(lang: str) -> Phrases:
    """Give the phrases for a language tag such as `pt-BR`; English where it is not known."""
    return PHRASES.get(lang.split("-")[0].split("_")[0].lower(), ENGLISH)
