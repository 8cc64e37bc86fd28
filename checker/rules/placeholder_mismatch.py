r"""Source and target differ in text that a program or a browser interprets.

Arguments are read as the framework of the text reads them, which the file names (``c-format``, ``qt-format`` …); where
it names none, what is certain on both sides counts. They are compared by name or position, and by type; the target may
reorder, number and repeat them. ICU messages with plural and select branches are compared by argument and branch; the
target needs the plural categories of its own language (CLDR), and a missing one is minor. Critical is what breaks at
run time: an argument that the program does not give, or of another type, or text that the framework cannot read. An
argument that is left out is major, as are tags that do something (``<a>``), tags that do not nest, inline codes and
misspelled sites of links. Other tags and links, escapes, entities, keyboard accelerators and dropped per cent signs are
minor.

    flags:    {user} 님의 댓글 -> Comment by [[{User}]]
    flags:    %d개 중 %s 복사됨 -> [[%s]] of [[%d]] copied
    flags:    저장됨 -> Saved [[%s]]
    flags:    %(name)s 님이 나갔습니다. -> %(nmae)s has left.
    flags:    {n, plural, other {알림 #개}} -> {n, plural, one {# notice}}
    flags:    <b>굵게</b> 표시됩니다. -> It is shown in [[<i>]]bold[[</i>]].
    flags:    자세한 내용은 https://example.org/a 참조 -> See [[https://example.org/b]] for details
    flags:    첫 줄\n둘째 줄 -> First line, second line
    flags:    저장(&S) -> Save
    flags:    %d%% 완료 -> %d done
    passes:   %s님이 %s을 보냈습니다. -> %2$s was sent by %1$s.
    passes:   {n, plural, other {알림 #개}} -> {n, plural, one {One notice} other {# notices}}
    passes:   50%가 넘는 응답자가 반대했다. -> More than 50% of those asked were against it.
    passes:   값은 5 < x < 10이어야 합니다. -> The value must satisfy 5 < x < 10.
    passes:   〈기생충〉이 상을 받았다. -> <Parasite> won a prize.
    passes:   저장(&S) -> &Save
"""

from collections.abc import Iterator

from checker import placeholders
from checker.matching.matches import Matches
from checker.model import Finding, Fix, FixKind, Severity

severity = Severity.CRITICAL
error_type = "design/markup"
version = 3

_WHY = {
    "argument": "the program fills arguments in by name, position and type",
    "message": "the program chooses among the branches of the message",
    "tag": "tags are compared by name and nesting",
    "code": "inline codes are compared by their id",
    "escape": "escapes are read by the program",
    "entity": "both sides are read in the same way",
    "accelerator": "a key chooses the entry",
    "link": "links stay, but for the language that they name",
}


def check(matches: Matches) -> Iterator[Finding]:
    """One finding per difference."""
    terminology = matches.terminology
    codes = (terminology.source.code, terminology.target.code)
    for number, segment in enumerate(matches.chunk.segments):
        coded = segment.source_codes or segment.target_codes
        if not coded and not placeholders.stand_in(segment.source, segment.target):
            continue
        sides = placeholders.Sides(
            segment.source,
            segment.target,
            segment.flags,
            codes,
            terminology.target.plurals,
            segment.source_codes,
            segment.target_codes,
            terminology.source.known,
        )
        problems = placeholders.compare(sides)
        if not problems or not matches.translated(number):
            continue
        for problem in problems:
            fixes = (Fix(FixKind.SAFE, problem.target[0], problem.fix),) if problem.fix else ()
            yield Finding(
                severity=problem.severity,
                reason=problem.reason,
                segment=matches.chunk.first + number,
                source=problem.source,
                target=problem.target,
                found=" … ".join(span.of(segment.target) for span in problem.target),
                expected=problem.expected,
                message=problem.message,
                why=_WHY[problem.reason],
                fixes=fixes,
            )
