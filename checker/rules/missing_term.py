"""The source names a concept, and the target has no accepted rendering of it.

Terms are found under particles, in any spacing, in compounds, in northern spelling and inflected. The severity follows
the reason:

- ``replaced``: the target has another concept's rendering, another title or name, or the source term in its place:
  major.
- ``first-mention``: the document has not rendered it so far: major for a person, unless a pronoun or a post stands for
  it; minor for an organization, or an object whose name is no everyday word. At most once in twenty segments.
- ``short-form``: the document has only the surname, or the initials, at the first mention: neutral.
- ``no-trace``: nothing in the target stands for it: minor.
- ``free``: a longer sentence does without it, or has most of its words in another form; not said of an
  organization, nor of a person who is new in the document: neutral.
- ``rank-dropped``: the title is there, but not that its holder is a former or an acting one: minor.
- ``title-dropped``: a title, or another description of a person, is left out beside the rendered name: neutral.
- ``pronoun``, ``said-before``: after a full mention, a pronoun or a general phrase ("the country") stands for it:
  neutral, unless the target seems cut off at its beginning or end.
- ``other-sense``: the term is spelt like another word (시장, mayor and market), the source leaves open which is meant,
  and the target has the other; or the target has a longer name of which the term is a part, or the document speaks
  of other countries than an organization's own: neutral. Where the source is clear, the other word is a wrong one.
- ``strict``: the glossary is taken strictly, and neither one of the other reasons explains it nor another word of the
  same stem (confirmation for confirm), nor is the term a part of a longer word of the source: major.

    glossary: [title] 대사 = ambassador
              [organization] 대사관 = embassy
              [person] 마체고라 = Matsegora
    flags:    대사는 어제 귀국했다. -> The consul went home yesterday.
    flags:    대사관은 대사의 귀국을 확인했다. -> The embassy confirmed that the consul had gone home.
    passes:   대사관은 어제 문을 닫았다. -> The embassy closed yesterday.
    passes:   마체고라는 어제 귀국했다. -> Matsegora went home yesterday.
              마체고라는 말을 아꼈다. -> He said little.
    passes:   마체고라 대사는 웃었다. -> Matsegora smiled.
    flags:    마체고라 대사는 웃었다. -> [[Consul]] Matsegora smiled.
    flags:    대사는 웃었다. -> The [[대사]] smiled.
    flags:    마체고라는 어제 귀국했다. -> [[Sokolov]] went home yesterday.
    passes:   대사관 대사인 마체고라는 웃었다. -> Matsegora smiled.

    glossary: 비밀번호 = password
              김정은 = Kim Jong Un
              6자회담 = six-party talks
    flags:    비밀번호를 다시 입력하고 아래에 있는 확인 단추를 누르세요. -> Enter the passcode again and press OK below.
    flags:    김정은이 연설했다. -> Moon Jae-in gave a speech.
    passes:   김정은이 연설했다. -> Kim Jong Un gave a speech.
              김정은은 6자회담을 거부했다. -> He rejected the six-party talks.
              6자회담은 끝났다. -> The talks ended.
    flags:    김정은이 연설했다. -> Kim Jong Un gave a speech.
              김정은은 평양에 있다. -> Pyongyang is a city.
"""

from collections.abc import Iterator

import msgspec

from checker.matching.matches import Matches
from checker.model import Category, Enforce, Finding, Outcome, Severity

severity = Severity.MINOR
error_type = "terminology/wrong-term"
version = 3

_SEVERITIES = {
    "replaced": Severity.MAJOR,
    "first-mention": Severity.MINOR,
    "short-form": Severity.NEUTRAL,
    "strict": Severity.MAJOR,
    "no-trace": Severity.MINOR,
    "free": Severity.NEUTRAL,
    "rank-dropped": Severity.MINOR,
    "title-dropped": Severity.NEUTRAL,
    "pronoun": Severity.NEUTRAL,
    "said-before": Severity.NEUTRAL,
    "other-sense": Severity.NEUTRAL,
}
_UNEXPLAINED = ("first-mention", "no-trace", "free")
_WHY = {
    "replaced": "“{found}” stands in its place",
    "first-mention": "the document has not rendered it before",
    "short-form": "the document has not rendered it in full before",
    "strict": "the glossary is taken strictly, and nothing in the target stands for it",
    "no-trace": "nothing in the target stands for it",
    "free": "other words may say it",
    "rank-dropped": "the source speaks of a holder who is {rank}",
    "title-dropped": "its holder is named without it",
    "pronoun": "a pronoun stands for it after a full mention",
    "said-before": "a general word stands for it after a full mention",
    "other-sense": "another meaning, a part of a longer name or another country’s organization seems to be meant",
}


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per occurrence without an accepted rendering, and per title without its rank."""
    for row in matches.rows:
        if row.reason == "rank-dropped" and matches.translated(row.segment):
            yield matches.finding(
                row,
                _SEVERITIES[row.reason],
                f"“{matches.source_text(row)}” is rendered as “{matches.target_text(row)}” without {row.how}",
                _WHY[row.reason].format(rank=row.how),
            )
        if row.outcome is Outcome.MISSING and matches.translated(row.segment):
            concepts = [matches.terminology.concepts[number] for number in row.candidates]
            expected = " or ".join(f"“{concept.preferred}”" for concept in concepts)
            strict = all(concept.enforce is Enforce.STRICT for concept in concepts)
            plain = row.reason in _UNEXPLAINED and row.how == "missing"  # not a longer or a derived word
            reason = "strict" if strict and plain else row.reason
            person = concepts[0].category is Category.PERSON
            finding = matches.finding(
                row._replace(reason=reason),
                Severity.MAJOR if reason == "first-mention" and person else _SEVERITIES[reason],
                f"“{matches.source_text(row)}” is not rendered; expected {expected}",
                _WHY[reason].format(found=matches.target_text(row)),
            )
            # What stands in its place is a guess, which another correction in the segment may change.
            yield msgspec.structs.replace(finding, fingerprint="nothing")
