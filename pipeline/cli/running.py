"""`casebook run`."""

import json
import os
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from pipeline.cli.places import SOURCES, replaced
from pipeline.cli.terminal import aligned, printable
from pipeline.cli.vocabulary import WORDS
from pipeline.errors import MisuseError

if TYPE_CHECKING:
    from pipeline.engine.plan import Plan
    from pipeline.engine.update import RunSummary

INCOMPLETE = 3


@click.command()
@click.argument("raw", type=SOURCES, default="raw")
@click.option(
    "--out", metavar="DIR", default="extracted", show_default=True, help="Folder of the dataset, or a URL as s3://…."
)
@click.option(
    "--edition",
    type=click.IntRange(1000, 9999),
    metavar="YEAR",
    help="Year of a RAW that is one file, or a folder not named by year.",
)
@click.option("--force", is_flag=True, help="Read every source again, changed or not.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many sources are read at once; by default as many as there are processors.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Have the workers of a Dask cluster read the sources: the address of its scheduler, as in tcp://10.0.0.1:8786.",
)
@click.option("--fail-fast", is_flag=True, help="Stop at the first document that cannot be read in full.")
@click.option("--dry-run", is_flag=True, help="Say what would be read and removed, and change nothing.")
@click.option(
    "--report",
    type=click.File("w", encoding="utf-8", lazy=False),
    metavar="FILE",
    help="Write what came of each document that was read and what it took, as JSON.",
)
@click.option("--log", type=click.Choice(["json"]), help="Tell of each document in a line of JSON on the error stream.")
@WORDS
@click.option("--password", metavar="WORD", help="Password of encrypted PDFs, as in CASEBOOK_PASSWORD.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
def run(  # noqa: PLR0913 - one argument an option
    raw: Path,
    out: str,
    edition: int | None,
    report: IO[str] | None,
    password: str | None,
    log: str | None,
    workers: int | None,
    *,
    scheduler: str | None,
    force: bool,
    fail_fast: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Make the dataset of the casebooks in RAW (default: raw), a folder of folders named by year.

    RAW may also be the folder of one year, one text or PDF file, or the URL of a folder. The dataset then holds what is
    in RAW and nothing else; sources that have not changed since the last run are not read again.

    Ends with 0 when all is well, 2 when there is nothing to read or the folder cannot be used, and 3 when a document
    could not be read in full, what may be one was passed over or a row was rejected; the rest is stored all the same.
    A run that is stopped, by Ctrl-C (130) or in any other way, leaves the dataset as it was, and the next one goes on
    where it was.
    """
    from pipeline.cli.progress import event, shown, told  # noqa: PLC0415 - other commands need not wait for it
    from pipeline.engine.summary import figures  # noqa: PLC0415 - as above
    from pipeline.engine.update import Effort, foresee, run_all  # noqa: PLC0415 - as above

    if workers is not None and scheduler is not None:
        raise MisuseError("--workers is for this machine and --scheduler for a cluster, which has workers of its own")
    begin = time.perf_counter()
    if password is not None:
        from pipeline.read.pdf.protocol import PASSWORD_VARIABLE  # noqa: PLC0415 - as above

        os.environ[PASSWORD_VARIABLE] = password  # every process that reads for this one inherits it
    if dry_run:
        with replaced(out, dry=True) as folder:
            planned = _planned(foresee(raw, folder, edition=edition, force=force))
        click.echo(json.dumps(planned, ensure_ascii=False) if as_json else _foretold(planned))
        return 0
    effort = Effort(workers, scheduler, fail_fast)
    with shown(log) as progress, replaced(out) as folder:
        summary = run_all(raw, folder, edition=edition, force=force, effort=effort, progress=progress)
    found = figures(summary) | {"seconds": round(time.perf_counter() - begin, 3)}
    if log == "json":
        event("ended", **found)
    click.echo(json.dumps(found, ensure_ascii=False) if as_json else _told(found, out))
    if report is not None:
        _write(report, found | {"versions": _versions(summary), "took": [told(done) for done in summary.done]})
    return 0 if summary.complete else INCOMPLETE


def _planned(todo: "Plan") -> dict[str, Any]:
    return {
        "read": [f"{source.edition}/{source.source}" for source in todo.changed],
        "removed": list(todo.removed),
        "resumed": len(todo.resumed),
        "kept": len(todo.kept),
        "written": not todo.nothing,
    }


def _foretold(planned: dict[str, Any]) -> str:
    lines = [f"would read: {source}" for source in planned["read"]]
    lines += [f"would remove: {source}" for source in planned["removed"]]
    counts = f"{len(planned['read'])} to read, {len(planned['removed'])} to remove, {planned['kept']} unchanged"
    if planned["resumed"]:
        counts += f", {planned['resumed']} read by a run that did not end"
    return "\n".join(map(printable, [*lines, counts]))


def _versions(summary: "RunSummary") -> dict[str, str]:
    """What the run was made with: nothing of it but its own version is in the dataset."""
    from importlib import metadata  # noqa: PLC0415 - only a report wants it

    needed = (each.partition(">")[0] for each in metadata.requires("casebook-pipeline") or () if ";" not in each)
    found = {name: metadata.version(name) for name in sorted(needed)}
    own = {"casebook-pipeline": summary.manifest.package_version, "contract": str(summary.manifest.contract_version)}
    import platform  # noqa: PLC0415 - as above

    return {**own, "rules": summary.manifest.rules, "python": platform.python_version(), **found}


def _write(report: IO[str], found: dict[str, Any]) -> None:
    try:
        json.dump(found, report, ensure_ascii=False, indent=2)
        report.write("\n")
        report.flush()  # click closes the file and keeps to itself what goes wrong then
    except OSError as error:
        message = f"{report.name}: the report cannot be written ({error.strerror}); the dataset is as told above"
        raise MisuseError(message) from error


def _told(found: dict[str, Any], out: str) -> str:
    """The summary for a person: first what needs a look, then the figures, last what happened to the dataset."""
    lines = [f"{p['status']}: {p['edition']}/{p['source']}: {p['message']}" for p in found["problems"]]
    lines += [f"not read: {each['path']}: {each['why']}" for each in found["passed_over"]]
    lines += [f"ignored: {each['path']}: {each['why']}" for each in found["ignored"]]
    lines += [f"the same bytes, counted {len(each)} times: {', '.join(each)}" for each in found["same"]]
    lines += [f"removed: {source}" for source in found["removed"]]
    rows = found["rows"]
    table = aligned(
        [
            ("documents", _counted(found["documents"])),
            ("pages", str(found["pages"] or "")),
            ("cases", str(rows["cases"])),
            ("sections", f"{rows['sections']}, {found['headed_sections']} of them headed"),
            ("claims", f"{rows['claims']}, {found['doubtful']} of them want a look"),
            ("exclusions", _itemised(rows["exclusions"], found["exclusions"])),
            ("findings", str(rows["findings"])),
            ("rejects", _itemised(rows["rejects"], found["rejects"])),
            ("unknown headings", _named(found["unknown_headings"])),
            ("unknown units", _named(found["unknown_units"])),
            ("time", f"{found['seconds']:.1f} s"),
        ]
    )
    resumed = f" and {found['resumed']} by a run that did not end" if found["resumed"] else ""
    ending = (
        f"{len(found['read'])} read{resumed}, {out} written"
        if found["written"]
        else f"nothing changed, {out} left as it is"
    )
    return "\n".join([*map(printable, lines), table, printable(ending)])


def _itemised(total: int, counts: dict[str, int]) -> str:
    return f"{total} ({_counted(counts)})" if counts else str(total)


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count)


def _named(names: list[str]) -> str:
    return f"{len(names)} ({', '.join(names)})" if names else "0"
