"""What every member of a family is tried on."""

import unicodedata

# Each has broken a program before: nothing, white space, invisible signs, signs of several code points, letters in
# parts, halves of pairs, controls, other directions and scripts, numbers and abbreviations, what steers a parser.
TEXTS = {
    "empty": "",
    "blank": "  \t\n \u3000",
    "invisible": "\u200b\ufeff\u00ad",
    "emoji": "훈장 👩\u200d🚀🇰🇷👍🏽 medal ❤\ufe0f",
    "korean": "김정은 국무위원장은 지난 15일 평양에서 “제8차 당대회”를 열었다. 그는 3만 5천 명에게 배지를 주었다.",
    "english": "On May 15, Kim Jong Un, President of the State Affairs Commission, met the U.S. envoy's 35,000 guests.",
    "decomposed": unicodedata.normalize("NFD", "김정은 국무위원장이 Café Müller에 갔다."),
    "surrogate": "앞 \ud83d 뒤 \udc00 end",
    "controls": "a\0b\x07c\x1b[31m\r\nd\x85e\u2028f",
    "wide": "ＡＢＣ１２３ ﾊﾞｯｼﾞ ㎏ ﬁne ½ №",
    "scripts": "Пхеньян 平壌で השלום على ประเทศไทย हिन्दी Việt Nam İstanbul Straße",
    "marks": "e\u0301\u0301\u0301 \u0301x a\u0489 \u1100\u1161\u11a8\u11a8",
    "numbers": "1,234.5% 2026-03-01 10:30 $1.5 billion 3분의 2, 삼천오백만 원 1e400 " + "9" * 400,
    "markup": "<b>%s</b> {name} &amp; [a](b) ``` \\ | ' \" =1+1",
    "joined": "co-operation re–enter don't rock’n’roll U.S.A. a.b.c. #tag @name http://z.example/a?b=c",
}
# Those that a file may hold: a file has no halves of pairs, only a program's own segments do.
READABLE = {kind: text for kind, text in TEXTS.items() if kind != "surrogate"}
_PROSE = "그는 이틀 뒤 평양에서 그를 만나 말했다. He met them there and said nothing of what was to come. "
_LAST = " He met 1,200 envoys of Kim Jong Un."
MEGABYTE = (_PROSE * 20_000)[: (1 << 20) - len(_LAST)] + _LAST
