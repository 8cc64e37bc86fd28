"""English: the forms of a term, and words that only look like one."""

import pytest

from tests.wordings import ENGLISH, spans

INFLECTED = [
    # category, term, forms found whole
    ("object", "badge", "badge, badges, Badges, BADGES"),
    ("organization", "embassy", "embassy, Embassies"),
    ("title", "ambassador extraordinary", "ambassadors extraordinary"),
    ("title", "secretary-general", "secretary-general, Secretary General, secretaries-general, secretaries general"),
    ("title", "attorney general", "attorneys general, attorney generals"),
    ("title", "consul general", "consuls general"),
    ("title", "lieutenant general", "lieutenant generals"),
    ("title", "brigadier general", "brigadier generals"),
    ("title", "president-elect", "presidents-elect"),
    ("title", "chief of staff", "chiefs of staff, Chief of Staff"),
    ("title", "commander in chief", "commanders in chief, commander-in-chief, commanders-in-chief"),
    ("title", "prime minister", "prime ministers"),
    ("title", "member of parliament", "members of parliament"),
    ("title", "undersecretary of state", "undersecretaries of state"),
    ("title", "minister of foreign affairs", "ministers of foreign affairs"),
    ("title", "vice chairman", "vice chairmen, vice-chairman, Vice-Chairmen"),
    ("title", "chairwoman", "chairwomen"),
    ("title", "spokesman", "spokesmen"),
    ("title", "spokesperson", "spokespersons, spokespeople"),
    ("title", "aide-de-camp", "aides-de-camp"),
    ("title", "envoy", "envoys"),
    ("title", "chargé d’affaires", "chargé d'affaires, chargés d’affaires"),
    ("title", "charge d'affaires", "charge d’affaires, charges d’affaires, chargé d’affaires"),
    ("title", "passer-by", "passers-by"),
    ("title", "mother-in-law", "mothers-in-law"),
    ("title", "sergeant major", "sergeants major, sergeant majors"),
    ("title", "editor at large", "editors at large, editors-at-large"),
    ("title", "poet laureate", "poets laureate"),
    ("other", "court martial", "courts martial"),
    ("other", "crisis", "crises"),
    ("other", "analysis", "analyses"),
    ("other", "memorandum", "memoranda, memorandums"),
    ("other", "child", "children"),
    ("other", "veto", "vetoes, vetoed, vetoing"),
    ("other", "sanction", "sanctions, sanctioned, sanctioning"),
    ("other", "launch", "launched, launches, launching"),
    ("other", "occupy", "occupied, occupies, occupying"),
    ("other", "withdraw from", "withdrew from, withdrawn from, withdrawing from"),
    ("other", "hold", "held, holding, holds"),
    ("other", "step down", "stepped down, stepping down"),
    ("other", "test-fire", "test-fired, test-firing, test-fires"),
    ("other", "pledge allegiance", "pledged allegiance, pledging allegiance"),
    ("other", "six-party talks", "six-party talks, six party talks, Six-Party Talks"),
    ("object", "aircraft carrier", "aircraft carriers"),
    ("object", "warhead", "warheads"),
    ("object", "ballistic missile", "ballistic-missile, ballistic missiles"),
    (
        "object",
        "dual-portrait badge",
        "dual portrait badge, dual-portrait badges, dual‐portrait badge, dual\u2011portrait badge",
    ),
    ("object", "flagstaff", "flagstaffs"),
    ("object", "knife", "knives"),
    ("object", "wreath", "wreaths"),
    ("object", "medal of honor", "medals of honor"),
    ("object", "man-of-war", "men-of-war"),
    ("place", "North Korean", "North Koreans"),
    ("place", "the Philippines", "Philippines"),
    ("organization", "People’s Army", "People's Army, People´s Army"),
    ("organization", "Workers' Party", "Workers’ Party, workers’ party, Workers‘ Party"),
    ("organization", "Acme Inc.", "Acme Inc., Acme Inc, ACME INC."),
    ("organization", "U.N.", "U.N., UN"),
    ("organization", "UN", "U.N., UN"),
    ("organization", "State Affairs Commission", "State  Affairs\nCommission, State\u00a0Affairs Commission"),
    ("place", "U.S.", "U.S., US, U.S"),
    ("place", "US", "U.S., US"),
    ("place", "DPRK", "DPRK, D.P.R.K., Dprk"),
    ("place", "São Paulo", "São Paulo, Sa\u0303o Paulo, SÃO PAULO"),
    ("place", "İzmir", "İzmir, izmir"),
    ("person", "Kim Jong Un", "Kim Jong Un, Kim Jong-un, KIM JONG UN, Kim Jong\u00a0Un"),
    ("person", "O'Brien", "O’Brien, O'Brien"),
    ("person", "Jr. Smith", "Jr. Smith, Jr Smith"),
]


@pytest.mark.parametrize(
    ("category", "term", "form"),
    [(category, term, form) for category, term, forms in INFLECTED for form in forms.split(", ")],
)
def test_english_forms(category: str, term: str, form: str) -> None:
    # A dot at the end may be the sentence's: the finder says nothing of it.
    assert [found.rstrip(".") for found in spans(ENGLISH, term, category, f"Then {form} came.")] == [form.rstrip(".")]
    assert [found.rstrip(".") for found in spans(ENGLISH, term, category, f"(“{form}”)")] == [form.rstrip(".")]


@pytest.mark.parametrize(
    ("category", "term", "text"),
    [
        ("place", "US", "He told us so."),
        ("place", "U.S.", "Let us go."),
        ("place", "US", "USB sticks"),
        ("place", "US", "THUS"),
        ("organization", "WHO", "the man who came"),
        ("organization", "IT", "it fell"),
        ("object", "pin", "spin"),
        ("object", "pin", "pinned"),
        ("object", "pin", "pineapple"),
        ("title", "ambassador", "embassy"),
        ("title", "minister", "administer"),
        ("title", "minister", "ministry"),
        ("title", "prime minister", "prime, minister"),
        ("title", "chief of staff", "chief of staffs"),
        ("person", "Kim", "Kimchi"),
        ("person", "Kim Jong Un", "Kim Jong Unity"),
        ("person", "Putin", "Putins"),
        ("organization", "Acme Inc.", "Acme Incorporated"),
        ("organization", "Red Cross", "Red. Crossing"),
        ("other", "vote", "devote"),
        ("title", "vote", "voted"),
        ("place", "Oman", "Roman"),
        ("place", "Niger", "Nigeria"),
        ("place", "Mali", "Malicious"),
    ],
)
def test_english_words_that_are_others(category: str, term: str, text: str) -> None:
    assert spans(ENGLISH, term, category, text) == []


@pytest.mark.parametrize(
    ("category", "term", "text"),
    [
        ("title", "president", "the president's car"),
        ("title", "president", "the president’s car"),
        ("title", "president", "the president."),
        ("title", "president", "president, general"),
        ("title", "president", "president—elect"),
        ("title", "president", "ex-president"),
        ("title", "president", "“president”"),
        ("title", "president", "president/general"),
        ("title", "president", "president\u200b of"),
        ("title", "president", "president이"),
        ("title", "president", "🇰🇷president🇰🇷"),
        ("place", "US", "US-led"),
        ("place", "US", "the US's"),
        ("place", "DPRK", "(DPRK)"),
        ("place", "DPRK", "DPRK's"),
        ("place", "DPRK", "DPRK-Russia"),
        ("person", "Kim Jong Un", "Kim Jong Un's"),
        ("person", "Kim Jong Un", "Kim Jong Un’s."),
        ("organization", "Acme Inc", "Acme Inc.'s"),
    ],
)
def test_english_edges(category: str, term: str, text: str) -> None:
    assert [found.rstrip("\u200b") for found in spans(ENGLISH, term, category, text)] == [term]


def test_english_exact() -> None:
    assert spans(ENGLISH, "badge", "object", "badges", exact=True) == []
    assert spans(ENGLISH, "badge", "object", "a Badge", exact=True) == ["Badge"]
