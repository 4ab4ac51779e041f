"""The `casebook` command: parse arguments, call, print; and the one place where errors become messages."""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click
from click.shell_completion import shell_complete

from pipeline.cli import INTERRUPTED
from pipeline.cli.auditing import audit
from pipeline.cli.comparing import compare
from pipeline.cli.datasets import schema, validate
from pipeline.cli.evaluation import evaluate
from pipeline.cli.explanation import explain
from pipeline.cli.exporting import export
from pipeline.cli.pages import layout, show
from pipeline.cli.reporting import report
from pipeline.cli.reviewing import decisions, diff, review
from pipeline.cli.running import run
from pipeline.cli.terminal import printable
from pipeline.errors import CasebookError

MISUSE = 2
COMPLETE = "_CASEBOOK_COMPLETE"
INTERNAL_ERROR = 70  # EX_SOFTWARE
BROKEN_PIPE = 141  # 128 + SIGPIPE, what any filter ends with when nobody reads on


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    commands=[
        run,
        explain,
        show,
        layout,
        evaluate,
        validate,
        audit,
        report,
        compare,
        export,
        schema,
        diff,
        review,
        decisions,
    ],
)
@click.version_option(package_name="casebook-pipeline", message="%(prog)s %(version)s")
def casebook() -> None:
    """Numeric claims with their units from Chinese corporate casebooks, as a validated Parquet dataset."""


def perform(arguments: Sequence[str]) -> int:
    """Carry the command out and return its exit code, whatever happens but an interruption.

    Args:
        arguments: Command line without the program's name.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # whatever the locale, text here is UTF-8, and a byte or character that is not must not end a filter
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = _invoke(list(arguments))
        if sys.stdout is not None:  # closed, as by `>&-`
            sys.stdout.flush()
    except BrokenPipeError:
        code = BROKEN_PIPE
    except Exception as error:  # noqa: BLE001 - nobody shall meet a traceback unasked
        code = complain(error)
    _write_no_more()
    return code


def _write_no_more() -> None:
    """What could not be written, as to a pipe that nobody reads or a full disk, is not tried again at exit."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _invoke(arguments: list[str]) -> int:
    shell = os.environ.get(COMPLETE)
    if shell is not None:  # asked by the shell what may come next, or for the script by which it asks
        return shell_complete(casebook, {}, "casebook", COMPLETE, shell)
    # not `casebook.main`: it ends with 1 when nobody reads on, which is for differences
    try:
        with casebook.make_context("casebook", arguments) as context:
            return casebook.invoke(context) or 0
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        # on one line: it may hold a file's name, from a shell's `*`
        click.UsageError(printable(error.format_message()), getattr(error, "ctx", None)).show()
        return error.exit_code


def complain(error: BaseException) -> int:
    """Say in one line what happened, and give the exit code that stands for it."""
    match error:
        case KeyboardInterrupt():
            message, exit_code = "interrupted", INTERRUPTED
        case CasebookError():
            message, exit_code = str(error), error.exit_code
        case OSError():
            message, exit_code = f"{error.filename or 'system'}: {error.strerror or error}", MISUSE
        case _:
            message = f"an error nobody foresaw ({type(error).__name__}: {error}); please report it with the traceback"
            message, exit_code = f"{message} that CASEBOOK_DEBUG=1 shows", INTERNAL_ERROR
    if os.environ.get("CASEBOOK_DEBUG") == "1":
        import traceback  # noqa: PLC0415 - hardly ever asked for, and slow to load

        traceback.print_exception(error)
    with suppress(OSError):  # nobody reads it, or the disk is full: the exit code still tells
        click.echo(f"casebook: {printable(message)}", err=True)
    return exit_code
