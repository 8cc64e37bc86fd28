"""Offers: fixes in the form that the sentence needs, each tried before it is shown."""

from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from checker import Corpus, Glossary, Segment, check, read_corpus, read_glossary
from checker.languages import language
from checker.model import Category, FixKind, Severity

ROOT = Path(__file__).parent.parent
CORPORA = {
    "northern-report": ("northern-report.ko",),
    "party-congress": ("party-congress.ko",),
    "medal-museum": ("medal-museum.tsv",),
    "rights-office": ("rights-office.jsonl",),
    "security-council": ("security-council.csv",),
    "vladivostok": ("vladivostok.tsv",),
    "review-app": ("review-app.po",),
}

# A sentence with [the words to replace], the renderings to choose from, the category, and what stands there afterwards;
# "" where no form is evident. Words before "=" are the wording that the words are a form of.
FITTED = [
    ("Premier [Kim Tok Hun] reported.", "Pak Thae Song", "person", "Premier Pak Thae Song reported."),
    ("Minister Ri Son [Gwon] left.", "Choe Son Hui", "person", "Minister Choe Son Hui left."),
    ("with the face of [Jong Il] on it", "Kim Jong Un", "person", "with the face of Kim Jong Un on it"),
    ("President Lee [Myung]-bak spoke.", "Lee Jae Myung", "person", "President Lee Jae Myung spoke."),
    ("Later [Biden] left.", "Donald Trump|Trump", "person", "Later Trump left."),
    ("[Joe Biden] left.", "Donald Trump|Trump", "person", "Donald Trump left."),
    ("He fled to [Russia] in May.", "China|Chinese", "place", "He fled to China in May."),
    ("[Austrian] Chancellor Merz", "Germany|German", "place", "German Chancellor Merz"),
    ("Two [South Koreans] came.", "North Korea", "place", "Two North Koreans came."),
    ("They lost to [Denmark], 3-0.", "Netherlands|Dutch", "place", "They lost to the Netherlands, 3-0."),
    ("[Denmark] has won.", "Netherlands|Dutch", "place", "The Netherlands has won."),
    ("He left the [Netherlands].", "Japan", "place", "He left Japan."),
    ("[American] Electric Power fell.", "China|Chinese", "place", ""),
    ("[Indonesia] troops left.", "Philippines", "place", ""),
    ("Russian [Deputy Foreign Minister] Lavrov", "foreign minister", "title", "Russian Foreign Minister Lavrov"),
    ("[Deputy Secretary-General] Amina", "secretary-general", "title", "Secretary-General Amina"),
    ("He became [deputy mayor].", "mayor", "title", "He became mayor."),
    ("[Vice Premier] Pak", "premier of the Cabinet|premier|prime minister", "title", "Premier Pak"),
    ("two [vice ministers] left", "minister", "title", "two ministers left"),
    ("the [consul] left", "ambassador", "title", ""),
    ("He wore a [pin].", "emblem", "object", "He wore an emblem."),
    ("Two [pins] were lost.", "badge", "object", "Two badges were lost."),
    ("He wore a [pin].", "equipment", "object", ""),
    ("A [Foreign Ministry] official", "Ministry of Unification|Unification Ministry", "organization",
     "A Unification Ministry official"),
    ("They flew on [Air China].", "Air Koryo", "organization", "They flew on Air Koryo."),
    ("with the [European Union], he", "ASEAN|Association of Southeast Asian Nations", "organization",
     "with the Association of Southeast Asian Nations, he"),
    ("with the [European Union].", "ASEAN", "organization", "with ASEAN."),
    ("He is an [envoy=envoy].", "ambassador", "title", "He is an ambassador."),
    ("two [chairmen of the party=chairman of the party]", "head of the party", "title", "two heads of the party"),
    ("It was [repatriated=repatriation].", "forced return", "object", ""),
    ("Keep me [logged in=logged in].", "sign in", "other", ""),
    ("Your [preferences=preferences] have been saved.", "setting", "other", "Your settings have been saved."),
    ("the [National Flag Medal=National Flag Medal], first class", "Order of the National Flag First Class", "object",
     ""),
    ("held at the [April 25 Cultural Center=April 25 Cultural Center]", "April 25 House of Culture", "place",
     "held at the April 25 House of Culture"),
    ("They went up [Juche Tower=Juche Tower].", "Tower of the Juche Idea", "object", ""),
    ("Reunification [minister] Chung", "unification minister", "title", ""),
    ("Defense [Minister] Cho", "foreign minister", "title", "Foreign Minister Cho"),
    ("Russia [President] Putin", "Russian President", "title", ""),
    ("with Thailand and [Laos].", "Cambodia", "place", "with Thailand and Cambodia."),
    ("[NORTH KOREAN RUNAWAYS=North Korean runaway] TESTIFY", "North Korean defector", "object",
     "NORTH KOREAN DEFECTORS TESTIFY"),
    ("[Money owners=money owner] buy yuan.", "donju", "other", ""),
    ("US [State Department=State Department]", "US State Department", "organization", ""),
]  # fmt: skip

# A number in a source, a text with a number, and that text with the number of the source.
RESTATED = [
    ("673조3천억 원", "It comes to 673.3 billion won.", "It comes to 673.3 trillion won."),
    ("342억 달러", "It put the damage at $342 billion.", "It put the damage at $34.2 billion."),
    ("28억 파운드", "the UK's £2.8m market", "the UK's £2.8bn market"),
    ("20만 채", "They built 20,000 homes.", "They built 200,000 homes."),
    ("100만 부", "more than a billion copies", "more than a million copies"),
    ("삼십 년", "for thirteen years", "for thirty years"),
    ("열두 개", "Thirteen apples", "Twelve apples"),
    ("열한 살", "a 21-year-old boy", "an 11-year-old boy"),
    ("107%", "reached 117 percent of", "reached 107 percent of"),
    ("3.5%포인트", "It rose 3.5 percent.", "It rose 3.5 percentage points."),
    ("10일 밤", "on the night of Oct. 12", "on the night of Oct. 10"),
    ("6월 7일", "It is on July 7.", "It is on June 7."),
    ("2019년 12월 22일", "on December 22, 2018", "on December 22, 2019"),
    ("20일", "on the 21st,", "on the 20th,"),
    ("금요일", "by Sunday.", "by Friday."),
    ("오후 2시 51분", "at 2:15 p.m.", "at 2:51 p.m."),
    ("50킬로미터", "It is 50 miles away.", "It is 50 kilometers away."),
    ("80kg", "an 80-pound sack", "an 80-kilogram sack"),
    ("5천만 원", "It costs $50 million.", "It costs 50 million won."),
    ("260억 파운드", "by 26 billion euros", "by 26 billion pounds"),
    ("21번째", "the 12th time", "the 21st time"),
    ("삼분의 일", "one fourth of them", "one third of them"),
    ("3주", "three months later", "three weeks later"),
    ("1명", "3 people died", ""),  # the verb and the noun would change too
    ("초속 20m", "winds of 20 miles per hour", ""),  # a rate has two units
]


@pytest.mark.parametrize(("sentence", "renderings", "category", "wanted"), FITTED)
def test_the_form_that_a_sentence_needs(sentence, renderings, category, wanted):
    before, _, rest = sentence.partition("[")
    words, _, behind = rest.partition("]")
    found, _, wording = words.partition("=")
    text = before + found + behind
    place = (text, len(before), len(before + found))
    fit = language("en").fitted(*place, tuple(renderings.split("|")), Category(category), wording)
    assert (text[: fit.start] + fit.text + text[fit.end :] if fit else "") == wanted


@pytest.mark.parametrize(("source", "text", "wanted"), RESTATED)
def test_a_number_in_the_style_of_the_text(source, text, wanted):
    (ours, *_), (theirs, *_) = (language(code).numbers([side])[0] for code, side in (("ko", source), ("en", text)))
    new = language("en").restated(text, theirs, ours)
    assert (text[: new.start] + new.text + text[new.end :] if new else "") == wanted


@pytest.mark.parametrize(
    ("text", "title", "wanted"),
    [
        ("Then US President Carter came.", "President", "Then former US President Carter came."),
        ("President Carter came.", "President", "Former President Carter came."),
        ("He met an Iraqi minister.", "minister", "He met a former Iraqi minister."),
    ],
)
def test_a_rank_that_was_dropped(text, title, wanted):
    new = language("en").marked(text, text.index(title), "former")
    assert text[: new.start] + new.text + text[new.end :] == wanted


def glossary():
    return read_glossary(*sorted((ROOT / "glossaries").glob("*.csv")), ROOT / "corpora" / "review-app" / "terms.csv")


def essences(report, segment=None):
    wanted = (each for each in report.findings if segment is None or each.segment == segment)
    return Counter((each.segment, each.rule, each.concept) for each in wanted)


@pytest.mark.parametrize("name", CORPORA)
def test_every_offer_solves_its_finding_and_makes_no_other_in_its_document(name):
    terms = glossary()
    corpus = read_corpus(*(ROOT / "corpora" / name / file for file in CORPORA[name]))
    segments = list(corpus)
    languages = corpus.source_language, corpus.target_language
    report = check(Corpus.of(segments, *languages), terms)
    before = essences(report)
    for finding in report.findings:
        for fix in finding.fixes:
            target = segments[finding.segment].target
            if fix.kind is FixKind.INSERT:
                assert 0 <= fix.span.start <= fix.span.end <= len(target)
                continue
            changed = list(segments)
            changed[finding.segment] = replace(segments[finding.segment], target=fix.applied(target))
            after = essences(check(Corpus.of(changed, *languages), terms))
            key = (finding.segment, finding.rule, finding.concept)
            assert after[key] < before[key] and not after - before, (finding.message, fix, after - before)


def test_a_finding_that_is_neutral_has_no_fix():
    terms = glossary()
    for name, files in CORPORA.items():
        report = check(read_corpus(*(ROOT / "corpora" / name / file for file in files)), terms)
        assert not [each for each in report.findings if each.severity is Severity.NEUTRAL and each.fixes]


BADGE = Glossary.from_rows(
    [
        {"id": "badge", "category": "object", "source": "배지", "target": "badge", "forbidden": "pin"},
        {
            "id": "chair",
            "category": "title",
            "source": "위원장",
            "target": "chair of the party",
            "forbidden": "president",
        },
    ]
)


def offers(*pairs):
    report = check(Corpus.of([Segment(source=source, target=target) for source, target in pairs]), BADGE)
    return [(fix.kind.value, fix.applied(pairs[each.segment][1])) for each in report.findings for fix in each.fixes]


def test_what_solves_nothing_becomes_an_insertion():
    (offer,) = offers(("배지를 달았다.", "He was badgeless."))
    assert offer[0] == "insert"


def test_a_title_before_its_holder_is_to_be_read_first():
    assert offers(("위원장이 왔다.", "The president came.")) == [("safe", "The chair of the party came.")]
    assert offers(("위원장 김 씨", "president Kim")) == [("read-first", "chair of the party Kim")]


def test_fixes_that_break_the_agreement_of_a_document_become_insertions():
    """Each fix alone is right in its segment; both together leave a source translated in two ways."""
    rows = [
        {"id": "b", "category": "object", "source": "배지", "target": "badge", "admitted": "emblem", "forbidden": "pin"}
    ]
    pairs = [
        ("배지를 봤다.", "He saw the emblem."),
        ("배지를 봤다고 했다.", "He said he saw the emblem."),
        ("배지", "The pin"),
    ]
    report = check(Corpus.of([Segment(source=one, target=two) for one, two in pairs]), Glossary.from_rows(rows))
    assert [fix.kind for each in report.findings for fix in each.fixes if each.segment == 2] == [FixKind.INSERT]
