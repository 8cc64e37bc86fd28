"""Parquet for data frames and warehouses: one row per finding, with its spans; needs the extra ``parquet``.

Texts are unchanged, and spans count their code points.
"""

from collections.abc import Iterable
from importlib.util import find_spec
from itertools import islice
from typing import Any, TextIO

from checker.errors import CheckerError
from checker.model import Span
from checker.reports import Record, Run
from checker.reports._columns import COLUMNS

_ROWS = 100  # rows per batch, which are held as Python objects
_BATCHES = 100  # batches per row group of the file
_NUMBERS = ("line", "index")
_SPANS = ("source_spans", "target_spans")


def ready(*, terminal: bool) -> None:
    """Check that the table can be written.

    Raises:
        CheckerError: The extra is not installed, or it would go to a terminal.
    """
    if terminal:
        raise CheckerError("Parquet cannot be shown on a terminal", hint="--output parquet:PATH writes it to a file")
    try:
        installed = find_spec("pyarrow") is not None
    except ValueError:  # somebody else has tried to import it, in vain
        installed = False
    if not installed:
        raise CheckerError("Parquet needs an extra", hint="pip install 'ilchi[parquet]'")


def write(run: Run, out: TextIO) -> None:
    """Write the table to ``out.buffer``.

    Raises:
        CheckerError: See ``ready``.
    """
    ready(terminal=out.isatty())
    import pyarrow
    import pyarrow.parquet

    spans = pyarrow.list_(pyarrow.list_(pyarrow.int32(), 2))
    texts, numbers = pyarrow.string(), pyarrow.int64()
    columns = {name: numbers if name in _NUMBERS else texts for name in COLUMNS} | dict.fromkeys(_SPANS, spans)
    schema = pyarrow.schema(columns, {"signature": run.signature})
    rows = map(_row, run.records)
    parts = iter(lambda: list(islice(rows, _ROWS)), [])
    batches = (pyarrow.RecordBatch.from_pylist(part, schema) for part in parts)
    with pyarrow.parquet.ParquetWriter(out.buffer, schema, compression="zstd") as writer:
        while group := list(islice(batches, _BATCHES)):
            writer.write_table(pyarrow.Table.from_batches(group, schema))


def _row(record: Record) -> dict[str, Any]:
    cells = {name: _text(column(record)) for name, column in COLUMNS.items()}
    return cells | dict(zip(_SPANS, map(_pairs, (record.source.spans, record.target.spans)), strict=True))


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _text(cell: str | int) -> str | int:
    """A cell with lone surrogates replaced, which UTF-8 cannot hold."""
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell
