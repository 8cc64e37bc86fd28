"""JSON for programs: one document of the schema ``ilchi/report/1``, which the package contains."""

from typing import TextIO

import msgspec

from checker.reports import Run
from checker.reports._json import encoded, write_listed

SCHEMA = "ilchi/report/1"


def write(run: Run, out: TextIO) -> None:
    """Write the document; the findings are streamed."""
    summary = msgspec.to_builtins(run.summary) | {"term_score": run.summary.term_score}
    head = {
        "schema": SCHEMA,
        "signature": run.signature,
        "languages": {"source": run.source_language, "target": run.target_language},
        "summary": summary | {"notices": run.notices},
        "gates": run.gates,
        "fail_on": run.fail_on,
        "files": [{"file": name, "segments": count} for name, count in run.files.items()],
    }
    write_listed(f'{encoded(head)[:-1]},"findings":', run.located, "}", out)
