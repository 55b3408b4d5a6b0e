"""What heads of columns and cells of tables say: that they support, count, rate, or hold nothing."""

from __future__ import annotations

import re

from genai_cards.language.prompts import folded, is_in
from genai_cards.language.words import Words

SUPPORT_COLUMNS = Words(
    en="example, examples, sentence, sentences, example sentence, example sentences, audio, sound, sound file, "
    "pronunciation audio, picture, pictures, image, images, photo, photos, note, notes, source, sources, link, "
    "links, reference, references, url, comment, comments, remark, remarks, discussion, chat, screenshot, demo, "
    "more info, additional notes, further reading, read more, usage example, sample, samples, video, illustration, "
    "resource, resources, romaji, rōmaji, romanization, romanisation, transliteration, mnemonic, mnemonics, "
    "memory hook, memory aid, memory tip, part of speech, word class, word type, difficulty, difficulty level",
    de="beispiel, beispiele, beispielsatz, bild, bilder, quelle, quellen, audio, notiz, notizen, anmerkung, "
    "anmerkungen, hinweis, bemerkung, link, wortart, eselsbrücke, merkhilfe, gedächtnisstütze, merksatz, "
    "schwierigkeit",
    es="ejemplo, ejemplos, imagen, audio, fuente, nota, notas, enlace, comentario, observaciones, "
    "categoría gramatical, regla mnemotécnica, dificultad",
    fr="exemple, exemples, image, audio, source, note, notes, lien, remarque, remarques, commentaire, "
    "catégorie grammaticale, nature grammaticale, moyen mnémotechnique, difficulté",
    it="esempio, esempi, immagine, audio, fonte, nota, note, link, collegamento, categoria grammaticale, "
    "parte del discorso, difficoltà",
    pt="exemplo, exemplos, imagem, áudio, fonte, nota, notas, link, observação, classe gramatical, dificuldade",
    nl="voorbeeld, voorbeelden, afbeelding, bron, opmerking, link",
    pl="przykład, przykłady, obraz, źródło, uwagi, link",
    ru="пример, примеры, картинка, изображение, источник, примечание, примечания, ссылка, комментарий, часть речи, "
    "транслитерация, сложность",
    zh="例, 例子, 例句, 示例, 举例, 图片, 图, 备注, 備註, 来源, 链接, 说明链接, 音频, 注释, 注, "
    "词性, 詞性, 难度, 難度, 助记",
    ja="例, 例文, 画像, 写真, 備考, 出典, リンク, 音声, 注, メモ, 品詞, ローマ字, 難易度, 覚え方",
    ko="예, 예문, 예시, 그림, 사진, 비고, 출처, 링크, 오디오, 메모, 품사, 로마자, 난이도, 암기법",
)
"""Columns that are shown on a card and not asked."""

WORD_CLASSES = Words(
    en="noun, verb, adjective, adverb, pronoun, preposition, conjunction, interjection, particle, phrase, expression, "
    "n, v, adj, adv, prep, conj, pron, proper noun, phrasal verb, noun phrase, auxiliary, counter, idiom",
    de="nomen, substantiv, adjektiv, verb, pronomen, präposition, konjunktion, partikel, subst, redewendung",
    es="sustantivo, verbo, adjetivo, adverbio, pronombre, preposición, conjunción",
    fr="nom, verbe, adjectif, adverbe, pronom, préposition, conjonction",
    it="nome, sostantivo, aggettivo, avverbio, pronome, preposizione, congiunzione",
    pt="substantivo, adjetivo, advérbio, pronome, preposição, conjunção",
    ru="существительное, глагол, прилагательное, наречие, местоимение, предлог, союз",
    zh="名词, 动词, 形容词, 副词, 代词, 介词, 连词, 名詞, 動詞",
    ja="名詞, 動詞, 形容詞, い形容詞, な形容詞, 副詞, 助詞, 代名詞, 接続詞, 表現",
    ko="명사, 동사, 형용사, 부사, 대명사, 조사",
)
"""Classes of words, as a column beside the words themselves names them."""

EXAMPLES = (
    "exampl",
    "beispiel",
    "ejempl",
    "exempl",
    "esemp",
    "voorbeeld",
    "przykład",
    "пример",
    "例",
    "示例",
    "举例",
    "예",
)
"""What the heads of columns with examples begin with."""

ORDINAL_COLUMNS = Words(
    en="id, no, no., nr, number, rank, index, step, day, week, date, lecture, session, course, courses, "
    "course name, chapter, #, s.no, s.no., sr.no, sl.no, serial, line, row, version, lesson, class, module, "
    "course code, ranking, position, seq, entry, item no",
    de="nr, nr., nummer, woche, tag, datum, schritt, rang, termin, sitzung, kapitel, kurs, uhrzeit",
    es="n.º, número, semana, día, fecha, paso, clase, curso, sesión",
    fr="n°, numéro, semaine, jour, date, étape, cours, séance",
    it="n., numero, settimana, giorno, data, passo, lezione, corso",
    pt="n.º, número, semana, dia, data, passo, aula, curso",
    ru="№, номер, неделя, день, дата, шаг, курс, занятие, № п/п",
    zh="序号, 序號, 编号, 編號, 日期, 周, 周次, 星期, 课程, 步骤, 排名, 版本",
    ja="番号, 日付, 週, 回, 順位, ステップ, 日, バージョン",
    ko="번호, 날짜, 주차, 순위, 단계, 순번, 버전",
)
"""Columns that count or date their rows, where a course or a log is planned."""

MONTHS = Words(
    en="jan, january, feb, february, march, apr, april, may, june, july, aug, august, sept, september, oct, october, "
    "nov, november, dec, december",
    de="januar, februar, märz, april, mai, juni, juli, august, september, oktober, november, dezember",
    fr="janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre",
    es="enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre",
    pt="janeiro, fevereiro, março, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro",
    it="gennaio, febbraio, marzo, aprile, maggio, giugno, luglio, agosto, settembre, ottobre, novembre, dicembre",
    nl="januari, februari, maart, april, mei, juni, juli, augustus, september, oktober, november, december",
    sv="januari, februari, mars, april, maj, juni, juli, augusti, september, oktober, november, december",
    da="januar, februar, marts, april, maj, juni, juli, august, september, oktober, november, december",
)
SHORT_MONTHS = Words(
    en="jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec",
    de="jän, mär, okt, dez",
    fr="janv, fév, févr, avr, juil, déc",
    es="ene, abr, ago, dic",
    pt="fev, abr, ago, dez",
    nl="febr, mrt, okt",
)
"""Months cut short, in tables; not those that are words of their own: `set`, `out`."""

_DATE = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mo|diens|donners|frei|sams|sonn)(?:n?tag)|mittwoch"
    r"|\d{1,2}[./]\s?\d{1,2}(?:[./]\s?\d{2,4})?|\d{4}(?:[-/.年].*)?|v\d+(?:\.\d+)*|\d{1,2}(?:st|nd|rd|th)?\.?\s+[a-zä]{3,9}\.?(?:\s+\d{4})?"
    r"|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b.{0,14}",
    re.IGNORECASE,
)
NOT_AVAILABLE = "n/a|(?-i:NA|na)"
"""But `Na` is sodium."""

_EMPTY = re.compile(rf"|-|–|—|---|…|\.\.\.|\?|{NOT_AVAILABLE}|tbd|tba|todo", re.IGNORECASE)
_NOTHING = re.compile(rf"[\s✓✔✅❌✗✘☑☐×•●○◯\-–—()/?.…*+]*|none|{_EMPTY.pattern}", re.IGNORECASE)


def is_support_column(head: str) -> bool:
    """Say whether a column is shown, not asked: examples, pictures, sounds, notes, links."""
    return is_in(SUPPORT_COLUMNS, head)


def is_example_column(head: str) -> bool:
    """Say whether a column holds examples: where these are names, they are asked all the same."""
    return folded(head).startswith(EXAMPLES)


def is_word_class(cell: str) -> bool:
    """Say whether a cell names a class of words: noun, verb (transitive), い-adjective."""
    return is_in(WORD_CLASSES, cell) or WORD_CLASSES.any_of(_NO_LETTERS.split(folded(cell)))


_NO_LETTERS = re.compile(r"[\W_]+")


_PLACEHOLDER = re.compile(r"\s*(?:\[[^\[\]]*[^\W\d_]{2}[^\[\]]*\]|_{3,}|…|\.{3,})\s*")


_TO_COME = re.compile(
    r"\W*(?:to[\s-]+be[\s-]+(?:completed|done|written|continued|added|defined|determined|announced|updated)|coming\s+soon"
    r"|to\s?do|tb[adc]|wip|fixme|work\s+in\s+progress|in\s+progress|under\s+construction|folgt|in\s+arbeit|por\s+hacer"
    r"|pendiente|próximamente|à\s+compléter|à\s+venir|da\s+completare|em\s+breve|в\s+разработке|скоро|待补充|待续|待完善"
    r"|未完待续|準備中|作成中|준비\s*중|작성\s*중)\W*",
    re.IGNORECASE,
)


def is_to_come(answer: str) -> bool:
    """Say whether a text only says that there will be one: "To be completed", "coming soon"."""
    return _TO_COME.fullmatch(answer) is not None


_UNWRITTEN = re.compile(
    r"\s*\[(?:[^\W\d_a-zß-ÿ]{2,}|[^\W\d_]+(?:\s+[^\W\d_]+)+)(?:\s+\S+)*\]\s*|(?:.*[^\w_])?_{4,}(?:[^\w_].*)?"
)


def is_unwritten(answer: str) -> bool:
    """Say whether an answer is still to be written: `[MEANING]`, `[your own words]`, or one with gaps."""
    return _UNWRITTEN.fullmatch(answer) is not None or is_to_come(answer)


def is_placeholder(plain: str) -> bool:
    """Say whether a text only holds the place of one that its author is to write: `[Your word]`, `____`."""
    return _PLACEHOLDER.fullmatch(plain) is not None


def is_ordinal_column(head: str) -> bool:
    """Say whether a column only counts or dates its rows."""
    return head.strip() in ("#", "№", "Nr.", "n°") or is_in(ORDINAL_COLUMNS, head)


def is_nothing(cell: str) -> bool:
    """Say whether a cell says yes, no, or nothing: a tick, a dash, `n/a`."""
    return _NOTHING.fullmatch(cell.strip()) is not None


def is_empty(cell: str) -> bool:
    """Say whether nothing was filled in."""
    return _EMPTY.fullmatch(cell) is not None


def is_date(cell: str) -> bool:
    """Say whether a text is a day, a month, a year or a version."""
    return _DATE.fullmatch(cell.strip()) is not None
