"""Reading the numbers of a Korean text.

Digits always are numbers. Words are only where a counter follows (삼십 년, 열두 명), so neither 이 (this) nor 오만
(Oman) is asked about; what may still be another word (두 지도자, 일 년) is faint: it may answer a number of the other
side, and nobody misses it.
"""

import re
from collections.abc import Callable

from checker.folding import Folded, fold
from checker.languages._numbers import SCANNED, code, common, joined, searched
from checker.languages.ko.numerals import (
    DAYS,
    FIGURES,
    NATIVE,
    PAIRS,
    SINO,
    VAST,
    value_of_figures,
    value_of_hanja,
    value_of_native,
    value_of_vast,
)
from checker.numbers import UNITS, Kind, Number, Weight, kind_of

_UNITS = {
    "달러": "dollar", "달라": "dollar", "딸라": "dollar", "불": "dollar", "센트": "cent", "원": "won", "엔": "yen",
    "위안": "yuan", "유로": "euro", "파운드": "pound", "루블": "ruble", "프랑": "franc", "페소": "peso", "루피": "rupee",
    "헤알": "real", "바트": "baht", "리라": "lira", "크로나": "krona",
    "킬로미터": "km", "킬로메터": "km", "센티미터": "cm", "센치": "cm", "센티": "cm", "밀리미터": "mm", "미터": "m", "메터": "m",
    "마일": "mile", "야드": "yard", "피트": "foot", "인치": "inch", "해리": "nmi", "km": "km", "cm": "cm", "mm": "mm",
    "m2": "m2", "km2": "km2", "m": "m", "제곱킬로미터": "km2", "평방킬로미터": "km2", "제곱미터": "m2", "평방미터": "m2", "평": "pyeong",
    "헥타르": "ha", "정보": "ha", "ha": "ha", "에이커": "acre",
    "킬로그램": "kg", "킬로그람": "kg", "그램": "g", "그람": "g", "밀리그램": "mg", "톤": "ton", "kg": "kg", "mg": "mg", "g": "g",
    "t": "ton", "온스": "oz", "근": "geun", "리": "ri",
    "리터": "l", "밀리리터": "ml", "ml": "ml", "갤런": "gallon", "배럴": "barrel",
    "킬로와트": "kw", "메가와트": "mw", "기가와트": "gw", "와트": "w", "kw": "kw", "mw": "mw", "gw": "gw",
    "년": "year", "해": "year", "개년": "year", "개월": "month", "달": "month", "주일": "week", "주간": "week", "주": "week",
    "일간": "day", "일": "day", "시간": "hour", "분간": "minute", "분": "minute", "초": "second", "세기": "century",
    "도": "degree", "살": "age", "세": "age",
    "명": "person", "사람": "person", "인": "person",
    "차례": "times", "회": "times", "배": "times", "갑절": "times",
}  # fmt: skip
# A syllable is a unit only where no other word begins with it.
_NOT_AFTER = {
    "원": "정|칙|인|로|장", "불": "교|빛|과", "평": "균|양|화|가|일", "세": "계|력|대|관|기", "주": "민|요|자|택|석|년", "해": "외|군|안|병",
    "인": "근|터|분|민|도|사|치|당|원", "분": "의|기|야|쟁|단|과", "시간": "표", "배": "럴|터|치|우|경|급|달|당|낭|지", "일": "본|반|부(?!터)|행|원", "회": "담|의|원|사|장",
    "리": "터", "m": "[a-z]", "g": "[a-z]", "t": "[a-z]", "달": "러", "초": "등", "살": "인|해|상", "근": "무|처|로", "년": "대(?!회)|생", "정보": "기|원|통",
    "명": "단|령", "톤": "급",
}  # fmt: skip
_UNIT = re.compile(
    r"\s?(?P<over>여(?!단|성|자|행|객|배우|왕|군|당|전히|러|권|름))?\s?(?P<unit>"
    r"%\s?(?:p|포인트)|%|퍼센트(?:\s?포인트)?|프로(?![가-힣]{2})|개년|개월|주년|년대|번째|차례|"
    + "|".join(
        word + (f"(?!{_NOT_AFTER[word]})" if word in _NOT_AFTER else "")
        for word in sorted(_UNITS, key=len, reverse=True)
        if word not in ("개년", "개월", "차례")
    )
    + r"|째|대(?!통|표|회|학|원|사|화|규|한|중|형|비|기|응|결)|위(?!원|안|협|해|치|험|반|성|기|한|원)|등(?!급|산|의)|급|호(?!텔|주|소|응)|조|항|차(?!관|량|장|례|별|원)|번(?!역)|승|패|선(?!거|수|언|박|로|도|발|두|진|물|생)|단계|"
    r"학년|층|권|라운드|시즌|편(?!지)|인치|도(?!시|로|전|움|착|망|입|쿄|중|민|지|내|서|시|주|달)|분기|점(?!검|령|차)|골|표|리(?!터|그|더|조|스|비)|개국|개주|개)?"
)
_ORDINALS = frozenset(
    ("위", "등", "급", "호", "조", "항", "차", "번", "번째", "째", "단계", "학년", "층", "라운드", "주년", "분기")
)
_ABOUT_AFTER = re.compile(
    r"[가-힣a-z%]{0,5}?\s?(?:가량|정도|남짓|안팎|내외|쯤|이상|이하|미만|초과|가까|넘|웃돌|육박|달하|에 달|에 이르|에도 (?:못|미치)|에 (?:못|육박))"
)
_ABOUT_BEFORE = re.compile(r"(?:약|최소|최대|적어도|대략|거의|무려|최고|평균|근)\s*\Z")
_COUNTERS = (
    r"명|사람|인(?=[이을은의조과]|\s|\Z)|분|개국|개월|개소|개사|개년|개|달|년|월|일|주일|주년|주간|주|시간|시|초|세기|번째|번|차례|차|회|배|살|세|군데|곳|가지|마리|대|척|채|"
    r"장|권|자루|발|건|구|점|벌|켤레|쌍|그루|송이|통|편|층|위|등|호|조|항|원|달러|불|엔|위안|유로|파운드|루블|센트|퍼센트|프로|%|"
    r"킬로미터|킬로그램|킬로|미터|센티|톤|그램|리|평|마일|피트|인치|리터|배럴|갤런|나라|국가|도시|정상|잔|병|그릇|끼|판|골|승|패|단계|"
    r"학년|부|국|째|식구|남매|형제|자매|가구|세대|필|문|기|량|쪽|페이지|줄|걸음|표|석|팀|문장|단어|글자|자|마을|집|아이|남자|여자|소년|소녀|"
    r"딸|아들|친구|여성|남성|학생|선수|시즌|경기|해|군인|병사|종|종류|봉지|상자|박스|포기|바퀴|모금|조각|토막|계단|칸|방|학교|부대|사단|"
    r"도|킬로와트|와트|헥타르|에이커|근|되|말|섬|정보|포대|짝|타|다스|모|갑|곡|작품|기관|업체|기업|회사|은행|단체|정당|지역|군|언론사"
)
# Glued to a short numeral only counters that make no other word with it.
_GLUED = r"명|번째|번|달(?!러)|살|개월|개|곳|차례|시간|가지|마리|배(?!우|포)|사람|건|채|척|나라|자루|주일|시"
_CLOSED = r"(?=[^가-힣]|\Z|[은는이가을를의에와과도로만씩간째당까부정안남내후전뒤인여쯤밖라중짜나든보마으들다입였])"
_WORDS = re.compile(
    rf"(?P<share>(?:[일이삼사오육칠팔구십백천]+|{NATIVE})\s?분의\s?(?:\d+|[일이삼사오육칠팔구십]+|하나|둘|셋))(?![가-힣]*분의)"
    rf"|(?P<vast>{VAST})(?P<vast_over>여)?(?=\s?(?:{_COUNTERS}){_CLOSED}|의\s)"
    r"|(?P<half>절반|과반|반반)"
    r"|(?P<first>첫\s?번째|첫째|둘째|셋째|넷째|다섯째|첫|처음|최초)"
    r"|(?P<both>양(?:국|측|쪽|사(?=[는가의]|\s)|팀|당(?=[은이의]|\s)|진영|정상|자(?=\s|[가는의])|\s?(?:정상|국가|나라|팀|당|후보|쪽|손))|쌍둥이|갑절|곱절|부부|쌍무)"
    r"|(?P<days>하루(?!빨리|속히|아침|키|살이|바삐)|이틀|사흘|나흘|닷새|엿새|이레(?=간|째|동안|만|\s만|\s동안)|여드레|아흐레|열흘|보름(?!달))"
    r"|(?P<span>일주일|이주일|보름간|반년|반세기|반나절|십년|백년)"
    rf"|(?P<native>{NATIVE})(?=여?\s(?:{_COUNTERS}){_CLOSED}|여?(?:{_GLUED}){_CLOSED})"
    r"|(?P<tail>둘|셋|넷|다섯|여섯|일곱|여덟|아홉)(?=[은이을과도의,.\s]|\Z)(?!\s[가-힣])"
    r"|(?P<two>두|세|네|다섯|여섯|일곱|여덟|아홉|열|열두|스무)(?=\s[가-힣])"
    rf"|(?P<sino>(?!조|만일){SINO})(?!장자|다행|에요|번이나)(?=여?\s?(?:{_COUNTERS}){_CLOSED})"
    rf"|(?P<loose>(?!조|만일){SINO}(?<=[십백천만억일이삼사오육칠팔구][만억천백]))(?=\s[가-힣])"
    r"|(?P<jubilee>환갑|회갑|칠순|고희|팔순|구순|백수(?=연|잔치))"
    rf"|(?P<pair>{PAIRS})(?=\s?(?:{_COUNTERS}){_CLOSED})"
    r"|(?P<digit>[일이삼사오육륙칠팔구])(?=\s?(?:년(?![가-힣]{3})|개월|퍼센트|차|층|위|호|학년|등|세|달러|킬로|미터|주일|주년|단계|회|월|번|조|항)"
    rf"{_CLOSED})"
    r"|제\s?(?P<nth>[일이삼사오육륙칠팔구십백]+)(?=\s?(?:차|호|조|항|장|회|대|국|자|군|사단|단계|기))"
    rf"|(?P<hanja>[〇零一二三四五六七八九十百千萬万億亿兆]+)(?=\s?(?:[年月日時分名個人番次回位萬]|{_COUNTERS}))"
)
_FIND = re.compile(
    r"\d|(?<![가-힣])[수몇절과반첫둘셋넷처최양쌍갑곱하환회고이사나닷엿여아열보일십백천만억한두세네석넉다섯스서너대예쉰마흔오육륙칠팔구삼제"
    r"〇零一二三四五六七八九十百千萬万億亿兆]"
)
_CLOCKED = (
    r"(?P<hour>\d{1,2})\s?시(?!간|즌|도|기|민|장|작|위|리|내|가지|청|설|속|험|집|점|대(?!에)|절|행|일)"
    r"(?:\s?(?P<minute>\d{1,2})\s?분|\s?(?P<past>반(?=[\s에쯤께부까,.])))?"
)
_MONTH = r"1[0-2]|0?[1-9]"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MEMORIAL = "테러|공동|남북|사태|참사|항쟁|선언|전쟁|운동|민주|합의|총선|지방|혁명|대선|정상"
_SCAN = re.compile(
    SCANNED + r"|(?P<issue>(?:19|20)\d\d\.(?:0[1-9]|1[0-2]))(?![\d.]|\s?(?:%|달러|점|포인트))"
    rf"|(?P<ymd>(?P<y>\d{{2}}|[12]\d{{3}})\s?년\s?(?P<mo>{_MONTH})\s?월(?!드|급|세)(?:\s?(?P<d>{_DAY})\s?일(?!간|본|반))?)"
    rf"|(?P<md>(?P<mo2>{_MONTH})\s?월(?!드|급|세)(?:\s?(?P<d2>{_DAY})\s?일(?!간|본|반))?)"
    rf"|(?P<event>(?:1[0-2]|[1-9])(?:[·/]{_DAY}(?!\d)|\.{_DAY}(?=\s?(?:{_MEMORIAL}))))"
    rf"|(?P<time>{_CLOCKED})"
    r"|(?P<bat>\d할(?:\s?\d푼)?(?:\s?\d리)?|\d푼(?:\s?\d리)?)"
    r"|(?P<ratio>\d+\s?분의\s?\d+)"
    rf"|(?P<figure>{FIGURES})"
)
_MONEY = re.compile(r"(us\$|미화 \$|[$₩€£¥])\s?\Z")
_TIMED = re.compile(
    r"\s?시(?!간|작|절|도|기)(?:\s?(?P<minute>\d{1,2}|[일이삼사오육칠팔구십]+)\s?분|\s?(?P<past>반(?=[\s에쯤께부까,.])))?"
)
_NOON = re.compile(r"(오전|오후|새벽|아침|저녁|밤|낮)\s?\Z")
_LASTING = re.compile(
    r"간|동안|째|만에|여|짜리|치|씩|\s일정"
    r"|\s?(?:간|동안|만에|만인|이내|뒤|후|전(?!국|체)|이상|연속|연달아|남짓|가량|내내|앞)"
)
_YEAR = re.compile(r"\d{4}")
_HANGUL = re.compile(r"\s?[가-힣]")
_RANGE = re.compile(r"\s?[~∼〜\-–−]\s?|,\s|[·ㆍ]|\s?내지\s|\s?또는\s|\s?대\s")
_PARTED = re.compile(r"\s?(?:시간|분|년)\s?")
_CURRENCIES = {"us$": "dollar", "미화 $": "dollar", "$": "dollar", "₩": "won", "€": "euro", "£": "pound", "¥": "yen"}
_LIGHT, _FAINT = Weight.LIGHT, Weight.FAINT
_FIRSTS = {"둘째": 2, "셋째": 3, "넷째": 4, "다섯째": 5}
_SPANS = {
    "일주일": (1, "week"), "이주일": (2, "week"), "보름간": (15, "day"), "반년": (0.5, "year"), "반세기": (50, "year"),
    "반나절": (0.5, "day"), "십년": (10, "year"), "백년": (100, "year"),
}  # fmt: skip


def read(text: str) -> list[Number]:
    """The numbers of ``text``, in order."""
    return joined(_Reader(fold(text)).read(), text, _RANGE, _PARTED)


class _Reader:
    """One text being read."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.text = searched(folded.text)
        self.numbers: list[Number] = []

    def read(self) -> list[Number]:
        """All numbers."""
        position, text = 0, self.text
        while found := _FIND.search(text, position):
            start, position = found.span()
            if not found.group().isdigit():
                if match := _WORDS.match(text, start):
                    position = max(_READERS[match.lastgroup or ""](self, match), position)
            elif read := code(text, start, self.folded):
                self.numbers.append(read[0])
                position = read[1]
            elif match := _SCAN.match(text, start):
                reader = _READERS.get(match.lastgroup or "")
                if reader is None:
                    self.numbers.append(common(match, self.folded))
                position = max(reader(self, match) if reader else match.end(), position)
        return self.numbers

    def add(
        self,
        start: int,
        end: int,
        kind: Kind,
        low: float,
        high: float,
        *,
        unit: str = "",
        weight: Weight = Weight.FIRM,
        about: bool = False,
        also: tuple[float, ...] = (),
        date: tuple[int, int, int] = (0, 0, 0),
    ) -> int:
        """Append the number that stands at ``start:end`` of the folded text; gives back ``end``."""
        aside = self.text.rfind("(", 0, start) > self.text.rfind(")", 0, start)
        raw = self.folded.raw(start, end)
        self.numbers.append(Number(*raw, kind, low, high, unit, also, date, about, weight, aside))
        return end

    def counted(self, start: int, end: int, low: float, high: float, weight: Weight = Weight.FIRM) -> int:
        """Append a number with the unit behind it; gives back where that ends."""
        text = self.text
        match = _UNIT.match(text, end)
        unit = (match["unit"] or "") if match else ""
        stop = match.end() if match and (unit or match["over"]) else end
        if stop == end and 1900 <= low <= 2100 and _YEAR.fullmatch(text, start, end) and not _HANGUL.match(text, end):
            return self.add(start, end, Kind.DATE, 0, 0, date=(int(low), 0, 0))
        if match and match["over"]:
            high = low + _step(low) - 1
        about = bool(_ABOUT_AFTER.match(text, stop) or _ABOUT_BEFORE.search(text, max(0, start - 6), start))
        lasting = low != high or _LASTING.match(text, stop)
        if unit.startswith(("%", "퍼센트", "프로")):
            self.add(start, end, Kind.PERCENT, low, high, weight=_LIGHT if low == 100 else weight, about=about)
        elif unit == "년대" or (unit == "년" and 1000 <= low <= 2100 and not lasting):
            year = int(low) if low >= 100 else 1900 + int(low)
            self.add(start, end, Kind.DATE, 0, 0, date=(year, 0, 0), about=about)
        elif unit == "일" and 1 <= low <= 31 and not lasting and weight is Weight.FIRM:
            self.add(start, end, Kind.DATE, 0, 0, date=(0, 0, int(low)), about=about)
        elif unit == "세기" and not lasting:
            self.add(start, end, Kind.ORDINAL, low, high, unit="century", weight=weight, about=about)
        elif unit in _ORDINALS or text[max(0, start - 2) : start].rstrip().endswith("제"):
            weight = max(weight, _LIGHT) if high < 11 else weight
            self.add(start, end, Kind.ORDINAL, low, high, weight=weight, about=about)
        else:
            name = _UNITS.get(unit, "")
            kind = kind_of(name) if name in UNITS or not name else _OTHER.get(name, Kind.MONEY)
            short = unit == "년" and 10 <= low <= 99 and low == high == int(low)
            also = ((1900 if low > 30 else 2000) + low,) if short else ()
            half = match and _AND_HALF.match(text, stop) if name in UNITS else None
            if half:
                low, high, stop = low + 0.5, high + 0.5, half.end()
            self.add(start, end, kind, low, high, unit=name, weight=weight, about=about, also=also)
        return stop

    def figure(self, match: re.Match[str]) -> int:
        value = value_of_figures(match.group())
        if sign := _MONEY.search(self.text, max(0, match.start() - 5), match.start()):
            return self.add(sign.start(), match.end(), Kind.MONEY, value, value, unit=_CURRENCIES[sign[1]])
        light = value == 1 or self.text.startswith("자", match.end())
        light = light or (value < 10 and self.text.startswith(("국", "개국", "차", "호"), match.end()))
        return self.counted(*match.span(), value, value, _LIGHT if light else Weight.FIRM)

    def date(self, match: re.Match[str]) -> int:
        also: tuple[float, ...] = ()
        if match["issue"]:
            date = (int(match["issue"][:4]), int(match["issue"][5:]), 0)
        elif match["y"]:
            year = int(match["y"])
            full = year if year > 99 else year + (1900 if year > 30 else 2000)
            date = (full, int(match["mo"]), int(match["d"] or 0))
        elif match["mo2"]:
            date = (0, int(match["mo2"]), int(match["d2"] or 0))
        else:
            month, day = re.split(r"[·./]", match.group())
            date, also = (0, int(month), int(day)), (float(f"{month}.{day}"),)
        return self.add(*match.span(), Kind.DATE, 0, 0, date=date, also=also)

    def time(self, match: re.Match[str]) -> int:
        minute = 30 if match["past"] else int(match["minute"] or 0)
        start = match.start()
        noon = _NOON.search(self.text, max(0, start - 4), start)
        return self._time(
            noon.start() if noon else start, match.end(), int(match["hour"]), minute, noon[1] if noon else None
        )

    def _time(self, start: int, end: int, hour: int, minute: int, noon: str | None) -> int:
        minutes = hour * 60 + minute
        if noon in ("오후", "저녁", "밤", "낮") and hour < 12 and not (noon == "밤" and hour < 5):
            minutes += 720
        elif noon in ("오전", "새벽", "밤") and hour == 12:
            minutes -= 720
        also = ((minutes + 720) % 1440,) if not noon and hour <= 12 else ()
        return self.add(start, end, Kind.TIME, minutes, minutes, also=also)

    def batting(self, match: re.Match[str]) -> int:
        parts = {unit: int(digit) for digit, unit in re.findall(r"(\d)([할푼리])", match.group())}
        value = parts.get("할", 0) * 10 + parts.get("푼", 0) + parts.get("리", 0) / 10
        return self.add(*match.span(), Kind.PERCENT, value, value)

    def share(self, match: re.Match[str]) -> int:
        whole, part = (_value(word.strip()) for word in match.group().split("분의"))
        value = 100 * part / whole if whole else 0
        return self.add(*match.span(), Kind.PERCENT, value, value, unit="share")

    def vast(self, match: re.Match[str]) -> int:
        low, high = value_of_vast(match["vast"])
        return self.counted(*match.span(), low, high, _LIGHT)

    def half(self, match: re.Match[str]) -> int:
        return self.add(*match.span(), Kind.PERCENT, 50, 50, unit="share", weight=_LIGHT)

    def first(self, match: re.Match[str]) -> int:
        word = match["first"]
        weight = _LIGHT if word.endswith("번째") else _FAINT
        value = _FIRSTS.get(word, 1)
        return self.add(*match.span(), Kind.ORDINAL, value, value, weight=weight)

    def both(self, match: re.Match[str]) -> int:
        return self.add(*match.span(), Kind.COUNT, 2, 2, weight=_FAINT)

    def days(self, match: re.Match[str]) -> int:
        value = DAYS[match["days"]]
        weight = _FAINT if value == 1 else Weight.FIRM
        return self.add(*match.span(), Kind.MEASURE, value, value, unit="day", weight=weight)

    def span(self, match: re.Match[str]) -> int:
        value, unit = _SPANS[match["span"]]
        return self.add(*match.span(), Kind.MEASURE, value, value, unit=unit, weight=_FAINT if value == 1 else _LIGHT)

    def native(self, match: re.Match[str]) -> int:
        start, end = match.span()
        low, high = value_of_native(match["native"])
        timed = _TIMED.match(self.text, end)
        if timed and low == high <= 12:
            noon = _NOON.search(self.text, max(0, start - 4), start)
            minute = 30 if timed["past"] else int(_value(timed["minute"])) if timed["minute"] else 0
            return self._time(start, timed.end(), int(low), minute, noon[1] if noon else None)
        weight = _LIGHT if high <= 2 else Weight.FIRM
        if self.text.startswith(("번", " 번"), end) and not self.text.startswith(("번째", " 번째"), end):
            weight = _FAINT if high == 1 else weight
            return self.add(start, end, Kind.COUNT, low, high, unit="times", weight=weight)
        if match["native"] == "한" and not self.text.startswith(("명", " 명", " 번째"), end):
            weight = _FAINT
        return self.counted(start, end, low, high, weight)

    def two(self, match: re.Match[str]) -> int:
        low, high = value_of_native(match["two"])
        return self.add(*match.span(), Kind.COUNT, low, high, weight=_FAINT)

    def sino(self, match: re.Match[str]) -> int:
        value = value_of_figures(match["sino"])
        glued = len(match["sino"]) == 1 and self.text[match.end() : match.end() + 1] not in " 여"
        return self.counted(*match.span(), value, value, _FAINT if glued else Weight.FIRM)

    def tail(self, match: re.Match[str]) -> int:
        low, high = value_of_native(match["tail"])
        return self.add(*match.span(), Kind.COUNT, low, high, weight=_LIGHT)

    def loose(self, match: re.Match[str]) -> int:
        value = value_of_figures(match["loose"])
        return self.add(*match.span(), Kind.COUNT, value, value, weight=_FAINT)

    def jubilee(self, match: re.Match[str]) -> int:
        value = _JUBILEES[match["jubilee"]]
        return self.add(*match.span(), Kind.MEASURE, value, value, unit="age", weight=_LIGHT)

    def digit(self, match: re.Match[str]) -> int:
        value = value_of_figures(match.group())
        weight = _FAINT if value < 3 or self.text[match.end() : match.end() + 1] != " " else _LIGHT
        return self.counted(*match.span(), value, value, weight)

    def pair(self, match: re.Match[str]) -> int:
        low, high = value_of_native(match["pair"])
        return self.counted(*match.span(), low, high, _LIGHT)

    def nth(self, match: re.Match[str]) -> int:
        value = value_of_figures(match["nth"])
        return self.add(*match.span("nth"), Kind.ORDINAL, value, value, weight=_LIGHT if value < 11 else Weight.FIRM)

    def hanja(self, match: re.Match[str]) -> int:
        value = value_of_hanja(match["hanja"])
        end = match.end()
        unit = self.text[end : end + 1]
        if unit == "年" and 1000 <= value <= 2100:
            self.add(match.start(), end, Kind.DATE, 0, 0, date=(int(value), 0, 0))
        elif unit in _HANJA_UNITS:
            name = _HANJA_UNITS[unit]
            self.add(match.start(), end, kind_of(name), value, value, unit=name)
        else:
            return self.counted(match.start(), end, value, value, _LIGHT)
        return end


_JUBILEES = {"환갑": 60, "회갑": 60, "칠순": 70, "고희": 70, "팔순": 80, "구순": 90, "백수": 99}
_HANJA_UNITS = {"年": "year", "月": "month", "日": "day", "時": "hour", "分": "minute", "名": "person", "人": "person"}
_OTHER = {"person": Kind.COUNT, "times": Kind.COUNT}
_AND_HALF = re.compile(r"\s반(?=[\s,.이가은만동에을의]|\Z)")
_READERS: dict[str, Callable[[_Reader, re.Match[str]], int]] = {
    "figure": _Reader.figure, "issue": _Reader.date, "ratio": _Reader.share, "ymd": _Reader.date, "md": _Reader.date, "event": _Reader.date,
    "time": _Reader.time, "bat": _Reader.batting, "share": _Reader.share, "vast": _Reader.vast,
    "vast_over": _Reader.vast, "half": _Reader.half, "first": _Reader.first, "both": _Reader.both,
    "days": _Reader.days, "span": _Reader.span, "native": _Reader.native, "two": _Reader.two, "sino": _Reader.sino,
    "tail": _Reader.tail, "loose": _Reader.loose, "jubilee": _Reader.jubilee, "pair": _Reader.pair, "digit": _Reader.digit, "nth": _Reader.nth, "hanja": _Reader.hanja,
}  # fmt: skip


def _step(value: float) -> float:
    """What the last digit of ``value`` that is not 0 counts: 10여 is below 20, 120여 below 130."""
    step = 1.0
    while value >= step * 10 and value % (step * 10) == 0:
        step *= 10
    return step


def _value(word: str) -> float:
    """The value of digits, Sino-Korean or native words."""
    try:
        return value_of_native(word)[0]
    except KeyError:
        return value_of_figures(word)
