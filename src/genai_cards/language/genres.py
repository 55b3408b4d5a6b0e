"""Words of texts that nobody learns by heart: letters, orders, timetables, notes of meetings, talks."""

from __future__ import annotations

from genai_cards.language.words import Words

FORM_FIELDS = Words(
    en="from, to, cc, bcc, date, subject, sent, re, name, first name, surname, last name, full name, date of birth, "
    "born, address, street, postcode, zip code, town, phone, telephone, tel, mobile, fax, e-mail, email, mail, "
    "contact, order number, order date, order no, invoice number, invoice date, customer number, payment, "
    "delivery, shipping, ship to, subtotal, total, grand total, vat, tax, price, iban, bic, account number, "
    "policy number, item no, item number, sku, in stock, warranty, dimensions, location, venue, place, start, "
    "begin, end, duration, hours, opening hours, office hours, pay, salary, deadline, present, attendees, absent, "
    "excused, apologies, chair, minutes, decision, next meeting, signature, date of damage, vehicle, witnesses, "
    "prep, prep time, cook, cook time, total time, serves, servings, yield, calories, tip, budget, where to stay, "
    "where to eat, tickets, posts, joined, skills, interests, hobbies, languages, software, driving licence, "
    "driving license, today, tomorrow, yesterday, tonight, wind, sunrise, sunset, high water, low water, lost "
    "property, reception, parking, questions, apply now, next matchday, valid until, valid from, fixed, added, "
    "removed, changed",
    de="von, an, cc, datum, betreff, gesendet, name, vorname, nachname, geburtsdatum, geboren, adresse, anschrift, "
    "straße, plz, ort, telefon, tel, mobil, handy, fax, e-mail, email, kontakt, bestellnummer, rechnungsnummer, "
    "rechnungsdatum, kundennummer, zahlung, lieferung, versand, zwischensumme, summe, gesamt, netto, brutto, ust, "
    "mwst, preis, iban, bic, steuernummer, uhrzeit, zeit, beginn, ende, dauer, öffnungszeiten, sprechzeiten, "
    "bürozeiten, gehalt, frist, anwesend, abwesend, entschuldigt, leitung, protokoll, beschluss, nächste sitzung, "
    "unterschrift, firma, bitte, zubereitungszeit, portionen, personen, heute, morgen, gestern, wind, "
    "sonnenaufgang, sonnenuntergang, leistungszeitraum, eintritt, anmeldung, treffpunkt, kosten, sprachen, "
    "hobbys, führerschein",
    fr="objet, date, nom, prénom, adresse, téléphone, tél, courriel, e-mail, contact, total, prix, livraison, "
    "horaires, lieu, durée, budget, où dormir, où manger, mise à jour, signature, présents, excusés, ordre du "
    "jour, temps, portions",
    es="para, asunto, fecha, nombre, apellidos, dirección, teléfono, tel, correo, total, precio, envío, horario, "
    "lugar, duración, firma, presentes, orden del día, porciones, tiempo, contacto",
    pt="para, assunto, data, nome, endereço, telefone, tel, e-mail, total, preço, entrega, horário, local, duração, "
    "tempo, porções, dificuldade, dica, contato",
    it="oggetto, data, nome, cognome, indirizzo, telefono, tel, e-mail, totale, prezzo, orario, luogo, durata, "
    "tempo, porzioni",
    zh="电话, 地址, 日期, 时间, 姓名, 价格, 订座电话, 联系人, 主题",
    ja="運賃, お問い合わせ, 電話, 住所, 日時, 場所, 氏名, 料金, 件名",
)
"""What letters, forms, orders and notices write before a colon."""

GREETINGS = Words(
    en="hi, hi all, hello, hello all, dear *, hey, good morning, best regards, kind regards, regards, best wishes, "
    "yours sincerely, yours faithfully, cheers, see you, thanks, thank you, sent from my phone, sent from my "
    "iphone, many thanks",
    de="hallo, hallo zusammen, liebe *, lieber *, moin, sehr geehrte *, guten tag, mit freundlichen grüßen, viele "
    "grüße, liebe grüße, beste grüße, bis bald, danke, vielen dank",
    fr="bonjour, bonsoir, salut, cher *, chère *, madame, monsieur, cordialement, bien à vous, merci, à bientôt",
    es="hola, estimado *, estimada *, querido *, querida *, saludos, un saludo, gracias, atentamente",
    pt="olá, oi, caro *, cara *, prezado *, prezada *, atenciosamente, abraços, obrigado, obrigada",
    it="ciao, gentile *, caro *, cara *, cordiali saluti, saluti, grazie",
    ja="お世話になっております, よろしくお願いいたします, 敬具, 拝啓",
    zh="您好, 你好, 此致, 敬礼, 谢谢",
)
"""Lines that open or close a letter."""

GENRES = Words(
    en="* results *, standings, terms of use, terms of service, terms and conditions, privacy policy, cookie policy, "
    "order confirmation, invoice, receipt, timetable, menu, lunch, starters, mains, desserts, ingredients, "
    "method, directions, recipe, minutes, minutes of the meeting, agenda, to do, changelog, change log, release "
    "notes, version history, known problems, known issues, references, bibliography, works cited, contents, table "
    "of contents, index, list of figures, survey, application, application form, curriculum vitae, experience, "
    "work experience, packing list, shopping list, weather, small ads, for sale, wanted, found, given away, "
    "reviews, details, specifications, your tasks, what you bring, what we offer, liability, your account, "
    "acceptance, your rights, cookies, any other business, opening hours, how to find us, top scorers, matchday "
    "*, league *, table, for office use only, nutrition, did you make this recipe, customers also bought, compare "
    "our *, all prices *, choose, add to wish list, item no. *, in stock *, quote, reply, page * of *, jump to "
    "recipe, print, add to cart, track your parcel, need help, share, related stories, read also, dear diary, "
    "small print, imprint, legal notice, getting there, how to get there, what's new *, days *",
    de="nutzungsbedingungen, agb, datenschutz, datenschutzerklärung, impressum, bestellbestätigung, rechnung *, "
    "fahrplan, speisekarte, vorspeisen, hauptgerichte, nachspeisen, zutaten, zubereitung, rezept, protokoll, "
    "tagesordnung *, änderungen, literatur, literaturverzeichnis, inhalt, inhaltsverzeichnis, register, umfrage, "
    "antrag, lebenslauf, berufserfahrung, packliste, einkaufsliste, wetter, kleinanzeigen, zu verkaufen, gesucht, "
    "bewertungen, ihre aufgaben, ihr profil, wir bieten, haftung, mehr zum thema, anfahrt",
    fr="conditions d'utilisation, politique de confidentialité, mentions légales, facture, horaires, entrées, plats, "
    "desserts, ingrédients, préparation, recette, compte rendu, ordre du jour, bibliographie, table des matières, "
    "index, sondage, vos droits, cookies, jour *, météo",
    es="términos de uso, política de privacidad, aviso legal, factura, horario, entrantes, postres, ingredientes, "
    "preparación, receta, acta, orden del día, bibliografía, índice, encuesta, páginas web, cookies, día *, el "
    "tiempo",
    pt="termos de uso, política de privacidade, fatura, cardápio, ingredientes, modo de fazer, modo de preparo, "
    "preparo, receita, ata, pauta, bibliografia, índice, pesquisa, dia *",
    it="termini di servizio, informativa sulla privacy, fattura, orario, antipasti, primi, secondi, dolci, "
    "ingredienti, preparazione, ricetta, verbale, ordine del giorno, bibliografia, indice, giorno *",
    zh="冷菜, 热菜, 主食, 饮料, 目录, 参考文献, 隐私政策, 使用条款, 菜单, 今日午餐",
    ja="時刻表, 平日ダイヤ, 土曜・休日ダイヤ, 目次, 参考文献, 利用規約, 材料, 作り方, プライバシーポリシー",
)
"""Titles and headings of texts that nobody learns by heart; `*` stands for any further words."""

FIRST_PERSON = Words(
    en="i, i'm, i've, i'll, we, my, our, us, me",
    de="ich, mir, mich, wir, uns, unser*, mein*",
    fr="je, nous, notre, nos, mon",
    es="yo, nosotros, nuestr*",
    pt="eu, nós, nosso, minha",
    it="io, noi, nostr*, mio",
)
SECOND_PERSON = Words(
    en="you, your",
    de="sie, ihnen, ihr*, du, dein*",
    fr="vous, votre, vos, tu",
    es="usted, ustedes, tu",
    pt="você, vocês",
    it="voi, lei, tu",
)
SAYS = Words(en="says, said", de="sagt, sagte", fr="dit, explique", es="dice, dijo", pt="diz, disse", it="dice, disse")
"""Who reports says what others said."""

DAYS = Words(
    en="mon, monday, tue, tues, tuesday, wed, wednesday, thu, thurs, thursday, fri, friday, sat, saturday, sun, "
    "sunday, today, tomorrow, yesterday, tonight",
    de="montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonnabend, sonntag, heute, gestern",
    fr="lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, hier, demain",
    es="lunes, martes, miércoles, jueves, viernes, sábado, domingo, hoy, ayer, mañana",
    pt="segunda-feira, terça-feira, quarta-feira, quinta-feira, sexta-feira, hoje, ontem, amanhã",
    it="lunedì, martedì, mercoledì, giovedì, venerdì, sabato, domenica, oggi, ieri, domani",
)
STUDY = Words(
    en="answer, answers, quiz, exam, lesson, chapter, lecture, definition, definitions, vocabulary, glossary, "
    "flashcard, flashcards, terms in this set, theorem, lemma, study, learn, course, review questions, practice",
    de="antwort, antworten, lösung, kapitel, lektion, prüfung, vokabeln, begriffe, definition, vorlesung",
    fr="réponse, réponses, leçon, chapitre, examen, vocabulaire, définition",
    es="respuesta, respuestas, lección, capítulo, examen, vocabulario, definición",
    pt="resposta, respostas, lição, capítulo, prova, vocabulário, definição",
    it="risposta, risposte, lezione, capitolo, esame, vocabolario, definizione",
    ru="ответ, ответы, урок, глава, экзамен, определение",
)
"""Words of texts that are for learning."""
