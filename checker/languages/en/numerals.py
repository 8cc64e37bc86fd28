"""English number words and their values."""

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SIZES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12, "score": 20,
    "mn": 10**6, "mln": 10**6, "mil": 10**6, "bil": 10**9, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
    "m": 10**6, "k": 1000, "b": 10**9, "t": 10**12,
}  # fmt: skip
SIZE_WORDS = frozenset(("hundred", "thousand", "million", "billion", "trillion", "dozen", "score"))
CLOCK = {**ONES, **TENS, "half": 30, "quarter": 15}
PLURALS = {f"{word}s": SIZES[word] for word in SIZE_WORDS} | {"tens": 10}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
    "thousandth": 1000, "millionth": 10**6,
}  # fmt: skip
SHARES = {f"{word}s": value for word, value in ORDINALS.items() if value > 2} | {
    "quarter": 4,
    "quarters": 4,
    "halves": 2,
}
AGES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
FOLDS = {
    f"{word}fold": float(value)
    for word, value in {**ONES, **TENS, "hundred": 100, "thousand": 1000}.items()
    if value > 1
}
TIMES = {
    "twice": 2, "thrice": 3, "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "triple": 3, "tripled": 3,
    "triples": 3, "tripling": 3, "quadruple": 4, "quadrupled": 4, "quadrupling": 4, "quintupled": 5, "treble": 3,
    "trebled": 3,
}  # fmt: skip
GROUPS = {
    "both": 2, "pair": 2, "couple": 2, "twin": 2, "twins": 2, "duo": 2, "dual": 2, "bilateral": 2, "trio": 3,
    "triplets": 3, "trilateral": 3, "quartet": 4, "quintet": 5, "once": 1, "single": 1, "sole": 1, "another": 1,
    "two-way": 2,
}  # fmt: skip
ROMANS = {
    "ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12, "xiii": 13, "xiv": 14,
    "xv": 15, "xvi": 16,
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat",
         "sunday sun"), 1,
    )
    for name in (*names.split(), f"{names.split()[0]}s")
}  # fmt: skip
TEENS = frozenset("teen teens teenage teenaged teenager teenagers adolescent adolescents".split())
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ), 1,
    )
    for name in names.split()
}  # fmt: skip
UNITS = {
    "dollar": "dollar", "buck": "dollar", "cent": "cent", "pence": "pence", "penny": "pence", "won": "won",
    "yen": "yen", "yuan": "yuan", "renminbi": "yuan", "euro": "euro", "pound": "pound", "ruble": "ruble",
    "rouble": "ruble", "franc": "franc", "peso": "peso", "rupee": "rupee", "baht": "baht", "millimeter": "mm",
    "millimetre": "mm", "mm": "mm", "centimeter": "cm", "centimetre": "cm", "cm": "cm", "meter": "m", "metre": "m",
    "m": "m", "kilometer": "km", "kilometre": "km", "km": "km", "kph": "km", "kmh": "km", "mile": "mile",
    "mph": "mile", "yard": "yard", "mi": "mile", "foot": "foot", "feet": "foot", "ft": "foot", "inch": "inch",
    "inches": "inch", "knot": "nmi", "ri": "ri", "pyeong": "pyeong", "acre": "acre", "hectare": "ha", "ha": "ha",
    "gram": "g", "g": "g", "kilogram": "kg", "kilo": "kg", "kg": "kg", "milligram": "mg", "mg": "mg", "ton": "ton",
    "tonne": "ton", "lb": "lb", "ounce": "oz", "oz": "oz", "liter": "l", "litre": "l", "ml": "ml", "milliliter": "ml",
    "gallon": "gallon", "barrel": "barrel", "watt": "w", "kilowatt": "kw", "kw": "kw", "megawatt": "mw", "mw": "mw",
    "gigawatt": "gw", "gw": "gw", "second": "second", "minute": "minute", "min": "minute", "hour": "hour",
    "hr": "hour", "day": "day", "night": "day", "week": "week", "fortnight": "fortnight", "month": "month",
    "year": "year", "yr": "year", "decade": "decade", "century": "century", "centuries": "century",
    "degree": "degree", "celsius": "celsius", "fahrenheit": "fahrenheit", "time": "times", "fold": "times",
    "people": "person", "person": "person", "men": "person", "women": "person", "man": "person", "woman": "person",
    "children": "person", "soldier": "person", "worker": "person", "student": "person", "civilian": "person",
    "point": "points", "percent": "%", "pct": "%", "percentage": "%",
}  # fmt: skip


class Sum:
    """Adds up a number in words, word by word."""

    def __init__(self, word: str) -> None:
        self.last = word
        self.total = 0.0  # everything up to the last thousand, million …
        self.section = float(ONES.get(word, TENS.get(word, SIZES.get(word, 0))))
        if word in SIZE_WORDS and self.section >= 1000:
            self.total, self.section = self.section, 0.0

    @property
    def value(self) -> float:
        """The value of the words so far."""
        return self.total + self.section

    def take(self, word: str, *, linked: bool, article: bool) -> bool:
        """Add ``word`` if it continues the number; returns whether it does.

        Args:
            word: The next word.
            linked: Whether "and" stands before it.
            article: Whether "a" stands before it.
        """
        taken = self._half(word, linked) if article else self._cardinal(word, linked)
        if taken:
            self.last = word
        return taken

    def _half(self, word: str, linked: bool) -> bool:  # noqa: FBT001
        if word == "half" and linked:
            self.section += 0.5
            return True
        return word in SIZE_WORDS and self.last == "half" and self._size(word)

    def _cardinal(self, word: str, linked: bool) -> bool:  # noqa: FBT001
        if linked and self.last not in ("hundred", "thousand", "million", "billion"):
            return False
        if word in SIZE_WORDS:
            return self._size(word)
        sized = self.last in SIZE_WORDS
        if word in TENS and sized:
            self.section += TENS[word]
        elif word in ONES and ((sized and self.last != "dozen") or (self.last in TENS and 0 < ONES[word] < 10)):
            self.section += ONES[word]
        else:
            return False
        return True

    def _size(self, word: str) -> bool:
        size = SIZES[word]
        if word == "score" or (size <= 100 and self.section >= 100):
            return False
        if size <= 100:
            self.section = (self.section or 1) * size
        elif self.section or not self.total:
            self.total, self.section = self.total + (self.section or 1) * size, 0.0
        else:
            self.total *= size
        return True

    def ordinal(self, word: str) -> float:
        """The value if ``word`` is an ordinal that ends the number (twenty-first), else 0."""
        small = self.last in TENS and ORDINALS.get(word, 10) < 10
        return self.value + ORDINALS[word] if word in ORDINALS and (self.last in SIZE_WORDS or small) else 0.0

    def share(self, word: str) -> float:
        """The share in per cent if ``word`` names the parts that the number counts (two-thirds, one fifth), else 0."""
        parts = SHARES.get(word, 0) or (ORDINALS.get(word, 0) if self.section == 1 == self.value else 0)
        return (
            100 * self.section / parts
            if parts > 1 and not self.total and 0 < self.section < 20 and (word != "second")
            else 0.0
        )
