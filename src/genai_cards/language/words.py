"""Words by what they mean, in all languages: one row a sign.

A word is written in lower case; `glossar*` may go on with other letters; `soln.` is short for a word, and counts where
a number, a dot or a colon follows. A row knows its words (`word in ANSWER`) and gives them as a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType


class Words:
    """A row of the table: what one thing is called, by language."""

    __slots__ = ("_every", "by_language")

    def __init__(self, **by_language: str) -> None:
        rows = {language: tuple(words.split(", ")) for language, words in by_language.items()}
        self.by_language: Mapping[str, tuple[str, ...]] = MappingProxyType(rows)
        self._every = frozenset(word for words in rows.values() for word in words)

    def __contains__(self, word: object) -> bool:
        return word in self._every

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._every))

    def any_of(self, words: Iterable[str]) -> bool:
        """Say whether one of these words is in the row."""
        return not self._every.isdisjoint(words)

    @property
    def pattern(self) -> str:
        """Any word of the row as a regular expression, the longest first."""
        return f"(?:{'|'.join(_pattern(word) for word in sorted(self, key=len, reverse=True))})"


def _pattern(word: str) -> str:
    """Give a word as a regular expression, with any white space and any dash in it."""
    said = re.escape(word.rstrip("*.")).replace(r"\ ", r"\s+").replace(r"\-", r"\s?[-–]\s?")
    goes_on = {"*": r"[^\W\d_]*", ".": r"(?=[\s.]*\d|\s?[.:：])"}
    return said + goes_on.get(word[-1], "")


# --- questions and answers --------------------------------------------------------------------------------------------

QUESTION = Words(
    en="question, statement, problem, ques., que.",
    de="frage",
    es="pregunta",
    fr="question",
    it="domanda",
    pt="pergunta",
    nl="vraag",
    ru="вопрос",
    zh="问题, 问, 题目",
    ja="問題, 質問, 問",
    ar="السؤال, سؤال",
    bg="въпрос",
    bn="প্রশ্ন",
    cs="otázka",
    da="spørgsmål",
    el="ερώτηση",
    fa="پرسش, سوال, سؤال",
    fi="kysymys",
    he="שאלה",
    hi="प्रश्न, सवाल",
    hr="pitanje",
    hu="kérdés",
    id="pertanyaan",
    ko="질문, 문제",
    no="spørsmål",
    pl="pytanie",
    ro="întrebare",
    sk="otázka",
    sr="питање",
    sv="fråga",
    th="คำถาม",
    tr="soru",
    uk="питання",
    vi="câu hỏi",
)
"""What opens a question: `Question: …`, `Question 3`."""

INTERROGATIVES = Words(
    en="why, how, what, when, where, which, who, whose, whom",
    de="warum, wieso, weshalb, wie, was, wann, wo, welche, welcher, welches, wer",
    es="por, cómo, qué, cuándo, dónde, cuál, cuáles, quién",
    fr="pourquoi, comment, quand, où, quel, quelle, quels, quelles, qui",
    it="perché, come, quando, dove, quale, chi",
    pt="por, quando",
    nl="waarom, hoe, wat, wanneer, waar, welke, wie",
    ru="почему, как, что, когда, где",
    zh="为什么, 如何",
)

ORDERS = Words(
    en="define, name, list, explain, describe, state, give, compare, distinguish, discuss, identify, outline, "
    "differentiate, mention, write, calculate, find, solve, prove, true or false",
    de="nenne, erkläre, beschreibe, definiere",
    es="define, explica, describe",
    fr="expliquez, définissez",
)
"""What opens a task that asks without a question mark: `Define …`."""

ANSWER = Words(
    en="answer, ans, solution, sol., soln.",
    de="antwort, lösung",
    es="respuesta, solución",
    fr="réponse, solution",
    it="risposta, soluzione",
    pt="resposta, solução",
    nl="antwoord, oplossing",
    ru="ответ",
    zh="答案, 答, 解答, 参考答案, 要点, 正确答案",
    ja="解答, 答え, 回答, 正解",
    ar="الإجابة, الاجابة, إجابة, اجابة, الجواب, جواب",
    bg="отговор",
    bn="উত্তর",
    cs="odpověď, řešení",
    da="svar",
    el="απάντηση",
    fa="پاسخ, جواب",
    fi="vastaus",
    he="תשובה",
    hi="उत्तर",
    hu="válasz",
    id="jawaban",
    ko="정답, 답, 해답",
    pl="odpowiedź, rozwiązanie",
    ro="răspuns, raspuns",
    sq="përgjigja, përgjigje",
    sv="svar",
    th="คำตอบ, เฉลย",
    tr="cevap, yanıt",
    uk="відповідь",
    vi="đáp án, câu trả lời, trả lời",
    hr="odgovor",
    sr="одговор",
    sk="odpoveď",
    lt="atsakymas",
    lv="atbilde",
    et="vastus",
    eu="erantzuna",
    ka="პასუხი",
    ms="jawapan",
    sw="jibu",
    ta="பதில்",
    no="svar",
)
"""What opens an answer: `Answer: …`, `(Answer: …)`."""

RIGHT = Words(
    en="correct, right, sample, model, suggested, expected, possible",
    de="richtige, korrekte",
    es="correcta",
    fr="bonne",
    it="corretta",
    pt="correta",
    nl="juiste",
    ru="правильный",
    zh="正确",
    ja="正しい",
)
"""What may stand before the word for an answer: `Correct answer: …`."""

RIGHT_BEHIND = Words(ar="الصحيحة", es="correcta", fr="correcte", it="corretta, correta", pt="correta, corecta")
"""What may stand behind it: `Respuesta correcta: …`."""

ANSWER_KEY = Words(
    en="answer key, answer keys, answers, solutions, key, keys",
    de="antworten, lösungen, lösungsschlüssel",
    es="respuestas, soluciones",
    fr="réponses, solutions, corrigé",
    it="risposte",
    pt="respostas",
    nl="antwoorden",
    ru="ответы",
    zh="答案, 参考答案",
    ja="解答",
)
"""What a key is called, which answers the questions of a page in one place."""

EXPLANATION = Words(
    en="explanation, rationale, reason",
    de="erklärung, erläuterung, begründung",
    es="explicación",
    fr="explication",
    it="spiegazione",
    pt="explicação",
    nl="uitleg",
    ru="пояснение",
    zh="解析, 解释",
    ja="解説",
)
"""What opens the reason of an answer: `Explanation: …`."""

CHOICE = Words(en="option, choice", es="opción", fr="choix, option", pt="opção")
"""What may stand before the letter of a choice: `Option b`."""

READ_ON = Words(
    en="learn more, read more, further reading, see also, additional links, image source, reference, references, "
    "source, sources, resources, links, see",
    de="quellen, weiterführendes, literatur, siehe",
    es="fuentes, ver",
    fr="voir",
    ru="см",
)
"""What opens the end of an answer: where to read on."""

BACK_TO_TOP = Words(en="back to top, back to the top")

# --- titles and headings ----------------------------------------------------------------------------------------------

GLOSSARY = Words(
    en="glossar*, dictionar*, vocabular*, terminolog*, lexicon*, term, terms, definitions, abbreviation, "
    "abbreviations, acronym, acronyms, a-z",
    de="glossar*, lexikon*, begriffe*, wörterbuch*, vokabel*, abkürzungen",
    es="glosario, vocabulario",
    fr="glossaire, lexique*",
)
"""What titles of glossaries hold."""

DEFINITION_HEADINGS = Words(
    en="definition, definitions, meaning",
    de="definition, begriff, begriffserklärung, begriffsbestimmung, bedeutung",
    es="definición",
    fr="définition",
    it="definizione",
    pt="definição",
    nl="definitie",
    ru="определение",
    ar="تعريف",
    zh="定义",
    ja="定義",
)
"""A heading that stands over the definition of the heading above it."""

# --- labels and headers -----------------------------------------------------------------------------------------------

GENERIC_LABELS = Words(
    en="see also, further reading, read more, learn more, more info, image source, for example, note, notes, nb, "
    "n.b., example, examples, e.g., i.e., see, tip, tips, hint, warning, caution, important, todo, fixme, "
    "source, sources, reference, references, link, links, update, edit, answer, ans, question, q, a, credit, "
    "credits, image, figure",
    de="hinweis, beispiel, quelle",
    es="ejemplo, nota",
    fr="exemple, remarque",
)
"""Labels that say what a line is, not what it is about."""

OPENERS = Words(
    en="i, we, you, they, he, she, it, there, here, this, that, these, those, if, when, because, although, "
    "while, since, as, so, then"
)
"""Words that open a clause, not a label."""

VERBS = Words(
    en="is, are, was, were, be, been, has, have, had, do, does, did, can, could, will, would, shall, should, "
    "may, might, must, ruled, said, says, say, stated, states, state, found, finds, showed, shows, show, "
    "argued, argues, argue, claims, claimed, includes, include, including, included, following, follows, "
    "namely, consists, means, mean, becomes, became, asks, asked, wrote, writes, reads, held, holds, "
    "concluded, noted, added, announced, reported, according"
)
"""Words that make what stands before a colon a clause, not a label."""

MEANING = Words(
    en="meaning, definition, description, explanation, expansion, translation",
    de="bedeutung, beschreibung, erklärung",
    es="definición, significado",
    fr="définition, signification",
    it="significado",
    zh="含义, 定义",
)
"""Labels and headers that only say: here is what it means."""

QUESTION_HEADERS = Words(
    en="question, questions, q",
    de="frage",
    es="pregunta",
    it="domanda",
    pt="pergunta",
    nl="vraag",
    zh="问题",
    ja="問題",
)

EXPLANATION_HEADERS = Words(en="why, explanations, reasoning, note, notes, comment, comments", de="warum", es="por qué")
"""Headers of a column that tells why another one holds the answer, beside EXPLANATION."""

DATE_HEADERS = Words(
    en="date, dates, year, years, when, time, period, month, day, era",
    de="datum, jahr, wann",
    es="fecha, año, cuándo",
    fr="année, quand",
    it="data, anno, quando",
    pt="data, ano, quando",
    nl="datum, jaar",
    zh="日期, 年份, 年, 时间",
)

# --- small words ----------------------------------------------------------------------------------------------------

SMALL_WORDS = Words(
    en="a, about, an, and, are, as, at, be, been, by, can, could, did, do, does, for, from, had, has, have, how, "
    "if, in, into, is, it, its, may, might, not, of, on, one, or, should, so, such, than, that, the, their, "
    "them, then, there, these, they, this, those, to, was, were, what, when, where, which, who, whom, whose, "
    "why, will, with, would, you, your, use, used, mean, means, called, nor, we",
    de="als, am, an, auch, auf, aus, bei, das, dass, dem, den, der, des, die, ein, eine, einem, einen, einer, "
    "eines, er, es, für, haben, hat, im, ist, kann, man, mit, nach, nicht, oder, sich, sie, sind, über, um, "
    "und, von, vom, war, warum, was, welche, welcher, welches, wenn, wer, werden, wie, wird, wo, wofür, wozu, "
    "zu, zum, zur, in",
    es="al, como, con, cual, cuál, cuando, cómo, de, del, donde, dónde, el, en, es, está, la, las, lo, los, para, "
    "por, porque, qué, que, quién, se, ser, son, su, un, una, y, o",
    fr="au, aux, avec, c, ce, ces, comment, d, dans, des, du, elle, est, et, fait, il, l, le, les, ne, ou, par, "
    "pas, pour, pourquoi, qu, quand, quel, quelle, quelles, quels, qui, quoi, sa, ses, sont, sur, une, la, un, "
    "de, que",
    it="che, chi, come, cos, cosa, da, dei, della, di, e, gli, i, il, perché, più, quale, quali, quando, sono",
    nl="aan, als, bij, dat, de, deze, dit, een, en, het, hoe, is, kan, met, naar, niet, om, op, te, tot, van, "
    "voor, waar, waarom, wanneer, wat, welk, welke, wie, worden, wordt, zijn",
    pt="à, ao, as, com, do, dos, em, foi, na, nas, no, nos, o, os, não, onde, pelo, qual, quais, são, uma",
)
"""Words that say nothing of what a text is about."""

SMALL_SIGNS = "的了是在有和与與及什么麼么吗嗎呢哪些如何怎样樣为為請请谁誰之其被把将將从從这這那也都就而或但個个"
"""Chinese signs that say what such words do elsewhere."""

NEGATIONS = Words(
    en="not, no, never, none, without, cannot",
    de="nicht, kein, keine, keinen, nie, ohne",
    fr="ne, pas, jamais, sans, non",
    es="no, nunca, sin",
    pt="não, nunca, nem, sem",
    it="non, mai, senza",
    nl="niet, geen, nooit",
    ru="не, нет, без, нельзя",
    zh="不, 没, 無, 未, 非",
    ja="ない, ません",
    ko="안, 없, 않",
)
"""Words and signs that turn a question round."""
