"""Parquet, as corpus and as glossary; read with the extra ``parquet``, a batch of rows at a time."""

import io
from collections.abc import Iterator

from checker.errors import CheckerError
from checker.formats import Input, Row, _table
from checker.model import Segment

_BATCH = 1000  # rows
_MAGIC = b"PAR1"
_ADVICE = "the columns are named in the file’s schema"


def claim(given: Input, head: bytes) -> int:
    """How surely (0 to 100) it is Parquet: by its signature, else by its name."""
    if head.startswith(_MAGIC):
        return 95
    return 20 if given.suffix == ".parquet" else 0


def example() -> dict[str, bytes]:
    """See ``Format``."""
    import pyarrow
    import pyarrow.parquet

    content = io.BytesIO()
    table = pyarrow.table({"source": ["강", "바다"], "target": ["river", "sea"]})
    pyarrow.parquet.write_table(table, content)
    return {"rivers.parquet": content.getvalue()}


def read_segments(given: Input) -> Iterator[Segment]:
    """The segments, streamed, under the column names of any corpus table; ``line`` is the row.

    Raises:
        CheckerError: The extra is not installed, the file is broken, or its columns are not those of a corpus.
    """
    return _table.segments(given, _records(given), _ADVICE)


def read_rows(given: Input) -> Iterator[Row]:
    """The rows of a glossary, by its column names.

    Raises:
        CheckerError: As ``read_segments``.
    """
    return _table.rows(given, _records(given), _ADVICE)


def _records(given: Input) -> _table.Records:
    """The names of the columns as row 0, then the rows from 1 on; what is no text is written as Python writes it."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise CheckerError("Parquet needs an extra", given.name, "pip install 'ilchi[parquet]'") from None
    try:
        with given.open() as stream, pyarrow.parquet.ParquetFile(stream) as file:
            names = [str(name) for name in file.schema_arrow.names]
            yield 0, names
            number = 0
            for batch in file.iter_batches(_BATCH):
                for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    yield number, ["" if cell is None else str(cell) for cell in cells]
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        said = str(error).partition("\n")[0][:200]
        raise CheckerError(f"this is no intact Parquet: {said}", given.name, "write the file again") from None
