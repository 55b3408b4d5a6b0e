"""What headings and labels are called that ask for nothing themselves: one row a meaning, words by language.

Written as in `words`; a name is looked up whole, without its number and the signs around it.
"""

from __future__ import annotations

from genai_cards.language.words import Words

DEAD = Words(
    en="contents, table of contents, toc, index, outline, in this article, in this section, on this page, "
    "reference, references, further reading, further readings, additional reading, additional resources, "
    "useful resources, external resources, other resources, resources, learning resources, more resources, "
    "useful links, quick links, external links, links, reading, readings, recommended reading, reading list, "
    "see also, read more, learn more, more information, sources, source, bibliography, works cited, licence, "
    "license, licensing, copyright, disclaimer, contribute, contributing, contribution, contributions, "
    "contribution guidelines, contributors, contributor, how to contribute, contact, contact us, contact me, "
    "contacts, acknowledgements, acknowledgments, acknowledgement, credits, credit, image credits, image credit, "
    "photo credits, thanks, special thanks, changelog, change log, release notes, history of changes, related, "
    "related articles, related topics, related links, related pages, related posts, related notes, related work, "
    "related projects, related terms, authors, about the author, about me, about us, maintainers, maintainer, "
    "learning objectives, learning goals, learning outcomes, objectives, course objectives, prerequisites, "
    "prerequisite, requirements, set up, setup, set-up, installation, install, installing, how to install, "
    "citation, citations, how to cite, cite, attribution, attributions, footnotes, endnotes, support, "
    "get support, getting help, get help, sponsors, sponsor, backers, donate, donations, donation, structure, "
    "project structure, repository structure, folder structure, directory structure, file structure, roadmap, "
    "what's next, what’s next, next, next step, next steps, where to go next, where to go from here, "
    "read this in other languages, translations, translation, recommended courses, online courses, courses, "
    "videos, video, books, recommended books, podcasts, podcast, articles, blog posts, blogs, community, "
    "code of conduct, to do, todo, todos, to-do, tasks, homework, assignment, assignments, course schedule, "
    "schedule, syllabus, timetable, calendar, grading, office hours, tags, tag, aliases, backlinks, navigation, "
    "menu, share, subscribe, newsletter, star history, stargazers, badges, build status, demo, screenshots, "
    "deployment, downloads, download, faqs links, version history, how to use this repo, "
    "how to use this repository, how to use this guide, about this repository, about this repo, "
    "about this project, about this guide, edit this page, revision history, meta, metadata, practice exercises, "
    "sitemap, go further, dig deeper, going further, bonus resources, questions and feedback, feedback, testing, "
    "tests, running tests, development, tech stack, built with, learning objective, learning outcome, "
    "skills gained, skills you'll gain, skills you will gain, skills covered, what you'll learn, "
    "what you will learn, what we'll cover, what we will cover, you will learn, topics covered, in this chapter, "
    "in this lesson, in this module, in this lecture, module structure, module contents, course structure, "
    "course outline, course content, course contents, course overview, lesson overview",
    de="inhalt, inhalte, inhaltsverzeichnis, quellen, quelle, quellenverzeichnis, literatur, "
    "literaturverzeichnis, siehe auch, weblinks, links, lizenz, lizenzen, kontakt, autoren, autor, autorin, "
    "struktur, aufbau, projektstruktur, installation, voraussetzungen, einrichtung, danksagung, mitwirkende, "
    "mitmachen, impressum, weiterführende links, weiterführende literatur, weiterführendes, ressourcen, "
    "nächste schritte, lernziele, hausaufgaben, fußnoten, nutzung, verwendung, änderungen, einzelnachweise, "
    "verwandte themen, bildnachweis, was du lernst, was wir lernen, lerninhalte, kursinhalt",
    es="contenido, contenidos, índice, indice, tabla de contenidos, tabla de contenido, enlaces, "
    "enlaces de interés, enlaces útiles, enlaces externos, referencias, bibliografía, ver también, véase también, "
    "fuentes, licencia, contribuir, contribuciones, cómo contribuir, colaboradores, contacto, autor, autores, "
    "instalación, requisitos, requisitos previos, agradecimientos, recursos, recursos adicionales, "
    "próximos pasos, siguientes pasos, objetivos, temario, uso, lecturas recomendadas, estructura del proyecto, "
    "créditos, donaciones, notas al pie, objetivos de aprendizaje, lo que aprenderás, qué aprenderás",
    fr="sommaire, table des matières, voir aussi, liens, liens utiles, liens externes, références, bibliographie, "
    "sources, licence, contribuer, contributeurs, contact, auteur, auteurs, installation, prérequis, "
    "remerciements, ressources, prochaines étapes, objectifs, pour aller plus loin, notes de bas de page, "
    "crédits, plan, utilisation, objectifs d'apprentissage, objectifs pédagogiques, ce que vous allez apprendre",
    it="indice, sommario, contenuti, riferimenti, fonti, collegamenti, collegamenti esterni, bibliografia, "
    "vedi anche, licenza, contribuire, contributi, contatti, contatto, autore, autori, installazione, "
    "prerequisiti, ringraziamenti, risorse, prossimi passi, obiettivi, note a piè di pagina, crediti, link utili, "
    "approfondimenti, uso, obiettivi di apprendimento, cosa imparerai",
    pt="conteúdo, conteúdos, índice, sumário, referências, bibliografia, ver também, veja também, fontes, "
    "licença, contribuir, contribuindo, como contribuir, contribuidores, contato, contacto, autor, autores, "
    "instalação, pré-requisitos, requisitos, agradecimentos, recursos, próximos passos, objetivos, links, "
    "links úteis, créditos, uso, objetivos de aprendizagem, o que você vai aprender",
    nl="inhoud, inhoudsopgave, bronnen, bron, referenties, literatuur, zie ook, links, licentie, bijdragen, "
    "contact, auteur, auteurs, installatie, vereisten, dankwoord, voetnoten, leerdoelen, volgende stappen",
    pl="spis treści, bibliografia, źródła, literatura, odnośniki, linki, zobacz też, zobacz także, licencja, "
    "kontakt, autor, autorzy, instalacja, wymagania, podziękowania, następne kroki, przypisy, przydatne linki",
    ru="содержание, оглавление, источники, литература, список литературы, ссылки, полезные ссылки, "
    "внешние ссылки, см. также, смотрите также, смотри также, лицензия, контакты, автор, авторы, установка, "
    "требования, благодарности, ресурсы, дополнительные материалы, дополнительно, связанные термины, "
    "следующие шаги, навигация, домашнее задание, использование, материалы, что почитать, цели обучения, "
    "что вы узнаете, чему вы научитесь",
    uk="зміст, джерела, література, посилання, див. також, ліцензія, контакти, автор, автори, встановлення, "
    "вимоги, подяки",
    zh="目录, 目錄, 参考, 参考文献, 參考文獻, 参考资料, 參考資料, 参考链接, 參考連結, 相关链接, 相关阅读, "
    "相关文章, 相关资源, 相关, 相关内容, 相關, 延伸阅读, 延伸閱讀, 扩展阅读, 推荐阅读, 推薦閱讀, 资源, 资料, "
    "链接, 友情链接, 许可, 许可证, 授權, 版权, 贡献, 贡献者, 如何贡献, 联系, 联系方式, 联系我们, 作者, 关于作者, "
    "致谢, 安装, 安裝, 环境准备, 前置知识, 更新日志, 下一步, 后续, 学习目标, 课后作业, 作业, 赞助, 打赏, 公众号, "
    "脚注, 另请参阅, 参见, 使用方法, 使用说明, 项目结构, 目录结构, 学习内容, 本章内容, 本节内容, 课程目标",
    ja="目次, 参考, 参考文献, 参考資料, 参考リンク, 参考サイト, 関連, 関連項目, 関連記事, 関連リンク, リンク, "
    "外部リンク, 出典, ライセンス, 貢献, 連絡先, お問い合わせ, 著者, 作者, 謝辞, インストール, 前提条件, "
    "更新履歴, 次のステップ, 脚注, 学習目標, 使い方, 注釈, 宿題, この章で学ぶこと, 学習内容",
    ko="목차, 차례, 참고문헌, 참고 문헌, 참고자료, 참고 자료, 참고 링크, 관련, 관련 문서, 관련 링크, 링크, 출처, "
    "라이선스, 기여, 연락처, 저자, 작성자, 감사의 말, 설치, 설치 방법, 사전 준비, 다음 단계, 각주, 학습 목표, "
    "레퍼런스, reference, 숙제, 같이 보기, 더 읽을거리, 학습 내용, 배울 내용",
    tr="içindekiler, kaynakça, kaynaklar, referanslar, ayrıca bakınız, bağlantılar, lisans, katkıda bulunma, "
    "iletişim, kurulum",
    sv="innehåll, innehållsförteckning, källor, referenser, se även, länkar, licens, kontakt, installation",
    cs="obsah, zdroje, reference, literatura, viz také, odkazy, licence, kontakt, instalace",
)
"""Names that silence all that stands below them: it leads elsewhere, or is about the page."""

MAY_BE_TERMS = Words(
    en="index, outline, schedule, calendar, structure, support, testing, tests, development, deployment, "
    "community, menu, share, tasks, books, book, videos, video, courses, articles, navigation, installation, "
    "setup, requirements, roadmap, demo, download, downloads, translation, translations, citation, citations, "
    "footnotes, feedback, metadata, meta, tag, tags, next, install, contribution, contributions, attribution, "
    "license, licence, copyright, contributor, contributors, maintainer, maintainers, sponsor, sponsors, author, "
    "authors, podcast, newsletter, subscribe, syllabus, homework, assignment, assignments, timetable, "
    "prerequisites, prerequisite, objectives, objective, badges, sitemap",
    de="struktur, aufbau, inhalt, inhalte, quelle, lizenz, installation, autor, nutzung, verwendung",
    es="índice, contenido, licencia, instalación, requisitos, objetivos, uso, recursos",
    fr="plan, installation, licence, objectifs, ressources",
    it="indice, licenza, installazione, obiettivi, risorse, uso",
    pt="índice, licença, instalação, requisitos, objetivos, recursos, uso",
    ru="лицензия, установка, требования, ресурсы, использование, материалы, навигация",
    zh="目录, 安装, 资源, 作者, 许可证, 版权",
    ja="インストール, 著者, 作者, ライセンス",
    ko="설치, 라이선스, 저자",
)
"""Names of DEAD that silence a section, and may all the same be terms that a label explains."""

SUBJECTS = Words(
    en="structure, testing, tests, development, deployment, tag, tags, aliases, reference, index, outline, schedule, "
    "calendar, support, community, menu, share, tasks, translation, translations, navigation, metadata, meta, "
    "citation, feedback, copyright, contribution, attribution, license, licence, video, book, podcast",
    de="struktur, aufbau, quelle, lizenz, nutzung",
    es="índice, licencia",
    fr="plan, licence",
    it="indice, licenza",
    pt="índice, licença",
    ru="лицензия, навигация",
    zh="目录, 资源, 版权",
    ja="ライセンス",
    ko="라이선스",
)
"""Names of DEAD that a page may teach: they are terms where what stands below them speaks of them."""

NEUTRAL = Words(
    en="introduction, class diagram, sql schema, schema, implementation, intro, overview, summary, background, "
    "note, notes, nb, n.b., example, examples, for example, for instance, e.g., i.e., basics, the basics, general, "
    "detail, details, description, descriptions, conclusion, conclusions, misc, miscellaneous, other, others, "
    "question, questions, faq, faqs, frequently asked questions, practice, practice question, practice questions, "
    "quiz, quizzes, glossary, exercises, terms, terminology, appendix, key point, key points, key takeaway, "
    "key takeaways, takeaway, takeaways, key concept, key concepts, key idea, key ideas, key terms, main, "
    "main points, main idea, main ideas, main text, explanation, explanations, input, inputs, output, outputs, "
    "approach, approaches, analysis, problem, problem statement, result, results, hint, hints, tip, tips, warning, "
    "caution, info, information, important, important note, attention, remember, reminder, recap, review, tldr, "
    "tl;dr, ps, p.s., pro tip, protip, title, date, author, topic, topics, approximate time, time, duration, "
    "answer, answers, solution, solutions, show, hide, more, also, usage notes, steps, code, sample, sample code, "
    "source code, syntax, discussion, remarks, remark, comment, comments, edit, update, updated, continued, "
    "figure, image, extra, bonus, optional, abstract, preface, foreword, prologue, epilogue, quick reference, "
    "cheat sheet, cheatsheet, at a glance, in short, final thoughts, closing thoughts, final words, closing words, "
    "wrapping up, wrap up, wrap-up, closing remarks, in summary, in a nutshell, in conclusion, in practice, "
    "in detail, how to, what, who, image source, fixme, see, q, a, q&a, scope, getting started, get started, "
    "quick start, quickstart, usage, how to use, correct, incorrect, wrong, response, key details, key facts, "
    "more details, fun fact, fun facts, variations, variants",
    de="einleitung, einführung, überblick, übersicht, zusammenfassung, beispiel, beispiele, zum beispiel, fazit, "
    "hinweis, hinweise, bemerkung, bemerkungen, anmerkung, anmerkungen, notiz, notizen, achtung, wichtig, tipp, "
    "tipps, warnung, frage, fragen, übung, übungen, glossar, begriffe, grundlagen, allgemeines, allgemein, "
    "details, erklärung, erläuterung, beschreibung, hintergrund, ergebnis, ergebnisse, merke, sonstiges, vorwort, "
    "anhang, kapitel, teil, abschnitt, lektion, woche, kernpunkte, antwort, lösung, z.b., richtig, falsch",
    es="introducción, resumen, ejemplo, ejemplos, por ejemplo, conclusión, conclusiones, nota, notas, aviso, "
    "advertencia, atención, importante, consejo, consejos, descripción, pregunta, preguntas, "
    "preguntas frecuentes, ejercicio, ejercicios, glosario, términos, conceptos básicos, detalles, explicación, "
    "antecedentes, resultado, resultados, prólogo, anexo, apéndice, capítulo, parte, sección, lección, respuesta, "
    "solución, correcto, incorrecto",
    fr="introduction, résumé, exemple, exemples, par exemple, conclusion, remarque, remarques, note, notes, "
    "attention, important, astuce, conseil, description, question, questions, foire aux questions, exercice, "
    "exercices, glossaire, termes, détails, explication, résultat, résultats, préface, annexe, chapitre, partie, "
    "section, leçon, à retenir, en bref, réponse, solution, présentation, généralités, vue d'ensemble, aperçu, "
    "correct, incorrect, vrai, faux",
    it="introduzione, riassunto, esempio, esempi, per esempio, ad esempio, conclusione, conclusioni, nota, note, "
    "attenzione, importante, consiglio, suggerimento, descrizione, domanda, domande, esercizio, esercizi, "
    "glossario, termini, dettagli, spiegazione, risultato, risultati, prefazione, appendice, capitolo, parte, "
    "sezione, lezione, risposta, soluzione, panoramica, in breve, osservazione, osservazioni, osserva",
    pt="introdução, resumo, exemplo, exemplos, por exemplo, conclusão, nota, notas, observação, observações, "
    "atenção, importante, dica, dicas, descrição, pergunta, perguntas, perguntas frequentes, exercício, "
    "exercícios, glossário, termos, detalhes, explicação, resultado, resultados, apêndice, capítulo, parte, "
    "seção, lição, resposta, solução, visão geral",
    nl="inleiding, introductie, overzicht, samenvatting, voorbeeld, voorbeelden, bijvoorbeeld, conclusie, "
    "opmerking, opmerkingen, let op, belangrijk, tip, tips, waarschuwing, vraag, vragen, oefening, oefeningen, "
    "begrippen, details, uitleg, achtergrond, resultaat, bijlage, hoofdstuk, deel, antwoord, oplossing, "
    "beschrijving",
    pl="wstęp, wprowadzenie, podsumowanie, przykład, przykłady, na przykład, wniosek, wnioski, uwaga, uwagi, "
    "notatka, ważne, wskazówka, opis, pytanie, pytania, ćwiczenie, ćwiczenia, słowniczek, pojęcia, szczegóły, "
    "wyjaśnienie, tło, wynik, rozdział, część, odpowiedź, rozwiązanie",
    ru="введение, обзор, итог, итоги, вывод, выводы, заключение, резюме, пример, примеры, например, примечание, "
    "примечания, заметка, заметки, внимание, важно, совет, советы, подсказка, описание, вопрос, вопросы, "
    "упражнение, упражнения, задача, задание, глоссарий, термины, детали, подробности, подробнее, пояснение, "
    "объяснение, результат, результаты, глава, часть, раздел, урок, ответ, ответы, решение, основы, общее, "
    "кратко, теория, практика, код, алгоритм, верно, неверно",
    uk="вступ, огляд, підсумок, висновок, приклад, приклади, наприклад, примітка, примітки, увага, важливо, "
    "порада, опис, питання, вправа, терміни, пояснення, відповідь, рішення",
    zh="题目描述, 解题思路, 题目, 代码示例, 类图, 简介, 簡介, 介绍, 介紹, 引言, 前言, 概述, 概览, 概要, 总览, 总结, "
    "總結, 小结, 小結, 结论, 結論, 摘要, 背景, 例, 例子, 示例, 举例, 例如, 比如, 范例, 注, 注意, 备注, 備註, 说明, "
    "說明, 提示, 小提示, 警告, 重要, 补充, 補充, 描述, 问题, 問題, 思考题, 练习, 練習, 习题, 测验, 术语, 术语表, "
    "名词解释, 基础, 基础知识, 基本概念, 细节, 详情, 解释, 解析, 分析, 思路, 代码, 代码实现, 实现, 结果, 输入, 输出, "
    "附录, 第一章, 第二章, 要点, 重点, 关键点, 知识点, 答案, 解答, 题解, 更多, 常见问题, 面试题, 方法, 步骤, "
    "主要内容, 内容, 正确, 错误, 其它, 其他",
    ja="はじめに, 序文, 導入, 概要, まとめ, 要約, 結論, おわりに, 終わりに, 背景, 例, 例文, 例題, 例えば, たとえば, "
    "使用例, サンプル, 注, 注意, 注意点, 補足, 備考, 説明, 解説, ヒント, メモ, ノート, 警告, 重要, ポイント, 問題, "
    "質問, 練習, 練習問題, 演習, クイズ, 用語, 用語集, 基本, 基礎, 詳細, 分析, 結果, 入力, 出力, 付録, 答え, 解答, "
    "正解, よくある質問, 第一章, 内容, 方法, 手順, 接続, コード, その他",
    ko="개요, 소개, 서론, 들어가며, 시작하며, 요약, 정리, 결론, 마치며, 배경, 예, 예시, 예제, 예문, 예를 들어, 참고, "
    "주의, 주의사항, 비고, 설명, 해설, 힌트, 팁, 메모, 경고, 중요, 문제, 질문, 연습, 연습문제, 퀴즈, 용어, "
    "용어 정리, 기본, 기초, 상세, 분석, 결과, 입력, 출력, 부록, 답, 정답, 내용, 방법, 코드, 풀이, 접근, 본문, "
    "자주 묻는 질문, 핵심, 핵심 정리, 오답, 기타",
    tr="giriş, özet, sonuç, örnek, örnekler, örneğin, not, notlar, dikkat, önemli, ipucu, açıklama, soru, sorular",
    sv="inledning, introduktion, översikt, sammanfattning, exempel, till exempel, slutsats, anmärkning, obs, "
    "viktigt, tips",
    cs="úvod, přehled, shrnutí, příklad, příklady, například, závěr, poznámka, poznámky, pozor, důležité, tip, otázka",
    ar="مقدمة, ملخص, مثال, أمثلة, خاتمة, ملاحظة, تنبيه, سؤال, أسئلة",
    fa="نکته, توجه, مثال, مقدمه",
    th="หมายเหตุ, ตัวอย่าง",
)
"""Names that say what kind of text stands below, not what it is about: what they hold belongs to what is above."""

ASPECTS = Words(
    en="pros, cons, advantages, disadvantages, pros and cons, advantages and disadvantages, benefits, drawbacks, "
    "limitations, use case, use cases, when to use, when to use it, how it works, why it matters, complexity, "
    "purpose, intent, motivation, goal, goals, objective, why, how, when, where, applications, "
    "time complexity, space complexity, key features, strengths, weaknesses, trade-offs, tradeoffs, "
    "real-world applications, common use cases, benefits and drawbacks, strengths and weaknesses, "
    "when not to use",
    de="vorteile, nachteile, vor- und nachteile, ziel, ziele, anwendungen, anwendungsfälle, stärken, schwächen, "
    "grenzen, einsatzgebiete, zweck, wann verwenden, warum",
    es="ventajas, desventajas, ventajas y desventajas, limitaciones, aplicaciones, casos de uso, beneficios, "
    "propósito, inconvenientes",
    fr="avantages, inconvénients, avantages et inconvénients, limites, applications, cas d'utilisation, "
    "cas d'usage, bénéfices, but",
    it="vantaggi, svantaggi, vantaggi e svantaggi, limiti, limitazioni, applicazioni, casi d'uso, scopo, pro, "
    "contro, pro e contro",
    pt="vantagens, desvantagens, vantagens e desvantagens, limitações, aplicações, casos de uso, benefícios, "
    "prós, contras, prós e contras, objetivo",
    nl="voordelen, nadelen, voor- en nadelen, toepassingen, beperkingen, doel",
    pl="zalety, wady, zalety i wady, zastosowania, ograniczenia, cel",
    ru="плюсы, минусы, преимущества, недостатки, преимущества и недостатки, плюсы и минусы, применение, "
    "ограничения, назначение, цель",
    uk="переваги, недоліки, застосування",
    zh="意图, 优点, 缺点, 优缺点, 时间复杂度, 空间复杂度, 复杂度, 应用, 应用场景, 使用场景, 特点, 原因, 優點, "
    "缺點, 優缺點, 優勢, 优势, 劣势, 优势与劣势, 优点与缺点, 优点和缺点, 局限, 局限性, 适用场景, 作用, 用途, "
    "目的",
    ja="メリット, デメリット, 目的, 特徴, 意味, 長所, 短所, 利点, 欠点, 用途, メリットとデメリット, 長所と短所",
    ko="장점, 단점, 장단점, 목적, 특징, 의미, 장점과 단점, 용도, 한계, 활용, 사용 사례",
)
"""What a text can be about of a topic: a prompt where a topic stands above it, else what kind of text follows."""

REPOSITORY = Words(
    en="installation, install, installing, how to install, setup, set up, usage, how to use, getting started, "
    "get started, quick start, quickstart, licence, license, licensing, contribute, contributing, contributions, "
    "how to contribute, contribution guidelines, contributors, features, key features, configuration, deployment, "
    "development, roadmap, changelog, support, sponsors, authors, author, maintainers, acknowledgements, "
    "acknowledgments, credits, tech stack, technologies, built with, project structure, repository structure, "
    "folder structure, directory structure, screenshots, demo, running tests, code of conduct, contact, star history, "
    "about this repository, about this repo, about this project, about the project, how to use this repository, "
    "how to use this repo, repository contents, community, feedback, disclaimer, prerequisites, requirements",
    de="installation, nutzung, verwendung, lizenz, mitmachen, mitwirkende, voraussetzungen, projektstruktur, kontakt",
    es="instalación, uso, licencia, contribuir, contribuciones, cómo contribuir, requisitos, estructura del proyecto, "
    "características, contacto, autor, autores",
    fr="installation, utilisation, licence, contribuer, contributeurs, prérequis, fonctionnalités, contact, auteur",
    it="installazione, utilizzo, uso, licenza, contribuire, prerequisiti, funzionalità, contatti, autore",
    pt="instalação, uso, licença, contribuir, contribuindo, como contribuir, pré-requisitos, requisitos, "
    "funcionalidades, estrutura do projeto, contato, autor, autores",
    ru="установка, использование, лицензия, требования, контакты, автор, авторы, структура проекта",
    zh="安装, 使用, 使用方法, 使用说明, 许可, 许可证, 贡献, 贡献者, 如何贡献, 更新日志, 项目结构, 目录结构, 联系, "
    "联系方式, 功能, 致谢, 快速开始",
    ja="インストール, 使い方, ライセンス, 貢献, 機能, 著者, 更新履歴",
    ko="설치, 사용법, 라이선스, 기여, 기능, 연락처",
)
"""Headings of a page about its repository."""

PAPERS = Words(
    en="implementation plan, project plan, migration plan, rollout plan, design spec, design specification, "
    "design doc, design document, product requirements document, requirements document, meeting notes, "
    "meeting minutes, release notes, status report, progress report, weekly report, daily report, change log, "
    "changelog, development log, devlog, roadmap",
    de="umsetzungsplan, projektplan, besprechungsprotokoll, änderungsprotokoll, statusbericht, pflichtenheft, "
    "lastenheft",
    es="plan de implementación, notas de la reunión, notas de la versión, informe de estado",
    fr="plan de mise en œuvre, compte rendu de réunion, notes de version, cahier des charges",
    pt="plano de implementação, notas da reunião, notas de versão",
    ru="план реализации, протокол встречи, техническое задание, список изменений",
    zh="实施计划, 开发计划, 维护计划, 设计文档, 需求文档, 任务报告, 维护报告, 工作报告, 更新日志, 开发日志, "
    "工作日志, 待办清单",
    ja="実装計画, 議事録, 設計書, 要件定義書, 作業報告, 変更履歴",
    ko="구현 계획, 회의록, 설계서, 요구사항 정의서, 작업 보고서, 변경 이력",
)
"""What ends the title of a paper about a project: nobody learns it."""

COLLECTIONS = Words(
    en="questions, question, interview, interviews, glossary, cheatsheet, cheat, faq, faqs, quiz, quizzes, exam, q&a, "
    "readme",
    de="fragen, glossar, klausur, prüfung, prüfungsfragen",
    es="preguntas, entrevista, glosario, examen",
    fr="questions, entretien, glossaire, examen",
    it="domande, colloquio, glossario, esame",
    pt="perguntas, entrevista, glossário, exame",
    nl="vragen, tentamen",
    pl="pytania, słowniczek, egzamin",
    ru="вопросы, вопросов, собеседование, собеседования, собеседованию, глоссарий, экзамен",
    zh="面试题, 面试题总结, 常见面试题, 术语表",
    ja="問題集, 用語集",
    ko="면접, 질문, 용어집",
)
"""Words of titles that name a collection of texts about many topics."""

DEFINITION = Words(
    en="definition, definitions, meaning, what it is, what is it, what it means, formal definition, "
    "short definition, simplified, simply put, in simple terms, in simple words, in plain english, in plain words, "
    "simple definition, simple explanation, eli5",
    de="definition, begriff, begriffserklärung, begriffsbestimmung, bedeutung, was ist das, was es ist, "
    "was ist es, einfach gesagt, einfach erklärt, in einfachen worten",
    es="definición, definicion, significado, qué es, concepto, en palabras sencillas, definición sencilla",
    fr="définition, qu'est-ce que c'est, c'est quoi, signification, ce que c'est, qu'est ce que c'est, "
    "en termes simples, en clair",
    it="definizione, cos'è, che cos'è, significato, in parole semplici",
    pt="definição, o que é, significado, conceito, em palavras simples",
    nl="definitie, betekenis, wat is het",
    pl="definicja, co to jest, znaczenie",
    ru="определение, что это, что это такое, значение, понятие, простыми словами",
    uk="визначення, що це",
    zh="定义, 定義, 是什么, 是什麼, 什么是, 概念, 含义, 含義, 它是什么, 它是什麼, 這是什麼, 这是什么, "
    "简单来说, 通俗解释",
    ja="定義, とは, それは何ですか, 意味, 簡単に言うと",
    ko="정의, 이란, 란, 뜻, 쉽게 말하면",
    ar="تعريف",
    tr="tanım, nedir",
    sv="definition",
    cs="definice",
    hi="यह क्या है, परिभाषा",
    bn="এটা কি, এটি কি, এটি কী, সংজ্ঞা",
    ur="یہ کیا ہے, تعریف",
    vi="định nghĩa, là gì, nó là gì",
    id="definisi, pengertian, apa itu",
    el="ορισμός",
    he="הגדרה",
    fa="تعریف",
    th="ความหมาย, คำจำกัดความ, คืออะไร",
)
"""What stands over the definition of the name above."""

NUMBERED = Words(
    en="example, step, chapter, part, section, lesson, week, day, module, unit, case, option, figure, fig., table, "
    "lecture, exercise, question, problem, task, topic, approach, method, solution, test, quiz, level, phase, "
    "session, appendix, slide, page, sample, scenario, answer, exam, activity, lab, challenge, assignment, homework",
    de="beispiel, schritt, kapitel, teil, abschnitt, lektion, woche, modul, einheit, fall, abbildung, tabelle, "
    "aufgabe, frage, übung, thema, phase, übungsaufgabe",
    es="ejemplo, paso, capítulo, parte, sección, lección, semana, día, módulo, unidad, caso, figura, tabla, "
    "ejercicio, pregunta, tema, reto",
    fr="exemple, étape, chapitre, partie, section, leçon, semaine, jour, module, unité, cas, figure, tableau, "
    "exercice, question",
    it="esempio, passo, capitolo, parte, sezione, lezione, settimana, giorno, modulo, unità, caso, figura, tabella, "
    "esercizio, domanda",
    pt="exemplo, passo, capítulo, parte, seção, lição, semana, dia, módulo, unidade, caso, figura, tabela, "
    "exercício, pergunta, questão",
    nl="voorbeeld, stap, hoofdstuk, deel, les, week, dag, module, figuur, tabel, oefening, vraag",
    pl="przykład, krok, rozdział, część, lekcja, tydzień, dzień, zadanie, pytanie, rysunek, tabela",
    ru="пример, шаг, глава, часть, раздел, урок, неделя, день, модуль, случай, рисунок, таблица, задача, вопрос, "
    "упражнение, билет, лекция, тема",
    zh="例, 例题, 例子, 示例, 步骤, 第, 题, 问题, 图, 表, 方法, 解法, 思路, 练习, 习题, 作业",
    ja="例, 例題, ステップ, 手順, 第, 問題, 問, 図, 表, 演習, 発展演習, 練習, 練習問題, 課題, 章",
    ko="예시, 예제, 단계, 제, 문제, 그림, 표, 질문, 연습, 연습문제, 과제",
)
"""Names that with a number, a letter or a year behind them only count: `Example 3`, `Step 2`."""

TASKS = Words(
    en="install, installing, set up, setting up, setup, run, running, create, creating, make, making, using, get, "
    "getting, add, adding, configure, configuring, download, check, checking, start, starting, open, build, "
    "building, prepare, preparing, write, writing, clone, cloning, go to, read, test, try, click, enable, import, "
    "update, upgrade, verify, fork, deploy, step, exercise, task, challenge, activity, lab, project, connect, "
    "connecting, log in, login, sign up, how to use, how to install, how to run, how to build, how to contribute, "
    "how to get, how to set, how to start, how to join, how to submit, use, assignment, homework, submit, hands-on",
    de="installiere, installieren, einrichten, herunterladen, aufgabe, übung, starten, öffne, erstelle, schritt",
    es="instalar, crear, ejecutar, configurar, descargar, ejercicio, cómo usar, cómo instalar, paso, abrir",
    fr="installer, créer, exécuter, configurer, télécharger, exercice, comment utiliser, comment installer, étape",
    it="installare, creare, eseguire, configurare, scaricare, esercizio, come usare, come installare",
    pt="instalar, criar, executar, configurar, baixar, exercício, como usar, como instalar, passo",
    nl="installeren, opdracht, oefening, stap",
    ru="установить, создать, запустить, настроить, скачать, упражнение, задание, шаг, как установить, как использовать",
    zh="安装, 下载, 运行, 配置, 步骤, 如何安装, 如何使用, 练习",
    ja="インストール, ダウンロード, 設定, 練習",
    ko="설치, 다운로드, 실행, 설정",
)
"""What opens the name of something to do."""
