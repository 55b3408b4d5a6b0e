"""Words of pasted text: what heads the columns of terms, what names the sides of a card."""

from __future__ import annotations

from genai_cards.language.words import Words

TERM_HEADS = Words(
    en="term, terms, word, words, name, concept, front, abbreviation, acronym, full form, stands for, english, german, "
    "french, spanish, italian, latin, japanese, chinese, korean, russian, portuguese, key, value, symbol, command, "
    "function, slang, jargon, event, year, date",
    de="wort, begriff, vorderseite, übersetzung, fachbegriff, vokabel",
    es="palabra, término, concepto",
    fr="mot, terme, expression",
    it="parola, termine",
    pl="słowo, termin",
    ru="слово, термин, перевод",
    zh="单词, 词语",
    ja="用語, 単語",
    ko="단어, 용어",
)
"""Heads of columns of terms."""

BACK_HEADS = Words(
    en="definition, meaning, meanings, answer, answers, translation, description, back, explanation, english, "
    "stands for, full form, expansion, notes, event",
    de="bedeutung, übersetzung, rückseite, erklärung, definition",
    es="significado, definición, respuesta, traducción",
    fr="sens, définition, réponse, traduction",
    it="significato, definizione, traduzione, risposta",
    pl="znaczenie, tłumaczenie",
    ru="перевод, значение, определение, ответ",
    zh="释义, 意思",
    ja="意味",
    ko="뜻",
)
"""Heads of columns of what terms mean."""

CUE_HEADS = Words(en="cue, cue column, question, questions, prompt, q", de="frage", es="pregunta", fr="question")
"""Heads of columns of questions."""

NOUN_HEADS = Words(
    en="model, feature, aspect, type, tool, method, element, country, city, language, property, parameter, category, "
    "class, component, technique, approach, phase, stage, step, level, layer, field, criterion, factor, principle, "
    "rule, theory, author, artist, book, food, animal, plant, drug, disease, organ, muscle, bone, planet, metal, unit, "
    "quantity, formula, metric, algorithm, operator, keyword, library, framework, service, protocol, port, status, "
    "organelle, function, structure, mineral, instrument, tense, hormone, vitamin, enzyme, gas, law, "
    "battle, king, president, capital",
    de="modell, merkmal, eigenschaft, art, land, typ, element",
    es="modelo, característica, tipo, país",
    fr="modèle, caractéristique, pays, type",
    it="modello, caratteristica, tipo, paese",
)
"""Nouns that head a first column whose rows are of one kind."""

FRONTS = Words(
    en="front, term, word, prompt, concept, name",
    de="vorderseite, wort, begriff",
    es="palabra, término",
    fr="mot, terme",
    it="parola, termine",
    ru="слово, термин",
)
"""Labels of the front of a card."""

BACKS = Words(en="back, reverse", de="rückseite", es="reverso", fr="verso", it="retro")
"""Labels of the back of a card."""

JUDGEMENTS = Words(
    en="true, false, t, f", de="wahr, falsch, richtig", es="verdadero, falso, v", fr="vrai, faux", it="vero, falso"
)
"""What a statement is judged to be."""

PRONOUNS = Words(
    en="this, that, these, those, it, they, we, you, he, she, i, there, here, which, what, who",
    de="es, das, dies, sie, wir",
    es="esto, eso, ella",
    fr="ce, cela, il, elle, on",
    it="questo, quello",
)
"""Words that no term is."""
