"""Strings of programs: what has no words to translate is no copy, half a translation is one.

All strings are our own; the kinds are those of real localization files.
"""

import pytest

from checker import Corpus, Glossary, Segment, check
from checker.model import Finding
from checker.text import technical

NOTHING = Glossary.from_rows([])


def found(rule: str, source: str, target: str, *, languages=("en", "ko"), ui: bool = True) -> list[Finding]:
    """The findings of ``rule`` in one string."""
    corpus = Corpus.of([Segment(source=source, target=target, ui=ui)], *languages)
    return [finding for finding in check(corpus, NOTHING).findings if finding.rule == rule]


def said(rule: str, source: str, target: str, **more) -> list[tuple[str, str]]:
    """Severity and reason of each."""
    return [(finding.severity.value, finding.reason) for finding in found(rule, source, target, **more)]


def loud(source: str, target: str, **more) -> list[str]:
    """The rules that say more than neutral of a string."""
    corpus = Corpus.of([Segment(source=source, target=target, ui=True)], *more.get("languages", ("en", "ko")))
    return [finding.rule for finding in check(corpus, NOTHING).findings if finding.severity.value != "neutral"]


@pytest.mark.parametrize(
    "text",
    [
        "%s (%s)", "%d × %d", "%k:%M", "%1$s, %2$s", "%'d / %'d", "%1 kb/s", "%d MHz", "KB/s", "UTF-8", "SIM %d",
        "{0:N2} / {1}", "%(main)s %(sub)s", "{{count}} px", "<b>PFS:</b>", "<span style=\"color:%1;\">%2</span> / 52",
        "css_file", "slot[:serial]", "n,m", "push|fetch", "/usr/share/icons", "https://example.org/a-b",
        "tool prune [-n | --dry-run] [-q | --quiet]", "tool cat-file (--batch | --check)", "getValue()", "id > 0",
        "PDF / PostScript", "_A-Z", "Ctrl+Alt+Delete", "name@example.org", "one;two;three;", "translator-credits", "OK",
    ],
)  # fmt: skip
def test_what_has_no_words_is_no_copy(text):
    assert loud(text, text) == []
    assert said("untranslated-text", text, text) == [] or technical.words(text)


@pytest.mark.parametrize(
    "text", ["Caps Lock", "Scroll Lock", "Google Chrome", "Michael Parker", "(c) 2020 The Authors"]
)
def test_a_label_or_a_name_may_be_the_same(text):
    assert loud(text, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The file could not be saved.",
        "_Do not ask me again",
        "You have %n unread message(s) in %1",
        "Choose where <b>all</b> backups are kept",
        "Failed to open %s: there is no such window",
    ],
)
@pytest.mark.parametrize("language", ["ko", "ja", "zh", "ru"])
def test_a_copied_sentence_is_major(text, language):
    assert said("untranslated-text", text, text, languages=("en", language)) == [("major", "copied")]


def test_between_languages_of_one_script_a_copied_sentence_is_told_by_its_own_words():
    text = "The changes that you made will be lost."
    assert said("untranslated-text", text, text, languages=("en", "de")) == [("major", "copied")]
    assert loud("Status in Version 2", "Status in Version 2", languages=("en", "de")) == []
    assert loud("Parameter: Name", "Parameter: Name", languages=("en", "fr")) == []


def test_a_copied_phrase_is_minor():
    assert said("untranslated-text", "Backup creation error", "Backup creation error") == [("minor", "phrase")]
    assert loud("tool notes get-ref", "tool notes get-ref") == []  # a command


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (
            "Could not save the document because the disk is full.",
            "Could not save the document because the 디스크 is full.",
        ),
        ("Select the folder that you want to copy", "Select the folder that you want to 복사"),
        ("%s could not be found in %s", "%s 항목을 could not be found in %s"),
        ("Do you want to replace the existing file?", "기존 파일을 want to replace 할까요?"),
    ],
)
def test_half_a_translation_is_untranslated(source, target):
    assert said("untranslated-text", source, target) == [("major", "")]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Run “open with the editor” to go on", "계속하려면 “open with the editor” 명령을 실행하십시오"),
        ("The key (used to sign the message)", "키 (used to sign the message)"),
        ("It looks like 'tool am' is in progress", "'tool am'이 진행 중입니다"),
        ("Use the Visual Studio Code editor", "Visual Studio Code 편집기 사용"),
        ("tool am [<options>] --continue", "tool am [<옵션>] --continue"),
        ("SSH keys of the agent", "에이전트의 SSH 키"),
        ("Drag and drop files here", "여기로 파일을 drag and drop 하십시오"),
        ("Type make install at the prompt", "프롬프트에 make install 입력"),
    ],
)
def test_names_quotations_and_commands_are_no_half_translation(source, target):
    assert said("untranslated-text", source, target) == []


def test_tags_and_options_are_in_no_language():
    for text in ("<html><head/><body><p><span style=\" font-weight:600;\">OS:</span></p></body></html>",
                 "tool stripspace [-s | --strip-comments] [-c | --comment-lines]"):  # fmt: skip
        assert found("wrong-language", text, text) == []
        assert found("wrong-language", text, text + " ") == []
    estonian = "Eksportimine on edukalt lõpule viidud ja fail on salvestatud."
    assert said("wrong-language", "The export has finished and the file is saved.", estonian) == [("major", "")]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Column %1", "열 %1"),
        ("%1 rows affected", "열 %1개가 영향 받음"),
        ("%1h %2m", "%1시간 %2분"),
        ("%1d %2h", "%1일 %2시"),
        ("3840×2160 (4K UHD)", "3840×2160(4K UHD)"),
        ("Invalid cipher IV size", "잘못된 암호화 IV 크기"),
        ("_Double-click to open", "두 번 눌러 열기(_D)"),
        ("Third-party licenses", "타사 라이선스"),
        ("One file", "파일 %d개"),
        ("Score", "점수"),
        ("Hex value", "16진수 값"),
        ("Play 500 ms before the selection", "선택 영역의 0.5초 전 재생"),
        ("01/11/2009 17:52:00", "2009/11/01 17:52:00"),
        ("It took %.2f seconds.", "%.2f초가 걸렸습니다."),
        ("< 1m", "< 1분"),
        ("%d%% of 5", "5의 %d%%"),
        ("Go to your room at once", "한 번에 네 방으로 이동"),
        ("_24-hour", "24시간(_2)"),
        ("Three schemes: blob, path and pkcs#11 URL", "두 가지 스킴: 블롭과 경로(NM 0.7.x와 호환)"),
        ("1 file", "파일"),
        ("Scale: %.2fx", "크기: %.2f배"),
        ("{0,choice,0#File|1#Network|2#Process} is forbidden", "{0,choice,0#파일|1#네트워크} 금지됨"),
    ],
)
def test_right_numbers_of_programs_pass(source, target):
    assert [each for each in said("number-mismatch", source, target) if each[0] != "neutral"] == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Keep the last 30 entries", "최근 50개 항목 유지"),
        ("Not supported before version 7.22.0", "7.44.0 앞 버전에서는 지원하지 않습니다"),
        ("2G, 4G, 5G", "3G, 4G, 5G"),
        ("%d of 16 bytes are missing", "32바이트 중 %d바이트가 없습니다"),
        ("Wait 20 seconds", "40초 기다리기"),
    ],
)
def test_wrong_numbers_of_programs_are_major(source, target):
    assert said("number-mismatch", source, target) == [("major", "value")]


def test_a_list_of_keywords_and_a_key_may_be_of_any_length():
    keywords = "Printer;Queue;Paper;Ink;"
    assert loud(keywords, "Printer;프린터;인쇄기;Queue;대기열;Paper;용지;종이;Ink;잉크;토너;Toner;") == []
    assert (
        found("misaligned-segment", "translator-credits", "김가람 <garam@example.org>\n이나래 <narae@example.org>")
        == []
    )


def test_what_the_target_keeps_and_blanks_are_no_length():
    assert (
        loud("Northern Harbour Station, Bay of Storms", "북항역 (Northern Harbour Station), 폭풍만 (Bay of Storms)")
        == []
    )
    links = ", ".join(f'<a href="https://example.org/{name}">{name}</a>' for name in ("garam", "narae", "dasom"))
    assert loud(f"Thanks to all who help: {links}", f"도와주신 모든 분께 감사드립니다:\n{' ' * 60}{links}") == []


def test_a_digit_may_be_the_key_of_an_entry():
    assert loud("&2 %s", "(&2) %s") == []


def test_the_translations_of_two_strings_have_changed_places():
    segments = [
        Segment(source="Use HTTPS instead of HTTP", target="localhost의 인증 건너뛰기", ui=True),
        Segment(source="Skip the login for localhost", target="HTTP 대신 HTTPS 사용", ui=True),
    ]
    findings = check(Corpus.of(segments, "en", "ko"), NOTHING).findings
    assert [(each.rule, each.reason, each.severity.value) for each in findings] == [
        ("misaligned-segment", "neighbour", "major")
    ] * 2
    right = [
        Segment(source=one.source, target=other.target, ui=True)
        for one, other in zip(segments, segments[::-1], strict=True)
    ]
    assert list(check(Corpus.of(right, "en", "ko"), NOTHING).findings) == []


@pytest.mark.parametrize("text", ["속성 옵션 그룹", "열기", "디스크에 쓸 수 없습니다"])
def test_a_korean_code_page_read_as_latin_is_garbled(text):
    assert len(found("garbled-text", "Attribute option group", text.encode("cp949").decode("latin-1"))) == (
        len(text) > 2
    )


@pytest.mark.parametrize("text", ["« détaillé », « simple »", "„bittersüß“ war", "%d × %d", "L’échelle d’édition"])
def test_signs_beside_letters_with_accents_are_not_garbled(text):
    given = text.replace(" »", "\xa0»").replace("« ", "«\xa0").replace(" × ", "\xa0×\xa0")
    assert found("garbled-text", "Some words", given, languages=("en", "fr")) == []


@pytest.mark.parametrize(
    ("source", "target", "lone"),
    [
        ("Quotation mark", '"', ""),
        ("Left brace", "{", ""),
        ("It ends without a closing brace.", "짝이 맞는 '}'가 없이 끝납니다.", ""),
        ("ISO 8859-8 (Hebrew)", "ISO 8859-8(히브리어)", ""),
        ("Names cannot contain “/”", "이름에는 “/”가 들어갈 수 없습니다", ""),
        ('Fields that start with "KPH: "', '"KPH: "로 시작하는 필드', ""),
        ("Shipping address:", '배송 주소"', '"'),
        ("Croatian (Mac)", "크로아티아어(Mac", "("),
    ],
)
def test_signs_without_a_partner(source, target, lone):
    assert "".join(each.found for each in found("unbalanced-punctuation", source, target)) == lone


def test_what_is_technical_keeps_the_length_of_the_text():
    for text in ("Save %s to <b>{name}</b> as C_SV&amp;x", "a\\n%(b)s & _Open (_O)", ""):
        assert len(technical.worded(text)) == len(technical.without_codes(text)) == len(text)
    assert technical.words("_Open the css_file in GitHub with --all of KB/s") == [
        "Open",
        "the",
        "in",
        "with",
        "of",
    ]


TERMS = Glossary.from_rows(
    {"category": "other", "source": source, "target": target, "enforce": "evidence"}
    for source, target in (
        ("open", "열기"), ("file", "파일"), ("rename", "이름 바꾸기"), ("paste", "붙여넣기"), ("list", "목록"),
        ("save", "저장"), ("remove", "제거"), ("delete", "삭제"), ("view", "보기"), ("display", "화면"),
        ("bookmark", "책갈피"),
    )
)  # fmt: skip


def of_terms(source: str, target: str) -> list[tuple[str, str, str]]:
    corpus = Corpus.of([Segment(source=source, target=target, ui=True)], "en", "ko")
    return [(each.rule, each.severity.value, each.reason) for each in check(corpus, TERMS).findings if each.concept]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Could not open", "열 수 없습니다"),
        ("Open it to read", "읽으려면 여세요"),
        ("It was opened", "열렸습니다"),
        ("Renaming", "이름 바꾸는 중"),
        ("Cannot paste here", "여기에 붙여넣을 수 없습니다"),
        ("Cannot paste into Recent", "최근 목록에 붙여넣을 수 없습니다"),
        ("Store opened tabs", "열린 탭 저장"),
    ],
)
def test_a_form_of_a_verb_is_neither_misspelled_nor_replaced(source, target):
    assert [each for each in of_terms(source, target) if each[1] == "major"] == []


def test_a_rival_is_evident_in_a_label_only():
    assert of_terms("Remove Bookmark", "책갈피 삭제") == [("missing-term", "major", "replaced")]
    assert of_terms("Click here to switch to the quick view.", "빠른 화면으로 바꾸려면 클릭하십시오.") == [
        ("missing-term", "minor", "no-trace")
    ]


@pytest.mark.parametrize("text", ["css_file", "--file", "file.txt", "user.file", "$file", "{file}", "<file>"])
def test_a_word_within_an_identifier_is_no_term(text):
    assert of_terms(f"Set {text} first", f"먼저 {text} 설정") == []
    assert of_terms("Set the _file first", "먼저 문서 설정") != []


@pytest.mark.parametrize(
    ("source", "target"),
    [("You have 12 messages", "메시지가 21개 있습니다"), ("Wait for 15 seconds", "51초 동안 기다립니다")],
)
def test_digits_in_another_order_are_another_number(source, target):
    assert said("number-mismatch", source, target) == [("major", "value")]


def test_a_unit_or_a_day_that_changed_is_major():
    assert said("number-mismatch", "This takes up to 10 minutes", "최대 10초가 걸립니다") == [("major", "unit")]
    assert said("number-mismatch", "Released on May 5, 2021", "2021년 5월 6일 출시") == [("major", "value")]
    assert said("number-mismatch", "Released on May 5, 2021", "2021년 5월 5일 출시") == []


def test_forms_of_a_plural_are_not_compared_with_each_other():
    forms = [
        Segment(
            source="%d songs", target=target, unit=f"songs[{form}]", flags=frozenset(["plural"]), ui=True, keyed=True
        )
        for form, target in (("few", "%d песни"), ("many", "%d песен"), ("other", "%d песни"))
    ]
    findings = check(Corpus.of(forms, "en", "ru"), NOTHING).findings
    assert "inconsistent-translation" not in {each.rule for each in findings}
