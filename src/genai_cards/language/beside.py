"""What stands beside the text of a page: who took a picture, which picture the text means, what leads elsewhere."""

from __future__ import annotations

import re

from genai_cards.language.words import Words

_TAKEN = Words(
    en="photo, photos, photograph, photography, image, image credit, picture, picture credit, credit, credits, "
    "illustration",
    de="foto, fotos, bild, bilder, bildquelle, grafik, illustration",
    es="foto, fotografía, imagen, crédito",
    fr="photo, crédit photo, crédit, crédits, image",
    it="foto, fotografia, credito, immagine",
    nl="foto, beeld, afbeelding",
    pt="foto, fotografia, imagem, crédito, reprodução",
    pl="fot., zdjęcie, źródło",
    ru="фото, фотография, изображение",
    ja="写真, 画像, 撮影",
    zh="图片来源, 摄影, 照片",
)
_CREDITS = re.compile(
    rf"©|\b(?:getty|reuters|shutterstock|afp|dpa|epa|tass|ap\s+photo|associated\s+press)\b|/\s*ap\b"
    rf"|(?:^|\W){_TAKEN.pattern}(?:\s+(?:by|von|de|par|di|courtesy)\b[^.:]{{0,40}}|\s?/[^.:]{{0,20}})?\s?[:：©]",
    re.IGNORECASE,
)
_FIGURE = Words(
    en="figure, fig., table, diagram, chart, plate, box, exhibit",
    de="abbildung, abb., tabelle, tab., bild, schema",
    es="figura, fig., tabla, cuadro, gráfico, esquema",
    fr="figure, fig., tableau, schéma",
    it="figura, fig., tabella",
    nl="figuur, fig., afbeelding, tabel",
    pt="figura, fig., tabela, quadro",
    pl="rysunek, rys., tabela, ryc.",
    ru="рисунок, рис., таблица",
    ja="図, 表",
    zh="图, 表",
)
_NUMBERED = re.compile(rf"\W*{_FIGURE.pattern}[\s.]*(?:\d|[A-Z]\b|[IVX]+\b)", re.IGNORECASE)


def credits_picture(caption: str) -> bool:
    """Say whether a caption tells who took the picture: “Photo: …”."""
    return _CREDITS.search(caption) is not None


def numbers_picture(caption: str) -> bool:
    """Say whether a caption has the number that the text names it by: “Fig. 2”."""
    return _NUMBERED.match(caption) is not None


_TEASES = Words(
    en="related, related story, related stories, related article, related articles, see more, read more, read also, "
    "also read, also see, must read, don't miss, don’t miss, more on this, more like this, watch, also on, read next, "
    "further reading, you may also like, recommended, more",
    de="mehr zum thema, lesen sie auch, lesen sie mehr, auch interessant, passend dazu, lies auch, mehr dazu",
    es="lea también, lee también, relacionado, relacionados, te puede interesar, le puede interesar, ver más, leer más",
    fr="lire aussi, à lire aussi, lire également, à lire, voir aussi, sur le même sujet, pour aller plus loin",
    it="leggi anche, leggi di più, potrebbe interessarti, guarda anche, correlati",
    nl="lees ook, lees meer, bekijk ook, zie ook",
    pt="leia também, leia mais, veja também, veja mais, saiba mais, relacionado",
    pl="czytaj także, czytaj też, zobacz także, zobacz też, czytaj więcej, przeczytaj także",
    ru="читайте также, смотрите также, по теме, подробнее",
    ja="関連記事, あわせて読みたい",
    zh="相关阅读, 延伸阅读",
)
_TEASING = re.compile(rf"\W*(?:{_TEASES.pattern})\s*(?:[:：|–—>»]|\s\w)", re.IGNORECASE)
_ASKS_READERS = Words(
    en="subscribe, sign up, follow us, follow me, like this story, join our, join us, get the latest, "
    "download our, support us, become a member, share this, tell us what you think",
    de="abonnieren sie, jetzt abonnieren, folgen sie uns, folge uns, melden sie sich, teilen sie",
    es="suscríbete, suscríbase, síguenos, síganos, comparte",
    fr="abonnez-vous, suivez-nous, inscrivez-vous, partagez",
    it="iscriviti, abbonati, seguici, condividi",
    nl="abonneer, volg ons, schrijf je in",
    pt="assine, inscreva-se, siga-nos, compartilhe",
    pl="zapisz się, obserwuj nas, subskrybuj",
    ru="подписывайтесь, подпишитесь, следите за нами, поделитесь",
)
_ASKING = re.compile(rf"\W*{_ASKS_READERS.pattern}\b", re.IGNORECASE)


def teases(text: str) -> bool:
    """Say whether a line names another page to read: “Related: …”."""
    return _TEASING.match(text) is not None


def asks_readers(text: str) -> bool:
    """Say whether a line asks its readers to do something for the page: “Subscribe to …”."""
    return _ASKING.match(text) is not None
