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
        "files": [_file(run, name, count) for name, count in run.files.items()],
        "unread": run.unread,
    }
    write_listed(f'{encoded(head)[:-1]},"findings":', run.located, "}", out)


def _file(run: Run, name: str, count: int) -> dict[str, object]:
    source, target = run.languages.get(name, ("", ""))
    languages = {"source": source, "target": target} if source and target else {}
    return {"file": name, "segments": count} | ({"languages": languages} if languages else {})
