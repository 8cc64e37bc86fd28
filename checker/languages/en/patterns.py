"""Patterns of English numbers, on folded text."""

import re

from checker.languages._numbers import FIGURE, SCANNED, trie
from checker.languages.en.numerals import (
    AGES,
    FOLDS,
    GROUPS,
    MONTHS,
    ONES,
    ORDINALS,
    PLURALS,
    ROMANS,
    SHARES,
    SIZE_WORDS,
    TEENS,
    TENS,
    TIMES,
    UNITS,
    WEEKDAYS,
)

MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[0-9]|20)\d\d(?![\d,]\d)"
MONTHED = re.compile(
    rf"(?P<mdy>(?P<m1>{MONTH})\b\.?\s+(?P<d1>{DAY})(?![\d:%]|[,.]\d|\s?[ap]\.?m\b)(?:,?\s+(?P<y1>{YEAR}))?)"
    rf"|(?P<my>(?P<m3>{MONTH})\b\.?,?\s+(?:of\s+)?(?P<y3>{YEAR}))"
    rf"|(?P<month>{MONTH})(?![\w-])"
)
PART_OF_DAY = r"\s(?:sharp|in the (?:morning|afternoon|evening)|at night|this (?:morning|afternoon|evening)|tonight)\b"
SCAN = re.compile(
    SCANNED + rf"|(?P<dmy>(?P<d2>{DAY})(?:\s+of)?\s+(?P<m2>{MONTH})\b\.?(?:,?\s+(?P<y2>{YEAR}))?)"
    r"|(?P<us>(?:1[0-2]|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])(?:/(?:19|20)?\d\d)?)(?![\d/])"
    r"|(?P<oclock>(?P<h>1[0-9]|2[0-3]|0?[0-9])(?:[:.](?P<mi>[0-5]\d))?\s?"
    rf"(?:(?P<ap>[ap])\.?\s?m\b\.?|o'clock|(?={PART_OF_DAY})))"
    r"|(?P<army>[012]\d[0-5]\d(?=\s?(?:gmt|utc|hours|hrs|kst|est|edt))|0\d[0-5]\d(?!\d|[\s-]\d{3}))"
    r"|(?P<feet>(?P<ft>\d+)\s?-?(?:ft|feet|foot|')\.?[\s-]?(?:and\s)?(?P<in>\d{1,2}(?:\.\d+)?)(?:\s?-?(?:inch(?:es)?|ins?\b|\"|''))?)(?![\d%])"
    r"|(?P<always>24/7)(?!\d)"
    r"|(?P<decade>(?:1[0-9]|20)?\d0)'?s(?!\w)"
    r"|(?P<nth>\d{1,3}(?:,\d{3})*)(?:st|nd|rd|th)(?!\w)"
    rf"|(?P<figure>{FIGURE})"
)
MONEY = re.compile(r"(?:us|a|c|hk|s)?\$\s?\Z|[₩€£¥]\s?\Z|(?:usd|krw|eur)\s?\Z")
MONEY_ENDS = frozenset("$₩€£¥dwr")  # the last characters of all matches of MONEY
CURRENCIES = {
    "$": "dollar",
    "₩": "won",
    "krw": "won",
    "€": "euro",
    "eur": "euro",
    "£": "pound",
    "¥": "yen",
    "usd": "dollar",
}
NEXT = re.compile(
    r"(?:,?\s+(?=[a-z-]+\s(?:hundred|thousand|million|billion)\b)|\s+|-)"
    r"(?P<and>and(?:\s+|-))?(?P<a>an?(?:\s+|-))?(?P<word>[a-z]+)"
)
SIZE = re.compile(
    r"(?:\s+|-)?(?P<size>hundred|thousand|million|billion|trillion|dozen|score)(?![a-z])"
    r"|\s?(?P<short>mn|mln|mil|bil|bn|bln|tn|trn|m|k|b|t)(?![a-z])"
)
OF_SIZE = re.compile(
    r"\s+of\s+(?P<word>hundreds|thousands|millions|billions|trillions|dozens)\b"
    r"|\s+(?P<next>hundred|thousand|million|billion|trillion)s?\b"
)
FILLER = (
    "consecutive|straight|more|full|whole|long|short|working|business|calendar|additional|metric|nautical|square|sq|cubic|"
    "us|u\\.s\\.|american|extra|other|solid|successive|entire|canadian|australian|south korean|north korean|chinese|"
    "different|separate"
)
UNIT = re.compile(
    rf"\s?(?P<sign>%|°)|(?:\s+|-)?(?P<share>per\s?cent\w*|percent\w*|pct)(?P<points>[\s-]points?)?"
    rf"|(?:\s+|-)(?:of\s+)?(?:(?P<filler>{FILLER})(?:\s+|-))?(?P<word>[a-z]+)(?:'(?!s))?(?P<old>[-\s]olds?\b)?|(?P<glued>[a-z]+)\b"
)
ABOUT = re.compile(
    r"(?:about|around|some|roughly|approximately|nearly|almost|more than|over|at least|at most|up to|under|below|"
    r"less than|fewer than|close to|as many as|as much as|as few as|estimated|an average of|at around|above|"
    r"beyond|exceed(?:s|ed|ing)?|topped|approaching|circa|or so|reach(?:ed|es|ing)?|surpass(?:ed|es|ing)?)"
    r"\s+(?:the\s+|a\s+)?\Z"
)
# The last words of all matches of ``ABOUT``; a quick test, since most numbers have another word before them.
ABOUT_WORDS = frozenset(
    """
about around some roughly approximately nearly almost than over least most to under below as estimated of above beyond
exceed exceeds exceeded exceeding topped approaching circa so reach reached reaches reaching surpass surpassed surpasses
surpassing the a
""".split()
)
ORDERED = frozenset(
    """
no. nos. number category game article chapter section phase stage level resolution office part room bus route line
group page bureau unit round volume version act rule item note gate step grade episode season day apartment
""".split()
)
IDIOM_BEFORE = re.compile(
    r"(?:\bno|\bany|\bevery|\bsome|\bthe|\bthis|\bthat|\beach|\bwhich|\banother|\bnew|\blast|\bonly) \Z"
)
IDIOM_AFTER = re.compile(
    r" of\b| another| day\b(?! (?:after|before|earlier|later))| thing|-off|-on-|-sided|-way| by one|self|'s"
)
AGED = re.compile(r"[\s-]years?[\s-]olds?\b|[\s-]yr[\s-]old")
OLDER = re.compile(r"\s(?:and|or)\s(?:older|over|above|under|younger|up)\b")
RANGE = re.compile(r"\s?[-–~]\s?|\s(?:to|or)\s(?:about\s|nearly\s|almost\s)?")
ZONE = re.compile(
    r"(?P<local>\blocal)(?:\stime)?\b|\b(?:gmt|utc|kst|jst|cest|bst|[ecmp][sd]?t|(?:korean?|eastern|pacific|central)(?:\s\w+)?\stime)\b"
)
PARTED = re.compile(
    r"(?:[\s-]*(?:hours?|hrs?|minutes?|mins?|years?(?:[\s-]old)?|feet|foot|ft|dollars?|euros?|pounds?|met(?:er|re)s?|km|kg|m)\b)?"
    r"(?:,|\sand|,\sand)?\s+(?:an?\s+)?"
)
_HOUR = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MINUTE = (
    r"(?:twenty|thirty|forty|fifty)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|ten|fifteen|oh[\s-](?:five|one)"
)
HOUR_ENDS = re.compile(
    rf"\s*[,.;:)!?]|\s*\Z|{PART_OF_DAY}"
    r"|\s(?:o'clock|[ap]\.?m|on|and|when|now|already|today|tomorrow|yesterday|every|each)\b"
)
# half past six, a quarter to 9, ten minutes before eight, (at) ten to nine
PAST = re.compile(
    rf"(?P<minutes>half|(?:a\s)?quarter|{_MINUTE}|five|\d{{1,2}})(?P<said>[\s-]minutes?)?\s(?P<way>past|to|before|after|till)\s"
    rf"(?P<hour>{_HOUR}|1[0-2]|[1-9])(?:\so'clock)?(?:\s?(?P<ap>[ap])\.?m\b|(?![\w:.-]\w))"
)
AT = re.compile(r"\b(?:at|it's|it is|it was|by|until|till|before|after|around|about|since)\s(?:a\s)?\Z")
# nine-fifteen, seven thirty
SPELLED = re.compile(rf"[\s-](?P<minute>{_MINUTE})(?:\s(?P<ap>[ap])\.?m\b)?")
SPELLED_YEAR = re.compile(
    r"[\s-](?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen)(?:-(?P<one>one|two|three|four|five|six|seven|eight|nine))?(?![\w-])"
)
SCALE = re.compile(r"\s?(?P<scale>celsius|fahrenheit|centigrade|c\b|f\b)")
NAMED_DAYS = tuple(f"{word} " for word in "black cyber super good ash easter palm bloody holy fat sheffield".split())
NAMED_AFTER = re.compile(r"\s(?:times|night (?:football|live|lights|fever)|telegraph|mirror|the 13th|mail|herald)\b")
DATED = re.compile(rf"\.?,?\s(?:{MONTH}|\d)")
OWNED = re.compile(r"\b(?:his|her|their|my|your|our|its|whose)\s(?:late |early |mid-?\s?|mid to late )?\Z")
OF_UNIT = re.compile(
    r"(?:[\s-](?:of\s)?an?\s|[\s-])(?P<word>hour|century|mile|pound|inch|percentage\spoint|percent|point)\b"
)
HOURLY = frozenset("at by until till before after since around past".split())
TIMES_OF_DAY = {"noon": 720, "midday": 720, "midnight": 0}
SPANS = {
    word: UNITS[word]
    for word in """
minute hour day week month year decade century dollar euro pound mile meter metre kilometer kilometre foot kilogram ton
""".split()
} | {"fortnight": "week"}
SOME_TIME = frozenset("seconds minutes hours days weeks months years decades centuries".split())
ARTICLES = frozenset("a an per the each every".split())
FEW = re.compile(r"\b(?:several|a few|few|many) \Z")
WORDS = frozenset(
    {*ONES, *TENS, *SIZE_WORDS, *PLURALS, *ORDINALS, *SHARES, *AGES, *FOLDS, *TIMES, *GROUPS, *ROMANS, *TIMES_OF_DAY,
     *WEEKDAYS, *TEENS,
     "half", "halved", *SPANS, *SOME_TIME}
)  # fmt: skip
BEGINNING = sorted(WORDS | set(MONTHS))
FIND = re.compile(rf"\b(?:{trie(BEGINNING)})(?![a-z])")
OTHERS = re.compile(r" (?:other|others|more)\b")
AND_HALF = re.compile(r"\s+and\s+a\s+half\b")
# What may follow a figure: a half, the name of parts (2 thirds), an era.
FOLLOWS = re.compile(
    r"(?P<half>[\s-]and[\s-]a[\s-]half\b)|\s(?P<over>\d)/(?P<under>[2-9]|1\d)(?![\d/])"
    rf"|[\s-](?P<share>{'|'.join(sorted(SHARES, key=len, reverse=True))})\b(?!\s*(?:ago|earlier|later))"
    r"|\s?(?P<era>ad|a\.d\.|bc|b\.c\.|bce|ce)(?![a-z])"
)
COUNTED = re.compile(
    r"[\s-](?!is|was|has|its|this|as|us|states|olympics|games|elections|news|series|times)"
    r"(?:[a-z]+s|people|men|women|won|yen|yuan|percent)\b|\s?%|[\s-]?(?:km|kg|mm|m|mw|kw|foot|year|meter)\b"
)
ALONE = re.compile(r"\s*(?:[,.;:)?!]|\Z)|\s+(?:of|and|in|at|to|that|after|before|when|local|morning|evening)\b")
COUNTED_UNIT = re.compile(
    r"[\s-](?:consecutive\s|straight\s)?(century|centuries|decade|year|day|week|month|hour|minute)\b"
)
SHARED = re.compile(r"\s+(?:of|to|and|as|say|said|were|are|have|had|more|less|who|believe|in)\b|\s*[,.;)]|\s*\Z")
NOT_SHARE = re.compile(r"\s+(?:of\s+(?:the\s+)?(?:year|season)|ended|results|earnings|gdp)")
SPOKEN = re.compile(rf"\s+o'clock|\s+(?P<ap>[ap])\.?m\b\.?|(?P<part>{PART_OF_DAY})")
PERSON = re.compile(
    r"\s+(?:more\s+|other\s+)?(?:person|man|woman|soldier|child|girl|boy|civilian|worker|victim|student|official)\b"
    r"|\s+(?:was|were)\s+(?:killed|injured|wounded|hurt)"
)
PAUSE = re.compile(r"\s*(?:[,.;:)]|\Z|later|ago|after|before|and|to|in|on|per)")
A_SECOND = re.compile(r"(?:\ba|\bper|\bevery|\bsplit) \Z")
HALF_OF = re.compile(r"(?:[\s-](?:an?\s|of an?\s)?)(?P<word>[a-z]+)\b")
MAY = re.compile(
    r"\b(?:in|of|since|until|till|by|last|next|this|early|late|mid|from|to|through|before|after|between|during|and|for)[\s-]\Z"
)
PLAIN = re.compile(FIGURE)
MORE = ("-odd", "-plus", "+", " or so", "-something")
SQUARES = {"km": "km2", "m": "m2", "foot": "ft2", "mile": "mile2"}
CUBES = {"m": "m3"}
CALIBER = re.compile(r"[\s-]calib(?:er|re)\b")  # in hundredths of an inch; Korean says 38구경
DECIMAL = re.compile(r"\.\d+")
