"""The few words that cards add to the page's own, and the words that rules look for, by language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """What a card says in one language."""

    acronym: str
    """Asks what {} stands for."""

    term: str
    """Asks for the term that a tagline describes."""

    items: str
    """How many items, {}, the answer has."""


ENGLISH = Phrases("What does {} stand for?", "Which term is this?", "{} items")

PHRASES = {
    "en": ENGLISH,
    "de": Phrases("Wofür steht {}?", "Welcher Begriff ist das?", "{} Punkte"),
    "es": Phrases("¿Qué significa {}?", "¿Qué término es?", "{} elementos"),
    "fr": Phrases("Que signifie {} ?", "Quel est ce terme ?", "{} éléments"),
    "it": Phrases("Che cosa significa {}?", "Quale termine è?", "{} elementi"),
    "nl": Phrases("Waar staat {} voor?", "Welk begrip is dit?", "{} punten"),
    "pt": Phrases("O que significa {}?", "Qual é este termo?", "{} itens"),
}


def phrases(lang: str) -> Phrases:
    """Give the phrases for a language tag such as `pt-BR`; English where it is not known."""
    return PHRASES.get(lang.split("-")[0].split("_")[0].lower(), ENGLISH)


DEFINITION_HEADINGS = frozenset(
    "definition definitions definición définition definizione definição definitie begriff begriffserklärung "
    "begriffsbestimmung meaning bedeutung 定义 定義 определение تعريف".split()
)
"""A heading that stands over the definition of the heading above it."""

ANSWER_WORDS = ("answer", "ans", "solution", "antwort", "lösung", "réponse", "respuesta", "risposta", "resposta",
                "antwoord", "答案", "答", "解答", "参考答案", "要点", "ответ")  # fmt: skip
"""What opens an answer within brackets: `(Answer: …)`."""

ASIDES = frozenset(
    ("learn more", "read more", "further reading", "see also", "additional links", "image source", "back to top")
) | frozenset("reference references source sources resources links quellen weiterführendes literatur fuentes".split())
"""What opens the end of an answer: where to read on."""

QUESTION_WORDS = ("question", "statement", "problem", "frage", "pregunta", "domanda", "pergunta", "vraag", "вопрос",
                  "问题", "問題")  # fmt: skip
"""What opens a question: `Question: …`."""

EXPLANATION_WORDS = ("explanation", "rationale", "reason", "erklärung", "erläuterung", "begründung", "explicación",
                     "explication", "spiegazione", "explicação", "uitleg", "пояснение", "解析", "解释",
                     "解説")  # fmt: skip
"""What opens the reason of an answer: `Explanation: …`."""

EXPLANATION_HEADERS = frozenset(
    (*EXPLANATION_WORDS, "why", "explanations", "reasoning", "note", "notes", "comment", "comments", "warum", "por qué")
)
"""Headers of a column that tells why another one holds the answer."""

QUESTION_HEADERS = frozenset("question questions q frage pregunta domanda pergunta vraag 问题 問題".split())
MEANING_HEADERS = frozenset(
    "meaning definition description explanation answer a expansion translation bedeutung definición définition "
    "beschreibung erklärung antwort réponse respuesta risposta resposta significado signification "
    "含义 定义 答案".split()
)
"""Headers of a second column that only say: here is what the first column means."""

DATE_HEADERS = frozenset(
    "date dates year years when time period month day era datum jahr wann fecha año cuándo année quand data anno ano "
    "quando jaar 日期 年份 年 时间".split()
)

INTERROGATIVES = frozenset(
    "why how what when where which who whose whom warum wieso weshalb wie was wann wo welche welcher welches wer "
    "pourquoi comment quand où quel quelle quels quelles qui por cómo qué cuándo dónde cuál cuáles quién perché come "
    "quando dove quale chi waarom hoe wat wanneer waar welke wie 为什么 如何 почему как что когда где".split()
)

GLOSSARY_WORDS = ("glossar", "dictionar", "vocabular", "terminolog", "lexi[ck]on", "terms?\\b", "a[-–]z\\b", "begriffe",
                  "wörterbuch", "vokabel", "glosario", "lexique", "abbreviations?", "acronyms?")  # fmt: skip
"""What titles of glossaries hold; each is a regular expression."""

GENERIC_HEADINGS = frozenset(
    "introduction overview installation usage summary conclusion background example examples motivation setup notes "
    "requirements license contributing faq references resources changelog features prerequisites troubleshooting "
    "tutorial quickstart definition practice questions einleitung überblick zusammenfassung beispiel beispiele".split()
)
"""Headings that say what kind of text stands below, not what it is about."""

GENERIC_LABELS = frozenset(
    ("see also", "further reading", "read more", "learn more", "more info", "image source", "for example")
) | frozenset(
    "note notes nb n.b. example examples e.g. i.e. see tip tips hint warning caution important todo fixme source "
    "sources reference references link links update edit answer ans question q a credit credits image figure "
    "hinweis beispiel quelle ejemplo nota exemple remarque".split()
)
"""Labels that say what a line is, not what it is about."""

OPENERS = frozenset(
    "i we you they he she it there here this that these those if when because although while since as so then".split()
)
"""Words that open a clause, not a label."""

VERBS = frozenset(
    "is are was were be been has have had do does did can could will would shall should may might must ruled said says "
    "say stated states state found finds showed shows show argued argues argue claims claimed includes include "
    "including included following follows namely consists means mean becomes became asks asked wrote writes reads "
    "held holds concluded noted added announced reported according".split()
)
"""Words that make what stands before a colon a clause, not a label."""
