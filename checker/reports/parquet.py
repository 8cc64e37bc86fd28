"""Parquet for data frames and warehouses: one row per finding, with its spans; needs the extra ``parquet``.

Texts are unchanged, and spans count their code points.
"""

from itertools import islice
from typing import TextIO

from checker.errors import CheckerError
from checker.reports import Run
from checker.reports._columns import COLUMNS, NUMBERS, SPANS, row

_ROWS = 100  # rows per batch, which are held as Python objects
_BATCHES = 100  # batches per row group of the file


def write(run: Run, out: TextIO) -> None:
    """Write the table to ``out.buffer``.

    Raises:
        CheckerError: The extra is not installed, or ``out`` is a terminal.
    """
    if out.isatty():
        raise CheckerError("Parquet cannot be shown on a terminal", hint="--output parquet:PATH writes it to a file")
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise CheckerError("Parquet needs an extra", hint="pip install 'ilchi[parquet]'") from None
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
