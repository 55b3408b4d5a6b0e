"""What sentences, questions and columns begin or end with, by meaning: words by language, written as in `words`."""

from __future__ import annotations

from genai_cards.language.words import OPENERS as _OPENERS
from genai_cards.language.words import VERBS as _VERBS
from genai_cards.language.words import Words

REVEAL = Words(
    en="show, hide, reveal, expand, spoiler, spoilers, click, click me, click here, click to expand, toggle, "
    "show me, see answer, view answer, show more, details, answer below, explanation, tap to reveal, solution below",
    de="anzeigen, einblenden, auflösung, zeigen",
    es="mostrar, ver, ver respuesta, ver solución",
    fr="afficher, voir, corrigé, voir la réponse",
    it="mostra, vedi, vedi risposta",
    pt="mostrar, ver, ver resposta, gabarito",
    nl="tonen, toon antwoord",
    pl="pokaż, pokaż odpowiedź",
    ru="показать, раскрыть, показать ответ, развернуть, ответ скрыт",
    zh="展开, 查看, 显示, 点击查看, 点击展开, 查看答案, 显示答案, 点我查看答案, 展开查看",
    ja="表示, 開く, クリック, 答えを見る, 解答を見る, 正解を見る",
    ko="보기, 펼치기, 정답 보기, 답 보기, 클릭, 정답 확인, 해설 보기",
)
"""What is clicked at to see an answer."""

REVEAL_OPENINGS = (
    "click to ",
    "click here to ",
    "click for ",
    "tap to ",
    "tap here ",
    "toggle answer",
    "点击",
    "click on ",
)

QUESTION_OPENINGS = Words(
    en="what, what's, why, why's, how, when, which, who, who's, whose, where, in what, in which, under what, "
    "under which, for what, to what, at what, on what, can you, is it, is there, are there, do you, does a, "
    "should you",
    de="was, warum, wieso, weshalb, wie, wann, wo, woher, wohin, wer, wen, wem, welche, welcher, welches, welchen, "
    "womit, wozu, wodurch, wofür, worin, was ist, was sind",
    es="qué, que es, que son, por qué, cómo, cuándo, dónde, cuál, cuáles, quién, quiénes, para qué, en qué, ¿qué, "
    "¿por qué, ¿cómo, ¿cuál, ¿cuáles",
    fr="qu'est-ce que, qu'est-ce qu'un, qu'est-ce qu'une, qu'est-ce qui, que sont, pourquoi, comment, quand, où, "
    "quel, quelle, quels, quelles, à quoi, en quoi, quelle est, combien",
    it="che cosa, cosa, cos'è, cos’è, perché, come, quando, dove, quale, quali, qual è, chi, quanto",
    pt="o que, por que, porque, como, quando, onde, qual, quais, quem, para que, em que",
    nl="wat, waarom, hoe, wanneer, waar, welke, wie, waarvoor, wat is",
    pl="co to, czym jest, czym są, dlaczego, jak, kiedy, gdzie, który, która, które, jakie, jaki, jaka, po co",
    ru="что такое, что, почему, зачем, как, когда, где, кто, какой, какая, какие, какое, каков, каковы, чем, в чём, "
    "в чем, для чего, сколько",
    uk="що таке, що, чому, навіщо, як, коли, де, хто, який, яка, які, чим",
    zh="什么是, 什麼是, 为什么, 為什麼, 如何, 怎么, 怎麼, 怎样, 怎樣, 哪些, 哪个, 何时, 为何, 為何, 何为",
    ja="なぜ, どうして, どのように, どうやって, 何が, 何を, どんな, どの, いつ, どこ, 誰が",
    ko="왜, 어떻게, 무엇이, 무엇을, 무엇, 언제, 어디, 누가, 어떤",
    tr="neden, nasıl, ne zaman",
    sv="vad är, varför, hur",
    cs="co je, co jsou, proč, jak, kdy",
)
"""What a question begins with that has no question mark."""

QUESTION_ENDS = Words(
    zh="是什么, 是什麼, 有哪些, 的区别, 的區別, 有什么区别, 的作用, 是怎样的, 为何",
    ja="とは, とは何か, とは何ですか, とはなにか, のか, ですか",
    ko="무엇인가, 란, 이란, 는가, 인가, 무엇인가요, 일까, 인가요, 란 무엇인가",
)
"""What a question ends with that has no question mark."""

ORDERS = Words(
    en="explain, describe, define, compare, contrast, discuss, differentiate, distinguish, illustrate, justify, "
    "summarize, summarise, elaborate on, comment on, tell me about, talk about, walk me through, give a, give an, "
    "give one, give some, give two, give three, give examples, give reasons",
    de="erkläre, erklären sie, erläutere, erläutern sie, beschreibe, beschreiben sie, nenne, nennen sie, definiere, "
    "definieren sie, vergleiche, vergleichen sie, begründe, begründen sie, zähle, unterscheide, unterscheiden sie, "
    "skizziere",
    es="explica, explique, describe, describa, define, defina, enumera, enumere, compara, compare, nombra, "
    "menciona, cita, justifica, diferencia, distingue, explicar, describir",
    fr="expliquez, explique, expliquer, décrivez, décris, décrire, définissez, définis, définir, citez, comparez, "
    "comparer, nommez, énumérez, donnez, justifiez, distinguez",
    it="spiega, spiegate, descrivi, descrivete, definisci, definite, elenca, elencate, confronta, illustra, nomina",
    pt="explique, explica, descreva, descreve, defina, define, liste, cite, compare, enumere, mencione, diferencie",
    nl="leg uit, beschrijf, definieer, noem, vergelijk, verklaar, geef",
    pl="wyjaśnij, opisz, zdefiniuj, wymień, porównaj, podaj, omów",
    ru="объясните, объясни, опишите, опиши, назовите, назови, дайте определение, перечислите, перечисли, сравните, "
    "расскажите, расскажи, сформулируйте, приведите, определите",
    uk="поясніть, опишіть, назвіть, перелічіть, порівняйте, розкажіть",
    zh="解释, 解釋, 说明, 說明, 简述, 簡述, 描述, 列举, 列舉, 比较, 比較, 谈谈, 請說明, 请解释, 请说明, 请描述, "
    "请简述, 阐述, 论述, 试述, 举例说明, 说说, 讲讲, 定义一下, 介绍一下, 说一下, 讲一下",
    tr="açıklayınız, açıkla, tanımlayınız, tanımla, karşılaştırınız",
    sv="förklara, beskriv, definiera, jämför",
    cs="vysvětlete, vysvětli, popište, popiš, definujte, porovnejte, vyjmenujte",
)
"""What opens a task that an answer answers."""

ORDERS_OF_SOME = Words(
    en="list, outline, state, name, identify, mention, give, enumerate, cite, write down",
)
"""The same, where a determiner or a number follows: `list` alone may be a noun."""

DETERMINERS = Words(
    en="the, all, some, any, an, a, at, two, three, four, five, six, seven, eight, nine, ten, different, main, "
    "common, key, and, various, other, one, several, examples, reasons, types, advantages, disadvantages, what, "
    "how, which, few, your",
)

IS = Words(
    en="is, are, was, were, means, mean, refers, refer, denotes, describes, occurs, has, have, can, contains, "
    "provides, consists, consist, allows, allow, represents, represent, uses, use, stands for, involves, involve, "
    "helps, provide, contain, describe, occur, enables, includes, include, lets, let, takes, take, makes, gives, "
    "returns, measures, requires, require, holds, shows, creates, stores, store, defines, define, specifies, "
    "specify, controls",
    de="ist, sind, bezeichnet, beschreibt, bedeutet, war, waren, heißt",
    es="es, son, significa, se refiere, fue, era",
    fr="est, sont, désigne, signifie, était",
    it="è, sono, indica, significa, era",
    pt="é, são, significa, refere-se",
    nl="is, zijn, betekent",
    pl="jest, są, oznacza, to jest, — to, – to",
    ru="это, — это, – это, - это, является, означает, есть",
    uk="це, — це, – це, є",
    zh="是, 指的是, 指, 即, 就是",
    ja="とは, は",
    ko="은, 는, 란, 이란",
)
"""What goes on behind a term and says what it is."""

DEFINES = Words(
    en="is, are, was, were, means, refers to, refer to, denotes, describes, stands for, is called, is defined as, "
    "represents, consists of",
    de="ist, sind, bezeichnet, beschreibt, bedeutet, war, heißt, bedeuten, beschreiben, dient",
    es="es, son, significa, se refiere a, describe, consiste en, permite",
    fr="est, sont, désigne, signifie, correspond à, consiste à, décrit, fait référence à, font référence à",
    it="è, sono, indica, significa, si riferisce a, descrive, consiste in, rappresenta",
    pt="é, são, significa, refere-se a, descreve, consiste em",
    nl="is, zijn, betekent",
    pl="jest, są, oznacza, to jest, — to, – to",
    ru="это, является, означает, — это",
    uk="це, є",
    zh="是, 指的是, 指, 即, 通常是指, 描述了, 被用來, 用于, 是基于",
    ja="とは, は, という用語は, という言葉は",
    ko="은, 는, 란, 이란",
    tr="nedir",
    sv="är",
    cs="je, jsou",
    vi="là, là một, đề cập đến",
    id="adalah, merupakan, ialah",
    el="είναι",
    ro="este, sunt, reprezintă",
    da="er, betyder",
    fi="on, ovat",
    hu="egy, az a",
    hi="एक",
    bn="হল, হলো, হচ্ছে, একটি, বলতে",
    ur="ایک",
    ar="هو, هي",
    he="הוא, היא",
    th="คือ, หมายถึง",
)
"""What makes a sentence behind its subject a definition."""

UNDER = Words(de="unter, als", it="per, con", es="por", fr="par", pt="por", ru="под", nl="onder")
"""What stands before a name that is defined by what people understand by it."""

UNDERSTOOD = Words(
    de="versteht man, verstehen wir, wird verstanden, bezeichnet man",
    it="si intende, intendiamo",
    es="se entiende",
    fr="on entend",
    pt="entende-se, se entende",
    ru="понимают, понимается, понимаем",
    nl="verstaat men, verstaan we",
)
"""What people do behind such a name."""

UNDERSTOOD_AS = Words(
    it="si intende per, si definisce",
    es="se entiende por, se denomina, se llama",
    fr="on entend par, on appelle",
    pt="entende-se por, chama-se",
    de="man versteht unter",
    pl="przez",
)
"""The same before the name."""

OR = Words(
    en="or, also known as, also called",
    de="oder, auch",
    es="o, también llamado, también llamada",
    fr="ou, aussi appelé",
    it="o, detto anche",
    pt="ou, também chamado",
    nl="of, ook wel",
    ru="или",
    pl="lub, czyli",
    sv="eller",
    tr="veya, ya da",
    vi="hoặc, hay",
    bn="অথবা, বা",
    hi="या",
)
"""What stands before another name of the same."""

ARTICLES = Words(
    en="a, an, the, in, so, every, each",
    de="der, die, das, ein, eine, einen, einem, einer, eines, den, dem, des",
    es="un, una, el, la, los, las",
    fr="un, une, le, la, les",
    it="un, una, uno, il, lo, la, i, gli, le",
    pt="um, uma, o, a, os, as",
    nl="de, het, een",
    sv="en, ett",
    bn="একটি, এক",
    hi="एक",
    ur="ایک",
    tr="bir",
    vi="một, các",
    id="sebuah, seorang",
    el="ο, η, το, ένα, μια",
    ro="un, o",
    da="en, et",
    hu="a, az, egy",
)

INSTRUCTIONS = Words(
    en="read, see, click, take, go to, open, try, run, copy, look, note that, notice, you will, you can, "
    "you should, you need, you may, you'll, you are going, we will, we have, we are, we'll, we can, let's, let us, "
    "please, if you want, if you need, if you would, if you are new, if you have, if you find, make sure, follow, "
    "use the, here is, here are, here's, here you, here we, in this, this section, this page, this chapter, "
    "this lesson, this course, this repo, this repository, this document, this tutorial, this post, this article, "
    "this guide, this file, this project, below, the following, check out, check, download, to install, to run, "
    "to start, first, feel free, don't forget, remember to, welcome, thanks, thank you, watch, visit, refer to, "
    "answer the, complete the",
    de="siehe, lies, lesen sie, klicke, klicken sie, öffne, öffnen sie, in diesem, in dieser, hier finden, "
    "hier ist, dieses dokument, diese seite, dieser artikel, bitte, wir werden, beachte, du kannst, sie können, "
    "im folgenden, schau",
    es="ver, véase, lee, haz clic, abre, en este, en esta, este documento, esta página, aquí, por favor, vamos a, "
    "a continuación",
    fr="voir, lisez, cliquez, ouvrez, dans ce, dans cette, ce document, cette page, voici, ici, veuillez, "
    "nous allons, ci-dessous",
    it="vedi, leggi, clicca, apri, in questo, in questa, questo documento, questa pagina, ecco, qui, vediamo, "
    "di seguito",
    pt="veja, leia, clique, abra, neste, nesta, este documento, esta página, aqui, vamos, a seguir, por favor",
    nl="zie, lees, klik, open, in dit, in deze, dit document, deze pagina, hier",
    ru="см., смотри, смотрите, читайте, нажмите, откройте, в этом, в этой, в данном, данный, здесь, ниже, давайте, "
    "рассмотрим",
    zh="请, 請, 本文, 本章, 本节, 本節, 本页, 这篇, 這篇, 这里, 下面, 以下, 如下, 我们将, 我們將, 点击, 參見, 参见, "
    "让我们, 欢迎",
    ja="この記事, この章, このページ, ここでは, 以下, 次の, 本記事, 本章, まず, クリック",
    ko="이 문서, 이 글, 이 장, 이번, 아래, 다음은, 여기서, 여기에서, 먼저, 클릭",
)
"""What opens a sentence that tells its reader what to do, or what the page does."""

PAGES = Words(
    en="guide, overview, tutorial, introduction, list, collection, page, article, cheatsheet, summary, reference, "
    "notes, post, blog, walkthrough, primer, look, documentation, glossary, comparison, course, lesson, handbook",
    de="anleitung, überblick, übersicht, einführung, liste, sammlung, seite, artikel, zusammenfassung, notizen",
    es="guía, resumen, introducción, lista, colección, página, artículo, tutorial, notas",
    fr="guide, aperçu, introduction, liste, collection, page, article, tutoriel, résumé, notes",
    it="guida, panoramica, introduzione, elenco, raccolta, pagina, articolo, riassunto, note",
    pt="guia, resumo, introdução, lista, coleção, página, artigo, tutorial, notas",
    nl="gids, overzicht, inleiding, lijst, pagina, artikel, samenvatting, notities",
)
"""What a page is, where a description of it begins with that."""

PRONOUNS = Words(
    en="it, they, these, this, those, that, here, there, he, she, we, you, some, for example, e.g., example, note, "
    "following, the following, such, some of, for instance, and, but, so, then, also, its, their, both, i, or, "
    "or also, or else",
    de="es, sie, er, dies, diese, dieser, dieses, hier, dort, so, dabei, dazu, zum beispiel, wir, folgende, das, "
    "oder auch, oder",
    es="esto, estos, estas, este, esta, ello, aquí, por ejemplo, además, son, o también, o bien",
    fr="il, elle, ils, elles, ce, cela, ceci, voici, ici, par exemple, on, ou bien, ou encore",
    it="esso, essi, questo, questi, queste, ecco, qui, per esempio, oppure",
    pt="isso, isto, eles, elas, este, esta, aqui, por exemplo, ou também, ou ainda",
    ru="он, она, оно, они, это, эти, этот, здесь, например, такие",
    zh="它, 它们, 这, 這, 这些, 那, 例如, 比如, 其中, 此",
    ja="これ, それ, この, その, 例えば, ここ",
    ko="이것, 그것, 이, 그, 예를 들어, 여기",
)
"""What opens a sentence that leans on the one before it."""

OPENERS = Words(
    en=", ".join(
        (*_OPENERS.by_language["en"], "use", "best", "please", "let's", "make", "to", "for", "in", "with", "how")
    ),
    de="ich, wir, du, er, sie, es, das, dies, hier, wenn, weil, obwohl, da, so, dann, bei, für",
    es="yo, nosotros, él, ella, esto, si, cuando, porque, aunque, para, con, en",
    fr="je, nous, vous, il, elle, ce, si, quand, parce, pour, avec, dans",
    it="io, noi, voi, se, quando, perché, per, con",
    ru="я, мы, вы, он, она, они, это, если, когда, потому, чтобы, для, при",
)
"""Words that open a clause, not a name."""

VERBS = Words(
    en=", ".join(_VERBS.by_language["en"]),
    de="ist, sind, war, waren, hat, haben, kann, können, muss, müssen, soll, sollen, wird, werden, gilt, lautet, heißt",
    es="es, son, fue, era, ha, han, puede, pueden, debe, deben, será, tiene, tienen",
    fr="est, sont, était, a, ont, peut, peuvent, doit, doivent, sera",
    it="è, sono, era, ha, hanno, può, possono, deve, devono",
    pt="é, são, foi, tem, têm, pode, podem, deve, devem",
    nl="is, zijn, was, heeft, hebben, kan, kunnen, moet, wordt, worden",
    ru="это, является, являются, может, могут, был, была, были, будет, должен, есть",
)
"""Words that make what stands before a separator a clause."""

NAVIGATION = Words(
    en="back to top, back to the top, back to table of contents, top, up, next, previous, prev, home, index, "
    "table of contents, edit this page, edit on github, edit this page on github, suggest an edit, "
    "improve this page, view on github, share this, scroll to top, return to top, go to top, back, continue, "
    "next page, previous page, next chapter, previous chapter, next lesson, previous lesson, star this repo, print, "
    "view source, report an issue",
    de="nach oben, zurück nach oben, weiter, zurück, startseite, seite bearbeiten",
    es="volver arriba, volver al inicio, volver al índice, siguiente, anterior, inicio, subir, editar esta página",
    fr="retour en haut, haut de page, suivant, précédent, accueil, modifier cette page",
    it="torna su, torna all'inizio, successivo, precedente, indice",
    pt="voltar ao topo, voltar ao início, próximo, anterior, início, editar esta página",
    nl="terug naar boven, volgende, vorige",
    ru="наверх, вверх, к содержанию, далее, назад, на главную, к оглавлению, следующая, предыдущая",
    zh="返回顶部, 回到顶部, 返回目录, 回到目录, 返回, 上一篇, 下一篇, 上一页, 下一页, 上一章, 下一章, 首页, "
    "编辑此页, 回目录",
    ja="トップへ戻る, 目次へ戻る, 戻る, 次へ, 前へ, ページトップへ",
    ko="맨 위로, 위로, 목차로, 다음, 이전, 처음으로",
)
"""What leads around a site."""

NAVIGATION_OPENINGS = (
    "back to ",
    "volver a",
    "retour ",
    "return to ",
    "zurück z",
    "go back",
    "torna a",
    "voltar a",
    "вернуться ",
    "назад к",
    "返回",
    "回到",
    "next:",
    "previous:",
    "edit this page",
)
