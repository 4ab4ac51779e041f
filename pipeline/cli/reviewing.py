"""`casebook diff`, `casebook review` and `casebook decisions`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from pipeline.cli.places import SIDE
from pipeline.cli.terminal import printable
from pipeline.errors import MisuseError

if TYPE_CHECKING:
    from pipeline.review.change import Comparison
    from pipeline.review.snapshot import Snapshot

DIFFERENCES = 1
FOLDER = click.Path(path_type=Path)

_dataset = click.option(
    "--dataset", type=FOLDER, default="extracted", show_default=True, help="Dataset folder that git revisions are of."
)


def _folder_if_given(context: click.Context, parameter: click.Parameter, folder: Path) -> Path:
    """A folder that was named must be there; the default one need not, where nobody has decided anything yet."""
    given = context.get_parameter_source(parameter.name or "") is not ParameterSource.DEFAULT
    if given and not folder.is_dir():
        raise click.BadParameter(f"{folder} is no folder; name that of the sources and decisions", context, parameter)
    return folder


_raw = click.option(
    "--raw",
    type=FOLDER,
    default="raw",
    show_default=True,
    callback=_folder_if_given,
    help="Folder of the sources and decisions.",
)
_SIDES = (click.argument("old", type=SIDE, required=False), click.argument("new", type=SIDE, required=False))
_FILTERS = (
    click.option("--case", "cases", type=int, multiple=True, help="Only the case with this number; 0 is outside them."),
    click.option("--topic", "topics", multiple=True, help="Only claims with this topic, before or now."),
    click.option("--cause", "causes", multiple=True, help="Only this sort of cause (rule, source …) or this rule."),
    click.option("--field", "fields", multiple=True, help="Only changes of this column or aspect (norm_low, value …)."),
)


def _two_sides(command: Callable[..., int]) -> Callable[..., int]:
    """The arguments and filters of a command that compares two datasets."""
    for option in reversed((*_SIDES, *_FILTERS)):
        command = option(command)
    return command


@click.command()
@_two_sides
@_dataset
@_raw
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "html"]),
    default="text",
    show_default=True,
    help="Text for a terminal, Markdown short enough for a comment, complete JSON, or the review page.",
)
@click.option("--undecided", is_flag=True, help="Only changes of claims that no decision beside the sources covers.")
@click.option("--textconv", type=FOLDER, metavar="FILE", help="Print one Parquet file as text, for git diff.")
def diff(
    *,
    old: str | None,
    new: str | None,
    dataset: Path,
    raw: Path,
    form: str,
    textconv: Path | None,
    undecided: bool,
    **wanted: Any,
) -> int:
    """Show what changed from OLD to NEW: dataset folders, or git revisions such as HEAD~1 or main.. of one.

    By default the last commit is compared with the working tree. Ends with 0 when there is nothing to review, with 1
    when there is, and with 3 when a dataset cannot be read.
    """
    from pipeline.review import filters, report, session  # noqa: PLC0415 - they take the time to load pyarrow
    from pipeline.review.decisions import read_all  # noqa: PLC0415 - as above
    from pipeline.review.revision import read_sides  # noqa: PLC0415 - as above
    from pipeline.review.textconv import lines  # noqa: PLC0415 - as above

    if textconv is not None:
        for line in lines(textconv):
            click.echo(printable(line))
        return 0
    # a filter is held against all that there is, and the page shows it
    before, now = read_sides(old, new, dataset, whole=form == "html" or any(wanted.values()))
    comparison = _narrowed(before, now, wanted)
    if undecided:
        comparison = filters.undecided(comparison, read_all(raw), now)
    match form:
        case "text":
            _print_coloured(report.to_text(comparison))
        case "markdown":
            click.echo(report.to_markdown(comparison), nl=False)
        case "json":
            click.echo(report.to_json(comparison), nl=False)
        case _:
            click.echo(session.static_page(session.prepare(comparison, before, now, raw)), nl=False)
    return 0 if comparison.same else DIFFERENCES


def _narrowed(before: "Snapshot", now: "Snapshot", wanted: Mapping[str, Any]) -> "Comparison":
    from pipeline.review import filters  # noqa: PLC0415 - it takes the time to load pyarrow
    from pipeline.review.diff import compare  # noqa: PLC0415 - as above

    comparison, chosen = compare(before, now), filters.Filter(**wanted)
    filters.refuse_unknown(comparison, chosen, before, now)
    return filters.narrowed(comparison, chosen)


def _print_coloured(text: object) -> None:
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it

    Console(soft_wrap=True, highlight=False).print(text)


@click.command()
@_two_sides
@_dataset
@_raw
@click.option("--reviewer", help="Your name in the decisions; by default the one git knows.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port on loopback; by default a free one.")
@click.option("--static", type=FOLDER, metavar="FILE", help="Write one HTML file to read offline, and serve nothing.")
def review(
    *,
    old: str | None,
    new: str | None,
    dataset: Path,
    raw: Path,
    reviewer: str | None,
    port: int,
    static: Path | None,
    **wanted: Any,
) -> int:
    """Read what changed from OLD to NEW in the browser, and accept, correct or reject it.

    With one dataset folder, read every claim of it, the least confident first. The page is served on loopback and its
    decisions go to raw/YEAR/FILE.decisions.jsonl; the next `casebook run` applies them. Ctrl-C ends it.
    """
    from pipeline.review import serve, session  # noqa: PLC0415 - they take the time to load pyarrow

    before, now = session.sides(old, new, dataset)
    comparison = _narrowed(before, now, wanted)
    prepared = session.prepare(comparison, before, now, raw, reviewer)
    count = f"{len(comparison.changes):,} claims to review"
    if static is not None:
        static.write_text(session.static_page(prepared), encoding="utf-8")
        click.echo(printable(f"{static}: {count}"))
        return 0
    with serve.server(prepared, port) as bound:
        click.echo(f"{count} at {serve.address(prepared, bound)}\nCtrl-C ends it")
        bound.serve_forever()
    return 0


@click.command()
@_dataset
@_raw
@click.option("--check", is_flag=True, help="List only decisions that do not hold, and end with 1 if there are any.")
@click.option("--merge", type=FOLDER, multiple=True, metavar="FILE", help="Add the decisions that a page saved.")
@click.option("--prefer", metavar="REVIEWER", help="Whose decision counts where two differ in a merge.")
@click.option("--to-gold", is_flag=True, help="Print accepted and corrected claims as gold records for evaluate.")
def decisions(
    *, dataset: Path, raw: Path, merge: tuple[Path, ...], prefer: str | None, check: bool, to_gold: bool
) -> int:
    """List reviewers' decisions and how they stand, check or merge them, or make gold of them.

    A decision `holds`, `waits` for the next run, or is `open` again because its evidence changed. Ends with 1 when
    --check finds one that does not hold, or --merge finds two reviewers who differ; then nothing is merged.
    """
    if merge:
        return _merge(raw, merge, prefer)
    if not raw.is_dir():
        raise MisuseError(f"{raw} is no folder; name that of the sources and decisions with --raw")
    return _print_gold(dataset, raw) if to_gold else _list(dataset, raw, only_problems=check)


def _merge(raw: Path, files: tuple[Path, ...], prefer: str | None) -> int:
    from pipeline.review.merge import merge_files  # noqa: PLC0415 - it takes the time to load pyarrow
    from pipeline.review.standing import conflict_in_words  # noqa: PLC0415 - as above

    merged = merge_files(raw, files, prefer)
    for conflict in merged.conflicts:
        click.echo(printable(conflict_in_words(*conflict)), err=True)
    if merged.conflicts:
        click.echo(f"{len(merged.conflicts)} conflicts, so nothing was merged; settle them, or use --prefer", err=True)
        return DIFFERENCES
    click.echo(f"{len(merged.decisions)} decisions added")
    return 0


def _print_gold(dataset: Path, raw: Path) -> int:
    from pipeline.review.decisions import read_all  # noqa: PLC0415 - it takes the time to load pyarrow
    from pipeline.review.gold import to_gold  # noqa: PLC0415 - as above
    from pipeline.review.snapshot import read_folder  # noqa: PLC0415 - as above

    for gold in to_gold(read_all(raw), read_folder(dataset)):
        click.echo(gold.text, nl=False)
        for case, count in gold.undecided.items():
            message = f"{gold.source}: case {case} has {count} claims that nobody decided, so it is no whole gold yet"
            click.echo(printable(message), err=True)
    return 0


def _list(dataset: Path, raw: Path, *, only_problems: bool) -> int:
    from pipeline.review.decisions import read_all  # noqa: PLC0415 - it takes the time to load pyarrow
    from pipeline.review.snapshot import read_folder  # noqa: PLC0415 - as above
    from pipeline.review.standing import State, counts_in_words, in_words, standing  # noqa: PLC0415 - as above

    found = standing(read_all(raw), read_folder(dataset))
    shown = [each for each in found if not only_problems or each.state is not State.HOLDS]
    for each in shown:
        click.echo(printable(in_words(each)))
    click.echo(counts_in_words(found))
    return DIFFERENCES if only_problems and shown else 0
