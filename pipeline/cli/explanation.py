"""`casebook explain`."""

import json
import sys
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.terminal import printable
from pipeline.cli.vocabulary import WORDS

if TYPE_CHECKING:
    from pipeline.model import Claim, Exclusion, Extraction, Span

_SHOWN = 4  # candidates of a field


@click.command()
@click.argument("texts", metavar="[TEXT]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each line of text.")
@click.option(
    "--why",
    is_flag=True,
    help="Show below each numeral the readings that lost, and below each claim the candidates of its fields.",
)
@WORDS
def explain(texts: tuple[str, ...], *, as_json: bool, why: bool) -> int:
    """Show how each numeral of TEXT is read, and why; without TEXT, of each line of standard input."""
    from pipeline.run import explain as read  # noqa: PLC0415 - it takes the time to load a dictionary

    for line in texts or sys.stdin:
        text = line.removesuffix("\n")
        found = mentions(read(text))
        if not why:
            found = [{name: told for name, told in mention.items() if name != "candidates"} for mention in found]
        if as_json:
            click.echo(json.dumps({"text": text, "mentions": found}, ensure_ascii=False))
        else:
            told = [line for mention in found for line in (_told(mention), *(_why(mention) if why else ()))]
            click.echo("\n".join(map(printable, [text, *told])))
        sys.stdout.flush()
    return 0


def mentions(extraction: "Extraction") -> list[dict[str, Any]]:
    """Every numeral of a text in reading order, as plain values; offsets count in the text."""
    text = extraction.document.text
    found = [_excluded(exclusion, exclusion.span, text) for exclusion in extraction.margins]
    for block in (block for section in extraction.blocks for block in section):
        found += [_claimed(claim, block.block.source(claim.mention.span), text) for claim in block.claims]
        found += [_excluded(each, block.block.source(each.span), text) for each in block.exclusions]
    found.sort(key=lambda mention: (mention["char_start"], mention["char_end"]))
    lost = _losers(extraction)
    for mention in found:
        start, end = mention["char_start"], mention["char_end"]
        mention["competing"] = [each for each in lost if each["char_start"] < end and start < each["char_end"]]
    return found


def _losers(extraction: "Extraction") -> list[dict[str, Any]]:
    """Every reading that does not stand, as plain values; offsets count in the text."""
    from pipeline.recognise import losers  # noqa: PLC0415 - it takes the time to load a dictionary

    text = extraction.document.text
    lost = []
    for block in (read.block for section in extraction.blocks for read in section):
        for loser in losers(block.text):
            span = block.source(loser.span)
            quote = text[span.start : span.end]
            place = {"char_start": span.start, "char_end": span.end}
            lost.append({"quote": quote, **place, "rule": loser.rule, "why": loser.why})
    return lost


def _claimed(claim: "Claim", span: "Span", text: str) -> dict[str, Any]:
    return {
        "quote": text[span.start : span.end],
        "char_start": span.start,
        "char_end": span.end,
        "low": _number(claim.mention.low),
        "high": _number(claim.mention.high),
        "unit": claim.unit.code,
        "unit_text": claim.unit.text or None,
        "bound": claim.bound,
        "direction": claim.direction,
        "metric": claim.metric,
        "period": claim.period,
        "status": claim.status,
        "rule": claim.mention.rule,
        "excluded": None,
        "candidates": {
            choice.field: [
                {"value": each.value, "score": round(score, 2), "evidence": list(each.evidence)}
                for each, score in zip(choice.candidates, choice.scores, strict=True)
            ]
            for choice in claim.choices
        },
    }


def _excluded(exclusion: "Exclusion", span: "Span", text: str) -> dict[str, Any]:
    nothing: dict[str, str | None] = dict.fromkeys(
        ("unit", "unit_text", "bound", "direction", "metric", "period", "status")
    )
    if exclusion.low is not None:  # its reading is a plain number
        nothing |= {"unit": "1", "bound": "exact"}
    return {
        "quote": text[span.start : span.end],
        "char_start": span.start,
        "char_end": span.end,
        "low": _number(exclusion.low),
        "high": _number(exclusion.high),
        **nothing,
        "rule": exclusion.rule,
        "excluded": exclusion.reason,
        "candidates": {},
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _told(mention: dict[str, Any]) -> str:
    quote = "".join(mention["quote"].split())
    if mention["excluded"]:
        return f"  {quote}  no claim: {mention['excluded']} (rule {mention['rule']})"
    value = _range(mention["low"], mention["high"])
    told = [mention[name] for name in ("bound", "direction", "status", "metric", "period")]
    return f"  {quote}  {value} {mention['unit']}  {_joined(told)} (rule {mention['rule']})"


def _why(mention: dict[str, Any]) -> list[str]:
    """The readings that lost and the candidates of every field, with what speaks for each."""
    lines = [
        f"    not {''.join(each['quote'].split())} (rule {each['rule']}): {each['why']}"
        for each in mention["competing"]
    ]
    for field, candidates in mention["candidates"].items():
        for place, each in enumerate(candidates[:_SHOWN]):
            value = each["value"] or "none"
            sign = "is" if place == 0 else "not"
            lines.append(
                f"    {field} {sign} {value} ({each['score']:+.1f}): {', '.join(each['evidence']) or 'nothing'}"
            )
    return lines


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "malformed"
    return f"{low:.12g}" if low == high else f"{low:.12g} to {high:.12g}"


def _joined(values: Iterable[str | None]) -> str:
    return ", ".join(value for value in values if value)
