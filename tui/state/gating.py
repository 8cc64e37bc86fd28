"""The gates for the present state of the review."""

from collections import Counter

import msgspec

from checker.judging.gate import Gate, gates
from checker.model import Severity
from tui.state.model import SEVERITIES
from tui.state.session import Session
from tui.state.status import FindingStatus


def gates_of(session: Session) -> tuple[Gate, ...]:
    """The results of the config's gates for open and confirmed findings, with the term score of the last check."""
    counting = {int(status) for status in FindingStatus if status.counts}
    ranks = Counter(session.model.severities[i] for i, status in enumerate(session.statuses) if status in counting)
    severities = {severity.value: ranks[n] for n, severity in enumerate(SEVERITIES)}
    config = session.workspace.config
    return gates(
        msgspec.structs.replace(session.model.summary, severities=severities),
        Severity(config.get("fail-on")),
        max_findings=config.get("max-findings"),
        min_score=config.get("min-score"),
        require_terms=config.get("require-terms"),
    )
