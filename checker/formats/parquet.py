"""Parquet, as corpus and as glossary; needs the extra ``parquet`` and reads batches of rows."""

import io
from collections.abc import Iterator
from functools import partial

from checker.errors import CheckerError
from checker.formats import Input, Row, _table
from checker.model import Segment

_BATCH = 1000  # rows
_MAGIC = b"PAR1"
_ADVICE = "the schema of the file names the columns"


def claim(file: Input, head: bytes) -> int:
    """How sure it is (0 to 100) that this is Parquet: from its signature, else from its name."""
    if head.startswith(_MAGIC):
        return 95
    return 20 if file.suffix == ".parquet" else 0


def example() -> dict[str, bytes]:
    """A small file of this format."""
    import pyarrow
    import pyarrow.parquet

    content = io.BytesIO()
    table = pyarrow.table({"source": ["강", "바다"], "target": ["river", "sea"]})
    pyarrow.parquet.write_table(table, content)
    return {"rivers.parquet": content.getvalue()}


def read_segments(file: Input) -> Iterator[Segment]:
    """The segments, streamed, from the same columns as in any corpus table; ``line`` is the row, from 1.

    Raises:
        CheckerError: The extra is not installed, the file is broken, or it lacks the columns of a corpus.
    """
    return _table.segments(file, partial(_records, file), _ADVICE)


def read_rows(file: Input) -> Iterator[Row]:
    """The rows of a glossary by column name.

    Raises:
        CheckerError: The extra is not installed, or the file is broken.
    """
    return _table.rows(file, partial(_records, file), _ADVICE)


def _records(file: Input) -> _table.Records:
    """The names of the columns as row 0, then the rows from 1 on; values are converted to text by ``str``."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise CheckerError("Parquet needs an extra", file.name, "pip install 'ilchi[parquet]'") from None
    try:
        with file.open() as stream, pyarrow.parquet.ParquetFile(stream) as table:
            names = [str(name) for name in table.schema_arrow.names]
            yield 0, names
            number = 0
            for batch in table.iter_batches(_BATCH):
                for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    yield number, ["" if cell is None else str(cell) for cell in cells]
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        reason = str(error).partition("\n")[0][:200]
        raise CheckerError(f"this is not an intact Parquet file: {reason}", file.name, "write the file again") from None
