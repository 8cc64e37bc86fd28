"""Glossaries and corpora as agencies send them: files of many shapes, with what a person reads in each of them."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import openpyxl

Rows = Iterable[Sequence[object]]


class Term(NamedTuple):
    """What a person reads in a glossary: alternatives are parted by ``|``."""

    source: str
    target: str = ""
    admitted: str = ""
    forbidden: str = ""
    category: str = "other"
    same: bool = False


class Case(NamedTuple):
    """A file and what a person reads in it.

    Attributes:
        name: The name of the file.
        make: Makes its bytes.
        terms: The terms of a glossary, in order.
        says: Words that the notice must have, because something is not read or is read in a way that may surprise.
        languages: The languages of the check.
    """

    name: str
    make: Callable[[], bytes]
    terms: list[Term]
    says: tuple[str, ...] = ()
    languages: tuple[str, str] = ("ko", "en")


def table(rows: Rows, sign: str = ",", encoding: str = "utf-8", end: str = "\r\n") -> Callable[[], bytes]:
    """A table of text."""

    def make() -> bytes:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=sign, lineterminator=end).writerows(rows)
        return out.getvalue().encode(encoding)

    return make


def book(
    *sheets: tuple[str, Rows],
    merged: Sequence[str] = (),
    hidden: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    start: str = "A1",
) -> Callable[[], bytes]:
    """A workbook; ``merged`` areas and hidden rows are those of its first sheet, whose cells begin at ``start``."""

    def make() -> bytes:
        made = openpyxl.Workbook()
        made.remove(made.worksheets[0])
        for name, rows in sheets:
            sheet = made.create_sheet(name)
            corner = sheet[start] if made.index(sheet) == 0 else sheet["A1"]
            for down, row in enumerate(rows):
                for right, cell in enumerate(row):
                    if cell is not None:
                        sheet.cell(corner.row + down, corner.column + right, cell)
            if name in hidden:
                sheet.sheet_state = "hidden"
        for area in merged:
            made.worksheets[0].merge_cells(area)
        for row in hidden_rows:
            made.worksheets[0].row_dimensions[row].hidden = True
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()

    return make


SUMMIT = Term("정상회담", "summit")
CHAIRMAN = Term("국무위원장", "Chairman of the State Affairs Commission")
BADGE = Term("뱃지", "badge")
PLAIN = [SUMMIT, CHAIRMAN, BADGE]
PAIRS = [(term.source, term.target) for term in PLAIN]

FIRST = [
    Case(
        "titles.xlsx",
        book(
            ("용어", [
                ("2024년 사내 용어집",), (), ("작성: 번역팀", None, "최종 수정 2024-03-01"),
                ("번호", "국문", "영문", "비고"),
                (1, "정상회담", "summit", "회담과 구분"), (), (2, "국무위원장", CHAIRMAN.target),
                (3, "뱃지", "badge", "훈장 아님"),
            ]),
            merged=["A1:D1"],
        ),
        PLAIN,
        ("header in line 4", "번호"),
    ),
    Case(
        "old.csv",
        table([
            ("한국어", "영어", "금지어"), ("정상회담", "summit", "top meeting"), ("국무위원장", CHAIRMAN.target, ""),
            ("뱃지", "badge", "-"),
        ], encoding="cp949"),
        [SUMMIT._replace(forbidden="top meeting"), CHAIRMAN, BADGE],
        ("cp949",),
    ),
    Case(
        "unicode.txt",
        table([("원문", "번역", "비고"), *((*pair, "") for pair in PAIRS)], sign="\t", encoding="utf-16"),
        PLAIN,
    ),
    Case(
        "merged.xlsx",
        book(
            ("용어", [
                ("번호", "한국어", None, "영어", None, None), (None, "용어", "약어", "권장", "허용", "금지"),
                (1, "정상회담", None, "summit", "summit talks", "top meeting"),
                (2, "국무위원장", "위원장", CHAIRMAN.target, None, "President; Leader"), (3, "뱃지", None, "badge"),
            ]),
            merged=["A1:A2", "B1:C1", "D1:F1"],
        ),
        [
            SUMMIT._replace(admitted="summit talks", forbidden="top meeting"),
            CHAIRMAN._replace(forbidden="President|Leader"), BADGE,
        ],
        ("약어",),
    ),
    Case(
        "sheets.xlsx",
        book(
            ("표지", [("고객사 용어집",), ("고객사", "한빛"), ("담당", "김지수")]),
            ("직책", [("용어", "번역어"), ("국무위원장", CHAIRMAN.target)]),
            ("옛것", [("용어", "번역어"), ("정상회담", "top-level talks")]),
            ("일반", [("용어", "번역어"), ("정상회담", "summit"), ("뱃지", "badge")]),
            hidden=["옛것"],
        ),
        [CHAIRMAN, SUMMIT, BADGE],
        ("표지", "hidden", "옛것"),
    ),
    Case(
        "do-not-use.csv",
        table([
            ("Source term", "Target term", "Do not use", "Notes"),
            ("정상회담", "summit", "summit meeting; top meeting", "since 2018"), ("뱃지", "badge", "N/A", ""),
        ], encoding="utf-8-sig"),
        [SUMMIT._replace(forbidden="summit meeting|top meeting"), BADGE],
    ),
    Case("reversed.csv", table([("EN", "KO", "Comment"), *((b, a, "") for a, b in PAIRS)]), PLAIN),
    Case(
        "three.xlsx",
        book(("用語集", [
            ("No.", "KO", "EN", "JA", "備考"), (1, "정상회담", "summit", "首脳会談", "外交"),
            (2, "뱃지", "badge", "バッジ"),
        ])),
        [Term("정상회담", "首脳会談"), Term("뱃지", "バッジ")],
        languages=("ko", "ja"),
    ),
    Case(
        "states.csv",
        table([
            ("용어", "번역어", "상태"), ("정상회담", "summit", "승인"), ("정상회담", "top meeting", "사용 금지"),
            ("정상회담", "summit talks", "허용"), ("뱃지", "badge", "승인"), ("국무위원장", "Chairman", "검토 중"),
        ]),
        [SUMMIT._replace(admitted="summit talks", forbidden="top meeting"), BADGE],
        ("not approved",),
    ),
    Case("numbered.csv", table([(n, *pair) for n, pair in enumerate(PAIRS, 1)]), PLAIN, ("no header",)),
    Case("headless.csv", table([("용어집 초안", ""), *PAIRS]), PLAIN),
    Case(
        "categories.tsv",
        table([
            ("분류", "Korean", "English", "Definition"), ("인명", "김민준", "Kim Min-jun", "기자"),
            ("지명", "한강", "Han River", ""), ("기타", "뱃지", "badge", ""),
        ], sign="\t"),
        [Term("김민준", "Kim Min-jun", category="person"), Term("한강", "Han River", category="place"), BADGE],
    ),
    Case(
        "lists.xlsx",
        book(("용어", [
            ("국문", "영문"), ("정상회담\n정상회의", "summit; summit talks"), ("뱃지", "1) badge\n2) pin"),
            ("외교부", "Ministry of\nForeign Affairs"),
        ])),
        [
            Term("정상회담|정상회의", "summit", "summit talks"), Term("뱃지", "badge", "pin"),
            Term("외교부", "Ministry of Foreign Affairs"),
        ],
        ("several terms",),
    ),
    Case(
        "semicolons.csv",
        table([("용어집, 2판",), (), ("용어", "대역어", "정의"), *((*pair, "뜻, 쓰임") for pair in PAIRS)], sign=";"),
        PLAIN,
    ),
    Case(
        "flags.xlsx",
        book(("용어", [
            ("용어", "영문", "금지 여부"), ("정상회담", "summit", "X"), ("정상회담", "top meeting", "O"),
            ("뱃지", "badge", "X"),
        ])),
        [SUMMIT._replace(forbidden="top meeting"), BADGE],
    ),
    Case(
        "brands.xlsx",
        book(("Terms", [
            ("Korean", "English", "Do not translate"), ("한빛로그", "한빛로그", "Y"), ("뱃지", "badge", "N"),
            ("정상회담", "summit"),
        ])),
        [Term("한빛로그", "한빛로그", same=True), BADGE, SUMMIT],
    ),
    Case(
        "parts.csv",
        table([
            ("번호", "국문", "영문"), ("1. 외교", "", ""), ("1", "정상회담", "summit"), ("번호", "국문", "영문"),
            ("2. 물건", "", ""),
            ("2", "뱃지", "badge"), ("", "합계", "2"),
        ]),
        [SUMMIT, BADGE],
        ("the header again", "a sum"),
    ),
    Case(
        "footnotes.xlsx",
        book(("용어", [
            ("원문", "번역"), ("정상회담*", "summit"), ("뱃지", "badge*"), ("* 언론 보도에 따름",),
        ])),
        [SUMMIT, BADGE],
        ("footnote",),
    ),
    Case(
        "counted.csv",
        table([("한글", "영문"), *((f"{n}. {a}", f"{n}. {b}") for n, (a, b) in enumerate(PAIRS, 1))]),
        PLAIN,
        ("numbers",),
    ),
    Case(
        "japanese.csv",
        table([
            ("韓国語", "日本語", "使用禁止", "備考"), ("정상회담", "首脳会談", "頂上会談", ""),
            ("뱃지", "バッジ", "", "勲章ではない"),
        ]),
        [Term("정상회담", "首脳会談", forbidden="頂上会談"), Term("뱃지", "バッジ")],
        languages=("ko", "ja"),
    ),
]  # fmt: skip

SECOND = [
    Case(
        "corner.xlsx",
        book(
            ("Glossary", [
                ("Korean Term", "English Term", "Part of Speech", "Comment"), *((*pair, "noun") for pair in PAIRS),
            ]),
            start="C5",
        ),
        PLAIN,
        ("Part of Speech",),
    ),
    Case(
        "country.tsv",
        table([("국어", "영어", "비고"), *((*pair, "") for pair in PAIRS)], sign="\t", encoding="cp949"),
        PLAIN,
        ("cp949",),
    ),
    Case(
        "export.csv",
        table([
            ("Source (ko)", "Target [en-US]", "Context", "Last modified"), *((*pair, "menu",
            "2024-01-02") for pair in PAIRS),
        ]),
        PLAIN,
        ("Context", "Last modified"),
    ),
    Case(
        "bilingual.xlsx",
        book(("Sheet1", [("원문", "번역", "비고"), ("Source", "Target", "Remarks"), *PAIRS])),
        PLAIN,
    ),
    Case(
        "renderings.xlsx",
        book(
            ("용어", [
                ("한국어", "영어", "비고"), ("정상회담", "summit"), (None, "summit talks"), ("뱃지", "badge"),
                ("국무위원장", CHAIRMAN.target),
            ]),
            merged=["A2:A3"],
        ),
        [SUMMIT._replace(admitted="summit talks"), BADGE, CHAIRMAN],
    ),
    Case("tabs.csv", table([("용어", "영어"), *PAIRS], sign="\t", encoding="utf-16"), PLAIN),
    Case(
        "people.xlsx",
        book(("인명", [
            ("인명(국문)", "인명(영문)", "소속", "생년"), ("김민준", "Kim Min-jun", "한빛", 1984),
            ("이서연", "Lee Seo-yeon", "새벽", 1990),
        ])),
        [Term("김민준", "Kim Min-jun"), Term("이서연", "Lee Seo-yeon")],
        ("소속", "생년"),
    ),
    Case(
        "approved.csv",
        table([
            ("No", "Term (KR)", "Term (EN)", "Approved"), (1, "정상회담", "summit", "Y"), (2, "뱃지", "badge", "Y"),
            (3, "국무위원장", "Chairman", "N"),
        ]),
        [SUMMIT, BADGE],
        ("not approved",),
    ),
    Case(
        "avoid.xlsx",
        book(("Style", [
            ("Korean", "Use", "Avoid", "Why"), ("정상회담", "summit", "top meeting", "clumsy"), ("뱃지", "badge"),
        ])),
        [SUMMIT._replace(forbidden="top meeting"), BADGE],
    ),
    Case(
        "codes.xlsx",
        book(("terms", [
            ("ID", "ko-KR", "en-US", "ja-JP", "zh-CN", "Updated"),
            (1, "정상회담", "summit", "首脳会談", "首脑会谈", "2024"),
            (2, "뱃지", "badge", "バッジ", "徽章", "2024"),
        ])),
        [SUMMIT, BADGE],
        ("ja-JP",),
    ),
    Case("turned.csv", table([(b, a) for a, b in PAIRS]), PLAIN, ("no header",)),
    Case(
        "end.csv",
        table([
            ("국문", "영문"), *PAIRS, ("", ""), ("이하 여백", ""), ("※ 이 용어집은 대외비임", ""),
        ]),
        PLAIN,
        ("single cell",),
    ),
    Case(
        "renderings-beside.xlsx",
        book(("용어", [
            ("표제어", "대역어 1", "대역어 2", "쓰지 말 것"), ("정상회담", "summit", "summit talks", "top meeting"),
            ("뱃지", "badge"),
        ])),
        [SUMMIT._replace(admitted="summit talks", forbidden="top meeting"), BADGE],
    ),
    Case(
        "usage.csv",
        table([
            ("용어(한글)", "용어(영문)", "영문 약어", "용례"), ("정상회담", "summit", "", "정상회담을 열다"),
            ("뱃지", "badge", "BDG", ""),
        ]),
        [SUMMIT, BADGE],
        ("영문 약어",),
    ),
    Case(
        "fields.tsv",
        table([
            ("term_ko", "term_en", "do_not_use", "note"), ("정상회담", "summit", "top meeting", ""),
            ("뱃지", "badge", "", "x"),
        ], sign="\t"),
        [SUMMIT._replace(forbidden="top meeting"), BADGE],
    ),
    Case(
        "concepts.csv",
        table([
            ("Entry ID", "Korean", "English", "Term status"), ("C1", "정상회담", "summit", "Preferred"),
            ("C1", "정상회담", "top meeting", "Deprecated"), ("C1", "정상회담", "summit talks", "Admitted"),
            ("C2", "뱃지", "badge", "Preferred"),
        ]),
        [SUMMIT._replace(admitted="summit talks", forbidden="top meeting"), BADGE],
    ),
    Case(
        "classes.xlsx",
        book(
            ("분류", [
                ("대분류", "중분류", "국문", "영문"), ("직책", "국가", "국무위원장", CHAIRMAN.target),
                ("물품", "상징", "뱃지", "badge"),
                (None, "인쇄", "전단", "leaflet"),
            ]),
            merged=["A3:A4"],
        ),
        [
            CHAIRMAN._replace(category="title"), BADGE._replace(category="object"),
            Term("전단", "leaflet", category="object"),
        ],
    ),
    Case(
        "hidden.xlsx",
        book(
            ("용어", [("국문", "영문", "사용금지"), ("정상회담", "summit", "top meeting"), ("뱃지", "badge")]),
            hidden_rows=[3],
        ),
        [SUMMIT._replace(forbidden="top meeting"), BADGE],
        ("hidden rows are read too (line 3)",),
    ),
    Case(
        "required.csv",
        table([("국문(필수)", "영문(필수)", "비고(선택)"),
        ("예: 회의", "예: meeting", ""), *((*pair, "") for pair in PAIRS)]),
        [Term("예: 회의", "예: meeting"), *PLAIN],
    ),
]  # fmt: skip

THIRD = [
    Case(
        "entries.csv",
        table([
            ("Entry_ID", "Entry_Subject", "Korean", "Korean_Def", "English", "English_Def", "Term_Info"),
            (1, "politics", "정상회담", "", "summit", "", ""), (2, "objects", "뱃지", "", "badge", "", ""),
        ], sign=";"),
        [SUMMIT, BADGE._replace(category="object")],
        ("politics",),
    ),
    Case(
        "backwards.xlsx",
        book(("용어", [("비고", "영문", "국문"), *((None, b, a) for a, b in PAIRS)])),
        PLAIN,
    ),
    Case(
        "names.csv",
        table([("국문명", "영문명", "영문약칭"), *((*pair, "") for pair in PAIRS)], encoding="utf-8-sig"),
        PLAIN,
    ),
    Case(
        "languages.xlsx",
        book(("Terms", [
            ("Client glossary",), ("Source language:", "Korean"), ("Target language:", "English"), (),
            ("Term", "Translation"), *PAIRS,
        ])),
        PLAIN,
    ),
    Case(
        "reasons.csv",
        table([
            ("구분", "용어", "번역", "금지번역", "사유"), ("외교", "정상회담", "summit", "top meeting", "어색함"),
            ("상징", "뱃지", "badge", "", ""),
        ]),
        [SUMMIT._replace(forbidden="top meeting"), BADGE],
        ("외교",),
    ),
    Case(
        "unnamed.xlsx",
        book(("용어", [(None, "한국어", "English"), *((n, *pair) for n, pair in enumerate(PAIRS, 1))])),
        PLAIN,
    ),
    Case(
        "from-japan.tsv",
        table([("日本語", "韓国語", "メモ"), ("首脳会談", "정상회담", ""), ("バッジ", "뱃지", "")], sign="\t"),
        [Term("정상회담", "首脳会談"), Term("뱃지", "バッジ")],
        languages=("ko", "ja"),
    ),
    Case(
        "two-english.csv",
        table([
            ("Korean", "English (approved)", "English (do not use)"), ("정상회담", "summit", "top meeting"),
            ("뱃지", "badge", ""),
        ]),
        [SUMMIT._replace(forbidden="top meeting"), BADGE],
    ),
    Case(
        "both.xlsx",
        book(
            ("Glossary", [
                ("Glossary",), ("Last updated", "2024-05-01"), (),
                ("KOREAN / 국문", "ENGLISH / 영문", "STATUS / 상태"), ("정상회담", "summit", "Approved / 승인"),
                ("뱃지", "badge", "Approved / 승인"), ("뱃지", "button", "Do not use / 금지"),
            ]),
            merged=["A1:C1"],
        ),
        [SUMMIT, BADGE._replace(forbidden="button")],
    ),
    Case(
        "kinds.xlsx",
        book(
            ("인명", [("국문", "영문"), ("김민준", "Kim Min-jun")]),
            ("지명", [("국문", "영문"), ("한강", "Han River")]),
            ("기타", [("국문", "영문"), ("뱃지", "badge")]),
        ),
        [Term("김민준", "Kim Min-jun"), Term("한강", "Han River"), BADGE],
    ),
    Case(
        "remarks.csv",
        table([("정상회담", "summit", "외교 용어"), ("뱃지", "badge", "훈장 아님"), ("전단", "leaflet", "종이")]),
        [SUMMIT, BADGE, Term("전단", "leaflet")],
    ),
    Case(
        "slashes.csv",
        table([("국문", "영문"), ("정상회담", "summit / summit talks"), ("입출력", "input/output"), ("뱃지", "badge")]),
        [SUMMIT._replace(admitted="summit talks"), Term("입출력", "input/output"), BADGE],
    ),
    Case("sep.csv", lambda: b"sep=;\r\n" + table([("용어", "번역"), *PAIRS], sign=";")(), PLAIN),
    Case(
        "lines.xlsx",
        book(("용어", [
            ("국문", "영문", "금지어"), ("정상회담", "summit", "top meeting\nsummit meeting"),
            ("뱃지", "badge", "button, pin"),
        ])),
        [SUMMIT._replace(forbidden="top meeting|summit meeting"), BADGE._replace(forbidden="button|pin")],
    ),
    Case(
        "synonyms.xlsx",
        book(("Terms", [
            ("Term (Korean)", "Synonyms (Korean)", "Term (English)", "Synonyms (English)"),
            ("정상회담", "정상회의", "summit", "summit talks"), ("뱃지", None, "badge"),
        ])),
        [Term("정상회담|정상회의", "summit", "summit talks"), BADGE],
    ),
    Case(
        "capitals.csv",
        table([
            ("KOREAN", "ENGLISH", "DO NOT USE", "REMARKS"), ("정상회담", "summit", "top meeting", ""),
            ("뱃지", "badge", "", ""),
        ]),
        [SUMMIT._replace(forbidden="top meeting"), BADGE],
    ),
    Case(
        "groups.xlsx",
        book(
            ("용어", [
                ("원어", None, "번역", None, "관리", None), ("한국어", "한자", "영어", "일본어", "등록일", "등록자"),
                ("정상회담", "頂上會談", "summit", "首脳会談", "2024-01-01", "김"),
                ("뱃지", None, "badge", "バッジ", "2024-01-02", "이"),
            ]),
            merged=["A1:B1", "C1:D1", "E1:F1"],
        ),
        [SUMMIT, BADGE],
    ),
    Case(
        "notes.csv",
        table([
            ("국문", "영문", "설명"), ("정상회담", "summit", "첫째 줄\n둘째 줄"), ("뱃지", "badge", '"훈장"이 아님'),
        ], encoding="cp949"),
        [SUMMIT, BADGE],
    ),
    Case(
        "in-use.xlsx",
        book(("용어", [("국문", "영문", "사용"), ("정상회담", "summit", "O"), ("정상회담", "top meeting", "X"),
        ("뱃지", "badge", "O")])),
        [SUMMIT, BADGE],
        ("line 3",),
    ),
    Case(
        "sources.tsv",
        table([
            ("원문용어", "번역용어", "품사", "예문", "출처"),
            ("정상회담", "summit", "명사", "정상회담을 열다", "외교부"),
            ("뱃지", "badge", "명사", "", ""),
        ], sign="\t"),
        [SUMMIT, BADGE],
    ),
]  # fmt: skip

# Not read whole, or not at all: what is not certain is said or refused.
UNSURE = [
    Case(
        "continued.xlsx",
        book(
            ("1", [("한국어", "영어"), ("정상회담", "summit"), ("뱃지", "badge")]),
            ("2", [("국무위원장", CHAIRMAN.target)]),
        ),
        [SUMMIT, BADGE],
        ("sheets that are not read: “2”",),
    ),
    Case(
        "versions.csv",
        table([("원문", "번역", "번역(수정)"), ("정상회담", "top meeting", "summit"), ("뱃지", "badge", "badge")]),
        [],
        ("which column is the target", "번역(수정)", "[[files]]"),
    ),
    Case(
        "three-sides.csv",
        table([("국문", "영문", "번역"), ("정상회담", "summit", "sommet"), ("뱃지", "badge", "insigne")]),
        [],
        ("which column is the target",),
    ),
    Case(
        "dnt.csv",
        table([("Korean", "English", "DNT"), ("정상회담", "summit", "top meeting"), ("뱃지", "badge", "")]),
        [],
        ("“DNT”", "unclear"),
    ),
    Case(
        "kinds.csv",
        table([("외교", "summit", "정상회담"), ("외교", "talks", "회담"), ("상징", "badge", "뱃지")]),
        [],
        ("not a header",),
    ),
    Case("history.xlsx", book(("이력", [("날짜", "내용", "작성자"),
    ("2024-01-01", "최초 작성", "김")])), [], ("not a header",)),
    Case("latin.csv", lambda: "source,target\n카페,café au lait\n".encode("utf-16-le"), [], ("--encoding",)),
    Case("french.csv", lambda: "term,fr\ncoffee,café\n".encode("latin-1"), [], ("--encoding",), ("en", "fr")),
    Case("sjis.csv", table([("英語", "日本語"), ("summit", "首脳会談")], encoding="shift_jis"), [], ("--encoding",)),
    Case("gb.csv", table([("英文", "中文"), ("summit", "首脑会谈"),
    ("badge", "徽章")], encoding="gb2312"), [], ("--encoding",)),
    Case("eucjp.csv", table([("英語", "日本語"), ("summit", "サミット")], encoding="euc_jp"), [], ("--encoding",)),
    Case("marks.csv", table([("번호", "이름", "국어", "영어"), (1, "김민준", 90, 85),
    (2, "이서연", 80, 95)]), [], ("not a header",)),
    Case(
        "source-bans.csv",
        table([("국문", "영문", "국문 금지어"), ("정상회담", "summit", "정상회의"), ("뱃지", "badge", "")]),
        [SUMMIT, BADGE],
        ("국문 금지어", "not checked"),
    ),
    Case(
        "states.tsv",
        table([("국문", "영문", "상태"), ("정상회담", "summit", "ㄱ"), ("뱃지", "badge", "승인")], sign="\t"),
        [SUMMIT, BADGE],
        ("states that are not known: ㄱ",),
    ),
    Case(
        "brackets.csv",
        table([("국문", "영문"),
        ("조선민주주의인민공화국(북한)", "Democratic People’s Republic of Korea (DPRK)"), *PAIRS]),
        [Term("조선민주주의인민공화국(북한)", "Democratic People’s Republic of Korea (DPRK)"), *PLAIN],
        ("brackets within terms",),
    ),
    Case(
        "pairs.csv",
        table([("국문", "영문"), ("수출 / 수입", "export / import"), *PAIRS]),
        [Term("수출 / 수입", "export / import"), *PLAIN],
        ("several pairs",),
    ),
    Case(
        "wrong-titles.csv",
        table([("영문", "국문"), *((a, b) for a, b in PAIRS)]),
        [Term(b, a) for a, b in PAIRS],
        ("hardly any text in ko", "hardly any text in en"),
    ),
    Case("bare.csv", table([("source", "target"),
    ("정상회담", "summit; talks")]), [Term("정상회담", "summit; talks")], ("“|” does",)),
]  # fmt: skip
