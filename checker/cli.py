"""The command ``ilchi``: finds its subcommands by name and turns every failure into a message and status 2."""

import io
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import EntryPoint, entry_points
from types import FrameType
from typing import NoReturn, TextIO, cast

import click

from checker.commands import HELPS
from checker.commands._console import opened
from checker.engine import gc_tuning
from checker.errors import CheckerError
from checker.text.visible import printable

_GROUP = "ilchi.commands"
_COULD_NOT_RUN = 2
_INTERRUPTED = 130


class _Commands(click.Group):
    """The commands in the entry-point group ``ilchi.commands``; a command is loaded when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        installed = {point.name for point in entry_points(group=_GROUP)}
        return [name for name in HELPS if name in installed] + sorted(installed - set(HELPS))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        points: Sequence[EntryPoint] = tuple(entry_points(group=_GROUP, name=cmd_name))
        command: click.Command | None = points[0].load() if points else None
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, HELPS.get(name, "")) for name in self.list_commands(ctx)])


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(None, "-V", "--version", package_name="ilchi", prog_name="ilchi")
@click.option("--verbose", is_flag=True, help="If ilchi itself fails, print where it happened.")
def ilchi(verbose: bool) -> None:  # noqa: FBT001  # see main
    """Check translations against a glossary, Korean to English first.

    Exit status: 0 passed, 1 the gate failed, 2 could not run.
    """


def main() -> NoReturn:
    """Run the command line. Results go to standard output in UTF-8, everything else to standard error."""
    _open_streams()
    sys.stdout, sys.stderr = opened(sys.stdout), opened(sys.stderr)
    gc_tuning.seldom()
    _end_when_asked()
    try:
        # Not ilchi.main(): for a closed pipe it ends with status 1, which means that the gate failed.
        with ilchi.make_context("ilchi", sys.argv[1:]) as context:
            status = ilchi.invoke(context)
        sys.stdout.flush()
    except CheckerError as error:
        _fail(str(error))
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        with suppress(OSError):
            error.show(sys.stderr)
        sys.exit(_COULD_NOT_RUN)
    except (click.Abort, KeyboardInterrupt):
        _tell("interrupted")
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        # The reader has closed standard output; nothing more can be written there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_COULD_NOT_RUN)
    except OSError as error:
        _fail(f"{error.filename or 'system'}: {(error.strerror or str(error)).lower()}")
    except MemoryError:
        _fail("there is not enough memory")
    except Exception as error:  # noqa: BLE001  # a crash is 2, never 1
        if sys.argv[1:2] == ["--verbose"]:
            traceback.print_exc()
        summary = f"{type(error).__name__}: {error}".split("\n", 1)[0][:200]
        _fail(f"{summary}; this is a bug in ilchi: please report it with the output of ilchi --verbose …")
    sys.exit(status if isinstance(status, int) else 0)


def _end_when_asked() -> None:
    """Have SIGTERM and SIGHUP end the program as an exception does, so that what it has begun is removed."""
    own = os.getpid()
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]

    def end(number: int, _frame: FrameType | None) -> NoReturn:
        if os.getpid() != own:  # a process that was forked just now
            os._exit(128 + number)
        for each in numbers:
            signal.signal(each, signal.SIG_IGN)  # removing it is not interrupted again
        sys.exit(128 + number)

    for number in numbers:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


class _Closed(io.TextIOBase):
    """Stands in for a standard output that is closed; only writing to it is an error."""

    def write(self, _text: str) -> NoReturn:
        """Raise CheckerError."""
        raise CheckerError("standard output is closed", hint="send it to a file, or to /dev/null")

    @property
    def buffer(self) -> NoReturn:
        """Raise CheckerError."""
        self.write("")


def _open_streams() -> None:
    """Replace closed standard streams, so that no file that is opened later gets their file descriptors."""
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY))
    if sys.stdout is None:
        os.open(os.devnull, os.O_WRONLY)
        sys.stdout = cast(TextIO, _Closed())
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def _fail(message: str) -> NoReturn:
    _tell(f"error: {printable(message)}")
    sys.exit(_COULD_NOT_RUN)


def _tell(message: str) -> None:
    with suppress(OSError):  # a terminal that has hung up: status 1 would mean that the gate failed
        print(f"ilchi: {message}", file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main()
