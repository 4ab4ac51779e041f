"""What a run tells while it works: a bar on a terminal, or lines of JSON for whoever collects logs."""

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import Any

import click

from pipeline.cli.terminal import printable
from pipeline.engine.update import Done, Progress, silent


def shown(form: str | None) -> AbstractContextManager[Progress]:
    """How progress is shown: as JSON, or as a bar where somebody looks."""
    return _log() if form == "json" else _bar()


@contextmanager
def _bar() -> Iterator[Progress]:
    """A bar on the terminal's error stream, with rate and time left; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it
    from rich.markup import escape  # noqa: PLC0415 - as above
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - as above
    from rich.progress import Progress as Bar  # noqa: PLC0415 - as above

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    with Bar(*columns, TextColumn("{task.description}"), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rate="")

        def show(count: int, total: int, last: Done | None) -> None:
            source = escape(printable(last.source)) if last else ""
            elapsed = bar.tasks[0].elapsed
            rate = f"{60 * count / elapsed:.0f}/min" if count and elapsed else ""
            bar.update(task, completed=count, total=total, description=source, rate=rate, refresh=True)

        yield show


@contextmanager
def _log() -> Iterator[Progress]:
    """A line for each document and what else happens."""

    def show(count: int, total: int, last: Done | None) -> None:
        if last is None:
            event("begun", to_read=total)
        else:
            event("read", **told(last), count=count, total=total)

    try:
        yield show
    except BaseException as error:
        event("stopped", error=type(error).__name__, message=str(error))
        raise


def event(name: str, **fields: Any) -> None:
    """One line of the log, on the error stream: that it happened, and when."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    click.echo(json.dumps({"time": now, "event": name, **fields}, ensure_ascii=False), err=True)


def told(done: Done) -> dict[str, Any]:
    """What is reported of a document that was read."""
    record = done.record
    return {
        "source": done.source,
        "status": record.status,
        "message": record.message,
        "bytes": record.size,
        "rows": {table: file.rows for table, file in record.files.items()},
        "rejects": dict(record.rejects),
        "seconds": round(done.seconds, 3),
        "processor_seconds": round(done.processor_seconds, 3),
        "memory_bytes": done.memory,
        "traceback": done.error,
    }
