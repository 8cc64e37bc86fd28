"""Parquet for data frames and warehouses: one row per finding, with its spans; needs the extra ``parquet``.

Texts are unchanged, and spans count their code points.
"""

from importlib.util import find_spec
from itertools import islice
from typing import TextIO

from checker.errors import CheckerError
from checker.reports import Run
from checker.reports._columns import COLUMNS, NUMBERS, SPANS, row

_ROWS = 100  # rows per batch, which are held as Python objects
_BATCHES = 100  # batches per row group of the file


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
    columns = {name: numbers if name in NUMBERS else texts for name in COLUMNS} | dict.fromkeys(SPANS, spans)
    schema = pyarrow.schema(columns, {"signature": run.signature})
    rows = map(row, run.records)
    parts = iter(lambda: list(islice(rows, _ROWS)), [])
    batches = (pyarrow.RecordBatch.from_pylist(part, schema) for part in parts)
    with pyarrow.parquet.ParquetWriter(out.buffer, schema, compression="zstd") as writer:
        while group := list(islice(batches, _BATCHES)):
            writer.write_table(pyarrow.Table.from_batches(group, schema))
