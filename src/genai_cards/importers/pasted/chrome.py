"""What a web page shows around its content: breadcrumbs, calls to action, prices, cookie notes, counts, link lists."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from genai_cards.importers.pasted.lines import ANSWERS, BULLET, TOGGLE, Line

MOST_WORDS = 14
"""A line with more is no button, count or menu entry."""

MAY_BE_NAMES = ("navigation", "a call to action", "a note about cookies")
"""Reasons to leave out a line that may be a term of a glossary: "Menu", "Save", "Cookies"."""

FEWEST_BEFORE_COMMENTS = 4
"""Lines of a page before the comments of its readers."""

_BREADCRUMB = re.compile(r"\s*(?:/|>|›|»|->|→|⟩|\\)\s*")
_CALL = re.compile(
    r"""(?:get\s+started|try\s+(?:it\s+)?(?:for\s+)?(?:free|now|today)|try\s+\S+(?:\s\S+)?\s+(?:free|for\s+[$€£₹¥]?\d\S*)|
    start\s+(?:your\s+)?(?:free\s+)?(?:trial|now|today|learning)|start\s+(?:for\s+)?free|sign\s?(?:up|in)(?:\s+(?:now|free|today|for\s+free))?|log\s?in|
    register(?:\s+now)?|subscribe(?:\s+now)?|join\s+(?:now|us|free|today)|buy\s+now|order\s+now|add\s+to\s+cart|enrol+(?:\s+now)?|
    book\s+(?:a\s+)?(?:demo|call)|request\s+(?:a\s+)?demo|contact\s+(?:us|sales|support)|talk\s+to\s+(?:us|sales|an\s+expert)|learn\s+more|read\s+more|see\s+more|show\s+more|
    view\s+(?:all|more)|load\s+more|download(?:\s+(?:now|pdf|the\s+app))?|watch\s+(?:now|video)|explore\s+(?:more|now)|click\s+here|
    upgrade(?:\s+now)?|apply\s+now|share(?:\s+(?:this|on)\b.*)?|regenerate(?:\s+response)?|retry|partager(?:\s+cette\s+page)?|tweet|copy(?:\s+link)?|print(?:\s+this\s+page)?|save|edit(?:\s+(?:this\s+)?page)?|
    jetzt\s+(?:starten|kaufen|anmelden)|anmelden|mehr\s+(?:erfahren|lesen)|kostenlos\s+testen|en\s+savoir\s+plus|s'inscrire|
    leer\s+más|regístrate|suscríbete|empezar|saiba\s+mais|assine)""",
    re.IGNORECASE | re.VERBOSE,
)
_ONLY_CALL = re.compile(
    rf"[\W\d_]*{_CALL.pattern}(?:\s*(?:[-–—:·]\s*[$€£₹¥]\s?[\d.,]+\S*))?[\W_]*", re.IGNORECASE | re.VERBOSE
)
_CALLS = re.compile(rf"(?:{_CALL.pattern}\W{{2,}}){{1,6}}{_CALL.pattern}\W*", re.IGNORECASE | re.VERBOSE)
_ENDS_IN_CALL = re.compile(
    r"(?:^|[?!.]\s+|\s{2,})(?:get\s+started|sign\s+up|start\s+(?:free|now)|try\s+(?:it\s+)?(?:free|now)|learn\s+more|contact\s+us)"
    r"(?:\s+(?:now|today|free))?[\W_]*$",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"[^\w$€£₹¥]*(?:from\s+|only\s+|just\s+|ab\s+)?[$€£₹¥]\s?\d[\d.,]*(?:\s*(?:/|per)\s*\w+)?\W*", re.IGNORECASE
)
_COUNT = re.compile(
    r"""[(\[]?\s*\d[\d.,]*[kKmM]?\+?\s+(?:related\s+|more\s+)?(?:terms?|articles?|cards?|flashcards?|posts?|results?|comments?|replies|views?|
    shares?|likes?|reads?|votes?|followers?|members?|questions?|items?|pages?|lessons?|videos?|tools?|entries|reviews?|ratings?|
    min(?:ute)?s?(?:\s+read)?|(?:core|practice)\s+questions|Begriffe|Artikel|Karten|Fragen|términos|preguntas|termes)
    (?:\s+(?:in\s+this\s+\w+|ago|read|found|total))?\s*[)\]]?""",
    re.IGNORECASE | re.VERBOSE,
)
_SET = re.compile(
    r"(?:terms\s+in\s+this\s+set|(?:flash)?cards\s+in\s+this\s+(?:deck|set))\s*[(\[]\d+[)\]]", re.IGNORECASE
)
_TIME = re.compile(
    r"(?:reading\s+time|read\s+time|time\s+to\s+read|lesezeit)\b.{0,30}|\d+\s*min(?:ute)?s?\s+read", re.IGNORECASE
)
_COOKIES = re.compile(
    r"\bcookies?\b.*\b(?:accept|consent|agree|privacy|experience|policy|settings|use)\b"
    r"|\b(?:we|this\s+(?:site|website))\s+uses?\s+cookies\b|^(?:accept|reject|decline|allow)\s+(?:all|cookies)\b",
    re.IGNORECASE,
)
_DATE_WORDS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_BYLINE = re.compile(
    rf"""(?:(?:published|posted|updated|last\s+(?:updated|modified|reviewed)|written|reviewed|veröffentlicht|aktualisiert)\b[:\s].{{0,80}}
    | by\s+(?-i:(?:[A-Z][\w.'’-]*\s*){{1,4}})(?:(?:[|·,–-]|on\s).{{0,60}})?
    | (?:{_DATE_WORDS}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_DATE_WORDS}\s+\d{{4}}|\d{{4}}-\d\d-\d\d
      |\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})
      (?:\s*[|·,–-]?\s*(?:by\s+.{{0,60}}|\d+\s+min.{{0,20}})?)?)""",
    re.IGNORECASE | re.VERBOSE,
)
_FOOTER = re.compile(
    r"(?:©|\(c\)\s*(?=copyright|\d{4})|copyright\b).{0,200}|.{0,80}\ball\s+rights\s+reserved\b.{0,80}|(?:privacy\s+policy|terms\s+(?:of\s+(?:service|use)|"
    r"(?:and|&)\s+conditions)|impressum|datenschutz(?:erklärung)?|imprint|disclaimer|cookie\s+(?:policy|settings))(?:\s*[|·].{0,100})?",
    re.IGNORECASE,
)
_NAVIGATION = re.compile(
    r"""(?:home|menu|search(?:\s*\.\.\.|…)?|skip\s+to\s+(?:main\s+)?content|back\s+to\s+(?:top|glossary|home|all.{0,30})|table\s+of\s+contents|on\s+this\s+page|
    contents|in\s+this\s+(?:article|guide|page)|advertisement|sponsored|close|previous|next|prev|toggle\s+\w+|
    (?:previous|next|nächste[rs]?|vorherige[rs]?)\s+(?:article|post|page|lesson|term|chapter|question|lecture|unit|section|class|topic|kapitel|lektion|seite)\b.{0,80}|
    from\s+(?:wikipedia,\s+)?the\s+free\s+encyclopedia|for\s+other\s+uses,?\s+see\s.{0,100}|(?:this\s+article\s+is\s+about|not\s+to\s+be\s+confused\s+with)\s.{0,100}|
    (?:asked|modified|viewed|active)\s.{1,20}\b(?:ago|times)|improve\s+this\s+(?:question|answer)|follow|share|facebook|twitter|linkedin|whatsapp|instagram|youtube|pinterest|reddit|
    comments?|leave\s+a\s+(?:reply|comment)|(?:expand|collapse|show|hide|open|close)\s+all|inhaltsverzeichnis|inhalt|startseite|menü|suche|
    table\s+des\s+matières|sommaire|índice|tabla\s+de\s+contenidos|índice\s+de\s+contenidos)[\s:»›→←↑↓]*""",
    re.IGNORECASE | re.VERBOSE,
)
_LINKS = re.compile(
    r"""(?:related(?:\s+(?:terms?|articles?|posts?|tools?|topics?|reading|pages?|links?|content|resources?|questions?|concepts?))?|
    (?:you\s+)?(?:may|might)\s+also\s+(?:like|be\s+interested.*)|see\s+also|further\s+reading|read\s+next|up\s+next|more\s+(?:articles|posts|terms|from\s+.{1,40})|
    recommended(?:\s+(?:articles|reading|for\s+you))?|popular\s+(?:articles|posts|terms)|recent\s+(?:posts|articles|comments)|trending(?:\s+now)?|
    (?:tags?|categories|share\s+this|(?:other|more)\s+sets\s+(?:by|like)\s.*|sets\s+with\s+similar\s+terms|follow\s+us|external\s+links)|verwandte\s+(?:begriffe|artikel|themen)|siehe\s+auch|
    artículos\s+relacionados|véase\s+también|articles\s+(?:liés|connexes)|voir\s+aussi)\s*:?""",
    re.IGNORECASE | re.VERBOSE,
)
_LETTERS = re.compile(r"(?:[A-Z#0-9]\b\W*){10,}")
_HELPFUL = re.compile(
    r"(?:was|is|did\s+you\s+find)\s+(?:this|it|that)\b.{0,30}\b(?:helpful|useful)\b.{0,20}|did\s+this\b.{0,30}\bhelp\b.{0,20}",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"\W*(?:table\s+of\s+contents?|contents|on\s+this\s+page|in\s+this\s+(?:article|guide|page|post)|quick\s+(?:links|navigation)|jump\s+to|"
    r"inhalt(?:sverzeichnis)?|sommaire|table\s+des\s+matières|índice|(?:tabla\s+de\s+)?contenidos?)\W*",
    re.IGNORECASE,
)
_ENTRY_NUMBER = re.compile(rf"(?:{BULLET.pattern})?(?:(?:Q\s?)?\d+(?:\.\d+)*\s?[.:)]?\s+)?")
_BLANK = re.compile(r"[\s._…＿]{3,}")
_FORM = re.compile(
    r"your\s+e-?mail\s+address\s+will\s+not\b.*|(?:name|e-?mail|website|comment)\s?\*|(?:post|add\s+a|submit)\s+comment|enter\s+your\s+e-?mail.{0,40}|"
    r"(?:subscribe\s+to|join|get)\s+(?:our|the|my)\b.{0,30}\bnewsletter.{0,20}|(?:also|must|recommended)\s+read\s*[:–-].+|read\s+also\s*[:–-].+",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:\d+\s+)?(?:comments?|replies|responses?|thoughts?|kommentare?|comentarios?|commentaires?)(?:\s+(?:on|to|zu|en|sur)\s.{1,100})?(?:\s*\(\d+\))?\s*:?|"
    r"(?:leave|post|write)\s+a\s+(?:reply|comment).{0,20}|join\s+the\s+(?:discussion|conversation)",
    re.IGNORECASE,
)
_COMMENT_PART = re.compile(
    r".{1,60}\b(?:says?|said|wrote|commented|schreibt|sagt|dice|dit)\s?:?|reply|antworten|responder|répondre|.{0,40}\bago\b.{0,10}|.{0,60}\b\d{4}\s+at\s+\d.{0,20}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_NETWORKS = re.compile(
    r"(?:(?:facebook|twitter|x|linkedin|whatsapp|instagram|youtube|pinterest|reddit|telegram|e-?mail|rss)[\s,|·•]*){2,}",
    re.IGNORECASE,
)
_HASHTAGS = re.compile(r"(?:#\w[\w-]*[\s,]*)+")

_REVEAL = re.compile(
    rf"""\W*(?:(?:click|tap|press|hover)\b.{{0,20}}\b(?:reveal|see|show|view|flip)\b.{{0,30}}
    |(?:(?:show|view|see|reveal|hide|check|get|toggle|display|ver|mostrar|voir|afficher)\s+(?:\w+\s+){{0,3}})(?:{ANSWERS})s?(?:\s.{{0,20}})?
    |(?:antwort|lösung)\s+(?:an)?zeigen)\W*""",
    re.IGNORECASE | re.VERBOSE,
)


def reveals(line: Line) -> bool:
    """Say whether a line is a button that shows the answer, as "Show answer" does."""
    return line.words <= MOST_WORDS and not line.asks and _REVEAL.fullmatch(line.text) is not None


BESIDE_TEXT = frozenset(
    ("a date or an author", "a count", "a reading time", "a call to action", "a form", "navigation", "a copyright line",
     "a button", "a note about cookies", "tags")
)  # fmt: skip
"""Reasons that hold inside the main content of a saved page, too: a price or an address may be told there."""


def why_chrome(line: Line) -> str:
    """Say why a line is no content; empty where it may be some."""
    return _why(line.text)


@lru_cache(maxsize=20_000)
def _why(text: str) -> str:
    words = len(text.split())
    if _COOKIES.search(text) and words <= 60:
        return "a note about cookies"
    if words > MOST_WORDS and not (_LETTERS.fullmatch(text) or _FORM.fullmatch(text)):
        return "a copyright line" if _FOOTER.fullmatch(text) else ""
    rules = (
        (TOGGLE, "a button"),
        (_BLANK, "a line to write on"),
        (_FORM, "a form"),
        (_LETTERS, "navigation"),
        (_REVEAL, "a button"),
        (_ONLY_CALL, "a call to action"),
        (_CALLS, "a call to action"),
        (_COUNT, "a count"),
        (_SET, "a count"),
        (_PRICE, "a price"),
        (_TIME, "a reading time"),
        (_BYLINE, "a date or an author"),
        (_FOOTER, "a copyright line"),
        (_NAVIGATION, "navigation"),
        (_HELPFUL, "a button"),
        (_ADDRESS, "an address"),
        (_HASHTAGS, "tags"),
        (_NETWORKS, "navigation"),
    )
    why = next((why for pattern, why in rules if pattern.fullmatch(text)), "") or _menu(text)
    return why or ("a call to action" if _ENDS_IN_CALL.search(text) else "")


def _menu(text: str) -> str:
    """Say that a line is a menu: short names beside each other, of which one is known."""
    parts = [part for part in re.split(r"\s{2,}|\s*[|·•]\s*", text) if part]
    short = len(parts) > 2 and all(part.count(" ") < 2 for part in parts)
    return "navigation" if short and any(map(_NAVIGATION.fullmatch, parts)) else ""


def asks_opinion(line: Line) -> bool:
    """Say whether a line asks what a reader thinks of the page: "Was this helpful?"."""
    return _HELPFUL.fullmatch(line.text) is not None


_RATING = re.compile(r"[\d.,\s★☆/]+")
_SPEAKER = re.compile(
    r"(?:you|user|du|vous|tú|você)(?:\s+(?:said|sagtest|hast\s+gesagt|avez\s+dit|dijiste|disse)\s*:?|:)"
    r"|(?P<assistant>chat\s?gpt|claude|gemini|copilot|assistant)(?:\s+(?:said|sagte|hat\s+gesagt|a\s+dit|dijo|disse))?\s*:?",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"(?:would you like|do you want|let me know|shall i|if you (?:like|want)|want me to|soll ich|möchtest du|wenn du"
    r"|souhaitez-vous|veux-tu|¿quieres|¿te gustaría|quer que|gostaria)\b",
    re.IGNORECASE,
)
_MODES = re.compile(
    r"(?:flash\s?cards?|learn|study|test|match|spell|write|gravity|live|blast|quiz|practice|share|export|create|save)",
    re.IGNORECASE,
)
"""What a site of flash cards offers to do with them."""

MOST_MODES = 14
"""Lines at the top of a page among which these stand."""


def buttons_end(lines: Sequence[Line]) -> int:
    """Give the index behind the buttons over a set of flash cards: they stand over the count of its terms."""
    counts = [n for n, line in enumerate(lines[:MOST_MODES]) if _counts(line.text) or _SET.fullmatch(line.text)]
    if not counts:
        return 0
    end = counts[-1] + 1
    above = lines[: counts[-1]]
    known = (_MODES.fullmatch(line.text) or _counts(line.text) or why_chrome(line) for line in above)
    return end if all(known) else 0


def _counts(text: str) -> bool:
    """Say whether a line only counts and rates: `18 terms   4.8 (23 reviews)`."""
    parts = [part.strip() for part in re.split(r"\s{2,}|[·|()]", text) if part.strip()]
    return any(map(_COUNT.fullmatch, parts)) and all(_COUNT.fullmatch(p) or _RATING.fullmatch(p) for p in parts)


def talk(lines: Sequence[Line]) -> frozenset[int]:
    """Give the indices of what a person asked an assistant, of who speaks, and of what is offered in the end."""
    matches = {place: match for place, line in enumerate(lines) if (match := _SPEAKER.fullmatch(line.text))}
    if not any(match["assistant"] for match in matches.values()):
        return frozenset()
    speakers = [*matches]
    found = set(speakers)
    for start, end in itertools.pairwise(speakers):
        if not matches[start]["assistant"]:
            found |= set(range(start, end))
    found |= {place for place, line in enumerate(lines) if place > speakers[-1] and _OFFER.match(line.text)}
    return frozenset(found)


def is_call(line: Line) -> bool:
    """Say whether a line only asks its reader to do something."""
    return why_chrome(line) in ("a call to action", "a price")


def is_breadcrumb(line: Line, following: Sequence[Line]) -> bool:
    """Say whether a line is the way to this page: its last part is the page's title, or its first is Home."""
    parts = [part for part in _BREADCRUMB.split(line.text) if part]
    if not 2 <= len(parts) <= 8 or line.words > 20 or line.ends_sentence:
        return False
    starts = parts[0].casefold() in ("home", "start", "startseite", "accueil", "inicio")
    return starts or any(other.text.casefold().startswith(parts[-1].casefold()) for other in following[:3])


def opens_links(line: Line) -> bool:
    """Say whether a line stands over a list of links to other pages."""
    return _LINKS.fullmatch(line.text) is not None


def names_comments(name: str) -> bool:
    """Say whether a heading stands over what readers say of a page."""
    return _COMMENTS.fullmatch(name) is not None or _RATED.fullmatch(name) is not None


_RATED = re.compile(
    r"(?:top|best|latest|recent|newest|all)\s+(?:rated\s+)?comments?\W*|conversation|discussion", re.IGNORECASE
)


def opens_comments(lines: Sequence[Line], index: int) -> bool:
    """Say whether the comments of readers begin at an index: below their heading, who says what and when."""
    if index < FEWEST_BEFORE_COMMENTS or not _COMMENTS.fullmatch(lines[index].text):
        return False
    near = lines[index + 1 : index + 7]
    return any(_COMMENT_PART.fullmatch(line.text) or _FORM.fullmatch(line.text) for line in near)


def toggles(lines: Sequence[Line]) -> frozenset[int]:
    """Give the indices of the signs, alone on their lines beside a question, that open its answer at a click."""
    return frozenset(
        place
        for place, line in enumerate(lines)
        if TOGGLE.fullmatch(line.text) and any(near.asks for near in lines[max(0, place - 1) : place + 2])
    )


def contents(lines: Sequence[Line]) -> frozenset[int]:
    """Give the indices of a table of contents: lines that all stand again farther down, apart from each other."""
    entries = [*map(_entry, lines)]
    places: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        places.setdefault(entry, []).append(place)
    taken: set[int] = set()
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and places[entries[end]][-1] > end and _is_entry(lines[end]):
            end += 1
        again = [_from(places[entry], end) for entry in entries[start:end]]
        least = 1 if start and _CONTENTS.fullmatch(lines[start - 1].text) else 3
        apart = all(0 <= before < place - 1 for before, place in itertools.pairwise(again))
        if len(again) >= least and apart and again[-1] >= 0:
            taken |= set(range(start, end))
        start = end + 1
    return frozenset(taken)


def _from(places: Sequence[int], start: int) -> int:
    """Give the first of the sorted places that is not before `start`; -1 where none is."""
    found = bisect.bisect_left(places, start)
    return places[found] if found < len(places) else -1


def _entry(line: Line) -> str:
    return _ENTRY_NUMBER.sub("", line.text, count=1).strip(" :?").casefold()


def _is_entry(line: Line) -> bool:
    return line.words <= MOST_WORDS + 6 and (line.asks or not line.ends_sentence) and not re.search(r"[\t|]", line.text)
