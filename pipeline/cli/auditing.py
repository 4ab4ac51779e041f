"""`casebook audit`."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.places import DATASET
from pipeline.cli.terminal import printable
from pipeline.errors import MisuseError

if TYPE_CHECKING:
    from pipeline.engine.audited import Audited

OPEN_ERROR = 1
_NAMES = {"error": "错误", "warning": "存疑", "info": "提示"}


@click.command()
@click.argument("dataset", type=DATASET, metavar="DIR")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="Text for a terminal, a Markdown table, or complete JSON.",
)
@click.option(
    "--raw",
    type=click.Path(path_type=Path),
    default="raw",
    show_default=True,
    help="Folder of the sources and decisions.",
)
@click.option("--passed", is_flag=True, help="List what was checked and holds instead.")
@click.option("--acknowledge", metavar="ID", help="Let the finding of this id stand, and list nothing; needs --reason.")
@click.option("--reason", help="Why it stands.")
@click.option("--reviewer", help="Your name in the decisions; by default the one git knows.")
def audit(
    dataset: Path,
    *,
    form: str,
    raw: Path,
    passed: bool,
    acknowledge: str | None,
    reason: str | None,
    reviewer: str | None,
) -> int:
    """Check whether the numbers of the dataset in DIR hold together: sums, shares, growth, factors, restatements.

    Findings come by severity, each with its id, sentence and place. One can be acknowledged with a reason, here or on
    the review page; that goes to the decisions beside its source. Ends with 1 when an error is open and with 0 when
    none is; nothing is ever corrected.
    """
    if acknowledge is not None:
        return _acknowledge(dataset, raw, acknowledge, (reason or "").strip(), reviewer)
    from pipeline.engine.audited import audited  # noqa: PLC0415 - it takes the time to load pyarrow

    found = audited(dataset, raw)
    listed = [each for each in found if each.holds is passed]
    if form == "json":
        click.echo(json.dumps([_plain(each) for each in listed], ensure_ascii=False, indent=2))
    elif form == "markdown":
        click.echo("\n".join(_markdown(listed)))
    else:
        for each in listed:
            for line in _lines(each):
                click.echo(printable(line))
        click.echo(printable(_counted(found, dataset)))
    return OPEN_ERROR if any(_is_open(each) and each.severity == "error" for each in found) else 0


def _acknowledge(dataset: Path, raw: Path, finding_id: str, reason: str, reviewer: str | None) -> int:
    from pipeline.engine.audited import acknowledge  # noqa: PLC0415 - it takes the time to load pyarrow
    from pipeline.review.session import git_user  # noqa: PLC0415 - as above

    if not reason:
        raise MisuseError("say why the finding stands with --reason")
    name = reviewer or git_user()
    if not name:
        raise MisuseError("say who you are with --reviewer; git knows no name")
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    acknowledge(dataset, raw, finding_id, {"note": reason, "reviewer": name, "time": now})
    click.echo(printable(f"{finding_id} acknowledged by {name}"))
    return 0


def _is_open(each: "Audited") -> bool:
    return not each.holds and each.acknowledged is None


def _plain(each: "Audited") -> Mapping[str, Any]:
    return asdict(each)


def _lines(each: "Audited") -> Iterable[str]:
    place = f"{each.edition}/{each.source}" + (f":{each.line}" if each.line else "")
    state = "holds" if each.holds else each.severity
    name = f" [{each.finding_id}]" if each.finding_id else ""
    yield f"{place}: {state}: {each.check}: {each.message}{name}"
    if each.acknowledged:
        yield f"    acknowledged: {each.acknowledged}"
    if each.sentence:
        yield f"    {each.sentence}"


def _markdown(listed: Iterable["Audited"]) -> Iterable[str]:
    yield "| 程度 | 位置 | 检查 | 说明 | 原文 | 已确认 |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for each in listed:
        place = f"{each.edition}/{each.source}" + (f":{each.line}" if each.line else "")
        cells = (_NAMES[each.severity], place, each.check, each.message, each.sentence or "", each.acknowledged or "")
        yield "| " + " | ".join(_escaped(cell) for cell in cells) + " |"


def _escaped(text: str) -> str:
    """Text of a source as plain text of a Markdown cell."""
    plain = "".join(f"\\{character}" if character in "\\`*_{}[]<>#|!~&" else character for character in text)
    return printable(" ".join(plain.split()))


def _counted(found: Iterable["Audited"], dataset: Path) -> str:
    outcomes = list(found)
    opened = [each for each in outcomes if _is_open(each)]
    errors = sum(each.severity == "error" for each in opened)
    return f"{dataset}: {len(outcomes)} checked, {errors} errors, {len(opened) - errors} other findings"
