"""The gates for the present state of the review."""

from collections import Counter

import msgspec

from checker.judging.gate import Gate, gates
from checker.model import Severity
from tui.state.model import SEVERITIES
from tui.state.session import Session


def gates_of(session: Session) -> tuple[Gate, ...]:
    """The results of the config's gates for the present findings and terms."""
    model = session.model
    counted = [item for item in range(len(session.statuses)) if counts(session, item)]
    severities = _by_severity(Counter(model.severities[item] for item in counted))
    gating = _by_severity(Counter(model.severities[item] for item in counted if model.gating[item]))
    config = session.workspace.config
    return gates(
        msgspec.structs.replace(model.summary, severities=severities, gating=gating),
        Severity(config.get("fail-on")),
        max_findings=config.get("max-findings"),
        min_score=config.get("min-score"),
        require_terms=config.get("require-terms"),
    )


def _by_severity(ranks: Counter[int]) -> dict[str, int]:
    return {severity.value: ranks[number] for number, severity in enumerate(SEVERITIES)}


def counts(session: Session, item: int) -> bool:
    """Whether a gate counts a finding: it is open or confirmed, and not in the baseline."""
    return session.status(item).counts and not session.is_baselined(item)
