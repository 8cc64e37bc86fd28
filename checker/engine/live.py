"""A part that stays checked while its targets and its glossary change: only what a change reaches is worked out again.

The result is always that of a check of everything (``tests/test_live.py``).
"""

from collections import Counter
from collections.abc import Mapping

import msgspec

from checker.corpus import Chunk
from checker.engine.offers import most_tried
from checker.engine.present import Change, Present
from checker.engine.trial import Trial
from checker.glossary.concepts import Glossary
from checker.matching.candidates import candidates, insertion
from checker.matching.matches import Matches
from checker.matching.terminology import Terminology
from checker.model import Concept, Finding, Fix, FixKind, Segment
from checker.text.codes import fitted


class Live(Present):
    """A part whose findings follow changes; built like ``Present``."""

    def trial(self, segments: Mapping[int, Segment], glossary: Glossary | None = None) -> Change:
        """What other targets and another glossary make of the findings; nothing changes yet.

        Args:
            segments: The segments with other targets, by number.
            glossary: The glossary, whose concepts differ from those of now in their renderings only (``rewordable``).
        """
        terms = self.terminology if glossary is None else Terminology(glossary, *self.part.languages)
        return Trial(self, dict(segments), glossary or self.glossary, terms).change()

    def offers(self, number: int) -> tuple[Finding, ...]:
        """The findings of a segment now, with the fixes that passed a trial in their whole document."""
        found = self.findings(number)
        most = most_tried(self.at(number))
        return (*(self._offering(number, finding) for finding in found[:most]), *found[most:])

    def _offering(self, number: int, finding: Finding) -> Finding:
        segment = self.at(number)
        matches = Matches(Chunk(number, [segment]), self.terminology, self.rows(number))
        places = [fix for fix in finding.fixes if fix.kind is FixKind.INSERT]
        fixes = [
            fix
            for fix in candidates(finding, matches, matches.rows)
            if fix not in places and self._solves(fix, finding, number)
        ]
        return msgspec.structs.replace(finding, fixes=tuple(fixes or places or insertion(finding, matches)))

    def _solves(self, fix: Fix, finding: Finding, number: int) -> bool:
        """Whether the document with ``fix`` has all findings that it had, without ``finding``, and no other."""
        segment = self.at(number)
        change = self.trial({number: segment.translated(fitted(segment, fix.applied(segment.target)))})
        before, after = Counter[tuple[int, str, str | None]](), Counter[tuple[int, str, str | None]]()
        for place, findings in change.findings.items():
            after.update((place, each.rule, each.concept) for each in findings)
            before.update((place, each.rule, each.concept) for each in self.findings(place))
        before[number, finding.rule, finding.concept] -= 1
        return after <= before


def rewordable(old: Glossary, new: Glossary) -> bool:
    """Whether the concepts differ in their other renderings only, as after a new term for one of them."""
    return len(old) == len(new) and all(map(_rewordable, old, new))


def _rewordable(old: Concept, new: Concept) -> bool:
    same = msgspec.structs.replace(old, targets=new.targets, place=new.place) == new
    return old == new or (same and bool(old.sources) and old.preferred == new.preferred)
